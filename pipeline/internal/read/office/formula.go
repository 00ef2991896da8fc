package office

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/formula"
)

// Formula makes the node of a formula that a document has as MathML. The error says
// why it cannot be read, in words for people.
func Formula(at ast.At, math *Node, display bool) (*ast.Formula, *formula.Error) {
	tex, words, err := formula.Source(mathNode(math))
	if err != nil {
		return nil, err
	}
	return &ast.Formula{At: at, TeX: tex, Alt: words, Display: display}, nil
}

// mathNode gives an element in the form of package formula.
func mathNode(n *Node) *formula.Node {
	out := &formula.Node{Name: strings.TrimPrefix(n.Name, "math:"), Text: n.Text}
	for _, a := range n.Attrs {
		if out.Attrs == nil {
			out.Attrs = map[string]string{}
		}
		out.Attrs[a.Name] = a.Value
	}
	for _, k := range n.Kids {
		out.Kids = append(out.Kids, mathNode(k))
	}
	return out
}

// SettleFormulas takes the display form off formulas that share their paragraph with
// something else.
func SettleFormulas(list []ast.Inline) {
	if ast.LoneFormula(list) != nil {
		return
	}
	ast.WalkInlines(list, func(n ast.Node) bool {
		if f, ok := n.(*ast.Formula); ok {
			f.Display = false
		}
		return true
	})
}
