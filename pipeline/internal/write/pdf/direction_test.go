package pdf

import (
	"strings"
	"testing"

	"octavo/fonts"
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/font"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/structure"
)

// backRun is a run from right to left, its right end at x.
func backRun(f *font.Face, text string, x geom.Length) *layout.Run {
	shaped := f.Shaper("he", nil).ShapeBack(text).Glyphs
	run := &layout.Run{Face: f, Size: 10 * geom.Pt, Text: text, RightToLeft: true}
	run.Point = geom.Point{X: x, Y: 100 * geom.Pt}
	for i, g := range shaped {
		end, n := len(text), 0
		for _, next := range shaped[i:] {
			if next.Cluster > g.Cluster {
				end = int(next.Cluster)
				break
			}
		}
		if i == 0 || shaped[i-1].Cluster != g.Cluster {
			n = end - int(g.Cluster)
		}
		advance := run.Size.MulDiv(int64(g.Advance), int64(f.UnitsPerEm))
		own := run.Size.MulDiv(int64(f.Advance(g.ID)), int64(f.UnitsPerEm))
		run.Glyphs = append(run.Glyphs, layout.Glyph{ID: g.ID, Text: uint8(n), DX: g.DX, DY: g.DY, Adjust: int32(advance - own)})
		run.X -= advance
	}
	return run
}

// Whoever reads a file by its tags has any words that run from right to left as they
// were.
func TestTextFromTheRightIsTheSources(t *testing.T) {
	set, err := font.Open(fonts.Files)
	if err != nil {
		t.Fatal(err)
	}
	n := &ast.Text{}
	tree := structure.Build(resolve.Of(&ast.Document{Meta: meta.Meta{Lang: "he"}, Blocks: []ast.Block{para(n)}}))
	page := layout.Page{Label: "1", Size: geom.Size{W: pageW, H: pageH}}
	want := ""
	for i, w := range strings.Fields("שלום בְּרֵאשִׁית צה״ל تتت שם שם ملخص التقرير الأولى می\u200cخواهم ، מִלָּה") {
		f := set.Fallback([]rune(w)[0], set.StandIn())
		page.Fragments = append(page.Fragments, layout.Fragment{Content: tree.Content(n, structure.Own), Run: backRun(f, w, geom.Length(500-30*i)*geom.Pt)})
		want += w
	}
	data, _ := write(t, &layout.Book{Pages: []layout.Page{page}, RightToLeft: true}, tree, fullOptions)
	in := inspect(t, data)
	got := ""
	for id := range len(in.texts[0]) {
		got += in.texts[0][id]
	}
	if got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if d := in.dict(in.catalog().get("ViewerPreferences")); d.get("Direction") != name("R2L") {
		t.Errorf("the viewer is told %v", d)
	}
}

// Glyphs stand from right to left, and so do the letters of a ligature.
func TestRunFromTheRight(t *testing.T) {
	set, err := font.Open(fonts.Files)
	if err != nil {
		t.Fatal(err)
	}
	n := &ast.Text{}
	tree := structure.Build(resolve.Of(&ast.Document{Meta: meta.Meta{Lang: "he"}, Blocks: []ast.Block{para(n)}}))
	page := layout.Page{Label: "1", Size: geom.Size{W: pageW, H: pageH}}
	page.Fragments = []layout.Fragment{{Content: tree.Content(n, structure.Own), Run: backRun(set.Fallback('ש', set.StandIn()), "שלם", 300*geom.Pt)}}
	for k, w := range []string{"خلاصة", "الأولى"} {
		page.Fragments = append(page.Fragments, layout.Fragment{Content: tree.Content(n, structure.Own), Run: backRun(set.Fallback('خ', set.StandIn()), w, geom.Length(200-100*k)*geom.Pt)})
	}
	data, _ := write(t, &layout.Book{Pages: []layout.Page{page}}, tree, fullOptions)
	if got := runTool(t, data, "pdftotext", "-enc", "UTF-8", "FILE", "-"); !strings.Contains(got, "שלם") || !strings.Contains(got, "خلاصة") || !strings.Contains(got, "الأولى") {
		t.Errorf("poppler reads %q", got)
	}
	in := inspect(t, data)
	if in.dict(in.catalog().get("ViewerPreferences")).get("Direction") != nil {
		t.Error("a book from left to right tells the viewer a direction")
	}
}
