package docx

import (
	"sort"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/office"
)

// mergeRows joins the cells that go on from the row above. One that finds no cell of
// its width above it is a cell of its own.
func mergeRows(rows [][]*tableCell) [][]*tableCell {
	open := map[int]*tableCell{} // cells that may go on, by their first column
	out := make([][]*tableCell, len(rows))
	for i, row := range rows {
		next := map[int]*tableCell{}
		for _, c := range row {
			if above := open[c.start]; c.goesOn && above != nil && above.end == c.end {
				above.rows++
				above.blocks = append(above.blocks, c.blocks...)
				next[c.start] = above
				continue
			}
			if c.merges || c.goesOn {
				next[c.start] = c
			}
			out[i] = append(out[i], c)
		}
		open = next
	}
	return out
}

// assemble makes the table of its cells.
func (f *flow) assemble(n *office.Node, rows [][]*tableCell, heads int) *ast.Table {
	edges := edgesOf(rows)
	width := len(edges) - 1
	if width < 1 {
		return nil
	}
	t := &ast.Table{At: f.r.At(n.Place + 1), Cols: make([]ast.Align, width)}
	heads = f.headRows(n, rows, heads)
	t.HeadCols = f.headCols(n, rows[heads:], edges)
	for k := range t.Cols {
		t.Cols[k] = columnAlign(rows[heads:], edges[k])
	}
	t.Head = f.tableRows(rows[:heads], edges, true)
	t.Body = f.tableRows(f.cut(rows, heads), edges, false)
	return t
}

// edgesOf are the columns of the file's grid where a cell begins or ends: many grids
// are finer than the table that is seen.
func edgesOf(rows [][]*tableCell) []int {
	at := map[int]bool{}
	for _, row := range rows {
		for _, c := range row {
			at[c.start], at[c.end] = true, true
		}
	}
	var edges []int
	for e := range at {
		edges = append(edges, e)
	}
	sort.Ints(edges)
	return edges
}

// cut divides the cells that reach from the head into the body: their text stays in
// the head.
func (f *flow) cut(rows [][]*tableCell, heads int) [][]*tableCell {
	body := append([][]*tableCell(nil), rows[heads:]...)
	for i, row := range rows[:heads] {
		for _, c := range row {
			over := i + c.rows - heads
			if over <= 0 || over > len(body) {
				continue
			}
			c.rows -= over
			body[0] = append([]*tableCell{{start: c.start, end: c.end, row: heads, rows: over}}, body[0]...)
			f.r.Info(c.node.Place, office.CodeTable, 0.8, "a cell that reaches from the head of a table into its body was divided")
		}
	}
	if len(body) > 0 {
		sort.SliceStable(body[0], func(i, k int) bool { return body[0][i].start < body[0][k].start })
	}
	return body
}

// tableRows makes rows of cells, with empty ones where the grid has none.
func (f *flow) tableRows(rows [][]*tableCell, edges []int, head bool) []*ast.Row {
	index := map[int]int{}
	for i, e := range edges {
		index[e] = i
	}
	open := make([]int, len(edges)-1) // rows that a cell still covers
	var out []*ast.Row
	for i, row := range rows {
		r := &ast.Row{}
		col := 0
		fill := func(to int) {
			for ; col < to; col++ {
				if open[col] == 0 {
					r.Cells = append(r.Cells, &ast.Cell{RowSpan: 1, ColSpan: 1})
					open[col] = 1
				}
			}
		}
		for _, c := range row {
			start, end := index[c.start], index[c.end]
			for start < end && open[start] > 0 { // covered by one from above, in a damaged grid
				start++
			}
			fill(start)
			if start == end {
				f.keep(r, c)
				continue
			}
			rowsLeft := min(c.rows, len(rows)-i)
			for k := start; k < end; k++ {
				if open[k] > 0 {
					end = k
					break
				}
			}
			r.Cells = append(r.Cells, f.cell(c, rowsLeft, end-start, head))
			for ; col < end; col++ {
				open[col] = rowsLeft
			}
		}
		fill(len(open))
		for k := range open {
			open[k]--
		}
		if len(r.Cells) > 0 || i > 0 {
			r.At = f.rowAt(row)
			out = append(out, r)
		}
	}
	return out
}

// keep gives the blocks of a cell without a place to the cell before it.
func (f *flow) keep(r *ast.Row, c *tableCell) {
	if len(c.blocks) == 0 {
		return
	}
	f.r.Warn(c.node.Place, office.CodeTable, "a cell has no place in the grid of its table; its text stands in the cell before it", "look at the table in Word")
	if len(r.Cells) == 0 {
		r.Cells = append(r.Cells, &ast.Cell{RowSpan: 1, ColSpan: 1})
	}
	last := r.Cells[len(r.Cells)-1]
	last.Blocks = append(last.Blocks, c.blocks...)
}

func (f *flow) rowAt(row []*tableCell) ast.At {
	for _, c := range row {
		if c.node != nil {
			return f.r.At(c.node.Place + 1)
		}
	}
	return ast.At{}
}

func (f *flow) cell(c *tableCell, rows, cols int, head bool) *ast.Cell {
	out := &ast.Cell{RowSpan: rows, ColSpan: cols, Blocks: c.blocks}
	if c.node != nil {
		out.At = f.r.At(c.node.Place + 1)
	}
	if head && c.bold {
		for _, b := range c.blocks {
			if p, ok := b.(*ast.Paragraph); ok {
				p.Inlines = office.Unmarked(p.Inlines)
			}
		}
	}
	return out
}
