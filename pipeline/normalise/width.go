package normalise

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// wrapWidth is what is known about the width at which the source broke lines.
type wrapWidth struct {
	on bool
	// need is the width that a line and the first word of the next one have
	// together at least where the break was forced; a pair that needs less was
	// broken on purpose.
	need int
	// limit is the longest line that can be one of a wrapped paragraph.
	limit int
}

// full reports whether the break between a and b was forced by the width.
func (w wrapWidth) full(a, b *line) bool {
	if !w.on {
		return false
	}
	n := runes(a.text)
	return n <= w.limit && n+1+runes(firstWord(b.text)) >= w.need
}

// Wrapped lines are no longer than this, and a paragraph a line is longer.
const maxWrap = 132

// minPairs is how many plain breaks inside sentences prove a width.
const minPairs = 3

// measureWidth finds the width from the plain breaks inside sentences: a line
// that ends in a small letter before one that begins with one. Their lengths
// lie close together where a width forced them. The shortest of them, three in
// a hundred left out, tell how much room a forced break leaves.
func measureWidth(s *state) {
	var lengths, needs []int
	for i := 1; i < len(s.lines); i++ {
		a, b := s.lines[i-1], s.lines[i]
		if b.blank > 0 || a.block != nil || b.block != nil || !plainBreak(a.text, b.text) {
			continue
		}
		n := runes(a.text)
		lengths = append(lengths, n)
		needs = append(needs, n+1+runes(firstWord(b.text)))
	}
	if len(lengths) < minPairs {
		return
	}
	sort.Ints(lengths)
	sort.Ints(needs)
	median := lengths[len(lengths)/2]
	near := 0
	for _, n := range lengths {
		if n*4 >= median*3 && n*20 <= median*23 {
			near++
		}
	}
	if median > maxWrap || median < 20 || near*5 < len(lengths)*3 {
		return
	}
	low := needs[len(needs)*3/100]
	s.width = wrapWidth{
		on: true, need: max(low, median*7/10),
		limit: max(median*13/10, lengths[len(lengths)*97/100]),
	}
}

func plainBreak(a, b string) bool {
	end, _ := utf8.DecodeLastRuneInString(a)
	start, _ := utf8.DecodeRuneInString(b)
	return unicode.IsLower(end) && unicode.IsLower(start) && strings.ContainsRune(a, ' ')
}
