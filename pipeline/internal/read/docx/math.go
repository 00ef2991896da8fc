package docx

import (
	"strings"

	"octavo/pipeline/internal/read/office"
)

// formula reads a formula of OMML (ISO/IEC 29500-1, 22.1) as the characters in it,
// which say less than it does.
func (p *para) formula(n *office.Node, c context) {
	text := strings.Join(strings.Fields(office.Plain(n, map[string]bool{"m:t": true, "w:t": true})), " ")
	if text == "" {
		return
	}
	p.f.r.Warn(n.Place, office.CodeFormula, "a formula is shown as its characters in a row, which may mean another thing: "+text, "write it in words, or as a picture with a text alternative")
	p.emit(office.Piece{Format: office.Format{Inserted: c.inserted, Deleted: c.deleted}, At: p.at(), Text: text})
}
