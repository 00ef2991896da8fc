package understand

import (
	"slices"
	"strings"
	"unicode"

	"octavo/pipeline/internal/ast"
)

// A running head may give the section of its page by number and title, often in capitals,
// as LaTeX's page style headings does (\leftmark and \rightmark): "2 DIKES AND QUAYS" at the
// head of a page in the section that "2 Dikes and Quays" began. No two sections have one
// number, so that one of the two is the head.

// topLines is how many sections the head of a page names at most: LaTeX has two marks.
const topLines = 2

// claimSectionHeads claims the lines at the top of pages that say the number and the title
// of the section which the text is in.
func (s *state) claimSectionHeads(claims []edgeClaim, leaves []leaf) {
	tops := map[int]leaf{}
	wanted := map[string]string{} // their texts, by their keys
	for _, page := range leaves[1:] {
		for _, i := range s.sectionTops(page) {
			tops[i] = page
			wanted[entryKey(s.lines[i].text)] = s.lines[i].text
		}
	}
	if len(tops) == 0 {
		return
	}
	titles := s.sectionTitles(wanted, tops)
	for i, page := range tops {
		if j := s.titleFor(titles[entryKey(s.lines[i].text)], page); j >= 0 && !s.sectionEnds(min(i, j), max(i, j)) {
			claims[i].proofs |= proofEdge | proofSection
		}
	}
}

// sectionTops are the lines at the top of a page that begin with the number of a section
// and its title, with nothing between but numbers alone.
func (s *state) sectionTops(page leaf) []int {
	var out []int
	if !s.lines[page.from].page {
		return nil
	}
	for i := page.from; i < page.to && len(out) < topLines && s.lines[i].block == nil; i++ {
		text := s.lines[i].text
		switch {
		case isListed(text+" X") && !hasLetter(text):
		case isSectionTitle(text) && !(i+1 < page.to && s.beginsBelow(i, i+1)):
			out = append(out, i)
		default:
			return out
		}
	}
	return out
}

func hasLetter(text string) bool { return strings.ContainsFunc(text, unicode.IsLetter) }

// isSectionTitle reports whether a line is a number of figures with a title behind it.
func isSectionTitle(text string) bool {
	if text == "" || text[0] < '0' || text[0] > '9' {
		return false
	}
	o, ok := parseOrdinal(text)
	return ok && o.style == ast.Decimal && o.label == nil && !o.paren && len(headKey(o.rest)) >= leastSaid && titleish(o.rest)
}

// leastSaid is how many letters a title has at least that tells its section.
const leastSaid = 4

// sectionTitles are the lines that say a wanted number and title over what they head, on one
// line or two or with the number alone above, those at the top of pages aside.
func (s *state) sectionTitles(wanted map[string]string, tops map[int]leaf) map[string][]int {
	titles := map[string][]int{}
	for j, l := range s.lines {
		if _, top := tops[j]; top || l.block != nil || l.text == "" || l.text[0] < '0' || l.text[0] > '9' {
			continue
		}
		text := l.text
		for k := j; k < min(len(s.lines)-1, j+titleLines) && s.lines[k+1].block == nil; k++ {
			if key := entryKey(text); strings.EqualFold(wanted[key], text) && s.headsSection(j, k+1) {
				titles[key] = append(titles[key], j)
				break
			}
			text += " " + s.lines[k+1].text
		}
	}
	return titles
}

// titleLines is over how many lines a title goes at most with its number.
const titleLines = 3

// headsSection reports whether line next, below a title whose number begins line i, is text or
// the title of the first section below: no further entry of contents.
func (s *state) headsSection(i, next int) bool {
	below := s.lines[next].text
	return s.beginsBelow(i, next) || moreWords(below, printedText) && !isMarked(below)
}

// beginsBelow reports whether line next begins with the number of a section of the one
// whose number begins line i.
func (s *state) beginsBelow(i, next int) bool {
	o, ok := parseOrdinal(s.lines[next].text)
	above, numbered := parseOrdinal(s.lines[i].text + " X")
	return ok && numbered && o.style == ast.Decimal && len(o.parts) == len(above.parts)+1 && slices.Equal(o.parts[:len(above.parts)], above.parts)
}

// printedText is more than how many words a line of text has.
const printedText = 5

// titleFor is the last of the places of a title that stand before the end of a page; -1 is
// none.
func (s *state) titleFor(places []int, page leaf) int {
	k, _ := slices.BinarySearch(places, page.to)
	if k == 0 {
		return -1
	}
	return places[k-1]
}

// sectionEnds reports whether the section whose number begins line from ends before line to:
// the next number of its level begins a title between.
func (s *state) sectionEnds(from, to int) bool {
	o, ok := parseOrdinal(s.lines[from].text + " X")
	if !ok {
		return true
	}
	for _, l := range s.lines[from+1 : to] {
		p, ok := parseOrdinal(l.text + " X")
		if ok && p.style == o.style && p.depth() == o.depth() && p.series() == o.series() && p.value() == o.value()+1 && titleish(p.rest) {
			return true
		}
	}
	return false
}
