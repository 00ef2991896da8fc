package font

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"

	"golang.org/x/image/font/sfnt"
)

// Cut gives a face with the outlines of those characters alone that are wanted and that
// it has. Glyphs keep their numbers; tables of layout go, so that it is for faces of
// single signs, which need none. Licence, names and measures stay. The error is that of
// a file that is no sound TrueType face.
func Cut(data []byte, wanted map[rune]bool) ([]byte, error) {
	tables, err := directory(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	t := &trusted{data: data, tables: tables}
	if err := t.check(); err != nil {
		return nil, err
	}
	file, err := sfnt.Parse(data)
	if err != nil {
		return nil, err
	}
	glyphs := map[rune]uint16{}
	kept := map[int]bool{0: true} // .notdef
	for _, r := range slices.Sorted(maps.Keys(wanted)) {
		id, err := file.GlyphIndex(nil, r)
		if err != nil {
			return nil, fmt.Errorf("character %U: %w", r, err)
		}
		if id != 0 {
			glyphs[r] = uint16(id)
			t.keep(int(id), kept)
		}
	}
	return packTables(t.cutTables(glyphs, kept)), nil
}

// keep marks a glyph and those that it is made of.
func (t *trusted) keep(id int, kept map[int]bool) {
	if kept[id] {
		return
	}
	kept[id] = true
	g := t.table("glyf")[t.loca[id]:t.loca[id+1]]
	if len(g) < 10 || int16(binary.BigEndian.Uint16(g)) >= 0 {
		return
	}
	for g = g[10:]; ; {
		flags := binary.BigEndian.Uint16(g)
		t.keep(int(binary.BigEndian.Uint16(g[2:])), kept)
		if flags&partMore == 0 {
			return
		}
		g = g[componentSize(flags):]
	}
}

// asTheyAre are the tables that a cut face keeps unchanged.
var asTheyAre = []string{"OS/2", "cvt ", "fpgm", "gasp", "hhea", "maxp", "name", "prep"}

// cutTables are the tables of the cut face.
func (t *trusted) cutTables(glyphs map[rune]uint16, kept map[int]bool) map[string][]byte {
	out := map[string][]byte{}
	for _, tag := range asTheyAre {
		if _, ok := t.tables[tag]; ok {
			out[tag] = t.table(tag)
		}
	}
	out["head"] = slices.Clone(t.table("head"))
	binary.BigEndian.PutUint32(out["head"][8:], 0)  // checkSumAdjustment, set when all is packed
	binary.BigEndian.PutUint16(out["head"][50:], 1) // loca has four bytes an entry
	out["post"] = slices.Clone(t.table("post")[:32])
	binary.BigEndian.PutUint32(out["post"], 0x00030000) // no names of glyphs
	out["cmap"] = cmapOf(glyphs)
	out["glyf"], out["loca"] = t.cutOutlines(kept)
	out["hmtx"] = t.cutWidths(kept)
	return out
}

func (t *trusted) cutOutlines(kept map[int]bool) (glyf, loca []byte) {
	all := t.table("glyf")
	for id := range t.glyphs {
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		if kept[id] {
			glyf = padded(append(glyf, all[t.loca[id]:t.loca[id+1]]...))
		}
	}
	return glyf, binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
}

// cutWidths leaves the widths of glyphs that are gone as nought, which packs small.
func (t *trusted) cutWidths(kept map[int]bool) []byte {
	out := slices.Clone(t.table("hmtx"))
	n := int(binary.BigEndian.Uint16(t.table("hhea")[34:]))
	for id := range n - 1 { // the last width is that of all that follow
		if !kept[id] {
			binary.BigEndian.PutUint32(out[4*id:], 0)
		}
	}
	return out
}

// cmapOf maps characters to glyphs: those of the basic plane by a table of format 4 as old
// readers know, all by one of format 12 (OpenType 1.9, "cmap").
func cmapOf(glyphs map[rune]uint16) []byte {
	basic, all := segments(glyphs), groups(glyphs)
	const head = 4 + 2*8
	out := words(0, 2, 3, 1, 0, head, 3, 10, 0, uint16(head+len(basic)))
	return append(append(out, basic...), all...)
}

// segments is a table of format 4 with a segment for each character.
func segments(glyphs map[rune]uint16) []byte {
	var ends, deltas []uint16
	for _, r := range slices.Sorted(maps.Keys(glyphs)) {
		if r < 0xFFFF {
			ends, deltas = append(ends, uint16(r)), append(deltas, glyphs[r]-uint16(r))
		}
	}
	ends, deltas = append(ends, 0xFFFF), append(deltas, 1) // the last segment maps to glyph 0
	n, power, log := uint16(len(ends)), uint16(1), uint16(0)
	for power*2 <= n {
		power, log = power*2, log+1
	}
	out := words(4, 16+8*n, 0, 2*n, 2*power, log, 2*(n-power))
	out = append(out, words(ends...)...)
	out = append(out, 0, 0) // reservedPad
	out = append(out, words(ends...)...)
	out = append(out, words(deltas...)...)
	return append(out, make([]byte, 2*n)...) // idRangeOffset
}

// groups is a table of format 12 with a group for each character.
func groups(glyphs map[rune]uint16) []byte {
	out := words(12, 0)
	for _, v := range []int{16 + 12*len(glyphs), 0, len(glyphs)} {
		out = binary.BigEndian.AppendUint32(out, uint32(v))
	}
	for _, r := range slices.Sorted(maps.Keys(glyphs)) {
		for _, v := range []uint32{uint32(r), uint32(r), uint32(glyphs[r])} {
			out = binary.BigEndian.AppendUint32(out, v)
		}
	}
	return out
}

func words(list ...uint16) []byte {
	var out []byte
	for _, v := range list {
		out = binary.BigEndian.AppendUint16(out, v)
	}
	return out
}

// padded fills up to a multiple of four bytes.
func padded(data []byte) []byte { return append(data, make([]byte, -len(data)&3)...) }

// checksumMagic is what the checksum of a whole file and head's checkSumAdjustment add up to.
const checksumMagic = 0xB1B0AFBA

// packTables writes a file of tables in the order of their tags.
func packTables(tables map[string][]byte) []byte {
	tags := slices.SortedFunc(maps.Keys(tables), cmp.Compare[string])
	n, power, log := uint16(len(tags)), uint16(1), uint16(0)
	for power*2 <= n {
		power, log = power*2, log+1
	}
	out := append([]byte{0, 1, 0, 0}, words(n, 16*power, log, 16*(n-power))...)
	at, head := 12+16*len(tags), 0
	var body []byte
	for _, tag := range tags {
		if tag == "head" {
			head = at + len(body)
		}
		out = append(out, tag...)
		for _, v := range []uint32{checksum(tables[tag]), uint32(at + len(body)), uint32(len(tables[tag]))} {
			out = binary.BigEndian.AppendUint32(out, v)
		}
		body = append(body, padded(slices.Clone(tables[tag]))...)
	}
	out = append(out, body...)
	binary.BigEndian.PutUint32(out[head+8:], checksumMagic-checksum(out))
	return out
}

// checksum is the sum of a table's words (OpenType 1.9, "Calculating checksums").
func checksum(data []byte) uint32 {
	var sum uint32
	for data = padded(slices.Clone(data)); len(data) > 0; data = data[4:] {
		sum += binary.BigEndian.Uint32(data)
	}
	return sum
}
