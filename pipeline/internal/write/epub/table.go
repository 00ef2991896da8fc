package epub

import (
	"strconv"

	"octavo/pipeline/internal/ast"
)

// table writes a table whose header cells say what they head (HTML, 4.9.12).
func (r *renderer) table(t *ast.Table) {
	r.headers(t)
	r.open("table", "id", xmlName(t.ID))
	r.line()
	if len(t.Caption) > 0 {
		r.wrap("caption", t.Caption)
		r.line()
	}
	r.rows("thead", t, t.Head, true)
	r.rows("tbody", t, t.Body, false)
	r.end("table")
}

// headers notes whether the table has the header cells that it needs.
func (r *renderer) headers(t *ast.Table) {
	if t.LacksHeaders() {
		r.bk.seen.missingHeader = true
		r.bk.warn(CodeNoHeader, t, "a table has no header cells, so the EPUB does not claim conformance",
			"mark its first row or column as a header")
	} else if len(t.Head) > 0 || t.HeadCols > 0 {
		r.bk.seen.tables = true
	}
}

func (r *renderer) rows(tag string, t *ast.Table, rows []*ast.Row, head bool) {
	if len(rows) == 0 {
		return
	}
	r.open(tag)
	r.line()
	held := make([]int, len(t.Cols)) // rows that a cell above still spans
	for _, row := range rows {
		r.open("tr")
		r.cells(t, row, head, held)
		r.end("tr")
		r.line()
	}
	r.end(tag)
	r.line()
}

// cells writes a row; held says for each column how many rows a cell from
// above still covers, and is brought up to date.
func (r *renderer) cells(t *ast.Table, row *ast.Row, head bool, held []int) {
	col := 0
	for _, c := range row.Cells {
		col = skipHeld(held, col)
		r.cell(t, c, col, head)
		for range max(1, c.ColSpan) {
			if col < len(held) {
				held[col] = max(1, c.RowSpan)
			}
			col++
		}
	}
	skipHeld(held, col)
	for i := range held {
		held[i] = max(0, held[i]-1)
	}
}

// skipHeld returns the first column from col on that nothing covers.
func skipHeld(held []int, col int) int {
	for col < len(held) && held[col] > 0 {
		col++
	}
	return col
}

func (r *renderer) cell(t *ast.Table, c *ast.Cell, col int, head bool) {
	tag, scope := "th", ""
	switch t.HeaderAt(c, head, col) {
	case ast.HeaderNone:
		tag = "td"
	case ast.HeaderColumn:
		scope = "col"
	case ast.HeaderRow:
		scope = "row"
	}
	align := ""
	if col < len(t.Cols) {
		align = string(t.Cols[col])
	}
	r.open(tag, "scope", scope, "class", align, "colspan", span(c.ColSpan), "rowspan", span(c.RowSpan))
	r.flow(c.Blocks)
	r.end(tag)
}

// span writes a span; 1 is the default and is left out.
func span(n int) string {
	if n <= 1 {
		return ""
	}
	return strconv.Itoa(n)
}
