package layout

import (
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"octavo/pipeline/internal/geom"
)

// sameSearch fails unless two searches found the same: all states of all rows, and
// the same pages.
func sameSearch(t *rapid.T, got, want *breaker) {
	t.Helper()
	if !slices.Equal(got.groups, want.groups) || !slices.Equal(got.first, want.first) {
		t.Fatalf("places %+v, want %+v", got.groups, want.groups)
	}
	for i, s := range want.states {
		if got.states[i] != s {
			t.Fatalf("state %d is %+v, want %+v", i, got.states[i], s)
		}
	}
	ends, poor := got.pages()
	if all, any := want.pages(); !slices.Equal(ends, all) || poor != any {
		t.Fatalf("pages %+v, want %+v", ends, all)
	}
}

// TestPartsFindWhatTheWholeFinds searches runs in parts, whether or not these meet.
func TestPartsFindWhatTheWholeFinds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRun(t, 300)
		parts := min(rapid.IntRange(2, 6).Draw(t, "parts"), len(r.strips))
		sameSearch(t, searchParts(r.strips, r.notes, 0, r.room, parts), searchParts(r.strips, r.notes, 0, r.room, 1))
	})
}

// TestPartsMeet: among figures a part is not searched to its end twice.
func TestPartsMeet(t *testing.T) {
	r := longRun(20000, false)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range r.strips {
		r.strips[i].height += geom.Length(random.IntN(40)/39) * 100 * geom.Pt // a figure
	}
	begun := newBreaker(r.strips, r.notes, r.room)
	begun.done = 10000
	begun.reach(state{pageEnd: pageEnd{row: 10000, note: r.strips[9999].notes}, prev: -1})
	begun.goOn(20000)
	b := newBreaker(r.strips, r.notes, r.room)
	b.reach(state{prev: -1})
	b.goOn(10000)
	if _, ok := b.meet(begun, 20000); !ok || b.done > 19000 {
		t.Errorf("met: %v, at row %d", ok, b.done)
	}
}
