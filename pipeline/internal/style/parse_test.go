package style

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/element"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/resolve"
	"octavo/styles"
)

// sheetOf parses css; other names are given by imports.
func sheetOf(t testing.TB, css string, imports map[string]string) (*Sheet, []diag.Diagnostic) {
	t.Helper()
	var log diag.Log
	sheet, err := Parse("test.css", []byte(css), loader(imports), &log)
	if err != nil {
		t.Fatal(err)
	}
	return sheet, log.All()
}

func loader(files map[string]string) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		if css, ok := files[name]; ok {
			return []byte(css), nil
		}
		return nil, errors.New("no such sheet")
	}
}

// TestFindingsNameTheirLine has one case for every code of the package.
func TestFindingsNameTheirLine(t *testing.T) {
	cases := []struct {
		css  string
		line int
		code diag.Code
	}{
		{"p {\n  colour: red;\n}", 2, UnknownProperty},
		{"p {\n\n  widows: many;\n}", 3, BadValue},
		{"p { margin: 1pt 2pt 3pt 4pt 5pt }", 1, BadValue},
		{"p { font-size: 1e9pt }", 1, BadValue},
		{"p { margin-top: 3 }", 1, BadValue},
		{"\np:hover { widows: 2 }", 2, UnknownSelector},
		{"p[lang] { widows: 2 }", 1, UnknownSelector},
		{"p::marker em { widows: 2 }", 1, UnknownSelector},
		{"p > { widows: 2 }", 1, UnknownSelector},
		{"@supports (x) { p { widows: 2 } }", 1, UnknownAtRule},
		{"@page {\n  @left-top { content: \"x\" }\n}", 2, UnknownAtRule},
		{"@page :blank { margin: 0 }", 1, UnknownSelector},
		{"@page { size: huge }", 1, BadValue},
		{"@page { widows: 2 }", 1, UnknownProperty},

		{"p { widows 2 }", 1, BadSyntax},
		{"p", 1, BadSyntax},
	}
	for _, c := range cases {
		_, found := sheetOf(t, c.css, nil)
		if len(found) != 1 || found[0].Code != c.code || found[0].Pos.Line != c.line || found[0].Pos.File != "test.css" {
			t.Errorf("%q: found %+v, want %s at line %d", c.css, found, c.code, c.line)
		}
	}
}

func TestImports(t *testing.T) {
	files := map[string]string{"a.css": "@import url(b.css);\np { widows: 3 }", "b.css": "p { widows: 4; orphans: 5 }"}
	sheet, found := sheetOf(t, "@import 'a.css';", files)
	p := par("x")
	got := Resolve(resolve.Of(&ast.Document{Blocks: []ast.Block{p}}), sheet).Of(p, element.Box)
	if got.Widows != 3 || got.Orphans != 5 || len(found) > 0 {
		t.Errorf("widows %d, orphans %d, found %v", got.Widows, got.Orphans, found)
	}
	for css, want := range map[string]string{
		"@import 'c.css';":    `test.css:1: cannot import "c.css": no such sheet`,
		"\n@import;":          "test.css:2: @import needs the name of a sheet",
		"@import 'self.css';": "import each other",
		"@import url(":        "cannot import",
	} {
		var log diag.Log
		_, err := Parse("test.css", []byte(css), loader(map[string]string{"self.css": "@import 'self.css';"}), &log)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", css, err, want)
		}
	}
}

func par(s string) *ast.Paragraph {
	return &ast.Paragraph{Inlines: []ast.Inline{&ast.Text{Value: s}}}
}

// TestSelectors tells for each selector which of the paragraphs it selects.
func TestSelectors(t *testing.T) {
	first, second := par("a"), par("b")
	second.Class = "imprint"
	quoted := par("c")
	foreign := &ast.Lang{Tag: "en-GB", Inlines: []ast.Inline{&ast.Text{Value: "d"}}}
	nested := par("")
	nested.Inlines = []ast.Inline{foreign}
	li := &ast.ListItem{Blocks: []ast.Block{nested}}
	doc := &ast.Document{Meta: meta.Meta{Lang: "nl"}, Blocks: []ast.Block{
		&ast.Section{Level: 1, ID: "s", Blocks: []ast.Block{first, second, &ast.BlockQuote{Blocks: []ast.Block{quoted}},
			&ast.List{Items: []*ast.ListItem{li}}}}}}
	nodes := []struct {
		name string
		node ast.Node
		part element.Part
	}{{"first", first, element.Box}, {"second", second, element.Box}, {"quoted", quoted, element.Box}, {"nested", nested, element.Box}, {"foreign", foreign, element.Box}, {"marker", li, element.Marker}}
	for sel, want := range map[string]string{
		"p":                       "first second quoted nested",
		"*":                       "first second quoted nested foreign",
		"p.imprint":               "second",
		".imprint":                "second",
		"p + p":                   "second",
		"h1 + p":                  "first",
		"section > p":             "first second",
		"section.level1 p":        "first second quoted nested",
		"blockquote > p":          "quoted",
		"#s > p":                  "first second",
		"#t > p":                  "",
		"p:first-child":           "quoted nested",
		"span:lang(en)":           "foreign",
		"p:lang(nl)":              "first second quoted nested",
		"li::marker":              "marker",
		"ul > li::marker":         "marker",
		"body section ul li > p":  "nested",
		"section > blockquote p":  "quoted",
		"section > h1 + p + p":    "",
		"section + p":             "",
		"html > body > section p": "first second quoted nested",
	} {
		sheet, found := sheetOf(t, sel+" { letter-spacing: 3pt }", nil)
		if len(found) > 0 {
			t.Errorf("%s: %v", sel, found)
		}
		s := Resolve(resolve.Of(doc), sheet)
		var got []string
		for _, n := range nodes {
			// letter-spacing is inherited: look at elements that the
			// selector names themselves.
			if s.Of(n.node, n.part).LetterSpacing != 0 && (n.name != "foreign" || strings.Contains(sel, "span") || sel == "*") &&
				(n.name != "marker" || strings.Contains(sel, "marker")) {
				got = append(got, n.name)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s selects %q, want %q", sel, strings.Join(got, " "), want)
		}
	}
}

func TestSpecificityThenOrder(t *testing.T) {
	p := par("x")
	p.Class = "a"
	for css, want := range map[string]int{
		"p { widows: 2 } p { widows: 3 }":                3,
		"p.a { widows: 2 } p { widows: 3 }":              2,
		"body p { widows: 4 } p { widows: 3 }":           4,
		".a { widows: 5 } html body p { widows: 3 }":     5,
		"p { widows: 2; widows: bad } ":                  2,
		":root { --n: 7 } p { widows: var(--n) }":        7,
		"p { widows: var(--none, 8) }":                   8,
		":root { --a: var(--a) } p { widows: var(--a) }": 2,
	} {
		sheet, _ := sheetOf(t, css, nil)
		if got := Resolve(resolve.Of(&ast.Document{Blocks: []ast.Block{p}}), sheet).Of(p, element.Box).Widows; got != want {
			t.Errorf("%s: widows %d, want %d", css, got, want)
		}
	}
}

// TestComputedValues compares what declarations make of a style.
func TestComputedValues(t *testing.T) {
	base := "@page { size: 300pt 400pt; margin: 50pt } html { font-size: 10pt; line-height: 1.5 } "
	for css, want := range map[string]string{
		"p { margin: 1em 2pt }":                          "10pt 2pt 10pt 2pt",
		"p { font-size: 2em; margin: 1em 1rem 1ex 50% }": "20pt 10pt 9.5pt 100pt",
		"p { margin: 25.4mm 2.54cm 1in 6pc }":            "72pt 72pt 72pt 72pt",
		"p { margin: 1pt 2pt 3pt }":                      "1pt 2pt 3pt 2pt",
		"p { margin-left: -96px }":                       "0pt 0pt 0pt -72pt",
	} {
		sheet, found := sheetOf(t, base+css, nil)
		p := par("x")
		m := Resolve(resolve.Of(&ast.Document{Blocks: []ast.Block{p}}), sheet).Of(p, element.Box).Margin
		if got := fmt.Sprint(m.Top, m.Right, m.Bottom, m.Left); strings.ReplaceAll(got, "  ", " ") != want || len(found) > 0 {
			t.Errorf("%s: margin %s, want %s (%v)", css, got, want, found)
		}
	}
	sheet, _ := sheetOf(t, base+"em { font-size: 1.2em }", nil)
	em := &ast.Emph{Inlines: []ast.Inline{&ast.Text{Value: "x"}}}
	s := Resolve(resolve.Of(&ast.Document{Blocks: []ast.Block{&ast.Paragraph{Inlines: []ast.Inline{em}}}}), sheet)
	if got := s.Of(em, element.Box); got.LineHeight.String() != "18pt" {
		t.Errorf("a line-height without unit gives %v to 12pt text, want 18pt", got.LineHeight)
	}
}

// Nothing in an element lies under its font-min-size, whatever a size is derived
// from; a size that an em is of is the one that is used.
func TestNoSizeLiesUnderTheMinimum(t *testing.T) {
	for css, want := range map[string]string{
		"html { font-min-size: 9pt } em { font-size: 0.5em }":                         "9pt",
		"html { font-min-size: 9pt } em { font-size: 0.95em }":                        "9.5pt",
		"html { font-min-size: 9pt } p { font-size: 4pt } em { font-size: 1.5em }":    "13.5pt",
		"p { font-min-size: 9pt } em { font-min-size: 0; font-size: 7pt }":            "7pt",
		"em { font-size: 7pt; font-min-size: 9pt }":                                   "9pt",
		"html { font-min-size: 9pt } p { font-min-size: none } em { font-size: 7pt }": "7pt",
	} {
		sheet, found := sheetOf(t, "html { font-size: 10pt } "+css, nil)
		if got := emphasised(sheet); got.FontSize.String() != want || len(found) > 0 {
			t.Errorf("%s: %v, want %s (%v)", css, got.FontSize, want, found)
		}
	}
}

// The weights of CSS Fonts Level 4, 2.2.1.
func TestBolder(t *testing.T) {
	for css, want := range map[string]int{
		"p { font-weight: 300 }": 400, "p { font-weight: 400 }": 700, "p { font-weight: 600 }": 900, "p { font-weight: 950 }": 950,
	} {
		sheet, found := sheetOf(t, css+" em { font-weight: bolder }", nil)
		if got := emphasised(sheet).FontWeight; got != want || len(found) > 0 {
			t.Errorf("%s: %d, want %d (%v)", css, got, want, found)
		}
	}
}

// emphasised is the style of an em in a paragraph.
func emphasised(sheet *Sheet) *Computed {
	em := &ast.Emph{Inlines: []ast.Inline{&ast.Text{Value: "x"}}}
	s := Resolve(resolve.Of(&ast.Document{Blocks: []ast.Block{&ast.Paragraph{Inlines: []ast.Inline{em}}}}), sheet)
	return s.Of(em, element.Box)
}

func TestFontFeatures(t *testing.T) {
	for css, want := range map[string]string{
		"font-variant-numeric: oldstyle-nums tabular-nums":                       "[{onum 1} {tnum 1}]",
		"font-variant-numeric: oldstyle-nums; font-feature-settings: \"onum\" 0": "[{onum 0}]",
		"font-variant-caps: small-caps; font-variant-numeric: lining-nums":       "[{smcp 1} {lnum 1}]",
		"font-variant-numeric: oldstyle-nums; font-variant-numeric: normal":      "[]",
		"font-feature-settings: \"ss01\", \"kern\" off":                          "[{ss01 1} {kern 0}]",
	} {
		sheet, found := sheetOf(t, "p { "+css+" }", nil)
		p := par("x")
		if got := fmt.Sprint(Resolve(resolve.Of(&ast.Document{Blocks: []ast.Block{p}}), sheet).Of(p, element.Box).FontFeatures); got != want || len(found) > 0 {
			t.Errorf("%s: %s, want %s (%v)", css, got, want, found)
		}
	}
}

func TestPagesCascade(t *testing.T) {
	sheet, found := sheetOf(t, `
@page { size: B5; margin: 10mm; @bottom-center { content: "p. " counter(page) " van " counter(pages); font-size: 8pt } }
@page :left { margin-left: 20mm; @top-left { content: string(titel, last) } }
@page :first { @bottom-center { content: none } }
@page wijd { size: A4 landscape; bleed: 0; marks: none }
@page wijd:left { margin-left: 5mm }`, nil)
	s := Resolve(resolve.Of(&ast.Document{}), sheet)
	for _, c := range []struct {
		name        string
		first, left bool
		want        string
	}{
		{"", false, false, "176×250 28.346pt bottom-center"},
		{"", false, true, "176×250 56.693pt top-left bottom-center"},
		{"", true, false, "176×250 28.346pt"},
		{"wijd", false, true, "297×210 14.173pt top-left bottom-center"},
	} {
		p := s.Page(c.name, c.first, c.left)
		got := fmt.Sprintf("%.0f×%.0f %v", p.Size.W.Points()/72*25.4, p.Size.H.Points()/72*25.4, p.Margin.Left)
		for _, b := range p.Boxes {
			got += " " + b.Name
		}
		if got != c.want || len(found) > 0 {
			t.Errorf("page %q: %s, want %s (%v)", c.name, got, c.want, found)
		}
	}
	box := s.Page("", false, false).Boxes[0].Style
	if box.FontSize.String() != "8pt" || fmt.Sprint(box.Content) != "[{0 p.  } {1  } {0  van  } {2  }]" {
		t.Errorf("box: %v %v", box.FontSize, box.Content)
	}
}

func TestContent(t *testing.T) {
	for css, want := range map[string]string{
		`"a" leader(dotted) target-counter(attr(href), page)`: "[{0 a } {4 .  } {5  }]",
		`string(x, first-except)`:                             "[{3 x first-except}]",
		`counter(page, lower-roman) counter(page)`:            "[{1 lower-roman } {1  }]",
		`"\"" 'b'`: `[{0 " } {0 b }]`,
	} {
		sheet, found := sheetOf(t, "li::marker { content: "+css+" }", nil)
		li := &ast.ListItem{}
		doc := &ast.Document{Blocks: []ast.Block{&ast.List{Items: []*ast.ListItem{li}}}}
		if got := fmt.Sprint(Resolve(resolve.Of(doc), sheet).Of(li, element.Marker).Content); got != want || len(found) > 0 {
			t.Errorf("%s: %s, want %s (%v)", css, got, want, found)
		}
	}
}

func TestCounterReset(t *testing.T) {
	for css, want := range map[string]string{"page 1": "1", "page 17": "17", "none": "0", "page": "warned", "page 0": "warned", "page -1": "warned",
		"chapter 1": "warned", "page 1 2": "warned"} {
		sheet, found := sheetOf(t, "p { counter-reset: "+css+" }", nil)
		p := &ast.Paragraph{}
		got := fmt.Sprint(Resolve(resolve.Of(&ast.Document{Blocks: []ast.Block{p}}), sheet).Of(p, element.Box).PageFrom)
		if len(found) > 0 {
			got = "warned"
		}
		if got != want {
			t.Errorf("counter-reset: %s gives %s, want %s", css, got, want)
		}
	}
}

func TestSheetsForFacingPages(t *testing.T) {
	for _, name := range []string{"screen.css", "large.css", "print-a4.css", "print-b5.css"} {
		if got, want := house(t, name).Facing(), strings.HasPrefix(name, "print"); got != want {
			t.Errorf("%s is for facing pages: %v", name, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	names, _ := styles.Files.ReadDir(".")
	for _, n := range names {
		css, _ := styles.Files.ReadFile(n.Name())
		f.Add(css)
	}
	for _, css := range []string{"@import url(", "p{", "@page{@", "p{a:b(", ":root{--a:var(--a)}p{color:var(--a)}", "a+{}", "p{content:\"\\", "@page:{}"} {
		f.Add([]byte(css))
	}
	p := par("x")
	doc := &ast.Document{Blocks: []ast.Block{p, &ast.Section{Level: 1, Blocks: []ast.Block{p}}}}
	f.Fuzz(func(t *testing.T, css []byte) {
		var log diag.Log
		sheet, err := Parse("fuzz.css", css, styles.Files.ReadFile, &log)
		if err != nil {
			return
		}
		if c := Resolve(resolve.Of(doc), sheet).Of(p, element.Box); c.FontSize <= 0 || c.LineHeight <= 0 {
			t.Errorf("font-size %v, line-height %v", c.FontSize, c.LineHeight)
		}
		EPUBCSS(sheet)
	})
}

func BenchmarkParseAndResolve(b *testing.B) {
	doc := &ast.Document{Meta: meta.Meta{Lang: "nl"}}
	for i := range 20_000 {
		sec := &ast.Section{Level: 1 + i%3, ID: fmt.Sprint("s", i), Title: par("Kop").Inlines, Blocks: []ast.Block{par("een"), par("twee")}}
		doc.Blocks = append(doc.Blocks, sec)
	}
	b.ReportAllocs()
	for b.Loop() {
		Resolve(resolve.Of(doc), house(b, "screen.css"))
	}
}

func BenchmarkHouseSheet(b *testing.B) {
	for b.Loop() {
		house(b, "screen.css")
	}
}

// TestEPUBSheetGolden compares the EPUB's sheet with testdata/epub.golden.
func TestEPUBSheetGolden(t *testing.T) {
	golden.Compare(t, "testdata/epub.golden", EPUBCSS(house(t, "epub.css")))
}

// TestHTMLSheet: what the sheet says of a heading goes for the level below, of the
// first for the title too; colours stand apart.
func TestHTMLSheet(t *testing.T) {
	css := []byte("h1 { font-size: 2em; color: #112233; }\n.box > h2, h6 { margin: 1em; border-top: 1pt solid #990000; }\nmark { background: #fff2a8; }\n.h1 { margin: 0; }")
	sheet, err := Parse("own.css", css, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	golden.Compare(t, "testdata/html.golden", HTMLCSS(sheet))
}
