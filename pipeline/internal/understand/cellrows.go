package understand

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
