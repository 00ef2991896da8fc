package ast

// Columns works out where the cells of rows stand: the result holds, for each
// row and each of its cells, the column in which the cell begins, counted from
// 0. Cells that span rows push those of later rows to the right (HTML,
// 4.9.12.1). A row with too many cells runs over; Check refuses such a table.
func Columns(cols int, rows []*Row) [][]int {
	out := make([][]int, len(rows))
	// taken counts, for each column, the rows that a cell still covers.
	taken := make([]int, cols)
	for i, r := range rows {
		out[i] = make([]int, len(r.Cells))
		col := 0
		for j, c := range r.Cells {
			for col < cols && taken[col] > 0 {
				col++
			}
			out[i][j] = col
			for end := col + max(c.ColSpan, 1); col < end; col++ {
				if col < cols {
					taken[col] = max(c.RowSpan, 1)
				}
			}
		}
		for k := range taken {
			taken[k] = max(taken[k]-1, 0)
		}
	}
	return out
}

// IsGrid reports whether the table has rows and columns, so that by ear nobody
// can follow it without headers (WCAG 2.2, 1.3.1; ISO 14289-1, 7.5).
func (t *Table) IsGrid() bool { return len(t.Head)+len(t.Body) > 1 && len(t.Cols) > 1 }

// LacksHeaders reports whether the table is a grid in which no cell heads others.
func (t *Table) LacksHeaders() bool {
	return t.IsGrid() && !t.headed(t.Head, true) && !t.headed(t.Body, false)
}

// headed reports whether a cell of these rows is a header.
func (t *Table) headed(rows []*Row, inHead bool) bool {
	for i, at := range Columns(len(t.Cols), rows) {
		for j, col := range at {
			if t.HeaderAt(rows[i].Cells[j], inHead, col) != HeaderNone {
				return true
			}
		}
	}
	return false
}
