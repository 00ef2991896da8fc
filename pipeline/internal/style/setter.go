package style

import (
	"strconv"

	"github.com/tdewolff/parse/v2/css"

	"octavo/pipeline/internal/geom"
)

// auto are the keywords that stand for a length of 0, which means "not set".
var auto = []string{"auto", "none"}

var alignments = map[string]TextAlign{"start": Start, "left": Left, "justify": Justify,
	"center": Center, "end": End, "right": Right}

var breaks = map[string]Break{"auto": AutoBreak, "avoid": AvoidBreak, "page": PageBreak, "always": PageBreak,
	"left": LeftBreak, "verso": LeftBreak, "right": RightBreak, "recto": RightBreak}

var shortBreaks = map[string]ShortBreak{"normal": AsLong, "auto": ShortAuto, "page": ShortPage}

var transforms = map[string]Transform{"none": NoTransform, "uppercase": Uppercase, "lowercase": Lowercase}

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

// edges makes a property for all sides, and one for each.
func edges(name string, field func(*Computed) *Edges, at where) []property {
	all := func(c *cascade, v []token) bool {
		e, ok := c.lengths(v)
		if ok {
			*field(c.style) = e
		}
		return ok
	}
	out := []property{{name, all, nil, at, inEPUB, boxGroup}}
	for _, s := range sides {
		set := length(func(c *Computed) *geom.Length { return s.edge(field(c)) }, nil)
		if name+"-"+s.name == "margin-top" {
			set = pushDown(set)
		}
		out = append(out, property{name + "-" + s.name, set, nil, at, inEPUB, boxGroup})
	}
	return out
}

// pushDown adds auto, which moves a box to the page's foot, to margin-top.
func pushDown(length setter) setter {
	return func(c *cascade, v []token) bool {
		c.style.PushDown = len(v) == 1 && v[0].name() == "auto"
		return c.style.PushDown || length(c, v)
	}
}

func borderRows() []property {
	out := []property{{"border", borders, nil, onBoxes, inEPUB, boxGroup}}
	for _, s := range sides {
		out = append(out, property{"border-" + s.name, func(c *cascade, v []token) bool {
			b, ok := c.border(v)
			if ok {
				*s.border(&c.style.Border) = b
			}
			return ok
		}, nil, onBoxes, inEPUB, boxGroup})
	}
	return out
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

// textDecoration sets the lines of a box; those of the boxes around stay (CSS
// Text Decoration Level 3, 2.1).
func textDecoration(c *cascade, v []token) bool {
	own := Decoration(0)
	for _, t := range v {
		switch t.name() {
		case "underline":
			own |= Underline
		case "line-through":
			own |= LineThrough
		case "none":
			if len(v) > 1 {
				return false
			}
		default:
			return false
		}
	}
	c.style.Decoration = c.around | own
	return len(v) > 0
}

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

// counterReset takes the counter page alone (CSS Paged Media Level 3, 4.3.1). A
// page has the number that it is set to, since nothing counts it again.
func counterReset(c *cascade, v []token) bool {
	c.style.PageFrom = 0
	if len(v) == 1 && v[0].name() == "none" {
		return true
	}
	if len(v) != 2 || v[0].name() != "page" {
		return false
	}
	n, err := strconv.Atoi(v[1].text)
	c.style.PageFrom = n
	return err == nil && n > 0
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
