package style

import (
	"fmt"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/element"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/resolve"
)

// What a press alone has a use for is on the page, and a finding of the editions
// that do not draw it.
func TestBleedAndMarks(t *testing.T) {
	sheet, found := sheetOf(t, "@page { bleed: 3mm; marks: crop cross }\n@page :left { marks: none; bleed: 0 }", nil)
	right := Resolve(resolve.Of(&ast.Document{}), sheet).Page("", false, false)
	left := Resolve(resolve.Of(&ast.Document{}), sheet).Page("", false, true)
	if right.Press != (Press{Bleed: geom.Millimetres(3), Crop: true, Cross: true}) || left.Press != (Press{}) {
		t.Errorf("right %+v, left %+v", right.Press, left.Press)
	}
	late := sheet.NotDrawn()
	if len(found) != 0 || len(late) != 2 || late[0].Code != NotDrawn || late[0].Pos.File != "test.css" || late[0].Pos.Line != 1 {
		t.Errorf("found %v, of other editions %v", found, late)
	}
	for _, css := range []string{"@page { bleed: -3mm }", "@page { bleed: wide }", "@page { marks: star }"} {
		if _, found := sheetOf(t, css, nil); len(found) != 1 || found[0].Code != BadValue {
			t.Errorf("%s: %v", css, found)
		}
	}
}

// Rules in @media hold for the editions that it names, whatever else it names.
func TestMedia(t *testing.T) {
	css := "@media screen, large { p { widows: 5 } } @media all { @media print { p { widows: 7 } } } @media tv { p { widows: 9 } }"
	for medium, want := range map[string]int{"screen": 5, "large": 5, "print": 7, "epub": 2, "": 2} {
		var log diag.Log
		sheet, err := ParseFrom(medium, "m.css", []byte(css), nil, &log)
		if err != nil {
			t.Fatal(err)
		}
		p := par("x")
		if got := Resolve(resolve.Of(&ast.Document{Blocks: []ast.Block{p}}), sheet).Of(p, element.Box).Widows; got != want {
			t.Errorf("%q: widows %d, want %d", medium, got, want)
		}
		if found := log.All(); len(found) != 1 || found[0].Code != UnknownAtRule {
			t.Errorf("%q: found %v", medium, found)
		}
	}
}

// Contrast is WCAG's: the ratios of its own examples.
func TestContrast(t *testing.T) {
	white, black := Color{255, 255, 255}, Color{}
	for _, tc := range []struct {
		a, b Color
		want string
	}{{white, black, "21.00"}, {Color{0x77, 0x77, 0x77}, white, "4.48"}, {Color{0x76, 0x76, 0x76}, white, "4.54"}, {white, white, "1.00"}} {
		if got := fmt.Sprintf("%.2f", Contrast(tc.a, tc.b)); got != tc.want {
			t.Errorf("%v on %v: %s, want %s", tc.a, tc.b, got, tc.want)
		}
	}
}

// Text is held against the nearest ground, in boxes and in the pages' margins.
func TestCheckContrastFindsTheGround(t *testing.T) {
	sheet, _ := sheetOf(t, `.box { background: #333333; }
.box p { color: #555555; }
p { color: #222222; }
@page { @top-left { content: "x"; color: #aaaaaa; } }`, nil)
	doc := &ast.Document{Blocks: []ast.Block{par("a"), &ast.Box{Blocks: []ast.Block{par("b")}}}}
	var log diag.Log
	Resolve(resolve.Of(doc), sheet).CheckContrast(&log)
	var got []string
	for _, d := range log.All() {
		got = append(got, fmt.Sprintf("%d %s", d.Pos.Line, d.Message))
	}
	want := []string{
		"2 the colour #555555 has a contrast of 1.69:1 against #333333, in p; text needs 4.5:1",
		"4 the colour #aaaaaa has a contrast of 2.32:1 against #ffffff, in @top-left; text needs 4.5:1",
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
