package understand

import (
	"slices"
	"strings"

	chars "octavo/pipeline/internal/text"
)

// leastCells is how many short blocks in a row above a block are the cells of a table, set
// one a line, and maxCell how many words one has.
const (
	leastCells = 4
	maxCell    = 4
)

// closesCells reports whether block i is the last of a row of cells that stands below
// running text: short blocks without a stop, figures among them.
func (s *state) closesCells(i int) bool {
	figures, n := false, 0
	for k := i - 1; k > s.body && n < 2*leastCells && s.isCellLike(k); k-- {
		figures = figures || s.blocks[k].text[0] >= '0' && s.blocks[k].text[0] <= '9' && s.blocks[k].ord.depth() == 0
		n++
	}
	return figures && n >= leastCells && s.blocks[i].ord.style == "" && words(s.blocks[i].text) <= maxCell
}

// isCellLike reports whether block i may be the cell of a table.
func (s *state) isCellLike(i int) bool {
	b := s.blocks[i]
	return b.role == roleText && b.claim() == nil && b.bullet == "" && b.text != "" && words(b.text) <= maxCell && !endsClause(b.text) && b.ord.label == nil
}

// join adds a further line with its cells to a row.
func (r *row) join(l *line, cells []string) {
	first := slices.IndexFunc(cells, isFilled)
	r.turned = r.turned || first >= 0 && slices.ContainsFunc(r.cells[first+1:], isFilled)
	r.last = l
	for k, text := range cells {
		above := strings.TrimLeft(r.cells[k], "\n")
		r.goes = r.goes || above != "" && (text == "" || startsLower(text) || goesOnAfter(lastWord(above)))
		r.odd = r.odd || text != "" && strings.HasSuffix(above, "\n") || isGridRule(inSigns(text))
		r.cells[k] = above + "\n" + text
	}
}

// canTurnRows reports whether the page keeps apart what belongs to which cell in each row
// whose cells go on beside each other, and the lines of such a row are not rows of their own.
func canTurnRows(rows []row) bool {
	return !slices.ContainsFunc(rows, func(r row) bool {
		return r.turned && (!r.goes || r.odd || !r.line.printed() || !r.last.printed())
	})
}

// turnRows puts on record that the cells of rows, parted at the places, are read one after the
// other.
func (s *state) turnRows(rows []row, at []int) {
	for _, r := range rows {
		if r.turned {
			c := chars.Columns{From: r.line.pos.Line, To: r.last.pos.Line, At: at}
			s.say(decision{codeColumns, "cells of more than one line beside each other", c.String(), 0.85}, r.line.pos, r.line.text)
		}
	}
}

// closeCells gives the texts of the cells of a row, their lines joined and the words that were
// divided at the ends of these closed.
func (s *state) closeCells(r row) []string {
	out := make([]string, len(r.cells))
	for k, cell := range r.cells {
		for text := range strings.SplitSeq(strings.TrimSpace(cell), "\n") {
			divides, between := s.seam(out[k], text, r.line.pos)
			out[k] = strings.TrimSpace(strings.TrimSuffix(out[k], divides) + between + text)
		}
	}
	return out
}
