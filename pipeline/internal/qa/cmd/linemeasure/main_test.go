package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"octavo/pipeline"
	"octavo/source"
)

// buildSample writes an edition of the sample into a folder and returns its path.
func buildSample(t *testing.T, edition string) string {
	t.Helper()
	text, err := source.Files.ReadFile(source.Sample + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	yaml, err := source.Files.ReadFile(source.Sample + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	meta, err := pipeline.ParseMeta(source.Sample+".yaml", yaml)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	job := pipeline.Job{
		Name: source.Sample, Source: source.Sample + ".txt", Meta: meta, Editions: []string{edition},
		Press: pipeline.Press{Condition: "FOGRA51"},
		Parts: []pipeline.Part{{Name: source.Sample + ".txt", Data: text}},
	}
	if _, err := pipeline.Convert(t.Context(), job, pipeline.NewDirSink(dir)); err != nil {
		t.Fatal(err)
	}
	made, err := filepath.Glob(filepath.Join(dir, "*.pdf"))
	if err != nil || len(made) != 1 {
		t.Fatalf("%v, %v", made, err)
	}
	return made[0]
}

// TestSampleKeepsItsBars measures the sample report, as the README promises it, on
// screen and in print.
func TestSampleKeepsItsBars(t *testing.T) {
	for _, edition := range []string{"pdf", "print"} {
		t.Run(edition, func(t *testing.T) {
			path := buildSample(t, edition)
			var out, errs bytes.Buffer
			if status := run([]string{"-bars", "-worst", "3", path}, &out, &errs); status != 0 {
				t.Errorf("status %d\n%s%s", status, out.String(), errs.String())
			}
			for _, want := range []string{"word spaces", "95th percentile", "page "} {
				if !strings.Contains(out.String(), want) {
					t.Errorf("no %q in the table:\n%s", want, out.String())
				}
			}
			m := measureFile(t, path)
			if m.lines < 300 || len(m.spaces) < 3000 || m.hyphens == 0 {
				t.Errorf("measured only %d lines, %d spaces, %d hyphens", m.lines, len(m.spaces), m.hyphens)
			}
		})
	}
}

func measureFile(t *testing.T, path string) *measured {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b, err := read(data)
	if err != nil {
		t.Fatal(err)
	}
	return measure(b)
}

// small is a tagged PDF of two pages with faults: a hyphen run of three, a wide
// and a narrow space, a widow, an orphan, a stranded heading, a note on another
// page than its call.
const small = `%PDF-1.7
1 0 obj <</Type/Catalog/Pages 2 0 R/StructTreeRoot 9 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>> endobj
3 0 obj <</Type/Page/Contents 5 0 R/Resources 7 0 R/Annots[16 0 R]>> endobj
4 0 obj <</Type/Page/Contents 6 0 R/Resources 7 0 R>> endobj
5 0 obj <</Length 620>> stream
/P <</MCID 0>> BDC BT /F0 10 Tf 0 700 Td [<0001> 0 <0002> -1500 <0001> <0003>] TJ 0 -12 Td [<0001> <0002> 300 <00010003>] TJ
0 -12 Td <00010002> Tj ET EMC /Artifact BMC /Span <</ActualText <FEFF00AD>>> BDC BT /F0 10 Tf 7.5 676 Td <0004> Tj ET EMC EMC
/P <</MCID 5>> BDC BT 0 664 Td <0001> Tj ET EMC
/Artifact BMC BT /F0 10 Tf 0 20 Td <0001> Tj ET EMC
/H2 <</MCID 1>> BDC BT /F0 10 Tf 0 600 Td <0001> Tj ET EMC
/P <</MCID 2>> BDC BT /F0 10 Tf 0 580 Td <0001> Tj 0 -12 Td <0001> Tj ET EMC
/P <</MCID 4>> BDC BT /F0 10 Tf 0 550 Td <0001> Tj ET EMC
/H2 <</MCID 3>> BDC BT /F0 10 Tf 0 500 Td <0001> Tj ET EMC
                                                                                                            
endstream endobj
6 0 obj <</Length 110>> stream
/P <</MCID 0>> BDC BT /F0 10 Tf 0 700 Td <0001> Tj ET EMC
                                                    
endstream endobj
7 0 obj <</Font<</F0 8 0 R>>>> endobj
8 0 obj <</Type/Font/Subtype/Type0/DescendantFonts[<</W[1[500 250] 3 3 300]>>]/ToUnicode 15 0 R>> endobj
9 0 obj <</Type/StructTreeRoot/K 10 0 R>> endobj
10 0 obj <</S/Document/K[11 0 R 12 0 R 13 0 R 14 0 R 17 0 R]>> endobj
11 0 obj <</S/P/Pg 3 0 R/K[0 5]>> endobj
12 0 obj <</S/H2/Pg 3 0 R/K[1]>> endobj
13 0 obj <</S/P/Pg 3 0 R/K[2 <</S/Reference/K[<</S/Link/K[<</Type/OBJR/Obj 16 0 R>>]>>]>>]>> endobj
14 0 obj <</S/H2/Pg 3 0 R/K 3>> endobj
15 0 obj <</Length 135>> stream
3 beginbfchar <0001> <0061> <0003> <00AD> <0004> <002D> endbfchar 1 beginbfrange <0002> <0002> <0020> endbfrange
                        
endstream endobj
16 0 obj <</Type/Annot/Dest[4 0 R/XYZ 0 0 null]>> endobj
17 0 obj <</S/P/K[<</Type/MCR/Pg 3 0 R/MCID 4>> <</Type/MCR/Pg 4 0 R/MCID 0>>]>> endobj
trailer <</Root 1 0 R>>
`

func TestFaultsAreFound(t *testing.T) {
	b, err := read([]byte(small))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range measure(b).rows() {
		value := r.value
		if r.missed {
			value += " missed"
		}
		got = append(got, strings.TrimSpace(r.name)+" "+value)
	}
	want := strings.TrimSpace(`
pages 2
lines of justified text 4
word spaces 3
word space / natural width, median 1.00
95th percentile 7.00 missed
widest 7.00 missed
narrowest -0.20 missed
hyphens 3
share of the lines 0.75 missed
most in a row 3 missed
lines of running text on the grid 0.88 missed
facing pages within chapters 0
that end level 0
widows 1 missed
orphans 1 missed
stranded headings 1 missed
notes not on the page of their call 1 missed`)
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s", strings.Join(got, "\n"))
	}
}

func TestUnreadableFiles(t *testing.T) {
	dir := t.TempDir()
	for content, want := range map[string]string{
		"plain text": "not a PDF file",
		"%PDF-1.7\n": "no objects found",
		"%PDF-1.7\n1 0 obj <</Type/Page>> endobj":                              "no catalog found",
		"%PDF-1.7\n1 0 obj <</Type/Catalog/Pages<</Type/Page>>>> endobj":       "not a tagged PDF",
		"%PDF-1.7\n1 0 obj <</Type/ObjStm/Filter/LZW/Length 0>> stream\n\n":    "only FlateDecode is read",
		"%PDF-1.7\n1 0 obj <</Type/ObjStm/Filter/FlateDecode>> stream\nxx\n\n": "unexpected EOF",
	} {
		path := filepath.Join(dir, "in.pdf")
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		var out, errs bytes.Buffer
		if status := run([]string{path}, &out, &errs); status != 1 || !strings.Contains(errs.String(), want) {
			t.Errorf("%q: status %d, %s, want %q", content, status, errs.String(), want)
		}
	}
	var out, errs bytes.Buffer
	if status := run(nil, &out, &errs); status != 2 || !strings.Contains(errs.String(), "usage") {
		t.Errorf("no argument: status %d, %s", status, errs.String())
	}
}

func TestLiteralStrings(t *testing.T) {
	for in, want := range map[string]string{
		`(a(b)c)`: "a(b)c", `(\(\)\\)`: `()\`, `(\101\n\7)`: "A\n\a", "(a\\\nb)": "ab", `<41 4>`: "A", `()`: "",
	} {
		if got := (&scanner{data: []byte(in)}).object(); got != any(want) {
			t.Errorf("%s: got %q, want %q", in, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(small))
	f.Add([]byte("%PDF-1.7\n1 0 obj [[<<"))
	f.Add([]byte("%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 1 0 R/StructTreeRoot 1 0 R/K 1 0 R>> endobj"))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := read(data)
		if err == nil {
			measure(b)
		}
	})
}

// TestFacingPagesThatEndLevel: the pages of a book of seven, by the left edge of
// their text and their lowest line.
func TestFacingPagesThatEndLevel(t *testing.T) {
	for _, tc := range []struct {
		name           string
		edges          [2]float64 // of the first page and every other one, and of the rest
		feet           [7]float64 // 0 is an empty page
		chapters       []int      // pages that begin with a heading
		spreads, level int
	}{
		{"one-sided", [2]float64{100, 100}, [7]float64{70, 70, 90, 70, 70, 70, 70}, nil, 0, 0},
		{"level", [2]float64{100, 80}, [7]float64{70, 70, 70, 85, 85, 70, 200}, nil, 2, 2},
		{"a line apart", [2]float64{100, 80}, [7]float64{70, 70, 85, 85, 85, 70, 200}, nil, 2, 1},
		{"a chapter ends", [2]float64{100, 80}, [7]float64{70, 70, 200, 70, 70, 70, 70}, []int{3}, 1, 1},
		{"a chapter ends left", [2]float64{100, 80}, [7]float64{70, 200, 70, 70, 85, 70, 200}, []int{2}, 1, 0},
		{"an empty page", [2]float64{100, 80}, [7]float64{70, 70, 200, 0, 70, 70, 70}, nil, 0, 0},
	} {
		b := &book{pages: make([]dict, len(tc.feet))}
		for i, foot := range tc.feet {
			put := func(role name, y float64) {
				b.lines = append(b.lines, &line{page: i, y: y, size: 10, block: &block{role: role}, glyphs: []glyph{{x: tc.edges[i%2]}}})
			}
			if slices.Contains(tc.chapters, i) {
				put("H1", 600)
			}
			if foot > 0 {
				put("P", 500)
				put("P", foot)
			}
		}
		m := &measured{}
		m.facing(b)
		if m.spreads != tc.spreads || m.level != tc.level || len(m.faults) != tc.spreads-tc.level {
			t.Errorf("%s: %d of %d are level, want %d of %d; %v", tc.name, m.level, m.spreads, tc.level, tc.spreads, m.faults)
		}
	}
}
