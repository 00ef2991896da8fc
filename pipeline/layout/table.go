package layout

import (
	"octavo/pipeline/ast"
	"octavo/pipeline/geom"
	"octavo/pipeline/style"
)

// tableHead is what is shown again above the rows of a table on a new page.
type tableHead struct {
	frags  []Fragment
	height geom.Length
}

func (c *composer) table(n *ast.Table, st *style.Computed, f frame) {
}
