package layout

import (
	"strings"

	"octavo/pipeline/ast"
	"octavo/pipeline/diag"
	"octavo/pipeline/font"
	"octavo/pipeline/geom"
	"octavo/pipeline/style"
)

// setter turns text into lines. One setter serves a whole document and is safe
// for concurrent use; what it gives does not depend on the order of calls.
type setter struct {
	fonts *font.Set
	log   *diag.Log
}

func newSetter(fonts *font.Set, log *diag.Log) *setter { return &setter{fonts: fonts, log: log} }

// variant asks for another setting of a paragraph than its best one.
type variant struct {
	// looseness is how many lines more (or fewer) than the best setting has
	// are wanted.
	looseness int
	// whole lists the lines (from 0) that must not end in a hyphen.
	whole []int
}

// text is a paragraph that is shaped and ready to be broken into lines.
type text struct {
	s      *setter
	pieces []piece
	style  paragraphStyle
}

// paragraph sets pieces as lines, the best way. It gives at least one line.
func (s *setter) paragraph(pieces []piece, p paragraphStyle) []line {
	lines, _ := s.prepare(pieces, p).lines(variant{})
	return lines
}

// prepare shapes a paragraph, for callers that want more than one setting.
func (s *setter) prepare(pieces []piece, p paragraphStyle) *text {
	return &text{s: s, pieces: pieces, style: p}
}

// lines breaks the paragraph. It reports false where the variant cannot be had
// within the limits of good spacing; the lines are then the best setting.
func (t *text) lines(v variant) ([]line, bool) {
	b := naive{t: t, x: t.style.firstIndent}
	for _, pc := range t.pieces {
		b.piece(pc)
	}
	b.end()
	return b.out, v.looseness == 0 && len(v.whole) == 0
}

type naive struct {
	t   *text
	x   geom.Length
	cur line
	out []line
}

func (b *naive) end() {
	b.cur.ascent, b.cur.descent = b.t.s.strut(b.t.style.style)
	b.cur.startsWord = true
	b.out = append(b.out, b.cur)
	b.cur, b.x = line{}, 0
}

func (b *naive) piece(pc piece) {
	if pc.forced {
		b.end()
		return
	}
	if pc.dest != "" {
		b.cur.dests = append(b.cur.dests, pc.dest)
	}
	at := 0
	for _, w := range strings.SplitAfter(pc.text, " ") {
		loc := pc.loc
		loc.Offset += at
		at += len(w)
		b.word(pc, w, loc)
	}
	if pc.note != nil {
		b.cur.notes = append(b.cur.notes, pc.note)
	}
}

func (b *naive) word(pc piece, w string, loc ast.Loc) {
	if w == "" {
		return
	}
	face, err := b.t.s.fonts.Face(pc.style.FontFamily, pc.style.FontWeight, pc.style.Italic)
	if err != nil {
		return
	}
	shaped := face.Shaper(pc.style.Lang, nil).Shape(w)
	width := scaled(shaped.Width, pc.style.FontSize, face)
	if b.x+width > b.t.style.measure && len(b.cur.frags) > 0 {
		b.end()
	}
	run := &Run{Point: geom.Point{X: b.x, Y: -pc.style.VerticalAlign}, Face: face, Size: pc.style.FontSize,
		Color: Color(pc.style.Color), Text: w, Loc: loc}
	for i, g := range shaped.Glyphs {
		end := len(w)
		if i+1 < len(shaped.Glyphs) {
			end = int(shaped.Glyphs[i+1].Cluster)
		}
		run.Glyphs = append(run.Glyphs, Glyph{ID: g.ID, Text: uint8(end - int(g.Cluster)),
			Adjust: int32(scaled(int(g.Advance)-face.Advance(g.ID), pc.style.FontSize, face))})
	}
	b.x += width
	if len(b.cur.frags) == 0 {
		b.cur.start = loc
	}
	b.cur.frags = append(b.cur.frags, Fragment{Content: pc.content, Run: run})
}

func scaled(units int, size geom.Length, f *font.Face) geom.Length {
	return size.MulDiv(int64(units), int64(f.UnitsPerEm))
}

// strut is the half-leading rule of CSS 2.2, 10.8.1 for a style's own face.
func (s *setter) strut(st *style.Computed) (ascent, descent geom.Length) {
	face, err := s.fonts.Face(st.FontFamily, st.FontWeight, st.Italic)
	if err != nil {
		return st.LineHeight / 2, st.LineHeight - st.LineHeight/2
	}
	a, d := scaled(face.Ascent, st.FontSize, face), scaled(-face.Descent, st.FontSize, face)
	ascent = a + (st.LineHeight-a-d)/2
	return ascent, st.LineHeight - ascent
}
