package understand

import "slices"

// nested is a series of headings inside another of its kind.
type nested struct {
	last  *block
	level int // 0 before it began
	outer int // the level of the numbered heading above it where it began under a plain one, else 0
}

// nestedSeries gives the headings that a series counts between two neighbours of another
// one of the same kind, each with its series: below "2 Background" the sections 1 and 2,
// where "3 Options" follows, are parts of chapter 2. So are those below a chapter that the
// contents name, where these name none of theirs.
func (s *state) nestedSeries(contents contentsLevels) map[*block]*nested {
	found := map[*block]*nested{}
	var around []*chain // those that may go on, the latest last
	for _, c := range s.chains {
		heads := s.headMembers(c)
		if len(heads) < 2 || s.blocks[heads[0]].ord.depth() > 1 {
			continue
		}
		around = slices.DeleteFunc(around, func(a *chain) bool { return a.members[len(a.members)-1] < heads[0] })
		inside := slices.ContainsFunc(around, func(a *chain) bool { return s.stepsOver(a, heads[0], c.members[len(c.members)-1]) })
		if c.values[0] == 1 && (inside || s.unnamedSeries(contents, heads)) {
			n := &nested{last: s.blocks[heads[len(heads)-1]]}
			for _, i := range heads {
				found[s.blocks[i]] = n
			}
		}
		around = append(around, c)
	}
	return found
}

// unnamedSeries reports whether the contents name chapters of the same kind, one of them above,
// and none of the headings given.
func (s *state) unnamedSeries(contents contentsLevels, heads []int) bool {
	if len(contents.chapters) == 0 || contents.chapters[0] > heads[0] {
		return false
	}
	chapter, first := s.blocks[contents.chapters[0]], s.blocks[heads[0]]
	return chapter.ord.style == first.ord.style && first.ord.label == nil && !slices.ContainsFunc(heads, func(i int) bool { return s.inContents(s.blocks[i].text) })
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

// seriesUnderPlain reports whether the one series of numbered headings stands inside a
// chapter without a number: its first member stands right under a title, above which
// another one has text of its own, and no title stands between its members.
func (s *state) seriesUnderPlain() bool {
	var members, plain []int
	for i, b := range s.blocks {
		switch {
		case b.role != roleHeading || b.ord.label != nil && b.ord.label.rank == rankAnnex:
		case b.ord.style == "":
			plain = append(plain, i)
		case b.ord.label != nil || b.ord.depth() > 1:
			return false
		default:
			members = append(members, i)
		}
	}
	if len(members) < 2 || len(plain) < 2 || !s.isOneSeries(members) {
		return false
	}
	above, _ := slices.BinarySearch(plain, members[0])
	below, _ := slices.BinarySearch(plain, members[len(members)-1])
	return above == below && above >= 2 && plain[above-1] == members[0]-1 && plain[above-2] < plain[above-1]-1
}

// isOneSeries reports whether headings count from 1 on in one way of printing.
func (s *state) isOneSeries(members []int) bool {
	for k, i := range members {
		if o := s.blocks[i].ord; o.value() != k+1 || o.series() != s.blocks[members[0]].ord.series() {
			return false
		}
	}
	return true
}
