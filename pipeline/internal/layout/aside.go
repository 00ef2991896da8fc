package layout

import (
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/element"
	"octavo/pipeline/internal/style"
)

// aside plans a box: its rules and what stands between them, which may be divided
// over pages; its title stays with what follows. Its padding alone is white at its head
// and foot, whatever begins and ends it (margin-trim: block, CSS Box Model Level 4, 4).
func (c *composer) aside(n *ast.Box, st *style.Computed, f frame) {
	c.op(func(e *emitter) { e.lead(n.ID, f) })
	c.box(n, st, f, func(in frame) {
		c.op(func(e *emitter) { e.trim = true })
		if len(n.Title) > 0 {
			title := c.of(n, element.Title)
			c.box(n, title, in, func(in frame) { c.inlines(n.Title, title, in, nil) })
		}
		outer := c.inner
		c.inner = true
		c.blocks(n.Blocks, in)
		c.inner = outer
		c.op((*emitter).trimEnd)
	})
}
