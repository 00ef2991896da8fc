package layout

import (
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/style"
)

// spread says how a line's open room is given to spaces and letters. The k-th
// of n equal shares ends at total×k/n, so that rounding never adds up.
type spread struct {
	spaces, letters          geom.Length // room for all of them
	spaceWidth, letterNumber int64       // over which it is spread
	doneWidth, doneNumber    int64
	wider                    int64 // thousandths by which letters are drawn wider
}

func (j *spread) space(w geom.Length) geom.Length {
	if j.spaceWidth == 0 {
		return 0
	}
	was := j.spaces.MulDiv(j.doneWidth, j.spaceWidth)
	j.doneWidth += int64(w)
	return j.spaces.MulDiv(j.doneWidth, j.spaceWidth) - was
}

func (j *spread) letter() geom.Length {
	if j.letterNumber == 0 || j.doneNumber == j.letterNumber {
		return 0
	}
	was := j.letters.MulDiv(j.doneNumber, j.letterNumber)
	j.doneNumber++
	return j.letters.MulDiv(j.doneNumber, j.letterNumber) - was
}

// thousandths are the word spaces as parts of their natural width; 0 where there is
// none.
func (j *spread) thousandths() int16 {
	if j.spaceWidth == 0 {
		return 0
	}
	return int16(1000 + 1000*int64(j.spaces)/j.spaceWidth)
}

// justify places the line's start and spreads its open room.
func (d *drawer) justify(n int, last bool) spread {
	var j spread
	w := d.widths(&j)
	room := d.style.measure - w.natural - d.x
	align := d.style.style.TextAlign
	if last && align == style.Justify {
		align = d.style.style.TextAlignLast
	}
	align = d.side(align)
	if d.justified() {
		d.x -= w.left
		room += w.left
	}
	switch align {
	case style.Justify:
		j.fill(room+w.right, w.flex)
	case style.Center:
		d.x += room / 2
	case style.End:
		d.x += room
	default:
		j.tighten(room+w.right, w.flex, d.justified())
	}
	d.expand(&j)
	return j
}

// expand leaves to the letters' distance what their own width does not take.
func (d *drawer) expand(j *spread) {
	if j.wider == 0 {
		return
	}
	for k := range d.seq {
		if p := d.seq[k].part; p != nil && !p.back {
			for i := range p.glyphs {
				j.letters -= p.glyphs[i].plain.MulDiv(j.wider, 1000)
			}
		}
	}
	if j.letterNumber == 0 {
		j.spaces += j.letters
	}
}

// widths are those of a line: the natural one, what its letters give at ratio
// 1, and how far its first and last sign hang in the margins.
type widths struct{ natural, flex, left, right geom.Length }

// widths measures the line at hand, and counts what j may spread room over.
func (d *drawer) widths(j *spread) widths {
	var w widths
	for k := range d.seq {
		s := &d.seq[k]
		switch {
		case s.tail:
		case s.part == nil:
			w.natural += d.faces[s.piece].space
			if !s.fixed {
				j.spaceWidth += int64(d.faces[s.piece].space)
			}
		default:
			if w.natural == 0 {
				w.left = s.part.left
			}
			w.natural += s.part.width + s.kern
			w.flex += s.part.give(s.final)
			w.right = s.part.right
			if s.part.rigid() {
				continue
			}
			j.letterNumber += int64(len(s.part.glyphs))
			if s.final {
				j.letterNumber--
			}
		}
	}
	return w
}

// fill spreads room over spaces and letters by their share, letters up to what
// they give, and no space beyond the widest. The letters' own width takes its
// part in whole thousandths. What would make spaces half as wide again is the
// letters', a little further apart, as far as they give it in need.
func (j *spread) fill(room, flex geom.Length) {
	glue := geom.Length(j.spaceWidth).Scale(spaceStretch)
	if room < 0 {
		glue = geom.Length(j.spaceWidth).Scale(spaceShrink)
	}
	total := glue + flex
	if total == 0 {
		return
	}
	j.letters = min(max(flex.MulDiv(int64(room), int64(total)), -flex), flex)
	if flex > 0 {
		j.wider = int64(geom.Length(expansion).MulDiv(int64(j.letters), int64(flex)))
	}
	if over := room - j.letters - geom.Length(j.spaceWidth).Scale(wideSpace-1); over > 0 {
		j.letters += min(over, flex.Scale(needed))
	}
	j.spaces = min(room-j.letters, geom.Length(j.spaceWidth).Scale(widest-1))
	j.spaces = max(j.spaces, -geom.Length(j.spaceWidth).Scale(spaceShrink))
}

// tighten squeezes a last line that is a little too long.
func (j *spread) tighten(room, flex geom.Length, justified bool) {
	if room < 0 && justified {
		j.fill(room, flex)
	}
}
