package understand

import (
	"strings"
	"unicode"
)

// decideEdges leaves out the lines with two proofs, and those that can be
// nothing else.
func (s *state) decideEdges(claims []edgeClaim) {
	for i, m := range claims {
		if c := m.confidence(s.lines[i].text); c > 0 {
			s.drop(s.lines[i], m.decision(s.lines[i].text, c))
		}
	}
}

// oneNumberEach takes the proofs from numbers that stand beside another one of their page:
// a page has one. The number is that of the longest chain, and what differs from it counts
// something else, paragraphs or notes.
func (s *state) oneNumberEach(claims []edgeClaim, leaves []leaf) {
	for _, page := range leaves {
		best := -1
		for i := page.from; i < page.to; i++ {
			if s.isCounted(claims, i) && (best < 0 || claims[i].chain.pages > claims[best].chain.pages) {
				best = i
			}
		}
		for i := page.from; i < page.to && best >= 0; i++ {
			if s.isCounted(claims, i) && claims[i].chain.pages < claims[best].chain.pages && onlyDigits(s.lines[i].text) != onlyDigits(s.lines[best].text) {
				claims[i].proofs &^= proofEdge | proofCounts | proofRecurs | proofAnchor
				claims[i].chain = nil
			}
		}
	}
}

// isCounted reports whether line i is a number alone that counts as the pages do.
func (s *state) isCounted(claims []edgeClaim, i int) bool {
	c := claims[i].chain
	return c != nil && c.counts && claims[i].confidence(s.lines[i].text) > 0 && isPageNumber(s.lines[i].text) && onlyDigits(s.lines[i].text) != ""
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
	case m.proofs&proofHouse != 0:
		rule = "the name of the paper or its house at the edge of a page"
	case m.proofs&proofJudged != 0:
		rule = "at the edge of the page, and like furniture"
	case m.proofs&proofLabel != 0:
		rule = "a label and its value beside the number of the page"
	}
	return decision{code, rule, message, confidence}
}
