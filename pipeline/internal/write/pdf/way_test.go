package pdf

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/layout"
)

// TestTurnedTextRunsDown: a turned run has a system of coordinates of its own, and
// the text after it is set as if it were not there.
func TestTurnedTextRunsDown(t *testing.T) {
	f := face(t, "SourceSans3-Bold")
	run := func(text string, way layout.Way) layout.Fragment {
		return layout.Fragment{Artifact: layout.LayoutArt, Run: &layout.Run{Point: geom.Point{X: 100 * geom.Pt, Y: 50 * geom.Pt}, Face: f.face,
			Size: 10 * geom.Pt, Text: text, Glyphs: f.glyphs(text), Way: way}}
	}
	book, tree := linksBook(t)
	press := fullPress
	press.Folds = [2]geom.Length{100 * geom.Pt, 120 * geom.Pt}
	wide := func(f layout.Fragment) layout.Fragment {
		f.Run.Expand = 15
		return f
	}
	book.Pages[0].Fragments = append(book.Pages[0].Fragments, wide(run("neer", layout.Down)), wide(run("recht", layout.Across)), run("op", layout.Up))
	for kind, p := range presses(t) {
		data, _ := write(t, forPress(book, press), tree, pressed(p))
		for _, fault := range preflight(inspect(t, data), data, p.Part) {
			t.Errorf("%s: %s", kind, fault)
		}
		content := string(inspect(t, data).content(inspect(t, data).pages[0]))
		_, after, ok := strings.Cut(content, "q\n0 -1 1 0 100 "+string(points(pageH-50*geom.Pt).encode(nil))+" cm\nBT\n")
		turned, rest, closed := strings.Cut(after, "ET\nQ\n")
		if !ok || !closed || !strings.Contains(turned, "\n1.015 0 0 1 0 0 Tm\n") || !strings.Contains(turned, " Tf\n") {
			t.Fatalf("%s: the turned run is not drawn: %q", kind, turned)
		}
		if !strings.Contains(rest, "q\n0 1 -1 0 100 ") || strings.Count(rest, "\n1.015 0 0 1 100 ") != 1 || strings.Count(rest, "Td\n") != 1 || strings.Count(content, "[2 1] 0 d") != 1 {
			t.Errorf("%s: behind it stands %q", kind, rest)
		}
	}
}

func TestFoldMarksStandAboveAndBelow(t *testing.T) {
	count := func(folds [2]geom.Length) (n int) {
		press := fullPress
		press.Folds = folds
		f := frame{trim: geom.Size{W: pageW, H: pageH}, press: press, margin: press.Bleed + geom.Millimetres(8)}
		operations(t, f.marks(), func(op string, _ []object) {
			if op == "S" {
				n++
			}
		})
		return n
	}
	none := count([2]geom.Length{})
	if one, two := count([2]geom.Length{100 * geom.Pt}), count([2]geom.Length{100 * geom.Pt, 120 * geom.Pt}); one != none+2 || two != none+4 {
		t.Errorf("%d strokes without folds, %d with one, %d with two", none, one, two)
	}
}
