package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"path"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/structure"
)

// pictures are the same 8 by 8 picture in many forms, by name.
func pictures(t testing.TB) map[string][]byte {
	t.Helper()
	box := image.Rect(0, 0, 8, 8)
	rgb, grey, deep := image.NewNRGBA(box), image.NewGray(box), image.NewNRGBA64(box)
	palette := image.NewPaletted(box, color.Palette{color.NRGBA{200, 0, 0, 255}, color.NRGBA{0, 0, 200, 100}, color.NRGBA{}})
	for i := range 64 {
		x, y := i%8, i/8
		rgb.SetNRGBA(x, y, color.NRGBA{uint8(i * 4), 90, 90, 255})
		grey.SetGray(x, y, color.Gray{uint8(i * 4)})
		deep.SetNRGBA64(x, y, color.NRGBA64{uint16(i * 1000), 9, 9, 65535})
		palette.SetColorIndex(x, y, uint8(i%3))
	}
	out := map[string][]byte{"alpha.png": pngImage(t, color.NRGBA{1, 2, 3, 255}), "cmyk.jpg": cmykJPEG(t), "interlaced.png": interlaced(t)}
	for name, im := range map[string]image.Image{"rgb.png": rgb, "grey.png": grey, "deep.png": deep, "palette.png": palette} {
		var b bytes.Buffer
		if err := png.Encode(&b, im); err != nil {
			t.Fatal(err)
		}
		out[name] = b.Bytes()
	}
	var b, g bytes.Buffer
	if err := jpeg.Encode(&b, rgb, nil); err != nil {
		t.Fatal(err)
	}
	if err := gif.Encode(&g, palette, nil); err != nil {
		t.Fatal(err)
	}
	out["rgb.jpg"], out["palette.gif"] = b.Bytes(), g.Bytes()
	return out
}

// interlaced is a PNG of one grey pixel in Adam7, which one pixel makes the
// same as no interlacing but for the header.
func interlaced(t testing.TB) []byte {
	out := []byte("\x89PNG\r\n\x1a\n")
	chunk := func(tag string, data []byte) {
		out = be.AppendUint32(out, uint32(len(data)))
		start := len(out)
		out = append(append(out, tag...), data...)
		out = be.AppendUint32(out, crc32.ChecksumIEEE(out[start:]))
	}
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	if _, err := w.Write([]byte{0, 77}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	chunk("IHDR", []byte{0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 1})
	chunk("IDAT", z.Bytes())
	chunk("IEND", nil)
	return out
}

// cmykJPEG is a JPEG of 8 by 8 with half of each ink: one Huffman code of one bit
// means both "no difference" and "end of block".
func cmykJPEG(t testing.TB) []byte { return inkJPEG(t, 1, 0, 0x00) }

// darkJPEG has all of each ink: the code means "a difference of 8 bits follows",
// which is the least there is, -128, and a step of it is one of the eight levels.
func darkJPEG(t testing.TB) []byte { return inkJPEG(t, 8, 8, 0x3F, 0x8F, 0xE3, 0xF8, 0xFE) }

// inkJPEG is a JPEG of 8 by 8 with four components, quantised by step; the one code
// for differences is of the given size in bits.
func inkJPEG(t testing.TB, step, size byte, scan ...byte) []byte {
	out := []byte{0xFF, 0xD8}
	segment := func(marker byte, data ...byte) {
		out = be.AppendUint16(append(out, 0xFF, marker), uint16(len(data)+2))
		out = append(out, data...)
	}
	segment(0xEE, append([]byte("Adobe"), 0, 100, 0, 0, 0, 0, 0)...) // no colour transform: CMYK
	segment(0xDB, append([]byte{0}, bytes.Repeat([]byte{step}, 64)...)...)
	segment(0xC0, 8, 0, 8, 0, 8, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0)
	counts := append([]byte{1}, make([]byte, 15)...)
	segment(0xC4, append(append([]byte{0x00}, counts...), size)...)
	segment(0xC4, append(append([]byte{0x10}, counts...), 0)...)
	segment(0xDA, 4, 1, 0, 2, 0, 3, 0, 4, 0, 0, 63, 0)
	out = append(append(out, scan...), 0xFF, 0xD9)
	if cfg, err := jpeg.DecodeConfig(bytes.NewReader(out)); err != nil || cfg.ColorModel != color.CMYKModel {
		t.Fatalf("not a CMYK JPEG: %v", err)
	}
	return out
}

var pictureNames = []string{"alpha.png", "cmyk.jpg", "deep.png", "grey.png", "interlaced.png", "palette.gif", "palette.png", "rgb.jpg", "rgb.png"}

// picturesBook shows every picture, and the last one twice.
func picturesBook(t testing.TB) (*layout.Book, *structure.Tree) {
	doc := &ast.Document{Meta: meta.Meta{Lang: "en"}}
	for _, name := range append(pictureNames, "rgb.png") {
		doc.Blocks = append(doc.Blocks, para(&ast.Image{Src: name, Alt: "The picture in " + strings.TrimSuffix(name, path.Ext(name))}))
	}
	return set(t, doc, pictures(t))
}

func TestPicturesInEveryForm(t *testing.T) {
	book, tree := picturesBook(t)
	data, _ := write(t, book, tree, fullOptions)
	in := inspect(t, data)
	var got strings.Builder
	for _, e := range in.dict(in.dict(in.pages[0].get("Resources")).get("XObject")) {
		d := in.dict(e.value)
		fmt.Fprintf(&got, "%s %s %s %sx%s mask:%v\n", e.key, d.get("Filter").encode(nil), d.get("ColorSpace").encode(nil)[:8],
			d.get("Width").encode(nil), d.get("Height").encode(nil), d.get("SMask") != nil)
	}
	want := `I0 /FlateDecode /DeviceR 4x4 mask:true
I1 /FlateDecode /DeviceR 8x8 mask:false
I2 /FlateDecode /DeviceR 8x8 mask:false
I3 /FlateDecode /DeviceG 8x8 mask:false
I4 /FlateDecode /DeviceR 1x1 mask:false
I5 /FlateDecode /DeviceR 8x8 mask:true
I6 /FlateDecode /DeviceR 8x8 mask:true
I7 /DCTDecode /DeviceR 8x8 mask:false
I8 /FlateDecode /DeviceR 8x8 mask:false
`
	if got.String() != want {
		t.Errorf("got\n%swant\n%s", got.String(), want)
	}
}
