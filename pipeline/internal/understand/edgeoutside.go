package understand

import (
	"slices"
	"strings"

	"octavo/pipeline/internal/understand/lexicon"
)

// A running head and a heading that comes back look the same at the edge of a
// page. The head stands on nearly all pages of a run of pages and outside the
// text, which goes on over it; a heading stands where its text begins.

// boundary is the number of the page break at the edge of a run, counted by the
// pages above them.
func (r edgeRun) boundary() int {
	if r.top {
		return r.page - 1
	}
	return r.page
}

// breaksInText tells between which pages, by the first of them, the text goes on;
// runs are those at the top and the foot of each page in turn.
func (s *state) breaksInText(leaves []leaf, runs []edgeRun) map[int]bool {
	inside := map[int]bool{}
	for p := range leaves[1:] {
		last, first := leaves[p].to-1-len(runs[2*p+1].lines), leaves[p+1].from+len(runs[2*p+2].lines)
		if last >= leaves[p].from && first < leaves[p+1].to {
			inside[p] = s.textGoesOn(s.lines[last], s.lines[first]) || first > leaves[p+1].from && midSentence(s.lines[first-1], s.lines[first])
		}
	}
	return inside
}

// midSentence reports whether a line of prose in small letters stands below a short one,
// which does not begin it: its sentence began on the page before, above the notes there
// perhaps.
func midSentence(short, below *line) bool {
	return startsLower(below.text) && words(below.text) >= proseWords && words(short.text) < shortSentence && !endsClause(short.text)
}

// textGoesOn reports whether the sentence of one line goes on in another: no heading
// can stand between.
func (s *state) textGoesOn(above, below *line) bool {
	return startsLower(below.text) && words(below.text) > 1 && strings.IndexByte("o*-", below.text[0]) < 0 && !endsSentence(above.text) ||
		words(above.text) >= proseWords && (strings.HasSuffix(above.text, ",") || lexicon.Is(strings.ToLower(lastWord(above.text)), lexicon.Open))
}

// steady reports whether a chain stands on every second page at least from its first
// to its last, as those of left or right pages do, or on two that follow each other.
func (c *edgeChain) steady() bool {
	span := c.last - c.first + 1
	return span == 2 || c.pages > 2 && 2*c.pages >= span
}

// recurs reports whether a chain proves that its text belongs to the margins of a
// paper of so many pages: it stands outside the text, names the paper, has its two sides
// the other way round on left and right pages, or stands on nearly all. That it says what
// the first page says proves nothing there. One that stands inside a page first is the head
// of a table, unless the text goes on over it three times as often.
func (c *edgeChain) recurs(pages int, first bool) bool {
	if c == nil || c.counts || !c.holds(pages) || c.inside > len(c.edges) || c.above > 0 && !c.foot && c.outside < 3*c.above || 2*c.tables >= len(c.edges) && c.counted < 2 && !c.turns {
		return false
	}
	return len(c.edges) > 1 && c.outside > c.inside || c.named || c.turns && c.pages > 2 || c.said && !first || c.through(pages)
}

// through reports whether a chain stands on every page, or on nearly all but the
// first with their number or on some more, or on each page of a section of them: a heading
// comes back in fewer places.
func (c *edgeChain) through(pages int) bool {
	least := 5
	switch {
	case c.echoes && c.feet > 1 && c.feet == c.pages && c.counted == c.pages:
		least = 2 // nothing below it but the number of the page: it heads nothing
	case c.counted > 1 || c.pages == pages:
		least = 3
	}
	return c.ofSection() || c.pages >= least && 5*c.pages >= 4*(pages-1) && 2*c.inside <= len(c.edges)
}

// ofSection reports whether a chain stands on nearly all pages of a section of the paper and
// nowhere else: some pages have two numbers.
func (c *edgeChain) ofSection() bool {
	least := leastSection
	if c.level && c.offset == 0 {
		least = leastTopmost
	}
	return c.pages >= least && 5*c.pages >= 4*(c.last-c.first+1) && len(c.edges) == len(c.lines) && c.inside == 0
}

// On leastSection pages the head of a section stands at least, on leastTopmost where it is
// the very first line of each: sheets that bear one title each are fewer.
const (
	leastSection = 8
	leastTopmost = 6
)

// nameChains finds the chains whose text names the paper or its house: an address of
// the web, parts between bars, a label with its value, or the words of the front, where
// what stands below a sentence is no name but may be a cell or an item of a list.
func (s *state) nameChains(chains []*edgeChain, front leaf) {
	said, whole, above := map[string]bool{}, map[string]bool{}, true
	for _, l := range s.lines[:min(letterheadLines, front.to)] {
		above = above && !(words(l.text) >= proseWords && closesSentence(l.text))
		whole[l.text] = whole[l.text] || above && (words(l.text) > 2 || words(l.text) == 2 && runes(l.text) >= longName)
		for _, w := range strings.FieldsFunc(strings.ToLower(l.text), notLetter) {
			said[w] = true
		}
	}
	for _, c := range chains {
		text := s.lines[c.lines[0]].text
		c.named = strings.Contains(text, "www.") || slices.ContainsFunc(strings.Fields(text), isDomain) ||
			c.pages >= 3 && (strings.Contains(text, " | ") || s.isLabelLine(c.lines[0]) || lexicon.BeginsAs(text, lexicon.Version))
		c.echoes = !endsSentence(text) && repeats(text, said)
		c.said = whole[text] || c.pages >= 3 && c.lines[0] >= front.to && c.echoes
	}
}

// longName is how many letters two words have at least that name a paper: compounds, or a
// kind with its year, "Jaarverslag 2031".
const longName = 16

// repeats reports whether text is some words of which nearly all are said.
func repeats(text string, said map[string]bool) bool {
	all, found := strings.FieldsFunc(strings.ToLower(text), notLetter), 0
	all = slices.DeleteFunc(all, func(w string) bool { return lexicon.Is(w, lexicon.Open) })
	for _, w := range all {
		if said[w] {
			found++
		}
	}
	return len(all) >= 3 && 4*found >= 3*len(all)
}

// numbersPage reports whether the number in line i, which counts with those of its
// chain, is that of its page: it says so, is set apart, or stands in capitals or on a
// run of pages, where these have no other.
func (s *state) numbersPage(i int, c *edgeChain) bool {
	text := s.edgeText(i)
	before, _, _ := strings.Cut(text, "   ")
	after := text[strings.LastIndex(text, "   ")+1:]
	return isPageNumber(text) || saysPage(text) || isSetOff(text) || words(text) > 2 && (isDigits(before) || isDigits(strings.TrimSpace(after))) ||
		(c.pages > 2 && c.steady() || words(text) >= shortSentence && allCaps(text)) && !isListed(text) && !isLabelled(text) && 2*c.rivals < c.pages
}

// countRivals counts for the chains of a page on how many of their pages another line
// at an edge is its number.
func (s *state) countRivals(claims []edgeClaim, top, foot edgeRun) {
	lines := slices.Concat(top.lines, foot.lines)
	numbered := func(i int) bool {
		return claims[i].numbers() && (isPageNumber(s.edgeText(i)) || isSetOff(s.edgeText(i)) || saysPage(s.edgeText(i)))
	}
	if !slices.ContainsFunc(lines, numbered) {
		return
	}
	for _, i := range lines {
		if c := claims[i].chain; c != nil && !numbered(i) {
			c.rivals++
		}
	}
}

// numbers reports whether a line holds a number that counts as pages do.
func (m edgeClaim) numbers() bool {
	return m.chain != nil && m.chain.counts || m.proofs&(proofCounts|proofResidue|proofAnchor) != 0
}

// says reports whether line i gives a date or an amount, ends a letter or is a sentence: its
// look alone does not make it furniture.
func (s *state) says(i int) bool {
	text := s.lines[i].text
	return isDate(text) || numeric(text) || isClosingLine(text) || words(text) >= shortSentence && endsSentence(text)
}

// isOuter reports whether the model finds it likely that line i is furniture.
func (s *state) isOuter(i int) bool {
	key := s.keyAt(s.lines[i].pos)
	s.reached[key] = true
	return s.outer[key]
}

// askedOf reports whether the rules asked about one of these lines.
func (s *state) askedOf(outer map[int]bool) bool {
	for key := range outer {
		if s.reached[key] {
			return true
		}
	}
	return false
}
