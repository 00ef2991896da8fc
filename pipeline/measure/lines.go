package measure

import (
	"strings"
	"unicode"
)

// line is one line of a block.
type line struct {
	page   int
	y      float64 // of its first glyph
	glyphs []glyph
}

// right is where the line's last visible glyph ends.
func (l line) right() float64 {
	for i := len(l.glyphs) - 1; i >= 0; i-- {
		if !blank(l.glyphs[i]) {
			return l.glyphs[i].end()
		}
	}
	return 0
}

func blank(g glyph) bool { return strings.TrimFunc(g.text, unicode.IsSpace) == "" }

// hyphenated reports whether the line ends inside a word.
func (l line) hyphenated() bool {
	t := strings.TrimRight(l.text(), " ")
	return strings.HasSuffix(t, "\u00ad") || strings.HasSuffix(t, "-")
}

func (l line) text() string {
	var b strings.Builder
	for _, g := range l.glyphs {
		b.WriteString(g.text)
	}
	return b.String()
}

// split cuts a block's glyphs into lines: a new line begins on another page
// and where the text goes back to the left.
func (b *block) split() {
	for i, g := range b.glyphs {
		if i == 0 || g.page != b.glyphs[i-1].page || g.x < b.glyphs[i-1].x-g.size/2 {
			b.lines = append(b.lines, line{page: g.page, y: g.y})
		}
		last := &b.lines[len(b.lines)-1]
		last.glyphs = append(last.glyphs, g)
	}
}

// spaces returns the line's word spaces over their natural width: the distance
// from the end of one word to the start of the next, over the space's advance.
func (l line) spaces() []float64 {
	var out []float64
	for i := 1; i < len(l.glyphs); i++ {
		if !blank(l.glyphs[i]) || blank(l.glyphs[i-1]) {
			continue
		}
		next := i + 1
		for next < len(l.glyphs) && blank(l.glyphs[next]) {
			next++
		}
		if space := l.glyphs[i].advance; next == i+1 && next < len(l.glyphs) && space > 0 {
			out = append(out, (l.glyphs[next].x-l.glyphs[i-1].end())/space)
		}
	}
	return out
}
