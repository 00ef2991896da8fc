package layout

import (
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/structure"
	"octavo/pipeline/internal/style"
)

// piece is a run of text with one style, in reading order: what a paragraph's
// inlines are flattened to before shaping.
type piece struct {
	text    string
	style   *style.Computed
	content *structure.Content
	loc     ast.Loc   // where text begins; Node nil for generated text
	note    *ast.Note // set on the piece of a note call
	dest    string    // a destination that stands at the piece, or ""
	forced  bool      // a forced line break instead of text
	// front and back are how many bytes of the text are read and not drawn.
	front, back int
	picture     *Image // a picture in the line instead of text
	code        bool   // a hyphen would seem part of it
}

// line is one line of a paragraph, set but not yet placed: fragments have
// their baseline at y 0 and x from the left edge of the measure.
type line struct {
	frags []Fragment
	// ascent and descent are half the style's line height each side of the
	// text's centre (CSS 2.2, 10.8.1): both positive, together the line's
	// height.
	ascent, descent geom.Length
	notes           []*ast.Note // called in this line, in order
	dests           []string    // destinations that stand in this line
	hyphen          bool        // the line ends in a hyphen made by the program
	space           int16       // its word spaces in thousandths of their natural width; 0 where it has none
	start           ast.Loc     // the first source text of the line
	startsWord      bool        // the line begins at the start of a word
}

// paragraphStyle is what line breaking needs to know of a paragraph.
type paragraphStyle struct {
	style   *style.Computed
	measure geom.Length
	// firstIndent is added to the first line's left edge (it may be
	// negative); the following lines start at 0.
	firstIndent geom.Length
	// along says that the paragraph runs as the document does, whatever its language.
	along bool
	// leading pieces such as a run of leaders are made by their own code.
}
