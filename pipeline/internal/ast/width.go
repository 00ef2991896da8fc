package ast

import (
	"strconv"
	"strings"
)

// Width is how wide a picture is shown: a number and a unit of CSS without a
// space between them, "24px", "3cm", "30%", a percentage being of the width of
// what stands around. "" is the picture's own width.
type Width string

// widthUnits are the units of a Width, with their length in points; those of
// CSS Values and Units Level 4, 6.2, and "%" and "em", which depend on what
// stands around.
var widthUnits = map[string]float64{"px": 0.75, "pt": 1, "pc": 12, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72, "em": 0, "%": 0}

// The bounds of a Width's number: what is smaller cannot be seen, and what is
// larger is wider than any page and no width that somebody meant.
const (
	leastWidth = 0.01
	mostWidth  = 100_000
	decimals   = 3
)

// ParseWidth reads a width as HTML's attribute, CSS or pandoc write it: without
// a unit it counts pixels. It reports false where s is no width.
func ParseWidth(s string) (Width, bool) {
	s = strings.ToLower(strings.TrimSpace(s))
	digits := len(s) - len(strings.TrimLeft(s, "0123456789."))
	number, err := strconv.ParseFloat(s[:digits], 64)
	unit := strings.TrimSpace(s[digits:])
	if unit == "" {
		unit = "px"
	}
	if _, known := widthUnits[unit]; err != nil || !known {
		return "", false
	}
	if unit == "%" {
		number = min(number, 100)
	}
	if !(number >= leastWidth && number <= mostWidth) {
		return "", false
	}
	text := strconv.FormatFloat(number, 'f', decimals, 64)
	return Width(strings.TrimSuffix(strings.TrimRight(text, "0"), ".") + unit), true
}

// Scaled is a width times factor; "" for a percentage, which is of something else, and
// for what is no width any more.
func (w Width) Scaled(factor float64) Width {
	unit := strings.TrimLeft(string(w), "0123456789.")
	number, err := strconv.ParseFloat(strings.TrimSuffix(string(w), unit), 64)
	if err != nil || unit == "%" {
		return ""
	}
	scaled, _ := ParseWidth(strconv.FormatFloat(number*factor, 'f', decimals, 64) + unit)
	return scaled
}

// Known reports whether w is "" or a width in the form that ParseWidth gives.
func (w Width) Known() bool {
	own, ok := ParseWidth(string(w))
	return w == "" || ok && own == w
}

// Points is the width in points between margins that are around points apart,
// in type whose size is em points; 0 where w is "".
func (w Width) Points(around, em float64) float64 {
	unit := strings.TrimLeft(string(w), "0123456789.")
	number, err := strconv.ParseFloat(strings.TrimSuffix(string(w), unit), 64)
	switch {
	case err != nil:
		return 0
	case unit == "%":
		return number / 100 * around
	case unit == "em":
		return number * em
	}
	return number * widthUnits[unit]
}
