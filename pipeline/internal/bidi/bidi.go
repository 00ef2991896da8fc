// Package bidi works out in which direction the characters of a paragraph run
// (Unicode Standard Annex 9, "Unicode Bidirectional Algorithm", revision 50), and
// in which order a line shows them. In come characters and the direction of the
// paragraph, out go embedding levels: an even one runs from left to right, an odd
// one from right to left. The classes of characters are those of
// golang.org/x/text/unicode/bidi, whose own result has directions and no levels: it
// does not tell a number among words from right to left from the words around them.
package bidi

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// Level is an embedding level.
type Level int8

// maxDepth is the highest level that is asked for in the text (UAX 9, BD2).
const maxDepth = 125

// RightToLeft reports whether the level is one of text from right to left.
func (l Level) RightToLeft() bool { return l%2 == 1 }

func (l Level) class() bidi.Class {
	if l.RightToLeft() {
		return bidi.R
	}
	return bidi.L
}

// above is the least level above l that is odd or even.
func (l Level) above(odd bool) Level {
	if l.RightToLeft() == odd {
		return l + 2
	}
	return l + 1
}

// Levels gives each character of a paragraph its level, as it stands in a line that
// holds the whole paragraph. base is the paragraph's own level, 0 or 1.
func Levels(text []rune, base Level) []Level {
	p := newParagraph(text, base)
	p.explicit()
	for _, s := range p.sequences() {
		s.weak()
		s.brackets()
		s.neutral()
		s.implicit()
	}
	p.whitespace()
	return p.level
}

// Order lists the places of a line in the order in which it shows them, counted from
// the side where a paragraph of level base begins (UAX 9, L2, up to base+1: what runs
// as the paragraph does keeps its order).
func Order(levels []Level, base Level) []int {
	order := make([]int, len(levels))
	highest := base
	for i, l := range levels {
		order[i] = i
		highest = max(highest, l)
	}
	for at := highest; at > base; at-- {
		for from := 0; from < len(order); from++ {
			to := from
			for to < len(order) && levels[order[to]] >= at {
				to++
			}
			slices.Reverse(order[from:to])
			from = max(from, to-1)
		}
	}
	return order
}

// paragraph is a paragraph on its way to levels.
type paragraph struct {
	text  []rune
	base  Level
	own   []bidi.Class // as the characters have them
	class []bidi.Class // as the rules change them
	level []Level
	// partner is the place of the PDI of an isolate initiator and of the initiator
	// of a PDI, else len(text).
	partner []int
}

func newParagraph(text []rune, base Level) *paragraph {
	n := len(text)
	p := &paragraph{text: text, base: base, own: make([]bidi.Class, n), level: make([]Level, n), partner: make([]int, n)}
	var open []int
	for i, r := range text {
		properties, _ := bidi.LookupRune(r)
		p.own[i], p.partner[i] = properties.Class(), n
		switch {
		case initiates(p.own[i]):
			open = append(open, i)
		case p.own[i] == bidi.PDI && len(open) > 0:
			from := open[len(open)-1]
			p.partner[i], p.partner[from] = from, i
			open = open[:len(open)-1]
		}
	}
	p.class = slices.Clone(p.own)
	return p
}

func initiates(c bidi.Class) bool { return c == bidi.LRI || c == bidi.RLI || c == bidi.FSI }

// removed reports whether the rules pass over a class (UAX 9, X9).
func removed(c bidi.Class) bool {
	return c == bidi.BN || c == bidi.LRE || c == bidi.RLE || c == bidi.LRO || c == bidi.RLO || c == bidi.PDF
}

// whitespace gives separators and the white space before them and at the end the
// paragraph's level (UAX 9, L1), and what was passed over that of its neighbour.
func (p *paragraph) whitespace() {
	trailing := true
	for i := len(p.own) - 1; i >= 0; i-- {
		switch c := p.own[i]; {
		case c == bidi.B || c == bidi.S:
			p.level[i], trailing = p.base, true
		case c == bidi.WS || initiates(c) || c == bidi.PDI || removed(c):
			if trailing {
				p.level[i] = p.base
			}
		default:
			trailing = false
		}
	}
	for i, c := range p.own {
		switch {
		case !removed(c):
		case i == 0:
			p.level[i] = p.base
		default:
			p.level[i] = p.level[i-1]
		}
	}
}
