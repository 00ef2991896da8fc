package pipeline

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"sync"

	"octavo/fonts"
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/font"
	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/matter"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/structure"
	"octavo/pipeline/internal/style"
	"octavo/pipeline/internal/write/epub"
	"octavo/pipeline/internal/write/pdf"
	"octavo/styles"
)

// generator is the program's name in the files that it makes.
const generator = "Octavo"

// Version is the program's version, which its PDFs tell beside its name.
const Version = "0.1.0"

// book is a document with its matter on the way to its editions. What several
// editions need is made once, by whoever needs it first.
type book struct {
	job Job
	doc *resolve.Document
	log *diag.Log

	office *officeStyle // nil for the house's alone
	faces  *font.Set
	said   map[diag.Diagnostic]bool // findings of editions
	// What the EPUB needs early; unset where none is made.
	cover *epub.Cover // drawn beside the pages

	// lossy tells that meaning of the source was lost, which a finding says.
	lossy bool
	// What the archive takes besides editions.
	review  *reviewCopy
	pics    *pictures
	settled Settled
	press   *pdf.Press // where an edition is for one
	outputs []*output
	step    *progress

	mu       sync.Mutex
	settings map[string]func() (*setting, error) // by sheet
}

// newBook adds the matter to a document and begins its editions; the error is
// that of an edition.
func newBook(job Job, doc *ast.Document, pics *pictures, office *officeStyle, faces *font.Set, log *diag.Log) (*book, error) {
	nameUntitled(job, doc, log)
	pics.settle(doc)
	job.Load = pics.load
	sayEmptyLists(doc, log)
	b := &book{job: job, doc: resolve.Of(matterOf(job, doc)), log: log, office: office, faces: faces, said: map[diag.Diagnostic]bool{}, outputs: outputs(job), lossy: log.Count(diag.Diagnostic.Loss) > 0,
		settings: map[string]func() (*setting, error){}}
	for _, o := range b.outputs {
		if o.begin == nil {
			continue
		}
		if err := o.begin(b); err != nil {
			return nil, &EditionError{o.name, err}
		}
	}
	return b, nil
}

// matterOf adds the parts that no source has.
func matterOf(job Job, doc *ast.Document) *ast.Document {
	if job.bare {
		return doc
	}
	return matter.Add(doc)
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
			return ast.TitleText(s.Title)
		}
	}
	return ""
}

// setting is a document set as pages by one sheet.
type setting struct {
	tree  *structure.Tree
	pages *layout.Book
	// notDrawn are the findings of an edition without bleed and marks.
	notDrawn []diag.Diagnostic
}

// set gives the book's pages as a house sheet sets them: once, however many
// editions ask.
func (b *book) set(ctx context.Context, sheet string) (*setting, error) {
	b.mu.Lock()
	set := b.settings[sheet]
	if set == nil {
		set = sync.OnceValues(func() (*setting, error) { return b.paginate(ctx, sheet) })
		b.settings[sheet] = set
	}
	b.mu.Unlock()
	return set()
}

func (b *book) paginate(ctx context.Context, sheetName string) (*setting, error) {
	sheet, err := b.sheet(sheetName)
	if err != nil {
		return nil, err
	}
	doc := b.doc
	if sheet.Facing() {
		ordered := *b.doc
		ordered.Document = matter.ForFacingPages(b.doc.Document)
		doc = &ordered
	}
	cover := b.coverPicture(sheet)
	tree := structure.Build(withCover(doc, cover))
	styled := style.Resolve(doc, sheet)
	b.checkContrast(styled)
	var found diag.Log
	pages, err := layout.Paginate(ctx, doc, styled, tree, b.faces, b.job.Load, &found)
	b.sayOnce(&found)
	if err != nil {
		return nil, err
	}
	if cover != nil {
		if err := layout.AddCover(ctx, pages, cover, doc, styled, tree, b.faces, b.job.Load, b.log); err != nil {
			return nil, fmt.Errorf("the cover %s: %w", ast.FileName(cover.Src), err)
		}
	}
	if sheet.Facing() {
		layout.Pad(pages, b.job.Press.signature())
	}
	b.step.at(StepEditions)
	return &setting{tree, pages, sheet.NotDrawn()}, nil
}

// coverPicture is the picture that the metadata give for the cover; nil without
// one, and in editions with facing pages, which are bound in a cover of their own.
func (b *book) coverPicture(sheet *style.Sheet) *ast.Image {
	c := b.doc.Meta.Cover
	if c == nil || c.Image == "" || sheet.Facing() {
		return nil
	}
	return &ast.Image{Src: c.Image, Alt: c.Alt}
}

// withCover is a document as its tags have it: the cover's picture is a figure
// before all else.
func withCover(doc *resolve.Document, cover *ast.Image) *resolve.Document {
	if cover == nil {
		return doc
	}
	inner, outer := *doc.Document, *doc
	inner.Blocks = append([]ast.Block{&ast.Figure{Image: cover}}, inner.Blocks...)
	outer.Document = &inner
	return &outer
}

// sheet is the sheet of an edition that a house sheet styles: the office's over
// it, where there is one, whose findings were given when it was opened.
func (b *book) sheet(house string) (*style.Sheet, error) {
	if b.office != nil {
		return b.office.sheet(house, nil)
	}
	return houseSheet(house, b.log)
}

// writePages writes an edition of pages.
func (b *book) writePages(ctx context.Context, w io.Writer, set *setting, opt pdf.Options) error {
	var found diag.Log
	err := pdf.Write(ctx, w, set.pages, set.tree, opt, &found)
	b.sayOnce(&found)
	return err
}

// checkContrast reports colours of an office's sheet that are hard to read.
func (b *book) checkContrast(styled *style.Styled) {
	if b.office == nil {
		return
	}
	var found diag.Log
	styled.CheckContrast(&found)
	b.sayOnce(&found)
}

// sayOnce takes the findings of one edition that no other edition gave.
func (b *book) sayOnce(found *diag.Log) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, d := range found.All() {
		if !b.said[d] {
			b.said[d] = true
			b.log.Add(d)
		}
	}
}

func houseSheet(name string, log *diag.Log) (*style.Sheet, error) {
	css, err := styles.Files.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return style.Parse(name, css, styles.Files.ReadFile, log)
}
