package pdf

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"regexp"
	"slices"
	"strings"
)

// foreignSpaces are the colour spaces that neither a gray nor a CMYK intent defines,
// or that no writer here makes (ISO 32000-1, 8.6). In a Pattern space a colour is
// what the pattern paints.
var foreignSpaces = []name{"DeviceRGB", "CalRGB", "CalGray", "Lab", "ICCBased", "Pattern", "Indexed", "DeviceN"}

// coloursFault finds names of colour spaces that are not of the intent's inks,
// wherever in a dictionary they stand: in resources of pages, forms, patterns and
// glyphs, in groups of soft masks, shadings and pictures.
func coloursFault(f *finished) string {
	gray := f.intentInks() == 1
	for _, r := range f.refs() {
		for _, n := range namesIn(f.objects[r], nil) {
			if slices.Contains(foreignSpaces, n) {
				return fmt.Sprintf("object %d has the space %s", r, n)
			}
			if gray && n == "DeviceCMYK" {
				return fmt.Sprintf("object %d has CMYK under a gray intent", r)
			}
		}
	}
	return ""
}

// intentInks is the number of inks of the intent's profile; 0 where it has none.
func (f *finished) intentInks() int {
	s, ok := f.resolve(f.intents()[0].get("DestOutputProfile")).(*stream)
	if !ok {
		return 0
	}
	n, _ := s.dict.get("N").(integer)
	return int(n)
}

// namesIn adds the names that stand in an object as values to a list.
func namesIn(o object, list []name) []name {
	switch o := o.(type) {
	case *stream:
		return namesIn(o.dict, list)
	case name:
		return append(list, o)
	case array:
		for _, v := range o {
			list = namesIn(v, list)
		}
	case dict:
		for _, e := range o {
			list = namesIn(e.value, list)
		}
	}
	return list
}

// picturesFault finds pictures whose data have other inks than their space says: a
// viewer and a press would take a JPEG at its own word.
func picturesFault(f *finished) string {
	for _, r := range f.refs() {
		s, ok := f.objects[r].(*stream)
		if !ok || s.dict.get("Subtype") != name("Image") {
			continue
		}
		if n, ok := map[string]int{"DeviceGray": 1, "DeviceCMYK": 4}[plainName(s.dict.get("ColorSpace"))]; ok && s.dict.get("Filter") == name("FlateDecode") {
			if got, want := len(f.inflate(s)), samples(f, s.dict, n); got != want {
				return fmt.Sprintf("object %d has %d bytes, and %d by its size and space", r, got, want)
			}
		}
		if s.dict.get("Filter") != name("DCTDecode") {
			continue
		}
		cfg, _, err := image.DecodeConfig(bytes.NewReader(s.data))
		want := map[object]color.Model{name("DeviceGray"): color.GrayModel, name("DeviceCMYK"): color.CMYKModel}[s.dict.get("ColorSpace")]
		if err != nil || want != nil && cfg.ColorModel != want {
			return fmt.Sprintf("object %d is a JPEG of other inks than its space", r)
		}
	}
	return ""
}

// plainName is the name that an object is, or "".
func plainName(o object) string {
	n, _ := o.(name)
	return string(n)
}

// samples is how many bytes a picture of n inks has by its size and its predictor (ISO
// 32000-1, 8.9.3; 7.4.4.4: those of PNG put one before each row).
func samples(f *finished, d dict, n int) int {
	width, _ := d.get("Width").(integer)
	height, _ := d.get("Height").(integer)
	bits, _ := d.get("BitsPerComponent").(integer)
	row := (int(width)*n*int(bits) + 7) / 8
	if p, _ := f.dict(d.get("DecodeParms")).get("Predictor").(integer); p >= 10 {
		row++
	}
	return row * int(height)
}

// operatorsAt is a stream of operators, by where it stands.
type operatorsAt struct {
	where   string
	content []byte
	form    bool // a picture or drawing may have the intent's inks
}

// drawings are all streams of operators of the file: of pages, of forms (soft masks
// have theirs in forms too), of tiling patterns, of glyphs that are drawings. They
// are taken from the objects themselves, so that one which nothing leads to counts.
func (f *finished) drawings() []operatorsAt {
	var out []operatorsAt
	for i, p := range f.pages {
		out = append(out, operatorsAt{fmt.Sprintf("page %d", i+1), f.content(p), false})
	}
	for _, r := range f.refs() {
		d := f.dict(r)
		if s, ok := f.objects[r].(*stream); ok && (s.dict.get("Subtype") == name("Form") || s.dict.get("PatternType") != nil) {
			out = append(out, operatorsAt{fmt.Sprintf("object %d", r), f.inflate(s), s.dict.get("Subtype") == name("Form")})
		}
		for _, e := range f.dict(d.get("CharProcs")) {
			out = append(out, operatorsAt{"glyph " + string(e.key), f.inflate(f.resolve(e.value).(*stream)), false})
		}
	}
	return out
}

// inlinePicture begins a picture in a stream of operators (ISO 32000-1, 8.9.7).
var inlinePicture = regexp.MustCompile(`(?:^|\s)BI\s+/`)

// operatorsFault finds operators that set colours other than grays, All apart, and the
// inks of the intent's profile in drawings, and those that bring colours from elsewhere: shadings, graphics states, pictures in
// the stream itself.
func operatorsFault(f *finished) string {
	for _, d := range f.drawings() {
		if inlinePicture.Match(d.content) { // its data are no operators
			return d.where + ": a picture in the stream"
		}
		if op := colourOperator(f, d); op != "" {
			return d.where + ": " + op
		}
	}
	return ""
}

func colourOperator(f *finished, d operatorsAt) (fault string) {
	space, fourInks := "", d.form && f.intentInks() == 4
	operations(f.t, d.content, func(op string, operands []object) {
		switch op {
		case "k", "K":
			if !fourInks {
				fault = "operator " + op
			}
		case "rg", "RG", "sh", "cs", "sc", "scn", "SC", "ri", "gs":
			fault = "operator " + op
		case "CS":
			space = strings.TrimSpace(string(operands[0].encode(nil)))
		case "SCN":
			if space != "/All" {
				fault = fmt.Sprintf("a colour in %q", space)
			}
		}
	})
	return fault
}
