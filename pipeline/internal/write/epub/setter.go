package epub

import (
	"image"
	"image/draw"
	"slices"
	"strings"

	"golang.org/x/image/vector"

	"octavo/pipeline/internal/font"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/linebreak"
)

// setter sets words on a canvas, in pixels from the top left.
type setter struct {
	canvas *canvas
	lang   string
	err    error
	// The lines are drawn one after another in the same room.
	raster vector.Rasterizer
	mask   []uint8
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
		s.line(p, l, float64(b.x), base, size)
		last, base = base, base+size*leading
	}
	return int(last)
}

// shapedText is a text's words as glyphs, in font units.
type shapedText struct {
	face  *font.Face
	words []*font.Shaped
	space int // between words
}

func (s *setter) shape(face *font.Face, text string) *shapedText {
	shaper := face.Shaper(s.lang, nil)
	p := &shapedText{face: face, space: shaper.Shape(" ").Width}
	for _, w := range strings.Fields(text) {
		p.words = append(p.words, shaper.Shape(w))
	}
	return p
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
	widest := slices.MaxFunc(p.words, func(a, b *font.Shaped) int { return a.Width - b.Width })
	return p.pixels(widest.Width, size) <= float64(b.width) && (1+leading*float64(len(lines)-1))*size <= float64(b.height)
}

// pixels is a length of font units at a size.
func (p *shapedText) pixels(units int, size float64) float64 {
	return float64(units) * size / float64(p.face.UnitsPerEm)
}

// on gives the words of a line: every second item is one.
func (p *shapedText) on(l linebreak.Line) []*font.Shaped { return p.words[l.Start/2 : (l.End+1)/2] }

// line draws one line on its baseline.
func (s *setter) line(p *shapedText, l linebreak.Line, x, base, size float64) {
	units := -p.space
	for _, w := range p.on(l) {
		units += w.Width + p.space
	}
	const side = 8 // room for overhanging glyphs
	up := int(1.1 * size)
	// A word too long for the least size is cut at the right margin.
	wide := min(int(p.pixels(units, size)), s.canvas.width-2*int(x)) + 2*side
	s.raster.Reset(wide, up+int(0.45*size))
	at := 0
	for _, w := range p.on(l) {
		for _, g := range w.Glyphs {
			s.glyph(p, g, side+p.pixels(at+int(g.DX), size), float64(up)-p.pixels(int(g.DY), size), size)
			at += int(g.Advance)
		}
		at += p.space
	}
	s.canvas.draw(s.drawn(), int(x)-side, int(base)-up)
}

// glyph adds a glyph's outline; the sign for a missing shape says nothing.
func (s *setter) glyph(p *shapedText, g font.Glyph, x, y, size float64) {
	if g.ID == 0 {
		return
	}
	pen := &scaledPen{&s.raster, float32(size) / float32(p.face.UnitsPerEm), float32(x), float32(y)}
	if err := p.face.Draw(g.ID, pen); err != nil && s.err == nil {
		s.err = err
	}
}

// scaledPen draws font units as pixels from x, y.
type scaledPen struct {
	to          *vector.Rasterizer
	scale, x, y float32
}

func (p *scaledPen) at(x, y float32) (float32, float32) { return p.x + x*p.scale, p.y + y*p.scale }

func (p *scaledPen) MoveTo(x, y float32) { p.to.MoveTo(p.at(x, y)) }
func (p *scaledPen) LineTo(x, y float32) { p.to.LineTo(p.at(x, y)) }
func (p *scaledPen) ClosePath()          { p.to.ClosePath() }

func (p *scaledPen) QuadTo(bx, by, cx, cy float32) {
	bx, by = p.at(bx, by)
	cx, cy = p.at(cx, cy)
	p.to.QuadTo(bx, by, cx, cy)
}

func (p *scaledPen) CubeTo(bx, by, cx, cy, dx, dy float32) {
	bx, by = p.at(bx, by)
	cx, cy = p.at(cx, cy)
	dx, dy = p.at(dx, dy)
	p.to.CubeTo(bx, by, cx, cy, dx, dy)
}

// drawn is what the rasterizer holds, as a mask that the next line overwrites.
func (s *setter) drawn() *image.Alpha {
	b := s.raster.Bounds()
	if need := b.Dx() * b.Dy(); need > len(s.mask) {
		s.mask = make([]uint8, need)
	}
	mask := &image.Alpha{Pix: s.mask[:b.Dx()*b.Dy()], Stride: b.Dx(), Rect: b}
	s.raster.DrawOp = draw.Src
	s.raster.Draw(mask, b, image.Opaque, image.Point{})
	return mask
}
