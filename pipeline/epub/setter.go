package epub

import (
	"image"
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

// setter sets words in a mask, in pixels from the top left.
type setter struct {
	mask *image.Alpha
	buf  sfnt.Buffer
	err  error
}

// leading is the distance of lines over the size of the type.
const leading = 1.2

// set writes text from the given top left corner, at most as large as size and
// small enough for its lines to stay within the margins and height. It returns
// the baseline of its last line.
func (s *setter) set(face *sfnt.Font, text string, x, y int, size float64, height int) int {
	words := strings.Fields(text)
	if len(words) == 0 {
		return y
	}
	lines := s.wrap(face, words, size, coverWidth-2*x)
	for size > 24 && (lines == nil || float64(len(lines))*size*leading > float64(height)) {
		size *= 0.9
		lines = s.wrap(face, words, size, coverWidth-2*x)
	}
	base := float64(y)
	for i, line := range lines {
		if i == 0 {
			base += size
		} else {
			base += size * leading
		}
		if base > float64(y+height) {
			break // too long even at the least size: the title page has it all
		}
		s.line(face, line, float64(x), base, size)
	}
	return int(base)
}

// wrap fills lines greedily; nil means that a word alone is too wide.
func (s *setter) wrap(face *sfnt.Font, words []string, size float64, width int) []string {
	var lines []string
	line := ""
	for _, w := range words {
		if s.width(face, w, size) > float64(width) && size > 24 {
			return nil
		}
		longer := strings.TrimSpace(line + " " + w)
		if line != "" && s.width(face, longer, size) > float64(width) {
			lines = append(lines, line)
			longer = w
		}
		line = longer
	}
	return append(lines, line)
}

func (s *setter) width(face *sfnt.Font, text string, size float64) float64 {
	w := 0.0
	s.walk(face, text, size, func(_ sfnt.GlyphIndex, at float64) { w = at })
	return w
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
	top := int(base - 1.2*size)
	r := vector.NewRasterizer(coverWidth, int(1.8*size))
	s.walk(face, text, size, func(g sfnt.GlyphIndex, at float64) {
		s.glyph(r, face, g, float32(x+at), float32(base)-float32(top), size)
	})
	box := image.Rect(0, top, coverWidth, top+r.Size().Y)
	r.Draw(s.mask, box, image.Opaque, image.Point{})
}

// glyph adds a glyph's outline.
func (s *setter) glyph(r *vector.Rasterizer, face *sfnt.Font, g sfnt.GlyphIndex, x, y float32, size float64) {
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
			r.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			r.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			r.QuadTo(ax, ay, bx, by)
		case sfnt.SegmentOpCubeTo:
			cx, cy := at(seg.Args[2])
			r.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	r.ClosePath()
}

// rule draws a filled rectangle.
func (s *setter) rule(x, y, width, height int) {
	for row := y; row < y+height; row++ {
		line := s.mask.Pix[row*s.mask.Stride:]
		for col := x; col < x+width; col++ {
			line[col] = 0xFF
		}
	}
}
