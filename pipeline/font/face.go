// Package font loads the faces, says what they cover, and shapes text with
// them. It knows nothing of documents or pages.
package font

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

	// All in font units; UnitsPerEm is 1000 for the house faces. Descent is
	// negative.
	UnitsPerEm                            int
	Ascent, Descent, CapHeight, XHeight   int
	UnderlinePosition, UnderlineThickness int
}
