package structure

import (
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/formula"
)

// lead names e as what a destination leads to.
func (b *builder) lead(dest string, e *Elem) {
	if dest != "" {
		b.tree.leads[dest] = e
	}
}

// refer has what refers to something name it, once the whole tree is there: calls
// and notes each other (ISO 14289-2, 8.2.5.14), entries of the contents their
// headings (8.2.5.8).
func (b *builder) refer() {
	for note := range b.calls {
		e := b.tree.leads[note.Dest()]
		e.Refs = b.calls[note]
		for _, call := range e.Refs {
			call.Refs = []*Elem{e}
		}
	}
	for _, item := range b.listed {
		if e := b.tree.leads[item.Node.(*ast.Entry).Dest()]; e != nil {
			item.Refs = []*Elem{e}
		}
	}
}

// HasMathML reports whether the tree has a Formula with MathML.
func (t *Tree) HasMathML() bool {
	found := false
	t.Root.walk(func(k Kid) {
		e, ok := k.(*Elem)
		found = found || ok && e.MathML() != ""
	})
	return found
}

// MathML is that of a Formula, a whole element math; "" where it cannot be read, and
// for other elements.
func (e *Elem) MathML() string {
	n, ok := e.Node.(*ast.Formula)
	if !ok {
		return ""
	}
	tree, fault := n.Tree()
	if fault != nil {
		return ""
	}
	return formula.MathML(tree, n.TeX, e.Alt, n.Display)
}
