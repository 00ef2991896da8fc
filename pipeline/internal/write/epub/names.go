package epub

import (
	"fmt"
	"slices"

	"octavo/pipeline/internal/ast"
)

// name is how a heading, or a cell that heads others, is named where its content
// holds note calls or begins a page, which are no part of its name: by the
// element around its own text, or by a label where a call stands amid that. Both
// are empty where the content is the name.
type name struct {
	id, label string
	own       int // how many of its inlines are its own text
}

// nameOf works out the name of a node; text is what it says without calls.
func (bk *book) nameOf(n ast.Node, inlines []ast.Inline, text string, apart bool) name {
	out := name{own: len(inlines)}
	for out.own > 0 && isCall(inlines[out.own-1]) {
		out.own--
	}
	switch {
	case slices.ContainsFunc(inlines[:out.own], hasCall[ast.Inline]):
		out.label, out.own = text, len(inlines)
	case apart || out.own < len(inlines):
		out.id = bk.nameID(n)
	}
	return out
}

// nameID is an identifier for the own text of a node.
func (bk *book) nameID(n ast.Node) string {
	if bk.names[n] == "" {
		id := "name-" + ast.NodeID(n)
		for k := 1; id == "name-" || bk.places[id] != ""; k++ {
			id = fmt.Sprintf("name-%d", len(bk.names)+k)
		}
		bk.places[id] = pagePlace
		bk.names[n] = id
	}
	return xmlName(bk.names[n])
}

// named writes inlines, the own text of a named element in an element of its own.
func (r *renderer) named(by name, inlines []ast.Inline, lead func()) {
	if by.id != "" {
		r.open("span", "id", by.id)
	}
	lead()
	r.inlines(inlines[:by.own])
	if by.id != "" {
		r.end("span")
	}
	r.inlines(inlines[by.own:])
}

func isCall(in ast.Inline) bool {
	_, call := in.(*ast.NoteRef)
	return call
}

func hasCall[N ast.Node](n N) bool {
	found := false
	ast.Walk(n, func(n ast.Node) bool {
		_, call := n.(*ast.NoteRef)
		found = found || call
		return !found
	})
	return found
}

// headerCell writes a cell that heads others.
func (w *tableWriter) headerCell(c *ast.Cell, attrs []string) {
	var by name
	p, ok := firstParagraph(c.Blocks)
	plain := ok && len(c.Blocks) == 1 && p.Class == ""
	switch {
	case plain:
		by = w.bk.nameOf(c, p.Inlines, ast.PlainText(p.Inlines), w.beginsPage(c))
	case hasCall(c) || w.beginsPage(c):
		by.label = cellText(c)
	}
	w.open("th", append(attrs, "aria-labelledby", by.id, "aria-label", by.label)...)
	w.breaksBefore(c)
	w.naming = true
	if plain {
		w.named(by, p.Inlines, func() {})
	} else {
		w.flow(c.Blocks)
	}
	w.naming = false
	w.end("th")
}

// beginsPage reports whether a page begins in a cell.
func (w *tableWriter) beginsPage(c *ast.Cell) bool {
	found := false
	ast.Walk(c, func(n ast.Node) bool {
		for _, m := range w.bk.marks[n] {
			found = found || !m.written
		}
		return !found
	})
	return found
}
