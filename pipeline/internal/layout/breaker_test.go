package layout

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"octavo/pipeline/internal/geom"
)

// run is a random task for the breaker.
type run struct {
	strips []strip
	notes  noteRuler
	room   room
}

// drawRun makes n rows of a few heights, some calling notes of a few rows.
func drawRun(t *rapid.T, n int) run {
	r := run{notes: noteRuler{sums: []geom.Length{0}}}
	line := 12 * geom.Pt
	need := 0
	for i := range rapid.IntRange(1, n).Draw(t, "rows") {
		s := strip{height: line * geom.Length(rapid.SampledFrom([]int{1, 1, 1, 1, 2, 3, 9}).Draw(t, "height"))}
		s.space = line / 2 * geom.Length(rapid.IntRange(0, 2).Draw(t, "space"))
		s.cost = rapid.SampledFrom([]int{0, 0, paragraphCost, hyphenEndCost, forbidden}).Draw(t, "cost")
		if rapid.IntRange(0, 5).Draw(t, "head") == 0 && i > 0 {
			s.head = line
		}
		for range rapid.SampledFrom([]int{0, 0, 0, 1, 2}).Draw(t, "notes") {
			need = len(r.notes.starts) + 1
			for k := range rapid.IntRange(1, 5).Draw(t, "lines") {
				r.notes.starts = append(r.notes.starts, k == 0)
				r.notes.sums = append(r.notes.sums, r.notes.sums[len(r.notes.sums)-1]+9*geom.Pt)
			}
		}
		s.notes, s.need = len(r.notes.starts), need
		r.strips = append(r.strips, s)
	}
	r.room = room{height: line * 7, noteGap: line / 2, line: line,
		facing: rapid.Bool().Draw(t, "facing"), left: rapid.Bool().Draw(t, "left")}
	if rapid.Bool().Draw(t, "gives") {
		r.room.gives = drawGives(t, len(r.strips))
	}
	return r
}

// drawGives makes paragraphs of two rows and more give, and rows between them.
func drawGives(t *rapid.T, rows int) *gives {
	g := &gives{line: rapid.SampledFrom([]int{giveCost, loneCost}).Draw(t, "line"), white: make([]int, rows+1)}
	for i := 0; i < rows; i++ {
		n := rapid.SampledFrom([]int{1, 1, 2, 3}).Draw(t, "paragraph")
		switch {
		case n > 1 && i+n <= rows:
			g.paras = append(g.paras, elastic{first: i, last: i + n - 1,
				give: give{has: [ways]bool{rapid.Bool().Draw(t, "fewer"), rapid.Bool().Draw(t, "more")}}})
			i += n - 1
		case rapid.IntRange(0, 3).Draw(t, "heading") == 0:
			g.heads = append(g.heads, i)
		}
	}
	g.add(rows)
	return g
}

// twin finds the least cost of dividing a run by trying every way, page by
// page, from the definition of the costs.
type twin struct{ run }

func (w twin) best(row, note int, left bool, facingSlack int, first bool) int {
	if row == len(w.strips) {
		return 0
	}
	for _, rank := range []int{0, 1, 2} {
		least := math.MaxInt
		for end := row + 1; end <= len(w.strips); end++ {
			for _, gain := range w.gains(row, end, note) {
				if cost, ok := w.page(row, end, note, gain, left, facingSlack, first, rank); ok {
					least = min(least, cost)
				}
			}
		}
		if least < math.MaxInt {
			return least
		}
	}
	panic("a page has no end")
}

// page is the cost of a page and all after it; ok says that the page is one
// of those tried at the rank: 0 are well filled pages with a good end, 1 pages
// with a good end, 2 all.
func (w twin) page(row, end, note, gain int, left bool, facingSlack int, first bool, rank int) (cost int, ok bool) {
	full := w.textHeight(row, end)
	h := full + geom.Length(gain)*w.room.line
	calls := w.strips[end-1].notes
	gap := geom.Length(0)
	if calls > note {
		gap = w.room.noteGap
	}
	upTo := note
	for upTo < calls && h+gap+w.notes.sums[upTo+1]-w.notes.sums[note] <= w.room.height {
		upTo++
	}
	lawful := h <= w.room.height && upTo >= w.strips[end-1].need
	last := end == len(w.strips)
	switch {
	case !lawful && (rank < 2 || end > row+1),
		rank < 2 && !last && w.strips[end].cost >= forbidden,
		rank == 0 && !last && full+w.notes.sums[calls]-w.notes.sums[note] < w.room.height-w.room.height.Scale(emptiest):
		return 0, false
	}
	free := w.room.height - h - gap - (w.notes.sums[upTo] - w.notes.sums[note])
	cost = w.cost(end, upTo, first, h) + w.price(row, end, gain)
	if upTo < calls {
		free = 0
	}
	units := int(math.Round(float64(free) * slackUnit / float64(w.room.line)))
	low := units
	if upTo > note {
		low = 0
	}
	if !last {
		empty := max(units, 0) * max(units, 0)
		switch next := w.piece(end); {
		case w.room.facing:
		case next <= free:
			empty *= idleSlack
		case next > w.room.height.Scale(objectPart):
			empty = min(empty, forcedSlack*max(units, 0))
		}
		cost += empty
		if w.room.facing && !left && !first {
			cost += min(unevenCost*(low-facingSlack)*(low-facingSlack), unevenCap)
		}
	}
	if !lawful {
		cost += violated
	}
	slack := 0
	if w.room.facing && left {
		slack = low
	}
	return cost + w.best(end, upTo, !left, slack, false), true
}

// gains are the lines that a page may gain: any that it has, of which the breaker
// need not look at those that leave two lines empty where more is to be had, nor
// lose lines of a page that holds what it has.
func (w twin) gains(row, end, note int) []int {
	out := []int{0}
	if w.room.gives == nil {
		return out
	}
	longer, shorter, headings := w.given(row, end)
	p, lawful := (&breaker{strips: w.strips, notes: w.notes, room: w.room}).page(note, end, w.textHeight(row, end))
	for n := 1; n <= mostGiven; n++ {
		if white := p.white - geom.Length(n)*w.room.line; lawful && end < len(w.strips) && n <= longer+headings && white >= 0 && white < 2*w.room.line {
			out = append(out, n)
		}
		if !lawful && n <= shorter {
			out = append(out, -n)
		}
	}
	return out
}

// given counts the paragraphs that stand whole on a page and give, and the headings.
func (w twin) given(row, end int) (longer, shorter, headings int) {
	for _, e := range w.room.gives.paras {
		if e.first >= row && e.last < end {
			longer += map[bool]int{true: 1}[e.has[more]]
			shorter += map[bool]int{true: 1}[e.has[fewer]]
		}
	}
	for _, i := range w.room.gives.heads {
		if i > row && i < end {
			headings++
		}
	}
	return longer, shorter, headings
}

func (w twin) price(row, end, gain int) int {
	if gain == 0 {
		return 0
	}
	longer, _, _ := w.given(row, end)
	return max(gain, -gain)*w.room.gives.line + max(gain-longer, 0)*whiteCost
}

// piece is the height of the rows from one on up to where a page may well end again,
// with the notes that have to begin on their page.
func (w twin) piece(from int) geom.Length {
	var h geom.Length
	for i := from; i < len(w.strips) && (i == from || w.strips[i].cost >= leadInCost); i++ {
		h += w.strips[i].space + w.strips[i].height
		if before := w.strips[i-1].notes; w.strips[i].need > before {
			h += w.notes.sums[w.strips[i].need] - w.notes.sums[before]
		}
	}
	return h
}

func (w twin) textHeight(from, to int) geom.Length {
	h := w.strips[from].head + w.strips[from].height
	for i := from + 1; i < to; i++ {
		h += w.strips[i].space + w.strips[i].height
	}
	return h
}

func (w twin) cost(end, upTo int, first bool, h geom.Length) int {
	cost := pageCost
	if upTo < w.strips[end-1].notes {
		cost += carryCost
		inside := upTo > 0 && !w.notes.starts[upTo]
		lastOne := upTo+1 == len(w.notes.starts) || w.notes.starts[upTo+1]
		if inside && (w.notes.starts[upTo-1] || lastOne) {
			cost += stubCost
		}
	}
	if end < len(w.strips) {
		return cost + w.strips[end].cost
	}
	if h < shortLines*w.room.line && !first {
		cost += shortCost
	}
	return cost
}

// TestBreakerFindsTheCheapestWay compares the breaker with its slow twin.
func TestBreakerFindsTheCheapestWay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRun(t, 11)
		b := search(r.strips, r.notes, 0, r.room)
		if got, want := b.states[b.best].cost, (twin{r}).best(0, 0, r.room.left, 0, true); got != want {
			ends, _ := b.pages()
			t.Fatalf("cost %d, want %d: %+v", got, want, ends)
		}
	})
}

// TestPagesHoldTheirRows holds the laws of pages: every row once and in order,
// no page too full, every note begun on the page of its call.
func TestPagesHoldTheirRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRun(t, 120)
		from := pageEnd{}
		ends, _ := breakPages(r.strips, r.notes, 0, r.room)
		for i, end := range ends {
			if end.row < from.row || end.note < from.note || end.row == from.row && end.note == from.note {
				t.Fatalf("page %d goes from %+v to %+v", i+1, from, end)
			}
			r.checkPage(t, i, from, end)
			from = end
		}
		from.gain = 0
		if want := (pageEnd{row: len(r.strips), note: len(r.notes.starts)}); from != want {
			t.Fatalf("the pages end at %+v, want %+v", from, want)
		}
	})
}

func (r run) checkPage(t *rapid.T, i int, from, end pageEnd) {
	if end.row <= from.row+1 {
		return // one row, which has to go somewhere, or notes alone
	}
	h := (twin{r}).textHeight(from.row, end.row) + r.notes.sums[end.note] - r.notes.sums[from.note] + geom.Length(end.gain)*r.room.line
	if end.note > from.note {
		h += r.room.noteGap
	}
	if h > r.room.height {
		t.Fatalf("page %d is %v high, of %v", i+1, h, r.room.height)
	}
	if end.note < r.strips[end.row-1].need {
		t.Fatalf("page %d leaves a note for later that is called on it", i+1)
	}
}

// TestWhiteStandsBeforeWhatDoesNotFit: where pages do not face each other, they are
// full up to the one before a row that is too high for what is left.
func TestWhiteStandsBeforeWhatDoesNotFit(t *testing.T) {
	var strips []strip
	for range 25 {
		strips = append(strips, strip{height: 10 * geom.Pt})
	}
	strips = append(strips, strip{height: 80 * geom.Pt}, strip{height: 10 * geom.Pt})
	r := room{height: 100 * geom.Pt, line: 10 * geom.Pt}
	ends, _ := breakPages(strips, noteRuler{sums: []geom.Length{0}}, 0, r)
	for i, want := range []int{10, 20, 25, 27} {
		if i >= len(ends) || ends[i].row != want {
			t.Fatalf("pages end at %v", ends)
		}
	}
}

func BenchmarkBreakThousandPages(b *testing.B) { benchmarkBreaker(b, false) }

func BenchmarkBreakThousandFacingPages(b *testing.B) { benchmarkBreaker(b, true) }

func benchmarkBreaker(b *testing.B, facing bool) {
	r := longRun(43000, facing)
	b.ReportAllocs()
	for b.Loop() {
		breakPages(r.strips, r.notes, 0, r.room)
	}
}

// longRun is a run of many rows in paragraphs of seven, which call short notes.
func longRun(rows int, facing bool) run {
	r := run{notes: noteRuler{sums: []geom.Length{0}}, room: room{height: 645 * geom.Pt, noteGap: 15 * geom.Pt, line: 15 * geom.Pt, facing: facing}}
	for i := range rows {
		s := strip{height: 15 * geom.Pt, cost: paragraphCost}
		switch {
		case i%7 == 0:
			s.cost, s.space = 0, 7*geom.Pt
		case i%7 == 1 || i%7 == 6:
			s.cost = forbidden
		}
		if i%50 == 0 {
			r.notes.starts = append(r.notes.starts, true)
			r.notes.sums = append(r.notes.sums, r.notes.sums[len(r.notes.sums)-1]+11*geom.Pt)
		}
		s.notes, s.need = len(r.notes.starts), len(r.notes.starts)
		r.strips = append(r.strips, s)
	}
	return r
}
