package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"strings"
)

// embedFace copies a font that fpdf made and corrects what fpdf cannot do: its
// name with the subset tag (ISO 32000-1, 9.6.4), its map to Unicode.
func (c *copier) embedFace(r ref, f *codedFace) ref {
	base := name(subsetTag(f) + "+" + f.face.Name)
	font := c.from.dict(r)
	kids, _ := font.get("DescendantFonts").(array)
	var cid dict
	if len(kids) == 1 {
		cid = c.from.dict(kids[0])
	}
	desc := c.from.dict(cid.get("FontDescriptor")).with("FontName", base)
	desc = c.object(desc).(dict)
	cid = c.object(cid.with("FontDescriptor", nil)).(dict)
	cid = cid.with("BaseFont", base).with("FontDescriptor", c.to.add(desc))
	return c.to.add(dict{
		{"BaseFont", base},
		{"DescendantFonts", array{c.to.add(cid)}},
		{"Encoding", name("Identity-H")},
		{"Subtype", name("Type0")},
		{"ToUnicode", c.to.add(flate(dict{}, toUnicode(f.texts)))},
		{"Type", name("Font")},
	})
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
