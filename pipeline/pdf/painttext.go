package pdf

import (
	"octavo/pipeline/geom"
	"octavo/pipeline/layout"
	"octavo/pipeline/structure"
)

func (p *painter) beginText() {
	if !p.inText {
		p.op("BT")
		p.inText, p.lineX, p.y = true, 0, 0
	}
}

func (p *painter) endText() {
	if p.inText {
		p.op("ET")
		p.inText = false
	}
}

func (p *painter) run(r *layout.Run, c *structure.Content) {
	p.beginText()
	p.setFont(p.faces.byFace[r.Face], r.Size)
	p.fill(r.Color)
	x, y := points(r.X), p.up(r.Y)
	p.numbers(x-p.lineX, y-p.y)
	p.op("Td")
	p.lineX, p.y = x, y
	width := p.show(r)
	p.area(c, textBox(r, width))
}

// textBox is the part of a line that a link covers: the em box, so that boxes
// of neighbouring lines do not overlap.
func textBox(r *layout.Run, width geom.Length) geom.Rect {
	above := r.Size.MulDiv(4, 5)
	return geom.Rect{
		Point: geom.Point{X: r.X, Y: r.Y - above},
		Size:  geom.Size{W: width, H: r.Size},
	}
}

func (p *painter) setFont(f *codedFace, size geom.Length) {
	if f == p.face && size == p.size {
		return
	}
	p.face, p.size = f, size
	p.b = append(p.b, '/')
	p.b = append(p.b, fontName(f.index)...)
	p.b = append(p.b, ' ')
	p.numbers(points(size))
	p.op("Tf")
}

// shower writes the glyphs of one run as TJ arrays (ISO 32000-1, 9.4.3). It
// keeps the difference between where the pen should be and where a viewer has
// it, in units of Length/(1000·unitsPerEm), so that rounding never adds up.
type shower struct {
	p     *painter
	size  int64 // in Length
	upem  int64
	drift int64
	rise  int16
	inTJ  bool
	inHex bool
}

// show draws the run's glyphs and returns its width.
func (p *painter) show(r *layout.Run) geom.Length {
	s := &shower{p: p, size: int64(r.Size), upem: int64(p.face.sfnt.unitsPerEm)}
	width := int64(0)
	for c := range clusters(r) {
		if !c.pairs && c.text != "" {
			s.beginActual(c.text)
		}
		for k, g := range c.glyphs {
			width += s.glyph(g, c.piece(k))
		}
		if !c.pairs && c.text != "" {
			s.endActual()
		}
	}
	s.setRise(0)
	s.endTJ()
	return geom.Length(width)
}

// glyph draws g and returns its advance in Length.
func (s *shower) glyph(g layout.Glyph, text string) int64 {
	f := s.p.face
	adv, width := int64(f.sfnt.advance(int(g.ID))), int64(f.sfnt.width(int(g.ID)))
	shift := int64(g.DX) * s.size * 1000
	s.setRise(g.DY)
	s.drift += shift
	s.adjust()
	s.beginHex()
	code := f.codeOf(g.ID, text)
	s.p.b = append(s.p.b, hexDigits[code>>12], hexDigits[code>>8&15], hexDigits[code>>4&15], hexDigits[code&15])
	s.drift += (adv*1000-width*s.upem)*s.size + int64(g.Adjust)*1000*s.upem - shift
	return adv*s.size/s.upem + int64(g.Adjust)
}

// adjust moves the pen by whole thousandths of the size.
func (s *shower) adjust() {
	unit := s.size * s.upem
	if unit == 0 {
		return
	}
	n := roundDiv(s.drift, unit)
	if n == 0 {
		return
	}
	s.beginTJ()
	s.endHex()
	s.p.b = integer(-n).encode(s.p.b)
	s.drift -= n * unit
}

func roundDiv(a, b int64) int64 {
	if a < 0 {
		return -((-a + b/2) / b)
	}
	return (a + b/2) / b
}

func (s *shower) beginTJ() {
	if !s.inTJ {
		s.p.b = append(s.p.b, '[')
		s.inTJ = true
	}
}

func (s *shower) endTJ() {
	s.endHex()
	if s.inTJ {
		s.p.op("] TJ")
		s.inTJ = false
	}
}

func (s *shower) beginHex() {
	s.beginTJ()
	if !s.inHex {
		s.p.b = append(s.p.b, '<')
		s.inHex = true
	}
}

func (s *shower) endHex() {
	if s.inHex {
		s.p.b = append(s.p.b, '>')
		s.inHex = false
	}
}

// setRise moves the baseline by font units (ISO 32000-1, 9.3.7).
func (s *shower) setRise(units int16) {
	if units == s.rise {
		return
	}
	s.endTJ()
	s.rise = units
	s.p.numbers(points(geom.Length(s.size).MulDiv(int64(units), s.upem)))
	s.p.op("Ts")
}

// beginActual says what a cluster stands for that cannot be divided among its
// glyphs (ISO 32000-1, 14.9.4).
func (s *shower) beginActual(t string) {
	s.endTJ()
	d := dict{{"ActualText", append(str{0xFE, 0xFF}, utf16be(t)...)}}
	s.p.b = append(s.p.b, "/Span"...)
	s.p.b = d.encode(s.p.b)
	s.p.op(" BDC")
}

func (s *shower) endActual() {
	s.setRise(0)
	s.endTJ()
	s.p.op("EMC")
}
