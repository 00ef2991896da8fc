package understand

import (
	"slices"
	"strings"
	"unicode"
)

// decideEdges leaves out the lines with two proofs, and those that can be
// nothing else.
func (s *state) decideEdges(claims []edgeClaim) {
	for i, m := range claims {
		if c := m.confidence(s.edgeText(i)); c > 0 {
			s.drop(s.lines[i], m.decision(s.edgeText(i), c))
		}
	}
}

// oneNumberEach takes the proofs from numbers that count something else than pages: a page
// has one number, that of the longest chain, and where pages have theirs at the foot, one
// at the head from which the numbers below count on is that of a paragraph.
func (s *state) oneNumberEach(claims []edgeClaim, leaves []leaf) {
	feet := 0
	for _, page := range leaves {
		if i := s.lastCounted(claims, page); i >= 0 && i-page.from > (page.to-page.from)/2 {
			feet++
		}
	}
	for _, page := range leaves {
		s.saidNumber(claims, page)
		best := -1
		for i := page.from; i < page.to; i++ {
			if s.isCounted(claims, i) && (best < 0 || claims[i].chainPages() > claims[best].chainPages()) {
				best = i
			}
		}
		for i := page.from; i < page.to && best >= 0; i++ {
			second := claims[i].chainPages() < claims[best].chainPages() && onlyDigits(s.edgeText(i)) != onlyDigits(s.edgeText(best))
			if s.isCounted(claims, i) && (second || feet >= leastFeet && s.countsOn(i, page)) {
				claims[i] = edgeClaim{}
			}
		}
	}
}

// saidNumber takes the proofs from bare numbers of a page that says its own in words,
// "Page 15 of 69": they are those of chapters and paragraphs.
func (s *state) saidNumber(claims []edgeClaim, page leaf) {
	said := false
	for i := page.from; i < page.to; i++ {
		text := s.edgeText(i)
		said = said || saysNumber(text) && claims[i].confidence(text) > 0
	}
	for i := page.from; i < page.to && said; i++ {
		if isDigits(s.lines[i].text) {
			claims[i] = edgeClaim{}
		}
	}
}

// leastFeet is how many pages have their number at the foot at least where one at the head
// may be that of a paragraph.
const leastFeet = 3

// lastCounted is the last line of a page that is a number which counts as pages do; -1 is
// none.
func (s *state) lastCounted(claims []edgeClaim, page leaf) int {
	for i := page.to - 1; i >= page.from; i-- {
		if s.isCounted(claims, i) {
			return i
		}
	}
	return -1
}

// countReach is how many lines a paragraph has at most whose number stands alone above it.
const countReach = 15

// countsOn reports whether line i, in the first half of its page, is a number over text
// from which the next number alone below it counts on.
func (s *state) countsOn(i int, page leaf) bool {
	if !isDigits(s.lines[i].text) || i-page.from >= (page.to-page.from)/2 || i+1 >= page.to || !beginsText(s.lines[i+1].text) {
		return false
	}
	for _, l := range s.lines[i+2 : min(page.to, i+2+countReach)] {
		if isDigits(l.text) {
			return atoi(l.text) == atoi(s.lines[i].text)+1
		}
	}
	return false
}

// countsInText reports whether the number alone in line i, at an edge of a page, goes on
// from that alone in a line above it and, where it is bare, is followed by the next below
// it, neither at the edge of a page: it numbers a row, an item or a paragraph.
func (s *state) countsInText(i int, top bool) bool {
	mark, ok := markOrdinal(s.lines[i].text)
	if !ok || mark.delim == "" && !top {
		return false
	}
	inside := func(k, step int) bool {
		o, ok := markOrdinal(s.lines[k].text)
		return ok && o.delim == mark.delim && o.depth() == mark.depth() && o.value() == mark.value()+step && !s.lines[k].page && (k+1 == len(s.lines) || !s.lines[k+1].page)
	}
	above, below := false, mark.delim != ""
	for k := max(0, i-countReach); k < i; k++ {
		above = above || inside(k, -1)
	}
	for k := i + 1; k < min(len(s.lines), i+countReach); k++ {
		below = below || inside(k, 1)
	}
	return above && below
}

// numbersText reports whether the number in line i of a run counts rows or items of the
// text, by itself or by an item's mark that it counts with.
func (s *state) numbersText(claims []edgeClaim, i int, top bool) bool {
	c := claims[i].chain
	if c == nil || isDigits(s.lines[i].text) {
		return s.countsInText(i, top)
	}
	if _, told := c.inText[top]; !told {
		c.inText[top] = slices.ContainsFunc(c.lines, func(k int) bool { return s.countsInText(k, top) })
	}
	return c.inText[top]
}

// endsText reports whether every line of a chain, at the foot of its page, goes on, in small
// letters and tight below it, with a sentence that the line above leaves open.
func (s *state) endsText(claims []edgeClaim, c *edgeChain) bool {
	for i := range c.edges {
		l := s.lines[i]
		if i == 0 || claims[i-1].chain != nil || l.page || l.blank > 0 || !startsLower(l.text) || strings.ContainsFunc(l.text, unicode.IsDigit) || isDomain(l.text) || endsClause(s.lines[i-1].text) {
			return false
		}
	}
	return len(c.edges) > 0
}

// chainPages is on how many pages the chain of a line stands.
func (m edgeClaim) chainPages() int {
	if m.chain == nil {
		return 0
	}
	return m.chain.pages
}

// isCounted reports whether line i is a number alone that counts as the pages do.
func (s *state) isCounted(claims []edgeClaim, i int) bool {
	if !claims[i].numbers() {
		return false
	}
	text := s.edgeText(i)
	return claims[i].confidence(text) > 0 && isPageNumber(text) && onlyDigits(text) != ""
}

// onlyDigits is the number in a text that holds no letter; "" is none.
func onlyDigits(text string) string {
	if strings.ContainsFunc(text, unicode.IsLetter) {
		return ""
	}
	return strings.TrimFunc(text, func(r rune) bool { return !unicode.IsDigit(r) })
}

// doubtful is the confidence of what is left out though a sentence or only one
// good proof speaks against it: a person is to look.
const doubtful = 0.65

// confidence weighs the proofs; 0 keeps the line.
func (m edgeClaim) confidence(text string) float64 {
	two := m.proofs&proofEdge != 0 && m.proofs&(proofRecurs|proofCounts|proofResidue|proofAnchor|proofHouse) != 0
	if m.chain != nil && m.chain.counts && m.chain.pages >= 3 && isPageNumber(text) && !isDigits(text) {
		return 0.95
	}
	switch {
	case m.proofs&proofAnchor != 0, m.proofs&proofCounts != 0 && two:
		return 0.95
	case two, m.proofs&proofResidue != 0:
		return 0.90
	case m.proofs&proofEdge != 0 && m.proofs&(proofHalf|proofSection|proofUpright) != 0:
		return 0.80
	case m.proofs&proofEdge != 0 && m.proofs&(proofLabel|proofJudged) != 0:
		return doubtful
	}
	return 0
}

// holdsSentence reports whether a text is or holds a sentence, or has so many words and
// no figure that it can be one whose stop was not printed.
func holdsSentence(text string) bool {
	n := words(text)
	return n >= 3 && endsSentence(text) || hasSentenceEnd(text) || n > headingWords || n >= contentWords && count(text, unicode.IsLetter) > 2*n && !strings.ContainsFunc(text, unicode.IsDigit)
}

// decision names what the line was and why it goes.
func (m edgeClaim) decision(text string, confidence float64) decision {
	code, message := codePageFoot, "running head or foot"
	if isPageNumber(text) || m.proofs&proofResidue != 0 {
		code, message = codePageNumber, "page number"
	}
	rule := "at the edge of the page, and the same on pages near by"
	switch {
	case m.proofs&proofAnchor != 0:
		rule = "the same line with a number that counts up"
	case m.proofs&proofCounts != 0:
		rule = "at the edge of the page, with a number that counts as the pages do"
	case m.proofs&proofResidue != 0:
		rule = "it says that it is the number of a page"
	case m.proofs&proofSection != 0:
		rule = "at the head of the page, the number and title of the section that goes on there"
	case m.proofs&proofHalf != 0:
		rule = "the second line of the running head, which the text says too"
	case m.proofs&proofUpright != 0:
		rule = "word by word at the edge of the page, as a line at another edge or in the front says it"
	case m.proofs&proofHouse != 0:
		rule = "the name of the paper or its house at the edge of a page"
	case m.proofs&proofJudged != 0:
		rule = "at the edge of the page, and like furniture"
	case m.proofs&proofLabel != 0:
		rule = "a label and its value beside the number of the page"
	}
	return decision{code, rule, message, confidence}
}
