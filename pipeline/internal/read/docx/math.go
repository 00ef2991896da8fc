package docx

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/office"
)

// formula reads formulas of Word's own form. One that cannot be read is told, and its
// characters stand in a row, which say less than it does.
func (p *para) formula(n *office.Node, c context) {
	if n.Name == "m:oMathPara" {
		for i, k := range parts(n, "m:oMath") {
			if i > 0 {
				p.emit(office.Piece{At: p.at(), Node: &ast.LineBreak{At: p.at()}})
			}
			p.equation(k, c, true)
		}
		return
	}
	p.equation(n, c, false)
}

var mathText = map[string]bool{"m:t": true, "w:t": true}

func (p *para) equation(n *office.Node, c context, display bool) {
	text := strings.Join(strings.Fields(office.Plain(n, mathText)), " ")
	if text == "" {
		return
	}
	format := office.Format{Inserted: c.inserted, Deleted: c.deleted}
	m, read := mathML(n)
	unknown := read.unknown
	if unknown == "" {
		f, err := office.Formula(p.at(), m, display)
		if err == nil {
			if read.boxed {
				p.f.r.Info(n.Place, office.CodeFormula, 0.9, "the frame around a formula is not shown")
			}
			p.emit(office.Piece{Format: format, At: p.at(), Node: f})
			return
		}
		unknown = err.Message
	} else {
		unknown = fmt.Sprintf("its element %q is not known", unknown)
	}
	p.f.r.Warn(n.Place, office.CodeFormula, fmt.Sprintf("a formula cannot be read: %s; its characters stand in a row, which may mean another thing: %s", unknown, text),
		"write it in words, or as a picture with a text alternative")
	p.emit(office.Piece{Format: format, At: p.at(), Text: text})
}
