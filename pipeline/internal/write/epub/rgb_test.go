package epub

import (
	"bytes"
	"image/color"
	"image/jpeg"
	"os"
	"testing"

	"octavo/pipeline/internal/diag"
)

// A picture in CMYK comes in RGB, near its colours, turned as it was, and a warning
// says so; one in RGB stays byte by byte.
func TestPressColoursBecomeRGB(t *testing.T) {
	data, err := os.ReadFile("testdata/cmyk.jpg")
	if err != nil {
		t.Fatal(err)
	}
	exif := append([]byte("\xff\xe1\x00\x10Exif\x00\x00"), "MM\x00*\x00\x00\x00\x08"...)
	data = bytes.Join([][]byte{data[:2], exif, data[2:]}, nil)
	before, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	bk := &book{log: &diag.Log{}}
	pic := &picture{kind: imageKinds[1], data: data}
	bk.inRGB(pic, "cmyk.jpg", diag.Pos{File: "a.md", Line: 3})
	after, err := jpeg.Decode(bytes.NewReader(pic.data))
	if err != nil || after.ColorModel() != color.YCbCrModel {
		t.Fatalf("%v, %v", after, err)
	}
	r, g, b, _ := before.At(0, 0).RGBA()
	r2, g2, b2, _ := after.At(0, 0).RGBA()
	for i, d := range []int{int(r) - int(r2), int(g) - int(g2), int(b) - int(b2)} {
		if max(d, -d) > 0x0800 {
			t.Errorf("channel %d is off by %d of 65535", i, d)
		}
	}
	if !bytes.Equal(exifOf(pic.data), exif) {
		t.Error("what it says of its orientation is lost")
	}
	if found := bk.log.All(); len(found) != 1 || found[0].Code != CodeColours || found[0].Pos.Line != 3 {
		t.Errorf("%+v", found)
	}
	rgb := bytes.Clone(pic.data)
	bk.inRGB(pic, "rgb.jpg", diag.Pos{})
	if !bytes.Equal(pic.data, rgb) || len(bk.log.All()) != 1 {
		t.Error("a picture in RGB was changed")
	}
}
