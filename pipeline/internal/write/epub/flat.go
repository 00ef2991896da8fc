package epub

import (
	"context"
	"encoding/base64"
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/element"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/wording"
)

// Flat is a document's content as HTML in one file: the same elements that the
// publication has, a level of headings further down, since the title alone is of
// the first. Each part is the inside of one landmark of the page; it may be empty.
type Flat struct {
	Header []byte // the title page
	Nav    []byte // contents and lists, each a nav of its own, and the list of pages
	Main   []byte // the text and behind it the notes
	Footer []byte // the colophon
	// CSS is for mark-up that only this package makes; a sheet may override it.
	CSS string
	// MainID is an identifier for the text's element, which nothing else has.
	MainID string
	// Words are the program's own words, WordsLang their language where it is not
	// the document's.
	Words     *wording.Words
	WordsLang string
	// Pages counts the entries of the list of pages.
	Pages int
}

// Flatten writes the content of one file of HTML. Of opt it uses Load
// alone: the page around the content is the caller's. Findings and errors are
// those of Build.
func Flatten(ctx context.Context, doc *resolve.Document, pages []PageBreak, opt Options, log *diag.Log) (*Flat, error) {
	bk := newBook(doc, opt, log)
	bk.flat = true
	bk.planFlat()
	bk.planPages(pages)
	main := bk.freshID("main")
	if err := bk.render(ctx); err != nil {
		return nil, err
	}
	out, whole := bk.landmarkParts(main)
	if err := preflight([]entry{{name: flatFile, content: whole}}, log); err != nil {
		return nil, err
	}
	if bk.failed {
		return nil, fmt.Errorf("the HTML file cannot be made: see the errors in the log")
	}
	return out, ctx.Err()
}

// flatFile stands for the one file wherever the publication's plan names files.
const flatFile = "page.html"

// planFlat makes a unit of each generated part and one of all the rest, which has
// the notes.
func (bk *book) planFlat() {
	text := &unit{file: flatFile, title: bk.doc.Meta.Title, region: "bodymatter", calls: map[*ast.Note][]*ast.NoteRef{}}
	for _, b := range bk.doc.Blocks {
		if m, ok := b.(*ast.Matter); ok {
			bk.addUnit(&unit{file: flatFile, matter: m, blocks: m.Blocks, region: "frontmatter"})
			continue
		}
		if text.blocks == nil {
			bk.addUnit(text)
		}
		text.blocks = append(text.blocks, b)
	}
	if text.blocks == nil {
		bk.addUnit(text)
	}
	for _, u := range bk.units {
		for _, n := range u.outermost() {
			bk.take(text, bk.doc.In(n))
		}
	}
	bk.planNested(text, 0)
	bk.planUncalled()
	for _, u := range bk.units {
		bk.planPlaces(u)
	}
}

// landmarkParts sorts what was written by landmarks, and gives the whole for the
// preflight.
func (bk *book) landmarkParts(main string) (*Flat, content) {
	out := &Flat{CSS: ownRules + formRules(bk.forms), MainID: main, Words: bk.words, WordsLang: bk.wordsLang(), Pages: len(bk.pageList)}
	whole := content{facts: facts{ids: []string{main}}}
	for _, u := range bk.units {
		whole = whole.and(u.body)
		part := &out.Nav
		switch {
		case u.matter == nil:
			part = &out.Main
		case u.matter.Role == ast.TitlePage:
			part = &out.Header
		case u.matter.Role == ast.Colophon:
			part = &out.Footer
		}
		*part = append(*part, u.body.data...)
	}
	if len(bk.pageList) > 0 {
		m := &markup{html: true}
		bk.flatPages(m)
		out.Nav = append(out.Nav, m.content().data...)
		whole = whole.and(m.content())
	}
	return out, whole
}

// flatPages writes the list of pages, folded up: it is as long as the book.
func (bk *book) flatPages(m *markup) {
	lang := bk.wordsLang()
	m.open("nav", "class", "pages", "role", "doc-pagelist", "aria-label", bk.words.Pages, "lang", lang)
	m.raw("\n<details>\n")
	m.element("summary", bk.words.Pages)
	m.raw("\n<ol>\n")
	for _, p := range bk.pageList {
		m.raw("<li>")
		m.element("a", p.label, "href", "#"+p.id)
		m.raw("</li>\n")
	}
	m.raw("</ol>\n</details>\n</nav>\n")
}

// kind is what is made, for messages.
func (bk *book) kind() string {
	if bk.flat {
		return "HTML file"
	}
	return "EPUB"
}

// above is how many levels of headings stand above the first of the text.
func (bk *book) above() int {
	if bk.flat {
		return 1
	}
	return 0
}

// headingTag is the tag of the heading of a generated part.
func (bk *book) headingTag(tag string) string {
	if bk.flat {
		return element.Section(1+bk.above(), element.Title).Tag
	}
	return tag
}

// source is the address of a picture: in one file the picture itself.
func (r *renderer) source(pic *picture) string {
	if r.bk.flat {
		return "data:" + pic.kind.mediaType + ";base64," + base64.StdEncoding.EncodeToString(pic.data)
	}
	return up(r.unit.file) + "images/" + pic.file
}

// linkClass marks a link whose text is its address already: what is printed on
// paper needs it no second time.
func (bk *book) linkClass(l *ast.Link) string {
	if bk.flat && strings.TrimSuffix(ast.PlainText(l.Inlines), "/") == strings.TrimSuffix(l.URL, "/") {
		return "address"
	}
	return ""
}

// openNotes opens the section of notes; in one file it has a heading of its own,
// since the chapters have none of them.
func (r *renderer) openNotes(e element.Element) {
	if !r.bk.flat {
		r.open(e.Tag, append(attrsOf(e), "aria-label", r.bk.words.Notes)...)
		return
	}
	title := r.bk.freshID("notes")
	r.open(e.Tag, append(attrsOf(e, "role", "doc-endnotes"), "aria-labelledby", title)...)
	r.line()
	lang := r.bk.wordsLang()
	r.element(r.bk.headingTag("h1"), r.bk.words.Notes, "id", title, "lang", lang)
}

// freshID is an identifier that nothing else in the book has.
func (bk *book) freshID(id string) string {
	for n := 2; bk.places[id] != ""; n++ {
		id = fmt.Sprintf("%s-%d", strings.TrimRight(id, "-0123456789"), n)
	}
	bk.places[id] = pagePlace
	return id
}

// Direction is the direction of text in a language, rtl; "" stands for ltr.
func Direction(lang string) string {
	if meta.RightToLeft(lang) {
		return "rtl"
	}
	return ""
}
