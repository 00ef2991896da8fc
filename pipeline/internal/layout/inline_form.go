package layout

import (
	"slices"

	"octavo/pipeline/internal/font"
	"octavo/pipeline/internal/geom"
)

// form is a word, shaped and cut where a line may end. It is shared by all its
// occurrences: never change it.
type form struct {
	parts   []part
	missing []rune // characters that no face has
}

// part is a piece of a word that no line end cuts.
type part struct {
	tf     *typeface
	glyphs []inked
	from   int // the source text that the glyphs stand for, in bytes
	to     int // of the word
	width  geom.Length
	// left and right are how far the first and last sign hang in the margin.
	left, right geom.Length
	// after says whether a line may end behind the part.
	after opportunity
	// kern is what the last glyph loses to the part behind it, and gets back
	// at a line end; with a hyphen, that takes its own.
	kern, hyphenKern geom.Length
	hyphen           *part
	// split is what stands for the part on either side of a line end that
	// falls inside a ligature.
	split *[2]part
	// back says that the glyphs run from right to left.
	back bool
	// picture is what the part shows instead of glyphs.
	picture *Image
}

// inked is a glyph at its size.
type inked struct {
	id      uint16
	text    uint8
	dx, dy  int16
	advance geom.Length // with kerning and letter-spacing
	plain   geom.Length // the face's own advance
}

// opportunity is the kind of a place where a word may be broken.
type opportunity uint8

const (
	noBreak     opportunity = iota
	hyphenated              // with a hyphen that the program adds
	afterHyphen             // behind a hyphen that the source has
	afterSign               // behind another sign
	inAddress               // inside a web address
	anywhere                // in a word longer than a line, with a hyphen
)

// point is an opportunity at a byte offset of a word.
type point struct {
	at   int
	kind opportunity
}

func (tf *typeface) newForm(word string, back bool) *form {
	segs, missing := tf.segments(word)
	points := tf.points(word)
	if back {
		points = slices.DeleteFunc(points, func(p point) bool { return p.kind == hyphenated })
	}
	f := &form{missing: missing, parts: make([]part, 0, len(segs)+len(points))}
	for _, sg := range segs {
		inside := 0
		for inside < len(points) && points[inside].at <= sg.to() {
			inside++
		}
		sg.back = back
		f.cut(sg, word, points[:inside])
		points = points[inside:]
	}
	return f
}

// segment is a stretch of a word in one typeface. What is shaped may differ
// from the source: src gives the source's byte offset in the word for each
// byte of text and for its end, or is nil where text is the source's.
type segment struct {
	tf   *typeface
	text string
	from int
	src  []int
	back bool // it runs from right to left
}

func (sg *segment) shape() []font.Glyph {
	if sg.back {
		return sg.tf.shaper.ShapeBack(sg.text).Glyphs
	}
	return sg.tf.shaper.Shape(sg.text).Glyphs
}

// at turns an offset in the segment's text into one in the word.
func (sg *segment) at(i int) int {
	if sg.src == nil {
		return sg.from + i
	}
	return sg.src[i]
}

// start is where the source text of the glyph's cluster begins in the word.
func (sg *segment) start(g font.Glyph) int { return sg.at(int(g.Cluster)) }

func (sg *segment) to() int { return sg.at(len(sg.text)) }

// cut shapes a segment and adds its parts, cut at the points, which are in
// rising order.
func (f *form) cut(sg segment, word string, points []point) {
	glyphs := sg.shape()
	room := make([]inked, len(glyphs))
	begin := 0
	for i := range glyphs {
		if i+1 < len(glyphs) && sg.start(glyphs[i+1]) == sg.start(glyphs[i]) {
			continue
		}
		end := clusterEnd(sg, glyphs, i)
		for len(points) > 0 && points[0].at <= sg.start(glyphs[i]) {
			points = points[1:]
		}
		last := i+1 == len(glyphs)
		if !last && (len(points) == 0 || points[0].at > end) {
			continue
		}
		p := newPart(sg, glyphs, begin, i+1, room[begin:i+1:i+1])
		if len(points) > 0 && points[0].at <= end {
			p.breakable(points[0], word)
		}
		f.parts = append(f.parts, p)
		begin = i + 1
	}
}

// clusterEnd is where the source text of glyph i's cluster ends. Clusters are
// those of the source, in which one character may become several (ß, SS).
func clusterEnd(sg segment, glyphs []font.Glyph, i int) int {
	from := sg.start(glyphs[i])
	for _, g := range glyphs[i+1:] {
		if to := sg.start(g); to > from {
			return to
		}
	}
	return sg.to()
}

// newPart makes a part of glyphs begin to end, which are whole clusters, and
// puts them into room where it is large enough.
func newPart(sg segment, glyphs []font.Glyph, begin, end int, room []inked) part {
	p := part{tf: sg.tf, back: sg.back, from: sg.start(glyphs[begin]), to: clusterEnd(sg, glyphs, end-1)}
	p.glyphs = slices.Grow(room[:0], end-begin)
	for i := begin; i < end; i++ {
		g := glyphs[i]
		k := inked{id: g.ID, dx: g.DX, dy: g.DY, plain: sg.tf.scale(sg.tf.face.Advance(g.ID))}
		k.advance = sg.tf.scale(int(g.Advance))
		if i+1 == len(glyphs) || glyphs[i+1].Cluster != g.Cluster {
			k.advance += sg.tf.st.LetterSpacing
		}
		if i == begin || sg.start(glyphs[i-1]) != sg.start(g) {
			k.text = uint8(min(255, clusterEnd(sg, glyphs, i)-sg.start(g)))
		}
		p.glyphs = append(p.glyphs, k)
		p.width += k.advance
	}
	last := p.glyphs[len(p.glyphs)-1]
	p.kern = last.advance - last.plain - sg.tf.st.LetterSpacing
	p.margins(firstRune(sg.text[glyphs[begin].Cluster:]), lastRune(sg, glyphs, end))
	return p
}

// margins sets how far the part's ends hang out.
func (p *part) margins(first, last rune) {
	p.left = p.glyphs[0].plain.MulDiv(int64(protrusion[first].left), 1000)
	p.right = p.glyphs[len(p.glyphs)-1].plain.MulDiv(int64(protrusion[last].right), 1000)
}

// breakable lets a line end behind the part, at pt.
func (p *part) breakable(pt point, word string) {
	if pt.at < p.to && pt.kind != hyphenated {
		return
	}
	p.after = pt.kind
	if pt.kind != hyphenated {
		return
	}
	if pt.at < p.to {
		p.splitAt(pt.at, word)
	}
	p.hyphen = p.tf.hyphen
	r := lastRuneOf(word[p.from:pt.at])
	p.hyphenKern = p.tf.scale(p.tf.shaper.Kern(r, '-'))
}

// newHyphen makes the hyphen that the program adds at a line end. Its text is a
// soft hyphen, so that extraction gives the word back whole.
func (tf *typeface) newHyphen() *part {
	sg := segment{tf: tf, text: "-", src: []int{0, len(softHyphen)}}
	p := newPart(sg, tf.shaper.Shape("-").Glyphs, 0, 1, nil)
	return &p
}

const softHyphen = "\u00ad"

// splitAt sets what stands for the part when a line ends at offset at, inside
// its last cluster: the part's text shaped as two. Only that cluster differs,
// but shaping all of a part is simpler and rare.
func (p *part) splitAt(at int, word string) {
	p.split = &[2]part{p.tf.piece(word, p.from, at), p.tf.piece(word, at, p.to)}
}

// piece shapes part of a word on its own.
func (tf *typeface) piece(word string, from, to int) part {
	sg := tf.transformed(word, from, to)
	glyphs := tf.shaper.Shape(sg.text).Glyphs
	return newPart(sg, glyphs, 0, len(glyphs), nil)
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}

func lastRuneOf(s string) rune {
	var last rune
	for _, r := range s {
		last = r
	}
	return last
}

// lastRune is the last character before glyph end.
func lastRune(sg segment, glyphs []font.Glyph, end int) rune {
	to := len(sg.text)
	if end < len(glyphs) {
		to = int(glyphs[end].Cluster)
	}
	return lastRuneOf(sg.text[glyphs[end-1].Cluster:to])
}
