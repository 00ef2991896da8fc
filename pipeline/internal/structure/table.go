package structure

import "octavo/pipeline/internal/ast"

func (b *builder) table(t *ast.Table) {
	b.node(t, &Elem{Role: Table, Lacks: t.LacksHeaders()}, func() {
		b.caption(t.Caption)
		b.rows(THead, t, t.Head)
		b.rows(TBody, t, t.Body)
	})
}

// caption makes a Caption and keeps the notes that it calls inside it: a Table
// may hold rows and a caption only.
func (b *builder) caption(inlines []ast.Inline) {
	if len(inlines) == 0 {
		return
	}
	b.in(&Elem{Role: Caption}, func() {
		b.inlines(inlines)
		b.flushNotes()
	})
}

// rows makes a THead or TBody. taken counts, for each column, the rows that a
// cell from above still covers.
func (b *builder) rows(role Role, t *ast.Table, rows []*ast.Row) {
	if len(rows) == 0 {
		return
	}
	taken := make([]int, len(t.Cols))
	b.in(&Elem{Role: role}, func() {
		for _, r := range rows {
			b.node(r, &Elem{Role: TR}, func() { b.cells(role, t, r, taken) })
		}
	})
}

func (b *builder) cells(role Role, t *ast.Table, r *ast.Row, taken []int) {
	col := 0
	for _, c := range r.Cells {
		col = nextFree(taken, col)
		e := cellElem(c, t.HeaderAt(c, role == THead, col))
		b.node(c, e, func() { b.blocks(c.Blocks) })
		for end := col + max(c.ColSpan, 1); col < end && col < len(taken); col++ {
			taken[col] = max(c.RowSpan, 1)
		}
	}
	for i := range taken {
		taken[i] = max(taken[i]-1, 0)
	}
}

func nextFree(taken []int, col int) int {
	for col < len(taken) && taken[col] > 0 {
		col++
	}
	return col
}

// scopes are the values of Scope (ISO 32000-1, table 349). A header says what it
// heads (ISO 14289-1, 7.5).
var scopes = map[ast.Header]string{ast.HeaderColumn: "Column", ast.HeaderRow: "Row", ast.HeaderBoth: "Both"}

// cellElem makes the TH or TD.
func cellElem(c *ast.Cell, header ast.Header) *Elem {
	e := &Elem{Role: TD, Attrs: Attrs{RowSpan: c.RowSpan, ColSpan: c.ColSpan, Scope: scopes[header]}}
	if e.Attrs.Scope != "" {
		e.Role = TH
	}
	return e
}

// figure makes Figure and Caption side by side: inside the Figure a reader
// that speaks the alternative text would leave the caption out.
func (b *builder) figure(f *ast.Figure) {
	b.node(f, &Elem{Role: Div}, func() {
		if f.Image != nil {
			b.image(f.Image, f.Caption)
		}
		b.caption(f.Caption)
	})
}
