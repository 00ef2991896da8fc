package layout

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"octavo/pipeline/internal/geom"
)

// numbered is a book of n blank pages but for a rule in the middle of each, whose
// height tells the page.
func numbered(n int) *Book {
	b := &Book{number: n}
	for i := range n {
		p := Page{Label: itoa(i + 1), Size: geom.Size{W: 100 * geom.Pt, H: 150 * geom.Pt}}
		p.Fragments = []Fragment{{Artifact: LayoutArt, Rule: &Rule{Rect: geom.Rect{
			Point: geom.Point{X: 40 * geom.Pt}, Size: geom.Size{W: 20 * geom.Pt, H: geom.Length(i+1) * geom.Pt}}}}}
		b.Pages = append(b.Pages, p)
	}
	return b
}

func TestBookletOrder(t *testing.T) {
	for n, want := range map[int]string{
		1: "4–1 2–3", 4: "4–1 2–3", 5: "8–1 2–7 6–3 4–5", 8: "8–1 2–7 6–3 4–5", 12: "12–1 2–11 10–3 4–9 8–5 6–7",
	} {
		b := numbered(n)
		if got := labels(Booklet(b, 0)); got != want {
			t.Errorf("%d pages: %s, want %s", n, got, want)
		}
		if len(b.Pages) != n {
			t.Errorf("the book of %d pages has %d now", n, len(b.Pages))
		}
	}
}

// TestFoldedBookletReadsOn folds the sheets and leafs through them.
func TestFoldedBookletReadsOn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 60).Draw(t, "pages")
		sides := Booklet(numbered(n), geom.Pt).Pages
		// The half that lies right of the fold in front, sheet by sheet, and its back;
		// then the other half, from the innermost sheet out.
		var leaves []string
		for s := 0; s < len(sides); s += 2 {
			leaves = append(leaves, at(sides[s], 1), at(sides[s+1], 0))
		}
		for s := len(sides) - 2; s >= 0; s -= 2 {
			leaves = append(leaves, at(sides[s+1], 1), at(sides[s], 0))
		}
		for i, got := range leaves {
			want := itoa(i + 1)
			if i >= n {
				want = ""
			}
			if got != want {
				t.Fatalf("leafing through %d pages gives %q", n, strings.Join(leaves, " "))
			}
		}
	})
}

// at tells which numbered page stands on the left or right half of a side.
func at(p Page, half int) string {
	for _, f := range p.Fragments {
		if (f.Rule.X >= p.Size.W/2) == (half == 1) {
			return fmt.Sprint(f.Rule.H.Points())
		}
	}
	return ""
}

func TestCreepMovesInnerPagesToTheFold(t *testing.T) {
	sides := Booklet(numbered(12), 2*geom.Pt).Pages
	for i, p := range sides {
		creep := geom.Length(i/2) * 2 * geom.Pt
		left, right := p.Fragments[0].Rule.X, p.Fragments[1].Rule.X
		if left != 40*geom.Pt+creep || right != 140*geom.Pt-creep {
			t.Errorf("side %d: %v and %v", i+1, left, right)
		}
	}
}

// TestTurnedPagesStayTurnedInABooklet: what is turned to the left on a page lies on
// the side of the sheet where it lay on the page.
func TestTurnedPagesStayTurnedInABooklet(t *testing.T) {
	b := numbered(4)
	p := &b.Pages[0]
	p.Turned = true
	box := geom.Rect{Point: geom.Point{X: 10 * geom.Pt, Y: 20 * geom.Pt}, Size: geom.Size{W: 30 * geom.Pt, H: 5 * geom.Pt}}
	p.Fragments = []Fragment{{Rule: &Rule{Rect: box}}, {Image: &Image{Rect: box}}, {Run: &Run{Point: box.Point}},
		{Artifact: FooterArt, Run: &Run{Point: box.Point}}}
	got := Booklet(b, 0).Pages[0].Fragments[1:]
	want := geom.Rect{Point: geom.Point{X: 120 * geom.Pt, Y: 110 * geom.Pt}, Size: geom.Size{W: 5 * geom.Pt, H: 30 * geom.Pt}}
	if got[0].Rule.Rect != want || got[1].Image.Rect != want || got[1].Image.Orientation != 8 {
		t.Errorf("the rule lies at %v, the picture at %+v", got[0].Rule.Rect, got[1].Image)
	}
	if r := got[2].Run; r.Way != Up || r.X != 120*geom.Pt || r.Y != 140*geom.Pt {
		t.Errorf("the text begins at %v", r.Point)
	}
	if r := got[3].Run; r.Way != Across || r.X != 110*geom.Pt || r.Y != 20*geom.Pt {
		t.Errorf("the folio stands at %v", r.Point)
	}
	for o := Orientation(1); o <= 8; o++ {
		if turnedLeft[turnedLeft[turnedLeft[turnedLeft[o]]]] != o || turnedLeft[o].Lies() == o.Lies() {
			t.Errorf("four turns of %d do not lead back", o)
		}
	}
}
