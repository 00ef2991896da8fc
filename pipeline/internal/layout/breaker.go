package layout

import (
	"math"
	"slices"

	"octavo/pipeline/internal/geom"
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
	// leadInCost keeps "as follows:" with what follows, shortLeadInCost where it is
	// no more than that line.
	leadInCost, shortLeadInCost = 500, 4000
	// chapterTailCost and sectionTailCost keep more than the least lines
	// below a heading.
	chapterTailCost, sectionTailCost = 8000, 100
	// hyphenEndCost is small as the paragraph can mostly be set anew.
	hyphenEndCost = 60
	// carryCost is that of notes that run on to the next page, stubCost of
	// a note divided so that one line stands alone.
	carryCost, stubCost = 3000, 2000
	// shortCost is that of a last page with less than shortLines lines.
	shortCost, shortLines = 2500, 5
	// forcedSlack is what a unit costs that stays empty because an object does not
	// fit that comes next, where pages do not face each other: so white stands
	// there and is not shared out over the pages before. An object is what cannot
	// be divided and takes so much of a page: a figure, a small table, and no
	// heading with its lines.
	forcedSlack, objectPart = slackUnit / 2, 0.2
	// idleSlack is how many times as much white costs, in an edition whose pages do
	// not face each other, that what comes next would have filled.
	idleSlack = 4
	// slackUnit is the part of a line in which slack is counted; the cost
	// is its square.
	slackUnit = 8
	// emptiest is the part of a page that may stay empty where any other end
	// can be had.
	emptiest = 0.4
	// unevenCost is what facing pages of unequal depth cost, times the square of
	// the difference. unevenCap bounds it, by that of two lines. So a way that
	// costs more than this above another to the same place can never catch up.
	unevenCost, unevenCap = 8, 8 * 4 * slackUnit * slackUnit
)

// strip is what the breaker needs to know of a row.
type strip struct {
	height geom.Length
	space  geom.Length // above, but not at the top of a page
	head   geom.Length // above, only at the top of a page
	cost   int         // of a page end before the strip
	onGrid bool        // it begins at a whole number of lines from the page's top
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
	gives   *gives      // what paragraphs give; nil where they keep to their best setting
}

// snap goes on from a height to the next line of the grid.
func (r *room) snap(height geom.Length, onGrid bool) geom.Length {
	if over := height % r.line; onGrid && over > 0 {
		return height + r.line - over
	}
	return height
}

// pageEnd says that a page ends before strip row, with the note rows before
// note standing on it or on an earlier page, and so many lines gained (or lost) by
// the paragraphs and headings on it.
type pageEnd struct{ row, note, gain int }

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
	left  bool // the next page is a left-hand one, where pages face
	slack int  // of the left-hand page before it, where pages face
	cost  int
	poor  bool // the page before might be better for paragraphs that give
	prev  int  // index of the state before, or -1
}

// breaker looks for the cheapest way through strips; search.go has the order in which
// it does.
type breaker struct {
	strips []strip
	notes  noteRuler
	room   room
	next   []geom.Length // what comes in one piece from a row on, by row
	best   int           // the cheapest state at the end
	list   []int         // memory for gains
	found
}

// breakPages divides strips, of which there is at least one, into pages. Rows
// of notes before note stand on earlier pages. It always ends, and each page
// has at least one strip; the last pages may hold notes only. It reports whether
// they might be better if paragraphs gave.
func breakPages(strips []strip, notes noteRuler, note int, r room) (ends []pageEnd, poor bool) {
	return search(strips, notes, note, r).pages()
}

// pages are the pages of the best way.
func (b *breaker) pages() (ends []pageEnd, poor bool) {
	ends, poor = b.path(b.best)
	return b.rest(ends), poor
}

// measureNext works out how high what comes in one piece is, or would best, with the
// notes that must stand on its page.
func (b *breaker) measureNext() {
	b.next = make([]geom.Length, len(b.strips))
	for i := len(b.strips) - 1; i >= 0; i-- {
		s := &b.strips[i]
		b.next[i] = s.space + s.height
		if i > 0 && s.need > b.strips[i-1].notes {
			b.next[i] += b.notes.sums[s.need] - b.notes.sums[b.strips[i-1].notes]
		}
		if i+1 < len(b.strips) && b.strips[i+1].cost >= leadInCost {
			b.next[i] += b.next[i+1]
		}
	}
}

// slackCost judges what stays empty of a page that is not the last.
func (b *breaker) slackCost(p page) int {
	free := max(p.free, 0)
	next := b.next[p.row]
	switch {
	case b.room.facing:
	case next <= p.white:
		return idleSlack * free * free
	case next > b.room.height.Scale(objectPart):
		return min(free*free, forcedSlack*free)
	}
	return free * free
}

// from tries the ends of the page that begins at row with the states of g:
// those that leave at most emptiest of the page empty and have no forbidden
// break; where there are none, emptier pages; where there are none either, any
// page. That a page has an end is certain.
func (b *breaker) from(row int, g group) {
	least := b.room.height - b.room.height.Scale(emptiest)
	if b.ends(row, g, least, forbidden-1) || b.ends(row, g, 0, forbidden-1) {
		return
	}
	b.ends(row, g, 0, math.MaxInt)
}

// ends reaches every end of a page that is at least so high, notes included,
// at a break that costs at most most. It reports whether there is one.
func (b *breaker) ends(row int, g group, least geom.Length, most int) bool {
	height := b.room.snap(b.strips[row].head, b.strips[row].onGrid)
	first := b.states[g.from].prev < 0
	found := false
	for end := row + 1; end <= len(b.strips); end++ {
		b.far[row] = max(b.far[row], end)
		if end > row+1 {
			height = b.room.snap(height+b.strips[end-1].space, b.strips[end-1].onGrid)
		}
		height += b.strips[end-1].height
		last := end == len(b.strips)
		if !last && height+b.notes.sums[b.strips[end-1].notes]-b.notes.sums[g.note] < least {
			continue
		}
		lawful := false
		for _, gain := range b.gains(row, end, g.note, height) {
			high := height + geom.Length(gain)*b.room.line
			var p page
			p, lawful = b.page(g.note, end, high)
			if !lawful && (end > row+1 || most < math.MaxInt) {
				return found
			}
			if !lawful {
				p.cost += violated
			}
			if last || b.strips[end].cost <= most {
				p.gain = gain
				p.cost += b.room.gives.cost(row, end, gain)
				b.judgeEnd(&p, high, first)
				b.reach(b.join(g, p))
				found = true
			}
		}
	}
	return found
}

// page is a page that is tried: where it ends, how much of it is empty in
// units of slack, and what it costs by itself.
type page struct {
	pageEnd
	free, cost int
	low        int         // how far above the foot the page ends, in such units
	short      bool        // the last page, with hardly enough lines
	white      geom.Length // free in points
}

// page fills what the text leaves with notes. It reports whether the text fits
// and every note called on the page begins there; where it does not, neither
// do longer pages.
func (b *breaker) page(note, end int, height geom.Length) (page, bool) {
	last := &b.strips[end-1]
	free := b.room.height - height
	p := page{pageEnd: pageEnd{row: end, note: note}, cost: pageCost}
	if last.notes > note {
		p.note = b.notes.fill(note, last.notes, free-b.room.noteGap)
		free -= b.room.noteGap + b.notes.sums[p.note] - b.notes.sums[note]
	}
	if p.note < last.notes {
		free = 0
		p.cost += carryCost
		if b.notes.stub(p.note) {
			p.cost += stubCost
		}
	}
	p.white = free
	p.free = int(math.Round(float64(free) * slackUnit / float64(b.room.line)))
	if p.note == note {
		p.low = p.free // notes stand at the foot
	}
	return p, p.note >= last.need && height <= b.room.height
}

// judgeEnd judges a page's end: the break, or how short the last page is.
func (b *breaker) judgeEnd(p *page, height geom.Length, first bool) {
	least := shortLines * b.room.line
	switch {
	case p.row < len(b.strips):
		p.cost += b.strips[p.row].cost
	case first:
	case height < least:
		p.short = true
		p.cost += shortCost
	case height == least: // the page before may lack them
		p.short = true
	}
}

// join adds a page to the state of g that it suits best.
func (b *breaker) join(g group, p page) state {
	next := state{pageEnd: p.pageEnd, left: b.room.facing && !g.left, cost: math.MaxInt}
	last := p.row == len(b.strips)
	if !last {
		p.cost += b.slackCost(p)
	}
	for i := g.from; i < g.to; i++ {
		s := &b.states[i]
		cost := s.cost + p.cost
		uneven := 0
		if b.room.facing && !g.left && !last && s.prev >= 0 {
			uneven = min(unevenCost*(p.low-s.slack)*(p.low-s.slack), unevenCap)
		}
		if cost += uneven; cost < next.cost {
			next.cost, next.prev, next.poor = cost, i, uneven > 0
		}
	}
	if b.room.facing && g.left {
		next.slack = p.low
	}
	next.poor = next.poor || p.short || b.room.facing && !last && p.free >= slackUnit
	return next
}

// path collects the page ends that lead to state s, and tells whether one of their
// pages might be better if paragraphs gave.
func (b *breaker) path(s int) (ends []pageEnd, poor bool) {
	for ; b.states[s].prev >= 0; s = b.states[s].prev {
		ends = append(ends, b.states[s].pageEnd)
		poor = poor || b.states[s].poor
	}
	slices.Reverse(ends)
	return ends, poor
}

// rest adds pages for notes that are left when the text is at its end.
func (b *breaker) rest(ends []pageEnd) []pageEnd {
	last := ends[len(ends)-1]
	last.gain = 0
	all := b.strips[len(b.strips)-1].notes
	for last.note < all {
		last.note = max(b.notes.fill(last.note, all, b.room.height-b.room.noteGap), last.note+1)
		ends = append(ends, last)
	}
	return ends
}
