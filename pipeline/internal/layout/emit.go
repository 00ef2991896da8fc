package layout

import (
	"strings"

	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/style"
)

// emitter turns the composer's plan into rows, one after another.
type emitter struct {
	rows []row
	// Of the white space before the next row, margins collapse into the
	// largest (CSS 2.2, 8.3.1) and the rest adds up.
	collapsing, fixed geom.Length
	keep              bool        // no page end before the next row
	inside            int         // boxes open that want no page end inside
	fresh             bool        // the next row is the first in such a box
	force, short      style.Break // short: where chapters are; see runOn
	opens             bool
	trim              bool // no margin above the next row
	push              bool
	heads             bool // the next row begins a heading
	under             bool // the next row is the first under one
	page              string
	turned            bool // pages lie on their side
	from              int  // the number of the next row's page
	dests             []spot
	strings           []namedString
	markers           []marker
	extra             int // cost of a page end before the next row
	// tail counts down the lines after a heading that should stay with it,
	// tailCost is the cost of a page end before each.
	tail, tailCost int
	// grid is the height of the lines of the grid, 0 where there is none.
	grid geom.Length
	text int // rows up to the end of the last chapter
}

// marker stands beside the next line of text: a bullet, a note's number, a
// heading's number in the margin.
type marker struct {
	line line
	x    geom.Length
}

func (e *emitter) run(ops []func(*emitter)) {
	for _, op := range ops {
		op(e)
	}
	e.flushMarkers()
}

// margin asks for white space that collapses with its neighbours.
func (e *emitter) margin(l geom.Length) { e.collapsing = max(e.collapsing, l) }

// trimEnd drops the margin below what ends a box.
func (e *emitter) trimEnd() {
	e.flushMarkers()
	if !e.trim { // something stands in the box
		e.collapsing = 0
	}
}

// pad asks for white space that does not.
func (e *emitter) pad(l geom.Length) {
	if l > 0 {
		e.fixed += e.collapsing + l
		e.collapsing = 0
	}
}

// begin opens a box.
func (e *emitter) begin(st *style.Computed) {
	e.pageEnd(st.BreakBefore, st.ShortBreak.Of(st.BreakBefore))
	e.opens = e.opens || st.ShortBreak != style.AsLong
	if st.BreakInside == style.AvoidBreak {
		if e.inside == 0 {
			e.fresh = true
		}
		e.inside++
	}
	e.push = e.push || st.PushDown
	if st.PageFrom > 0 {
		e.from = st.PageFrom
	}
	e.margin(st.Margin.Top)
}

// end closes a box.
func (e *emitter) end(st *style.Computed) {
	e.flushMarkers()
	e.margin(st.Margin.Bottom)
	if st.BreakInside == style.AvoidBreak {
		e.inside--
	}
	e.pageEnd(st.BreakAfter, st.BreakAfter)
}

// pageEnd asks for a page end before the next row or for none, short where chapters are.
func (e *emitter) pageEnd(long, short style.Break) {
	if long == style.AvoidBreak {
		e.keep = true
		return
	}
	e.force = max(e.force, long)
	e.short = max(e.short, short)
}

// add appends a row, with all that has been asked for since the last one.
func (e *emitter) add(r row, st *style.Computed) {
	e.mark(&r)
	r.heads = e.heads
	if e.trim {
		e.collapsing = 0
	}
	r.space += e.collapsing + e.fixed
	if r.onGrid && len(e.rows) > 0 && e.rows[len(e.rows)-1].onGrid {
		r.space = wholeLines(r.space, e.grid)
	}
	r.cost += e.extra
	if e.tail > 0 {
		r.cost += e.tailCost
	}
	if e.keep || e.inside > 0 && !e.fresh {
		r.cost = forbidden
	}
	page := st.Page
	if e.turned {
		page += turned
	}
	if page != e.page && len(e.rows) > 0 {
		if e.force == style.AutoBreak && strings.HasSuffix(page, turned) != strings.HasSuffix(e.page, turned) {
			r.space = 0
		}
		e.pageEnd(style.PageBreak, style.PageBreak)
	}
	e.page = page
	if e.force != style.AutoBreak || len(e.rows) == 0 {
		e.forced(r.more())
	}
	if e.push {
		r.more().push = true
	}
	if e.from > 0 {
		r.more().from = e.from
	}
	if len(e.dests) > 0 {
		r.more().dests = append(e.dests, r.more().dests...)
	}
	if len(e.strings) > 0 {
		r.more().strings = e.strings
	}
	e.rows = append(e.rows, r)
	*e = emitter{rows: e.rows, inside: e.inside, page: e.page, turned: e.turned, tail: e.tail - 1, tailCost: e.tailCost, grid: e.grid, text: e.text}
}

// forced has a row begin a page. Where numbers are counted anew they do so on a page
// of the side that is asked for, however short chapters are.
func (e *emitter) forced(r *rare) {
	r.force, r.page, r.opens = max(e.force, style.PageBreak), e.page, e.opens
	r.short = e.short
	if e.from > 0 || len(e.rows) == 0 {
		r.short = r.force
	}
}

// wholeLines is the white between two lines of the grid: whole lines of it. Less
// than a third of one is none, so that a little white between the items of a list
// does not part them as paragraphs are parted; more, as about a formula, is one.
func wholeLines(white, line geom.Length) geom.Length {
	return (white + line - line/3) / line * line
}

// stay asks for some lines after a heading: under a chapter's more than under
// a section's.
func (e *emitter) stay(level int) {
	e.under = true
	e.tail, e.tailCost = 3, sectionTailCost
	if level == 1 {
		e.tail, e.tailCost = 5, chapterTailCost
	}
}

// endStay asks for no more lines before a heading of the same level: what is shorter than
// them may end a page.
func (e *emitter) endStay(level int) {
	if level == 1 || e.tailCost == sectionTailCost {
		e.tail = 0
	}
}

// mark puts the waiting markers on the row's baseline, before its text.
func (e *emitter) mark(r *row) {
	if len(e.markers) == 0 || r.baseline == 0 {
		return
	}
	var frags []Fragment
	startAt(e.dests, e.markers[0].x)
	if r.rare != nil {
		startAt(r.rare.dests, e.markers[0].x)
	}
	for i, m := range e.markers {
		if i == 0 && m.line.start.Node != nil {
			r.start = m.line.start
		}
		down := m.line.ascent - r.baseline
		if down > 0 && !r.onGrid {
			shift(r.frags, 0, down)
			r.baseline += down
			r.height += down
		}
		shift(m.line.frags, m.x, r.baseline)
		frags = append(frags, m.line.frags...)
		if !r.onGrid {
			r.height = max(r.height, r.baseline+m.line.descent)
		}
	}
	r.frags = append(frags, r.frags...)
	e.markers = nil
}

// startAt has what is named begin with its marker.
func startAt(dests []spot, x geom.Length) {
	for i := range dests {
		dests[i].x = min(dests[i].x, x)
	}
}

// flushMarkers gives markers that no text came for a row of their own.
func (e *emitter) flushMarkers() {
	if len(e.markers) == 0 {
		return
	}
	m := e.markers[0].line
	st := &style.Computed{Page: e.page}
	e.add(row{height: m.ascent + m.descent, baseline: m.ascent, start: m.start}, st)
}
