package understand

import "slices"

// nestedSeries gives the headings that a series counts between two neighbours of another
// one of the same kind, each with its series: below "2 Background" the sections 1 and 2,
// where "3 Options" follows, are parts of chapter 2.
func (s *state) nestedSeries() map[*block]*chain {
	nested := map[*block]*chain{}
	var around []*chain // those that may go on, the latest last
	for _, c := range s.chains {
		heads := s.headMembers(c)
		if len(heads) < 2 || s.blocks[heads[0]].ord.depth() > 1 {
			continue
		}
		around = slices.DeleteFunc(around, func(a *chain) bool { return a.members[len(a.members)-1] < heads[0] })
		if c.values[0] == 1 && slices.ContainsFunc(around, func(a *chain) bool { return s.stepsOver(a, heads[0], c.members[len(c.members)-1]) }) {
			for _, i := range heads {
				nested[s.blocks[i]] = c
			}
		}
		around = append(around, c)
	}
	return nested
}

// headMembers are the members of a chain that became headings.
func (s *state) headMembers(c *chain) []int {
	var heads []int
	for _, i := range c.members {
		if s.blocks[i].role == roleHeading {
			heads = append(heads, i)
		}
	}
	return heads
}

// stepsOver reports whether blocks from to last stand between two neighbours of a chain,
// both headings of the same kind as block from.
func (s *state) stepsOver(c *chain, from, last int) bool {
	k, _ := slices.BinarySearch(c.members, from)
	if k == 0 || k == len(c.members) || c.members[k] <= last {
		return false
	}
	above, below := s.blocks[c.members[k-1]], s.blocks[c.members[k]]
	return above.role == roleHeading && below.role == roleHeading && above.ord.style == s.blocks[from].ord.style
}
