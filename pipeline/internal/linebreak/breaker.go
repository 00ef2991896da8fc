package linebreak

import (
	"slices"
	"sync"

	"octavo/pipeline/internal/geom"
)

// sums are totals over the items before an index.
type sums struct {
	width, stretch, shrink  geom.Length // of glue and boxes
	flexStretch, flexShrink geom.Length // of boxes alone
	fill                    int
}

// node is a feasible break (paper, page 1159): the best way to reach it in its
// class. The class is the fitness of the line that ends here, the number of
// hyphens in a row, and the line number where that matters.
type node struct {
	item     int // where the line ends; -1 for the paragraph's start
	start    int // the next line's first item
	post     geom.Length
	line     int // lines so far
	fitness  int8
	run      int8
	rescued  bool // a line so far is too full
	demerits int64
	ratio    int64
	prev     *node
}

type breaker struct {
	items []Item
	p     Params
	sums  []sums
	next  []int // first box or forced penalty at or after an index

	growing  bool        // no item has a width or gives less than nothing
	charged  bool        // no break earns anything
	mostPost geom.Length // the largest of the items

	pass       Pass
	last       bool // lines that are too full are taken
	active     []*node
	candidates []node
	arena      []node
}

// breakers are those that have done their work: their memory serves the next
// paragraph.
var breakers = sync.Pool{New: func() any { return &breaker{} }}

func newBreaker(items []Item, p Params) *breaker {
	b := breakers.Get().(*breaker)
	b.items, b.p, b.arena = items, p, b.arena[:0]
	b.sums = append(b.sums[:0], sums{})
	b.growing, b.charged, b.mostPost = true, true, 0
	for i, it := range items {
		b.sums = append(b.sums, b.sums[i].plus(it))
		b.growing = b.growing && it.Width >= 0 && it.Stretch >= 0
		b.charged = b.charged && (it.Cost >= 0 || it.Cost <= Forced)
		b.mostPost = max(b.mostPost, it.Post)
	}
	b.next = slices.Grow(b.next[:0], len(items)+1)[:len(items)+1]
	b.next[len(items)] = len(items)
	for i := len(items) - 1; i >= 0; i-- {
		b.next[i] = b.next[i+1]
		if items[i].Kind == Box || items[i].Kind == Penalty && items[i].Cost <= Forced {
			b.next[i] = i
		}
	}
	return b
}

// done gives the breaker back; the nodes that it returned are void.
func (b *breaker) done() {
	b.items = nil
	breakers.Put(b)
}

func (s sums) plus(it Item) sums {
	if it.Kind == Penalty {
		return s
	}
	s.width += it.Width
	s.stretch += it.Stretch
	s.shrink += it.Shrink
	if it.Kind == Box {
		s.flexStretch += it.Stretch
		s.flexShrink += it.Shrink
	}
	if it.Fill {
		s.fill++
	}
	return s
}

// run makes one pass. It reports whether that leads to the end.
func (b *breaker) run(pass Pass, last bool) bool {
	b.pass, b.last = pass, last
	b.active = append(b.active[:0], &node{item: -1, start: b.next[0], fitness: normal})
	for i := range b.items {
		if b.legal(i) {
			b.try(i)
			if len(b.active) == 0 {
				return false
			}
		}
	}
	return true
}

// near is the tolerance that is tried before an unlimited one.
const near = 2 * One

// runNear makes a pass that sets no limit within a near one, which leaves far fewer
// lines to look at. It reports whether the best paragraph of the two is the same: one
// line beyond the limit would cost more than all of it.
func (b *breaker) runNear(pass Pass) bool {
	if pass.Tolerance < Unlimited || pass.ForcedOnly || b.p.special() || !b.charged {
		return false
	}
	pass.Tolerance = near
	if !b.run(pass, false) {
		return false
	}
	best, _ := b.choose(0)
	beyond := b.p.LinePenalty + badness(near)
	return best.demerits < beyond*beyond
}

// legal reports whether a line may end at item i (paper, page 1124).
func (b *breaker) legal(i int) bool {
	it := b.items[i]
	if b.pass.ForcedOnly {
		return it.Kind == Penalty && it.Cost <= Forced
	}
	switch it.Kind {
	case Glue:
		return i > 0 && b.items[i-1].Kind == Box
	case Penalty:
		return it.Cost < Forbidden && (b.pass.MaxCost == 0 || it.Cost <= b.pass.MaxCost)
	}
	return false
}

// try looks at a break at item i from every active node (paper, page 1160).
func (b *breaker) try(i int) {
	b.candidates = b.candidates[:0]
	kept := b.active[:0]
	forced := b.items[i].Cost <= Forced && b.items[i].Kind == Penalty
	var ratio int64
	for n, a := range b.active {
		if n == 0 || !a.sameLine(b.active[n-1]) {
			ratio = b.ratio(a, i)
		}
		if ratio >= -One && ratio <= b.pass.Tolerance {
			b.candidate(a, i, ratio)
		}
		stays := !forced && (ratio >= -One || b.fitsWithout(a, i))
		if !stays && b.last && len(kept) == 0 && n == len(b.active)-1 && len(b.candidates) == 0 {
			b.candidate(a, i, ratio) // no other way is left: the line is too full
		}
		if stays {
			kept = append(kept, a)
		}
		if !forced && ratio > b.pass.Tolerance && b.allLooser(a, i) {
			kept = append(kept, b.active[n+1:]...)
			break
		}
	}
	b.active = kept
	for j := range b.candidates {
		if c := &b.candidates[j]; !b.beaten(c) {
			b.active = append(b.active, b.keep(*c))
		}
	}
}

// sameLine reports whether the next line is the same from both nodes: it begins at
// one place and has one measure.
func (a *node) sameLine(o *node) bool { return a.item == o.item && a.item >= 0 }

// allLooser reports whether the line to item i is too loose from a and so from every
// later node: the line from there is shorter, but for what hangs in the margin, and
// has no more to give.
func (b *breaker) allLooser(a *node, i int) bool {
	if a.item < 0 || !b.growing {
		return false
	}
	from, to := b.sums[min(a.start, i)], b.sums[i]
	if to.fill > from.fill {
		return false
	}
	excess := b.p.Rest - (to.width - from.width + b.mostPost + b.items[i].Pre)
	flex := to.flexStretch - from.flexStretch
	return excess > 0 && stretch(excess, to.stretch-from.stretch-flex+b.pass.Extra, flex) > b.pass.Tolerance
}

// beaten reports whether a candidate costs more than another by what lines of unlike
// tightness cost: what follows can cost the other no more than that (TeX 82, §836).
func (b *breaker) beaten(c *node) bool {
	for i := range b.candidates {
		if o := &b.candidates[i]; o.demerits+b.p.FitnessDemerits < c.demerits && o.run <= c.run && b.sameNumber(o.line, c.line) {
			return true
		}
	}
	return false
}

// keep moves a candidate into memory that is allotted by the block.
func (b *breaker) keep(c node) *node {
	if len(b.arena) == cap(b.arena) {
		b.arena = make([]node, 0, min(256, 16+2*cap(b.arena)))
	}
	b.arena = append(b.arena, c)
	return &b.arena[len(b.arena)-1]
}

// fitsWithout reports whether the line would fit but for its hyphen: then a
// later break, without one, may still do.
func (b *breaker) fitsWithout(a *node, i int) bool {
	return b.items[i].Pre > 0 && b.ratioOf(a, i, 0) >= -One
}

// candidate enters a break at item i after node a, unless a better one of its
// class is there.
func (b *breaker) candidate(a *node, i int, ratio int64) {
	c := node{
		item: i, start: b.next[i+1], post: b.items[i].Post, line: a.line + 1,
		fitness: fitness(ratio), rescued: a.rescued || ratio < -One || ratio > b.pass.Tolerance, ratio: ratio, prev: a,
	}
	if b.items[i].Flagged {
		c.run = a.run + 1
	}
	c.demerits = a.demerits + b.demerits(a, &c)
	if int(c.run) > b.p.MaxHyphens || c.run > 0 && b.mustBeWhole(a.line) || b.strandsFragment(a, i) {
		if !b.last {
			return
		}
		c.rescued, c.run, c.demerits = true, min(c.run, int8(b.p.MaxHyphens)), c.demerits+brokenRule
	}
	b.enter(c)
}

// strandsFragment reports whether the line from a to item i is a paragraph's last
// and holds nothing but the short end of a word.
func (b *breaker) strandsFragment(a *node, i int) bool {
	if i != len(b.items)-1 || a.run == 0 || b.sums[i].width-b.sums[min(a.start, i)].width+a.post >= b.p.MinFragment {
		return false
	}
	for _, it := range b.items[min(a.start, i):i] {
		if it.Kind == Glue && !it.Fill {
			return false
		}
	}
	return true
}

func (b *breaker) mustBeWhole(line int) bool {
	for _, w := range b.p.Whole {
		if w == line {
			return true
		}
	}
	return false
}

func (b *breaker) enter(c node) {
	for j := range b.candidates {
		if o := &b.candidates[j]; o.fitness == c.fitness && o.run == c.run && b.sameNumber(o.line, c.line) {
			if c.demerits < o.demerits {
				*o = c
			}
			return
		}
	}
	b.candidates = append(b.candidates, c)
}

// sameNumber reports whether two line numbers need no telling apart: all lines
// but the first are equal, so the number matters only for special wishes.
func (b *breaker) sameNumber(x, y int) bool { return x == y || !b.p.special() }

// choose picks among the ways to reach the end (paper, page 1161, step "choose
// the appropriate active node"), and reports whether it has so many lines more (or
// fewer) than the best as are asked for.
func (b *breaker) choose(looseness int) (*node, bool) {
	var best *node
	for _, a := range b.active {
		if best == nil || a.demerits < best.demerits {
			best = a
		}
	}
	if looseness == 0 {
		return best, true
	}
	var found *node
	for _, a := range b.active {
		if a.line == best.line+looseness && (found == nil || a.demerits < found.demerits) {
			found = a
		}
	}
	if found == nil {
		return best, false
	}
	return found, true
}

func (b *breaker) result(n *node, exact bool) Result {
	r := Result{Demerits: n.demerits, Exact: exact && !n.rescued, Lines: make([]Line, n.line)}
	for ; n.prev != nil; n = n.prev {
		r.Lines[n.line-1] = Line{Start: n.prev.start, End: n.item, Ratio: n.ratio}
	}
	return r
}
