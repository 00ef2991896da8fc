package markup

import (
	"slices"

	"golang.org/x/net/html"
)

// onlyBegun takes the columns out of the groups of a table in which no cell of any
// row begins: those that a cell spans without being told apart by another, as
// where it has the span 99 to be as wide as the table.
func onlyBegun(groups ...*group) {
	width := 0
	for _, g := range groups {
		width = max(width, g.width)
	}
	begins := make([]bool, width)
	eachSource(groups, func(c *sourceCell) { begins[c.col] = true })
	keepColumns(groups, begins)
}

// withoutEmpty takes the columns out of the groups of a table in which no cell holds
// anything, as programs put them in for space; a table of one column is none, and keeps
// them. It reports whether there were any.
func (r *reader) withoutEmpty(groups ...*group) bool {
	width := 0
	for _, g := range groups {
		width = max(width, g.width)
	}
	filled, left := make([]bool, width), 0
	eachSource(groups, func(c *sourceCell) {
		if !filled[c.col] && (!isEmpty(c.node) || r.wanted[attr(c.node, "id")]) {
			filled[c.col] = true
			left++
		}
	})
	if left < 2 || left == width {
		return false
	}
	keepColumns(groups, filled)
	return true
}

// belowEmpty are the rows of a table but for those it begins with that hold nothing, as
// programs set its columns with. Empty rows further down may be there to be filled in.
func (r *reader) belowEmpty(rows []*html.Node) []*html.Node {
	for len(rows) > 1 {
		for _, c := range cellsOf(rows[:1]) {
			if !isEmpty(c) || attr(c, "rowspan") != "" || r.wanted[attr(c, "id")] {
				return rows
			}
		}
		rows = rows[1:]
	}
	return rows
}

// keepColumns takes all columns but those to keep out of the groups of a table, and the
// cells that stand in no other.
func keepColumns(groups []*group, keep []bool) {
	at := make([]int, len(keep)+1) // where a column goes
	for k, kept := range keep {
		at[k+1] = at[k]
		if kept {
			at[k+1]++
		}
	}
	for _, g := range groups {
		g.width = at[g.width]
	}
	eachSource(groups, func(c *sourceCell) { c.col, c.cols = at[c.col], at[c.col+c.cols]-at[c.col] })
	for _, g := range groups {
		for i, row := range g.cells {
			g.cells[i] = slices.DeleteFunc(row, func(c *sourceCell) bool { return c.cols == 0 })
		}
	}
}

func eachSource(groups []*group, f func(*sourceCell)) {
	for _, g := range groups {
		for _, row := range g.cells {
			for _, c := range row {
				f(c)
			}
		}
	}
}
