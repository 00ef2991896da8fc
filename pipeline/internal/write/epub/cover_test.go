package epub

import (
	"bytes"
	"image"
	"image/png"
	"strings"
	"testing"

	"octavo/fonts"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/font"
	"octavo/pipeline/internal/matter"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/resolve"
)

func TestCoverIsAPictureOfTheTitle(t *testing.T) {
	words, err := drawCover(coverText{"Verslag van het beleid", "Over 2023", "Ministerie"}, "nl", houseSet(t))
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(words))
	if err != nil {
		t.Fatal(err)
	}
	if b := img.Bounds(); b.Dx() != coverWidth || b.Dy() != coverHeight {
		t.Errorf("the cover measures %v", b)
	}
	shade := func(x, y int) uint32 { r, _, _, _ := img.At(x, y).RGBA(); return r >> 8 }
	if shade(5, 5) != uint32(coverGround[0]) || shade(5, coverHeight-5) != uint32(coverPaper[0]) {
		t.Errorf("ground %x, band %x", shade(5, 5), shade(5, coverHeight-5))
	}
	inked := func(top, bottom int, ground uint32) (n int) {
		for y := top; y < bottom; y++ {
			for x := range coverWidth {
				if shade(x, y) != ground {
					n++
				}
			}
		}
		return n
	}
	if inked(200, 400, shade(5, 5)) == 0 {
		t.Error("no title is drawn")
	}
	if inked(coverFoot+100, coverHeight, shade(5, coverHeight-5)) == 0 {
		t.Error("no publisher is drawn")
	}
	if n := inked(0, 100, shade(5, 5)); n > 0 {
		t.Errorf("%d pixels of ink in the margin", n)
	}
}

// TestAnyTitleFitsOnTheCover: long titles, long words, many lines, no words.
func TestAnyTitleFitsOnTheCover(t *testing.T) {
	faces := houseSet(t)
	for _, title := range []string{
		"", " ", "A", strings.Repeat("x", 500), strings.Repeat("woord ", 400), "日本語", strings.Repeat("Meerjarenprogrammabegrotingen ", 9),
	} {
		data, err := drawCover(coverText{title, title, title}, "nl", faces)
		if err != nil {
			t.Errorf("%.20q: %v", title, err)
			continue
		}
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Errorf("%.20q: %v", title, err)
			continue
		}
		for y := range coverHeight {
			r, _, _, _ := img.At(coverWidth-20, y).RGBA()
			if want := uint32(coverGround[0]); y < coverFoot && r>>8 != want {
				t.Errorf("%.20q runs off the cover", title)
				break
			}
		}
	}
}

func TestCoverWithoutFacesIsPlain(t *testing.T) {
	if data, err := drawCover(coverText{title: "Titel"}, "nl", nil); err != nil || len(data) == 0 {
		t.Errorf("%d bytes, %v", len(data), err)
	}
}

func TestCoverHasATextAlternative(t *testing.T) {
	doc := document(chapter("Een"))
	doc.Meta.Subtitle = "Jaarverslag 2023"
	files, _ := build(t, matter.Add(doc), nil, testOptions())
	if want := `alt="Omslag: Verslag. Jaarverslag 2023. Ministerie"`; !strings.Contains(files["EPUB/xhtml/cover.xhtml"], want) {
		t.Errorf("no %s in\n%s", want, files["EPUB/xhtml/cover.xhtml"])
	}
	if !strings.Contains(files["EPUB/package.opf"], `media-type="image/png" properties="cover-image"`) {
		t.Error("the manifest names no cover image")
	}
}

func TestGivenCoverIsUsed(t *testing.T) {
	doc := document(chapter("Een"))
	doc.Meta.Cover = &meta.Cover{Image: "voorkant.png", Alt: "Een huis"}
	files, log := build(t, matter.Add(doc), nil, testOptions())
	if files["EPUB/images/cover.png"] != string(onePixel) || len(log) > 0 {
		t.Errorf("the given picture is not in the publication: %+v", log)
	}
	if !strings.Contains(files["EPUB/xhtml/cover.xhtml"], `alt="Een huis"`) {
		t.Error("the given text alternative is not used")
	}
	doc.Meta.Cover = &meta.Cover{Image: "voorkant.png"}
	files, log = build(t, matter.Add(doc), nil, testOptions())
	if len(log) != 1 || log[0].Code != CodeNoAlternative || strings.Contains(files["EPUB/package.opf"], "conformsTo") {
		t.Errorf("a cover without text alternative: %+v", log)
	}
	doc.Meta.Cover = &meta.Cover{Image: "weg.jpg"}
	if _, err := Build(t.Context(), resolve.Of(matter.Add(doc)), nil, testOptions(), &diag.Log{}); err == nil || !strings.Contains(err.Error(), "weg.jpg") {
		t.Errorf("a missing cover: %v", err)
	}
}

func TestTransparentCoverHasAGround(t *testing.T) {
	var clear bytes.Buffer
	if err := png.Encode(&clear, image.NewNRGBA(image.Rect(0, 0, 2, 1))); err != nil {
		t.Fatal(err)
	}
	for data, want := range map[string]bool{clear.String(): true, string(onePixel): false} {
		doc := document(chapter("Een"))
		doc.Meta.Cover = &meta.Cover{Image: "voorkant.png", Alt: "Een huis"}
		opt := testOptions()
		opt.Load = func(string) ([]byte, error) { return []byte(data), nil }
		files, _ := build(t, matter.Add(doc), nil, opt)
		if got := strings.Contains(files["EPUB/xhtml/cover.xhtml"], ground); got != want {
			t.Errorf("a ground behind the cover: %v, want %v", got, want)
		}
	}
}

// TestLinesAreFewAndEven: as few lines as greedy breaking needs, and the
// longest of them no longer than it must be for so few.
func TestLinesAreFewAndEven(t *testing.T) {
	p := &shapedText{face: &font.Face{UnitsPerEm: 1000}, space: 500}
	for _, w := range []int{3000, 1000, 4000, 1000, 5000, 9000, 2000, 6000, 5000, 3000, 5000} {
		p.words = append(p.words, &shapedWord{Width: w})
	}
	for measure := 9; measure < 60; measure++ {
		lines := p.lines(measure, 1)
		if want := p.greedy(measure * 1000); len(lines) != want {
			t.Errorf("measure %d: %d lines, greedy needs %d", measure, len(lines), want)
		}
		words := 0
		for _, l := range lines {
			words += len(p.on(l))
		}
		if words != len(p.words) {
			t.Errorf("measure %d: %d of %d words are set", measure, words, len(p.words))
		}
	}
	p.words = p.words[:4] // 3, 1, 4 and 1 em
	if lines := p.lines(9, 1); len(lines) != 2 || len(p.on(lines[0])) != 2 {
		t.Errorf("uneven lines: %+v", lines)
	}
}

// greedy counts the lines that breaking at the last word that fits gives.
func (p *shapedText) greedy(measure int) int {
	lines, used := 1, -p.space
	for _, w := range p.words {
		if used += p.space + w.Width; used > measure {
			lines, used = lines+1, w.Width
		}
	}
	return lines
}

// TestCoverReadsFromItsSide: words from right to left begin on the right, in a face
// that has them, and a number among them keeps its order.
func TestCoverReadsFromItsSide(t *testing.T) {
	faces := houseSet(t)
	face, err := faces.Face([]string{"sans-serif"}, 700, false)
	if err != nil {
		t.Fatal(err)
	}
	s := &setter{faces: faces, lang: "he"}
	p := s.shape(face, "דוח (PDF) 2024")
	lines := p.lines(10000, 10)
	pieces, width := p.arranged(lines[0])
	if len(lines) != 1 || width == 0 {
		t.Fatalf("%d lines, %d wide", len(lines), width)
	}
	sum := 0
	for _, piece := range pieces {
		sum += piece.width
		for i := 0; piece.glyphs != nil && i < len(piece.glyphs.Glyphs); i++ {
			if piece.glyphs.Glyphs[i].ID == 0 {
				t.Errorf("a glyph is missing in %s", piece.face.Name)
			}
		}
	}
	if sum != width {
		t.Errorf("the pieces are %d wide, the line %d", sum, width)
	}
	number := face.Shaper("he", nil).Shape("2024")
	if first, last := pieces[0], pieces[len(pieces)-1]; first.width != number.Width || first.level != 2 || last.face == face || last.level != 1 {
		t.Errorf("leftmost %+v, rightmost %+v", first, last)
	}
}

// TestCoverIsKerned: a pair with a kern is closer than its letters' widths.
func TestCoverIsKerned(t *testing.T) {
	face, err := houseSet(t).Face([]string{"sans-serif"}, 700, false)
	if err != nil {
		t.Fatal(err)
	}
	s := &setter{}
	width := func(word string) int { return s.shape(face, word).words[0].Width }
	if apart := width("A") + width("V"); width("AV") >= apart {
		t.Errorf("AV is %d wide, its letters %d", width("AV"), apart)
	}
}

func TestOnlyNamedFamiliesAreEmbedded(t *testing.T) {
	opt := testOptions()
	opt.Faces, opt.CSS = houseFaces(t), `p { font-family: "Source Sans 3" }`
	files, _ := build(t, matter.Add(document(chapter("Een"))), nil, opt)
	css := files["EPUB/css/book.css"]
	for _, f := range opt.Faces {
		_, has := files["EPUB/fonts/"+f.File]
		if want := f.Family == "Source Sans 3"; has != want || strings.Contains(css, f.File) != want {
			t.Errorf("%s: embedded %v", f.File, has)
		}
		if has && files["EPUB/fonts/"+f.File] != string(f.Data) {
			t.Errorf("%s is not the whole face", f.File)
		}
	}
}

// houseSet is the house faces as the pages have them.
func houseSet(t testing.TB) *font.Set {
	t.Helper()
	set, err := font.Open(fonts.Files)
	if err != nil {
		t.Fatal(err)
	}
	return set
}
