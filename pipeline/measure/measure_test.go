package measure

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

// fixture writes a tagged PDF as qpdf would print it. Every glyph of its only
// face is 500 units wide, and the space 250; every line is set in 10 points.
type fixture struct {
	streams []string // a page each
	kids    []any    // of the structure's root element
}

func (x fixture) file(t *testing.T) *file {
	t.Helper()
	objects := dict{
		"trailer":   dict{"value": dict{"/Root": "1 0 R"}},
		"obj:1 0 R": dict{"value": dict{"/Pages": "2 0 R", "/StructTreeRoot": dict{"/K": []any{dict{"/S": "/Document", "/K": x.kids}}, "/RoleMap": dict{"/Strong": "/Span"}}}},
		"obj:3 0 R": dict{"value": dict{"/DescendantFonts": []any{"4 0 R"}, "/ToUnicode": "5 0 R"}},
		"obj:4 0 R": dict{"value": dict{"/DW": 500, "/W": []any{32, []any{250}, 200, 210, 600}}},
		"obj:5 0 R": stream("1 beginbfrange <0000> <00ff> <0000> endbfrange 1 beginbfchar <0100> <00AD> endbfchar 1 beginbfrange <0101> <0102> [<00660069> <0021>] endbfrange"),
	}
	var pages []any
	for i, s := range x.streams {
		page, contents := fmt.Sprintf("%d 0 R", 10+2*i), fmt.Sprintf("%d 0 R", 11+2*i)
		pages = append(pages, page)
		objects["obj:"+page] = dict{"value": dict{"/Contents": contents, "/Resources": dict{"/Font": dict{"/F1": "3 0 R"}}}}
		objects["obj:"+contents] = stream("q 1 0 0 1 50 0 cm BT /F1 10 Tf " + s + " ET Q")
	}
	objects["obj:2 0 R"] = dict{"value": dict{"/Kids": pages}}
	out, err := json.Marshal(dict{"qpdf": []any{dict{}, objects}})
	if err != nil {
		t.Fatal(err)
	}
	f, err := parse(out)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func stream(data string) dict {
	return dict{"stream": dict{"dict": dict{}, "data": base64.StdEncoding.EncodeToString([]byte(data))}}
}

// elem is a structure element with marked content of a page.
func elem(role string, page int, kids ...any) dict {
	return dict{"/S": "/" + role, "/Pg": fmt.Sprintf("%d 0 R", 10+2*page), "/K": kids}
}

// set shows words at a height; the spaces between them get extra thousandths.
// A ~ is the program's own hyphen.
func set(mcid, y, extra int, words string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "/P <</MCID %d>> BDC 1 0 0 1 0 %d Tm [", mcid, y)
	for _, r := range words {
		if r == '~' {
			r = 0x100
		}
		fmt.Fprintf(&b, "<%04x>", r)
		if r == ' ' {
			fmt.Fprintf(&b, "%d", -extra)
		}
	}
	return b.String() + "] TJ EMC "
}

func report(t *testing.T, x fixture) Report {
	t.Helper()
	b := x.file(t).book()
	return b.report()
}

func near(a, b float64) bool { return math.Abs(a-b) < 0.001 }

// Four words of three letters with three spaces: 60 points of letters.
func TestWordSpacesOfJustifiedLines(t *testing.T) {
	r := report(t, fixture{
		streams: []string{
			set(0, 90, 0, "aaa aaa aaa aaa ") + set(1, 80, 125, "bbb bbb bbb bb~ ") + set(2, 70, 0, "ccc ") +
				set(3, 60, 50, "aaa aaa aaa aaa ") + set(4, 50, 400, "dd dd dd dd"),
		},
		kids: []any{elem("P", 0, 0, 1, 2), elem("Sect", 0, elem("P", 0, 3, 4))},
	})
	if r.Lines != 3 || r.Spaces != 9 {
		t.Errorf("%d lines with %d spaces; last lines do not count", r.Lines, r.Spaces)
	}
	if !near(r.Widest, 1.5) || !near(r.Narrowest, 1) || !near(r.Median, 1.2) || !near(r.P95, 1.5) {
		t.Errorf("%+v", r)
	}
	if r.Hyphens != 1 || len(r.Short) != 0 || r.WidestAt != "page 1: bbb bbb bbb bb-" {
		t.Errorf("%+v", r)
	}
}

func TestLinesThatAreNotJustifiedDoNotCount(t *testing.T) {
	r := report(t, fixture{
		streams: []string{set(0, 90, 900, "aaa aaa") + set(1, 80, 0, "bbb") + "/Artifact BMC 1 0 0 1 0 20 Tm <0061> Tj EMC"},
		kids:    []any{elem("TOC", 0, elem("TOCI", 0, 0, 1)), elem("H1", 0, 0, 1)},
	})
	if r.Lines != 0 {
		t.Errorf("%+v", r)
	}
	if missed := r.Missed(House); len(missed) == 0 {
		t.Error("a file without a justified line meets the bars")
	}
}

func TestShortLinesAndHyphens(t *testing.T) {
	r := report(t, fixture{
		streams: []string{set(0, 90, 0, "aaa aaa") + set(1, 80, 0, "aaa aa~") + set(2, 70, 0, "aaa a-a") + set(3, 60, 0, "aaa aa-") + set(4, 50, 0, "a a") + set(5, 40, 0, "z")},
		kids:    []any{elem("P", 0, 0, 1, 2, 3, 4, 5)},
	})
	if r.Hyphens != 1 || !slices.Equal(r.Short, []string{"page 1: a a"}) {
		t.Errorf("%+v", r)
	}
}

func TestLinesAloneOnAPage(t *testing.T) {
	r := report(t, fixture{
		streams: []string{
			set(0, 90, 0, "one") + set(1, 80, 0, "two") + set(2, 70, 0, "head"),
			set(0, 90, 0, "three") + set(1, 80, 0, "four") + set(2, 70, 0, "five"),
			set(0, 90, 0, "six") + set(1, 80, 0, "seven"),
		},
		kids: []any{
			elem("P", 0, 0, 1, dict{"/Type": "/MCR", "/Pg": "12 0 R", "/MCID": 0}),
			elem("H2", 0, 2),
			elem("P", 1, 2, dict{"/Type": "/MCR", "/Pg": "14 0 R", "/MCID": 0}, dict{"/Type": "/MCR", "/Pg": "14 0 R", "/MCID": 1}),
		},
	})
	if !slices.Equal(r.Widows, []string{"page 2: three"}) || !slices.Equal(r.Orphans, []string{"page 2: five"}) ||
		!slices.Equal(r.Stranded, []string{"page 1: head"}) {
		t.Errorf("%+v", r)
	}
	if missed := r.Missed(House); len(missed) < 3 {
		t.Errorf("bars missed: %q", missed)
	}
}

func TestNotesAndTheirCalls(t *testing.T) {
	x := fixture{
		streams: []string{set(0, 90, 0, "call") + set(1, 90, 0, "1") + set(2, 50, 0, "1.") + set(3, 40, 0, "note"), set(0, 90, 0, "2"), set(0, 90, 0, "2"), set(0, 90, 0, "3 ") + set(1, 90, 0, "x")},
		kids: []any{
			elem("P", 0, 0, elem("Reference", 0, 1), elem("Note", 0, elem("Lbl", 0, 2), elem("P", 0, 3))),
			elem("P", 1, elem("Reference", 1, 0)),
			elem("Note", 2, elem("Lbl", 2, 0), elem("P", 3, 1)),
			elem("Note", 3, elem("Lbl", 3, 0), elem("P", 3, 1)),
		},
	}
	want := []string{"note 2 stands on page 4, its call on page 2", `note "3 " on page 4 has no call`}
	if r := report(t, x); !slices.Equal(r.Astray, want) {
		t.Errorf("%q", r.Astray)
	}
}

func TestTokens(t *testing.T) {
	got := tokenise([]byte("[(a\\(b\\051 (c) \\\\ \\101\\\n)-3.5<0041>] TJ %comment\n/P<</A 1>>BDC"))
	want := []string{"[", "(a(b) (c) \\ A", "-3.5", "<0041>", "]", "TJ", "/P", "<<", "/A", "1", ">>", "BDC"}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestFaces(t *testing.T) {
	f := fixture{}.file(t)
	fc := f.face("3 0 R")
	for code, want := range map[int]float64{32: 250, 65: 500, 205: 600} {
		if got := fc.width(code); got != want {
			t.Errorf("width of %d: %g, want %g", code, got, want)
		}
	}
	for code, want := range map[int]string{65: "A", 0x100: "\u00ad", 0x101: "fi", 0x102: "!", 0x200: ""} {
		if got := fc.text[code]; got != want {
			t.Errorf("text of %d: %q, want %q", code, got, want)
		}
	}
}

func TestUntaggedFilesAreRefused(t *testing.T) {
	if _, err := parse([]byte(`{"qpdf":[{}]}`)); err == nil {
		t.Error("a print without objects is accepted")
	}
	if b := (fixture{}).file(t).book(); len(b.blocks) != 0 {
		t.Errorf("blocks in an empty file: %d", len(b.blocks))
	}
}
