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

// LacksHeaders reports whether the table is a grid, of rows and of columns, in
// which no cell heads others: by ear nobody can follow it (WCAG 2.2, 1.3.1; ISO
// 14289-1, 7.5). An empty cell heads nothing.
func (t *Table) LacksHeaders() bool {
	if len(t.Head)+len(t.Body) < 2 || len(t.Cols) < 2 {
		return false
	}
	return !headed(t.Head, len(t.Cols), len(t.Cols)) && !headed(t.Body, len(t.Cols), t.HeadCols)
}

// headed reports whether a cell with content begins in the first heads of cols
// columns.
func headed(rows []*Row, cols, heads int) bool {
	if heads == 0 {
		return false
	}
	for i, at := range Columns(cols, rows) {
		for j, col := range at {
			if col < heads && len(rows[i].Cells[j].Blocks) > 0 {
				return true
			}
		}
	}
	return false
}
