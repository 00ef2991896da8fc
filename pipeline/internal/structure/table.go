package structure

import (
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/resolve"
)

func (b *builder) table(t *ast.Table) {
	grid := b.doc.Grid(t)
	b.node(t, &Elem{Role: Table, Lacks: grid.LacksHeaders}, func() {
		b.caption(t.Caption)
		b.rows(THead, t.Head, grid.Head)
		b.rows(TBody, t.Body, grid.Body)
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

// rows makes a THead or TBody.
func (b *builder) rows(role Role, rows []*ast.Row, places [][]resolve.Place) {
	if len(rows) == 0 {
		return
	}
	b.in(&Elem{Role: role}, func() {
		for i, r := range rows {
			b.node(r, &Elem{Role: TR}, func() {
				for j, c := range r.Cells {
					b.node(c, cellElem(c, &places[i][j]), func() { b.blocks(c.Blocks) })
				}
			})
		}
	})
}

// scopes are the values of Scope (ISO 32000-1, table 349). A header says what it
// heads (ISO 14289-1, 7.5).
var scopes = map[ast.Header]string{ast.HeaderColumn: "Column", ast.HeaderRow: "Row", ast.HeaderBoth: "Both"}

// cellElem makes the TH or TD.
func cellElem(c *ast.Cell, p *resolve.Place) *Elem {
	e := &Elem{Role: TD, ID: p.ID, Attrs: Attrs{RowSpan: c.RowSpan, ColSpan: c.ColSpan, Scope: scopes[p.Header], Headers: p.Headers}}
	if p.Header != ast.HeaderNone {
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
		b.blocks(f.Blocks)
		b.caption(f.Caption)
	})
}
