package understand

import "strings"

// leastHalves is on how many pages a second line of the running head proves that there is
// one: below the first line of as many pages, which is left out, and parted from the text.
const leastHalves = 4

// claimHalves claims the second line of a running head of two lines, of which the first says
// the same on every page and the second what stands on the page, as the title of its chapter:
// it stands there on at least three in four of the pages that have the first line, and the
// same words stand elsewhere in the text, so that nothing is lost.
func (s *state) claimHalves(claims []edgeClaim, leaves []leaf) {
	var halves []int
	heads := 0
	for _, page := range leaves {
		i, head := s.belowHead(claims, page)
		if head {
			heads++
		}
		if i >= 0 {
			halves = append(halves, i)
		}
	}
	if len(halves) < leastHalves || 4*len(halves) < 3*heads {
		return
	}
	places := s.placesOf(halves)
	for _, i := range halves {
		if places[halfKey(s.lines[i].text)] > 0 {
			claims[i].proofs |= proofEdge | proofHalf
		}
	}
}

// belowHead is the line right below the running head of a page, where an empty line parts it
// from the text; -1 is none. It also reports whether the page has a head that says words.
func (s *state) belowHead(claims []edgeClaim, page leaf) (half int, head bool) {
	i := page.from
	for i < page.to && claims[i].confidence(s.edgeText(i)) > 0 {
		head = head || !isPageNumber(s.edgeText(i))
		i++
	}
	if !head || i+1 >= page.to {
		return -1, head
	}
	l, next := s.lines[i], s.lines[i+1]
	if l.block != nil || l.blank > 0 || next.blank == 0 || !titleish(l.text) || isListed(l.text) || len(l.calls) > 0 {
		return -1, head
	}
	return i, head
}

// placesOf counts the other lines of the document that say the same as one of those given,
// with a number before it or without.
func (s *state) placesOf(lines []int) map[string]int {
	places := map[string]int{}
	for _, i := range lines {
		places[halfKey(s.lines[i].text)]--
	}
	for _, l := range s.lines {
		if _, asked := places[halfKey(l.text)]; asked {
			places[halfKey(l.text)]++
		}
	}
	return places
}

// halfKey is a title in small letters without its number.
func halfKey(text string) string {
	if o, ok := parseOrdinal(text); ok && o.rest != "" {
		text = o.rest
	}
	return strings.ToLower(strings.TrimSpace(text))
}
