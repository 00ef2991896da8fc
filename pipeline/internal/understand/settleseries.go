package understand

import "octavo/pipeline/internal/ast"

// settleSeries makes headings of the members of a series most of which the trees left
// headings, or of which those right before and behind are: what counts on with these is one
// where its text may be a title.
func (s *state) settleSeries() {
	for _, c := range s.chains {
		most := len(s.headMembers(c))*2 > len(c.members)
		for k, i := range c.members {
			if (most || s.betweenHeads(c, k)) && s.mayCountOn(i) {
				s.heading(s.blocks[i], countsOnRule, countsOnConfidence)
			}
		}
	}
	s.settleBelow()
}

// countsOnRule is why what the trees made text is a heading after all.
const (
	countsOnRule       = "a number that counts on with those of headings"
	countsOnConfidence = 0.70
)

// settleBelow makes headings of the titles over text whose numbers of several parts go on
// from that of the heading above, or begin below it: 3.8.1 behind 3.8, 3.8.2 behind that.
func (s *state) settleBelow() {
	last := []int{0}
	for i := s.front; i < len(s.blocks); i++ {
		b := s.blocks[i]
		if o := b.ord; o.label != nil || o.style != ast.Decimal {
			continue
		} else if o.depth() > 1 && o.isNext(last) && s.mayCountOn(i) && numberedTitle(b, false) && s.overWords(i) {
			s.heading(b, countsOnRule, countsOnConfidence)
		}
		if b.role == roleHeading {
			last = b.ord.parts
		}
	}
}

// betweenHeads reports whether the members of a chain before and behind number k, whose
// numbers are next to its own, are headings.
func (s *state) betweenHeads(c *chain, k int) bool {
	if k == 0 || k+1 >= len(c.members) {
		return false
	}
	before, b, behind := s.blocks[c.members[k-1]], s.blocks[c.members[k]], s.blocks[c.members[k+1]]
	return before.role == roleHeading && behind.role == roleHeading &&
		before.ord.value()+1 == b.ord.value() && b.ord.value()+1 == behind.ord.value()
}

// mayCountOn reports whether block i may be a heading because others of its series are.
func (s *state) mayCountOn(i int) bool {
	b := s.blocks[i]
	return i >= s.front && b.role == roleText && b.claim() == nil && !b.columns() && !isNoTitle(b.text) && (numberedTitle(b, false) || s.isPhrase(i))
}
