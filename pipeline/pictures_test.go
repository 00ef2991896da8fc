package pipeline

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/image/bmp"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

func encoded(t *testing.T, encode func(*bytes.Buffer, image.Image) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := encode(&b, image.NewGray(image.Rect(0, 0, 3, 2))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngFile(t *testing.T) []byte {
	return encoded(t, func(b *bytes.Buffer, m image.Image) error { return png.Encode(b, m) })
}

// Each kind of file is taken as it is, set as PNG, or refused with its cause.
func TestUsablePicture(t *testing.T) {
	good := pngFile(t)
	broken := bytes.Clone(good)
	broken[len(broken)-20] ^= 1
	photo := encoded(t, func(b *bytes.Buffer, m image.Image) error { return jpeg.Encode(b, m, nil) })
	huge := bytes.Clone(good)
	copy(huge[16:], "\x00\x10\x00\x00\x00\x10\x00\x00")
	cases := []struct {
		name, kind, fault string
		data              []byte
	}{
		{"PNG", "png", "", good},
		{"JPEG", "jpeg", "", photo},
		{"GIF", "gif", "", encoded(t, func(b *bytes.Buffer, m image.Image) error { return gif.Encode(b, m, nil) })},
		{"BMP", "png", "", encoded(t, func(b *bytes.Buffer, m image.Image) error { return bmp.Encode(b, m) })},
		{"empty", "", "empty", nil},
		{"text", "", "no picture of a known kind", []byte("hello")},
		{"cut PNG", "", "cut off", good[:len(good)-8]},
		{"cut JPEG", "", "cut off", photo[:len(photo)-2]},
		{"broken PNG", "", "checksum", broken},
		{"header only", "", "cut off", good[:33]},
		{"huge", "", "1048576 × 1048576 pixels", rechecked(huge)},
	}
	for _, c := range cases {
		got, err := usablePicture(c.data)
		if c.fault != "" {
			if err == nil || !strings.Contains(err.Error(), c.fault) {
				t.Errorf("%s: %v, want %q", c.name, err, c.fault)
			}
			continue
		}
		if _, kind, derr := image.DecodeConfig(bytes.NewReader(got)); err != nil || derr != nil || kind != c.kind {
			t.Errorf("%s: became %s, %v, %v", c.name, kind, err, derr)
		}
	}
}

// rechecked gives a PNG's first chunk its checksum anew.
func rechecked(data []byte) []byte {
	binary.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
	return data
}

// What a document shows is read once; what cannot be had gives way to words.
func TestReadPictures(t *testing.T) {
	reads := 0
	files := fstest.MapFS{"een plaat.png": {Data: pngFile(t)}}
	read := func(name string) ([]byte, error) { reads++; return fs.ReadFile(files, name) }
	inPage := "data:image/png;base64," + base64.StdEncoding.EncodeToString(pngFile(t))
	missing := &ast.Figure{ID: "f1", Image: &ast.Image{Src: "weg.png", Alt: "Een kaart"}, Caption: []ast.Inline{&ast.Text{Value: "Figuur 1"}}}
	para := &ast.Paragraph{Inlines: []ast.Inline{
		&ast.Image{Src: "een%20plaat.png"}, &ast.Image{Src: "een plaat.png"}, &ast.Image{Src: "een plaat.png"},
		&ast.Image{Src: inPage, Alt: "p"}, &ast.Image{Src: "https://example.org/a/x.png?v=1"}}}
	doc := &ast.Document{Blocks: []ast.Block{&ast.BlockQuote{Blocks: []ast.Block{missing}}, para}}
	log := &diag.Log{}
	p := readPictures(Job{Name: "r", Load: read}, doc, log)
	p.settle(doc)

	if reads != 4 { // the escaped name, resolved; the plain one once; the missing one
		t.Errorf("%d reads", reads)
	}
	if n := log.Count(func(d diag.Diagnostic) bool { return d.Code == codePicture }); n != 2 {
		t.Errorf("%d findings: %v", n, log.All())
	}
	stand := &ast.Figure{ID: "f1", Caption: missing.Caption,
		Blocks: []ast.Block{&ast.Paragraph{Inlines: []ast.Inline{&ast.Text{Value: "Een kaart"}}}}}
	if diff := ast.Equal(&ast.Document{Blocks: []ast.Block{stand}}, &ast.Document{Blocks: doc.Blocks[0].(*ast.BlockQuote).Blocks}); diff != "" {
		t.Errorf("the figure became another one: %s", diff)
	}
	if text, ok := para.Inlines[4].(*ast.Text); !ok || text.Value != "x.png" {
		t.Errorf("the picture on the web became %#v", para.Inlines[4])
	}
	for _, in := range para.Inlines[:4] {
		if _, err := p.load(in.(*ast.Image).Src); err != nil || strings.HasPrefix(in.(*ast.Image).Src, "data:") {
			t.Errorf("%v, %v", in, err)
		}
	}
}

// TestApart says where words in the place of a picture need a space.
func TestApart(t *testing.T) {
	for _, c := range [][3]string{
		{"", "HARBOUR BOARD", "a flag "},
		{"see", "", " a flag"},
		{"see ", ".", "a flag"},
		{"no. 4", "5", " a flag "},
	} {
		if got := apart("a flag", c[0], c[1]); got != c[2] {
			t.Errorf("between %q and %q stands %q, not %q", c[0], c[1], got, c[2])
		}
	}
}
