package epub

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"

	"octavo/pipeline/internal/diag"
)

// rgbQuality is the quality of a JPEG that was turned to RGB: at 95 of 100 the loss
// cannot be seen beside that of the colours.
const rgbQuality = 95

// inRGB turns a JPEG in the colours of a press to those of screens, which is what
// e-readers show (Kobo, EPUB Publishing Guidelines, images): by the plain formula, so
// that the colours are near and not the profile's. What the file says of its
// orientation stays.
func (bk *book) inRGB(pic *picture, name string, pos diag.Pos) {
	if pic.kind.ext != ".jpg" {
		return
	}
	size, err := jpeg.DecodeConfig(bytes.NewReader(pic.data))
	if err != nil || size.ColorModel != color.CMYKModel {
		return
	}
	d := diag.Diagnostic{Code: CodeColours, Severity: diag.Warning, Pos: pos, Rule: "e-readers show RGB",
		Message: fmt.Sprintf("the picture %q has the colours of a press (CMYK); the %s has it in RGB, by a formula that does not know its profile, so its colours are approximate", name, bk.kind()),
		Hint:    "put one in RGB (sRGB) in its place, as the program that made it can save it"}
	if pic.data, err = rgbJPEG(pic.data); err != nil {
		d.Message = fmt.Sprintf("the picture %q has the colours of a press (CMYK) and cannot be turned to RGB; some e-readers do not show it", name)
	}
	bk.log.Add(d)
}

// rgbJPEG decodes a JPEG and writes it in RGB; with an error it returns the data as
// they came.
func rgbJPEG(data []byte) ([]byte, error) {
	img, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return data, err
	}
	bounds := img.Bounds()
	rgb := image.NewRGBA(bounds)
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		for x := bounds.Min.X; x < bounds.Max.X; x++ {
			rgb.Set(x, y, img.At(x, y))
		}
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, rgb, &jpeg.Options{Quality: rgbQuality}); err != nil {
		return data, err
	}
	soi, rest := out.Bytes()[:2], out.Bytes()[2:]
	return bytes.Join([][]byte{soi, exifOf(data), rest}, nil), nil
}

// exifOf is the APP1 segment of a JPEG that holds its Exif data, marker included; nil
// where there is none (JEITA CP-3451, 4.5.4).
func exifOf(data []byte) []byte {
	for at := 2; at+4 <= len(data) && data[at] == 0xff && data[at+1] != 0xda; {
		end := at + 2 + int(data[at+2])<<8 + int(data[at+3])
		if end > len(data) {
			return nil
		}
		if data[at+1] == 0xe1 && bytes.HasPrefix(data[at+4:end], []byte("Exif\x00")) {
			return data[at:end]
		}
		at = end
	}
	return nil
}
