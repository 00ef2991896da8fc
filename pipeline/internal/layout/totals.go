package layout

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/wording"
)

// totals is the number of rows at the table's end that are set off as totals: those that
// the source says are its foot, else one that plainly is.
func (g *grid) totals() int {
	if g.n.FootRows == 0 && g.totaled {
		return 1
	}
	return g.n.FootRows
}

// findTotals finds out whether the last row, of a table without a foot, holds the totals of
// the others: its first cell begins with a word for that, and all others are empty or
// numbers, one at least, in columns of them. It is set off by a rule alone; its tags are
// what the source makes it.
func (g *grid) findTotals() {
	rows := g.n.Body
	if len(rows) < 3 || len(rows[len(rows)-1].Cells) < 2 { // one number has no sum
		return
	}
	last := rows[len(rows)-1]
	if !beginsTotals(last.Cells[0], g.style.Lang) {
		return
	}
	numbers := 0
	for _, c := range last.Cells[1:] {
		if _, ok := g.amounts[c]; ok {
			numbers++
		} else if len(c.Blocks) > 0 {
			return
		}
	}
	g.totaled = numbers > 0
}

// beginsTotals reports whether a cell begins with a word for totals.
func beginsTotals(c *ast.Cell, lang string) bool {
	text, ok := cellText(c)
	words := wording.For(lang)
	if !ok || wording.Primary(lang) != wording.Primary(words.Lang) {
		return false
	}
	text = strings.ToLower(text)
	for word := range strings.SplitSeq(words.Totals, " | ") {
		if rest, ok := strings.CutPrefix(text, word); ok && (rest == "" || strings.ContainsAny(rest[:1], " :(")) {
			return true
		}
	}
	return false
}
