package understand

import "strings"

// An overview of a paper's parts gives each its label, number and title over or beside a few
// words, "Section 3 Goals", where the part itself begins with its number and title, "3. Goals".

// overviewReach is how many blocks behind the title before it the next one of an overview
// stands at most, and leastOverview how many titles it has at least.
const (
	overviewReach = 6
	leastOverview = 3
)

// markOverviews marks the labelled titles that an overview gives: those of a run, one of
// which is the title of a part below.
func (s *state) markOverviews() {
	var parts map[int][]int
	var run []*block
	said, last := false, 0
	mark := func() {
		for _, b := range run {
			b.repeat = b.repeat || said && len(run) >= leastOverview
		}
		run, said = nil, false
	}
	for i, b := range s.blocks {
		if i < s.front || b.role != roleText || b.ord.label == nil || b.ord.rest == "" {
			continue
		}
		if i-last > overviewReach {
			mark()
		}
		if parts == nil {
			parts = s.numberedParts()
		}
		run, last = append(run, b), i
		said = said || s.begunBelow(i, parts[b.ord.value()])
	}
	mark()
}

// leastTitle is how many letters a title has at least that tells a part.
const leastTitle = 8

// numberedParts are the blocks of each number that have a title and no label.
func (s *state) numberedParts() map[int][]int {
	parts := map[int][]int{}
	for i, b := range s.blocks {
		if o := b.ord; o.style != "" && o.label == nil && o.depth() == 1 && titleish(o.rest) {
			parts[o.value()] = append(parts[o.value()], i)
		}
	}
	return parts
}

// begunBelow reports whether one of the parts, further down and over text, has the number
// and the title of block i.
func (s *state) begunBelow(i int, parts []int) bool {
	o, key := s.blocks[i].ord, entryKey(s.blocks[i].ord.rest)
	for _, j := range parts {
		other := s.blocks[j].ord
		if j <= i || other.style != o.style {
			continue
		}
		title := entryKey(other.rest)
		if min(len(title), len(key)) >= leastTitle && (strings.HasPrefix(key, title) || strings.HasPrefix(title, key)) && s.bodyFollows(j) {
			return true
		}
	}
	return false
}
