package epub

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
)

func TestTransparentPicturesAreKnown(t *testing.T) {
	var opaque, alpha, see, gifSee, gifOpaque, photo bytes.Buffer
	for _, err := range []error{
		png.Encode(&opaque, image.NewGray(image.Rect(0, 0, 2, 2))),
		png.Encode(&alpha, image.NewNRGBA(image.Rect(0, 0, 2, 2))),
		png.Encode(&see, image.NewPaletted(image.Rect(0, 0, 2, 2), color.Palette{color.Transparent, color.Black})),
		gif.Encode(&gifSee, image.NewPaletted(image.Rect(0, 0, 2, 2), color.Palette{color.Transparent, color.Black}), nil),
		gif.Encode(&gifOpaque, image.NewPaletted(image.Rect(0, 0, 2, 2), color.Palette{color.White, color.Black}), nil),
		jpeg.Encode(&photo, image.NewGray(image.Rect(0, 0, 2, 2)), nil),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	extended, lossless := "RIFF\x1a\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00", "RIFF\x1a\x00\x00\x00WEBPVP8L\x0a\x00\x00\x00\x2f"
	for name, c := range map[string]struct {
		data string
		want bool
	}{
		"grey PNG": {opaque.String(), false}, "PNG with alpha": {alpha.String(), true}, "PNG with tRNS": {see.String(), true},
		"GIF": {gifOpaque.String(), false}, "GIF with a transparent colour": {gifSee.String(), true}, "JPEG": {photo.String(), false},
		"WebP with alpha": {extended + "\x10\x00\x00\x00\x00\x00", true}, "WebP that moves": {extended + "\x02\x00\x00\x00\x00\x00", false},
		"lossless WebP with alpha": {lossless + "\x00\x00\x00\x10\x00", true}, "lossless WebP": {lossless + "\xff\xff\xff\x0f\x00", false},
		"cut GIF": {"GIF89a\x21\xf9\x04", false}, "drawing": {imageKinds[4].magic, true},
	} {
		kind, ok := kindOf([]byte(c.data))
		if !ok || isTransparent(&picture{kind: kind, data: []byte(c.data)}) != c.want {
			t.Errorf("%s: want %v", name, c.want)
		}
	}
}

// TestTransparentPictureHasAGround: also where it has a width of its own.
func TestTransparentPictureHasAGround(t *testing.T) {
	var data bytes.Buffer
	if err := png.Encode(&data, image.NewNRGBA(image.Rect(0, 0, 2, 2))); err != nil {
		t.Fatal(err)
	}
	opt := testOptions()
	opt.Load = func(string) ([]byte, error) { return data.Bytes(), nil }
	for width, want := range map[ast.Width]string{"": `style="` + ground + `"`, "50%": `style="width: 50%; ` + ground + `"`} {
		doc := &ast.Document{Blocks: []ast.Block{&ast.Figure{Image: &ast.Image{Src: "a.png", Alt: "Een lijn.", Width: width}}}}
		doc.Meta.Title, doc.Meta.Lang = "T", "nl"
		files, _ := build(t, doc, nil, opt)
		if !strings.Contains(files["EPUB/xhtml/chapter-001.xhtml"], want) {
			t.Errorf("%q: no %s in %s", width, want, files["EPUB/xhtml/chapter-001.xhtml"])
		}
	}
}
