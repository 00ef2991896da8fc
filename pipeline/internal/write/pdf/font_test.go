package pdf

import (
	"bytes"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/layout"
)

// TestEmbeddedGlyphsAreTheFacesOwn holds what is embedded against the face: every
// code has the width, the text and the outline of its glyph.
func TestEmbeddedGlyphsAreTheFacesOwn(t *testing.T) {
	f := face(t, "SourceSerif4-Regular")
	rapid.Check(t, func(rt *rapid.T) {
		ids := rapid.SliceOfN(rapid.IntRange(1, f.sfnt.numGlyphs-1), 1, 400).Draw(rt, "glyphs")
		texts := rapid.SliceOfN(rapid.StringMatching(`[a-zé€𝄞]{1,3}`), len(ids), len(ids)).Draw(rt, "texts")
		coded := &codedFace{face: f.face, sfnt: f.sfnt, byGlyph: make([][]code, f.sfnt.numGlyphs)}
		for i, id := range ids {
			if err := coded.add(uint16(id), texts[i]); err != nil {
				rt.Fatal(err)
			}
		}
		cut, err := coded.subset()
		if err != nil {
			rt.Fatal(err)
		}
		checkEmbedded(rt, t, coded, cut)
	})
}

func checkEmbedded(rt *rapid.T, t *testing.T, f *codedFace, cut subset) {
	made := newFile("1.7")
	font := made.embedFace(f, cut)
	objects := map[ref]object{}
	for r, o := range made.objects {
		objects[ref(r)] = o
	}
	in := &inspector{t: t, parsed: &parsed{objects: objects}}
	cid := in.dict(in.dict(font).get("DescendantFonts").(array)[0])
	widths := in.widths(cid.get("W").(array))
	gids := in.inflate(in.resolve(cid.get("CIDToGIDMap")).(*stream))
	subset, err := parseSFNT(in.inflate(in.resolve(in.dict(cid.get("FontDescriptor")).get("FontFile2")).(*stream)))
	if err != nil {
		rt.Fatal(err)
	}
	for i, glyph := range f.glyphs {
		code := i + 1
		if widths[code] != f.sfnt.width(int(glyph)) {
			rt.Fatalf("code %d, glyph %d: width %d, the face has %d", code, glyph, widths[code], f.sfnt.width(int(glyph)))
		}
		got := int(be.Uint16(gids[2*code:]))
		if subset.advance(got) != f.sfnt.advance(int(glyph)) {
			rt.Fatalf("code %d: another advance in the subset", code)
		}
		if a, b := subset.outline(got), f.sfnt.outline(int(glyph)); !sameOutline(a, b) {
			rt.Fatalf("code %d, glyph %d: another outline in the subset", code, glyph)
		}
	}
}

// outline returns a glyph's data, without padding for simple glyphs.
func (f *sfnt) outline(gid int) []byte {
	loca, long := f.tables["loca"], be.Uint16(f.tables["head"][50:]) == 1
	at := func(i int) int {
		if long {
			return int(be.Uint32(loca[4*i:]))
		}
		return 2 * int(be.Uint16(loca[2*i:]))
	}
	return f.tables["glyf"][at(gid):at(gid+1)]
}

// sameOutline compares simple glyphs by their bytes, padding aside, and
// compounds, whose parts have other numbers, by their boxes.
func sameOutline(a, b []byte) bool {
	if len(b) >= 10 && int16(be.Uint16(b)) < 0 {
		return len(a) >= 10 && bytes.Equal(a[:10], b[:10])
	}
	return bytes.Equal(bytes.TrimRight(a, "\x00"), bytes.TrimRight(b, "\x00"))
}

// widths reads a W array (ISO 32000-1, 9.7.4.3).
func (in *inspector) widths(w array) map[int]int {
	out := map[int]int{}
	for i := 0; i < len(w); {
		first := int(w[i].(integer))
		if list, ok := w[i+1].(array); ok {
			for k, v := range list {
				out[first+k] = int(v.(integer))
			}
			i += 2
			continue
		}
		for c := first; c <= int(w[i+1].(integer)); c++ {
			out[c] = int(w[i+2].(integer))
		}
		i += 3
	}
	return out
}

// paintAlone draws a book's first page without fpdf.
func paintAlone(t testing.TB, book *layout.Book) (paintedPage, *codedFace) {
	t.Helper()
	fs, err := codeFaces(book)
	if err != nil {
		t.Fatal(err)
	}
	return paint(&book.Pages[0], fs, &images{}, frame{}, nil), fs.list[0]
}

// paintedText reads the text of a run from the stream that draws it.
func paintedText(t *testing.T, run *layout.Run) string {
	book, _ := oneLine(t, run)
	page, f := paintAlone(t, book)
	texts := map[int]string{}
	for i, s := range f.texts {
		texts[i+1] = s
	}
	r := &contentReader{t: t, out: map[int]string{}, maps: map[name]map[int]string{name(fontName(0)): texts}}
	operations(t, page.content, r.operator)
	got := ""
	for mcid := range page.slots {
		got += r.out[mcid]
	}
	return got
}

// TestTextComesBack draws random runs and reads their text back, but for the
// hyphens that divide words.
func TestTextComesBack(t *testing.T) {
	f := face(t, "SourceSerif4-Regular")
	rapid.Check(t, func(rt *rapid.T) {
		var run layout.Run
		run.Face, run.Size = f.face, geom.Length(rapid.IntRange(1, 40*65536).Draw(rt, "size"))
		for range rapid.IntRange(1, 8).Draw(rt, "clusters") {
			piece := rapid.StringMatching(`[a-zé€𝄞]{1,4}|\x{AD}`).Draw(rt, "text")
			run.Text += piece
			for k := range rapid.IntRange(1, 4).Draw(rt, "glyphs") {
				g := layout.Glyph{ID: uint16(rapid.IntRange(1, 300).Draw(rt, "id")),
					DX: rapid.Int16().Draw(rt, "dx"), DY: int16(rapid.IntRange(-50, 50).Draw(rt, "dy")),
					Adjust: rapid.Int32Range(-1<<20, 1<<20).Draw(rt, "adjust")}
				if k == 0 {
					g.Text = uint8(len(piece))
				}
				run.Glyphs = append(run.Glyphs, g)
			}
		}
		want := strings.ReplaceAll(run.Text, softHyphen, "")
		if got := paintedText(t, &run); got != want {
			rt.Fatalf("got %q, want %q", got, want)
		}
	})
}

func TestFolios(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 3999).Draw(t, "n")
		if got := parseRoman(roman(n)); got != n {
			t.Fatalf("%s is read as %d", roman(n), got)
		}
	})
	for label, want := range map[string]folio{
		"1": {style: "D", number: 1}, "iv": {style: "r", number: 4}, "XII": {style: "R", number: 12},
		"": {}, "01": {prefix: "01"}, "iiii": {prefix: "iiii"}, "A-3": {prefix: "A-3"}, "-1": {prefix: "-1"},
	} {
		if got := parseFolio(label); got != want {
			t.Errorf("%q: %+v, want %+v", label, got, want)
		}
	}
}

func TestPageLabelsBeginARangeWhereTheyDoNotFollow(t *testing.T) {
	var pages []layout.Page
	for _, l := range []string{"i", "ii", "1", "2", "3", "5", "cover", "cover", "", ""} {
		pages = append(pages, layout.Page{Label: l})
	}
	want := "<</Nums [0 <</S /r/St 1>> 2 <</S /D/St 1>> 5 <</S /D/St 5>> 6 <</P (cover)>> 7 <</P (cover)>> 8 <<>> 9 <<>>]>>"
	if got := string(pageLabels(pages).encode(nil)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestProfileIsWhatItsHeaderSays(t *testing.T) {
	p := srgbProfile()
	if int(be.Uint32(p)) != len(p) || string(p[36:40]) != "acsp" || string(p[12:24]) != "mntrRGB XYZ " {
		t.Errorf("a wrong header: % x", p[:40])
	}
	for i := range int(be.Uint32(p[128:])) {
		row := p[132+12*i:]
		if off, size := be.Uint32(row[4:]), be.Uint32(row[8:]); int(off+size) > len(p) || off%4 != 0 {
			t.Errorf("tag %s lies at %d+%d", row[:4], off, size)
		}
	}
}

// FuzzFaces sends broken faces through what is read before fpdf sees them.
func FuzzFaces(f *testing.F) {
	whole := face(f, "SourceSerif4-Italic").sfnt.withCodes([]uint16{1, 2, 3})
	for _, n := range []int{0, 4, 12, 100, 400, 2000, len(whole)} {
		f.Add(whole[:n])
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := parseSFNT(data)
		if err != nil {
			return
		}
		again, err := parseSFNT(s.withCodes([]uint16{1, 2}))
		if err != nil {
			t.Fatalf("a face that was read gives one that is not: %v", err)
		}
		for gid := range s.numGlyphs {
			if s.advance(gid) != again.advance(gid) {
				t.Fatalf("glyph %d has another advance", gid)
			}
		}
	})
}
