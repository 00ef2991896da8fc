package pdf

import (
	"math"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/structure"
)

// spot is where a glyph stands, in points from the page's top left corner.
type spot struct{ x, y float64 }

// wanted is where layout wants each glyph of a run.
func wanted(f *testFace, run *layout.Run) []spot {
	var out []spot
	perUnit := run.Size.Points() / float64(f.sfnt.unitsPerEm)
	pen := run.X.Points()
	for _, g := range run.Glyphs {
		out = append(out, spot{pen + float64(g.DX)*perUnit, run.Y.Points() - float64(g.DY)*perUnit})
		pen += float64(f.sfnt.advance(int(g.ID)))*perUnit + geom.Length(g.Adjust).Points()
	}
	return out
}

// drawn reads where a viewer puts each glyph (ISO 32000-1, 9.4.4).
func drawn(t testing.TB, content []byte, f *codedFace) []spot {
	t.Helper()
	var out []spot
	var lineX, y, x, size, space, rise float64
	scale := 1.0
	operations(t, content, func(op string, operands []object) {
		switch op {
		case "BT":
			lineX, y, scale = 0, pageH.Points(), 1
		case "Tf":
			size = float(operands[1])
		case "Tc":
			space = float(operands[0])
		case "Ts":
			rise = float(operands[0])
		case "Td":
			lineX, y = lineX+float(operands[0])*scale, y-float(operands[1])
			x = lineX
		case "Tm":
			scale, lineX, y = float(operands[0]), float(operands[4]), pageH.Points()-float(operands[5])
			x = lineX
		case "TJ":
			for _, o := range operands[0].(array) {
				s, ok := o.(str)
				if !ok {
					x -= float(o) / 1000 * size * scale
				}
				for i := 0; i+1 < len(s); i += 2 {
					out = append(out, spot{x, y - rise})
					x += (float64(f.sfnt.width(int(f.glyphs[be.Uint16(s[i:])-1])))/1000*size + space) * scale
				}
			}
		}
	})
	return out
}

// float is the value of a number, or NaN.
func float(o object) float64 {
	v, err := strconv.ParseFloat(string(o.encode(nil)), 64)
	if err != nil {
		return math.NaN()
	}
	return v
}

// aRun draws a run that begins at x, with a spacing between all glyphs and
// kerning between some.
func aRun(t *rapid.T, f *testFace, x geom.Length) *layout.Run {
	space := rapid.Int32Range(-30000, 30000).Draw(t, "space")
	run := &layout.Run{Face: f.face, Size: 10*geom.Pt + 1, Text: "", Point: geom.Point{X: x, Y: 100 * geom.Pt},
		Expand: int16(rapid.IntRange(-20, 20).Draw(t, "expansion"))}
	for range rapid.IntRange(1, 40).Draw(t, "glyphs") {
		g := layout.Glyph{ID: uint16(rapid.IntRange(1, 200).Draw(t, "id")), Text: 1, Adjust: space + rapid.Int32Range(-9, 9).Draw(t, "rounding")}
		if rapid.IntRange(0, 5).Draw(t, "kerned") == 0 {
			g.Adjust += rapid.Int32Range(-200000, 200000).Draw(t, "kern")
			g.DX, g.DY = int16(rapid.IntRange(-300, 300).Draw(t, "dx")), int16(rapid.IntRange(-1, 1).Draw(t, "dy"))
		}
		run.Text += "x"
		run.Glyphs = append(run.Glyphs, g)
	}
	return run
}

// TestGlyphsStandWhereLayoutPutThem reads positions from the page's stream.
func TestGlyphsStandWhereLayoutPutThem(t *testing.T) {
	f := face(t, "SourceSerif4-Regular")
	rapid.Check(t, func(rt *rapid.T) {
		n := &ast.Text{Value: "x"}
		tree := structure.Build(resolve.Of(&ast.Document{Blocks: []ast.Block{para(n)}}))
		page := layout.Page{Label: "1", Size: geom.Size{W: pageW, H: pageH}}
		var want []spot
		for i := range rapid.IntRange(1, 5).Draw(rt, "runs") {
			run := aRun(rt, f, geom.Length(rapid.IntRange(0, 1<<24).Draw(rt, "x"))+geom.Length(i))
			want = append(want, wanted(f, run)...)
			page.Fragments = append(page.Fragments, layout.Fragment{Content: tree.Content(n, structure.Own), Run: run})
		}
		painted, coded := paintAlone(t, &layout.Book{Pages: []layout.Page{page}})
		got := drawn(t, painted.content, coded)
		if len(got) != len(want) {
			rt.Fatalf("%d glyphs, want %d", len(got), len(want))
		}
		for i := range want {
			// Two thousandths of the size: one until it is made good, one of
			// rounding.
			near := math.Abs(got[i].x-want[i].x) <= 0.021 && math.Abs(got[i].y-want[i].y) <= 0.002
			if !near {
				rt.Fatalf("glyph %d of %d stands at %v, want %v", i, len(want), got[i], want[i])
			}
		}
	})
}

func TestCommonest(t *testing.T) {
	for _, c := range []struct {
		values []geom.Length
		want   geom.Length
	}{
		{nil, 0},
		{[]geom.Length{0, 0, 5, 5, 5, 6, 90}, 5},
		{[]geom.Length{1, 20, 30, 40, 50}, 0},
		{[]geom.Length{-7, -7, 100}, -7},
	} {
		if got := commonest(c.values, 2); got != c.want {
			t.Errorf("%v: %d, want %d", c.values, got, c.want)
		}
	}
}
