package font

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf16"
)

// header is what a face says about itself, read without loading its outlines.
type header struct {
	family, postScript string
	weight, glyphs     int
	italic             bool
	mono               bool // all characters are of one width
}

// sfnt version tags (OpenType 1.9, "Organization of an OpenType Font").
const (
	tagTrueType   = 0x00010000
	tagCFF        = 0x4F54544F // OTTO
	tagCollection = 0x74746366 // ttcf
)

// maxTable bounds how much of a table is read for the header.
const maxTable = 1 << 16

// panoseMono is the fourth PANOSE figure, the proportion, of a monospaced face
// (OpenType 1.9, "OS/2").
const panoseMono = 9

// parseHeader reads the table directory, name, OS/2 and maxp.
func parseHeader(file string, r io.ReaderAt) (header, error) {
	tables, err := directory(r)
	if err != nil {
		return header{}, fmt.Errorf("font: %s %v", file, err)
	}
	name, err1 := readTable(r, tables["name"])
	os2, err2 := readTable(r, tables["OS/2"])
	maxp, err3 := readTable(r, tables["maxp"])
	if err := errors.Join(err1, err2, err3); err != nil {
		return header{}, unreadable(file, err)
	}
	h := header{weight: 400}
	if len(maxp) >= 6 {
		h.glyphs = int(binary.BigEndian.Uint16(maxp[4:]))
	}
	if len(os2) >= 64 {
		h.weight = int(binary.BigEndian.Uint16(os2[4:]))
		h.italic = binary.BigEndian.Uint16(os2[62:])&1 != 0 // fsSelection bit 0
		h.mono = os2[35] == panoseMono
	}
	names := parseNames(name)
	h.family, h.postScript = names[16], names[6] // typographic family, PostScript name
	if h.family == "" {
		h.family = names[1]
	}
	if h.family == "" || h.postScript == "" {
		return header{}, fmt.Errorf("font: %s states no family or PostScript name: replace the file by the foundry's TrueType original", file)
	}
	return h, nil
}

// tableAt is a place in a font file.
type tableAt struct{ offset, length uint32 }

// directory reads the table directory of a face with TrueType outlines.
func directory(r io.ReaderAt) (map[string]tableAt, error) {
	var head [12]byte
	if _, err := r.ReadAt(head[:], 0); err != nil {
		return nil, errors.New("is too short to be a font: replace the file")
	}
	switch binary.BigEndian.Uint32(head[:]) {
	case tagTrueType:
	case tagCFF:
		return nil, errors.New("has CFF outlines (OpenType/CFF), which cannot be embedded: use the family's TrueType (.ttf) edition")
	case tagCollection:
		return nil, errors.New("is a font collection: extract the faces and add them one by one")
	default:
		return nil, errors.New("is not a TrueType font: use a .ttf file")
	}
	recs := make([]byte, 16*int(binary.BigEndian.Uint16(head[4:])))
	if _, err := r.ReadAt(recs, 12); err != nil {
		return nil, errors.New("ends inside its table directory: replace the file, it is damaged")
	}
	tables := map[string]tableAt{}
	for ; len(recs) > 0; recs = recs[16:] {
		tables[string(recs[:4])] = tableAt{binary.BigEndian.Uint32(recs[8:]), binary.BigEndian.Uint32(recs[12:])}
	}
	return tables, nil
}

// checkTables fails on a file that was cut short: its outlines would be missed
// only by the reader of the PDF.
func checkTables(file string, data []byte) error {
	tables, err := directory(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("font: %s %v", file, err)
	}
	for _, tag := range slices.Sorted(maps.Keys(tables)) {
		if at := tables[tag]; uint64(at.offset)+uint64(at.length) > uint64(len(data)) {
			return fmt.Errorf("font: %s ends inside its table %q: replace the file, it is damaged", file, tag)
		}
	}
	return nil
}

func readTable(r io.ReaderAt, at tableAt) ([]byte, error) {
	buf := make([]byte, min(at.length, maxTable))
	if _, err := r.ReadAt(buf, int64(at.offset)); err != nil && err != io.EOF {
		return nil, err
	}
	return buf, nil
}

// parseNames returns the names by name ID, from the records of platform 3
// (Windows, UTF-16) in American English, which every face of today has.
func parseNames(t []byte) map[uint16]string {
	names := map[uint16]string{}
	if len(t) < 6 {
		return names
	}
	n, store := int(binary.BigEndian.Uint16(t[2:])), int(binary.BigEndian.Uint16(t[4:]))
	for i := 0; i < n && 6+12*i+12 <= len(t); i++ {
		rec := t[6+12*i:]
		platform, lang := binary.BigEndian.Uint16(rec), binary.BigEndian.Uint16(rec[4:])
		if platform != 3 || lang != 0x409 {
			continue
		}
		size, at := int(binary.BigEndian.Uint16(rec[8:])), store+int(binary.BigEndian.Uint16(rec[10:]))
		if at+size <= len(t) {
			names[binary.BigEndian.Uint16(rec[6:])] = decodeUTF16(t[at : at+size])
		}
	}
	return names
}

func decodeUTF16(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = binary.BigEndian.Uint16(b[2*i:])
	}
	return strings.TrimSpace(string(utf16.Decode(units)))
}

// lean is a font file whose table directory does not name glyf and loca:
// shaping needs neither, and parsing every outline takes most of the time that
// loading a face does. The tables' bytes stay where they are.
type lean struct {
	*bytes.Reader
	head []byte // stands for the file's first bytes
}

// withoutOutlines returns the font file without outlines.
func withoutOutlines(data []byte) *lean {
	n := int(binary.BigEndian.Uint16(data[4:]))
	head := append(make([]byte, 0, 12+16*n), data[:12]...)
	for i := range n {
		rec := data[12+16*i : 28+16*i]
		if tag := string(rec[:4]); tag != "glyf" && tag != "loca" {
			head = append(head, rec...)
		}
	}
	binary.BigEndian.PutUint16(head[4:], uint16(len(head)-12)/16)
	return &lean{bytes.NewReader(data), head}
}

// ReadAt implements io.ReaderAt.
func (l *lean) ReadAt(p []byte, at int64) (int, error) {
	n, err := l.Reader.ReadAt(p, at)
	return l.cover(p, at, n), err
}

// Read implements io.Reader.
func (l *lean) Read(p []byte) (int, error) {
	at := l.Size() - int64(l.Len())
	n, err := l.Reader.Read(p)
	return l.cover(p, at, n), err
}

// cover puts the directory over the n bytes that were read from offset at.
func (l *lean) cover(p []byte, at int64, n int) int {
	if at < int64(len(l.head)) {
		copy(p[:n], l.head[at:])
	}
	return n
}
