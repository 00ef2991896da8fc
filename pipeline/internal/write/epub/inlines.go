package epub

import (
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/element"
)

func (r *renderer) inlines(inlines []ast.Inline) {
	for _, in := range inlines {
		r.inline(in)
	}
}

func (r *renderer) inline(in ast.Inline) {
	switch n := in.(type) {
	case *ast.Text:
		r.run(n)
	case *ast.Emph, *ast.Strong, *ast.Super, *ast.Sub, *ast.Mark:
		r.wrap(element.Of(n, element.Box).Tag, ast.Children(n))
	case *ast.Code:
		r.element(element.Of(n, element.Box).Tag, n.Value)
	case *ast.Formula:
		r.formula(n)
	case *ast.Link:
		r.linkTo(n, n.URL, n.Inlines, "title", n.Title)
	case *ast.NoteRef:
		r.call(n)
	case *ast.Citation:
		r.linkTo(n, n.URL, n.Inlines)
	case *ast.Abbr:
		r.wrap(element.Of(n, element.Box).Tag, n.Inlines, "title", n.Expansion)
	case *ast.Lang:
		r.wrap(element.Of(n, element.Box).Tag, n.Inlines, "lang", n.Tag, "xml:lang", n.Tag, "dir", directionIn(n.Tag, r.bk.lang))
	case *ast.Image:
		r.image(n, nil)
	case *ast.Anchor:
		r.element(element.Of(n, element.Box).Tag, "", "id", xmlName(n.ID))
	case *ast.LineBreak:
		r.empty(element.Of(n, element.Box).Tag)
	default:
		r.fail(in, "inline")
	}
}

// run writes a text, with a marker at each place where a page begins.
func (r *renderer) run(t *ast.Text) {
	bad, last := r.bad, 0
	for _, m := range r.bk.marks[t] {
		r.text(t.Value[last:m.offset])
		last = m.offset
		r.pageBreak(m)
	}
	r.text(t.Value[last:])
	if r.bad > bad {
		r.bk.warn(CodeCharacter, t, "a control character cannot stand in an EPUB and was replaced by U+FFFD",
			"remove it from the source")
	}
}

// pageBreak writes a marker once. Its label is the number alone, as assistive
// technology says "page" by itself (EPUB Accessibility 1.1, 3.4.1.3.3).
func (r *renderer) pageBreak(m *mark) {
	if m.written {
		return
	}
	m.written, m.file = true, r.unit.file
	r.bk.pageList = append(r.bk.pageList, m)
	e := element.PageBreak
	r.open(e.Tag, append(attrsOf(e, "id", m.id), "aria-label", m.label)...)
	r.end(e.Tag)
}

// breakBefore writes the marker of a page that begins with the first of the
// inlines, before a number or list marker that precedes them.
func (r *renderer) breakBefore(inlines []ast.Inline) {
	t := firstText(inlines)
	if t == nil {
		return
	}
	for _, m := range r.bk.marks[t] {
		if m.offset == 0 {
			r.pageBreak(m)
		}
	}
}

// firstText returns the text that inlines begin with, or nil where they begin
// with something else.
func firstText(inlines []ast.Inline) *ast.Text {
	for len(inlines) > 0 {
		if t, ok := inlines[0].(*ast.Text); ok {
			return t
		}
		inlines = ast.Children(inlines[0])
	}
	return nil
}

// linkTo writes a link, or its text alone where it leads nowhere or stands in
// another link.
func (r *renderer) linkTo(n ast.Inline, url string, inlines []ast.Inline, attrs ...string) {
	href := ""
	if !r.link {
		href = r.href(url)
	}
	if href == "" {
		r.inlines(inlines)
		return
	}
	if len(inlines) == 1 { // a link of a formula alone has no name for Ace
		if f, ok := inlines[0].(*ast.Formula); ok {
			attrs = append(attrs, "aria-label", f.Spoken())
		}
	}
	r.link = true
	e := element.Of(n, element.Box)
	r.wrap(e.Tag, inlines, attrsOf(e, append([]string{"href", href}, attrs...)...)...)
	r.link = false
}

// call writes a note call: a link inside what raises it.
func (r *renderer) call(n *ast.NoteRef) {
	if n.Note == nil {
		r.fail(n, "call without note:")
		return
	}
	id := xmlName(r.bk.doc.CallID(n))
	sup, e := element.Of(n, element.Raised), element.Of(n, element.Box)
	r.open(sup.Tag, attrsOf(sup)...)
	if r.link { // a link cannot hold another
		r.element("span", n.Note.Label, "id", id, "class", e.Class)
	} else {
		r.element(e.Tag, n.Note.Label, attrsOf(e, "id", id, "href", "#"+xmlName(n.Note.Dest()))...)
	}
	r.end(sup.Tag)
}
