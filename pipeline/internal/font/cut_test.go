package font

import (
	"bytes"
	"io/fs"
	"testing"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"octavo/fonts"
)

// A cut face is sound, has just the characters that were wanted, and draws them as the
// whole one does.
func TestCutFaces(t *testing.T) {
	const wanted, others = "⟶∀𝔸→①☑", "⟵∃𝔹←②☐a"
	keep := map[rune]bool{}
	for _, r := range wanted {
		keep[r] = true
	}
	paths, err := fs.Glob(fonts.Files, "symbols-*/*.ttf")
	if err != nil || len(paths) == 0 {
		t.Fatal(paths, err)
	}
	for _, path := range paths {
		whole, err := fs.ReadFile(fonts.Files, path)
		if err != nil {
			t.Fatal(err)
		}
		cut, err := Cut(whole, keep)
		if err != nil {
			t.Fatal(err)
		}
		if again, _ := Cut(whole, keep); !bytes.Equal(again, cut) {
			t.Errorf("%s: cut twice, two files", path)
		}
		if _, err := Trust(path, cut); err != nil {
			t.Error(err)
		}
		if checksum(cut) != checksumMagic {
			t.Errorf("%s: the checksum is wrong", path)
		}
		before, after := parsed(t, whole), parsed(t, cut)
		for _, r := range wanted {
			drawnAlike(t, path, r, before, after)
		}
		for _, r := range others {
			if id, err := after.GlyphIndex(nil, r); id != 0 || err != nil {
				t.Errorf("%s: %c is there", path, r)
			}
		}
	}
}

func parsed(t *testing.T, data []byte) *sfnt.Font {
	t.Helper()
	f, err := sfnt.Parse(data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func drawnAlike(t *testing.T, path string, r rune, before, after *sfnt.Font) {
	t.Helper()
	one, err := before.GlyphIndex(nil, r)
	if err != nil {
		t.Fatal(err)
	}
	two, err := after.GlyphIndex(nil, r)
	if err != nil || one != two {
		t.Errorf("%s: %c is glyph %d, then %d: %v", path, r, one, two, err)
		return
	}
	var a, b sfnt.Buffer
	want, err := before.LoadGlyph(&a, one, fixed.I(1000), nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := after.LoadGlyph(&b, two, fixed.I(1000), nil)
	if err != nil || len(got) != len(want) {
		t.Errorf("%s: %c: %d segments, then %d: %v", path, r, len(want), len(got), err)
		return
	}
	for i := range want {
		if want[i] != got[i] {
			t.Errorf("%s: %c is drawn otherwise", path, r)
			return
		}
	}
}

func FuzzCut(f *testing.F) {
	whole, err := fs.ReadFile(fonts.Files, "symbols-noto-sans-symbols-2/NotoSansSymbols2-Regular.ttf")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(12, byte(1), rune('☑'))
	f.Fuzz(func(t *testing.T, at int, value byte, r rune) {
		data := bytes.Clone(whole)
		if at >= 0 && at < len(data) {
			data[at] = value
		}
		Cut(data, map[rune]bool{r: true}) // an error, never a panic
	})
}
