package epub

import (
	"cmp"
	"image"
	"slices"
	"strings"
	"unicode"

	"octavo/pipeline/internal/bidi"
	"octavo/pipeline/internal/font"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/linebreak"
	"octavo/pipeline/internal/meta"
)

// setter sets words on a canvas, in pixels from the top left. Products that are added to
// something are converted first: without it a compiler may fuse both into one operation
// where the processor has it, which rounds otherwise (Go specification, Floating-point
// operators), and a cover would depend on the machine.
type setter struct {
	canvas *canvas
	faces  *font.Set
	lang   string
	err    error
	// The glyphs are drawn one after another in the same room.
	path glyphPath
	pen  pen
}

// box is where words go, in pixels.
type box struct{ x, y, width, height int }

const (
	leading   = 1.2 // distance of lines over the size of the type
	leastSize = 24  // pixels; smaller type is not legible in a shop's list
)

// set writes text into b, at most as large as size and small enough to fit. It
// returns the baseline of the last line.
func (s *setter) set(face *font.Face, text string, b box, size float64) int {
	p := s.shape(face, text)
	if len(p.words) == 0 {
		return b.y
	}
	lines := p.lines(b.width, size)
	for size > leastSize && !p.fits(lines, b, size) {
		size *= 0.9
		lines = p.lines(b.width, size)
	}
	base := float64(b.y) + size
	last := base
	for _, l := range lines {
		if int(base) > b.y+b.height {
			break // too long even at the least size: the title page has it all
		}
		s.line(p, l, b, base, size)
		last, base = base, base+float64(size*leading)
	}
	return int(last)
}

// shapedText is a text's words as glyphs, in units of its face.
type shapedText struct {
	face  *font.Face
	words []*shapedWord
	space int        // between words
	base  bidi.Level // the direction of the text
}

// shapedWord is a word in pieces of one face and one direction, in the order in
// which it is read. The space before it has a direction of its own.
type shapedWord struct {
	Width  int
	pieces []shapedPiece
	before bidi.Level
}

// shapedPiece is a run of glyphs, in units of its own face; width is in those of the
// text's. Of one from right to left the first glyph stands rightmost.
type shapedPiece struct {
	face   *font.Face
	glyphs *font.Shaped
	width  int
	level  bidi.Level
}

func (s *setter) shape(face *font.Face, text string) *shapedText {
	p := &shapedText{face: face, space: face.Shaper(s.lang, nil).Shape(" ").Width}
	if meta.RightToLeft(s.lang) {
		p.base = 1
	}
	words := strings.Fields(text)
	levels := bidi.Levels([]rune(strings.Join(words, " ")), p.base)
	at := 0
	for _, w := range words {
		word, n := &shapedWord{before: levels[max(at-1, 0)]}, len([]rune(w))
		s.pieces(p, word, []rune(w), levels[at:at+n])
		p.words = append(p.words, word)
		at += n + 1
	}
	return p
}

// pieces cuts a word where its direction or its face changes. What no face has stays
// in the text's, where it shows nothing.
func (s *setter) pieces(p *shapedText, word *shapedWord, runes []rune, levels []bidi.Level) {
	faces := make([]*font.Face, len(runes))
	for i, r := range runes {
		switch {
		case i > 0 && (unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Cf, r)): // it belongs to what is before it
			faces[i] = faces[i-1]
		case s.faces != nil && !p.face.Covers(r):
			faces[i] = s.faces.Fallback(r, p.face)
		}
		faces[i] = cmp.Or(faces[i], p.face)
	}
	for from := 0; from < len(runes); {
		to := from + 1
		for to < len(runes) && faces[to] == faces[from] && levels[to] == levels[from] {
			to++
		}
		piece := shapedPiece{face: faces[from], level: levels[from]}
		shaper := piece.face.Shaper(s.lang, nil)
		if piece.level.RightToLeft() {
			piece.glyphs = shaper.ShapeBack(string(runes[from:to]))
		} else {
			piece.glyphs = shaper.Shape(string(runes[from:to]))
		}
		piece.width = piece.glyphs.Width * p.face.UnitsPerEm / piece.face.UnitsPerEm
		word.Width += piece.width
		word.pieces = append(word.pieces, piece)
		from = to
	}
}

// fewLines is so high a penalty for a line that as few are taken as can be:
// badness adds at most 100 to it, a hundredth.
const fewLines = 10000

// lines breaks the text into as few lines of a width as can be and, by total
// fit with ragged edges, the last one included, as even ones as can be. Lengths
// are in font units.
func (p *shapedText) lines(width int, size float64) []linebreak.Line {
	measure := geom.Length(float64(width) / size * float64(p.face.UnitsPerEm))
	items := make([]linebreak.Item, 0, 2*len(p.words)+1)
	for i, w := range p.words {
		if i > 0 {
			items = append(items, linebreak.Item{Kind: linebreak.Glue, Width: geom.Length(p.space)})
		}
		items = append(items, linebreak.Item{Kind: linebreak.Box, Width: geom.Length(w.Width)})
	}
	items = append(items, linebreak.Item{Kind: linebreak.Penalty, Cost: linebreak.Forced})
	return linebreak.Break(items, linebreak.Params{
		First: measure, Rest: measure, LinePenalty: fewLines,
		Passes: []linebreak.Pass{{Tolerance: linebreak.Unlimited, Extra: max(measure, 1)}},
	}).Lines
}

// fits reports whether the lines fit into b at a size, no word cut.
func (p *shapedText) fits(lines []linebreak.Line, b box, size float64) bool {
	widest := slices.MaxFunc(p.words, func(a, b *shapedWord) int { return a.Width - b.Width })
	return p.pixels(widest.Width, size) <= float64(b.width) && (1+float64(leading*float64(len(lines)-1)))*size <= float64(b.height)
}

// pixels is a length of font units at a size.
func (p *shapedText) pixels(units int, size float64) float64 {
	return float64(units) * size / float64(p.face.UnitsPerEm)
}

// on gives the words of a line: every second item is one.
func (p *shapedText) on(l linebreak.Line) []*shapedWord { return p.words[l.Start/2 : (l.End+1)/2] }

// arranged gives the pieces of a line from left to right, with those of spaces, which
// show nothing, and the width of all.
func (p *shapedText) arranged(l linebreak.Line) ([]shapedPiece, int) {
	var read []shapedPiece
	width := 0
	for i, w := range p.on(l) {
		if i > 0 {
			read = append(read, shapedPiece{width: p.space, level: w.before})
			width += p.space
		}
		read = append(read, w.pieces...)
		width += w.Width
	}
	levels := make([]bidi.Level, len(read))
	for i := range read {
		levels[i] = read[i].level
	}
	out := make([]shapedPiece, 0, len(read))
	for _, i := range bidi.Order(levels, p.base) {
		out = append(out, read[i])
	}
	if p.base.RightToLeft() { // the order is counted from the right
		slices.Reverse(out)
	}
	return out, width
}

// line draws one line on its baseline, from the side of the box where it begins.
func (s *setter) line(p *shapedText, l linebreak.Line, b box, base, size float64) {
	pieces, units := p.arranged(l)
	const side = 8 // room for overhanging glyphs
	up := int(1.1 * size)
	// A word too long for the least size is cut at the margin.
	wide := min(int(p.pixels(units, size)), s.canvas.width-2*b.x)
	x := b.x
	if p.base.RightToLeft() {
		x += b.width - wide
	}
	clip := image.Rect(x-side, int(base)-up, x+wide+side, int(base)+int(0.45*size))
	at := 0
	for _, piece := range pieces {
		s.piece(p, piece, clip, float64(x)+p.pixels(at, size), float64(int(base)), size)
		at += piece.width
	}
}

// piece draws the glyphs of a piece from x on, as far as they lie in clip.
func (s *setter) piece(p *shapedText, piece shapedPiece, clip image.Rectangle, x, y, size float64) {
	if piece.glyphs == nil {
		return
	}
	scale := size / float64(piece.face.UnitsPerEm)
	at := 0
	if piece.level.RightToLeft() {
		at = piece.glyphs.Width
	}
	for _, g := range piece.glyphs.Glyphs {
		if piece.level.RightToLeft() {
			at -= int(g.Advance)
		}
		dx, dy := float64(float64(at+int(g.DX))*scale), float64(float64(g.DY)*scale)
		s.glyph(piece.face, g, clip, x+dx, y-dy, size)
		if !piece.level.RightToLeft() {
			at += int(g.Advance)
		}
	}
}

// glyph draws a glyph; the sign for a missing shape says nothing.
func (s *setter) glyph(face *font.Face, g font.Glyph, clip image.Rectangle, x, y, size float64) {
	if g.ID == 0 {
		return
	}
	s.path.at(float32(size)/float32(face.UnitsPerEm), float32(x), float32(y))
	if err := face.Draw(g.ID, &s.path); err != nil && s.err == nil {
		s.err = err
	}
	s.pen.fill(s.canvas, &s.path, clip)
}
