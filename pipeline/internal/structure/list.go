package structure

import "octavo/pipeline/internal/ast"

func (b *builder) list(l *ast.List) {
	e := &Elem{Role: L, Attrs: Attrs{ListNumbering: listNumbering(l)}}
	b.node(l, e, func() {
		for _, it := range l.Items {
			b.item(it)
		}
	})
}

// item makes LI > Lbl, LBody. A marker that the sheet does not draw leaves its
// Lbl empty, and an element without drawn content is not written.
func (b *builder) item(it *ast.ListItem) {
	b.node(it, &Elem{Role: LI}, func() {
		b.in(&Elem{Role: Lbl}, func() { b.content(it, Label) })
		b.in(&Elem{Role: LBody}, func() { b.blocks(it.Blocks) })
	})
}

// defList makes a list whose labels are the terms (ISO 32000-1, 14.8.4.3.3).
func (b *builder) defList(l *ast.DefList) {
	e := &Elem{Role: L, Attrs: Attrs{ListNumbering: "None"}}
	b.node(l, e, func() {
		for _, it := range l.Items {
			b.node(it, &Elem{Role: LI}, func() { b.defItem(it) })
		}
	})
}

func (b *builder) defItem(it *ast.DefItem) {
	b.in(&Elem{Role: Lbl}, func() { b.inlines(it.Term) })
	b.in(&Elem{Role: LBody}, func() {
		b.flushNotes()
		for _, def := range it.Defs {
			b.blocks(def)
		}
	})
}

// numberings are the values of ListNumbering (ISO 32000-1, table 347).
var numberings = map[ast.ListStyle]string{
	ast.Decimal:    "Decimal",
	ast.LowerAlpha: "LowerAlpha",
	ast.UpperAlpha: "UpperAlpha",
	ast.LowerRoman: "LowerRoman",
	ast.UpperRoman: "UpperRoman",
}

func listNumbering(l *ast.List) string {
	if s, ok := numberings[l.Style]; ok {
		return s
	}
	marker := ""
	if len(l.Items) > 0 {
		marker = l.Items[0].Marker
	}
	switch marker {
	case "◦", "○", "o":
		return "Circle"
	case "▪", "■", "\uf0a7":
		return "Square"
	}
	// Dashes too: the table has no better word for a list with marks.
	return "Disc"
}
