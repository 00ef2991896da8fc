package markup

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
	at := make([]int, width+1) // where a column goes
	for k, begun := range begins {
		at[k+1] = at[k]
		if begun {
			at[k+1]++
		}
	}
	for _, g := range groups {
		g.width = at[g.width]
	}
	eachSource(groups, func(c *sourceCell) { c.col, c.cols = at[c.col], at[c.col+c.cols]-at[c.col] })
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
