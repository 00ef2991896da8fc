package epub

import (
	"bytes"
	"image/png"
	"strings"
	"testing"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/matter"
	"octavo/pipeline/internal/meta"
)

func TestCoverIsAPictureOfTheTitle(t *testing.T) {
	words, err := drawCover(coverText{"Verslag van het beleid", "Over 2023", "Ministerie"}, houseFaces(t))
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
	faces := houseFaces(t)
	for _, title := range []string{
		"", " ", "A", strings.Repeat("x", 500), strings.Repeat("woord ", 400), "日本語", strings.Repeat("Meerjarenprogrammabegrotingen ", 9),
	} {
		data, err := drawCover(coverText{title, title, title}, faces)
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
	if data, err := drawCover(coverText{title: "Titel"}, nil); err != nil || len(data) == 0 {
		t.Errorf("%d bytes, %v", len(data), err)
	}
	if _, err := drawCover(coverText{title: "Titel"}, []Face{{Data: []byte("geen letter")}}); err == nil {
		t.Error("a broken face was accepted")
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
	if _, err := Build(t.Context(), matter.Add(doc), nil, testOptions(), &diag.Log{}); err == nil || !strings.Contains(err.Error(), "weg.jpg") {
		t.Errorf("a missing cover: %v", err)
	}
}

// TestBalanceNeedsNoFurtherLine compares the even breaks with greedy ones.
func TestBalanceNeedsNoFurtherLine(t *testing.T) {
	widths := []float64{3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 0.5}
	for measure := 9.0; measure < 60; measure++ {
		greedy, even := fill(widths, measure), balance(widths, measure)
		words := 0
		for _, n := range even {
			words += n
		}
		if len(even) != len(greedy) || words != len(widths)-1 {
			t.Errorf("measure %v: %v, greedy %v", measure, even, greedy)
		}
	}
	if got := balance([]float64{4, 4, 4, 1, 1}, 16); len(got) != 1 {
		t.Errorf("what fits on one line was set on %v", got)
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
