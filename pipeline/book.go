package pipeline

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"octavo/fonts"
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/font"
	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/matter"
	"octavo/pipeline/internal/structure"
	"octavo/pipeline/internal/style"
	"octavo/pipeline/internal/write/epub"
	"octavo/pipeline/internal/write/pdf"
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

	faces *font.Set
	// What the EPUB needs early; unset where none is made.
	embedded []epub.Face
	cover    *epub.Cover // drawn beside the pages

	screenOnce sync.Once
	screenSet  *setting
	screenErr  error
}

// newBook adds the matter to a document; the error is a malformed epoch.
func newBook(job Job, doc *ast.Document, faces *font.Set, log *diag.Log) (*book, error) {
	date, err := Date(job.Epoch, doc.Meta.Date)
	if err != nil {
		return nil, err
	}
	nameUntitled(job, doc, log)
	pics := readPictures(doc, job.Load, log)
	job.Load = pics.load
	b := &book{job: job, doc: matter.Add(doc), time: date, log: log, faces: faces}
	if slices.Contains(job.Editions, "epub") {
		if b.embedded, err = embeddedFaces(faces, doc); err != nil {
			return nil, err
		}
		b.cover = epub.StartCover(b.doc, b.embedded)
	}
	return b, nil
}

// openFaces begins to open the house faces, and to load those that nearly every
// document uses, beside other work. The function that it returns waits for the
// set.
func openFaces() func() (*font.Set, error) {
	open := sync.OnceValues(func() (*font.Set, error) { return font.Open(fonts.Files) })
	go func() {
		set, err := open()
		if err != nil {
			return // it comes back to whoever waits
		}
		for _, family := range []string{"serif", "sans-serif"} {
			_, _ = set.Face([]string{family}, 400, false)
			_, _ = set.Face([]string{family}, 600, false)
		}
	}()
	return open
}

// codeTitleAssumed is the finding about a publication without a title.
const codeTitleAssumed diag.Code = "title-assumed"

var _ = diag.Register(map[diag.Code]string{
	codeTitleAssumed: "No title was found or given, so the editions go by the first heading or the file's name.",
})

// nameUntitled gives a document without a title the text of its first heading,
// or else the file's name: PDF/UA and EPUB do not go without (ISO 14289-1, 7.1;
// EPUB 3.3, 5.5.3.1.2). Canonical Markdown is printed before, without it.
func nameUntitled(job Job, doc *ast.Document, log *diag.Log) {
	if doc.Meta.Title != "" {
		return
	}
	doc.Meta.Title = cmp.Or(firstHeading(doc.Blocks), job.Name)
	log.Add(diag.Diagnostic{Code: codeTitleAssumed, Pos: diag.Pos{File: job.Source},
		Rule: "a publication has a title", Message: fmt.Sprintf("no title was found; the editions are titled %q", doc.Meta.Title),
		Hint: "give one in the metadata: title: …"})
}

func firstHeading(blocks []ast.Block) string {
	for _, b := range blocks {
		if s, ok := b.(*ast.Section); ok {
			return strings.TrimSpace(ast.PlainText(s.Title))
		}
	}
	return ""
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
	tree := structure.Build(b.doc)
	pages, err := layout.Paginate(b.doc, style.Resolve(b.doc, sheet), tree, b.faces, b.job.Load, b.log)
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
	return pdf.Write(w, set.pages, set.tree, b.pdfOptions(), b.log)
}

func (b *book) pdfOptions() pdf.Options {
	m := b.doc.Meta
	return pdf.Options{
		Title: m.Title, Lang: m.Lang, Creators: m.Creators, Subject: m.Description,
		Keywords: append(append([]string{}, m.Keywords...), m.Subjects...),
		Producer: generator, Date: b.time,
		Conformance: pdf.Conformance{UA: true, A: pdf.LevelA},
	}
}

// describePDF says what the accessible edition claims to be.
func (b *book) describePDF() string {
	set, err := b.screen()
	if err != nil {
		return "PDF"
	}
	claims := pdf.Claims(set.pages, set.tree, b.pdfOptions())
	switch {
	case claims.UA && claims.A == pdf.LevelA:
		return "accessible PDF (PDF/UA-1, PDF/A-2a)"
	case claims.A != pdf.LevelNone:
		return "PDF/A-2" + strings.ToLower(string(claims.A)) + "; it cannot claim PDF/UA: see the warnings"
	}
	return "PDF; it cannot claim PDF/UA: see the warnings"
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
	publication, err := epub.Build(b.doc, pageBreaks(set.pages), epub.Options{
		CSS: style.EPUBCSS(sheet), Faces: b.embedded, Cover: b.cover, Time: b.time, Load: b.job.Load, Generator: generator,
	}, b.log)
	if err != nil {
		return err
	}
	_, err = publication.WriteTo(w)
	return err
}

func (b *book) describeEPUB() string { return "EPUB 3.3 with the PDF's page numbers" }

// pageBreaks are the places in the text where the pages begin.
func pageBreaks(pages *layout.Book) []epub.PageBreak {
	var out []epub.PageBreak
	for _, p := range pages.Pages {
		out = append(out, epub.PageBreak{Label: p.Label, Loc: p.Start})
	}
	return out
}

// embeddedFaces are the house faces for the EPUB, whole: monospaced ones only
// where the document has text for them.
func embeddedFaces(set *font.Set, doc *ast.Document) ([]epub.Face, error) {
	files, err := set.Files()
	if err != nil {
		return nil, err
	}
	var out []epub.Face
	for _, f := range files {
		if !f.Mono || hasCode(doc) {
			out = append(out, epub.Face{File: f.Name, Family: f.Family, Weight: f.Weight, Italic: f.Italic, Data: f.Data})
		}
	}
	return out, nil
}

// hasCode reports whether a document holds preformatted text.
func hasCode(doc *ast.Document) bool {
	found := false
	ast.WalkDocument(doc, func(n ast.Node) bool {
		switch n.(type) {
		case *ast.Code, *ast.CodeBlock:
			found = true
		}
		return !found
	})
	return found
}
