package pdf

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/structure"
)

// TestTurnedTextStandsOnItsSheet: the text of a turned page is drawn in coordinates
// turned to the left, head and folio are not, and the boxes of links are those of
// the sheet.
func TestTurnedTextStandsOnItsSheet(t *testing.T) {
	rule := func(x geom.Length) *layout.Rule {
		return &layout.Rule{Rect: geom.Rect{Point: geom.Point{X: x, Y: 20 * geom.Pt}, Size: geom.Size{W: 30 * geom.Pt, H: 4 * geom.Pt}}}
	}
	link := &structure.Elem{Role: structure.Link}
	page := layout.Page{Turned: true, Size: geom.Size{W: 200 * geom.Pt, H: 300 * geom.Pt}, Fragments: []layout.Fragment{
		{Artifact: layout.HeaderArt, Rule: rule(10 * geom.Pt)},
		{Content: &structure.Content{Parent: link}, Rule: rule(50 * geom.Pt)},
		{Artifact: layout.FooterArt, Rule: rule(10 * geom.Pt)},
	}}
	p := &painter{page: &page}
	p.area(page.Fragments[1].Content, page.Fragments[1].Rule.Rect)
	p.lying = true
	p.area(page.Fragments[1].Content, page.Fragments[1].Rule.Rect)
	want := geom.Rect{Point: geom.Point{X: 20 * geom.Pt, Y: 220 * geom.Pt}, Size: geom.Size{W: 4 * geom.Pt, H: 30 * geom.Pt}}
	if p.out.areas[0].Rect == want || p.out.areas[1].Rect != want {
		t.Errorf("the areas are %v", p.out.areas)
	}
	got := string(paint(&page, nil, &images{}, frame{}, nil).content)
	upright, turned := "10 276 30 4 re", "q\n0 1 -1 0 200 0 cm"
	if strings.Count(got, upright) != 2 || strings.Count(got, turned) != 1 || !strings.Contains(got, "50 176 30 4 re") ||
		strings.Index(got, turned) < strings.Index(got, upright) || strings.Index(got, "Q\n") > strings.LastIndex(got, upright) {
		t.Errorf("drawn:\n%s", got)
	}
}
