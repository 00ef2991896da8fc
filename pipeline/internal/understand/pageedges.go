package understand

import (
	"slices"
	"strings"
	"unicode"
)

// What a printed page repeats is claimed first and left out last: the passes
// here collect for every line what speaks for its being no text, and decideEdges
// alone drops. A line goes on two proofs of different kinds, never on one.

// proof is a reason to take a line for furniture of the page.
type proof uint16

const (
	// proofEdge: nothing but furniture stands between the line and a page's edge.
	proofEdge proof = 1 << iota
	// proofRecurs: the same words stand in the same margin of pages near by.
	proofRecurs
	// proofCounts: a number in it grows as the pages do.
	proofCounts
	// proofResidue: it says that it is a page number, or has no words.
	proofResidue
	// proofAnchor: it comes back with a number that counts up, in places that are
	// pages apart or with the number set off, where no page break shows.
	proofAnchor
	// proofLabel: it gives a label of the letterhead with its value, beside a page
	// number at the edge of a further page.
	proofLabel
	// proofJudged: the model finds it likely.
	proofJudged
	// proofHouse: it names the house, the session or the paper, below the letterhead.
	proofHouse
	// proofHalf: it is the second line of a running head whose first line goes.
	proofHalf
	// proofSection: it says the number and title of the section which the text is in.
	proofSection
	// proofUpright: it is a word of a head or foot that stands upright beside the text.
	proofUpright
)

// edgeClaim is what is known of a line as furniture.
type edgeClaim struct {
	proofs proof
	chain  *edgeChain
}

// edgeChain is one text in the margins of pages that follow each other closely.
type edgeChain struct {
	lines  []int
	pages  int  // that it stands on
	last   int  // the last of these
	first  int  // the first of these
	odd    bool // two of its pages that follow each other are not two apart
	counts bool
	turns  bool // its number stands at the front on some pages and at the end on others
	total  bool // and its lines are the number of a page with that of all pages
	offset int  // of its first line from the edge of its page
	level  bool
	foot   bool         // it stands at the foot, where no head of a table does
	until  int          // the end of the page it begins on
	edges  map[int]bool // the lines that stand at the edge of a page
	// inText tells, once asked, of the heads and of the feet of pages whether a line
	// counts with numbers inside one.
	inText map[bool]bool
	// How many of these stand beside the page's number, how many in a table, and how
	// many outside the text: it goes on over them, or the number parts them from it.
	counted, tables, outside int
	rivals                   int  // of its pages that have their number in another line
	named                    bool // it names the paper
	said                     bool // by words that stand in its front
	echoes                   bool // nearly all its words stand in the first lines, and it is no sentence
	feet                     int  // of its lines at an edge, those at the foot
	listed                   bool // another number stands right beside it on a page, as in a list
	// How many lines are the same but stand inside a page, and how many of these on a
	// further page above the first at an edge, as the head of a table does that goes on.
	inside, above int
}

// leaf is a page: its lines from and up to, and whether a form feed begins it.
type leaf struct{ from, to int }

// edgeZone is how many lines at either edge of a page may be its furniture: the
// blocks of date, reference and address that letters repeat take ten and more.
const edgeZone = 14

// dropPageEdges leaves out what a printed page repeats: running heads and feet,
// blocks in the margin, and page numbers.
func dropPageEdges(s *state) {
	s.splitFeet(countingFeet(s.lines))
	s.sweep(true)
	claims := make([]edgeClaim, len(s.lines))
	s.claimResidue(claims)
	s.claimAnchors(claims)
	leaves := s.leaves(claims)
	if len(leaves) == 0 {
		return
	}
	chains := append(s.claimChains(claims, leaves, true), s.claimChains(claims, leaves, false)...)
	s.claimNumbers(claims, leaves)
	s.claimEdges(claims, leaves, chains)
	s.oneNumberEach(claims, leaves)
	s.claimHalves(claims, leaves)
	s.claimEchoes(claims, leaves)
	s.claimSectionHeads(claims, leaves)
	s.claimUpright(claims, leaves)
	s.decideEdges(claims)
	s.sweep(true)
}

// leaves are the pages: form feeds part them, and where these fail, the lines
// that count as pages do.
func (s *state) leaves(claims []edgeClaim) []leaf {
	var out []leaf
	from := 0
	for i, l := range s.lines {
		if i > from && l.page {
			out, from = append(out, leaf{from, i}), i
		} else if claims[i].proofs&(proofAnchor|proofResidue) != 0 && !s.breakNear(i) {
			out, from = append(out, leaf{from, i + 1}), i+1
		}
	}
	if from < len(s.lines) {
		out = append(out, leaf{from, len(s.lines)})
	}
	return out
}

// anchorReach is how near a form feed stands to the furniture of its page.
const anchorReach = 6

// breakNear reports whether a form feed stands near line i; one may have ended the text.
func (s *state) breakNear(i int) bool {
	for k := max(1, i-anchorReach+1); k <= i+anchorReach && k < len(s.lines); k++ {
		if s.lines[k].page {
			return true
		}
	}
	return i+anchorReach >= len(s.lines) && s.breaks() > 0
}

// edge lists the lines of a page from its top or foot inwards.
func (p leaf) edge(top bool) []int {
	n := min(edgeZone, p.to-p.from)
	out := make([]int, n)
	for k := range n {
		out[k] = p.from + k
		if !top {
			out[k] = p.to - 1 - k
		}
	}
	return out
}

// holds reports whether a chain proves that its text belongs to the margins of a
// document of so many pages.
func (c *edgeChain) holds(pages int) bool {
	switch {
	case c == nil:
		return false
	case c.counts && c.listed:
		return false
	case c.counts:
		return c.pages >= min(3, max(2, pages-1)) || c.total
	case len(c.lines) > c.pages+1+c.pages/twicePages || !c.steady():
		return false
	}
	return c.pages >= 3 || c.pages == 2 && pages <= smallPaper
}

// twicePages is of how many pages of a running head one may have it twice, as where its
// chapter begins.
const twicePages = 10

// smallPaper is the number of pages of a paper in which two of them can prove what
// the margins hold.
const smallPaper = 4

// edgeRun is what may be furniture at one edge of a page, from the edge inwards.
type edgeRun struct {
	lines   []int
	page    int
	top     bool
	counted bool // one of its lines holds the number of the page
}

// claimEdges walks from the edges of every page inwards as long as there is
// nothing but furniture.
func (s *state) claimEdges(claims []edgeClaim, leaves []leaf, chains []*edgeChain) {
	if len(leaves) < 2 {
		return
	}
	var runs []edgeRun
	for p, page := range leaves {
		for _, top := range []bool{true, false} {
			runs = append(runs, s.runAt(claims, page.edge(top), p, len(leaves), top))
		}
	}
	s.nameChains(chains, leaves[0])
	goesOn := s.breaksInText(leaves, runs)
	for k, r := range runs {
		if r.top {
			s.countRivals(claims, r, runs[k+1])
		}
		s.tellChains(claims, r, goesOn[r.boundary()])
	}
	s.countInside(chains, leaves[0].to)
	numbers := s.pageNumbers(claims, runs)
	for _, r := range runs {
		s.claimRun(claims, r, leaves, numbers[r.page])
	}
}

// runAt is the run among the lines of an edge.
func (s *state) runAt(claims []edgeClaim, edge []int, page, pages int, top bool) edgeRun {
	r := edgeRun{page: page, top: top}
	for _, i := range edge {
		m := claims[i]
		sure := m.chain.holds(pages) || m.proofs&(proofCounts|proofResidue|proofAnchor) != 0
		if !sure && !(page > 0 && s.isLabelLine(i)) && !s.isHouse(i) && !((page > 0 || !top) && s.isOuter(i)) {
			break
		}
		r.lines = append(r.lines, i)
		r.counted = r.counted || m.numbers() && strings.ContainsFunc(s.lines[i].text, unicode.IsDigit)
	}
	switch {
	case page == 0 && top && !r.counted && !s.firstHead(claims, r.lines):
		r.lines = nil // the letterhead or the title
	case page == 0 && len(r.lines) == len(edge): // a cover, of which the further pages say again what it says
		r.lines = slices.DeleteFunc(r.lines, func(i int) bool { return !claims[i].numbers() })
	}
	return r
}

// tellChains tells the chains of a run, from the text outwards, how many of their
// lines stand at the edge of a page, how many have the look of a table there and how
// many stand outside the text, which may go on over the edge.
func (s *state) tellChains(claims []edgeClaim, r edgeRun, goesOn bool) {
	outside := goesOn
	for _, i := range slices.Backward(r.lines) {
		if c := claims[i].chain; c != nil {
			c.edges[i] = true
			if s.inTable(i, r.top) {
				c.tables++
			}
			if r.counted {
				c.counted++
			}
			if !r.top {
				c.feet++
			}
			if outside {
				c.outside++
			}
		}
		outside = outside || isPageNumber(s.edgeText(i)) || claims[i].proofs&(proofCounts|proofResidue|proofAnchor) != 0
	}
}

// claimRun gives the lines of a run their proofs: that of the edge, and what the
// others of the run prove. It ends where a line has no more than the edge, or a number
// alone that is not that of the page.
func (s *state) claimRun(claims []edgeClaim, r edgeRun, leaves []leaf, number int) {
	pages := len(leaves)
	for k, i := range r.lines {
		m := &claims[i]
		switch c := m.chain; {
		case k > 0 && r.top && c != nil && c == claims[r.lines[k-1]].chain && s.lines[i].text == s.lines[r.lines[k-1]].text:
			return // the title that gave the running head its words
		case isDigits(s.lines[i].text) && atoi(s.lines[i].text) != number, s.numbersText(claims, i, r.top), c.alone() && !s.saysPages(i):
			return
		case c != nil && c.counts && (c.outside > 0 || s.numbersPage(i, c)):
			m.proofs |= proofCounts
		case c.recurs(pages, i < leaves[0].to && (r.top || !r.counted)) && !isListSign(s.lines[i].text) && !(isListed(s.lines[i].text) && i == c.lines[0] && !s.saidBelow(i)) && !s.isDatedRow(i, r, c) && (r.top || !s.endsText(claims, c)):
			m.proofs |= proofRecurs
		case s.isHouse(i) && (c != nil || s.isPageHouse(claims, r, i)):
			m.proofs |= proofHouse
		case r.counted && s.isLabelLine(i) && !s.labelsRows(i, leaves):
			m.proofs |= proofLabel
		case s.isOuter(i) && c == nil && !s.says(i) && !s.besideCell(i, r.top):
			m.proofs |= proofJudged
		case m.proofs == 0:
			return
		}
		m.proofs |= proofEdge
	}
}

// saysPages reports whether line i says by itself that it numbers a page, which a figure
// alone does not.
func (s *state) saysPages(i int) bool {
	text := s.edgeText(i)
	return !isDigits(text) && (isPageNumber(text) || saysPage(text))
}

// alone reports whether a chain counts to a number from one inside a page, as the numbers
// of a list do of which a page's edge parts two.
func (c *edgeChain) alone() bool { return c != nil && c.counts && len(c.edges) < 2 }

// isDatedRow reports whether line i is a date that belongs to the short line tight between
// it and the text, as in a list of papers: no line of the run stands there, and few pages
// have it.
func (s *state) isDatedRow(i int, r edgeRun, c *edgeChain) bool {
	if r.page > 0 && c.pages >= leastSection {
		return false
	}
	beside, tight := i-1, s.lines[i].blank == 0 && !s.lines[i].page
	if r.top {
		beside = i + 1
		tight = beside < len(s.lines) && s.lines[beside].blank == 0 && !s.lines[beside].page
	}
	if !tight || beside < 0 || !isDay(s.lines[i].text) || slices.Contains(r.lines, beside) {
		return false
	}
	text := s.lines[beside].text
	return s.lines[beside].block == nil && words(text) <= printedWords && !endsClause(text) && startsUpper(text)
}

// isPageHouse reports whether the name of a house stands at a page's edge and not over a
// letter: it is a symbol, or the number of the page or a label with its value is beside it.
func (s *state) isPageHouse(claims []edgeClaim, r edgeRun, i int) bool {
	text := s.lines[i].text
	last := lastWord(text)
	return r.counted || isSymbol(text) || isDigits(last) && len(last) <= maxNoteDigits || claims[i-1].proofs&proofResidue != 0 ||
		slices.ContainsFunc(r.lines, s.isLabelLine)
}

// pageNumbers are the numbers of the pages: of several that stand alone at the edges of
// one, that of the chain on most pages, and of these the outermost. Others may be the
// numbers of notes or paragraphs.
func (s *state) pageNumbers(claims []edgeClaim, runs []edgeRun) map[int]int {
	numbers, most := map[int]int{}, map[int]int{}
	for _, r := range runs {
		for _, i := range r.lines {
			if m := claims[i]; isDigits(s.lines[i].text) && m.numbers() {
				if n := m.onPages(); n > most[r.page] {
					numbers[r.page], most[r.page] = atoi(s.lines[i].text), n
				}
			}
		}
	}
	return numbers
}

// onPages is on how many pages the chain of a line stands.
func (m edgeClaim) onPages() int {
	if m.chain == nil {
		return 1
	}
	return m.chain.pages
}

// countInside counts for each chain the lines of the text that read the same but
// stand inside a page, those aside that stand at the head of the document or below
// the first of the chain on its page, where titles stand.
func (s *state) countInside(chains []*edgeChain, firstPage int) {
	places := map[string][]int{}
	for _, c := range chains {
		places[s.lines[c.lines[0]].text] = nil
	}
	for i, l := range s.lines {
		if at, ok := places[l.text]; ok {
			places[l.text] = append(at, i)
		}
	}
	for _, c := range chains {
		edge := len(s.lines) // the first line of the chain at an edge
		for i := range c.edges {
			edge = min(edge, i)
		}
		for _, i := range places[s.lines[c.lines[0]].text] {
			if c.edges[i] || i < letterheadLines || i > edge && i < c.until {
				continue
			}
			c.inside++
			if i >= firstPage && i < edge {
				c.above++
			}
		}
	}
}
