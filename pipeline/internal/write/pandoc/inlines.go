package pandoc

import "octavo/pipeline/internal/ast"

func (w *writer) inlines(list []ast.Inline) []node {
	out := []node{}
	for _, n := range list {
		out = append(out, w.inline(n)...)
	}
	return out
}

// wrapper is the tag of an inline that pandoc has as it is, or "".
func wrapper(n ast.Inline) string {
	switch n := n.(type) {
	case *ast.Emph:
		return "Emph"
	case *ast.Strong:
		return "Strong"
	case *ast.Super:
		return "Superscript"
	case *ast.Sub:
		return "Subscript"
	case *ast.Mark:
		return map[ast.MarkKind]string{ast.Struck: "Strikeout", ast.Underlined: "Underline"}[n.Kind]
	}
	return ""
}

func (w *writer) inline(n ast.Inline) []node {
	if tag := wrapper(n); tag != "" {
		return one(tag, w.inlines(ast.Children(n)))
	}
	switch n := n.(type) {
	case *ast.Text:
		return words(n.Value)
	case *ast.Code:
		return one("Code", []any{attr{}, n.Value})
	case *ast.Formula:
		return []node{formula(n)}
	case *ast.Link:
		return one("Link", []any{attr{}, w.inlines(n.Inlines), []string{n.URL, n.Title}})
	case *ast.Citation:
		return one("Link", []any{class("citation").with("data-scheme", n.Scheme), w.inlines(n.Inlines), []string{n.URL, ""}})
	case *ast.NoteRef:
		return []node{w.call(n)}
	case *ast.Abbr:
		return []node{span(class("abbr").with("title", n.Expansion), w.inlines(n.Inlines))}
	case *ast.Lang:
		return []node{span(attr{}.with("lang", n.Tag), w.inlines(n.Inlines))}
	case *ast.Mark:
		return []node{w.mark(n)}
	case *ast.Image:
		return []node{image(n)}
	case *ast.Anchor:
		return []node{span(attr{id: n.ID}, []node{})}
	case *ast.LineBreak:
		return []node{{T: "LineBreak"}}
	}
	w.refuse(n, "this part of a line")
	return nil
}

func span(a attr, inner []node) node { return node{"Span", []any{a, inner}} }

// mark writes the kinds for which pandoc has a class only; deletions and
// insertions look like what they are in formats that know no class.
func (w *writer) mark(n *ast.Mark) node {
	inner := w.inlines(n.Inlines)
	switch n.Kind {
	case ast.Deleted:
		inner = one("Strikeout", inner)
	case ast.Inserted:
		inner = one("Underline", inner)
	case ast.Highlighted:
	default:
		w.refuse(n, "a mark of the kind "+string(n.Kind))
	}
	return span(class(n.Kind.Class()), inner)
}

func formula(n *ast.Formula) node {
	kind := "InlineMath"
	if n.Display {
		kind = "DisplayMath"
	}
	math := node{"Math", []any{node{T: kind}, n.TeX}}
	if n.Alt == "" {
		return math
	}
	return span(class("math").with("data-alt", n.Alt), []node{math})
}

func image(n *ast.Image) node {
	a := attr{}.with("width", string(n.Width))
	if n.Decorative {
		a.classes = []string{"decorative"}
	}
	alt := []node{}
	if n.Alt != "" {
		alt = words(n.Alt)
	}
	return node{"Image", []any{a, alt, []string{n.Src, n.Title}}}
}
