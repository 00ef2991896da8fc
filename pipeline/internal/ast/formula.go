package ast

import (
	"fmt"

	"octavo/pipeline/internal/formula"
	"octavo/pipeline/internal/text"
)

// Tree is the formula as mathematics; the fault says why it cannot be read.
func (n *Formula) Tree() (*formula.Element, *formula.Error) { return formula.Parse(n.TeX) }

// Linear is the formula as one line of text that keeps its value, "(a + b)/2";
// its TeX where it cannot be read.
func (n *Formula) Linear() string {
	e, fault := n.Tree()
	if fault != nil {
		return n.TeX
	}
	return formula.Linear(e)
}

// Spoken is what stands for the formula where it is not seen (ISO 14289-1, 7.7).
func (n *Formula) Spoken() string {
	if n.Alt != "" {
		return n.Alt
	}
	return n.Linear()
}

// LoneFormula gives the display formula that is all that a paragraph shows, or
// nil.
func LoneFormula(list []Inline) *Formula {
	for len(list) > 1 && IsAnchor(list[0]) {
		list = list[1:]
	}
	if len(list) != 1 {
		return nil
	}
	n, ok := list[0].(*Formula)
	if !ok || !n.Display {
		return nil
	}
	return n
}

// formula checks that a formula's TeX is one that Markdown gives back.
func (c *checker) formula(n *Formula) {
	if clean, ok := formula.Clean(n.TeX); !ok || clean != n.TeX {
		c.fail(n, CodeMark, "the formula %q is empty or not in canonical form", text.Excerpt(n.TeX))
	}
	c.characters(n, n.TeX)
	c.characters(n, n.Alt)
	if _, fault := n.Tree(); fault != nil {
		c.warn(n, CodeFormula, fmt.Sprintf("the formula %s cannot be read: %s; it was kept as its source text", text.Excerpt(n.TeX), fault.Message),
			"write it with the commands of LaTeX and amsmath")
	}
}
