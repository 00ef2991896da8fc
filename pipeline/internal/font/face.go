// Package font loads the faces, says what they cover, and shapes text with
// them. In come font files and words; out go glyphs with advances in font
// units, so that one shaping serves every size. It knows nothing of documents
// or pages: which character to report, and where it stood, is the caller's.
package font

import (
	"bytes"
	"fmt"
	"math"
	"sync"

	"github.com/go-text/typesetting/font"
	ot "github.com/go-text/typesetting/font/opentype"
	"golang.org/x/image/font/sfnt"
)

// Face is one font file with TrueType outlines. It is safe for concurrent use
// once loaded.
type Face struct {
	// Name is the PostScript name, for instance "SourceSerif4-Regular".
	Name   string
	Family string
	Weight int // 400, 600, 700
	Italic bool
	// Data is the whole font file.
	Data []byte

	// Guarded says that the file did not come with the program: what its layout
	// tables make the shaper stumble over is set glyph by glyph.
	Guarded bool

	// All in font units; UnitsPerEm is 1000 for the house faces. Descent is
	// negative.
	UnitsPerEm                            int
	Ascent, Descent, CapHeight, XHeight   int
	UnderlinePosition, UnderlineThickness int

	file     *font.Font
	features map[string]bool
	advances []uint16 // by glyph

	// outlines is the file as the glyphs' outlines are read from it.
	outlines func() (*sfnt.Font, error)

	mu      sync.Mutex
	shapers map[string]*Shaper
	free    []*worker
}

// ParseFace reads a font file. It fails on a file that is no font, on a
// collection, and on a face with CFF outlines, which the PDF writer cannot
// embed; name is the file's name for the message.
func ParseFace(name string, data []byte) (*Face, error) {
	head, err := parseHeader(name, bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	if err := checkTables(name, data); err != nil {
		return nil, err
	}
	ld, err := ot.NewLoader(withoutOutlines(data))
	if err != nil {
		return nil, unreadable(name, err)
	}
	file, err := font.NewFont(ld)
	if err != nil {
		return nil, unreadable(name, err)
	}
	f := &Face{
		Name: head.postScript, Family: head.family, Weight: head.weight, Italic: head.italic,
		Data: data, file: file, shapers: map[string]*Shaper{},
	}
	f.outlines = sync.OnceValues(func() (*sfnt.Font, error) { return sfnt.Parse(data) })
	f.readMetrics(head.glyphs)
	f.readFeatures()
	return f, nil
}

func unreadable(name string, err error) error {
	return fmt.Errorf("font: %s cannot be read as a font (%v): replace the file by the foundry's TrueType original", name, err)
}

// readMetrics takes ascent and descent from hhea (or OS/2, as the font's flags
// say) and the rest from OS/2 and post. Cap height and x height that a face
// does not state are measured from H and x, as go-text does.
func (f *Face) readMetrics(glyphs int) {
	face := font.NewFace(f.file)
	f.UnitsPerEm = int(f.file.Upem())
	ext, _ := face.FontHExtents()
	f.Ascent, f.Descent = round(ext.Ascender), round(ext.Descender)
	f.CapHeight = round(face.LineMetric(font.CapHeight))
	f.XHeight = round(face.LineMetric(font.XHeight))
	f.UnderlinePosition = round(face.LineMetric(font.UnderlinePosition))
	f.UnderlineThickness = round(face.LineMetric(font.UnderlineThickness))
	f.advances = make([]uint16, glyphs)
	for id := range f.advances {
		f.advances[id] = uint16(round(face.HorizontalAdvance(font.GID(id))))
	}
}

func (f *Face) readFeatures() {
	f.features = map[string]bool{}
	for _, rec := range f.file.GSUB.Features {
		f.features[rec.Tag.String()] = true
	}
	for _, rec := range f.file.GPOS.Features {
		f.features[rec.Tag.String()] = true
	}
}

func round(v float32) int { return int(math.Round(float64(v))) }

// Covers reports whether the face has a glyph for r.
func (f *Face) Covers(r rune) bool {
	_, ok := f.Glyph(r)
	return ok
}

// Glyph returns the glyph that the face's cmap gives r, without shaping.
func (f *Face) Glyph(r rune) (id uint16, ok bool) {
	g, ok := f.file.NominalGlyph(r)
	return uint16(g), ok && g != 0
}

// Advance returns the advance width of a glyph in font units, as it stands in
// hmtx and as a PDF writer states it in W.
func (f *Face) Advance(id uint16) int {
	if int(id) >= len(f.advances) {
		return 0
	}
	return int(f.advances[id])
}

// HasFeature reports whether the face has the OpenType feature, for instance
// "smcp", for any script.
func (f *Face) HasFeature(tag string) bool { return f.features[tag] }
