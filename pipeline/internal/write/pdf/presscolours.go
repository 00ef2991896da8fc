package pdf

import (
	"fmt"
	"image"
	"sync"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/icc"
)

// separation turns the colours of pictures to the inks of a press.
type separation struct {
	cmyk    bool     // it prints with four inks
	profile *Profile // that says how, in four inks; nil where none does

	mu     sync.Mutex
	tables map[string]*separationTable // by the source's profile
}

// separationTable is made when the first picture of its source asks for it.
type separationTable struct {
	once sync.Once
	inks *icc.Inks
	err  error
}

func newSeparation(press *Press) *separation {
	s := &separation{cmyk: press.cmyk(), tables: map[string]*separationTable{}}
	if s.cmyk {
		s.profile = press.Profile
	}
	return s
}

// from gives the table for pictures of a source profile.
func (s *separation) from(source []byte) (*icc.Inks, error) {
	s.mu.Lock()
	t := s.tables[string(source)]
	if t == nil {
		t = &separationTable{}
		s.tables[string(source)] = t
	}
	s.mu.Unlock()
	t.once.Do(func() { t.inks, t.err = icc.ForPress(source, s.profile.data) })
	return t.inks, t.err
}

// separate makes a picture one of four inks: by the profile that it holds, else as
// sRGB, which is what pictures without one are by custom (PNG, 12.4; W3C CSS Color 4,
// 10.1).
func (s *separation) separate(p *inks, src image.Image, data []byte) error {
	var table *icc.Inks
	own, err := icc.Embedded(data)
	if err == nil && own != nil {
		table, err = s.from(own)
	}
	p.source, p.unread = "its own profile", err
	if table == nil {
		p.source = "sRGB"
		if table, err = s.from(srgbProfile()); err != nil {
			return err
		}
	}
	pixels := inFourInks(src, table)
	p.own, p.ink = fourInks(pixels, src.Bounds()), inkIn(pixels)
	return nil
}

// inFourInks gives four bytes a pixel, on white paper where the picture is transparent.
func inFourInks(src image.Image, table *icc.Inks) []byte {
	b := src.Bounds()
	out := make([]byte, 0, 4*b.Dx()*b.Dy())
	last, inks := [3]uint16{}, table.Of(0, 0, 0) // neighbours are often alike
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			r, g, bl, a := src.At(x, y).RGBA()
			white := 0xffff - a
			if c := [3]uint16{uint16(r + white), uint16(g + white), uint16(bl + white)}; c != last {
				last, inks = c, table.Of(c[0], c[1], c[2])
			}
			out = append(out, inks[:]...)
		}
	}
	return out
}

// fourInks is a picture of four inks as the file holds it, without loss: Go writes no
// JPEG in CMYK, and fpdf takes no other picture in it. Each ink is written as its
// difference from the pixel on the left (ISO 32000-1, 7.4.4.4, TIFF predictor 2).
func fourInks(pixels []byte, b image.Rectangle) *stream {
	width := 4 * b.Dx()
	rows := make([]byte, len(pixels))
	for i, v := range pixels {
		if rows[i] = v; i%width >= 4 {
			rows[i] = v - pixels[i-4]
		}
	}
	return flate(dict{
		{"BitsPerComponent", integer(8)},
		{"ColorSpace", name("DeviceCMYK")},
		{"DecodeParms", dict{{"BitsPerComponent", integer(8)}, {"Colors", integer(4)}, {"Columns", integer(b.Dx())}, {"Predictor", integer(2)}}},
		{"Height", integer(b.Dy())},
		{"Subtype", name("Image")},
		{"Type", name("XObject")},
		{"Width", integer(b.Dx())},
	}, rows)
}

// sayColours says what became of a picture's colours.
func (s *separation) sayColours(log *diag.Log, at diag.Diagnostic, name string, p *inks) {
	if p.unread != nil {
		log.Add(placed(at, unreadProfile(name, p.unread)))
	}
	if p.coloured {
		s.sayTurned(log, at, name, p.source)
	}
}

// sayTurned says what the colours of a picture or drawing are turned to.
func (s *separation) sayTurned(log *diag.Log, at diag.Diagnostic, name, source string) {
	switch {
	case s.profile != nil:
		log.Add(placed(at, diag.Diagnostic{Code: CodePictureInks, Rule: "relative colorimetric, with black point compensation",
			Message: fmt.Sprintf("the colours of the picture %s are turned from %s to cyan, magenta, yellow and black by the profile “%s”", name, source, s.profile.Title()),
			Hint:    "what the press cannot print becomes the nearest that it can; ask the printer for a proof where colours matter"}))
	case s.cmyk:
		log.Add(placed(at, becomesGray(name, "give the profile of the press with --icc to have them in its inks, or look whether what they tell can still be told apart")))
	default:
		log.Add(placed(at, becomesGray(name, "look whether what they tell can still be told apart")))
	}
}

func becomesGray(name, hint string) diag.Diagnostic {
	return warning(CodePictureGray, "pictures have the inks of the press", "the colours of the picture "+name+" become grays", hint)
}
