package epub

import (
	"image"
	"image/draw"
	"slices"
	"strings"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"
)

// coverFaces picks a bold and a regular face, those of a sans-serif family
// where there is one. Both are nil without faces.
func coverFaces(faces []Face) (bold, plain *sfnt.Font, err error) {
	var b, p *Face
	for i := range faces {
		f := &faces[i]
		if f.Italic {
			continue
		}
		if b == nil || score(f, 700) > score(b, 700) {
			b = f
		}
		if p == nil || score(f, 400) > score(p, 400) {
			p = f
		}
	}
	if b == nil {
		return nil, nil, nil
	}
	if bold, err = sfnt.Parse(b.Data); err != nil {
		return nil, nil, err
	}
	plain, err = sfnt.Parse(p.Data)
	return bold, plain, err
}

// score says how well a face suits: sans-serif first, then the weight.
func score(f *Face, weight int) int {
	s := -max(f.Weight-weight, weight-f.Weight)
	if strings.Contains(f.Family, "Sans") {
		s += 10000
	}
	return s
}

// setter sets words on a canvas, in pixels from the top left.
type setter struct {
	canvas *canvas
	buf    sfnt.Buffer
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
func (s *setter) set(face *sfnt.Font, text string, b box, size float64) int {
	words := strings.Fields(text)
	if len(words) == 0 {
		return b.y
	}
	widths := s.widths(face, words)
	for size > leastSize && !fits(widths, size, b) {
		size *= 0.9
	}
	base := float64(b.y)
	for i, n := range balance(widths, float64(b.width)/size) {
		base += size * leading
		if i == 0 {
			base = float64(b.y) + size
		}
		if int(base) > b.y+b.height {
			break // too long even at the least size: the title page has it all
		}
		s.line(face, strings.Join(words[:n], " "), float64(b.x), base, size)
		words = words[n:]
	}
	return int(base)
}

// widths measures the words, and last a space, at size 1.
func (s *setter) widths(face *sfnt.Font, words []string) []float64 {
	const ref = 100
	out := make([]float64, 0, len(words)+1)
	for _, w := range append(words[:len(words):len(words)], " ") {
		width := 0.0
		s.walk(face, w, ref, func(_ sfnt.GlyphIndex, at float64) { width = at })
		out = append(out, width/ref)
	}
	return out
}

// fits reports whether the words fit into b at a size, no word cut.
func fits(widths []float64, size float64, b box) bool {
	measure := float64(b.width) / size
	if slices.Max(widths) > measure {
		return false
	}
	lines := len(fill(widths, measure))
	return (1+leading*float64(lines-1))*size <= float64(b.height)
}

// fill breaks greedily: how many words stand on each line.
func fill(widths []float64, measure float64) []int {
	words, space := widths[:len(widths)-1], widths[len(widths)-1]
	var lines []int
	n, used := 0, 0.0
	for _, w := range words {
		if n > 0 && used+space+w > measure {
			lines = append(lines, n)
			n, used = 0, 0
		}
		if n > 0 {
			used += space
		}
		n++
		used += w
	}
	return append(lines, n)
}

// balance breaks into as few lines as fill does, but as evenly as it can: it
// finds the narrowest measure that needs no further line.
func balance(widths []float64, measure float64) []int {
	lines := fill(widths, measure)
	low, high := slices.Max(widths), measure
	for range 12 { // halves the measure to within a pixel
		mid := (low + high) / 2
		if try := fill(widths, mid); len(try) <= len(lines) {
			lines, high = try, mid
		} else {
			low = mid
		}
	}
	return lines
}

// walk calls f for each glyph with the pen before it, and once more with glyph
// 0 and the pen behind the last.
func (s *setter) walk(face *sfnt.Font, text string, size float64, f func(g sfnt.GlyphIndex, x float64)) {
	ppem := fixed.Int26_6(size * 64)
	x, prev := 0.0, sfnt.GlyphIndex(0)
	for _, r := range text {
		g, err := face.GlyphIndex(&s.buf, r)
		if err != nil {
			s.err = err
			return
		}
		if prev != 0 {
			if k, err := face.Kern(&s.buf, prev, g, ppem, font.HintingNone); err == nil {
				x += float64(k) / 64
			}
		}
		f(g, x)
		adv, err := face.GlyphAdvance(&s.buf, g, ppem, font.HintingNone)
		if err != nil {
			s.err = err
			return
		}
		x += float64(adv) / 64
		prev = g
	}
	f(0, x)
}

// line draws one line on its baseline.
func (s *setter) line(face *sfnt.Font, text string, x, base, size float64) {
	width := 0.0
	s.walk(face, text, size, func(_ sfnt.GlyphIndex, at float64) { width = at })
	const side = 8 // room for overhanging glyphs
	up := int(1.1 * size)
	// A word too long for the least size is cut at the right margin.
	wide := min(int(width), s.canvas.width-2*int(x)) + 2*side
	s.raster.Reset(wide, up+int(0.45*size))
	s.walk(face, text, size, func(g sfnt.GlyphIndex, at float64) {
		s.glyph(face, g, float32(at)+side, float32(up), size)
	})
	s.canvas.draw(s.drawn(), int(x)-side, int(base)-up)
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

// glyph adds a glyph's outline.
func (s *setter) glyph(face *sfnt.Font, g sfnt.GlyphIndex, x, y float32, size float64) {
	if g == 0 {
		return
	}
	segments, err := face.LoadGlyph(&s.buf, g, fixed.Int26_6(size*64), nil)
	if err != nil {
		s.err = err
		return
	}
	at := func(p fixed.Point26_6) (float32, float32) { return x + float32(p.X)/64, y + float32(p.Y)/64 }
	for _, seg := range segments {
		ax, ay := at(seg.Args[0])
		bx, by := at(seg.Args[1])
		switch seg.Op {
		case sfnt.SegmentOpMoveTo:
			s.raster.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			s.raster.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			s.raster.QuadTo(ax, ay, bx, by)
		case sfnt.SegmentOpCubeTo:
			cx, cy := at(seg.Args[2])
			s.raster.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	s.raster.ClosePath()
}
