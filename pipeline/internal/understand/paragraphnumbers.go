package understand

import (
	"slices"
	"strings"
)

// Judgments, treaties and reports number their paragraphs with figures that stand alone over
// them: in one series that counts by one through the whole text, whatever headings and quoted
// paragraphs stand between. One such figure may be that of a page, a cell or a note; a series
// that begins with 1 and stands over sentences is none.

// leastCounted is how many numbers alone over their paragraphs prove their series, and
// maxCounted how many lines most of these have at most: pages have more.
const (
	leastCounted = 3
	maxCounted   = 15
)

// markCounted marks the numbers that stand alone over the paragraphs that they count. Short
// series, as those within articles, prove each other.
func (s *state) markCounted() {
	for _, brackets := range [...]string{"", "[]"} {
		var short []int
		for _, at := range s.loneSeries(brackets) {
			if len(at) < leastCounted {
				short = append(short, at...)
				continue
			}
			s.markParagraphs(at)
		}
		s.markParagraphs(short)
	}
}

// markParagraphs marks the numbers at some lines where they count paragraphs.
func (s *state) markParagraphs(at []int) {
	if s.countsParagraphs(at) {
		for _, i := range at {
			s.lines[i].member = true
		}
	}
}

// loneSeries are the lines of each series of two and more numbers that stand alone within
// brackets, two signs, or within none, over a text: the number goes on the latest series
// that it can. What is over no prose at the end of one is no part of it.
func (s *state) loneSeries(brackets string) [][]int {
	var all [][]int
	ending := map[int][]int{} // the series by the number they end with, the latest last
	for i := range s.lines {
		value := s.loneNumber(i, brackets)
		k, open := len(all), ending[value-1]
		switch {
		case value == 1:
			all = append(all, nil)
		case value == 0 || len(open) == 0:
			continue
		default:
			k, ending[value-1] = open[len(open)-1], open[:len(open)-1]
		}
		all[k], ending[value] = append(all[k], i), append(ending[value], k)
	}
	for k, at := range all {
		for len(at) > 0 && !s.isProse(at[len(at)-1]+1, len(s.lines)) {
			at = at[:len(at)-1]
		}
		all[k] = at
	}
	return slices.DeleteFunc(all, func(at []int) bool { return len(at) < 2 })
}

// loneNumber is the number that stands alone on line i over a text; 0 is none.
func (s *state) loneNumber(i int, brackets string) int {
	if i+1 >= len(s.lines) {
		return 0
	}
	l, next := s.lines[i], s.lines[i+1]
	text := l.text
	if brackets != "" {
		text = strings.Trim(text, brackets)
	}
	if len(l.text) != len(text)+len(brackets) || !isBareNumber(text) || len(text) > maxNoteDigits || l.block != nil || len(l.calls) > 0 || l.isCell() || s.cells[l.pos.Line] {
		return 0
	}
	if next.block != nil || next.isCell() || numeric(next.text) || isListSign(next.text) {
		return 0
	}
	return atoi(text)
}

// countsParagraphs reports whether the numbers alone at some lines count the paragraphs below
// them: enough of them, most over sentences, few amid one, and mostly near each other.
func (s *state) countsParagraphs(at []int) bool {
	prose, torn := 0, 0
	var sizes []int
	for k, i := range at {
		to := len(s.lines)
		if k+1 < len(at) {
			to = at[k+1]
			sizes = append(sizes, to-i-1)
		}
		if s.isProse(i+1, to) {
			prose++
		}
		if i > 0 && s.lines[i-1].block == nil && !endsClause(s.lines[i-1].bare()) && startsLower(s.lines[i+1].text) {
			torn++
		}
	}
	if len(at) < leastCounted || 3*prose < 2*len(at) || 10*torn > len(at) {
		return false
	}
	slices.Sort(sizes)
	return sizes[len(sizes)/2] <= maxCounted
}

// isProse reports whether the lines from one to before another, down to the next gap, hold a
// sentence or a clause of some words.
func (s *state) isProse(from, to int) bool {
	n := 0
	for i := from; i < to && s.lines[i].block == nil && (i == from || s.lines[i].blank == 0); i++ {
		n += words(s.lines[i].text)
		if n > headingWords || n > 2 && endsClause(s.lines[i].bare()) {
			return true
		}
	}
	return false
}

// number reads the number that the text begins with: of a paragraph over which it stands
// alone that one, whatever the paragraph begins with, "7" over "1. The appeal".
func (b *block) number() (ordinal, bool) {
	if first := b.lines[0]; first.member && first.mark {
		if o, ok := markOrdinal(first.text); ok && strings.HasPrefix(b.text, o.raw+" ") {
			o.sep, o.rest = " ", b.text[len(o.raw)+1:]
			return o, true
		}
	}
	return parseOrdinal(b.text)
}
