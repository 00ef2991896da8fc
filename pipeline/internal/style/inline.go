package style

import "octavo/pipeline/internal/ast"

// inlines styles a run of inlines. Text has the style of what it stands in.
func (w *walker) inlines(parent *element, list []ast.Inline) {
	prev := kind{}
	for _, in := range list {
		if t, ok := in.(*ast.Text); ok {
			w.s.styles[place{t, Box}] = parent.computed
			continue
		}
		e := w.put(in, Box, parent, &prev, inlineKind(in))
		w.inlines(e, ast.Children(in))
	}
}

// inlineKind is the HTML element of an inline.
func inlineKind(in ast.Inline) kind {
	switch n := in.(type) {
	case *ast.Emph:
		return kind{tag: "em"}
	case *ast.Strong:
		return kind{tag: "strong"}
	case *ast.Super:
		return kind{tag: "sup"}
	case *ast.Sub:
		return kind{tag: "sub"}
	case *ast.Code:
		return kind{tag: "code"}
	case *ast.Link:
		return kind{tag: "a"}
	case *ast.Citation:
		return kind{tag: "a", classes: "citation"}
	case *ast.NoteRef:
		return kind{tag: "a", classes: "noteref"}
	case *ast.Abbr:
		return kind{tag: "abbr"}
	case *ast.Lang:
		return kind{tag: "span", classes: "lang", lang: n.Tag}
	case *ast.Image:
		return kind{tag: "img"}
	case *ast.LineBreak:
		return kind{tag: "br"}
	}
	return kind{tag: "span"}
}
