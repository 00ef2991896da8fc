package layout

import (
	"math"

	"octavo/pipeline/geom"
)

// Pages are broken over a whole run of rows at once, by dynamic programming
// over the places where a page may end, as Plass proposed (M. F. Plass,
// "Optimal pagination techniques for automatic typesetting systems", Stanford
// 1981, chapter 3). The costs are ours; they are in units of 1/64 of what a
// page costs that is one line short.
const (
	// forbidden is the cost of a widow, an orphan, a stranded heading: so
	// high that only a page that cannot be ended otherwise has one.
	forbidden = 1_000_000
	// violated is the cost of a page that breaks a law of layout.
	violated = 100 * forbidden
	// pageCost prefers fewer pages, paragraphCost whole paragraphs.
	pageCost      = 100
	paragraphCost = 10
	// leadInCost keeps "as follows:" with what follows.
	leadInCost = 500
	// hyphenEndCost is small as the paragraph can mostly be set anew.
	hyphenEndCost = 60
	// carryCost is that of notes that run on to the next page, stubCost of
	// a note divided so that one line stands alone.
	carryCost, stubCost = 3000, 2000
	// shortCost is that of a last page with less than shortLines lines.
	shortCost, shortLines = 1000, 5
	// slackUnit is the part of a line in which slack is counted; the cost
	// is its square.
	slackUnit = 8
)

// strip is what the breaker needs to know of a row.
type strip struct {
	height geom.Length
	space  geom.Length // above, but not at the top of a page
	head   geom.Length // above, only at the top of a page
	cost   int         // of a page end before the strip
	// notes counts the rows of notes called up to this strip, need those
	// that must stand on a page that ends after it.
	notes, need int
}

// room is what a page offers.
type room struct {
	height  geom.Length
	noteGap geom.Length // between text and notes
	line    geom.Length // the usual height of a line, by which slack is judged
	facing  bool        // pages lie open in pairs
	left    bool        // the first page is a left-hand one
}

// pageEnd says that a page ends before strip row, with the note rows before
// note standing on it or on an earlier page.
type pageEnd struct{ row, note int }

// noteRuler measures runs of note rows by their running sums.
type noteRuler struct {
	sums   []geom.Length // sums[i] is the height of the rows before i
	starts []bool        // starts[i] tells that row i begins a note
}

// fill returns how far the note rows from have room, to at most to.
func (n *noteRuler) fill(from, to int, room geom.Length) int {
	at := from
	for at < to && n.sums[at+1]-n.sums[from] <= room {
		at++
	}
	return at
}

// stub reports whether a note is divided at i with one row alone.
func (n *noteRuler) stub(i int) bool {
	if i == 0 || i >= len(n.starts) || n.starts[i] {
		return false
	}
	return n.starts[i-1] || i+1 >= len(n.starts) || n.starts[i+1]
}

// state is a way to have made pages up to a place.
type state struct {
	pageEnd
	left  bool        // the next page is a left-hand one
	slack geom.Length // of the left-hand page before it, where pages face
	cost  int
	prev  int // index of the state before, or -1
}

// breaker looks for the cheapest way through strips.
type breaker struct {
	strips []strip
	notes  noteRuler
	room   room
	states []state
	// at holds the states at each place, cheapest ways only: no two agree
	// in everything that later costs depend on.
	at [][]int
	// note is where the run's note rows begin.
	best int
}

// breakPages divides strips, of which there is at least one, into pages. Rows
// of notes before note stand on earlier pages. It always ends, and each page
// has at least one strip; the last pages may hold notes only.
func breakPages(strips []strip, notes noteRuler, note int, r room) []pageEnd {
	b := &breaker{strips: strips, notes: notes, room: r, at: make([][]int, len(strips)+1), best: -1}
	b.reach(state{pageEnd: pageEnd{0, note}, left: r.left, prev: -1})
	for row := range strips {
		for _, s := range b.at[row] {
			b.from(s)
		}
	}
	for _, s := range b.at[len(strips)] {
		if b.best < 0 || b.states[s].cost < b.states[b.best].cost {
			b.best = s
		}
	}
	return b.rest(b.path(b.best))
}

// from tries every end of the page that begins at state s.
func (b *breaker) from(s int) {
	start := b.states[s]
	height := b.strips[start.row].head
	found := false
	for end := start.row + 1; end <= len(b.strips); end++ {
		if end > start.row+1 {
			height += b.strips[end-1].space
		}
		height += b.strips[end-1].height
		if height > b.room.height && end > start.row+1 {
			break
		}
		next, ok := b.end(&start, end, height)
		if !ok {
			if found {
				break
			}
			next.cost += violated
		}
		if ok || end == start.row+1 {
			next.prev = s
			b.reach(next)
		}
		found = found || ok
	}
}

// end makes the state after a page from start to end whose text is height
// high. It reports whether every note called there begins there.
func (b *breaker) end(start *state, end int, height geom.Length) (state, bool) {
	last := &b.strips[end-1]
	free := b.room.height - height
	next := state{pageEnd: pageEnd{end, start.note}, left: !start.left}
	if last.notes > start.note {
		next.note = b.notes.fill(start.note, last.notes, free-b.room.noteGap)
		free -= b.room.noteGap + b.notes.sums[next.note] - b.notes.sums[start.note]
	}
	next.cost = start.cost + b.cost(start, &next, free, height)
	if b.room.facing && start.left {
		next.slack = free
	}
	return next, next.note >= last.need && (height <= b.room.height)
}

// cost judges one page.
func (b *breaker) cost(start, next *state, free, height geom.Length) int {
	cost := pageCost
	whole := next.note == b.strips[next.row-1].notes
	if !whole {
		cost += carryCost
		free = 0
		if b.notes.stub(next.note) {
			cost += stubCost
		}
	}
	if next.row == len(b.strips) {
		if height < shortLines*b.room.line && start.prev >= 0 {
			cost += shortCost
		}
		return cost
	}
	cost += b.strips[next.row].cost + b.squared(max(free, 0))
	if b.room.facing && !start.left && start.prev >= 0 {
		cost += b.squared(free - start.slack)
	}
	return cost
}

// squared is the cost of a slack.
func (b *breaker) squared(l geom.Length) int {
	units := math.Round(float64(l) * slackUnit / float64(b.room.line))
	return int(units * units)
}

// reach keeps s unless a cheaper way leads to the same.
func (b *breaker) reach(s state) {
	for _, i := range b.at[s.row] {
		o := &b.states[i]
		if o.note == s.note && o.left == s.left && o.slack == s.slack {
			if s.cost < o.cost {
				*o = s
			}
			return
		}
	}
	b.states = append(b.states, s)
	b.at[s.row] = append(b.at[s.row], len(b.states)-1)
}

// path collects the page ends that lead to state s.
func (b *breaker) path(s int) []pageEnd {
	var out []pageEnd
	for ; b.states[s].prev >= 0; s = b.states[s].prev {
		out = append(out, b.states[s].pageEnd)
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return out
}

// rest adds pages for notes that are left when the text is at its end.
func (b *breaker) rest(ends []pageEnd) []pageEnd {
	last := ends[len(ends)-1]
	all := b.strips[len(b.strips)-1].notes
	for last.note < all {
		last.note = max(b.notes.fill(last.note, all, b.room.height-b.room.noteGap), last.note+1)
		ends = append(ends, last)
	}
	return ends
}
