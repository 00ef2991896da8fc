package style

import (
	"slices"

	"octavo/pipeline/internal/geom"
)

// property is one row of the table: adding a property is adding a row here and,
// where a stage reads it, a field to Computed below.
type property struct {
	name string
	set  setter
	// inherit gives a box its parent's value; nil where the property is not
	// inherited.
	inherit func(box, parent *Computed)
	where   where
	epub    epubUse
	group   string // its row in the table of the documentation
}

// where says in which rules a property stands.
type where uint8

const (
	onBoxes where = 1 << iota // rules with selectors, and margin boxes
	onPages                   // @page itself
)

// epubUse says whether a property goes into the EPUB's sheet: those do that
// reading systems can be trusted with and that leave colours, the base size
// and pages to the reader (EPUB 3.3, 6.3).
type epubUse bool

const (
	inEPUB  epubUse = true
	notEPUB epubUse = false
)

// The groups of the documentation.
const (
	textGroup      = "text"
	boxGroup       = "boxes"
	generatedGroup = "generated content"
	pageGroup      = "`@page`"
)

// rows are the properties that there are, by CSS's names, in the order of the
// documentation.
var rows = slices.Concat([]property{
	{"font-family", fontFamily, inherit(func(s *Computed) *[]string { return &s.FontFamily }), onBoxes, inEPUB, textGroup},
	{"font-size", fontSize, inherit(func(s *Computed) *geom.Length { return &s.FontSize }), onBoxes, inEPUB, textGroup},
	{"font-min-size", length(func(s *Computed) *geom.Length { return &s.FontMin }, []string{"none"}), inherit(func(s *Computed) *geom.Length { return &s.FontMin }), onBoxes, notEPUB, textGroup},
	{"font-weight", fontWeight, inherit(func(s *Computed) *int { return &s.FontWeight }), onBoxes, inEPUB, textGroup},
	{"font-style", keyword(italic, map[string]bool{"normal": false, "italic": true}), inherit(italic), onBoxes, inEPUB, textGroup},
	{"font-variant-numeric", variant(numericTags), inherit(features), onBoxes, inEPUB, textGroup},
	{"font-variant-caps", variant(capsTags), inherit(features), onBoxes, inEPUB, textGroup},
	{"font-variant-position", variant(positionTags), inherit(features), onBoxes, notEPUB, textGroup},
	{"font-feature-settings", featureSettings, inherit(features), onBoxes, notEPUB, textGroup},
	{"line-height", lineHeight, inherit(func(s *Computed) *geom.Length { return &s.LineHeight }), onBoxes, inEPUB, textGroup},
	{"color", textColor, inherit(func(s *Computed) *Color { return &s.Color }), onBoxes, notEPUB, textGroup},
	{"letter-spacing", letterSpacing, inherit(func(s *Computed) *geom.Length { return &s.LetterSpacing }), onBoxes, inEPUB, textGroup},
	{"text-transform", keyword(transform, transforms), inherit(transform), onBoxes, inEPUB, textGroup},
	{"vertical-align", verticalAlign, nil, onBoxes, inEPUB, textGroup},
	// Decorations are drawn through the inlines of a box (CSS Text
	// Decoration Level 3, 2); as a run is drawn alone, it carries them.
	{"text-decoration", textDecoration, inherit(decoration), onBoxes, inEPUB, textGroup},
	{"text-align", keyword(align, alignments), inherit(align), onBoxes, inEPUB, textGroup},
	{"text-align-last", keyword(alignLast, alignments), inherit(alignLast), onBoxes, notEPUB, textGroup},
	{"text-indent", length(indent, nil), inherit(indent), onBoxes, inEPUB, textGroup},
	{"hyphens", keyword(hyphens, map[string]bool{"auto": true, "manual": false, "none": false}), inherit(hyphens), onBoxes, inEPUB, textGroup},
	{"widows", lines(widows), inherit(widows), onBoxes, inEPUB, textGroup},
	{"orphans", lines(orphans), inherit(orphans), onBoxes, inEPUB, textGroup},
},
	edges("margin", func(s *Computed) *Edges { return &s.Margin }, onBoxes|onPages),
	edges("padding", func(s *Computed) *Edges { return &s.Padding }, onBoxes),
	borderRows(),
	[]property{
		{"background", background, nil, onBoxes, notEPUB, boxGroup},
		{"background-color", background, nil, onBoxes, notEPUB, boxGroup},
		{"break-before", keyword(func(s *Computed) *Break { return &s.BreakBefore }, breaks), nil, onBoxes, inEPUB, boxGroup},
		{"-octavo-break-before-short", keyword(func(s *Computed) *ShortBreak { return &s.ShortBreak }, shortBreaks), nil, onBoxes, notEPUB, boxGroup},
		{"break-after", keyword(func(s *Computed) *Break { return &s.BreakAfter }, breaks), nil, onBoxes, inEPUB, boxGroup},
		{"break-inside", keyword(func(s *Computed) *Break { return &s.BreakInside }, breaks), nil, onBoxes, inEPUB, boxGroup},
		{"list-style-type", listStyleType, inherit(func(s *Computed) *string { return &s.ListStyleType }), onBoxes, inEPUB, boxGroup},
		{"list-style-position", keyword(markInside, map[string]bool{"outside": false, "inside": true}), inherit(markInside), onBoxes, inEPUB, boxGroup},
		{"display", displayValue, nil, onBoxes, notEPUB, boxGroup},
		{"float", keyword(func(s *Computed) *bool { return &s.Float }, map[string]bool{"none": false, "left": true}), nil, onBoxes, notEPUB, boxGroup},
		{"width", length(func(s *Computed) *geom.Length { return &s.Width }, auto), nil, onBoxes, inEPUB, boxGroup},
		{"max-height", length(func(s *Computed) *geom.Length { return &s.MaxHeight }, auto), nil, onBoxes, inEPUB, boxGroup},
		{"border-collapse", collapse, nil, onBoxes, inEPUB, boxGroup},

		{"content", contentValue, nil, onBoxes, notEPUB, generatedGroup},
		{"string-set", stringSet, nil, onBoxes, notEPUB, generatedGroup},
		{"counter-reset", counterReset, nil, onBoxes, notEPUB, generatedGroup},
		{"page", pageName, inherit(func(s *Computed) *string { return &s.Page }), onBoxes, notEPUB, generatedGroup},

		{"size", pageSize, nil, onPages, notEPUB, pageGroup},
		{"bleed", bleed, nil, onPages, notEPUB, pageGroup},
		{"marks", marks, nil, onPages, notEPUB, pageGroup},
	})

// The fields that both a setter and inheritance need.
func italic(s *Computed) *bool           { return &s.Italic }
func features(s *Computed) *[]Feature    { return &s.FontFeatures }
func transform(s *Computed) *Transform   { return &s.TextTransform }
func decoration(s *Computed) *Decoration { return &s.Decoration }
func align(s *Computed) *TextAlign       { return &s.TextAlign }
func alignLast(s *Computed) *TextAlign   { return &s.TextAlignLast }
func indent(s *Computed) *geom.Length    { return &s.TextIndent }
func hyphens(s *Computed) *bool          { return &s.Hyphens }
func widows(s *Computed) *int            { return &s.Widows }
func orphans(s *Computed) *int           { return &s.Orphans }
func markInside(s *Computed) *bool       { return &s.ListStyleInside }

// inherit makes the inheritance of a field.
func inherit[T any](field func(*Computed) *T) func(box, parent *Computed) {
	return func(box, parent *Computed) { *field(box) = *field(parent) }
}

// properties and pageProperties are the setters by name, for rules with
// selectors and for @page; inheriting is what the inherited ones do; epubProperties are those of
// the EPUB's sheet.
var (
	properties     = setters(onBoxes)
	pageProperties = setters(onPages)
	inheriting     = inheritances()
	epubProperties = publishable()
)

func setters(at where) map[string]setter {
	out := make(map[string]setter, len(rows))
	for _, r := range rows {
		if r.where&at != 0 {
			out[r.name] = r.set
		}
	}
	return out
}

func publishable() map[string]bool {
	out := make(map[string]bool, len(rows))
	for _, r := range rows {
		if r.epub {
			out[r.name] = true
		}
	}
	return out
}

func inheritances() []func(box, parent *Computed) {
	var out []func(box, parent *Computed)
	for _, r := range rows {
		if r.inherit != nil {
			out = append(out, r.inherit)
		}
	}
	return out
}

// Computed is the computed style of one box or run of text: every length is
// absolute, every inherited value filled in. Names are CSS's.
type Computed struct {
	// Text.
	FontFamily    []string
	FontSize      geom.Length
	FontMin       geom.Length // font-min-size, under which nothing of the text may be set; 0 is none
	FontWeight    int
	Italic        bool
	FontFeatures  []Feature // font-feature-settings and font-variant-*, OpenType tags
	LineHeight    geom.Length
	Color         Color
	LetterSpacing geom.Length
	TextTransform Transform
	VerticalAlign geom.Length // baseline shift upwards: super, sub or a length
	Decoration    Decoration
	// Ground is the background of the inlines around a run, nil for none.
	Ground *Color

	// Paragraphs.
	TextAlign     TextAlign
	TextAlignLast TextAlign
	TextIndent    geom.Length
	Hyphens       bool
	Widows        int
	Orphans       int

	// Boxes.
	Margin          Edges
	PushDown        bool // margin-top: auto, which moves the box to the page's foot
	Padding         Edges
	Border          Borders
	Background      *Color
	BreakBefore     Break
	ShortBreak      ShortBreak
	BreakAfter      Break
	BreakInside     Break
	ListStyleType   string
	ListStyleInside bool
	Display         string        // "block", "inline", "none"
	StringSet       string        // name of the running string this box sets, or ""
	Page            string        // named page
	PageFrom        int           // the number that the page has on which the box begins; 0 goes on counting
	Float           bool          // float: left, for a heading's number hung in the margin
	Width           geom.Length   // 0 is auto
	MaxHeight       geom.Length   // 0 is none
	Content         []ContentItem // of ::marker, ::after and margin boxes

	// Lang is the language of the text, for hyphenation and shaping.
	Lang string
}

// AtLeast is a size, or the smallest that the sheet allows where that is larger:
// whoever derives a size from FontSize asks it.
func (c *Computed) AtLeast(size geom.Length) geom.Length { return max(size, c.FontMin) }
