package understand

import (
	"unicode"

	"octavo/pipeline/internal/ast"
)

// seriesReach is how many lines below a member of a series the next one is
// looked for.
const seriesReach = 4

// markSeries marks the lines that begin with "a)", "b)", "c)" or "1)", "2)", "3)"
// close together: these are items even where the line above is full, as the rest
// of a sentence would not begin so three times.
func (s *state) markSeries() {
	for i, l := range s.lines {
		if l.block != nil {
			continue
		}
		if o, ok := parseOrdinal(l.text); ok && o.delim == ")" && o.value() == 1 {
			s.markFrom(i, o)
		}
	}
}

// markFrom marks the members of the series that begins in line i, three at
// least.
func (s *state) markFrom(i int, first ordinal) {
	members := []int{i}
	for at := i; at >= 0; {
		at = s.nextMember(at, first, len(members)+1)
		if at >= 0 {
			members = append(members, at)
		}
	}
	if len(members) < 3 {
		return
	}
	for _, m := range members {
		s.lines[m].series = true
	}
}

// nextMember is the line below line i that begins with the given value in the
// way of printing of first; -1 is none.
func (s *state) nextMember(i int, first ordinal, value int) int {
	for j := i + 1; j < len(s.lines) && j <= i+seriesReach; j++ {
		if s.lines[j].block != nil {
			return -1
		}
		o, ok := parseOrdinal(s.lines[j].text)
		if !ok || o.delim != first.delim || o.paren != first.paren || (o.style == ast.Decimal) != (first.style == ast.Decimal) {
			continue
		}
		if o, ok = o.as(first.style); ok && o.value() == value {
			return j
		}
	}
	return -1
}

// gluedLetters reads letters that lost the space behind them, "(a)its name",
// where at least two blocks in a row count up so from "(a)".
func (s *state) gluedLetters() {
	for from, to := range runs(0, len(s.blocks), func(from, k int) bool { return gluedLetter(s.blocks[k]) == k-from+1 }) {
		if to-from < 2 {
			continue
		}
		for k, b := range s.blocks[from:to] {
			b.ord = ordinal{raw: b.text[:3], style: ast.LowerAlpha, parts: []int{k + 1}, delim: ")", paren: true, rest: b.text[3:]}
		}
	}
}

// gluedLetter is the value of the letter in parentheses that a block begins
// with and to which a letter is glued; 0 is none.
func gluedLetter(b *block) int {
	t := b.text
	if b.role != roleText || b.ord.style != "" || len(t) < 5 || t[0] != '(' || t[2] != ')' || t[1] < 'a' || t[1] > 'z' || !startsLower(t[3:]) && !startsUpper(t[3:]) {
		return 0
	}
	return letterValue(t[1:2])
}

// gluedSections reads numbers of several parts that lost the space behind them,
// "1.4More of it", where another block begins so with the number before or next.
func (s *state) gluedSections() {
	last := map[string]*block{} // the latest by the parts before the last
	read := map[*block]ordinal{}
	for _, b := range s.blocks {
		o, ok := parseDecimal(b.text)
		if !ok || o.depth() < 2 || b.role != roleText || b.ord.style != "" || !b.calledFrom(len(o.raw)) || !gluedText(b.text[len(o.raw):]) {
			continue
		}
		o.rest = b.text[len(o.raw):]
		above := o.series().above
		if before := last[above]; before != nil && read[before].value() == o.value()-1 {
			before.ord, b.ord = read[before], o
		}
		last[above], read[b] = b, o
	}
}

// gluedText reports whether text begins as a sentence does and not with a unit, as in
// "2.4GHz".
func gluedText(text string) bool {
	return text != "" && unicode.IsUpper(firstRune(text)) && !allCaps(firstWord(text)) && words(text) > 2
}
