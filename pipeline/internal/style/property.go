package style

import (
	"github.com/tdewolff/parse/v2/css"

	"octavo/pipeline/internal/geom"
)

// properties are the properties that there are, by CSS's names. Those that
// only make sense in @page stand in pageProperties.
var properties map[string]setter

// The table is made here because the setters of shorthands read it.
func init() {
	properties = map[string]setter{
		"font-family":           fontFamily,
		"font-size":             fontSize,
		"font-weight":           fontWeight,
		"font-style":            keyword(func(s *Computed) *bool { return &s.Italic }, map[string]bool{"normal": false, "italic": true}),
		"font-variant-numeric":  variant(numericTags),
		"font-variant-caps":     variant(capsTags),
		"font-variant-position": variant(positionTags),
		"font-feature-settings": featureSettings,
		"line-height":           lineHeight,
		"color":                 textColor,
		"letter-spacing":        letterSpacing,
		"text-transform": keyword(func(s *Computed) *Transform { return &s.TextTransform },
			map[string]Transform{"none": NoTransform, "uppercase": Uppercase, "lowercase": Lowercase}),
		"vertical-align": verticalAlign,
		"text-decoration": keyword(func(s *Computed) *bool { return &s.Underline },
			map[string]bool{"none": false, "underline": true}),

		"text-align":      keyword(func(s *Computed) *TextAlign { return &s.TextAlign }, alignments),
		"text-align-last": keyword(func(s *Computed) *TextAlign { return &s.TextAlignLast }, alignments),
		"text-indent":     length(func(s *Computed) *geom.Length { return &s.TextIndent }, nil),
		"hyphens": keyword(func(s *Computed) *bool { return &s.Hyphens },
			map[string]bool{"auto": true, "manual": false, "none": false}),
		"widows":  lines(func(s *Computed) *int { return &s.Widows }),
		"orphans": lines(func(s *Computed) *int { return &s.Orphans }),

		"background":          background,
		"background-color":    background,
		"border":              borders,
		"break-before":        keyword(func(s *Computed) *Break { return &s.BreakBefore }, breaks),
		"break-after":         keyword(func(s *Computed) *Break { return &s.BreakAfter }, breaks),
		"break-inside":        keyword(func(s *Computed) *Break { return &s.BreakInside }, breaks),
		"list-style-type":     listStyleType,
		"list-style-position": keyword(func(s *Computed) *bool { return &s.ListStyleInside }, map[string]bool{"outside": false, "inside": true}),
		"display":             displayValue,
		"float":               keyword(func(s *Computed) *bool { return &s.Float }, map[string]bool{"none": false, "left": true}),
		"width":               length(func(s *Computed) *geom.Length { return &s.Width }, auto),
		"border-collapse":     collapse,
		"max-height":          length(func(s *Computed) *geom.Length { return &s.MaxHeight }, auto),
		"string-set":          stringSet,
		"page":                pageName,
		"content":             contentValue,
	}
	addEdges("margin", func(s *Computed) *Edges { return &s.Margin })
	marginTop := properties["margin-top"]
	properties["margin-top"] = func(c *cascade, v []token) bool {
		c.style.PushDown = len(v) == 1 && v[0].name() == "auto"
		return c.style.PushDown || marginTop(c, v)
	}
	addEdges("padding", func(s *Computed) *Edges { return &s.Padding })
	addBorders()
}

// auto are the keywords that stand for a length of 0, which means "not set".
var auto = []string{"auto", "none"}

var alignments = map[string]TextAlign{"start": Start, "left": Start, "justify": Justify,
	"center": Center, "end": End, "right": End}

var breaks = map[string]Break{"auto": AutoBreak, "avoid": AvoidBreak, "page": PageBreak, "always": PageBreak,
	"left": LeftBreak, "verso": LeftBreak, "right": RightBreak, "recto": RightBreak}

// keyword makes the setter of a property that takes one word of a table.
func keyword[T any](field func(*Computed) *T, table map[string]T) setter {
	return func(c *cascade, v []token) bool {
		if len(v) != 1 {
			return false
		}
		value, ok := table[v[0].name()]
		if ok {
			*field(c.style) = value
		}
		return ok
	}
}

// length makes the setter of a property that takes one length, or one of the
// words that mean 0.
func length(field func(*Computed) *geom.Length, zero []string) setter {
	return func(c *cascade, v []token) bool {
		if len(v) != 1 {
			return false
		}
		for _, word := range zero {
			if v[0].name() == word {
				*field(c.style) = 0
				return true
			}
		}
		l, ok := c.length(v[0])
		if ok {
			*field(c.style) = l
		}
		return ok
	}
}

// lines makes the setter of a number of lines.
func lines(field func(*Computed) *int) setter {
	return func(c *cascade, v []token) bool {
		n, ok := count(v, 1)
		if ok {
			*field(c.style) = n
		}
		return ok
	}
}

// sides are the names of the four edges and where they are.
var sides = []struct {
	name   string
	edge   func(*Edges) *geom.Length
	border func(*Borders) *Border
}{
	{"top", func(e *Edges) *geom.Length { return &e.Top }, func(b *Borders) *Border { return &b.Top }},
	{"right", func(e *Edges) *geom.Length { return &e.Right }, func(b *Borders) *Border { return &b.Right }},
	{"bottom", func(e *Edges) *geom.Length { return &e.Bottom }, func(b *Borders) *Border { return &b.Bottom }},
	{"left", func(e *Edges) *geom.Length { return &e.Left }, func(b *Borders) *Border { return &b.Left }},
}

// addEdges adds a property for each side, and the shorthand for all.
func addEdges(name string, field func(*Computed) *Edges) {
	for _, s := range sides {
		properties[name+"-"+s.name] = length(func(c *Computed) *geom.Length { return s.edge(field(c)) }, nil)
	}
	properties[name] = func(c *cascade, v []token) bool {
		e, ok := c.lengths(v)
		if ok {
			*field(c.style) = e
		}
		return ok
	}
}

func addBorders() {
	for _, s := range sides {
		properties["border-"+s.name] = func(c *cascade, v []token) bool {
			b, ok := c.border(v)
			if ok {
				*s.border(&c.style.Border) = b
			}
			return ok
		}
	}
}

func borders(c *cascade, v []token) bool {
	b, ok := c.border(v)
	if ok {
		c.style.Border = Borders{b, b, b, b}
	}
	return ok
}

// collapse reads border-collapse. Tables are always set with collapsed borders;
// the property is for the EPUB.
func collapse(_ *cascade, v []token) bool { return len(v) == 1 && v[0].name() == "collapse" }

func background(c *cascade, v []token) bool {
	if len(v) != 1 {
		return false
	}
	if v[0].name() == "none" || v[0].name() == "transparent" {
		c.style.Background = nil
		return true
	}
	col, ok := color(v[0])
	if ok {
		c.style.Background = &col
	}
	return ok
}

func textColor(c *cascade, v []token) bool {
	if len(v) != 1 {
		return false
	}
	col, ok := color(v[0])
	if ok {
		c.style.Color = col
	}
	return ok
}

func verticalAlign(c *cascade, v []token) bool {
	if len(v) != 1 {
		return false
	}
	switch v[0].name() {
	case "baseline", "top":
		c.style.VerticalAlign = 0 // cells always stand at the top of their row
	case "super":
		c.style.VerticalAlign = c.parentSize.Scale(superShift)
	case "sub":
		c.style.VerticalAlign = -c.parentSize.Scale(subShift)
	default:
		l, ok := c.lengthOf(v[0], c.style.FontSize, c.style.LineHeight)
		c.style.VerticalAlign = l
		return ok
	}
	return true
}

// CSS leaves the shift of super and sub to the program; these are the usual
// ones, as parts of the parent's font-size.
const (
	superShift = 0.33
	subShift   = 0.15
)

func listStyleType(c *cascade, v []token) bool {
	if len(v) != 1 {
		return false
	}
	switch {
	case v[0].kind == css.StringToken:
		c.style.ListStyleType = v[0].text
		return true
	case v[0].kind == css.IdentToken:
		c.style.ListStyleType = v[0].name()
		_, ok := bullets[v[0].name()]
		return ok
	}
	return false
}

// bullets are the list-style-types; those that count have no bullet.
var bullets = map[string]string{"none": "", "disc": "•", "circle": "◦", "square": "▪",
	"decimal": "", "lower-alpha": "", "upper-alpha": "", "lower-roman": "", "upper-roman": ""}

// Bullet returns the mark of a list-style-type that does not count: that of a
// name, or the text of a string.
func (c *Computed) Bullet() string {
	if t := c.ListStyleType; len(t) > 1 && (t[0] == '"' || t[0] == '\'') {
		return unquote(t)
	}
	return bullets[c.ListStyleType]
}

func displayValue(c *cascade, v []token) bool {
	if len(v) != 1 {
		return false
	}
	switch name := v[0].name(); name {
	case "block", "inline", "none", "run-in":
		c.style.Display = name
		return true
	}
	return false
}

// stringSet reads "NAME content(text)" or "NAME content()" (CSS Generated
// Content for Paged Media, 1.1.1).
func stringSet(c *cascade, v []token) bool {
	if len(v) == 1 && v[0].name() == "none" {
		c.style.StringSet = ""
		return true
	}
	if len(v) < 3 || v[0].kind != css.IdentToken || v[1].name() != "content" {
		return false
	}
	c.style.StringSet = v[0].text
	return true
}

func pageName(c *cascade, v []token) bool {
	if len(v) != 1 || v[0].kind != css.IdentToken {
		return false
	}
	c.style.Page = v[0].text
	if v[0].name() == "auto" {
		c.style.Page = ""
	}
	return true
}

func contentValue(c *cascade, v []token) bool {
	items, ok := content(v)
	if ok {
		c.style.Content = items
	}
	return ok
}
