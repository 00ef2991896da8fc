package resolve

import "octavo/pipeline/internal/ast"

// Gather returns what is held by that part of the document which walk visits, in
// the order of the visits. Size is not told.
func (d *Document) Gather(walk func(ast.Visit)) *Held {
	h := &Held{}
	id := func(id string) {
		if id != "" {
			h.IDs = append(h.IDs, id)
		}
	}
	walk(func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Anchor:
			id(n.ID)
		case *ast.NoteRef:
			if n.Note != nil {
				h.Calls = append(h.Calls, n)
			}
		case *ast.Table:
			id(n.ID)
			d.Grid(n).each(func(p *Place) { id(p.ID) })
		default:
			id(ast.NodeID(n))
		}
		return true
	})
	return h
}

// each visits the places of all cells.
func (g *Grid) each(visit func(*Place)) {
	for _, rows := range [][][]Place{g.Head, g.Body} {
		for _, row := range rows {
			for i := range row {
				visit(&row[i])
			}
		}
	}
}
