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

// What the head of a page says of sections: two at most, since LaTeX has two marks, and
// again on one of the next two pages at least, of which one may be a left one.
const (
	topLines = 2
	topReach = 2
)

// sectionTop is the number and title of a section at the top of a page.
type sectionTop struct {
	at, page int
	texts    []string // with the lines below it that may go on with the title
}

// claimSectionHeads claims the lines at the top of pages that say the number and the title
// of the section which the text is in.
func (s *state) claimSectionHeads(claims []edgeClaim, leaves []leaf) {
	var tops []sectionTop
	wanted := map[string]string{} // what they say, by its key
	for p, page := range leaves[1:] {
		for _, top := range s.sectionTops(page) {
			top.page = p + 1
			tops = append(tops, top)
			for _, text := range top.texts {
				wanted[entryKey(text)] = text
			}
		}
	}
	if len(tops) == 0 {
		return
	}
	titles, lines := s.sectionTitles(wanted, tops)
	last := map[int]int{}
	for _, top := range tops {
		for n := len(top.texts); n > 0; n-- {
			if j := s.titleFor(titles[entryKey(top.texts[n-1])], leaves[top.page]); s.isHeadOf(top, j, leaves, last) {
				for k := range n {
					claims[top.at+k].proofs |= proofEdge | proofSection
				}
				for _, l := range s.lines[j+1 : j+lines[j]] {
					l.titled = true
				}
				break
			}
		}
	}
}

// isHeadOf reports whether a top says the section whose title begins line j, which stands on
// its page or a page not far above the last with that head; -1 is none.
func (s *state) isHeadOf(top sectionTop, j int, leaves []leaf, last map[int]int) bool {
	if j < 0 || s.sectionEnds(min(top.at, j), max(top.at, j)) {
		return false
	}
	if _, known := last[j]; !known {
		last[j] = slices.IndexFunc(leaves, func(p leaf) bool { return j < p.to })
	}
	if top.page-last[j] > topReach {
		return false
	}
	last[j] = top.page
	return true
}

// sectionTops are the lines at the top of a page that begin with the number of a section
// and its title, with nothing between but numbers alone.
func (s *state) sectionTops(page leaf) []sectionTop {
	var out []sectionTop
	if !s.lines[page.from].page {
		return nil
	}
	for i := page.from; i < page.to && len(out) < topLines && s.lines[i].block == nil; i++ {
		text := s.lines[i].text
		switch {
		case isListed(text+" X") && !hasLetter(text):
		case isSectionTitle(text) && !(i+1 < page.to && s.beginsBelow(i, i+1)) && (len(out) == 0 || out[0].texts[0] != text):
			top := sectionTop{at: i, texts: []string{text}}
			for k := i + 1; k < min(page.to, i+titleLines) && s.lines[k].block == nil && s.lines[k].blank == 0; k++ {
				text += " " + s.lines[k].text
				top.texts = append(top.texts, text)
			}
			out = append(out, top)
		default:
			return out
		}
	}
	return out
}

func hasLetter(text string) bool { return strings.ContainsFunc(text, unicode.IsLetter) }

// isSectionTitle reports whether a line is a number of figures, or any behind a label, with a
// title behind it.
func isSectionTitle(text string) bool {
	o, ok := parseOrdinal(text)
	return ok && (o.style == ast.Decimal && !o.paren || o.label != nil) && len(headKey(o.rest)) >= leastSaid && titleish(o.rest)
}

// leastSaid is how many letters a title has at least that tells its section.
const leastSaid = 4

// sectionTitles are the lines that say a wanted number and title over what they head, on one
// line or more or with the number alone above, those at the top of pages aside; lines is on
// how many.
func (s *state) sectionTitles(wanted map[string]string, tops []sectionTop) (titles map[string][]int, lines map[int]int) {
	titles, lines = map[string][]int{}, map[int]int{}
	top, firsts := map[int]bool{}, map[string]bool{}
	for _, t := range tops {
		top[t.at] = true
		firsts[firstWord(t.texts[0])] = true
	}
	for j, l := range s.lines {
		if top[j] || l.block != nil || l.text == "" || (l.text[0] < '0' || l.text[0] > '9') && !firsts[firstWord(l.text)] {
			continue
		}
		text, found := l.text, "" // by its longest reading
		for k := j; k < min(len(s.lines)-1, j+titleLines) && s.lines[k+1].block == nil; k++ {
			n := k + 1 - j // lines; the head of the page may stand on as many above
			if key := entryKey(text); strings.EqualFold(wanted[key], text) && (s.headsSection(j, k+1) || top[j-n]) {
				found, lines[j] = key, n
			}
			text += " " + s.lines[k+1].text
		}
		if found != "" {
			titles[found] = append(titles[found], j)
		}
	}
	return titles, lines
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
		if ok && p.label == o.label && p.style == o.style && p.depth() == o.depth() && p.series() == o.series() && p.value() == o.value()+1 && titleish(p.rest) {
			return true
		}
	}
	return false
}
