// Package style reads the house sheets, a subset of CSS with paged media, and
// computes the style of every node. It knows nothing of pages or glyphs.
package style

import "octavo/pipeline/internal/geom"

// Feature is an OpenType feature and its value.
type Feature struct {
	Tag   string
	Value int
}

// Color is a device RGB colour.
type Color struct{ R, G, B uint8 }

// Edges are four distances.
type Edges struct{ Top, Right, Bottom, Left geom.Length }

// Borders are four rules; a width of 0 is none.
type Borders struct{ Top, Right, Bottom, Left Border }

// Border is one rule.
type Border struct {
	Width geom.Length
	Color Color
}

// Decoration is the lines of a text-decoration, of the box and of those around.
type Decoration uint8

// The lines.
const (
	Underline Decoration = 1 << iota
	LineThrough
)

// Transform is a text-transform. It changes glyphs only: the text that is
// extracted stays the source's.
type Transform uint8

// The transforms.
const (
	NoTransform Transform = iota
	Uppercase
	Lowercase
	SmallCaps
)

// TextAlign is a text-align or text-align-last.
type TextAlign uint8

// The alignments. Start and End are seen along the paragraph, Left and Right on the
// page.
const (
	Start TextAlign = iota
	Justify
	Center
	End
	Left
	Right
)

// ShortBreak is what becomes of a break-before where such boxes are short.
type ShortBreak uint8

// The values: break-before holds all the same, no page end, a new page of either side.
const (
	AsLong ShortBreak = iota
	ShortAuto
	ShortPage
)

// Of gives the page end before a short box, long before another.
func (s ShortBreak) Of(long Break) Break {
	return [...]Break{AsLong: long, ShortAuto: AutoBreak, ShortPage: PageBreak}[s]
}

// Break is a break-before, break-after or break-inside.
type Break uint8

// The breaks: Left, Right and Recto force a page of that side.
const (
	AutoBreak Break = iota
	AvoidBreak
	PageBreak
	LeftBreak
	RightBreak
)
