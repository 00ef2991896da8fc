package epub

import (
	"fmt"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/formula"
)

// formula writes MathML with the formula's text for who cannot see it; one that
// cannot be read is its source.
func (r *renderer) formula(n *ast.Formula) {
	r.bk.seen.formulas++
	tree, fault := n.Tree()
	if fault != nil {
		r.bk.warn(CodeNoAlternative, n, fmt.Sprintf("the formula %s cannot be read, so the %s does not claim conformance", n.TeX, r.bk.kind()),
			"write it with the commands of LaTeX and amsmath")
		r.element("code", n.TeX, "class", "formula")
		return
	}
	r.facts.math = true
	r.bk.seen.math++
	r.raw(formula.MathML(tree, n.TeX, n.Spoken(), n.Display))
}
