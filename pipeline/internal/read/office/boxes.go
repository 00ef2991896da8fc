package office

import "octavo/pipeline/internal/ast"

// Boxed makes a box of the text of a text box, which stands behind the paragraph of
// the number place, to which it is anchored. Pictures and tables with their captions,
// which word processors set into frames, are no box, and neither is text with headings by style:
// its author made it part of the document's outline.
func (r *Report) Boxed(place int, entries []Entry, anchors *Anchors) []Entry {
	text, heads := false, false
	for _, e := range entries {
		switch e.Block.(type) {
		case *ast.Section:
			heads = true
		case *ast.Figure, *ast.Table:
		default:
			text = text || !e.Caption
		}
	}
	switch {
	case heads:
		r.Info(place, CodeTextBox, 0.8, "the text of a text box with headings stands behind the paragraph to which the box is anchored")
		return entries
	case !text:
		return entries
	}
	blocks := Lists(Captions(JoinBlocks(entries), r, anchors))
	if len(blocks) == 0 {
		return nil
	}
	r.Info(place, CodeTextBox, 0.9, "a text box is a box behind the paragraph to which it is anchored")
	return []Entry{{Block: &ast.Box{At: r.At(place), Kind: ast.Aside, Blocks: blocks}}}
}

// OneBox makes one box of the boxes among entries from an index on: the shapes of one
// drawing.
func OneBox(entries []Entry, from int) []Entry {
	out := entries[:from:from]
	var first *ast.Box
	for _, e := range entries[from:] {
		b, ok := e.Block.(*ast.Box)
		switch {
		case ok && first != nil:
			first.Blocks = append(first.Blocks, b.Blocks...)
			continue
		case ok:
			first = b
		}
		out = append(out, e)
	}
	return out
}
