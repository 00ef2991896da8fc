package pdf

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/layout"
)

// inks is a picture as a press prints it, in a form that fpdf takes.
type inks struct {
	kind      string
	data      []byte
	own       *stream // instead of these, where it is in four inks that fpdf cannot hold
	source    string  // what its colours were taken for, where the profile turned them
	unread    error   // why its own profile could not be used
	coloured  bool    // it has colours
	flattened bool    // transparency became white
	ink       int     // most of all four inks in one place, in percent; 0 where there is one ink
	err       error
}

// maxProgressive bounds a progressive JPEG, in pixels: its decoder holds 20 bytes
// for each.
const maxProgressive = 50_000_000

// forPress turns all pictures to the press's inks, and says where that or their
// resolution can be seen.
func (ims *images) forPress(book *layout.Book, log *diag.Log) error {
	ims.inked = make([]inks, len(ims.list))
	each(len(ims.list), func(i int) { ims.inked[i] = inked(ims.list[i].Data, ims.way) })
	places := placesOf(book, ims)
	for i, p := range ims.inked {
		if p.err != nil {
			return fmt.Errorf("pdf: image %s: %w", ims.list[i].Name, p.err)
		}
		at := diag.Diagnostic{Pos: places[i].pos}
		ims.way.sayColours(log, at, ims.list[i].Name, &ims.inked[i])
		if p.flattened {
			log.Add(placed(at, diag.Diagnostic{Code: CodePictureFlat, Rule: "no transparency in a file for a press",
				Message: "the picture " + ims.list[i].Name + " is transparent; it is set on white", Hint: "save it without transparency to choose its ground"}))
		}
		if p.ink > maxInk {
			log.Add(placed(at, diag.Diagnostic{Code: CodePictureInk, Rule: "paper takes 300 % of ink",
				Message: fmt.Sprintf("the picture %s has %d %% of ink where it is darkest; printers ask for %d %% at most", ims.list[i].Name, p.ink, maxInk),
				Hint:    "ask the printer, or have the picture separated for the press"}))
		}
		if d, coarse := places[i].resolution(ims.list[i].Name); coarse {
			log.Add(d)
		}
	}
	ims.sayDrawings(book, log)
	return nil
}

// sayDrawings says where a press changes what a drawing shows.
func (ims *images) sayDrawings(book *layout.Book, log *diag.Log) {
	said := make([]bool, len(ims.drawings))
	for i := range book.Pages {
		for j := range book.Pages[i].Fragments {
			f := &book.Pages[i].Fragments[j]
			if f.Image == nil || f.Image.Drawing == nil || said[ims.index(f.Image)] {
				continue
			}
			k := ims.index(f.Image)
			said[k] = true
			at := diag.Diagnostic{Pos: positionOf(f)}
			if ims.forms[k].coloured {
				ims.way.sayTurned(log, at, f.Image.Name, "sRGB")
			}
			if ims.forms[k].flattened {
				log.Add(placed(at, warning(CodePictureFlat, "no transparency in a file for a press",
					"the drawing "+f.Image.Name+" has transparent shapes, which are set on white, so that they hide what is under them", "draw them in colours without transparency")))
			}
		}
	}
}

func placed(at, d diag.Diagnostic) diag.Diagnostic {
	d.Pos = at.Pos
	return d
}

// inked turns a picture to the inks of the press: one without colours to gray, one
// with colours to four inks where a profile says how, else to gray. A CMYK JPEG is
// kept where the press has these inks, a gray JPEG always.
func inked(data []byte, way *separation) (p inks) {
	defer func() {
		if recover() != nil { // decoders of the library have panicked on damaged files
			p = inks{err: fmt.Errorf("it cannot be decoded; save it anew as PNG or JPEG")}
		}
	}()
	size, kind, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil:
		return inks{err: fmt.Errorf("%w; use PNG, JPEG or GIF", err)}
	case kind == "jpeg" && (size.ColorModel == color.GrayModel || way.cmyk && size.ColorModel == color.CMYKModel):
		return inks{kind: "jpg", data: data, ink: mostInk(data, size)}
	case kind == "jpeg" && bytes.Contains(data, []byte("\xff\xc2")) && size.Width > maxProgressive/size.Height:
		return inks{err: fmt.Errorf("its %d × %d pixels are too many to be turned to the press's inks; save it smaller, or as a gray JPEG", size.Width, size.Height)}
	}
	src, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return inks{err: fmt.Errorf("%w; use PNG, JPEG or GIF", err)}
	}
	src = smooth(src)
	p = inks{kind: "png"}
	gray := p.onWhite(src)
	if p.coloured && way.profile != nil {
		p.err = way.separate(&p, src, data)
		return p
	}
	var out bytes.Buffer
	p.err = png.Encode(&out, gray)
	p.data = out.Bytes()
	return p
}

// maxInk is what printers ask for on coated paper, in percent of an ink.
const maxInk = 300

// mostInk is the most of all four inks in one place of a CMYK JPEG, in percent; 0
// where the picture is gray or too large to look.
func mostInk(data []byte, size image.Config) int {
	if size.ColorModel != color.CMYKModel || size.Width > maxProgressive/size.Height {
		return 0
	}
	src, _, err := image.Decode(bytes.NewReader(data))
	im, ok := src.(*image.CMYK)
	if err != nil || !ok {
		return 0
	}
	return inkIn(im.Pix)
}

// inkIn is the most of all four inks of a pixel, in percent.
func inkIn(pixels []byte) int {
	most := 0
	for i := 0; i+3 < len(pixels); i += 4 {
		most = max(most, int(pixels[i])+int(pixels[i+1])+int(pixels[i+2])+int(pixels[i+3]))
	}
	return most * 100 / 255
}

// noise is by how much the parts of a gray pixel differ at most, of 65,535: a JPEG
// in colours holds grays with rounding.
const noise = 0x0800

// onWhite is the picture's luminance on white paper, by the weights that gray has.
func (p *inks) onWhite(src image.Image) *image.Gray {
	b := src.Bounds()
	dst := image.NewGray(image.Rect(0, 0, b.Dx(), b.Dy()))
	for y := range b.Dy() {
		row := dst.Pix[y*dst.Stride:]
		for x := range b.Dx() {
			r, g, bl, a := src.At(b.Min.X+x, b.Min.Y+y).RGBA()
			if a != 0xffff {
				p.flattened = true
			}
			if !p.coloured && max(r, g, bl)-min(r, g, bl) > noise {
				p.coloured = true
			}
			y16 := (299*r+587*g+114*bl+500)/1000 + (0xffff - a)
			row[x] = uint8(min(y16, 0xffff) >> 8)
		}
	}
	return dst
}

// A printer's screen of 150 lines an inch asks for 300 pixels an inch; at half of
// that single pixels are seen.
const (
	finePPI   = 300
	coarsePPI = 150
)

// pictureAt is where a picture is set largest.
type pictureAt struct {
	pos diag.Pos
	ppi float64
}

// placesOf finds for each picture the place of its lowest resolution.
func placesOf(book *layout.Book, ims *images) []pictureAt {
	out := make([]pictureAt, len(ims.list))
	sizes := make([]image.Config, len(ims.list))
	for i, im := range ims.list {
		sizes[i], _, _ = image.DecodeConfig(bytes.NewReader(im.Data)) // a fault comes back from inked
	}
	for i := range book.Pages {
		for j := range book.Pages[i].Fragments {
			f := &book.Pages[i].Fragments[j]
			if f.Image == nil || f.Image.Drawing != nil {
				continue
			}
			k := ims.index(f.Image)
			if ppi := resolution(f.Image, sizes[k]); out[k].ppi == 0 || ppi < out[k].ppi {
				out[k] = pictureAt{positionOf(f), ppi}
			}
		}
	}
	return out
}

func positionOf(f *layout.Fragment) diag.Pos {
	if f.Content == nil || f.Content.Parent.Node == nil {
		if f.Image != nil {
			return f.Image.Pos
		}
		return diag.Pos{}
	}
	return f.Content.Parent.Node.Pos()
}

// resolution is in pixels an inch, the lower of both directions.
func resolution(im *layout.Image, size image.Config) float64 {
	w, h := size.Width, size.Height
	if im.Orientation >= 5 { // it lies on its side
		w, h = h, w
	}
	return min(perInch(w, im.W), perInch(h, im.H))
}

func perInch(pixels int, l geom.Length) float64 {
	if l <= 0 {
		return finePPI
	}
	return float64(pixels) * 72 / l.Points()
}

// resolution is the finding about a picture of few pixels.
func (p pictureAt) resolution(name string) (diag.Diagnostic, bool) {
	d := diag.Diagnostic{Code: CodePictureCoarse, Pos: p.pos, Rule: "a picture has 300 pixels an inch in print",
		Message: fmt.Sprintf("the picture %s has %.0f pixels an inch at its set size; a printer asks for %d", name, p.ppi, finePPI),
		Hint:    "give a larger file of it, or set it smaller"}
	if p.ppi < coarsePPI {
		d.Severity = diag.Warning
		d.Message = fmt.Sprintf("the picture %s has %.0f pixels an inch at its set size and will look coarse in print", name, p.ppi)
	}
	return d, p.ppi < finePPI
}
