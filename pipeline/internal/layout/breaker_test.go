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
	return r
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
			if cost, ok := w.page(row, end, note, left, facingSlack, first, rank); ok {
				least = min(least, cost)
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
func (w twin) page(row, end, note int, left bool, facingSlack int, first bool, rank int) (cost int, ok bool) {
	h := w.textHeight(row, end)
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
		rank == 0 && !last && h+w.notes.sums[calls]-w.notes.sums[note] < w.room.height-w.room.height.Scale(emptiest):
		return 0, false
	}
	free := w.room.height - h - gap - (w.notes.sums[upTo] - w.notes.sums[note])
	cost = w.cost(end, upTo, first, h)
	if upTo < calls {
		free = 0
	}
	units := int(math.Round(float64(free) * slackUnit / float64(w.room.line)))
	if !last {
		empty := max(units, 0) * max(units, 0)
		if next := w.piece(end); !w.room.facing && next > free && next > w.room.height.Scale(objectPart) {
			empty = min(empty, forcedSlack*max(units, 0))
		}
		cost += empty
		if w.room.facing && !left && !first {
			cost += min((units-facingSlack)*(units-facingSlack), unevenCap)
		}
	}
	if !lawful {
		cost += violated
	}
	slack := 0
	if w.room.facing && left {
		slack = units
	}
	return cost + w.best(end, upTo, !left, slack, false), true
}

// piece is the height of the rows from one on up to where a page may end again,
// with the notes that have to begin on their page.
func (w twin) piece(from int) geom.Length {
	var h geom.Length
	for i := from; i < len(w.strips) && (i == from || w.strips[i].cost >= forbidden); i++ {
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
			t.Fatalf("cost %d, want %d: %+v", got, want, b.path(b.best))
		}
	})
}

// TestPagesHoldTheirRows holds the laws of pages: every row once and in order,
// no page too full, every note begun on the page of its call.
func TestPagesHoldTheirRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRun(t, 120)
		from := pageEnd{}
		for i, end := range breakPages(r.strips, r.notes, 0, r.room) {
			if end.row < from.row || end.note < from.note || end == from {
				t.Fatalf("page %d goes from %+v to %+v", i+1, from, end)
			}
			r.checkPage(t, i, from, end)
			from = end
		}
		if want := (pageEnd{len(r.strips), len(r.notes.starts)}); from != want {
			t.Fatalf("the pages end at %+v, want %+v", from, want)
		}
	})
}

func (r run) checkPage(t *rapid.T, i int, from, end pageEnd) {
	if end.row <= from.row+1 {
		return // one row, which has to go somewhere, or notes alone
	}
	h := (twin{r}).textHeight(from.row, end.row) + r.notes.sums[end.note] - r.notes.sums[from.note]
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
	ends := breakPages(strips, noteRuler{sums: []geom.Length{0}}, 0, r)
	for i, want := range []int{10, 20, 25, 27} {
		if i >= len(ends) || ends[i].row != want {
			t.Fatalf("pages end at %v", ends)
		}
	}
}

func BenchmarkBreakThousandPages(b *testing.B) { benchmarkBreaker(b, false) }

func BenchmarkBreakThousandFacingPages(b *testing.B) { benchmarkBreaker(b, true) }

func benchmarkBreaker(b *testing.B, facing bool) {
	r := run{notes: noteRuler{sums: []geom.Length{0}}, room: room{height: 645 * geom.Pt, noteGap: 15 * geom.Pt, line: 15 * geom.Pt, facing: facing}}
	for i := range 43000 {
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
	b.ReportAllocs()
	for b.Loop() {
		breakPages(r.strips, r.notes, 0, r.room)
	}
}
