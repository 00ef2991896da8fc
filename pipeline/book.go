package pipeline

import (
	"io"
	"sync"
	"time"

	"octavo/fonts"
	"octavo/pipeline/ast"
	"octavo/pipeline/diag"
	"octavo/pipeline/epub"
	"octavo/pipeline/font"
	"octavo/pipeline/layout"
	"octavo/pipeline/matter"
	"octavo/pipeline/pdf"
	"octavo/pipeline/structure"
	"octavo/pipeline/style"
	"octavo/styles"
)

// generator is the program's name in the files that it makes.
const generator = "Octavo"

// book is a document with its matter on the way to its editions. What several
// editions need is made once, by whoever needs it first.
type book struct {
	job  Job
	doc  *ast.Document
	time time.Time
	log  *diag.Log

	screenOnce sync.Once
	screenSet  *setting
	screenErr  error
}

// newBook adds the matter to a document; the error is a malformed epoch.
func newBook(job Job, doc *ast.Document, log *diag.Log) (*book, error) {
	date, err := Date(job.Epoch, doc.Meta.Date)
	if err != nil {
		return nil, err
	}
	return &book{job: job, doc: matter.Add(doc), time: date, log: log}, nil
}

// setting is a document set as pages by one sheet.
type setting struct {
	tree  *structure.Tree
	pages *layout.Book
}

// screen sets the accessible PDF. Its pages are also the EPUB's page list.
func (b *book) screen() (*setting, error) {
	b.screenOnce.Do(func() { b.screenSet, b.screenErr = b.set("screen.css") })
	return b.screenSet, b.screenErr
}

// set sets the book's pages by a house sheet.
func (b *book) set(sheetName string) (*setting, error) {
	sheet, err := houseSheet(sheetName, b.log)
	if err != nil {
		return nil, err
	}
	faces, err := font.Open(fonts.Files)
	if err != nil {
		return nil, err
	}
	tree := structure.Build(b.doc)
	pages, err := layout.Paginate(b.doc, style.Resolve(b.doc, sheet), tree, faces, b.job.Load, b.log)
	if err != nil {
		return nil, err
	}
	return &setting{tree, pages}, nil
}

func houseSheet(name string, log *diag.Log) (*style.Sheet, error) {
	css, err := styles.Files.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return style.Parse(name, css, styles.Files.ReadFile, log)
}

func (b *book) pageCount() int {
	set, err := b.screen()
	if err != nil {
		return 0
	}
	return len(set.pages.Pages)
}

// writePDF writes the accessible edition.
func (b *book) writePDF(w io.Writer) error {
	set, err := b.screen()
	if err != nil {
		return err
	}
	m := b.doc.Meta
	return pdf.Write(w, set.pages, set.tree, pdf.Options{
		Title: m.Title, Lang: m.Lang, Creators: m.Creators, Subject: m.Description,
		Keywords: append(append([]string{}, m.Keywords...), m.Subjects...),
		Producer: generator, Date: b.time,
		Conformance: pdf.Conformance{UA: true, A: pdf.LevelA},
	}, b.log)
}

// writeEPUB writes the e-reader edition.
func (b *book) writeEPUB(w io.Writer) error {
	set, err := b.screen()
	if err != nil {
		return err
	}
	sheet, err := houseSheet("epub.css", b.log)
	if err != nil {
		return err
	}
	faces, err := embeddedFaces()
	if err != nil {
		return err
	}
	publication, err := epub.Build(b.doc, pageBreaks(set.pages), epub.Options{
		CSS: style.EPUBCSS(sheet), Faces: faces, Time: b.time, Load: b.job.Load, Generator: generator,
	}, b.log)
	if err != nil {
		return err
	}
	_, err = publication.WriteTo(w)
	return err
}

// pageBreaks are the places in the text where the pages begin.
func pageBreaks(pages *layout.Book) []epub.PageBreak {
	var out []epub.PageBreak
	for _, p := range pages.Pages {
		out = append(out, epub.PageBreak{Label: p.Label, Loc: p.Start})
	}
	return out
}

// embeddedFaces are the house faces for the EPUB, whole.
func embeddedFaces() ([]epub.Face, error) {
	set, err := font.Open(fonts.Files)
	if err != nil {
		return nil, err
	}
	files, err := set.Files()
	if err != nil {
		return nil, err
	}
	out := make([]epub.Face, len(files))
	for i, f := range files {
		out[i] = epub.Face{File: f.Name, Family: f.Family, Weight: f.Weight, Italic: f.Italic, Data: f.Data}
	}
	return out, nil
}
