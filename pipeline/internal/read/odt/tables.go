package odt

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/office"
)

// Limits of a table: Writer has at most some hundred columns, and repeats rows only in
// sheets.
const (
	maxColumns = 1000
	maxRepeat  = 1000
	maxCells   = 500_000
)

// gridCell is a cell with its place.
type gridCell struct {
	node       *office.Node
	col        int
	rows, cols int
	blocks     []ast.Block
	bold       bool
	ground     string
	// style is the named style of its paragraphs, off where there are several.
	style string
	align string
}

// grid is a table while it is read.
type grid struct {
	f       *flow
	rows    [][]*gridCell
	heads   int
	columns int
	cells   int // with a measure of what repeated ones hold
	cut     bool
}

// described is a table with its alternative text.
type described struct {
	table *ast.Table
	text  string
}

// table reads a table. One with a single cell only frames what is in it.
func (f *flow) table(n *office.Node) {
	names := append(f.r.anchors.Open(), n.Attr("table:name")+"|table")
	if cell := onlyCell(n); cell != nil {
		f.onlyCell(n, cell)
		return
	}
	g := &grid{f: f}
	g.read(n, false)
	if g.cut {
		f.r.Warn(n.Place+1, office.CodeTable, "a table has more cells than a document can need; the rest was left out", "look at the table in LibreOffice")
	}
	if g.columns == 0 || g.cells < 2 {
		return
	}
	t := &ast.Table{At: f.r.At(n.Place + 1), Cols: make([]ast.Align, g.columns)}
	g.findHead(n, t)
	t.HeadCols = min(headColumns(n), g.columns-1)
	g.align(t.Cols)
	t.Head, t.Body = g.make(0, g.heads), g.make(g.heads, len(g.rows))
	if text := strings.TrimSpace(n.Kid("table:title").AllText() + "\n" + n.Kid("table:desc").AllText()); text != "" {
		f.r.described = append(f.r.described, described{t, text})
	}
	f.r.anchors.Bind(names, t)
	f.entries = append(f.entries, f.within(office.Entry{Block: t}))
}

// onlyCell is the cell of a table that has one; nil for another.
func onlyCell(n *office.Node) *office.Node {
	var found *office.Node
	count := 0
	var walk func(n *office.Node)
	walk = func(n *office.Node) {
		for _, k := range n.Kids {
			switch k.Name {
			case "table:table-cell", "table:covered-table-cell":
				found = k
				count += max(number(k.Attr("table:number-columns-repeated"), 1), 1)
			case "table:table-row":
				count += max(number(k.Attr("table:number-rows-repeated"), 1), 1) - 1
				walk(k)
			case "table:table-header-rows", "table:table-rows", "table:table-row-group":
				walk(k)
			}
		}
	}
	walk(n)
	if count == 1 && found.Name == "table:table-cell" {
		return found
	}
	return nil
}

// headColumns is how many columns a table names as heads.
func headColumns(n *office.Node) int {
	count := 0
	for _, k := range n.Kids {
		if k.Name == "table:table-header-columns" {
			k.Each("table:table-column", func(c *office.Node) {
				count += min(max(number(c.Attr("table:number-columns-repeated"), 1), 1), maxColumns)
			})
		}
	}
	return count
}

// read reads the rows in n; those of its head first.
func (g *grid) read(n *office.Node, head bool) {
	for _, k := range n.Kids {
		switch k.Name {
		case "table:table-header-rows":
			g.read(k, len(g.rows) == g.heads)
		case "table:table-rows", "table:table-row-group":
			g.read(k, head)
		case "table:table-row":
			if g.cut {
				g.f.r.covered = keep(g.f.r.covered, k)
			}
			for i := g.repeats(k, "table:number-rows-repeated", maxRepeat); i > 0 && !g.cut; i-- {
				g.row(k)
				if head {
					g.heads = len(g.rows)
				}
			}
		case "text:soft-page-break", "table:table-columns", "table:table-column", "table:table-header-columns":
		default:
			if passed[k.Name] {
				continue
			}
			g.f.block(k)
		}
	}
}

// row reads a row: its cells stand at the next places that none above covers.
func (g *grid) row(n *office.Node) {
	var row []*gridCell
	col := 0
	for _, k := range n.Kids {
		switch k.Name {
		case "table:table-cell", "table:covered-table-cell":
		default:
			if !passed[k.Name] {
				g.f.block(k)
			}
			continue
		}
		for i := g.repeats(k, "table:number-columns-repeated", maxColumns); i > 0; i-- {
			if g.cells++; g.cells > maxCells || col >= maxColumns {
				g.cut = true
				g.f.r.covered = keep(g.f.r.covered, k)
				break
			}
			if k.Name == "table:covered-table-cell" {
				g.f.r.covered = keep(g.f.r.covered, k)
				col++
				continue
			}
			row = append(row, g.cell(k, col))
			col++
		}
	}
	g.columns = max(g.columns, col)
	g.rows = append(g.rows, row)
}

// repeats is how often a row or cell stands in the table; what it holds counts for as
// many cells.
func (g *grid) repeats(n *office.Node, attr string, most int) int {
	k := min(max(number(n.Attr(attr), 1), 1), most)
	if k > 1 {
		g.cells += (k - 1) * nodes(n)
	}
	return k
}

func nodes(n *office.Node) int {
	count := len(n.Kids)
	for _, k := range n.Kids {
		count += nodes(k)
	}
	return count
}

func (g *grid) cell(n *office.Node, col int) *gridCell {
	in := &flow{r: g.f.r, deleted: g.f.deleted}
	in.blocks(n)
	s := g.f.r.styles
	c := &gridCell{node: n, col: col, blocks: in.finish(), rows: max(number(n.Attr("table:number-rows-spanned"), 1), 1),
		cols:   min(max(number(n.Attr("table:number-columns-spanned"), 1), 1), maxColumns),
		ground: ground(s.property("table-cell", n.Attr("table:style-name"), "style:table-cell-properties", "fo:background-color"))}
	g.columns = max(g.columns, min(col+c.cols, maxColumns))
	c.bold = len(c.blocks) > 0
	for _, b := range c.blocks {
		p, ok := b.(*ast.Paragraph)
		c.bold = c.bold && ok && g.f.r.looks[p].Bold
	}
	n.Each("text:p", func(p *office.Node) {
		if named := first(s.named("paragraph", p.Attr("text:style-name")), "Standard"); c.style == "" {
			c.style = named
		} else if c.style != named {
			c.style = off
		}
		c.align = s.property("paragraph", p.Attr("text:style-name"), "style:paragraph-properties", "fo:text-align")
	})
	return c
}

// findHead finds the rows of the head: those that the file names, else the first where
// its look sets it apart.
func (g *grid) findHead(n *office.Node, t *ast.Table) {
	if g.heads >= len(g.rows) {
		g.heads = min(1, len(g.rows)-1) // all rows repeat: a slip
	}
	if g.heads > 0 || len(g.rows) < 2 {
		return
	}
	a, b := g.rows[0], g.rows[1]
	why := ""
	switch {
	case len(a) < 2:
		return
	case boldRow(a) && !boldRow(b):
		why = "its text is bold"
	case rowGround(a) != "" && rowGround(a) != rowGround(b) && fullRow(a):
		why = "it has a ground of its own"
	case fullRow(a) && g.ownStyle():
		why = "its text has a style that no other text of the table has"
	default:
		return
	}
	for _, c := range a {
		if c.rows >= len(g.rows) {
			return
		}
	}
	g.heads = 1
	g.f.r.Info(n.Place+1, office.CodeTable, 0.8, fmt.Sprintf("the first row of a table is its head: %s", why))
}

func boldRow(row []*gridCell) bool {
	for i, c := range row {
		if !c.bold && (len(c.blocks) > 0 || i > 0) {
			return false
		}
	}
	return len(row) > 0
}

// ownStyle reports whether all text of the first row has one named style, and no text
// below, in two rows or more.
func (g *grid) ownStyle() bool {
	own := g.rows[0][0].style
	if len(g.rows) < 3 || own == "" || own == off {
		return false
	}
	for i, row := range g.rows {
		for _, c := range row {
			if (c.style == own) != (i == 0) || c.style == off {
				return false
			}
		}
	}
	return true
}

func rowGround(row []*gridCell) string {
	for _, c := range row {
		if c.ground == off || c.ground != row[0].ground {
			return ""
		}
	}
	if len(row) == 0 {
		return ""
	}
	return row[0].ground
}

func fullRow(row []*gridCell) bool {
	for i, c := range row {
		if len(c.blocks) == 0 && i > 0 {
			return false
		}
	}
	return true
}

// align gives each column the alignment that most of its filled cells have.
func (g *grid) align(cols []ast.Align) {
	all, right, center := make([]int, len(cols)), make([]int, len(cols)), make([]int, len(cols))
	for _, row := range g.rows[g.heads:] {
		for _, c := range row {
			if len(c.blocks) == 0 {
				continue
			}
			all[c.col]++
			switch c.align {
			case "end", "right":
				right[c.col]++
			case "center":
				center[c.col]++
			}
		}
	}
	for k := range cols {
		switch {
		case 2*right[k] > all[k]:
			cols[k] = ast.AlignRight
		case 2*center[k] > all[k]:
			cols[k] = ast.AlignCenter
		}
	}
}

// make makes rows of cells, with empty ones where the grid has none. A cell that
// reaches beyond them ends with the last.
func (g *grid) make(from, to int) []*ast.Row {
	open := make([]int, g.columns)
	var out []*ast.Row
	for i, row := range g.rows[from:to] {
		r := &ast.Row{}
		col := 0
		fill := func(end int) {
			for ; col < end; col++ {
				if open[col] == 0 {
					r.Cells = append(r.Cells, &ast.Cell{RowSpan: 1, ColSpan: 1})
					open[col] = 1
				}
			}
		}
		for _, c := range row {
			fill(c.col)
			if col > c.col || open[c.col] > 0 {
				g.keep(r, c)
				continue
			}
			end := c.col + 1
			for end < min(c.col+c.cols, g.columns) && open[end] == 0 {
				end++
			}
			if i+c.rows > to-from && to < len(g.rows) {
				g.f.r.Info(c.node.Place, office.CodeTable, 0.8, "a cell that reaches from the head of a table into its body was divided")
			}
			cell := &ast.Cell{At: g.f.r.At(c.node.Place + 1), RowSpan: min(c.rows, to-from-i), ColSpan: end - c.col, Blocks: c.blocks}
			if from == 0 && to == g.heads && c.bold {
				unmark(c.blocks)
			}
			r.Cells = append(r.Cells, cell)
			for ; col < end; col++ {
				open[col] = cell.RowSpan
			}
		}
		fill(g.columns)
		for k := range open {
			open[k]--
		}
		if len(r.Cells) > 0 || i > 0 {
			out = append(out, r)
		}
	}
	return out
}

func unmark(blocks []ast.Block) {
	for _, b := range blocks {
		if p, ok := b.(*ast.Paragraph); ok {
			p.Inlines = office.Unmarked(p.Inlines)
		}
	}
}

// keep gives the blocks of a cell without a place to the cell before it.
func (g *grid) keep(r *ast.Row, c *gridCell) {
	if len(c.blocks) == 0 {
		return
	}
	g.f.r.Warn(c.node.Place, office.CodeTable, "a cell has no place in the grid of its table; its text stands in the cell before it", "look at the table in LibreOffice")
	if len(r.Cells) == 0 {
		r.Cells = append(r.Cells, &ast.Cell{RowSpan: 1, ColSpan: 1})
	}
	last := r.Cells[len(r.Cells)-1]
	last.Blocks = append(last.Blocks, c.blocks...)
}
