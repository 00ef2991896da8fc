package pdf

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"slices"
	"testing"

	"octavo/pipeline/internal/layout"
)

// TestPicturesKeepTheirProfiles on screens: as their colour space, palettes too, and
// once for all; sRGB is what the output intent says.
func TestPicturesKeepTheirProfiles(t *testing.T) {
	wide := iccFile(t, "wide.icc")
	for _, c := range []struct {
		what    string
		profile []byte
		want    string
	}{
		{"its own", wide, "[/ICCBased "},
		{"sRGB", srgbProfile(), "/DeviceRGB"},
		{"none", nil, "/DeviceRGB"},
		{"damaged", []byte("nothing of RGB  RGB that is a profile"), "/DeviceRGB"},
	} {
		picture, _ := stripes(t, c.profile)
		book, tree := oneImage(t, picture)
		data, log := write(t, book, tree, fullOptions)
		in := inspect(t, data)
		f := &finished{inspector: in}
		got := f.dict(f.find(func(d dict) bool { return d.get("Subtype") == name("Image") && d.get("SMask") != nil })).get("ColorSpace")
		if !bytes.HasPrefix(got.encode(nil), []byte(c.want)) {
			t.Errorf("%s: the space is %s", c.what, got.encode(nil))
		}
		if space, ok := got.(array); ok && !bytes.Equal(in.inflate(in.resolve(space[1]).(*stream)), wide) {
			t.Errorf("%s: another profile", c.what)
		}
		if c.what == "damaged" {
			checkFirst(t, log, CodePictureSource, "its colours are taken for sRGB")
		}
	}
}

// TestSamePixelsOfOtherProfiles are pictures of their own.
func TestSamePixelsOfOtherProfiles(t *testing.T) {
	book, tree := oneImage(t, nil)
	plain, _ := stripes(t, nil)
	own, _ := stripes(t, iccFile(t, "wide.icc"))
	first := book.Pages[0].Fragments[0]
	second := first
	second.Image = new(layout.Image)
	*second.Image = *first.Image
	first.Image.Data, second.Image.Data = plain, own
	book.Pages[0].Fragments = append(book.Pages[0].Fragments, second)
	data, _ := write(t, book, tree, fullOptions)
	in := inspect(t, data)
	var spaces []string
	for _, e := range in.dict(in.dict(in.pages[0].get("Resources")).get("XObject")) {
		spaces = append(spaces, fmt.Sprintf("%.10s", in.dict(e.value).get("ColorSpace").encode(nil)))
	}
	if want := []string{"/DeviceRGB", "[/ICCBased"}; !slices.Equal(spaces, want) {
		t.Errorf("spaces %q, want %q", spaces, want)
	}
}

// TestPalettesKeepTheirProfiles: the profile says what the palette's colours are.
func TestPalettesKeepTheirProfiles(t *testing.T) {
	var b bytes.Buffer
	im := image.NewPaletted(image.Rect(0, 0, 4, 4), color.Palette{color.NRGBA{200, 0, 0, 255}, color.NRGBA{0, 90, 200, 255}})
	if err := png.Encode(&b, im); err != nil {
		t.Fatal(err)
	}
	book, tree := oneImage(t, slices.Concat(b.Bytes()[:33], profileChunk(iccFile(t, "wide.icc")), b.Bytes()[33:]))
	data, _ := write(t, book, tree, fullOptions)
	f := &finished{inspector: inspect(t, data)}
	got := f.dict(f.find(func(d dict) bool { return d.get("Subtype") == name("Image") })).get("ColorSpace")
	if !bytes.HasPrefix(got.encode(nil), []byte("[/Indexed [/ICCBased ")) {
		t.Errorf("the space is %s", got.encode(nil))
	}
}
