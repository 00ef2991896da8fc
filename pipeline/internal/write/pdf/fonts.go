package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"

	"github.com/klauspost/compress/zlib"
)

// subset is a face cut down to the glyphs that the book uses, compressed.
type subset struct {
	file   []byte
	size   int    // of the file before compression
	glyphs []byte // CIDToGIDMap (ISO 32000-1, 9.7.4.2)
}

// fastest is the level of compression for outlines: a better one takes three
// times as long and makes a font file a twentieth smaller.
const fastest = zlib.BestSpeed

// subset cuts the face.
func (f *codedFace) subset() (subset, error) {
	file, err := cutFace(f)
	if err != nil {
		return subset{}, err
	}
	return subset{file: deflateAt(fastest, file), size: len(file), glyphs: deflate(f.glyphMap())}, nil
}

// glyphMap gives each code's glyph in the cut face, two bytes a code, from code
// 0 on: there the glyphs that have codes are numbered in their order.
func (f *codedFace) glyphMap() []byte {
	kept := append([]uint16{0}, f.glyphs...)
	slices.Sort(kept)
	kept = slices.Compact(kept)
	b := be.AppendUint16(nil, 0)
	for _, g := range f.glyphs {
		n, _ := slices.BinarySearch(kept, g)
		b = be.AppendUint16(b, uint16(n))
	}
	return b
}

// embedFace files a composite font (ISO 32000-1, 9.7): codes are CIDs.
func (f *file) embedFace(face *codedFace, cut subset) ref {
	base := name(subsetTag(face) + "+" + face.face.Name)
	compressed := entry{"Filter", name("FlateDecode")}
	cid := dict{
		{"BaseFont", base},
		{"CIDSystemInfo", dict{{"Ordering", str("UCS")}, {"Registry", str("Adobe")}, {"Supplement", integer(0)}}},
		{"CIDToGIDMap", f.add(&stream{dict{compressed}, cut.glyphs})},
		{"DW", integer(face.sfnt.width(0))},
		{"FontDescriptor", f.add(face.sfnt.descriptor(base).with("FontFile2",
			f.add(&stream{dict{compressed, {"Length1", integer(cut.size)}}, cut.file})))},
		{"Subtype", name("CIDFontType2")},
		{"Type", name("Font")},
		{"W", face.widths()},
	}
	return f.add(dict{
		{"BaseFont", base},
		{"DescendantFonts", array{f.add(cid)}},
		{"Encoding", name("Identity-H")},
		{"Subtype", name("Type0")},
		{"ToUnicode", f.add(flate(dict{}, toUnicode(face.texts)))},
		{"Type", name("Font")},
	})
}

// widths is the array W (ISO 32000-1, 9.7.4.3): the codes are one run from 1.
func (f *codedFace) widths() array {
	list := make(array, len(f.glyphs))
	for i, g := range f.glyphs {
		list[i] = integer(f.sfnt.width(int(g)))
	}
	return array{integer(1), list}
}

// flate makes a compressed stream.
func flate(d dict, data []byte) *stream {
	return &stream{append(d, entry{"Filter", name("FlateDecode")}), deflate(data)}
}

// subsetTag makes six capitals that depend on the glyphs, so that two files
// with different subsets never share a name.
func subsetTag(f *codedFace) string {
	h := sha256.New()
	for _, g := range f.glyphs {
		h.Write([]byte{byte(g >> 8), byte(g)})
	}
	sum := h.Sum(nil)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	return string(tag)
}

// maxPerBlock is the limit of entries in a bfchar block (Adobe Technical Note
// 5014, 4.3).
const maxPerBlock = 100

// toUnicode makes the CMap from codes to text (ISO 32000-1, 9.10.3).
func toUnicode(texts []string) []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n" +
		"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	for start := 0; start < len(texts); start += maxPerBlock {
		block := texts[start:min(start+maxPerBlock, len(texts))]
		fmt.Fprintf(&b, "%d beginbfchar\n", len(block))
		for i, t := range block {
			fmt.Fprintf(&b, "<%04X> <%X>\n", start+i+1, utf16be(strings.Map(mappable, t)))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
	return b.Bytes()
}

// mappable replaces what a map to Unicode must not hold (ISO 19005-2,
// 6.2.11.7.2); the word joiner is the zero width no-break space's successor.
func mappable(r rune) rune {
	switch r {
	case 0, 0xFEFF, 0xFFFE:
		return 0x2060
	}
	return r
}

// copier copies objects with all that they refer to into the file, under new
// numbers.
type copier struct {
	from *parsed
	to   *file
	done map[ref]ref
}

func (c *copier) ref(r ref) ref {
	if new, ok := c.done[r]; ok {
		return new
	}
	new := c.to.alloc()
	c.done[r] = new
	o := c.from.objects[r]
	if o == nil {
		o = null{}
	}
	c.to.set(new, c.object(o))
	return new
}

func (c *copier) object(o object) object {
	switch o := o.(type) {
	case ref:
		return c.ref(o)
	case array:
		out := make(array, len(o))
		for i, v := range o {
			out[i] = c.object(v)
		}
		return out
	case dict:
		out := make(dict, len(o))
		for i, e := range o {
			out[i] = entry{e.key, c.object(e.value)}
		}
		return out
	case *stream:
		return &stream{c.object(o.dict).(dict), o.data}
	}
	return o
}
