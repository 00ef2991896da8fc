package pdf

import (
	"unicode/utf8"

	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/structure"
)

// apart draws a run letter by letter in the order of reading, each in its place and in a
// text object of its own. So whoever follows the order of the file (poppler for the
// tags, MuPDF) has the words as they are read, and so has whoever goes by place (poppler
// for the page). PDFium and pypdf take letters of these scripts in one text object to
// stand from left to right, and turn them round.
func (p *painter) apart(r *layout.Run, c *structure.Content) {
	f := p.faces.byFace[r.Face]
	p.show.set(f, r.Size)
	var w geom.Length
	for _, g := range r.Glyphs {
		w += p.show.advance(g)
	}
	p.area(c, textBox(r, w))
	x := r.X
	if r.RightToLeft {
		x += w
	}
	for cl := range clusters(r) {
		p.beginMark(p.ground.of(cl))
		for k, g := range cl.glyphs {
			step := p.show.advance(g)
			if r.RightToLeft {
				x -= step
			}
			p.letter(r, x, g, cl.piece(k))
			if !r.RightToLeft {
				x += step
			}
		}
		p.shown = true
	}
	p.endText()
}

// letter draws a glyph at x in a text object of its own.
func (p *painter) letter(r *layout.Run, x geom.Length, g layout.Glyph, text string) {
	f := p.faces.byFace[r.Face]
	p.endText()
	p.setType(f, r)
	p.startLine(f, r.Size, x, p.up(r.Y))
	p.show.glyph(g, text)
	p.show.setRise(0)
}

// letters gives each letter of a ligature that runs from right to left a glyph, the
// ligature to the last of them and blanks to those right of it: whoever goes by place
// takes several letters of one glyph to stand from left to right.
func letters(run *layout.Run, glyphs []layout.Glyph, text string) []layout.Glyph {
	n := utf8.RuneCountInString(text)
	if !run.RightToLeft || len(glyphs) != 1 || n < 2 {
		return glyphs
	}
	blank, has := run.Face.Glyph(' ')
	if !has {
		return glyphs
	}
	own := func(id uint16) geom.Length {
		return run.Size.MulDiv(int64(run.Face.Advance(id)), int64(run.Face.UnitsPerEm))
	}
	last := glyphs[0]
	share := min(own(blank), (own(last.ID)+geom.Length(last.Adjust))/geom.Length(n)) // no gap beside the letter before
	last.Adjust -= int32(share) * int32(n-1)
	out := make([]layout.Glyph, n)
	for k := range out {
		out[k] = layout.Glyph{ID: blank, Adjust: int32(share - own(blank))}
	}
	out[n-1] = last
	return out
}
