package pdf

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	_ "image/gif" // a decoder for image.Decode
	"image/jpeg"
	"image/png"
	"strconv"

	"octavo/pipeline/internal/layout"
)

// images are the pictures of the book, each once, in page order.
type images struct {
	list  []*layout.Image
	known map[*byte]int
	// drawings are the vector pictures, in a list of their own; forms are what
	// they became.
	drawings []*layout.Image
	forms    []*form
	// profiles are the pictures' own, nil for those that have none; nil in a file for a
	// press.
	profiles [][]byte
	// way turns colours to a press's inks; nil in a file for none.
	way *separation
	// inked are the pictures in a press's inks; nil in a file for none.
	inked []inks
}

// collectImages finds the pictures. The same bytes in two places are one.
func collectImages(book *layout.Book) (*images, error) {
	ims := &images{known: map[*byte]int{}}
	for i := range book.Pages {
		for j := range book.Pages[i].Fragments {
			im := book.Pages[i].Fragments[j].Image
			if im == nil {
				continue
			}
			if len(im.Data) == 0 {
				return nil, fmt.Errorf("pdf: image %s is empty", im.Name)
			}
			ims.add(im)
		}
	}
	return ims, nil
}

// add notes a picture on first sight.
func (ims *images) add(im *layout.Image) {
	list := &ims.list
	if im.Drawing != nil {
		list = &ims.drawings
	}
	if _, ok := ims.known[&im.Data[0]]; !ok {
		ims.known[&im.Data[0]] = len(*list)
		*list = append(*list, im)
	}
}

// drawForms draws the vector pictures, in a press's inks where there is one.
func (ims *images) drawForms() error {
	ims.forms = make([]*form, len(ims.drawings))
	each(len(ims.drawings), func(i int) { ims.forms[i] = drawForm(ims.drawings[i].Drawing, ims.way) })
	for i, f := range ims.forms {
		if f.err != nil {
			return fmt.Errorf("pdf: drawing %s: %w", ims.drawings[i].Name, f.err)
		}
	}
	return nil
}

func (ims *images) index(im *layout.Image) int { return ims.known[&im.Data[0]] }

func imageName(index int) string { return "I" + strconv.Itoa(index) }

func fontName(index int) string { return "F" + strconv.Itoa(index) }

// own is image i as an object of our own making, nil where fpdf makes it.
func (ims *images) own(i int) *stream {
	if ims.inked == nil {
		return nil
	}
	return ims.inked[i].own
}

// prepared gives image i in a form that fpdf takes.
func (ims *images) prepared(i int) (kind string, data []byte, err error) {
	if ims.inked != nil {
		return ims.inked[i].kind, ims.inked[i].data, nil
	}
	return fpdfImage(ims.list[i])
}

// fpdfImage returns the image in a form that fpdf takes as it is meant: JPEG
// and PNG mostly as they are, all else as a new PNG.
func fpdfImage(im *layout.Image) (kind string, data []byte, err error) {
	switch {
	case plainJPEG(im.Data):
		return "jpg", im.Data, nil
	case plainPNG(im.Data):
		return "png", im.Data, nil
	}
	src, _, err := image.Decode(bytes.NewReader(im.Data))
	if err != nil {
		return "", nil, fmt.Errorf("pdf: image %s: %w; use PNG, JPEG or GIF", im.Name, err)
	}
	dst := image.NewNRGBA(src.Bounds())
	draw.Draw(dst, dst.Bounds(), src, src.Bounds().Min, draw.Src)
	var out bytes.Buffer
	if err := png.Encode(&out, dst); err != nil {
		return "", nil, fmt.Errorf("pdf: image %s: %w", im.Name, err)
	}
	return "png", out.Bytes(), nil
}

// plainJPEG reports whether data is a JPEG in grey or RGB: CMYK has no meaning
// under an RGB output intent (ISO 19005-2, 6.2.4.3).
func plainJPEG(data []byte) bool {
	cfg, err := jpeg.DecodeConfig(bytes.NewReader(data))
	return err == nil && cfg.ColorModel != color.CMYKModel
}

// plainPNG reports whether data is a PNG with at most 8 bits, not interlaced
// (PNG, 11.2.2: bytes 24 and 28) and without a transparent colour, of which
// fpdf takes one at most.
func plainPNG(data []byte) bool {
	if len(data) < 34 || string(data[:8]) != "\x89PNG\r\n\x1a\n" || data[24] > 8 || data[28] != 0 {
		return false
	}
	head, _, found := bytes.Cut(data, []byte("IDAT"))
	return found && !bytes.Contains(head, []byte("tRNS"))
}
