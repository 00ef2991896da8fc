package style

import (
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/element"
)

// inlines styles a run of inlines. Text has the style of what it stands in.
func (w *walker) inlines(parent *site, list []ast.Inline) {
	prev := kind{}
	for _, in := range list {
		w.inline(parent, &prev, in)
	}
}

func (w *walker) inline(parent *site, prev *kind, in ast.Inline) {
	switch n := in.(type) {
	case *ast.Text:
		w.s.styles[place{n, element.Box}] = parent.computed
		return
	case *ast.NoteRef:
		parent, prev = w.of(n, element.Raised, parent, prev), &kind{}
	}
	k := kindOf(element.Of(in, element.Box))
	if l, ok := in.(*ast.Lang); ok {
		k.lang = l.Tag
	}
	box := w.put(in, element.Box, parent, prev, k)
	if box.computed.Ground = box.computed.Background; box.computed.Ground == nil {
		box.computed.Ground = parent.computed.Ground
	}
	w.inlines(box, ast.Children(in))
}
