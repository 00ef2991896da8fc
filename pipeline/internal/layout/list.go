package layout

import (
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/element"
	"octavo/pipeline/internal/structure"
)

func (c *composer) list(l *ast.List, f frame) {
	for i, it := range l.Items {
		st := c.of(it, element.Box)
		c.box(it, st, f, func(in frame) {
			c.itemMarker(l, i, in)
			c.blocks(it.Blocks, in)
		})
	}
}

// itemMarker plans the marker of item i, which hangs before the text.
func (c *composer) itemMarker(l *ast.List, i int, in frame) {
	it := l.Items[i]
	st := c.of(it, element.Marker)
	text := c.markerText(l, i)
	if text == "" {
		return
	}
	label := piece{text: text + " ", style: st, content: c.p.tree.Content(it, structure.Label), loc: ast.Loc{Node: it}}
	c.mark([]piece{label}, st, in.x)
}

// markerText is the number as printed in the source, or counted where it has
// none; the bullets of lists that are not counted are the sheet's.
func (c *composer) markerText(l *ast.List, i int) string {
	if !l.Ordered() {
		return c.of(l.Items[i], element.Box).Bullet()
	}
	return ast.CanonicalMarker(l, i)
}

func (c *composer) defList(l *ast.DefList, f frame) {
	for _, it := range l.Items {
		term, def := c.of(it, element.Term), c.of(it, element.Def)
		c.box(it, term, f, func(in frame) { c.inlines(it.Term, term, in, nil) })
		for _, blocks := range it.Defs {
			c.box(it, def, f, func(in frame) { c.blocks(blocks, in) })
		}
	}
}
