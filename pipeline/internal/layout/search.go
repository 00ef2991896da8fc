package layout

import (
	"runtime"
	"sort"
	"sync"
)

// The breaker goes from row to row. What can be reached from a row depends on the
// states there and on the strips of the pages that are tried, and on nothing before:
// so where the states at as many rows as a page spans are those of another search, but
// for one difference of all costs, what follows is that search's. By this a search that
// is repeated with a few other costs is repeated only around these, and the parts of a
// long run are searched side by side, each from a page of its own that begins it.

// place is where a page may begin: with a note's row, on a side.
type place struct {
	note int
	left bool
}

// open is a place with the states that lead there, as long as more may come.
type open struct {
	place
	states []state
}

// group is the states at one place that may still win, found.states[from:to]. They
// differ only in the slack of the page before: their next page is worked out once.
type group struct {
	place
	from, to int
}

// found is what a search has found: the rows before done are finished.
type found struct {
	done   int
	states []state
	groups []group
	first  []int    // by row, its first in groups
	far    []int    // by row, the furthest strip that a page from it or from a row before was tried to
	open   [][]open // by row
	spare  [][]open // memory for open
}

func newBreaker(strips []strip, notes noteRuler, r room) *breaker {
	n := len(strips) + 1
	b := &breaker{strips: strips, notes: notes, room: r, best: -1,
		found: found{first: make([]int, n+1), far: make([]int, n), open: make([][]open, n)}}
	b.measureNext()
	return b
}

// leastPart is how many rows a part has that is searched beside others: about as many
// as it takes to agree.
const leastPart = 4000

// search finds the cheapest way.
func search(strips []strip, notes noteRuler, note int, r room) *breaker {
	n := 1
	if !r.facing { // the sides of pages depend on all before
		n = min(runtime.GOMAXPROCS(0), len(strips)/leastPart)
	}
	return searchParts(strips, notes, note, r, max(n, 1))
}

// searchParts finds the cheapest way in n parts, of which each but the first is begun
// as if a page began there.
func searchParts(strips []strip, notes noteRuler, note int, r room, n int) *breaker {
	bound := func(i int) int { return len(strips) * i / n }
	parts := make([]*breaker, n)
	var wg sync.WaitGroup
	for i := range parts {
		wg.Go(func() {
			start := state{pageEnd: pageEnd{row: bound(i), note: note}, left: r.facing && r.left, prev: -1}
			if i > 0 {
				start.note = strips[start.row-1].notes
			}
			parts[i] = newBreaker(strips, notes, r)
			parts[i].done = start.row
			parts[i].reach(start)
			parts[i].goOn(bound(i + 1))
		})
	}
	wg.Wait()
	b := parts[0]
	for i, part := range parts[1:] {
		if shift, ok := b.meet(part, bound(i+2)); ok {
			b.take(part, bound(i+2), shift)
			b.refill()
		}
	}
	return b.finish()
}

// meet goes on until the states are those of another search, which begins at this row,
// for as many rows as the pages before them span, or to row to. It returns what is to
// be added to the other's costs, and whether the two have met.
func (b *breaker) meet(was *breaker, to int) (shift int, ok bool) {
	since, known := b.done+1, false // since is the first row from which on all are alike
	for b.goOn(since); b.done < to; {
		row := b.done
		b.goOn(row + 1)
		by, any, alike := b.compare(was, row)
		switch {
		case !alike, any && known && by != shift:
			since, known = row+1, false
		case any:
			shift, known = by, true
		}
		if known && row >= max(b.far[since-1], was.far[since-1]) {
			return shift, true
		}
	}
	return 0, false
}

// compare says whether a row has the states that it has in another search but for one
// difference of all costs, what that is, and whether it has any.
func (b *breaker) compare(was *breaker, row int) (shift int, any, alike bool) {
	mine, others := b.groups[b.first[row]:b.first[row+1]], was.groups[was.first[row]:was.first[row+1]]
	if len(mine) != len(others) {
		return 0, false, false
	}
	for i, g := range mine {
		o := others[i]
		if g.place != o.place || g.to-g.from != o.to-o.from {
			return 0, true, false
		}
		for k := range g.to - g.from {
			s, t := &b.states[g.from+k], &was.states[o.from+k]
			if !any {
				shift, any = s.cost-t.cost, true
			}
			if s.slack != t.slack || s.cost-t.cost != shift {
				return 0, true, false
			}
		}
	}
	return shift, any, true
}

// take takes over what another search, which this one has met, found up to row to.
func (b *breaker) take(was *breaker, to, shift int) {
	fromGroup, toGroup := was.first[b.done], was.first[to]
	fromState, toState := was.stateOf(fromGroup), was.stateOf(toGroup)
	groups, states := len(b.groups)-fromGroup, len(b.states)-fromState
	for _, s := range was.states[fromState:toState] {
		s.cost += shift
		if s.prev >= 0 {
			s.prev += states
		}
		b.states = append(b.states, s)
	}
	for _, g := range was.groups[fromGroup:toGroup] {
		b.groups = append(b.groups, group{g.place, g.from + states, g.to + states})
	}
	for row := b.done; row < to; row++ {
		b.first[row+1] = was.first[row+1] + groups
		b.far[row] = max(was.far[row], b.far[max(row-1, 0)])
	}
	b.done = to
}

// stateOf is the first state of a group, or that after the last.
func (f *found) stateOf(group int) int {
	if group < len(f.groups) {
		return f.groups[group].from
	}
	return len(f.states)
}

// refill opens the rows that pages of the finished rows lead to.
func (b *breaker) refill() {
	for row := b.done; row <= b.far[b.done-1]; row++ {
		b.release(row)
	}
	for row := sort.SearchInts(b.far[:b.done], b.done); row < b.done; row++ {
		b.tryPages(row)
	}
}

// goOn finishes the rows before row to.
func (b *breaker) goOn(to int) {
	for ; b.done < to; b.done++ {
		row := b.done
		for i := range b.open[row] {
			b.keep(&b.open[row][i])
		}
		b.release(row)
		b.first[row+1] = len(b.groups)
		b.far[row] = b.far[max(row-1, 0)]
		if row < len(b.strips) {
			b.tryPages(row)
		}
	}
}

// tryPages tries the pages that begin at a row.
func (b *breaker) tryPages(row int) {
	for _, g := range b.groups[b.first[row]:b.first[row+1]] {
		b.from(row, g)
	}
}

// finish goes on to the end and picks the best way.
func (b *breaker) finish() *breaker {
	b.goOn(len(b.strips) + 1)
	for _, g := range b.groups[b.first[len(b.strips)]:] {
		for s := g.from; s < g.to; s++ {
			if b.best < 0 || b.states[s].cost < b.states[b.best].cost {
				b.best = s
			}
		}
	}
	return b
}

// keep takes the states of o that may still win.
func (b *breaker) keep(o *open) {
	least := o.states[0].cost
	for i := range o.states {
		least = min(least, o.states[i].cost)
	}
	from := len(b.states)
	for i := range o.states {
		if o.states[i].cost <= least+unevenCap {
			b.states = append(b.states, o.states[i])
		}
	}
	b.groups = append(b.groups, group{o.place, from, len(b.states)})
}

// reach keeps s unless a cheaper way leads to the same or its row is finished.
func (b *breaker) reach(s state) {
	if s.row < b.done {
		return
	}
	o := b.at(s.row, place{s.note, s.left})
	for i := range o.states {
		if t := &o.states[i]; t.slack == s.slack {
			if s.cost < t.cost {
				*t = s
			}
			return
		}
	}
	o.states = append(o.states, s)
}

// at gives a place at a row, which is opened where it is not yet.
func (b *breaker) at(row int, p place) *open {
	list := b.open[row]
	for i := range list {
		if list[i].place == p {
			return &list[i]
		}
	}
	if n := len(b.spare); list == nil && n > 0 {
		list, b.spare = b.spare[n-1], b.spare[:n-1]
	}
	if n := len(list); n < cap(list) {
		list = list[:n+1]
		list[n].place, list[n].states = p, list[n].states[:0]
	} else {
		list = append(list, open{place: p})
	}
	b.open[row] = list
	return &list[len(list)-1]
}

// release takes back the memory of a row.
func (b *breaker) release(row int) {
	if list := b.open[row]; list != nil {
		b.spare, b.open[row] = append(b.spare, list[:0]), nil
	}
}
