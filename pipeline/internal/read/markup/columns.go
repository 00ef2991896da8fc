package markup

import (
	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// columnAligns gives a column the alignment that all its cells share.
func columnAligns(g group, width int) []ast.Align {
	out := make([]ast.Align, width)
	seen := make([]bool, width)
	for _, row := range g.cells {
		for _, c := range row {
			if c.cols != 1 || c.head {
				continue
			}
			a := align(c.node)
			if seen[c.col] && a != out[c.col] {
				a = ast.AlignDefault
			}
			out[c.col], seen[c.col] = a, true
		}
	}
	return out
}

func align(n *html.Node) ast.Align {
	s := style(n, "text-align")
	if s == "" {
		s = attr(n, "align")
	}
	switch s {
	case "left", "right", "center":
		return ast.Align(s)
	}
	return ast.AlignDefault
}

// rows reads the cells and fills the places that none covers with empty ones.
func (f *flow) rows(g group, width int) []*ast.Row {
	var out []*ast.Row
	open := make([]int, width)
	filled := false
	for i, row := range g.rows {
		f.r.enter(row)
		f.r.await(row)
		r := &ast.Row{At: f.r.at()}
		col := 0
		fill := func(to int) {
			for ; col < to; col++ {
				if open[col] == 0 {
					r.Cells = append(r.Cells, &ast.Cell{At: f.r.at(), RowSpan: 1, ColSpan: 1})
					open[col], filled = 1, true
				}
			}
		}
		for _, c := range g.cells[i] {
			fill(c.col)
			for k := range c.cols {
				open[c.col+k] = c.rows
			}
			col = c.col + c.cols
			f.r.enter(c.node)
			cell := &ast.Cell{At: f.r.at(), RowSpan: c.rows, ColSpan: c.cols,
				Blocks: f.cellBlocks(c.node)}
			if kind := rowDecoration(row); kind != "" {
				MarkBlocks(cell.Blocks, kind, f.r.log)
			}
			f.r.cells[cell] = c
			r.Cells = append(r.Cells, cell)
		}
		fill(width)
		for k := range open {
			open[k]--
		}
		out = append(out, r)
	}
	if filled {
		f.r.add(diag.Info, CodeTable, 0.9, "the table's rows are of different length; empty cells were put in", "")
	}
	return out
}

// rowDecoration is the mark that the style of a row, or of its group, makes of all
// its cells.
func rowDecoration(row *html.Node) ast.MarkKind {
	if kind := decoration(row); kind != "" || !is(row.Parent, "thead", "tbody", "tfoot") {
		return kind
	}
	return decoration(row.Parent)
}

// strays reads what stands in a table but not in a cell: a second caption, or
// what the parser left there.
func (f *flow) strays(n *html.Node) {
	first := true
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if is(c, "caption") && first {
			first = false
			continue
		}
		if !is(c, "thead", "tbody", "tfoot", "tr", "colgroup", "col") {
			f.node(c)
			f.flush()
			continue
		}
		for k := c.FirstChild; k != nil; k = k.NextSibling {
			if !is(k, "tr", "td", "th", "col") {
				f.node(k)
				f.flush()
			}
		}
	}
}

// cellBlocks is the content of a cell; one that is a note as a whole is empty in its
// table.
func (f *flow) cellBlocks(n *html.Node) []ast.Block {
	if f.r.marks[n] {
		return nil
	}
	return f.r.blocksIn(n, f.r.langOf(n, f.lang))
}
