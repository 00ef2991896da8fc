package font

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// maxFaceFile bounds a face's file in bytes: the largest families for East Asia
// have some 20 million.
const maxFaceFile = 1 << 25

// Permission is what a face allows to be done with it in documents (OpenType
// 1.9, "OS/2", fsType).
type Permission struct {
	// Words say it in plain words.
	Words string
	// InPublications is false where only documents that cannot be edited may
	// hold it, as a PDF may and an EPUB, which holds it whole, may not.
	InPublications bool
}

// The bits of fsType.
const (
	fsRestricted   = 1 << 1
	fsPreviewPrint = 1 << 2
	fsEditable     = 1 << 3
	fsNoSubsetting = 1 << 8
	fsBitmapOnly   = 1 << 9
)

// Trust checks a face that did not come with the program before anything is set
// with it: every table that is read lies in the file and holds what it says, no
// outline leads out of it or to itself, and its licence flags allow it in a
// document. The error tells cause and remedy.
func Trust(name string, data []byte) (Permission, error) {
	if len(data) > maxFaceFile {
		return Permission{}, fmt.Errorf("%s has %d MB, more than any face needs: use another file", name, len(data)>>20)
	}
	tables, err := directory(bytes.NewReader(data))
	if err != nil {
		return Permission{}, fmt.Errorf("%s %w", name, err)
	}
	t := &trusted{data: data, tables: tables}
	if err := t.check(); err != nil {
		return Permission{}, fmt.Errorf("%s is damaged (%w): use the foundry's TrueType original", name, err)
	}
	p, err := t.permission()
	if err != nil {
		return Permission{}, fmt.Errorf("%s %w", name, err)
	}
	return p, tryFace(name, data)
}

// trusted is a face that is being checked.
type trusted struct {
	data   []byte
	tables map[string]tableAt

	glyphs, locaSize int
	loca             []uint32
	// depth is how deep each composite glyph nests; -1 while that is worked out.
	depth map[int]int
}

// needed are the tables that setting and embedding read.
var needed = []string{"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}

func (t *trusted) tablesFit() error {
	for _, tag := range slices.Sorted(maps.Keys(t.tables)) {
		if at := t.tables[tag]; uint64(at.offset)+uint64(at.length) > uint64(len(t.data)) {
			return fmt.Errorf("its table %q ends behind the file", tag)
		}
	}
	for _, tag := range needed {
		if _, ok := t.tables[tag]; !ok {
			return fmt.Errorf("it has no table %q", tag)
		}
	}
	return nil
}

func (t *trusted) table(tag string) []byte {
	at := t.tables[tag]
	return t.data[at.offset : at.offset+at.length]
}

// check looks into the tables, each of which may rely on those before.
func (t *trusted) check() error {
	for _, step := range []func() error{t.tablesFit, t.head, t.metrics, t.locations, t.outlines} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// headMagic is head's magicNumber.
const headMagic = 0x5F0F3CF5

func (t *trusted) head() error {
	head, maxp := t.table("head"), t.table("maxp")
	if len(head) < 54 || binary.BigEndian.Uint32(head[12:]) != headMagic || len(maxp) < 6 {
		return errors.New("its head cannot be read")
	}
	if upem := binary.BigEndian.Uint16(head[18:]); upem < 16 || upem > 16384 {
		return fmt.Errorf("it has %d units to the em", upem)
	}
	t.locaSize = 2 + 2*int(binary.BigEndian.Uint16(head[50:]))
	t.glyphs = int(binary.BigEndian.Uint16(maxp[4:]))
	if t.glyphs == 0 || t.locaSize > 4 {
		return errors.New("it has no glyphs that can be found")
	}
	return nil
}

func (t *trusted) metrics() error {
	hhea, os2 := t.table("hhea"), t.table("OS/2")
	if len(hhea) < 36 || len(os2) < 78 || len(t.table("post")) < 32 {
		return errors.New("its measures cannot be read")
	}
	n := int(binary.BigEndian.Uint16(hhea[34:]))
	if n == 0 || n > t.glyphs || len(t.table("hmtx")) < 4*n+2*(t.glyphs-n) {
		return errors.New("its widths do not fit its glyphs")
	}
	return nil
}

func (t *trusted) locations() error {
	raw, room := t.table("loca"), uint32(len(t.table("glyf")))
	if len(raw) < (t.glyphs+1)*t.locaSize {
		return errors.New("it does not say where all glyphs are")
	}
	t.loca = make([]uint32, t.glyphs+1)
	for i := range t.loca {
		if t.locaSize == 2 {
			t.loca[i] = 2 * uint32(binary.BigEndian.Uint16(raw[2*i:]))
		} else {
			t.loca[i] = binary.BigEndian.Uint32(raw[4*i:])
		}
		if t.loca[i] > room || i > 0 && t.loca[i] < t.loca[i-1] {
			return fmt.Errorf("glyph %d lies outside of its table", i)
		}
	}
	return nil
}

func (t *trusted) outlines() error {
	t.depth = map[int]int{}
	for id := range t.glyphs {
		if _, err := t.glyph(id); err != nil {
			return fmt.Errorf("glyph %d: %w", id, err)
		}
	}
	return nil
}

// maxNesting bounds how deep glyphs are made of glyphs.
const maxNesting = 16

// glyph checks an outline and gives how deep it nests (OpenType 1.9, "glyf").
func (t *trusted) glyph(id int) (int, error) {
	g := t.table("glyf")[t.loca[id]:t.loca[id+1]]
	switch {
	case len(g) == 0:
		return 0, nil
	case len(g) < 10:
		return 0, errors.New("it ends in its head")
	case int16(binary.BigEndian.Uint16(g)) >= 0:
		return 0, simple(g)
	}
	if d, seen := t.depth[id]; seen {
		if d < 0 {
			return 0, errors.New("it is made of itself")
		}
		return d, nil
	}
	t.depth[id] = -1
	d, err := t.composite(g[10:])
	t.depth[id] = d
	if err == nil && d > maxNesting {
		err = errors.New("it nests too deep")
	}
	return d, err
}

// The flags of a simple outline's points and of a component.
const (
	pointXShort, pointYShort, pointRepeat, pointXSame, pointYSame = 1 << 1, 1 << 2, 1 << 3, 1 << 4, 1 << 5

	partWords, partScale, partMore, partXYScale, partMatrix = 1 << 0, 1 << 3, 1 << 5, 1 << 6, 1 << 7
)

var errGlyphEnds = errors.New("its outline ends too early")

// simple checks an outline of contours: their ends rise, and all points are
// there.
func simple(g []byte) error {
	n, points := int(binary.BigEndian.Uint16(g)), 0
	if len(g) < 10+2*n+2 {
		return errGlyphEnds
	}
	for i := range n {
		end := int(binary.BigEndian.Uint16(g[10+2*i:])) + 1
		if end < points || i > 0 && end == points {
			return errors.New("its contours do not follow each other")
		}
		points = end
	}
	instructions := int(binary.BigEndian.Uint16(g[10+2*n:]))
	if len(g) < 12+2*n+instructions {
		return errGlyphEnds
	}
	return pointsFit(g[12+2*n+instructions:], points)
}

// pointsFit checks that flags and coordinates of so many points are there.
func pointsFit(g []byte, points int) error {
	at, coordinates := 0, 0
	for seen := 0; seen < points; {
		if at >= len(g) {
			return errGlyphEnds
		}
		flag, times := g[at], 1
		at++
		if flag&pointRepeat != 0 {
			if at >= len(g) {
				return errGlyphEnds
			}
			times += int(g[at])
			at++
		}
		coordinates += times * (width(flag, pointXShort, pointXSame) + width(flag, pointYShort, pointYSame))
		seen += times
	}
	if at+coordinates > len(g) {
		return errGlyphEnds
	}
	return nil
}

// width is how many bytes a point's coordinate has.
func width(flag, short, same byte) int {
	switch {
	case flag&short != 0:
		return 1
	case flag&same != 0:
		return 0
	}
	return 2
}

// composite checks an outline that is made of others.
func (t *trusted) composite(g []byte) (int, error) {
	depth := 0
	for more := true; more; {
		if len(g) < 4 {
			return depth, errGlyphEnds
		}
		flags, id := binary.BigEndian.Uint16(g), int(binary.BigEndian.Uint16(g[2:]))
		if id >= t.glyphs {
			return depth, errors.New("it is made of a glyph that is not there")
		}
		d, err := t.glyph(id)
		if err != nil {
			return depth, err
		}
		depth = max(depth, d+1)
		size := componentSize(flags)
		if len(g) < size {
			return depth, errGlyphEnds
		}
		g, more = g[size:], flags&partMore != 0
	}
	return depth, nil
}

func componentSize(flags uint16) int {
	size := 6
	if flags&partWords != 0 {
		size += 2
	}
	switch {
	case flags&partScale != 0:
		size += 2
	case flags&partXYScale != 0:
		size += 4
	case flags&partMatrix != 0:
		size += 8
	}
	return size
}

// permission reads fsType. Of several bits of usage the freest holds, as old
// files set more than one.
func (t *trusted) permission() (Permission, error) {
	fs := binary.BigEndian.Uint16(t.table("OS/2")[8:])
	switch {
	case fs&fsBitmapOnly != 0:
		return Permission{}, errors.New("allows only pictures of itself in documents (fsType, bit 9): ask its foundry for a licence and a file that says so")
	case fs&fsNoSubsetting != 0:
		return Permission{}, errors.New("may not be cut down to the glyphs that are used (fsType, bit 8), as every PDF of Octavo does: ask its foundry for a licence and a file that says so")
	case fs&fsEditable != 0:
		return Permission{"in documents, also those that can be edited (fsType, bit 3)", true}, nil
	case fs&fsPreviewPrint != 0:
		return Permission{"in documents that can be read and printed only (fsType, bit 2)", false}, nil
	case fs&fsRestricted != 0:
		return Permission{}, errors.New("may not be embedded in documents (fsType, bit 1): ask its foundry for a licence and a file that says so")
	}
	return Permission{"in all documents (fsType 0)", true}, nil
}

// tryFace loads the face and shapes some of its characters; what the libraries
// cannot bear is found here.
func tryFace(name string, data []byte) (err error) {
	defer func() {
		if recover() != nil {
			err = fmt.Errorf("%s is damaged (its layout tables cannot be read): use the foundry's TrueType original", name)
		}
	}()
	f, err := ParseFace(name, data)
	if err != nil {
		return err
	}
	f.Guarded = true
	for _, id := range "AVfiüßàΩЯ→" {
		if f.Covers(id) {
			f.Shaper("", nil).Shape("a" + string(id))
		}
	}
	for _, id := range "אבש" + "بلا" {
		if f.Covers(id) {
			f.Shaper("", nil).ShapeBack("ב" + string(id))
		}
	}
	return nil
}
