package layout

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/element"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/structure"
	chars "octavo/pipeline/internal/text"
)

func (c *composer) list(l *ast.List, f frame) {
	for i, it := range l.Items {
		st := c.of(it, element.Box)
		c.box(it, st, f, func(in frame) {
			lang, against := c.against(it)
			if against {
				in.x = f.x + f.right() - in.right() // indented from the side where its text begins
			}
			c.itemMarker(l, i, in, lang)
			c.blocks(it.Blocks, in)
		})
	}
}

// against reports whether the text of an item begins on the other side than the
// document's does, and gives its language then.
func (c *composer) against(it *ast.ListItem) (lang string, against bool) {
	base := c.p.setter.base.RightToLeft()
	p, ok := first(it.Blocks).(*ast.Paragraph)
	if !ok || !base && !chars.HasRightToLeft(ast.PlainText(p.Inlines)) {
		return "", false
	}
	for _, pc := range c.pieces(nil, p.Inlines, &[]*ast.Image{}) {
		if pc.note == nil && strings.TrimSpace(pc.text) != "" {
			if lang = pc.style.Lang; meta.RightToLeft(lang) == base {
				return "", false
			}
		}
	}
	return lang, lang != ""
}

func first(blocks []ast.Block) ast.Block {
	if len(blocks) == 0 {
		return nil
	}
	return blocks[0]
}

// itemMarker plans the marker of item i, which hangs before the text; lang is the
// language of text that begins on the other side than the document's, else empty.
func (c *composer) itemMarker(l *ast.List, i int, in frame, lang string) {
	it := l.Items[i]
	st := c.of(it, element.Marker)
	text := c.markerText(l, i)
	if text == "" {
		return
	}
	label := piece{text: text + " ", style: st, content: c.p.tree.Content(it, structure.Label), loc: ast.Loc{Node: it}}
	if lang != "" {
		own := *st
		own.Lang = lang
		label.style = &own
		c.markBehind(label, in.right())
		return
	}
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
