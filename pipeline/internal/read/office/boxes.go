package office

import (
	"strings"

	"octavo/pipeline/internal/ast"
)

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
	blocks := r.Lists(Captions(JoinBlocks(entries), r, anchors))
	if len(blocks) == 0 {
		return nil
	}
	r.Info(place, CodeTextBox, 0.9, "a text box is a box behind the paragraph to which it is anchored")
	return []Entry{{Block: &ast.Box{At: r.At(place), Kind: ast.Aside, Blocks: blocks}}}
}

// CoverBox takes the box apart with which a document begins in large letters: word
// processors set what stands on a cover, the title above all, into text boxes.
func (r *Report) CoverBox(doc *ast.Document, looks map[*ast.Paragraph]ast.Look) {
	if len(doc.Blocks) == 0 {
		return
	}
	box, ok := doc.Blocks[0].(*ast.Box)
	if !ok || box.Kind != ast.Aside || len(box.Title) > 0 || len(box.Blocks) == 0 {
		return
	}
	if p, ok := box.Blocks[0].(*ast.Paragraph); ok && looks[p].Large {
		r.Info(box.Src.Line, CodeTextBox, 0.8, "a text box in large letters before all text is what stands on the cover")
		doc.Blocks = append(box.Blocks, doc.Blocks[1:]...)
	}
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

// maxFramed is how many blocks a frame holds at most: what is longer is a page's.
const maxFramed = 30

// Framing makes a box of what stands in a frame, a cell or a run of paragraphs with one
// border, where it is prose: two blocks or more, or a title in bold over text. It is nil
// for anything else, which stays as it was: data, headings by style, tables, pictures.
func (r *Report) Framing(place int, entries []Entry, anchors *Anchors) *Entry {
	if len(entries) < 2 || len(entries) > maxFramed {
		return nil
	}
	text := false
	for _, e := range entries {
		p, ok := e.Block.(*ast.Paragraph)
		if !ok || e.Caption {
			return nil
		}
		text = text || isProse(ast.PlainText(p.Inlines))
	}
	if !text {
		return nil
	}
	box := &ast.Box{At: r.At(place), Kind: ast.Aside, Title: boldTitle(entries[0])}
	if box.Title != nil {
		anchors.Move(entries[0].Block, box)
		entries = entries[1:]
	}
	box.Blocks = r.Lists(Captions(JoinBlocks(entries), r, anchors))
	r.Info(place, CodeTextBox, 0.85, "text in a frame is a box")
	return &Entry{Block: box}
}

// Framed makes boxes of the paragraphs of one frame each.
func (r *Report) Framed(entries []Entry, anchors *Anchors) []Entry {
	var out []Entry
	for len(entries) > 0 {
		n := 1
		for n < len(entries) && entries[0].Frame != "" && entries[n].Frame == entries[0].Frame {
			n++
		}
		if box := r.Framing(entries[0].Block.Pos().Line, entries[:n], anchors); box != nil {
			out = append(out, *box)
		} else {
			out = append(out, entries[:n]...)
		}
		entries = entries[n:]
	}
	return out
}

// isProse reports whether a text holds a sentence.
func isProse(text string) bool {
	text = strings.TrimSpace(text)
	return strings.Count(text, " ") >= 3 && strings.ContainsAny(text[len(text)-1:], ".!?:")
}

// boldTitle is the title that a paragraph in bold is; nil for none.
func boldTitle(e Entry) []ast.Inline {
	p, ok := e.Block.(*ast.Paragraph)
	if !ok || e.Number != nil || len(p.Inlines) != 1 || len(ast.PlainText(p.Inlines)) > maxTitle {
		return nil
	}
	if bold, ok := p.Inlines[0].(*ast.Strong); ok {
		return bold.Inlines
	}
	return nil
}
