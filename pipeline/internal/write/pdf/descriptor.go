package pdf

// The bits of Flags (ISO 32000-1, table 123).
const (
	fixedPitch = 1 << 0
	symbolic   = 1 << 2 // the character map is our own
	italic     = 1 << 6
	forceBold  = 1 << 18
)

// descriptor is the font descriptor but for its file (ISO 32000-1, 9.8).
func (f *sfnt) descriptor(base name) dict {
	head, hhea, os2, post := f.tables["head"], f.tables["hhea"], f.tables["OS/2"], f.tables["post"]
	weight := int(be.Uint16(os2[4:]))
	flags, angle := symbolic, int16At(post, 4)
	if angle != 0 {
		flags |= italic
	}
	if weight >= 600 {
		flags |= forceBold
	}
	if be.Uint32(post[12:]) != 0 {
		flags |= fixedPitch
	}
	return dict{
		{"Ascent", f.thousandths(hhea, 4)},
		{"CapHeight", f.capHeight()},
		{"Descent", f.thousandths(hhea, 6)},
		{"Flags", integer(flags)},
		{"FontBBox", array{f.thousandths(head, 36), f.thousandths(head, 38), f.thousandths(head, 40), f.thousandths(head, 42)}},
		{"FontName", base},
		{"ItalicAngle", integer(angle)},
		{"MissingWidth", integer(f.width(0))},
		{"StemV", integer(stemWidth(weight))},
		{"Type", name("FontDescriptor")},
	}
}

// capHeight is that of OS/2, which has it from version 2 on, else the ascent.
func (f *sfnt) capHeight() integer {
	if os2 := f.tables["OS/2"]; len(os2) >= 90 {
		return f.thousandths(os2, 88)
	}
	return f.thousandths(f.tables["hhea"], 4)
}

// stemWidth guesses the width of upright stems, which TrueType does not state,
// from the weight, in thousandths of the em.
func stemWidth(weight int) int { return 50 + weight*weight/(65*65) }

// thousandths is a signed field of a table in thousandths of the em.
func (f *sfnt) thousandths(table []byte, at int) integer {
	return integer(int16At(table, at) * 1000 / f.unitsPerEm)
}

func int16At(b []byte, at int) int { return int(int16(be.Uint16(b[at:]))) }
