package pandoc

import (
	"strconv"
	"strings"

	"octavo/pipeline/internal/ast"
)

var aligns = map[ast.Align]string{ast.AlignDefault: "AlignDefault", ast.AlignLeft: "AlignLeft", ast.AlignRight: "AlignRight",
	ast.AlignCenter: "AlignCenter"}

func (w *writer) table(t *ast.Table) node {
	columns := []any{}
	for _, a := range t.Cols {
		columns = append(columns, []any{node{T: aligns[a]}, node{T: "ColWidthDefault"}})
	}
	caption := w.caption(t.Caption)
	head := []any{attr{}, w.rows(t.Head)}
	body := []any{attr{}, t.HeadCols, []any{}, w.rows(t.Body[:len(t.Body)-t.FootRows])}
	foot := []any{attr{}, w.rows(t.Body[len(t.Body)-t.FootRows:])}
	return node{"Table", []any{attr{id: t.ID}, caption, columns, head, []any{body}, foot}}
}

func (w *writer) rows(rows []*ast.Row) []any {
	out := []any{}
	for _, r := range rows {
		cells := []any{}
		for _, c := range r.Cells {
			cells = append(cells, w.cell(c))
		}
		out = append(out, []any{attr{}, cells})
	}
	return out
}

func (w *writer) cell(c *ast.Cell) []any {
	a := attr{id: c.ID}.with("data-header", string(c.Header)).with("data-scope", string(c.Scope)).
		with("data-headers", strings.Join(c.Headers, " "))
	return []any{a, node{T: "AlignDefault"}, max(c.RowSpan, 1), max(c.ColSpan, 1), w.compact(c.Blocks)}
}

func itoa(n int) string { return strconv.Itoa(n) }
