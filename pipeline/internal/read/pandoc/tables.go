package pandoc

import (
	"cmp"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/attributes"
)

var aligns = map[string]ast.Align{"AlignDefault": ast.AlignDefault, "AlignLeft": ast.AlignLeft, "AlignRight": ast.AlignRight,
	"AlignCenter": ast.AlignCenter}

func (r *reader) table(c any) []ast.Block {
	p := r.parts("Table", c, 6)
	a := r.attr("Table", p[0])
	t := &ast.Table{At: r.next(), ID: r.identifier(a.id), Caption: r.caption(p[1])}
	r.passed(attributes.Table, a, t.Caption)
	for _, column := range r.list("Table", p[2]) {
		align, _ := r.tagged(r.parts("ColSpec", column, 2)[0])
		t.Cols = append(t.Cols, aligns[align])
	}
	t.Head = r.rows(r.parts("TableHead", p[3], 2)[1])
	for i, body := range r.list("Table", p[4]) {
		r.body(t, i, r.parts("TableBody", body, 4))
	}
	if foot := r.rows(r.parts("TableFoot", p[5], 2)[1]); len(foot) > 0 {
		t.Body = append(t.Body, r.regular(foot, len(t.Cols))...)
		t.SetFoot(len(foot))
	}
	t.Head = r.regular(t.Head, len(t.Cols))
	if len(t.Cols) == 0 || len(t.Head)+len(t.Body) == 0 {
		return nil
	}
	return []ast.Block{t}
}

// body reads one body of a table; head rows of its own head their columns, and
// head columns other than those of the first body are told cell by cell.
func (r *reader) body(t *ast.Table, i int, p []any) {
	heads, rows := r.rows(p[2]), r.regular(r.rows(p[3]), len(t.Cols))
	headCols := min(max(r.number("TableBody", p[1]), 0), len(t.Cols))
	if i == 0 {
		t.HeadCols = headCols
	}
	if headCols != t.HeadCols {
		headers(rows, len(t.Cols), func(col int) ast.Header {
			if col < headCols {
				return ast.HeaderRow
			}
			return ast.HeaderNone
		})
	}
	heads = r.regular(heads, len(t.Cols))
	headers(heads, len(t.Cols), func(int) ast.Header { return ast.HeaderColumn })
	t.Body = append(append(t.Body, heads...), rows...)
}

// headers gives the cells that say nothing of themselves their kind, by column.
func headers(rows []*ast.Row, cols int, kind func(col int) ast.Header) {
	for i, at := range ast.Columns(cols, rows) {
		for j, col := range at {
			if c := rows[i].Cells[j]; c.Header == ast.HeaderByPlace && len(c.Blocks) > 0 {
				c.Header = kind(col)
			}
		}
	}
}

func (r *reader) rows(v any) []*ast.Row {
	var out []*ast.Row
	for _, row := range r.list("Row", v) {
		cells := &ast.Row{At: r.next()}
		for _, cell := range r.list("Row", r.parts("Row", row, 2)[1]) {
			cells.Cells = append(cells.Cells, r.cell(r.parts("Cell", cell, 5)))
		}
		out = append(out, cells)
	}
	return out
}

func (r *reader) cell(p []any) *ast.Cell {
	a := r.attr("Cell", p[0])
	c := &ast.Cell{At: r.next(), RowSpan: max(r.number("Cell", p[2]), 1), ColSpan: max(r.number("Cell", p[3]), 1),
		Header: ast.Header(a.keys["data-header"]), Scope: ast.Scope(a.keys["data-scope"]), Headers: strings.Fields(a.keys["data-headers"])}
	if isID(a.id) {
		c.ID = a.id
	}
	if len(c.Headers) == 0 {
		c.Headers = nil
	}
	c.Blocks = r.inner(p[4])
	return c
}

// regular makes rows fill their columns: what reaches out of them is cut, what is
// missing is empty, and cells too many go into the last one.
func (r *reader) regular(rows []*ast.Row, cols int) []*ast.Row {
	open := make([]int, cols)
	for i, row := range rows {
		row.Cells = r.regularRow(row, open, len(rows)-i)
		for k := range open {
			open[k] = max(open[k]-1, 0)
		}
	}
	return rows
}

// regularRow fits cells into the columns that are not open, of which open counts
// the rows that a cell from above still covers; left is how many rows there are.
func (r *reader) regularRow(row *ast.Row, open []int, left int) []*ast.Cell {
	var out []*ast.Cell
	col, odd := 0, false
	free := func() int {
		for col < len(open) && open[col] > 0 {
			col++
		}
		n := 0
		for col+n < len(open) && open[col+n] == 0 {
			n++
		}
		return n
	}
	for _, c := range row.Cells {
		room := free()
		if room == 0 {
			odd = odd || len(c.Blocks) > 0
			if len(out) > 0 {
				out[len(out)-1].Blocks = append(out[len(out)-1].Blocks, c.Blocks...)
			}
			continue
		}
		odd = odd || c.ColSpan > room || c.RowSpan > left
		c.ColSpan, c.RowSpan = min(c.ColSpan, room), min(c.RowSpan, left)
		out = append(out, cover(c, open, &col))
	}
	for free() > 0 {
		out = append(out, cover(&ast.Cell{At: row.At, RowSpan: 1, ColSpan: 1}, open, &col))
	}
	if odd {
		r.lose(CodeShape, "grid", "the cells of a table do not fit its columns; they were cut to fit", "correct the table's spans")
	}
	return out
}

func cover(c *ast.Cell, open []int, col *int) *ast.Cell {
	for end := *col + c.ColSpan; *col < end; *col++ {
		open[*col] = c.RowSpan
	}
	return c
}

// caption reads a caption's text, a line for each of its blocks.
func (r *reader) caption(v any) []ast.Inline {
	p := r.parts("Caption", v, 2)
	if short, _ := p[0].([]any); len(short) > 0 {
		r.leaveOut(CodeShape, ast.PlainText(r.inlines(short)), "the short form of a caption was left out")
	}
	var out []ast.Inline
	ast.WalkBlocks(r.inner(p[1]), func(n ast.Node) bool {
		b, ok := n.(*ast.Paragraph)
		if ok && len(out) > 0 {
			out = append(out, &ast.LineBreak{At: b.At})
		}
		if ok {
			out = append(out, b.Inlines...)
		}
		return !ok
	})
	return out
}

// figure reads a picture with its caption, a table that has none of its own, or
// other matter under one caption.
func (r *reader) figure(c any) []ast.Block {
	p := r.parts("Figure", c, 3)
	a := r.attr("Figure", p[0])
	caption := r.caption(p[1])
	blocks := r.inner(p[2])
	r.passed(attributes.Division, a, caption, append(r.pictured(a, blocks), ".group")...)
	if len(blocks) == 1 && !a.has("group") {
		switch b := blocks[0].(type) {
		case *ast.Paragraph:
			if img, id := loneImage(b.Inlines); img != nil {
				return []ast.Block{&ast.Figure{At: b.At, ID: cmp.Or(r.identifier(a.id), id), Image: img, Caption: caption}}
			}
		case *ast.Table:
			if len(b.Caption) == 0 {
				b.Caption = caption
				r.nameFirst(a.id, blocks)
				return blocks
			}
		}
	}
	switch {
	case len(blocks) == 0 && len(caption) > 0:
		return []ast.Block{&ast.Paragraph{At: r.at(), Inlines: caption}}
	case len(caption) == 0:
		return blocks
	}
	return []ast.Block{&ast.Figure{At: blockAt(blocks), ID: r.identifier(a.id), Blocks: blocks, Caption: caption}}
}

// pictured gives the one picture of a figure what the figure's attributes say of it, and
// the names of those that were read: Org and JATS put them there.
func (r *reader) pictured(a attr, blocks []ast.Block) (read []string) {
	if len(blocks) != 1 {
		return nil
	}
	p, _ := blocks[0].(*ast.Paragraph)
	if p == nil {
		return nil
	}
	img, _ := loneImage(p.Inlines)
	if img == nil {
		return nil
	}
	if alt := a.keys["alt"]; alt != "" && img.Alt == "" && !img.Decorative {
		img.Alt, read = alt, append(read, "alt")
	}
	if width, ok := ast.ParseWidth(a.keys["width"]); ok && img.Width == "" && img.Height == "" {
		img.Width, read = width, append(read, "width")
	}
	return read
}
