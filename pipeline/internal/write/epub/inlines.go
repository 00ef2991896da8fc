package epub

import (
	"fmt"
	"strings"

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
		e := element.Of(n, element.Box)
		r.open(e.Tag, "dir", r.bk.apart())
		r.marked(n, n.Value)
		r.end(e.Tag)
	case *ast.Formula:
		r.breaksAt(n)
		r.formula(n)
	case *ast.Link:
		r.linkTo(n, n.URL, n.Inlines, "title", n.Title, "class", r.bk.linkClass(n))
	case *ast.NoteRef:
		r.call(n)
	case *ast.Citation:
		r.linkTo(n, n.URL, n.Inlines)
	case *ast.Abbr:
		r.wrap(element.Of(n, element.Box).Tag, n.Inlines, "title", n.Expansion)
	case *ast.Lang:
		r.wrap(element.Of(n, element.Box).Tag, n.Inlines, "lang", n.Tag, "xml:lang", n.Tag, "dir", directionIn(n.Tag, r.bk.lang))
	case *ast.Image:
		r.breaksAt(n)
		r.image(n, nil)
	case *ast.Anchor:
		r.element(element.Of(n, element.Box).Tag, "", "id", xmlName(n.ID))
	case *ast.LineBreak:
		r.empty(element.Of(n, element.Box).Tag)
	default:
		r.fail(in, "inline")
	}
}

// run writes a text.
func (r *renderer) run(t *ast.Text) {
	r.bk.seen.text = r.bk.seen.text || strings.TrimSpace(t.Value) != ""
	bad := r.bad
	r.marked(t, t.Value)
	if r.bad > bad {
		r.bk.warn(CodeCharacter, t, fmt.Sprintf("a control character cannot stand in an %s and was replaced by U+FFFD", r.bk.kind()),
			"remove it from the source")
	}
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
	if len(inlines) > 0 {
		r.breaksBefore(inlines[0])
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
	r.breaksAt(n)
	id := xmlName(r.bk.doc.CallID(n))
	sup, e := element.Of(n, element.Raised), element.Of(n, element.Box)
	r.open(sup.Tag, attrsOf(sup)...)
	r.element(e.Tag, n.Note.Label, attrsOf(e, "id", id, "href", "#"+xmlName(n.Note.Dest()))...)
	r.end(sup.Tag)
}
