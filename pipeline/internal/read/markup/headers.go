package markup

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
)

// boldRows counts the leading rows in which every cell that holds something is
// bold as a whole, as in tables of programs that mark no headers. They head the
// rows below, which must not be bold too.
func boldRows(g group) int {
	n := 0
	for n < len(g.rows) && boldRow(g.cells[n]) && !g.headsGroup(n) {
		n++
	}
	if n == len(g.rows) {
		return 0
	}
	return n
}

// slantedRow is 1 where the first row of a table, and no other, is italic in every cell
// that holds something, as it is where a sheet keeps bold for the names of the rows.
func slantedRow(g group) int {
	if len(g.rows) < 2 || !markedRow(g.cells[0], italic) || slices.ContainsFunc(g.cells[1:], func(row []*sourceCell) bool { return markedRow(row, italic) }) {
		return 0
	}
	return 1
}

// markedColumn is 1 where every cell of the first column is bold as a whole and no cell
// of the others is, in several rows: names of the rows that no element marks.
func markedColumn(g group) int {
	rows := 0
	for _, row := range g.cells {
		if len(row) == 0 {
			continue
		}
		rows++
		if len(row) < 2 || row[0].col > 0 || row[0].cols > 1 {
			return 0
		}
		for _, c := range row {
			marked := !isEmpty(c.node) && (strong(c.node) || allMarked(c.node, strong))
			if marked != (c.col == 0) {
				return 0
			}
		}
	}
	if rows < 2 {
		return 0
	}
	return 1
}

func boldRow(row []*sourceCell) bool { return markedRow(row, strong) }

// markedRow reports whether all cells of a row that hold something, several of them or
// the only one, are as a whole within elements that make the mark.
func markedRow(row []*sourceCell, mark func(*html.Node) bool) bool {
	found := 0
	for _, c := range row {
		if isEmpty(c.node) {
			continue
		}
		if c.head || !mark(c.node) && !allMarked(c.node, mark) {
			return false
		}
		found++
	}
	return found > 1 || found == 1 && len(row) == 1
}

// isBold reports whether all text in n is strong.
func isBold(n *html.Node) bool { return allMarked(n, strong) }

// allMarked reports whether all text in n stands in elements that make a mark.
func allMarked(n *html.Node, mark func(*html.Node) bool) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) != "":
			return false
		case c.Type == html.ElementNode && !mark(c) && !isEmpty(c) && !allMarked(c, mark):
			return false
		}
	}
	return n.FirstChild != nil
}

func strong(n *html.Node) bool {
	return is(n, "b", "strong") || heavy(n)
}

func italic(n *html.Node) bool {
	return is(n, "i", "em") || slanted(n)
}

// headColumns counts the leading columns in which every cell of the body is a
// header; cells as wide as the table and empty ones do not count, but a column
// must have one.
func headColumns(g group, width int) int {
	data := width
	headed := make([]bool, width)
	for _, row := range g.cells {
		for _, c := range row {
			switch {
			case c.cols >= width:
			case c.head:
				for k := range c.cols {
					headed[c.col+k] = true
				}
			case !isEmpty(c.node):
				data = min(data, c.col)
			}
		}
	}
	if i := slices.Index(headed, false); i >= 0 {
		data = min(data, i)
	}
	if data == width || len(g.cells) == 0 {
		return 0
	}
	return data
}

// tableHeads says of cells what does not follow from their places: what they
// head and how far, by scope, and which cells head them, by headers (HTML,
// 4.9.10 and 4.9.11).
type tableHeads struct {
	t     *ast.Table
	from  map[*ast.Cell]*sourceCell
	cells map[*html.Node]*ast.Cell
}

// heads reads the headers of a table whose cells were made of the source cells
// of groups.
func (f *flow) heads(t *ast.Table, width int) {
	h := &tableHeads{t: t, from: f.r.cells, cells: map[*html.Node]*ast.Cell{}}
	h.each(func(c *ast.Cell, src *sourceCell, inHead bool, col int) {
		h.cells[src.node] = c
		h.scope(c, src, inHead, col, width)
	})
	h.named(f.r)
}

// each calls f for the cells that the source has, with their columns.
func (h *tableHeads) each(f func(c *ast.Cell, src *sourceCell, inHead bool, col int)) {
	for _, part := range []struct {
		rows   []*ast.Row
		inHead bool
	}{{h.t.Head, true}, {h.t.Body, false}} {
		for i, columns := range ast.Columns(len(h.t.Cols), part.rows) {
			for j, c := range part.rows[i].Cells {
				if src := h.from[c]; src != nil {
					f(c, src, part.inHead, columns[j])
				}
			}
		}
	}
}

// scope sets the kind and reach of a header. A header without a scope heads its
// column in the head and its row in the body; one as wide as the table opens a
// group of rows.
func (h *tableHeads) scope(c *ast.Cell, src *sourceCell, inHead bool, col, width int) {
	if len(c.Blocks) == 0 || !src.head {
		return
	}
	kind := ast.HeaderRow
	scope := strings.ToLower(attr(src.node, "scope"))
	switch scope {
	case "col", "colgroup":
		kind = ast.HeaderColumn
	case "row", "rowgroup":
	default:
		if inHead {
			kind = ast.HeaderColumn
		} else if src.cols >= width && width > 1 {
			c.Scope = ast.ScopeGroup
		}
	}
	if scope == "colgroup" || scope == "rowgroup" {
		c.Scope = ast.ScopeGroup
	}
	if h.t.HeaderAt(c, inHead, col) != kind {
		c.Header = kind
	}
}

// named keeps the headers that cells name, where these do not follow from their
// places.
func (h *tableHeads) named(r *reader) {
	h.each(func(c *ast.Cell, src *sourceCell, inHead bool, col int) {
		ids := strings.Fields(attr(src.node, "headers"))
		if len(ids) == 0 {
			return
		}
		var heads []*ast.Cell
		for _, id := range ids {
			if head := h.cells[r.ids[id]]; head != nil && head != c && ast.IsID(id) && h.from[head].head && len(head.Blocks) > 0 {
				heads = append(heads, head)
			}
		}
		if h.follows(src, heads) {
			return
		}
		for _, head := range heads {
			head.ID = attr(h.from[head].node, "id")
			if !slices.Contains(c.Headers, head.ID) {
				c.Headers = append(c.Headers, head.ID)
			}
		}
	})
}

// follows reports whether heads are the headers that a cell has by its place: all
// above it in its columns and all before it in its row.
func (h *tableHeads) follows(src *sourceCell, heads []*ast.Cell) bool {
	count := 0
	over := func(c *ast.Cell, s *sourceCell, inHead bool, col int) bool {
		sameColumn := col < src.col+src.cols && src.col < col+s.cols
		sameRow := !inHead && s.row <= src.row && src.row < s.row+s.rows && col < src.col
		switch h.t.HeaderAt(c, inHead, col) {
		case ast.HeaderColumn:
			return sameColumn
		case ast.HeaderRow:
			return sameRow && c.Scope == ast.ScopeOwn
		}
		return false
	}
	all := true
	h.each(func(c *ast.Cell, s *sourceCell, inHead bool, col int) {
		if s.node == src.node || !over(c, s, inHead, col) {
			return
		}
		count++
		all = all && slices.Contains(heads, c)
	})
	return all && count == len(heads)
}
