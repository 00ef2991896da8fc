package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/text"

	"octavo/pipeline/internal/ast"
)

// columns converts a table whose columns stand under runs of dashes.
func (r *reader) columns(n *drawnTable, lines []text.Segment) *ast.Table {
	first := lines[0]
	parting := 0
	switch n.form {
	case simpleTable:
		parting = 1
	case multilineTable:
		if n.head > 0 {
			lines, parting = lines[1:], n.head
		}
	}
	runs := dashRuns(lines[parting].Value(r.source))
	d := &dashedTable{r: r, table: &ast.Table{At: r.at(first.Start)}, runs: runs}
	head, body := lines[:parting], lines[parting+1:]
	if last := len(body) - 1; dashRuns(body[last].Value(r.source)) != nil {
		body = body[:last]
	}
	d.align(head, body)
	if len(head) > 0 {
		d.table.Head = []*ast.Row{d.row(head)}
	}
	d.table.Body = d.rows(body, n.form == multilineTable)
	return d.table
}

// dashedTable is a table while its rows are read.
type dashedTable struct {
	r     *reader
	table *ast.Table
	runs  [][2]int
}

// align gives each column the alignment that its head has over the dashes, or the
// first row where there is no head. What begins where the dashes do is not said
// to be aligned: all plain text begins so.
func (d *dashedTable) align(head, body []text.Segment) {
	if len(head) == 0 {
		head = body[:1]
	}
	for i := range d.runs {
		d.table.Cols = append(d.table.Cols, d.alignOf(head, i))
	}
}

// alignOf looks at the shortest line of a cell, as pandoc does.
func (d *dashedTable) alignOf(head []text.Segment, col int) ast.Align {
	var shortest []byte
	for _, seg := range head {
		cell := bytes.TrimRight(d.cut(seg, col), " \n")
		if len(bytes.TrimSpace(cell)) > 0 && (shortest == nil || len(cell) < len(shortest)) {
			shortest = cell
		}
	}
	if shortest == nil {
		return ast.AlignDefault
	}
	left := shortest[0] == ' '
	right := newRuler(shortest).size() < d.runs[col][1]-d.runs[col][0]
	switch {
	case left && right:
		return ast.AlignCenter
	case left:
		return ast.AlignRight
	}
	return ast.AlignDefault
}

// cut gives what a line holds of a column, which goes on to where the next begins.
func (d *dashedTable) cut(seg text.Segment, col int) []byte {
	to := -1
	if col+1 < len(d.runs) {
		to = d.runs[col+1][0]
	}
	from := d.runs[col][0]
	if col == 0 {
		from = min(from, indent(seg.Value(d.r.source)))
	}
	return newRuler(seg.Value(d.r.source)).cut(from, to)
}

// rows parts lines into rows: each line is one, or what stands between empty lines.
func (d *dashedTable) rows(lines []text.Segment, multi bool) []*ast.Row {
	var out []*ast.Row
	var row []text.Segment
	end := func() {
		if len(row) > 0 {
			out = append(out, d.row(row))
		}
		row = nil
	}
	for _, seg := range lines {
		if len(bytes.TrimSpace(seg.Value(d.r.source))) == 0 {
			end()
			continue
		}
		row = append(row, seg)
		if !multi {
			end()
		}
	}
	end()
	return out
}

func (d *dashedTable) row(lines []text.Segment) *ast.Row {
	row := &ast.Row{At: d.r.at(lines[0].Start)}
	for col := range d.runs {
		row.Cells = append(row.Cells, d.cell(lines, col))
	}
	return row
}

// cell reads a cell: one paragraph, whatever it looks like.
func (d *dashedTable) cell(lines []text.Segment, col int) *ast.Cell {
	var b bytes.Buffer
	c := &ast.Cell{RowSpan: 1, ColSpan: 1}
	for _, seg := range lines {
		piece := bytes.TrimSpace(d.cut(seg, col))
		if c.Src.Line == 0 && len(piece) > 0 {
			c.At = d.r.at(seg.Start + d.runs[col][0])
		}
		b.Write(piece)
		b.WriteByte('\n')
	}
	if c.Src.Line > 0 {
		c.Blocks = d.r.cellText(c, b.Bytes(), lineParser())
	}
	return c
}
