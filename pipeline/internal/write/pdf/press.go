package pdf

import (
	"errors"
	"fmt"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/layout"
)

// X is a part of PDF/X, as a file names it.
type X string

// The parts that files can be built to: blind exchange in device colours (ISO
// 15930-4), the same with a profile (ISO 15930-6), the later one with a profile
// (ISO 15930-7). PDF_X.md lists what they ask of a file.
const (
	X1a X = "PDF/X-1a:2003"
	X3  X = "PDF/X-3:2003"
	X4  X = "PDF/X-4"
)

// Press says for which press a file is made. Such a file is black, has no links
// and claims nothing but its part of PDF/X.
type Press struct {
	Part X
	// Condition is the printing condition by the name that it has in the ICC's
	// registry, FOGRA51 for instance. Where it is empty, Profile says all.
	Condition string
	// Profile is the press's own; nil where Condition says all.
	Profile *Profile
}

// Check returns an error, with what to do, where the press is not told as its
// part of PDF/X asks.
func (p *Press) Check() error {
	switch {
	case p.Profile == nil && p.Condition == "":
		return errors.New("nothing says how it will be printed; name the printer's condition, such as FOGRA51, or give the printer's ICC profile")
	case p.Part == X4 && p.Profile == nil:
		return errors.New("PDF/X-4 holds the printer's ICC profile, and none was given; give it, or choose PDF/X-3, which names the condition alone")
	case p.Part != X4 && p.Profile != nil && p.Profile.version > 2:
		return fmt.Errorf("the profile %s is of version %d of ICC's format, and %s takes version 2; ask the printer for that, or choose PDF/X-4", p.Profile.name, p.Profile.version, p.Part)
	case p.Part != X1a && p.Part != X3 && p.Part != X4:
		return fmt.Errorf("%q is no part of PDF/X that can be made", p.Part)
	}
	return nil
}

// modern reports whether the part is built on PDF 1.6, with object streams, and
// not on PDF 1.4 (ISO 15930-7, 6.1; ISO 15930-4 and -6, 6.1).
func (p *Press) modern() bool { return p.Part == X4 }

// cmyk reports whether the press's colours are cyan, magenta, yellow and black:
// registered conditions are taken to be, for none of a single ink is in use.
func (p *Press) cmyk() bool { return p.Profile == nil || p.Profile.space == "CMYK" }

// minBleed is what printers ask for.
var minBleed = geom.Millimetres(3)

// The findings about files for a press.
const (
	CodeBleed         diag.Code = "pdf-bleed-small"
	CodeColourGray    diag.Code = "pdf-colour-gray"
	CodePictureGray   diag.Code = "pdf-picture-gray"
	CodePictureInks   diag.Code = "pdf-picture-inks"
	CodePictureSource diag.Code = "pdf-picture-profile"
	CodePictureFlat   diag.Code = "pdf-picture-flattened"
	CodePictureCoarse diag.Code = "pdf-picture-coarse"
	CodePictureInk    diag.Code = "pdf-picture-ink"
	CodeBoxPrinted    diag.Code = "pdf-box-printed"
)

var _ = diag.Register(map[diag.Code]string{
	CodeBleed:         "The sheet gives less bleed than the 3 mm that printers ask for.",
	CodeColourGray:    "Text or rules have a colour, which the edition for the printer turns to gray.",
	CodePictureGray:   "A picture has colours, which the edition for the printer turns to gray.",
	CodePictureInks:   "A picture has colours, which the edition for the printer turns to the inks of the press by its profile.",
	CodePictureSource: "The ICC profile that a picture holds cannot be read, so its colours are taken for sRGB.",
	CodePictureFlat:   "A picture is transparent, which PDF/X forbids or printers fear; it is set on white.",
	CodePictureCoarse: "A picture has fewer than 300 pixels an inch at its set size; under 150 it will look coarse in print.",
	CodePictureInk:    "A picture in four inks has more ink in one place than 300 %, which paper does not take everywhere.",
	CodeBoxPrinted:    "No face has a shape for a character, so the edition for the printer has an empty box there.",
})

// checkPress reports what of the book a printer would ask about.
func checkPress(book *layout.Book, log *diag.Log) {
	for i := range book.Pages {
		if b := book.Pages[i].Press.Bleed; b < minBleed {
			log.Add(warning(CodeBleed, "printers ask for 3 mm of bleed",
				fmt.Sprintf("page %s has a bleed of %.2f mm; printers ask for 3 mm or more", book.Pages[i].Label, b.Points()*25.4/72),
				"write @page { bleed: 3mm } into the sheet"))
			break
		}
	}
	reportColours(book, log)
	reportRuns(book, log, hasNotdef, func(run *layout.Run, text string) diag.Diagnostic {
		return warning(CodeBoxPrinted, "glyph-required", "face "+run.Face.Name+" has no shape for "+signs(text)+", so an empty box is printed",
			"replace the character, or set it in a face that has it")
	})
}

// reportColours says once which colours of text and rules are printed gray.
func reportColours(book *layout.Book, log *diag.Log) {
	n, first := 0, diag.Diagnostic{}
	seen := map[layout.Color]bool{}
	for i := range book.Pages {
		for j := range book.Pages[i].Fragments {
			f := &book.Pages[i].Fragments[j]
			c := colorOf(f)
			if c.R == c.G && c.G == c.B || seen[c] {
				continue
			}
			seen[c] = true
			if n++; n > 1 {
				continue
			}
			first = diag.Diagnostic{Code: CodeColourGray, Rule: "the edition for the printer is black",
				Message: fmt.Sprintf("the colour #%02x%02x%02x becomes a gray of %d %%", c.R, c.G, c.B, (255-int(gray(c)))*100/255),
				Hint:    "choose a black or a gray in the sheet"}
			if f.Run != nil {
				first = located(first, f.Run)
			}
		}
	}
	if n > 1 {
		first.Message += fmt.Sprintf(", and %d other colours likewise", n-1)
	}
	if n > 0 {
		log.Add(first)
	}
}

// colorOf is the colour of text or of a rule; black for a picture.
func colorOf(f *layout.Fragment) layout.Color {
	switch {
	case f.Run != nil:
		return f.Run.Color
	case f.Rule != nil:
		return f.Rule.Color
	}
	return layout.Color{}
}

// gray is a colour's luminance as PDF reckons it (ISO 32000-1, 10.3.2), with the
// weights in full.
func gray(c layout.Color) uint8 {
	return uint8((299*int(c.R) + 587*int(c.G) + 114*int(c.B) + 500) / 1000)
}
