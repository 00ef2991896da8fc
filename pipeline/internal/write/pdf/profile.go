package pdf

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"octavo/pipeline/internal/icc"
)

// Profile is the ICC profile of a press.
type Profile struct {
	name        string // of its file
	data        []byte
	space       string // CMYK or GRAY
	version     int
	description string
}

// classes are what a profile can be for (ICC.1:2010, 7.2.5).
var classes = map[string]string{"scnr": "a scanner or camera", "mntr": "a display", "prtr": "an output device", "link": "a link of two devices",
	"spac": "a conversion of colour spaces", "abst": "an abstract effect", "nmcl": "named colours"}

// ReadProfile reads the output profile of a press, of which name is the file: of
// class prtr, in CMYK or Gray. The error says what was found instead and what to
// do.
func ReadProfile(name string, data []byte) (*Profile, error) {
	const ask = "ask the printer for the profile of the press and paper"
	if len(data) < 132 || string(data[36:40]) != "acsp" {
		return nil, fmt.Errorf("%s is no ICC profile; %s", name, ask)
	}
	if size := be.Uint32(data); uint64(size) != uint64(len(data)) {
		return nil, fmt.Errorf("%s is damaged: it says that it has %d bytes, and has %d; get it anew", name, size, len(data))
	}
	p := &Profile{name: name, data: data, space: strings.TrimSpace(string(data[16:20])), version: int(data[8])}
	class := string(data[12:16])
	what := classes[class]
	if what == "" {
		what = "an unknown use"
	}
	switch {
	case class != "prtr" || p.space != "CMYK" && p.space != "GRAY":
		return nil, fmt.Errorf("%s is a profile of class %q (for %s) in %q; the edition for the printer takes class \"prtr\" in CMYK or GRAY: %s", name, class, what, p.space, ask)
	case p.version != 2 && p.version != 4:
		return nil, fmt.Errorf("%s is of version %d of ICC's format; PDF/X takes 2 and 4: %s", name, p.version, ask)
	}
	tags, ok := icc.Tags(data)
	if !ok {
		return nil, fmt.Errorf("%s is damaged: its table of tags leads out of the file; get it anew", name)
	}
	if p.space == "CMYK" {
		if err := icc.CheckPress(data); err != nil {
			return nil, fmt.Errorf("%s is damaged, as no colour can be turned to its inks: %w; get it anew", name, err)
		}
	}
	p.description = describedAs(tags["desc"])
	return p, nil
}

// components is the number of inks.
func (p *Profile) components() int {
	if p.space == "CMYK" {
		return 4
	}
	return 1
}

// describedAs reads a profile's description: of version 2 in ASCII (ICC.1:2001-04,
// 6.5.17), of version 4 in UTF-16, the first language (ICC.1:2010, 10.13); "" where
// it has none.
func describedAs(tag []byte) string {
	switch {
	case len(tag) > 12 && string(tag[:4]) == "desc":
		n := min(uint64(be.Uint32(tag[8:])), uint64(len(tag)-12))
		return printable(string(tag[12 : 12+n]))
	case len(tag) >= 28 && string(tag[:4]) == "mluc" && be.Uint32(tag[8:]) > 0:
		n, at := uint64(be.Uint32(tag[20:])), uint64(be.Uint32(tag[24:]))
		if at+n <= uint64(len(tag)) {
			return printable(utf16Text(tag[at : at+n]))
		}
	}
	return ""
}

// utf16Text reads big-endian UTF-16.
func utf16Text(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = be.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}
