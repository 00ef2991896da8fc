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
