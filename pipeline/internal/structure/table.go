package structure

import (
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/resolve"
)

// table makes the row groups of a table. What its header cells call follows it:
// inside them it would be spoken with every cell that they head.
func (b *builder) table(t *ast.Table) {
	grid := b.doc.Grid(t)
	outer := b.headerNotes
	b.headerNotes = nil
	b.node(t, &Elem{Role: Table, Lacks: grid.LacksHeaders}, func() {
		b.caption(t.Caption)
		b.rows(THead, t.Head, grid.Head)
		for i, from := range grid.Groups {
			role, to := TBody, len(t.Body)
			if i+1 < len(grid.Groups) {
				to = grid.Groups[i+1]
			} else if t.FootRows > 0 {
				role = TFoot
			}
			b.rows(role, t.Body[from:to], grid.Body[from:to])
		}
		b.pending, b.headerNotes = append(b.headerNotes, b.pending...), outer
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

// rows makes a THead, TBody or TFoot.
func (b *builder) rows(role Role, rows []*ast.Row, places [][]resolve.Place) {
	if len(rows) == 0 {
		return
	}
	b.in(&Elem{Role: role}, func() {
		for i, r := range rows {
			b.node(r, &Elem{Role: TR}, func() {
				for j, c := range r.Cells {
					b.node(c, cellElem(c, &places[i][j]), func() { b.cell(c, places[i][j].Header) })
				}
			})
		}
	})
}

// cell fills a cell. The notes that a header calls are kept for the table's end.
func (b *builder) cell(c *ast.Cell, h ast.Header) {
	outer := b.inHeader
	b.inHeader = outer || h != ast.HeaderNone
	b.blocks(c.Blocks)
	if b.inHeader {
		b.headerNotes, b.pending = append(b.headerNotes, b.pending...), nil
	}
	b.inHeader = outer
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
