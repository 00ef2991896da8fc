package pdf

import (
	"slices"

	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/structure"
	chars "octavo/pipeline/internal/text"
)

func (p *painter) beginText() {
	if !p.inText {
		p.op("BT")
		p.inText, p.lineX, p.y, p.scaled = true, 0, 0, false
	}
}

func (p *painter) endText() {
	if p.inText {
		p.show.endTJ()
		p.op("ET")
		p.inText = false
	}
}

// run draws a run of glyphs. Where it follows the run before it on the same
// line in the same type, it continues that one's TJ array.
func (p *painter) run(r *layout.Run, c *structure.Content) {
	switch {
	case r.Way != layout.Across:
		p.turned(r)
	case r.Text != " " && (r.RightToLeft || chars.HasRightToLeft(r.Text)):
		p.apart(r, c)
	default:
		p.ahead(r, c)
	}
}

// ahead draws a run from left to right.
func (p *painter) ahead(r *layout.Run, c *structure.Content) {
	f := p.faces.byFace[r.Face]
	if !p.inText || p.up(r.Y) != p.y || f != p.face || r.Size != p.size || r.Color != p.color || r.Expand != p.expand {
		p.setType(f, r)
		p.setSpace(points(p.letterSpace(f, r)))
		p.startLine(f, r.Size, r.X, p.up(r.Y))
	}
	p.show.moveTo(r.X)
	for cl := range clusters(r) {
		p.show.cluster(cl)
	}
	p.show.setRise(0)
	p.area(c, textBox(r, p.show.length()-r.X))
}

// turned draws a run down or up the page, in a system of coordinates turned by a
// right angle (ISO 32000-1, 8.3.4). It belongs to no link or figure, and its page
// is not turned.
func (p *painter) turned(r *layout.Run) {
	p.endText()
	p.op("q")
	up := points(geom.Pt)
	if r.Way == layout.Down {
		up = -up
	}
	p.numbers(0, up, -up, 0, points(r.X), p.up(r.Y))
	p.op("cm")
	face, size, color, space := p.face, p.size, p.color, p.space
	flat := *r
	flat.Way, flat.Point = layout.Across, geom.Point{Y: p.page.Size.H}
	p.run(&flat, nil)
	p.endText()
	p.op("Q")
	p.face, p.size, p.color, p.space = face, size, color, space
}

// setType begins a text object, if none is open, with the type of a run.
func (p *painter) setType(f *codedFace, r *layout.Run) {
	p.show.endTJ()
	p.beginText()
	p.setFont(f, r.Size)
	p.fill(r.Color)
	p.expand = r.Expand
}

// startLine puts the pen at the start of a line. A line that is expanded is so by its
// matrix (ISO 32000-1, 9.4.2) and not by the horizontal scaling Tz (9.3.4), which
// comes to the same on the page, because pypdf takes no notice of Tz when it measures
// where a line ends, and then sets a space before the hyphen of a divided word.
func (p *painter) startLine(f *codedFace, size, x geom.Length, y real) {
	at := points(x)
	if p.expand == 0 && !p.scaled {
		p.numbers(at-p.lineX, y-p.y)
		p.op("Td")
	} else {
		p.numbers(real(1000+int(p.expand)), 0, 0, 1000, at, y)
		p.op("Tm")
		p.scaled = p.expand != 0
	}
	p.lineX, p.y = at, y
	p.show.begin(f, size, x, at, p.space)
}

// setSpace sets the character spacing (ISO 32000-1, 9.3.2).
func (p *painter) setSpace(space real) {
	if space == p.space {
		return
	}
	p.space = space
	p.numbers(space)
	p.op("Tc")
}

// letterSpace is the commonest adjustment of the glyphs from r to the end of
// its line, by thousandths of the size: layout gives each letter of a loose
// line its share of the room, and written once it need not stand between all
// letters. What expansion adds is not counted, and what it would do to the space
// is taken back.
func (p *painter) letterSpace(f *codedFace, r *layout.Run) geom.Length {
	values := p.values[:0]
	unit := max(r.Size/1000, 1)
	for next := p.next; ; next++ {
		for i := range r.Glyphs {
			values = append(values, geom.Length(r.Glyphs[i].Adjust)-f.expanded(r, i))
		}
		if next == len(p.page.Fragments) {
			break
		}
		after := p.page.Fragments[next].Run
		if after == nil || after.Y != r.Y || after.Face != r.Face || after.Size != r.Size || after.Expand != r.Expand {
			break
		}
		r = after
	}
	p.values = values
	slices.Sort(values)
	return commonest(values, unit).MulDiv(1000, 1000+int64(p.expand))
}

// expanded is what expansion adds to the advance of glyph i.
func (f *codedFace) expanded(r *layout.Run, i int) geom.Length {
	if r.Expand == 0 {
		return 0
	}
	return r.Size.MulDiv(int64(f.sfnt.advance(int(r.Glyphs[i].ID)))*int64(r.Expand), int64(f.sfnt.unitsPerEm)*1000)
}

// commonest returns the middle of the longest stretch of sorted values that
// are within unit of its first, or 0 where that is not a third of all.
func commonest(values []geom.Length, unit geom.Length) geom.Length {
	best, at := 0, 0
	for i, j := 0, 0; i < len(values); i++ {
		for j < len(values) && values[j]-values[i] <= unit {
			j++
		}
		if j-i > best {
			best, at = j-i, i
		}
	}
	if 3*best < len(values) || best == 0 {
		return 0
	}
	return values[at+best/2]
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

// shower writes glyphs as TJ arrays (ISO 32000-1, 9.4.3). Positions are in units
// of Length/(1000·unitsPerEm), in which every one is a whole number: so
// rounding never adds up.
type shower struct {
	p    *painter
	face *codedFace
	size int64 // in Length
	upem int64
	// pen is where the next glyph should be; drift is how far a viewer's
	// pen stays behind it.
	pen, drift int64
	space      int64 // character spacing, on the page
	rise       int16
	inTJ       bool
	inString   bool
}

// begin starts a line at x, which the page has rounded to the thousandths of a
// point in at.
func (s *shower) begin(f *codedFace, size, x geom.Length, at, space real) {
	s.set(f, size)
	s.pen = int64(x) * 1000 * s.upem
	s.drift = s.pen - int64(at)*int64(geom.Pt)*s.upem
	s.space = s.wide(int64(space) * int64(geom.Pt) * s.upem)
}

// set sets the type that glyphs are measured in.
func (s *shower) set(f *codedFace, size geom.Length) {
	s.face, s.size, s.upem = f, int64(size), int64(f.sfnt.unitsPerEm)
}

// wide is what a length of text space measures on the page in an expanded line.
func (s *shower) wide(length int64) int64 {
	if s.p.expand == 0 {
		return length
	}
	return roundDiv(length*int64(1000+int(s.p.expand)), 1000)
}

// moveTo moves the pen along the line.
func (s *shower) moveTo(x geom.Length) {
	pen := int64(x) * 1000 * s.upem
	s.drift += pen - s.pen
	s.pen = pen
}

// length returns the pen's place.
func (s *shower) length() geom.Length { return geom.Length(roundDiv(s.pen, 1000*s.upem)) }

func (s *shower) cluster(c cluster) {
	s.mark(c)
	for k, g := range c.glyphs {
		s.glyph(g, c.piece(k))
	}
	s.p.shown = true
}

func (s *shower) mark(c cluster) {
	if m := s.p.ground.of(c); !s.p.continues(m) {
		s.p.remark(m)
	}
}

// remark goes on with the line in another marked-content sequence. The text
// object has to end and begin again, for the two must nest (ISO 32000-1,
// 14.6.1).
func (p *painter) remark(m mark) {
	x, y := p.show.length(), p.y
	p.beginMark(m)
	p.beginText()
	p.startLine(p.face, p.size, x, y)
}

// glyph draws g and moves the pen on.
func (s *shower) glyph(g layout.Glyph, text string) {
	gid := int(g.ID)
	shift := int64(g.DX) * s.size * 1000
	s.setRise(g.DY)
	s.drift += shift
	s.adjust()
	s.beginString()
	code := s.face.codeOf(g.ID, text)
	s.char(byte(code >> 8))
	s.char(byte(code))
	advance := s.units(g)
	s.pen += advance
	s.drift += advance - s.wide(int64(s.face.sfnt.width(gid))*s.size*s.upem) - s.space - shift
}

// units is how far a glyph moves the pen.
func (s *shower) units(g layout.Glyph) int64 {
	return int64(s.face.sfnt.advance(int(g.ID)))*s.size*1000 + int64(g.Adjust)*1000*s.upem
}

// advance is the same as a length.
func (s *shower) advance(g layout.Glyph) geom.Length {
	return geom.Length(roundDiv(s.units(g), 1000*s.upem))
}

// adjust moves the viewer's pen by whole thousandths of the size, once it is
// off by one.
func (s *shower) adjust() {
	unit := s.wide(s.size * s.upem)
	if unit == 0 || s.drift > -unit && s.drift < unit {
		return
	}
	n := roundDiv(s.drift, unit)
	s.beginTJ()
	s.endString()
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
	s.endString()
	if s.inTJ {
		s.p.op("] TJ")
		s.inTJ = false
	}
}

func (s *shower) beginString() {
	s.beginTJ()
	if !s.inString {
		s.p.b = append(s.p.b, '(')
		s.inString = true
	}
}

func (s *shower) endString() {
	if s.inString {
		s.p.b = append(s.p.b, ')')
		s.inString = false
	}
}

// char writes a byte of a literal string (ISO 32000-1, 7.3.4.2): half as long as
// hexadecimal, and a third faster to compress.
func (s *shower) char(c byte) {
	switch c {
	case '(', ')', '\\':
		s.p.b = append(s.p.b, '\\', c)
	case '\r':
		s.p.b = append(s.p.b, '\\', 'r') // alone it would be read as a line feed
	default:
		s.p.b = append(s.p.b, c)
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
