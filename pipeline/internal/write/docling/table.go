package docling

import (
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
)

// grid is docling's TableData. Grid has each cell at every place that it covers,
// as docling's programs write it, though they make it anew.
type grid struct {
	Cells []*cell   `json:"table_cells"`
	Rows  int       `json:"num_rows"`
	Cols  int       `json:"num_cols"`
	Grid  [][]*cell `json:"grid"`
}

// cell is a TableCell, or with Ref a RichTableCell: one that is more than letters,
// and whose matter is an item of its own.
type cell struct {
	RowSpan      int    `json:"row_span"`
	ColSpan      int    `json:"col_span"`
	StartRow     int    `json:"start_row_offset_idx"`
	EndRow       int    `json:"end_row_offset_idx"`
	StartCol     int    `json:"start_col_offset_idx"`
	EndCol       int    `json:"end_col_offset_idx"`
	Text         string `json:"text"`
	ColumnHeader bool   `json:"column_header"`
	RowHeader    bool   `json:"row_header"`
	RowSection   bool   `json:"row_section"`
	Fillable     bool   `json:"fillable"`
	Ref          *ref   `json:"ref,omitempty"`
}

// cellSaid is what the source says of a cell's headers and docling has no field for.
type cellSaid struct {
	Row     int      `json:"row"`
	Col     int      `json:"col"`
	ID      string   `json:"id,omitempty"`
	Scope   string   `json:"scope,omitempty"`
	Headers []string `json:"headers,omitempty"`
}

func (w *writer) table(t *ast.Table) {
	it := w.add(&w.doc.Tables, "tables", &item{Label: "table", floatFields: newFloat()}).identify(t.ID)
	it.Data = &grid{Cells: []*cell{}, Rows: len(t.Head) + len(t.Body), Cols: len(t.Cols)}
	for _, a := range t.Cols {
		if a != ast.AlignDefault {
			it.about().Align = aligns(t.Cols)
			break
		}
	}
	w.in(it, func() {
		it.Captions = w.caption(t.Caption)
		w.rows(it, t, t.Head, true)
		w.rows(it, t, t.Body, false)
	})
	it.Data.fill()
}

func aligns(cols []ast.Align) []string {
	out := []string{}
	for _, a := range cols {
		out = append(out, string(a))
	}
	return out
}

// rows writes the cells of the head or of the body, which no cell spans both of.
func (w *writer) rows(it *item, t *ast.Table, rows []*ast.Row, head bool) {
	above := 0
	if !head {
		above = len(t.Head)
	}
	columns := ast.Columns(len(t.Cols), rows)
	for i, r := range rows {
		for j, c := range r.Cells {
			col := columns[i][j]
			made := newCell(c, above+i, col)
			made.heads(c, t.HeaderAt(c, head, col))
			it.Data.Cells = append(it.Data.Cells, made)
			w.content(made, c.Blocks)
			if c.ID != "" || c.Scope != "" || len(c.Headers) > 0 {
				it.about().Cells = append(it.about().Cells, cellSaid{above + i, col, c.ID, string(c.Scope), c.Headers})
			}
		}
	}
}

func newCell(c *ast.Cell, row, col int) *cell {
	rows, cols := max(c.RowSpan, 1), max(c.ColSpan, 1)
	return &cell{RowSpan: rows, ColSpan: cols, StartRow: row, EndRow: row + rows, StartCol: col, EndCol: col + cols}
}

func (made *cell) heads(c *ast.Cell, h ast.Header) {
	made.ColumnHeader = h == ast.HeaderColumn || h == ast.HeaderBoth
	made.RowHeader = h == ast.HeaderRow || h == ast.HeaderBoth
	made.RowSection = made.RowHeader && c.Scope == ast.ScopeGroup
}

// content fills a cell with letters, and where it is more than that leads to it.
func (w *writer) content(made *cell, blocks []ast.Block) {
	p, lone := firstParagraph(blocks)
	lone = lone && len(blocks) == 1
	switch from := len(w.doc.Texts); {
	case len(blocks) == 0:
	case lone && onlyLetters(p.Inlines):
		made.Text = ast.PlainText(p.Inlines)
	case lone:
		made.Ref = &ref{w.inlines("text", "", p.Inlines).Self}
		made.Text = joined(w.doc.Texts[from:])
	default:
		g := w.group("unspecified", "cell")
		made.Ref = &ref{g.Self}
		w.in(g, func() { w.blocks(blocks) })
		made.Text = joined(w.doc.Texts[from:])
	}
}

func onlyLetters(list []ast.Inline) bool {
	return !slices.ContainsFunc(list, func(n ast.Inline) bool {
		_, ok := n.(*ast.Text)
		return !ok
	})
}

// joined is the text of items, a line each.
func joined(items []*item) string {
	var lines []string
	for _, it := range items {
		if it.Text != "" {
			lines = append(lines, it.Text)
		}
	}
	return strings.Join(lines, "\n")
}

// fill puts each cell at the places that it covers; what no cell covers is empty.
func (g *grid) fill() {
	g.Grid = make([][]*cell, g.Rows)
	for i := range g.Grid {
		g.Grid[i] = make([]*cell, g.Cols)
	}
	for _, c := range g.Cells {
		for i := c.StartRow; i < min(c.EndRow, g.Rows); i++ {
			for j := c.StartCol; j < min(c.EndCol, g.Cols); j++ {
				g.Grid[i][j] = c
			}
		}
	}
	for i, row := range g.Grid {
		for j, c := range row {
			if c == nil {
				row[j] = newCell(&ast.Cell{}, i, j)
			}
		}
	}
}
