package style

import (
	"math"
	"strconv"
	"strings"

	"github.com/tdewolff/parse/v2/css"

	"octavo/pipeline/internal/geom"
)

// units are the absolute units of length (CSS Values and Units Level 4, 6.2).
var units = map[string]geom.Length{
	"pt": geom.Pt,
	"pc": geom.Pica,
	"in": geom.Inch,
	"mm": geom.Millimetres(1),
	"cm": geom.Millimetres(10),
	"px": geom.Inch / 96,
}

// exRatio stands in for the face's own x-height, which styles do not know; it
// is that of Source Serif 4.
const exRatio = 0.475

// dimension splits "10.5pt" into number and unit; the unit of a bare number is
// empty and that of a percentage "%".
func dimension(t token) (value float64, unit string, ok bool) {
	switch t.kind {
	case css.NumberToken, css.DimensionToken, css.PercentageToken:
	default:
		return 0, "", false
	}
	end := strings.LastIndexAny(t.text, "0123456789.") + 1
	value, err := strconv.ParseFloat(t.text[:end], 64)
	return value, strings.ToLower(t.text[end:]), err == nil && math.Abs(value) <= most
}

// most bounds the numbers in a sheet, so that lengths stay far from overflow.
const most = 1e6

// length reads a length. Percentages are of the page's measure, also for
// blocks that are narrower (a departure from CSS).
func (c *cascade) length(t token) (geom.Length, bool) {
	return c.lengthOf(t, c.style.FontSize, c.measure)
}

// lengthOf reads a length whose em and percentage are of the given lengths.
func (c *cascade) lengthOf(t token, em, whole geom.Length) (geom.Length, bool) {
	value, unit, ok := dimension(t)
	if !ok {
		return 0, false
	}
	switch unit {
	case "em":
		return em.Scale(value), true
	case "rem":
		return c.root.Scale(value), true
	case "ex":
		return em.Scale(value * exRatio), true
	case "%":
		return whole.Scale(value / 100), true
	case "mm":
		return geom.Millimetres(value), true
	case "cm":
		return geom.Millimetres(10 * value), true
	case "":
		return 0, value == 0
	}
	size, ok := units[unit]
	return size.Scale(value), ok
}

// lengths reads one to four lengths as CSS's shorthands for boxes do.
func (c *cascade) lengths(ts []token) (Edges, bool) {
	var l [4]geom.Length
	if len(ts) == 0 || len(ts) > 4 {
		return Edges{}, false
	}
	for i, t := range ts {
		v, ok := c.length(t)
		if !ok {
			return Edges{}, false
		}
		l[i] = v
	}
	switch len(ts) {
	case 1:
		l[1], l[2], l[3] = l[0], l[0], l[0]
	case 2:
		l[2], l[3] = l[0], l[1]
	case 3:
		l[3] = l[1]
	}
	return Edges{Top: l[0], Right: l[1], Bottom: l[2], Left: l[3]}, true
}

// colorNames are the few names that make sense on paper.
var colorNames = map[string]Color{
	"black": {}, "white": {255, 255, 255}, "gray": {128, 128, 128}, "grey": {128, 128, 128},
}

// color reads #rgb, #rrggbb or a name.
func color(t token) (Color, bool) {
	if t.kind != css.HashToken {
		c, ok := colorNames[t.name()]
		return c, ok && t.kind == css.IdentToken
	}
	hex := t.text[1:]
	if len(hex) == 3 {
		hex = string([]byte{hex[0], hex[0], hex[1], hex[1], hex[2], hex[2]})
	}
	v, err := strconv.ParseUint(hex, 16, 32)
	if err != nil || len(hex) != 6 {
		return Color{}, false
	}
	return Color{uint8(v >> 16), uint8(v >> 8), uint8(v)}, true
}

// border reads "0.5pt solid #444" in any order, or "none".
func (c *cascade) border(ts []token) (Border, bool) {
	b := Border{Color: c.style.Color}
	for _, t := range ts {
		if l, ok := c.length(t); ok {
			b.Width = l
		} else if col, ok := color(t); ok {
			b.Color = col
		} else if t.name() == "none" {
			return Border{}, true
		} else if t.name() != "solid" {
			return Border{}, false
		}
	}
	return b, len(ts) > 0
}

// number reads a bare number.
func number(ts []token) (float64, bool) {
	if len(ts) != 1 {
		return 0, false
	}
	v, unit, ok := dimension(ts[0])
	return v, ok && unit == ""
}

// count reads a small whole number of at least least.
func count(ts []token, least int) (int, bool) {
	v, ok := number(ts)
	return int(v), ok && v == float64(int(v)) && int(v) >= least && v < 1000
}
