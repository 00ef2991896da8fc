// Package layout sets a styled document as pages of positioned fragments:
// lines are broken by total fit, pages are filled with regard for widows,
// orphans, headings and notes. What comes in is styled and has its structure;
// what goes out is complete and only needs to be drawn. See page.go for the
// result, inline*.go for lines, flow*.go for pages.
package layout

import (
	"slices"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/font"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/structure"
	"octavo/pipeline/internal/vector"
)

// Book is a laid-out document.
type Book struct {
	Pages []Page
	// RightToLeft says that the document's language is written so: lines begin on the
	// right, and pages are turned to the right.
	RightToLeft bool
	// Dests says where each named destination stands: the IDs of sections,
	// matter, notes ("fn-ID"), calls ("fnref-ID"), tables, figures,
	// boxes and anchors.
	Dests map[string]Dest

	// Of the last page, for those that Pad adds.
	number   int
	numerals string
}

// Dest is a place that links and bookmarks lead to.
type Dest struct {
	Page int // index into Book.Pages
	geom.Point
}

// Page is one page, its fragments in reading order, notes after the text.
type Page struct {
	// Label is the folio, as a reader cites it; it is in the PDF's page
	// labels and the EPUB's page list even where it is not printed.
	Label string
	Size  geom.Size // trimmed
	Press Press
	// Turned tells that the page's text, all but head and folio, is turned to
	// the left: its coordinates are those of a page on its side.
	Turned bool
	// Cover tells that it is the cover, whose picture is all that it has.
	Cover     bool
	Fragments []Fragment
	// Start says where the page begins in the tree, for the EPUB's page list: a
	// text, picture or rule, and on a page that holds only the rest of a note, in
	// that note. Node is nil on a page without anything of the document.
	Start ast.Loc
	// Rest tells that the page holds the rest of a note and nothing else.
	Rest bool
}

// Blank reports whether nothing of the document is on the page, not even the rules of a
// table whose last rows are empty.
func (p *Page) Blank() bool {
	return p.Start.Node == nil && !slices.ContainsFunc(p.Fragments, func(f Fragment) bool { return f.Content != nil || f.Artifact == LayoutArt })
}

// Press is what is asked for around the trimmed page; see style.Press.
type Press struct {
	Bleed       geom.Length
	Crop, Cross bool
	// Folds are where the sheet is folded, from its left edge, with Crop; 0 is none.
	Folds [2]geom.Length
}

// Fragment is one thing to draw: exactly one of Run, Rule and Image is set.
// A fragment without Content is an artifact.
type Fragment struct {
	Content  *structure.Content
	Artifact Artifact
	Run      *Run
	Rule     *Rule
	Image    *Image
}

// Artifact is the kind of an untagged fragment (ISO 32000-1, 14.8.2.2).
type Artifact uint8

// The kinds of artifacts.
const (
	NotArtifact Artifact = iota
	HeaderArt            // running head, folio: Pagination, Header
	FooterArt            // Pagination, Footer
	LayoutArt            // rules, leaders
	PageArt              // printer's marks
	BackgroundArt
)

// Color is a device RGB colour, one byte a component.
type Color struct{ R, G, B uint8 }

// Run is glyphs of one face at one size on one baseline. X and Y are where the
// baseline starts. Text is what the glyphs stand for, hyphens made by the
// program as U+00AD, a space at each line end that the source has.
type Run struct {
	geom.Point
	Face   *font.Face
	Size   geom.Length
	Color  Color
	Text   string
	Glyphs []Glyph
	// Expand is by how many thousandths of their width the glyphs are drawn
	// wider than the face has them; Adjust holds what their advances gain by it.
	Expand int16
	// RightToLeft says that the first glyph stands rightmost; X is the left end all
	// the same.
	RightToLeft bool
	// Way is where the text runs to.
	Way Way
	// Loc is where Text begins in the tree; Node is nil for generated text.
	Loc ast.Loc
}

// Way is the direction in which a run's baseline lies.
type Way uint8

// The ways: as one reads, down as on the back of a book, up as on a page whose text
// is turned to the left.
const (
	Across Way = iota
	Down
	Up
)

// Glyph is a glyph with the number of bytes of Run.Text that it stands for; 0
// continues the cluster of the glyph before it. Adjust is added to the face's
// own advance: kerning, justification, letter-spacing, expansion. It is compact because a
// long book holds millions.
type Glyph struct {
	ID     uint16
	Text   uint8
	DX, DY int16 // offset in font units
	Adjust int32 // in geom.Length units
}

// Rule is a filled rectangle.
type Rule struct {
	geom.Rect
	Color Color
}

// Image is a picture in a box.
type Image struct {
	Pos diag.Pos // in the source, for findings
	Loc ast.Loc  // in the tree, where it belongs to the text
	geom.Rect
	Name string
	Data []byte
	// Orientation is how the stored picture is turned to stand upright.
	Orientation Orientation
	// Drawing is what a vector picture paints, with its letters as outlines; nil
	// for a picture of pixels.
	Drawing *vector.Drawing
}
