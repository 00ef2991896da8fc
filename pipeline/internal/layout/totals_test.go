package layout

import (
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/meta"
)

// TestTotalsAreSetOff: the rule above a last row that plainly adds up the others is that
// of the body's end; a row that only might is a row like others.
func TestTotalsAreSetOff(t *testing.T) {
	for _, c := range []struct {
		lang, head, sum string
		foot            int
		want            bool
	}{
		{"nl", "Totaal", "9", 0, true}, {"nl", "Totaal lasten", "9", 0, true}, {"nl", "TOTALEN:", "9", 0, true},
		{"de", "Summe", "9", 0, true}, {"de-AT", "Insgesamt", "9", 0, true}, {"fr", "Total général", "9", 0, true}, {"en", "Grand total (net)", "9", 0, true},
		{"nl", "Totaalplan", "9", 0, false}, {"nl", "Subtotaal", "9", 0, false}, {"nl", "Weg", "9", 0, false},
		{"nl", "Totaal", "zie onder", 0, false}, {"nl", "Totaal", "", 0, false}, {"nl", "Summe", "9", 0, false}, {"cs", "Total", "9", 0, false},
		{"nl", "Weg", "9", 1, true},
	} {
		row := func(head, n string) *ast.Row {
			cell := cellOf(n, 1, 1)
			if n == "" {
				cell.Blocks = nil
			}
			return &ast.Row{Cells: []*ast.Cell{cellOf(head, 1, 1), cell}}
		}
		table := &ast.Table{Cols: make([]ast.Align, 2), FootRows: c.foot, Body: []*ast.Row{row("Water", "4"), row("Lucht", "5"), row(c.head, c.sum)}}
		book, _, _ := set(t, &ast.Document{Meta: meta.Meta{Lang: c.lang}, Blocks: []ast.Block{table}}, "screen.css")
		heavy := 0
		for _, f := range book.Pages[0].Fragments {
			if f.Rule != nil && f.Rule.H == geom.Points(0.75) {
				heavy++
			}
		}
		if set := heavy == 3; set != c.want || heavy < 2 { // one above and one below the table
			t.Errorf("%s %q, %q, %d rows of the foot: %d heavy rules", c.lang, c.head, c.sum, c.foot, heavy)
		}
	}
}
