package layout

import (
	"strings"

	"octavo/pipeline/internal/bidi"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/style"
	chars "octavo/pipeline/internal/text"
)

// Lines and pages are made in coordinates that grow from the side where a paragraph,
// or the document, begins. At the end a paragraph that runs against the document is
// mirrored within its measure, and every page of a document that is written from
// right to left. So margins, indents, markers, columns and leaders need to know
// nothing of it. Text is broken and drawn in the order in which it is read, which the
// structure keeps; only places follow the order in which a line shows it.

// Signs that part a run in another direction from what is around it (UAX 9, 2.4.2).
const (
	leftIsolate  = '\u2066' // LRI
	rightIsolate = '\u2067' // RLI
	endIsolate   = '\u2069' // PDI
	objectSign   = '\ufffc' // stands for a picture
)

// direct works out the direction of the paragraph and of all that is in it.
func (c *collector) direct() {
	c.base = c.paragraphBase()
	c.level = c.base
	if c.base == 0 && !chars.HasRightToLeft(c.plain) {
		return
	}
	c.levels = make([][]bidi.Level, len(c.pieces))
	var s leveller
	for i, pc := range c.pieces {
		c.levels[i] = make([]bidi.Level, max(len(pc.text), 1))
		if pc.forced {
			s.flush(c)
			continue
		}
		s.isolate(c.isolated(i))
		if pc.picture != nil {
			s.add(objectSign, i, 0)
		}
		for at, r := range pc.text {
			s.add(r, i, at)
		}
	}
	s.flush(c)
}

// paragraphBase is the direction of the languages of the paragraph's text, where all
// have the same; else that of the paragraph's own.
func (c *collector) paragraphBase() bidi.Level {
	if c.style.along {
		return c.s.base
	}
	var seen [2]bool
	for i, pc := range c.pieces {
		if pc.note == nil && strings.TrimSpace(pc.text) != "" {
			seen[c.direction(i)] = true
		}
	}
	if seen[0] != seen[1] {
		return levelOf(seen[1])
	}
	return levelOf(c.s.typeface(c.style.style).back)
}

func levelOf(back bool) bidi.Level {
	if back {
		return 1
	}
	return 0
}

// direction is that of the language of a piece; code has none of these.
func (c *collector) direction(i int) bidi.Level {
	return levelOf(c.faces[i].back && !c.pieces[i].code)
}

// isolated is the sign that parts a piece from what is around it, 0 for one that runs
// with it. A call is a sign of its own: it stands behind its word as the paragraph
// runs.
func (c *collector) isolated(i int) rune {
	level := c.direction(i)
	switch {
	case level == c.base && c.pieces[i].note == nil:
		return 0
	case level == 0:
		return leftIsolate
	}
	return rightIsolate
}

// leveller collects the characters of a paragraph up to a forced break.
type leveller struct {
	text   []rune
	at     []spotOf
	opened rune
}

// spotOf is the place of a character: its piece, or -1, and its byte there.
type spotOf struct{ piece, at int }

func (s *leveller) add(r rune, piece, at int) {
	s.text, s.at = append(s.text, r), append(s.at, spotOf{piece, at})
}

// isolate ends the isolate that is open and opens another one, unless it is the same.
func (s *leveller) isolate(sign rune) {
	if sign == s.opened {
		return
	}
	if s.opened != 0 {
		s.add(endIsolate, -1, 0)
	}
	if sign != 0 {
		s.add(sign, -1, 0)
	}
	s.opened = sign
}

// flush gives the characters their levels.
func (s *leveller) flush(c *collector) {
	for k, level := range bidi.Levels(s.text, c.base) {
		p := s.at[k]
		if p.piece < 0 {
			continue
		}
		levels := c.levels[p.piece]
		for b := p.at; b < min(p.at+len(string(s.text[k])), len(levels)); b++ {
			levels[b] = level
		}
	}
	*s = leveller{}
}

// levelAt is the level of a byte of a piece.
func (c *collector) levelAt(piece, at int) bidi.Level {
	if c.levels == nil {
		return c.base
	}
	return c.levels[piece][at]
}

// along returns a part as the line takes it: what runs against the paragraph hangs in
// no margin, for its first sign need not be the line's.
func (c *collector) along(p *part) *part {
	if c.level == c.base || p.left == 0 && p.right == 0 {
		return p
	}
	q := *p
	q.left, q.right = 0, 0
	return &q
}

// side turns a side of the page into one of the paragraph.
func (t *text) side(a style.TextAlign) style.TextAlign {
	switch {
	case a == style.Left && t.base == 0, a == style.Right && t.base == 1:
		return style.Start
	case a == style.Left, a == style.Right:
		return style.End
	}
	return a
}

// unit is what stands together on a line, whatever its order: the fragments of a run
// or a picture.
type unit struct {
	first, end int // of the line's fragments
	x, width   geom.Length
	level      bidi.Level
}

// unit notes what has been drawn since d.first, from x on.
func (d *drawer) unit(x geom.Length, level bidi.Level) {
	if d.levels != nil {
		d.units = append(d.units, unit{d.first, len(d.ln.frags), x, d.x - x, level})
	}
}

// arrange puts what the line shows in the order of its levels, and mirrors the line
// of a paragraph that runs against the document.
func (d *drawer) arrange() {
	if len(d.units) > 0 {
		levels := make([]bidi.Level, len(d.units))
		for k, u := range d.units {
			levels[k] = u.level
		}
		x := d.units[0].x
		for _, k := range bidi.Order(levels, d.base) {
			u := d.units[k]
			shift(d.ln.frags[u.first:u.end], x-u.x, 0)
			x += u.width
		}
	}
	if d.base != d.s.base {
		measure := d.style.measure
		if measure >= wide {
			measure = d.x
		}
		mirror(d.ln.frags, measure)
	}
}

// mirror moves fragments to the other side of a measure.
func mirror(frags []Fragment, measure geom.Length) {
	for i := range frags {
		switch f := &frags[i]; {
		case f.Run != nil && f.Run.Way == Across:
			f.Run.X = measure - f.Run.X - width(f.Run)
		case f.Rule != nil:
			f.Rule.X = measure - f.Rule.Right()
		case f.Image != nil:
			f.Image.X = measure - f.Image.Right()
		}
	}
}

// width is the sum of a run's advances.
func width(r *Run) geom.Length {
	var w geom.Length
	for _, g := range r.Glyphs {
		w += advance(r, g)
	}
	return w
}

// mirror has the pages of a document that is written from right to left begin there.
func (d *divider) mirror(b *Book) {
	for i := range b.Pages {
		page := &b.Pages[i]
		for k := range page.Fragments {
			measure := page.Size.W
			if a := page.Fragments[k].Artifact; page.Turned && a != HeaderArt && a != FooterArt {
				measure = page.Size.H
			}
			mirror(page.Fragments[k:k+1], measure)
		}
	}
	for name, dest := range b.Dests {
		dest.X = d.sheets[dest.Page].page.Size.W - dest.X
		b.Dests[name] = dest
	}
}
