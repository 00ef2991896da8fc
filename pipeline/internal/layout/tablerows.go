package layout

import (
	"cmp"
	"slices"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/element"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/style"
)

// room is the height of the pages on which the table stands.
func (g *grid) room() geom.Length {
	name := g.style.Page
	if g.turned {
		name += turned
	}
	return g.c.p.room(name, 1).height
}

// emit adds the table's rows.
func (g *grid) emit(e *emitter) {
	for i, s := range g.strips {
		if i > 0 {
			e.margin(g.style.Margin.Top)
		}
		g.emitPart(e, s)
	}
}

// emitPart adds the rows of a part of the table. Two rows at least stand on either
// side of a page end, the head of a group stays with its rows, and a small table
// is whole.
func (g *grid) emitPart(e *emitter, s strips) {
	room := g.room()
	head := joinRows(s.head)
	if head != nil && head.height > room/2 {
		head = nil
	}
	for i, r := range s.head {
		if i > 0 {
			e.keep = true
		}
		e.add(r, g.style)
		e.keep = head != nil
	}
	small := heightOf(s.head)+heightOf(s.body) <= room.Scale(smallTable)
	for i, r := range s.body {
		if head != nil {
			r.more().head = head
		}
		edge := i == 1 || i > 0 && i == len(s.body)-1
		if i > 0 && (small || edge && s.body[i-1].height+r.height <= room.Scale(lowRows) || r.with) {
			e.keep = true
		} else if edge {
			r.cost += tableEdgeCost
		}
		e.add(r, g.style)
	}
}

// titles reports whether the last of the rows that were made, r, is a low one of a cell over
// all columns before a row of more cells: it reads as their title though no mark-up says so.
func (g *grid) titles(made []row, r, next *ast.Row) bool {
	return len(r.Cells) == 1 && len(r.Cells[0].Blocks) > 0 && len(next.Cells) > 1 && r.Cells[0].ColSpan >= len(g.n.Cols) &&
		made[len(made)-1].height <= titleLines*g.style.LineHeight
}

// titleLines is how many lines high such a row is at most.
const titleLines = 3

func heightOf(rows []row) geom.Length {
	var h geom.Length
	for i := range rows {
		h += rows[i].height
	}
	return h
}

const (
	// tableEdgeCost is that of a page end that leaves one high row of a table
	// alone.
	tableEdgeCost = 400
	// smallTable is the part of a page up to which a table is not divided,
	// lowRows that up to which two rows are not parted from each other.
	smallTable, lowRows = 0.25, 0.25
)

// joinRows makes one strip of the rows of a table's head, or nil.
func joinRows(rows []row) *tableHead {
	if len(rows) == 0 {
		return nil
	}
	h := &tableHead{}
	for _, r := range rows {
		frags := artifacts(r.frags)
		shift(frags, 0, h.height)
		h.frags = append(h.frags, frags...)
		h.height += r.height
	}
	return h
}

// below is the rule below a row: above the totals it is that of the body's end.
func (g *grid) below(r *ast.Row) style.Border {
	if n := g.totals(); n > 0 && n < len(g.n.Body) && r == g.n.Body[len(g.n.Body)-n-1] {
		return g.c.scaled(g.c.p.style.Of(g.n, element.Body)).Border.Bottom
	}
	return g.c.of(r, element.Box).Border.Bottom
}

// sink has the cells of the head stand at the foot of their rows, next to what
// they head.
func (g *grid) sink(rows []*ast.Row, cells []*cell, tops []geom.Length) {
	for _, k := range cells {
		end := min(k.row+max(k.n.RowSpan, 1), len(rows))
		k.top += max(tops[end]-g.below(rows[end-1]).Width-tops[k.row]-k.height, 0)
		k.y = k.top
	}
}

// cuts lists the heights at which no line of any cell is cut, in order.
func cuts(cells []*cell) []geom.Length {
	var lines [][2]geom.Length
	for _, k := range cells {
		y := k.top
		for i := range k.rows {
			if i > 0 {
				y += k.rows[i].space
			}
			lines = append(lines, [2]geom.Length{y, y + k.rows[i].height})
			y += k.rows[i].height
		}
	}
	slices.SortFunc(lines, func(a, b [2]geom.Length) int { return cmp.Compare(a[0], b[0]) })
	var out []geom.Length
	var end geom.Length
	for i, l := range lines {
		if i > 0 && l[0] >= end {
			out = append(out, end)
		}
		end = max(end, l[1])
	}
	return out
}
