package pdf

import (
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
)

// sfnt is a TrueType font file as its tables (OpenType 1.9, "Font file").
type sfnt struct {
	tables     map[string][]byte
	unitsPerEm int
	numGlyphs  int
	longHor    int // hhea.numberOfHMetrics
	hmtx       []byte
}

// neededTables are what fpdf reads without asking whether it is there.
var neededTables = []string{"OS/2", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}

// keptTables go into the file: layout tables are of no use there.
var keptTables = append([]string{"cvt ", "fpgm", "gasp", "prep"}, neededTables...)

var be = binary.BigEndian

// parseSFNT reads the table directory and checks what fpdf relies on, for
// fpdf indexes without checks.
func parseSFNT(data []byte) (*sfnt, error) {
	if len(data) < 12 {
		return nil, errors.New("not a font file")
	}
	switch tag := string(data[:4]); tag {
	case "\x00\x01\x00\x00", "true":
	case "OTTO":
		return nil, errors.New("has CFF outlines; use the face's TrueType version")
	default:
		return nil, fmt.Errorf("not a TrueType font: it begins with %q", tag)
	}
	f := &sfnt{tables: map[string][]byte{}}
	for i := range int(be.Uint16(data[4:])) {
		rec := 12 + 16*i
		if rec+16 > len(data) {
			return nil, errors.New("its table directory is cut off")
		}
		off, size := uint64(be.Uint32(data[rec+8:])), uint64(be.Uint32(data[rec+12:]))
		if off+size > uint64(len(data)) {
			return nil, fmt.Errorf("its table %q is cut off", data[rec:rec+4])
		}
		f.tables[string(data[rec:rec+4])] = data[off : off+size]
	}
	return f, f.check()
}

// minSizes are the lengths up to the last field that is read.
var minSizes = map[string]int{"OS/2": 78, "head": 54, "hhea": 36, "maxp": 6, "name": 6, "post": 32}

func (f *sfnt) check() error {
	for _, tag := range neededTables {
		if len(f.tables[tag]) < max(1, minSizes[tag]) {
			return fmt.Errorf("its table %q is missing or short", tag)
		}
	}
	f.unitsPerEm = int(be.Uint16(f.tables["head"][18:]))
	f.numGlyphs = int(be.Uint16(f.tables["maxp"][4:]))
	f.longHor = int(be.Uint16(f.tables["hhea"][34:]))
	f.hmtx = f.tables["hmtx"]
	locaSize := 2 << be.Uint16(f.tables["head"][50:]) * (f.numGlyphs + 1)
	switch {
	case f.unitsPerEm == 0 || f.numGlyphs == 0:
		return errors.New("it has no glyphs or no units")
	case f.longHor == 0 || f.longHor > f.numGlyphs,
		len(f.hmtx) < 4*f.longHor+2*(f.numGlyphs-f.longHor):
		return errors.New("its table \"hmtx\" does not fit \"hhea\"")
	case be.Uint16(f.tables["head"][52:]) != 0 || be.Uint16(f.tables["hhea"][32:]) != 0:
		return errors.New("its glyphs or metrics have an unknown format")
	case be.Uint16(f.tables["OS/2"][8:])&0x0302 != 0: // fsType
		return errors.New("its licence forbids embedding a subset")
	case be.Uint16(f.tables["head"][50:]) > 1 || len(f.tables["loca"]) < locaSize:
		return errors.New("its table \"loca\" does not fit \"maxp\"")
	}
	return nil
}

// advance returns a glyph's advance width in font units.
func (f *sfnt) advance(gid int) int {
	return int(be.Uint16(f.hmtx[4*min(gid, f.longHor-1):]))
}

// width returns a glyph's advance in thousandths of the em, as fpdf writes it
// into the file.
func (f *sfnt) width(gid int) int {
	adv := f.advance(gid)
	return (adv*2000 + f.unitsPerEm) / (2 * f.unitsPerEm)
}

// withCodes returns a font file with the same glyphs whose character map leads
// from code i+1 to glyphs[i].
func (f *sfnt) withCodes(glyphs []uint16) []byte {
	tables := map[string][]byte{"cmap": codeMap(glyphs)}
	for _, tag := range keptTables {
		if t, ok := f.tables[tag]; ok {
			tables[tag] = t
		}
	}
	tables["name"] = f.shortNames()
	tables["hmtx"] = f.allLongMetrics()
	tables["hhea"] = slices.Clone(f.tables["hhea"])
	be.PutUint16(tables["hhea"][34:], uint16(f.numGlyphs))
	return assemble(tables)
}

// keptNames are the name records that belong in a file: copyright, PostScript
// name and the address of the licence.
var keptNames = []int{0, 6, 14}

// shortNames makes a name table of format 0 with the records kept for
// platform 3 in English (OpenType 1.9, "name").
func (f *sfnt) shortNames() []byte {
	old := f.tables["name"]
	var records, values []byte
	seen := map[int]bool{}
	for i := range int(be.Uint16(old[2:])) {
		rec := old[min(6+12*i, len(old)):]
		if len(rec) < 12 {
			break
		}
		id, size := int(be.Uint16(rec[6:])), int(be.Uint16(rec[8:]))
		at := int(be.Uint16(old[4:])) + int(be.Uint16(rec[10:]))
		english := string(rec[:6]) == "\x00\x03\x00\x01\x04\x09"
		if !english || !slices.Contains(keptNames, id) || seen[id] || at+size > len(old) {
			continue
		}
		records = words(append(records, rec[:6]...), id, size, len(values))
		values = append(values, old[at:at+size]...)
		seen[id] = true
	}
	n := len(seen)
	return append(append(words(nil, 0, n, 6+12*n), records...), values...)
}

// allLongMetrics gives every glyph its own advance: fpdf mistakes the short
// form.
func (f *sfnt) allLongMetrics() []byte {
	hmtx := f.hmtx
	out := slices.Clone(hmtx[:4*f.longHor])
	for gid := f.longHor; gid < f.numGlyphs; gid++ {
		out = append(out, hmtx[4*f.longHor-4:4*f.longHor-2]...)
		bearing := 4*f.longHor + 2*(gid-f.longHor)
		out = append(out, hmtx[bearing:bearing+2]...)
	}
	return out
}

// codeMap makes a cmap of one format 4 subtable for platform 3, encoding 1:
// one segment of codes and the closing one (OpenType 1.9, "cmap").
func codeMap(glyphs []uint16) []byte {
	n := len(glyphs)
	b := words(nil, 0, 1, 3, 1, 0, 12)
	b = words(b, 4, 32+2*n, 0, 4, 4, 1, 0) // format, length, language, search fields
	b = words(b, n, 0xFFFF, 0)             // end codes, padding
	b = words(b, 1, 0xFFFF)                // start codes
	b = words(b, 0, 1)                     // deltas
	b = words(b, 4, 0)                     // offsets to the glyph array
	for _, g := range glyphs {
		b = be.AppendUint16(b, g)
	}
	return b
}

func words(b []byte, values ...int) []byte {
	for _, v := range values {
		b = be.AppendUint16(b, uint16(v))
	}
	return b
}

// assemble writes a font file of the tables. Checksums are left 0: fpdf makes
// its own for the subset.
func assemble(tables map[string][]byte) []byte {
	tags, size := make([]string, 0, len(tables)), 0
	for tag, t := range tables {
		tags, size = append(tags, tag), size+16+(len(t)+3)&^3
	}
	slices.Sort(tags)
	b := words(be.AppendUint32(make([]byte, 0, 12+size), 0x00010000), len(tags), 0, 0, 0)
	offset := 12 + 16*len(tags)
	for _, tag := range tags {
		b = be.AppendUint32(append(b, tag...), 0)
		b = be.AppendUint32(b, uint32(offset))
		b = be.AppendUint32(b, uint32(len(tables[tag])))
		offset += (len(tables[tag]) + 3) &^ 3
	}
	for _, tag := range tags {
		b = append(b, tables[tag]...)
		for len(b)%4 != 0 {
			b = append(b, 0)
		}
	}
	return b
}
