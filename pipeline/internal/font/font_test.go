package font

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"sync"
	"testing"

	"github.com/go-text/typesetting/harfbuzz"
	"testing/fstest"

	"pgregory.net/rapid"

	"octavo/fonts"
)

func openSet(t testing.TB) *Set {
	t.Helper()
	s, err := Open(fonts.Files)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func face(t testing.TB, family string, weight int, italic bool) *Face {
	t.Helper()
	f, err := openSet(t).Face([]string{family}, weight, italic)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestFaceMatchesFamilySlantAndWeight(t *testing.T) {
	s := openSet(t)
	for _, tc := range []struct {
		families string
		weight   int
		italic   bool
		want     string
	}{
		{"Source Serif 4", 400, false, "SourceSerif4-Regular"},
		{"source serif 4", 400, true, "SourceSerif4-Italic"},
		{"Source Sans 3", 700, false, "SourceSans3-Bold"},
		{"Source Sans 3", 600, false, "SourceSans3-SemiBold"},
		{"Source Sans 3", 900, false, "SourceSans3-Bold"},
		{"Source Sans 3", 300, false, "SourceSans3-Regular"},
		{"Source Serif 4", 700, false, "SourceSerif4-SemiBold"},
		{"Source Serif 4", 500, false, "SourceSerif4-Regular"},
		{"Source Sans 3", 700, true, "SourceSans3-Italic"},
		{"Garamond, Source Sans 3", 400, false, "SourceSans3-Regular"},
		{"Garamond, sans-serif", 400, false, "SourceSans3-Regular"},
		{"monospace, serif", 400, false, "SourceCodePro-Regular"},
		{"Garamond", 400, false, "SourceSerif4-Regular"},
	} {
		f, err := s.Face(strings.Split(tc.families, ", "), tc.weight, tc.italic)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name != tc.want {
			t.Errorf("%s %d italic %v: got %s, want %s", tc.families, tc.weight, tc.italic, f.Name, tc.want)
		}
	}
}

func TestFaceMetrics(t *testing.T) {
	f := face(t, "Source Serif 4", 400, false)
	got := fmt.Sprint(f.UnitsPerEm, f.Ascent, f.Descent, f.CapHeight, f.XHeight, f.UnderlinePosition, f.UnderlineThickness)
	if want := "1000 1036 -335 670 475 -50 50"; got != want {
		t.Errorf("metrics %s, want %s", got, want)
	}
	if id, _ := f.Glyph(' '); f.Advance(id) != 237 || f.Advance(60000) != 0 {
		t.Errorf("space is %d wide, no glyph %d", f.Advance(id), f.Advance(60000))
	}
	if !f.HasFeature("smcp") || f.HasFeature("zzzz") {
		t.Error("the serif has small capitals, and no feature zzzz")
	}
}

func TestCoversAndFallback(t *testing.T) {
	s, serif := openSet(t), face(t, "Source Serif 4", 400, true)
	for r, want := range map[rune]string{
		'a': "SourceSerif4-Italic", '€': "SourceSerif4-Italic", '\u2011': "SourceSans3-Italic", '\u4e2d': "",
	} {
		got := ""
		if f := s.Fallback(r, serif); f != nil {
			got = f.Name
		}
		if got != want {
			t.Errorf("%U: fallback %q, want %q", r, got, want)
		}
	}
}

// otto is the head of an OpenType file with CFF outlines.
func otto() []byte { return append([]byte("OTTO\x00\x01"), make([]byte, 64)...) }

func TestOpenRefusesWhatCannotBeEmbedded(t *testing.T) {
	good, err := fonts.Files.ReadFile("source-sans-3/SourceSans3-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name string
		data []byte
		want string
	}{
		{"cff.otf", otto(), "has CFF outlines (OpenType/CFF), which cannot be embedded: use the family's TrueType (.ttf) edition"},
		{"collection.ttf", append([]byte("ttcf"), make([]byte, 20)...), "is a font collection"},
		{"text.ttf", []byte("this is no font at all"), "is not a TrueType font"},
		{"empty.ttf", nil, "is too short to be a font"},
		{"cut.ttf", good[:40], "ends inside its table directory"},
		{"notables.ttf", append([]byte{0, 1, 0, 0}, make([]byte, 20)...), "states no family"},
		{"half.ttf", good[:len(good)/4], "ends inside its table"},
	} {
		_, err := Open(fstest.MapFS{tc.name: {Data: tc.data}})
		if err == nil || !strings.Contains(err.Error(), tc.name) || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: error %v, want the file and %q", tc.name, err, tc.want)
		}
	}
	if _, err := Open(fstest.MapFS{"readme.txt": {}}); err == nil {
		t.Error("a folder without faces is accepted")
	}
}

// TestSetLoadsOnlyWhatIsAskedFor holds the promise that a run pays for the
// faces that its sheets use, and no others.
func TestSetLoadsOnlyWhatIsAskedFor(t *testing.T) {
	s := openSet(t)
	if _, err := s.Face([]string{"sans-serif"}, 600, false); err != nil {
		t.Fatal(err)
	}
	var loaded []string
	for _, e := range s.entries {
		if e.face != nil {
			loaded = append(loaded, e.face.Name)
		}
	}
	if got := fmt.Sprint(loaded); got != "[SourceSans3-SemiBold SourceSerif4-Regular]" {
		t.Errorf("loaded %s", got)
	}
}

func TestShape(t *testing.T) {
	f := face(t, "Source Serif 4", 400, false)
	for _, tc := range []struct {
		text     string
		features []Feature
		clusters string
	}{
		{"officier", nil, "[0 1 4 5 6 7]"}, // ffi is one glyph
		{"officier", []Feature{{"liga", 0}}, "[0 1 2 3 4 5 6 7]"},
		{"één", nil, "[0 2 4]"},
		{"", nil, "[]"},
	} {
		var at []int32
		for _, g := range f.Shaper("nl", tc.features).Shape(tc.text).Glyphs {
			at = append(at, g.Cluster)
		}
		if got := fmt.Sprint(at); got != tc.clusters {
			t.Errorf("%q %v: clusters %s, want %s", tc.text, tc.features, got, tc.clusters)
		}
	}
	sh := f.Shaper("nl", nil)
	if k := sh.Kern('T', 'o'); k >= 0 {
		t.Errorf("To is kerned by %d, want less than 0", k)
	}
	old := f.Shaper("nl", []Feature{{"onum", 1}}).Shape("1914").Glyphs
	if old[1].ID == sh.Shape("1914").Glyphs[1].ID {
		t.Error("onum does not change the figure 9")
	}
}

func TestShaperIsShared(t *testing.T) {
	f := face(t, "Source Serif 4", 400, false)
	again := []Feature{{"onum", 1}}
	if f.Shaper("nl", []Feature{{"onum", 1}}) != f.Shaper("nl", again) {
		t.Error("equal arguments give different shapers")
	}
	if f.Shaper("nl", nil) == f.Shaper("en", nil) {
		t.Error("languages share a shaper")
	}
}

// TestShapingDoesNotDependOnConcurrency shapes the same words from many sides.
func TestShapingDoesNotDependOnConcurrency(t *testing.T) {
	words := strings.Fields("Afdeling officiële rechtsbijstand Toezicht affaire fjord geïnd AVATAR")
	sh := face(t, "Source Serif 4", 400, true).Shaper("nl", nil)
	want := face(t, "Source Serif 4", 400, true).Shaper("nl", nil)
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			for i := range words {
				w := words[(i+n)%len(words)]
				if fmt.Sprint(*sh.Shape(w)) != fmt.Sprint(*want.Shape(w)) {
					t.Errorf("%s is shaped differently", w)
				}
			}
		})
	}
	wg.Wait()
}

// TestShapeKerns holds widths in thousandths of an em that HarfBuzz gives as
// well. Later versions of go-text/typesetting than the one in go.mod drop pairs
// that these faces kern, and words and quotes come apart.
func TestShapeKerns(t *testing.T) {
	for _, c := range []struct {
		face, family string
		weight       int
		text         string
		width        int
	}{
		{"SourceSans3-Italic", "Source Sans 3", 400, "“A", 846},
		{"SourceSerif4-SemiBoldItalic", "Source Serif 4", 600, "fjord", 2128},
	} {
		f := face(t, c.family, c.weight, true)
		shaped := f.Shaper("nl", nil).Shape(c.text)
		if f.Name != c.face || shaped.Width != c.width {
			t.Errorf("%s in %s is %d wide, want %d in %s", c.text, f.Name, shaped.Width, c.width, c.face)
		}
	}
}

// TestShapeKeepsAllText holds what the PDF's text relies on: clusters rise, and
// the first is at 0.
func TestShapeKeepsAllText(t *testing.T) {
	sh := face(t, "Source Serif 4", 400, false).Shaper("nl", nil)
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[a-zA-Z0-9éëïöüfi.,'’-]{1,12}`).Draw(t, "word")
		shaped, last, width := sh.Shape(word), int32(0), 0
		for i, g := range shaped.Glyphs {
			if i == 0 && g.Cluster != 0 || g.Cluster < last || int(g.Cluster) >= len(word) {
				t.Fatalf("%q: glyph %d is at %d after %d", word, i, g.Cluster, last)
			}
			last, width = g.Cluster, width+int(g.Advance)
		}
		if width != shaped.Width {
			t.Fatalf("%q: width %d, advances add up to %d", word, shaped.Width, width)
		}
	})
}

func TestMerge(t *testing.T) {
	got := Merge([]Feature{{"onum", 1}, {"kern", 1}}, Feature{"onum", 0})
	if want := "[{kern 1} {onum 0}]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func FuzzParseFace(f *testing.F) {
	f.Add([]byte("OTTO"))
	f.Add(otto())
	head := make([]byte, 44)
	binary.BigEndian.PutUint32(head, tagTrueType)
	binary.BigEndian.PutUint16(head[4:], 2)
	copy(head[12:], "name")
	f.Add(head)
	f.Fuzz(func(t *testing.T, data []byte) {
		face, err := ParseFace("fuzz.ttf", data)
		if (face == nil) == (err == nil) {
			t.Fatalf("face %v, error %v", face, err)
		}
	})
}

func TestWithoutOutlinesKeepsTheOtherTables(t *testing.T) {
	data, err := fonts.Files.ReadFile("source-sans-3/SourceSans3-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	before, err := directory(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	lean := withoutOutlines(data)
	after, err := directory(lean)
	if err != nil || len(after) != len(before)-2 {
		t.Fatalf("%d tables of %d, error %v", len(after), len(before), err)
	}
	for tag, at := range after {
		got, err := readTable(lean, at)
		if want := data[at.offset : at.offset+at.length]; err != nil || !bytes.Equal(got, want[:min(len(want), maxTable)]) {
			t.Errorf("table %s is changed (%v)", tag, err)
		}
	}
	whole, err := io.ReadAll(lean)
	if err != nil || len(whole) != len(data) || !bytes.Equal(whole[:len(lean.head)], lean.head) {
		t.Errorf("read in order, %d bytes of %d without the directory's (%v)", len(whole), len(data), err)
	}
}

func BenchmarkLoadFiveFaces(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		s := openSet(b)
		for _, f := range []struct {
			family string
			weight int
			italic bool
		}{{"serif", 400, false}, {"serif", 400, true}, {"serif", 600, false}, {"sans-serif", 400, false}, {"sans-serif", 600, false}} {
			if _, err := s.Face([]string{f.family}, f.weight, f.italic); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkShapeNewWord(b *testing.B) {
	f := face(b, "Source Serif 4", 400, false)
	sh := f.Shaper("nl", nil)
	b.ReportAllocs()
	for b.Loop() {
		f.shape("rechtvaardigheid", harfbuzz.LeftToRight, sh)
	}
}

func BenchmarkShapeKnownWord(b *testing.B) {
	sh := face(b, "Source Serif 4", 400, false).Shaper("nl", nil)
	b.ReportAllocs()
	for b.Loop() {
		sh.Shape("rechtvaardigheid")
	}
}

// What is written from right to left has its glyphs in the order of its letters,
// joined, and its brackets turned round.
func TestShapeBack(t *testing.T) {
	set, err := Open(fonts.Files)
	if err != nil {
		t.Fatal(err)
	}
	arabic, serif := set.Fallback('ب', set.StandIn()), set.StandIn()
	glyphs := arabic.Shaper("ar", nil).ShapeBack("ببب").Glyphs
	if len(glyphs) != 3 || glyphs[0].ID == glyphs[1].ID || glyphs[1].ID == glyphs[2].ID || glyphs[0].ID == glyphs[2].ID {
		t.Errorf("the letters at the beginning, in the middle and at the end are %v", glyphs)
	}
	for i, g := range glyphs {
		if int(g.Cluster) != 2*i {
			t.Errorf("glyph %d stands for the letter at %d", i, g.Cluster)
		}
	}
	opening, _ := serif.Glyph('(')
	if g := serif.Shaper("he", nil).ShapeBack(")").Glyphs; len(g) != 1 || g[0].ID != opening {
		t.Errorf("a closing bracket is shown by %v, not by glyph %d", g, opening)
	}
	heavy, err := set.Face(nil, 600, false)
	if err != nil {
		t.Fatal(err)
	}
	for _, letter := range "שب" {
		if f := set.Fallback(letter, heavy); f == nil || f.Weight != 600 {
			t.Errorf("a heavy %c has no heavy face", letter)
		}
	}
}
