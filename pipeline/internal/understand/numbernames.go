package understand

import (
	"strings"

	"octavo/pipeline/internal/ast"
)

// amongNames reports whether block i is the name of a person behind an initial, with
// another such name right above or below it.
func (s *state) amongNames(i int) bool {
	named := func(k int) bool { return k >= 0 && k < len(s.blocks) && isInitialled(s.blocks[k]) }
	return named(i) && (s.blocks[i].blank == 0 && named(i-1) || named(i+1) && s.blocks[i+1].blank == 0)
}

// isNamedOffice reports whether block i is a name behind an initial with its office behind a
// comma, "W. Bakenaar, voorzitter": a letter that opens no series, or stands under words that
// end in a comma as those that sign do.
func (s *state) isNamedOffice(i int) bool {
	b := s.blocks[i]
	name, office, ok := strings.Cut(b.text, ", ")
	if !ok || b.ord.style == ast.Decimal || !isSignature(name) || words(office) > maxNames || endsSentence(office) {
		return false
	}
	return !b.ord.opens() || i > 0 && strings.HasSuffix(s.blocks[i-1].text, ",")
}

// forgetInitials takes the numbers off names with initials, of which two may happen to count,
// where three or more stand in a row and do not all count up.
func (s *state) forgetInitials() {
	named := func(from, k int) bool { return isInitialled(s.blocks[k]) && (k == from || s.blocks[k].blank == 0) }
	for from, to := range runs(0, len(s.blocks), named) {
		counts := true
		for k := from + 1; k < to; k++ {
			counts = counts && s.blocks[k].text[0] == s.blocks[k-1].text[0]+1
		}
		if to-from < leastCoded || counts {
			continue
		}
		for _, b := range s.blocks[from:to] {
			b.ord = ordinal{}
		}
	}
}

// isInitialled reports whether a block is a name behind initials: "P. Q. de Vries".
func isInitialled(b *block) bool {
	if len(b.text) < len("P.") || b.text[1] != '.' { // most blocks
		return false
	}
	o, ok := parseOrdinal(b.text)
	return ok && b.role == roleText && (o.style == ast.UpperAlpha || o.style == ast.UpperRoman) && len(o.raw) == len("P.") && o.delim == "." &&
		words(o.rest) <= maxNames && startsUpper(lastWord(o.rest)) && !endsSentence(o.rest)
}

// maxNames is how many words a name has at most behind its first initial.
const maxNames = 5

// hasSections reports whether a chain of single numbers counts the points of an agenda, whose
// sections have titles of their own: "5" over "5.a", or "3" before "4.a" where no 4 stands. In
// a paper that has such a number twice the one may be an item of a list.
func (s *state) hasSections(c *chain) bool {
	if s.blocks[c.members[0]].ord.style != ast.Decimal {
		return false
	}
	for k, i := range c.members {
		last := k+1 == len(c.members)
		to := len(s.blocks)
		if !last {
			to = c.members[k+1]
		}
		for _, b := range s.blocks[i+1 : min(to, i+1+sectionReach)] {
			if b.ord.depth() < 2 || b.ord.label != nil || !titleish(b.ord.rest) {
				continue
			}
			of := b.ord.parts[0]
			if of == c.values[k] && s.numbered(of) == 1 || last && of == c.values[k]+1 && s.numbered(of) == 0 {
				return true
			}
			break
		}
	}
	return false
}

// sectionReach is how many blocks below a number its first section stands at most.
const sectionReach = 4

// numbered counts the blocks with a single number of a value.
func (s *state) numbered(value int) int {
	if s.singles == nil {
		s.singles = map[int]int{}
		for _, b := range s.blocks {
			if o := b.ord; o.style == ast.Decimal && o.label == nil && o.depth() == 1 {
				s.singles[o.value()]++
			}
		}
	}
	return s.singles[value]
}
