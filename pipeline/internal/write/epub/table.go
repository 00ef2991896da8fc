package epub

import (
	"strconv"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/element"
	"octavo/pipeline/internal/resolve"
)

// table writes a table whose header cells say what they head (HTML, 4.9.12).
func (r *renderer) table(t *ast.Table) {
	grid := r.bk.doc.Grid(t)
	r.headers(t, grid)
	r.landing(t.ID)
	r.open("table", "id", xmlName(t.ID))
	r.line()
	if len(t.Caption) > 0 {
		r.wrap("caption", t.Caption)
		r.line()
	}
	r.rows("thead", t.Head, grid.Head)
	for i, from := range grid.Groups {
		tag, to := "tbody", len(t.Body)
		if i+1 < len(grid.Groups) {
			to = grid.Groups[i+1]
		} else if t.FootRows > 0 {
			tag = "tfoot"
		}
		r.rows(tag, t.Body[from:to], grid.Body[from:to])
	}
	r.end("table")
}

// headers notes whether the table has the header cells that it needs.
func (r *renderer) headers(t *ast.Table, grid *resolve.Grid) {
	if grid.LacksHeaders {
		r.bk.seen.missingHeader = true
		r.bk.warn(CodeNoHeader, t, "a table has no header cells, so the EPUB does not claim conformance",
			"mark its first row or column as a header")
	} else if grid.Headed {
		r.bk.seen.tables = true
	}
}

func (r *renderer) rows(tag string, rows []*ast.Row, places [][]resolve.Place) {
	if len(rows) == 0 {
		return
	}
	r.open(tag)
	r.line()
	for i, row := range rows {
		r.open("tr")
		for j, c := range row.Cells {
			r.cell(c, &places[i][j])
		}
		r.end("tr")
		r.line()
	}
	r.end(tag)
	r.line()
}

func (r *renderer) cell(c *ast.Cell, p *resolve.Place) {
	e := element.Cell(p)
	headers := make([]string, len(p.Headers))
	for i, id := range p.Headers {
		headers[i] = xmlName(id)
	}
	attrs := attrsOf(e, "id", xmlName(p.ID), "headers", strings.Join(headers, " "))
	r.open(e.Tag, append(attrs, "colspan", span(c.ColSpan), "rowspan", span(c.RowSpan))...)
	r.flow(c.Blocks)
	r.end(e.Tag)
}

// span writes a span; 1 is the default and is left out.
func span(n int) string {
	if n <= 1 {
		return ""
	}
	return strconv.Itoa(n)
}
