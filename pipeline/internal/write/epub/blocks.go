package epub

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/element"
)

func (r *renderer) blocks(blocks []ast.Block) {
	for _, b := range blocks {
		r.block(b)
	}
}

// block writes one block with a line end behind it.
func (r *renderer) block(b ast.Block) {
	from := r.buf.Len()
	switch b.(type) {
	case *ast.Section, *ast.Contents, *ast.Matter: // their headings have them
	default:
		r.breaksBefore(b)
	}
	switch n := b.(type) {
	case *ast.Section:
		r.divided(n, func() { r.blocks(n.Blocks) })
	case *ast.Paragraph:
		r.paragraph(n)
	case *ast.List:
		r.list(n)
	case *ast.DefList:
		r.defList(n)
	case *ast.Table:
		r.table(n)
	case *ast.Figure:
		r.figure(n)
	case *ast.BlockQuote:
		r.quote(n)
	case *ast.Box:
		r.box(n)
	case *ast.CodeBlock:
		r.code(n)
	case *ast.Break:
		r.empty("hr")
	case *ast.Contents:
		r.contents(r.unit.matter, n)
	case *ast.Matter: // only a list of tables or of figures stands here
		r.listed(n)
	default: // *ast.Line and *ast.ListItem never stand here
		r.fail(b, "block")
	}
	r.line()
	r.written = append(r.written, written{b, r.buf.Len() - from})
}

// code writes a block of code, which a keyboard reaches where it may scroll.
func (r *renderer) code(n *ast.CodeBlock) {
	reach, class := "", ""
	if scrolls(n.Text, !r.bk.flat) {
		reach, class = "0", "scroll"
	}
	r.landing(n.ID)
	r.open("pre", "id", xmlName(n.ID), "class", class, "dir", r.bk.apart(), "tabindex", reach)
	r.raw("<code>")
	r.marked(n, n.Text)
	r.raw("</code></pre>")
}

func (r *renderer) paragraph(p *ast.Paragraph) {
	e := element.Of(p, element.Box)
	if p.Class == "title" { // a heading
		r.breaksIn(p)
	}
	dir := r.directionOf(p.Inlines)
	if p.Class != "" { // it stands among others of its class, on their side
		dir = ""
	}
	r.wrap(e.Tag, p.Inlines, append(attrsOf(e), "tabindex", reachOf(p), "dir", dir)...)
}

// reachOf lets a keyboard reach a display formula that a narrow screen may scroll.
func reachOf(p *ast.Paragraph) string {
	if f := ast.LoneFormula(p.Inlines); f != nil && utf8.RuneCountInString(f.Linear()) > formulaFits {
		return "0"
	}
	return ""
}

// directionOf is that of a text in one other language, which begins a line on that
// language's side; "" for any other.
func (r *renderer) directionOf(text []ast.Inline) string {
	if len(text) == 1 {
		if run, ok := text[0].(*ast.Lang); ok {
			return directionIn(run.Tag, r.bk.lang)
		}
	}
	return ""
}

func (r *renderer) quote(n *ast.BlockQuote) {
	r.open("blockquote")
	r.line()
	r.blocks(n.Blocks)
	r.end("blockquote")
}

// box writes a box with its title for a name, which says what a reader of the
// list of such places would enter.
func (r *renderer) box(n *ast.Box) {
	r.landing(n.ID)
	e := element.Of(n, element.Box)
	r.open(e.Tag, append(attrsOf(e, "id", xmlName(n.ID)), "aria-label", strings.TrimSpace(ast.PlainText(n.Title)))...)
	r.line()
	if len(n.Title) > 0 {
		t := element.Of(n, element.Title)
		r.wrap(t.Tag, n.Title, attrsOf(t)...)
		r.line()
	}
	r.blocks(n.Blocks)
	r.end(e.Tag)
}

// divisionOf is what kind of division of the book a section is, "" for none. One that
// has a file to itself is a chapter, unless it is a foreword or an annex, we cannot tell.
func (r *renderer) divisionOf(s *ast.Section) string {
	kind := r.bk.divisions[s]
	if kind == "" && s.Region == "" && r.isAlone(s) {
		return "chapter"
	}
	return kind
}

// divided writes a section as a division of the book; one that is a landmark of its
// page has its heading for a name.
func (r *renderer) divided(s *ast.Section, inside func()) {
	kind := r.divisionOf(s)
	r.bk.seen.index = r.bk.seen.index || kind == "index"
	e := element.Section(r.bk.doc.Depth(s), element.Box).As(kind)
	name := ""
	if kind != "" || r.isAlone(s) {
		name = oneOf(r.bk.nameOf(s, s.Title, "", false).id, xmlName(s.ID))
	}
	r.open(e.Tag, append(attrsOf(e), "aria-labelledby", name)...)
	r.line()
	r.heading(s)
	inside()
	r.end(e.Tag)
}

// heading writes a section's heading. The identifier is the heading's own, not
// the section's: Kobo does not find every other (see the domain notes, 3.3).
// Its level is that of the nesting, so that no level is skipped.
func (r *renderer) heading(s *ast.Section) {
	r.breaksInHeading(s, s.Title)
	r.landing(s.ID)
	r.bk.seen.headings++
	h := element.Section(r.bk.doc.Depth(s)+r.bk.above(), element.Title)
	by := r.bk.nameOf(s, s.Title, s.Heading(), false)
	r.open(h.Tag, "id", xmlName(s.ID), "aria-labelledby", by.id, "aria-label", by.label)
	r.named(by, s.Title, func() {
		if s.Number != "" {
			e := element.Of(s, element.Number)
			r.element(e.Tag, s.Number, attrsOf(e)...)
			r.text(s.Sep)
		}
	})
	r.end(h.Tag)
	r.line()
}

// caption writes what names a table or figure.
func (r *renderer) caption(tag string, inlines []ast.Inline) {
	class := ""
	if tag == "caption" { // it makes its table as wide as its longest word
		class = length(ast.PlainText(inlines))
	}
	r.open(tag, "class", class)
	r.naming = true
	r.inlines(inlines)
	r.naming = false
	r.end(tag)
}

// list writes a list. Where the reading system's own markers say what the
// source printed they are left to it; else the source's markers are text.
func (r *renderer) list(l *ast.List) {
	e := element.Of(l, element.Box)
	var attrs []string
	if l.Ordered() {
		attrs = append(attrs, "type", olTypes[l.Style])
		if l.Start != 1 {
			attrs = append(attrs, "start", strconv.Itoa(l.Start))
		}
	}
	r.open(e.Tag, attrsOf(e, attrs...)...)
	r.line()
	own := element.MarksItself(l)
	for i, it := range l.Items {
		r.item(l, i, it, own)
	}
	r.end(e.Tag)
}

// olTypes are the type attributes; the default, decimal, needs none.
var olTypes = map[ast.ListStyle]string{
	ast.LowerAlpha: "a", ast.UpperAlpha: "A", ast.LowerRoman: "i", ast.UpperRoman: "I",
}

func (r *renderer) item(l *ast.List, i int, it *ast.ListItem, own bool) {
	var attrs []string
	if n, ok := l.Number(i); own && ok && n != expected(l, i) {
		attrs = []string{"value", strconv.Itoa(n)}
	}
	r.open("li", attrs...)
	r.breaksBefore(it)
	if !own {
		marker := it.Marker
		if marker == "" {
			marker = l.Numeral(i)
		}
		e := element.Of(it, element.Label)
		r.element(e.Tag, marker, attrsOf(e)...)
		r.text(" ")
	}
	r.flow(it.Blocks)
	r.end("li")
	r.line()
}

// expected is the number that a reading system gives an item by itself.
func expected(l *ast.List, i int) int {
	if i == 0 {
		return l.Start
	}
	before, _ := l.Number(i - 1)
	return before + 1
}

// flow writes the content of an item or cell: its only paragraph, where it
// comes first, as bare text, since the item gives the distance already.
func (r *renderer) flow(blocks []ast.Block) {
	if p, ok := firstParagraph(blocks); ok && p.Class == "" {
		blocks = blocks[1:]
		if slices.ContainsFunc(blocks, isParagraph) {
			r.paragraph(p)
		} else {
			r.inlines(p.Inlines)
		}
	}
	if len(blocks) > 0 {
		r.line()
	}
	r.blocks(blocks)
}

func isParagraph(b ast.Block) bool {
	_, ok := b.(*ast.Paragraph)
	return ok
}

func (r *renderer) defList(l *ast.DefList) {
	r.open("dl")
	r.line()
	for _, it := range l.Items {
		r.wrap("dt", it.Term)
		r.line()
		for _, def := range it.Defs {
			r.open("dd")
			r.flow(def)
			r.end("dd")
			r.line()
		}
	}
	r.end("dl")
}

func (r *renderer) figure(f *ast.Figure) {
	r.landing(f.ID)
	r.open("figure", "id", xmlName(f.ID))
	if f.Image != nil {
		r.image(f.Image, f.Caption)
	}
	if len(f.Blocks) > 0 {
		r.line()
		r.blocks(f.Blocks)
	}
	if len(f.Caption) > 0 {
		r.caption("figcaption", f.Caption)
	}
	r.end("figure")
}
