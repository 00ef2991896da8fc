package layout

import (
	"testing"

	"octavo/pipeline/internal/ast"
)

// TestFormulaTextKeepsItsSigns holds what a reader of the page's text gets to the
// formula's line: a raised 6 stays a power.
func TestFormulaTextKeepsItsSigns(t *testing.T) {
	for tex, want := range map[string]string{
		`10^{6}`:                            "10^6",
		`x_i^2 + y`:                         "x_i^2 + y",
		`x^{n+1}`:                           "x^(n+1)",
		`e^{-x^2}`:                          "e^(−x^2)",
		`\frac{a+b}{2}`:                     "(a + b)/2",
		`\sum_{i=1}^{n} x_i`:                "∑_(i=1)^n x_i",
		`\begin{align}a&=b\\&=c\end{align}`: "a = b; = c",
	} {
		s, log := testSetter(t)
		st := bodyStyle()
		got := ""
		for _, l := range s.paragraph(formulaPieces(&ast.Formula{TeX: tex, Display: true}, st, nil), paragraphStyle{style: st, measure: wide}) {
			for _, f := range l.frags {
				got += f.Run.Text
				sum := 0
				for _, g := range f.Run.Glyphs {
					sum += int(g.Text)
				}
				if sum != len(f.Run.Text) {
					t.Errorf("%s: the glyphs of %q stand for %d bytes", tex, f.Run.Text, sum)
				}
			}
		}
		if got != want {
			t.Errorf("%s: the text is %q, want %q", tex, got, want)
		}
		if n := len(log.All()); n > 0 {
			t.Errorf("%s: %v", tex, log.All())
		}
	}
}
