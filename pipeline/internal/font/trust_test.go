package font

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"octavo/fonts"
)

func houseFace(t testing.TB, name string) []byte {
	t.Helper()
	data, err := fonts.Files.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Clone(data)
}

const serifItalic = "source-serif-4/SourceSerif4-Italic.ttf"

// at is where a table's byte stands in a face.
func tableByte(t testing.TB, data []byte, tag string, at int) int {
	t.Helper()
	tables, err := directory(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return int(tables[tag].offset) + at
}

func TestEveryHouseFaceIsTrusted(t *testing.T) {
	for _, e := range openSet(t).entries {
		if p, err := Trust(e.path, houseFace(t, e.path)); err != nil || !p.InPublications {
			t.Errorf("%s: %v, %v", e.path, p, err)
		}
	}
}

func TestTrustHoldsTheLicenceFlags(t *testing.T) {
	for _, tc := range []struct {
		fsType uint16
		want   string // in the words or in the error
		epub   bool
	}{
		{0, "in all documents", true},
		{1 << 2, "read and printed only", false},
		{1 << 3, "can be edited", true},
		{1<<1 | 1<<3, "can be edited", true},
		{1 << 1, "may not be embedded", false},
		{1 << 8, "may not be cut down", false},
		{1<<9 | 1<<3, "only pictures of itself", false},
	} {
		data := houseFace(t, serifItalic)
		binary.BigEndian.PutUint16(data[tableByte(t, data, "OS/2", 8):], tc.fsType)
		p, err := Trust("x.ttf", data)
		got := p.Words
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, tc.want) || p.InPublications != tc.epub {
			t.Errorf("fsType %#x: %q, %v, want %q", tc.fsType, got, p.InPublications, tc.want)
		}
	}
}

// Each damage is one that a shaper or a PDF's reader would meet too late.
func TestTrustRefusesDamage(t *testing.T) {
	put := func(tag string, at int, v ...byte) func([]byte) []byte {
		return func(data []byte) []byte {
			copy(data[tableByte(t, data, tag, at):], v)
			return data
		}
	}
	for name, tc := range map[string]struct {
		break_ func([]byte) []byte
		want   string
	}{
		"cut off":         {func(d []byte) []byte { return d[:len(d)/2] }, "ends behind the file"},
		"no outlines":     {func(d []byte) []byte { copy(d[bytes.Index(d, []byte("glyf")):], "xxxx"); return d }, `no table "glyf"`},
		"no magic":        {put("head", 12, 0, 0, 0, 0), "its head"},
		"no em":           {put("head", 18, 0, 0), "units to the em"},
		"form of loca":    {put("head", 50, 0, 9), "no glyphs that can be found"},
		"more glyphs":     {put("maxp", 4, 0xff, 0xff), "widths do not fit"},
		"no widths":       {put("hhea", 34, 0, 0), "widths do not fit"},
		"outside":         {put("loca", 8, 0xff, 0xff, 0xff, 0xff), "lies outside"},
		"too many points": {func(d []byte) []byte { return manyPoints(t, d) }, "outline"},
		"made of itself":  {func(d []byte) []byte { return ownPart(t, d) }, "made of itself"},
	} {
		if _, err := Trust("x.ttf", tc.break_(houseFace(t, serifItalic))); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s: %v, want %q", name, err, tc.want)
		}
	}
}

// glyphOf finds a glyph with an outline of contours, or one of parts.
func glyphOf(t testing.TB, data []byte, parts bool) (id, at int) {
	tables, _ := directory(bytes.NewReader(data))
	f := &trusted{data: data, tables: tables}
	for _, step := range []func() error{f.head, f.locations} {
		if err := step(); err != nil {
			t.Fatal(err)
		}
	}
	for id := range f.glyphs {
		g := f.table("glyf")[f.loca[id]:f.loca[id+1]]
		if len(g) > 10 && (int16(binary.BigEndian.Uint16(g)) < 0) == parts {
			return id, tableByte(t, data, "glyf", int(f.loca[id]))
		}
	}
	t.Fatal("no such glyph")
	return 0, 0
}

func manyPoints(t testing.TB, data []byte) []byte {
	_, at := glyphOf(t, data, false)
	n := int(binary.BigEndian.Uint16(data[at:]))
	binary.BigEndian.PutUint16(data[at+10+2*(n-1):], 0xfff0)
	return data
}

// ownPart makes a glyph of contours one that is made of itself.
func ownPart(t testing.TB, data []byte) []byte {
	id, at := glyphOf(t, data, false)
	binary.BigEndian.PutUint16(data[at:], 0xffff)
	binary.BigEndian.PutUint16(data[at+10:], 0)
	binary.BigEndian.PutUint16(data[at+12:], uint16(id))
	return data
}

// A family that a sheet gives stands in the place of the house's of that name,
// by what the sheet says of it, and others stay.
func TestGivenFaces(t *testing.T) {
	data := houseFace(t, "source-code-pro/SourceCodePro-Regular.ttf")
	set, err := openSet(t).With([]Given{{Name: "a.ttf", Family: "source sans 3", Weight: 600, Data: data}, {Name: "b.ttf", Family: "Huis", Weight: 400, Italic: true, Data: data}})
	if err != nil {
		t.Fatal(err)
	}
	for family, weight := range map[string]int{"Source Sans 3": 600, "Huis": 400} {
		f, err := set.Face([]string{family}, 400, false)
		if err != nil || f.Name != "SourceCodePro-Regular" || f.Weight != weight || !f.Guarded {
			t.Errorf("%s: %+v, %v", family, f, err)
		}
	}
	if f, _ := set.Face([]string{"Source Serif 4"}, 400, false); f.Name != "SourceSerif4-Regular" || f.Guarded {
		t.Errorf("the serif is %s", f.Name)
	}
}

// FuzzTrust holds that what is trusted can be set and drawn, glyph by glyph.
func FuzzTrust(f *testing.F) {
	whole := houseFace(f, "source-code-pro/SourceCodePro-Regular.ttf")
	f.Add(uint32(0), []byte{})
	for _, tag := range needed {
		f.Add(uint32(tableByte(f, whole, tag, 4)), []byte{0xff, 0xff})
	}
	f.Fuzz(func(t *testing.T, at uint32, change []byte) {
		data := bytes.Clone(whole)
		copy(data[int(at)%len(data):], change)
		if _, err := Trust("fuzz.ttf", data); err != nil {
			return
		}
		face, err := ParseFace("fuzz.ttf", data)
		if err != nil {
			t.Fatal(err)
		}
		face.Guarded = true
		face.Shaper("nl", nil).Shape("AVfiß-Ωя")
		for id := range uint16(len(face.advances)) {
			_ = face.Draw(id, nowhere{})
		}
	})
}

// nowhere is a pen that leaves no trace.
type nowhere struct{}

func (nowhere) MoveTo(_, _ float32)             {}
func (nowhere) LineTo(_, _ float32)             {}
func (nowhere) QuadTo(_, _, _, _ float32)       {}
func (nowhere) CubeTo(_, _, _, _, _, _ float32) {}
func (nowhere) ClosePath()                      {}
