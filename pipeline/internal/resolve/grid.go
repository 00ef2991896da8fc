package resolve

import (
	"strings"

	"octavo/pipeline/internal/ast"
)

// Grid is where the cells of a table stand and what they head, by row and cell
// of its head and body.
type Grid struct {
	Head, Body [][]Place
	// Headed tells whether any cell is a header, and LacksHeaders that none is
	// although the table is a grid that cannot be followed without one.
	Headed, LacksHeaders bool
	// Groups are the rows of the body at which a row group begins, the first
	// always: with rows that head it, or with the foot.
	Groups  []int
	heads   []bool // the rows of the body that head a group
	grouped bool   // some do
}

// Place is the place of one cell.
type Place struct {
	// Col is the column in which the cell begins, counted from 0.
	Col int
	// Header is what the cell heads; never ast.HeaderByPlace.
	Header ast.Header
	Align  ast.Align
	// ID is unique in the document, and Headers are such; empty for cells that
	// have none.
	ID      string
	Headers []string
	// Group tells that the cell heads a group of rows or columns.
	Group bool
}

// Grid returns the grid of a table of the document.
func (d *Document) Grid(t *ast.Table) *Grid {
	if g := d.grids[t]; g != nil {
		return g
	}
	return gridOf(t)
}

func gridOf(t *ast.Table) *Grid {
	g := &Grid{}
	g.Head, g.Body = g.places(t, t.Head, true), g.places(t, t.Body, false)
	g.LacksHeaders = !g.Headed && t.IsGrid()
	g.rowGroups(t)
	return g
}

// places works out the rows of the head or the body.
func (g *Grid) places(t *ast.Table, rows []*ast.Row, inHead bool) [][]Place {
	out := make([][]Place, len(rows))
	for i, columns := range ast.Columns(len(t.Cols), rows) {
		out[i] = make([]Place, len(columns))
		for j, col := range columns {
			p := Place{Col: col, Header: t.HeaderAt(rows[i].Cells[j], inHead, col)}
			if col < len(t.Cols) {
				p.Align = t.Cols[col]
			}
			g.Headed = g.Headed || p.Header != ast.HeaderNone
			out[i][j] = p
		}
	}
	return out
}

// named is a table with cells that have or need an identifier, and what it
// stands in.
type named struct {
	table *ast.Table
	held  *Held
}

// nameCells gives cells that have an identifier in their table one that is
// unique in the document, and has the others name them by it. Cells under the
// head of a group name their headers.
func (d *Document) nameCells(tables []named) {
	if len(tables) == 0 {
		return
	}
	used := d.ids()
	names := &cellNames{used: used}
	for _, n := range tables {
		global := map[string]string{}
		n.table.EachCell(func(c *ast.Cell) {
			if c.ID != "" {
				id := fresh(strings.TrimPrefix(n.table.ID+"-"+c.ID, "-"), used)
				global[c.ID] = id
				n.held.IDs = append(n.held.IDs, id)
			}
		})
		g := d.grids[n.table]
		name(g.Head, n.table.Head, global)
		name(g.Body, n.table.Body, global)
		if g.grouped {
			names.held = n.held
			g.lead(n.table, names.id)
		}
	}
}

// name puts the identifiers into the places of rows.
func name(places [][]Place, rows []*ast.Row, global map[string]string) {
	for i, r := range rows {
		for j, c := range r.Cells {
			p := &places[i][j]
			p.ID = global[c.ID]
			for _, id := range c.Headers {
				p.Headers = append(p.Headers, global[id])
			}
		}
	}
}

// ids are the identifiers in use.
func (d *Document) ids() map[string]bool {
	used := map[string]bool{}
	for _, h := range d.held {
		for _, id := range h.IDs {
			used[id] = true
		}
	}
	for _, n := range d.Notes {
		used[n.Dest()] = true
	}
	for _, ref := range d.Refs {
		used[d.CallID(ref)] = true
	}
	return used
}

// fresh makes id one that is not in use, and marks it.
func fresh(id string, used map[string]bool) string {
	for used[id] {
		id += "-b"
	}
	used[id] = true
	return id
}

func hasNamedCell(t *ast.Table) bool {
	found := false
	t.EachCell(func(c *ast.Cell) { found = found || c.ID != "" })
	return found
}
