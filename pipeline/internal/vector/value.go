package vector

import (
	"math"
	"strconv"
	"strings"

	"golang.org/x/image/colornames"
)

// perUnit are the pixels of units of length (CSS Values and Units Level 4, 6).
var perUnit = map[string]float64{"": 1, "px": 1, "pt": 96.0 / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "q": 24 / 25.4, "in": 96}

// length reads a length in pixels; per cent are of whole, em of the size of
// letters.
func length(text string, whole, em float64) (float64, bool) {
	s := scanner{text}
	v, ok := s.number()
	if !ok {
		return 0, false
	}
	switch unit := strings.ToLower(strings.TrimSpace(s.rest)); unit {
	case "%":
		return v * whole / 100, true
	case "em", "rem":
		return v * em, true
	case "ex", "ch":
		return v * em / 2, true
	default:
		px, known := perUnit[unit]
		return v * px, known
	}
}

// colour reads a colour (CSS Color Level 4, 4): ok is false for what is none.
func colour(text string) (p Paint, ok bool) {
	text = strings.ToLower(strings.TrimSpace(text))
	if hex, is := strings.CutPrefix(text, "#"); is {
		return hexColour(hex)
	}
	if name, args, is := strings.Cut(text, "("); is {
		return callColour(name, strings.TrimSuffix(args, ")"))
	}
	if text == "transparent" {
		return Paint{}, true
	}
	c, ok := colornames.Map[text]
	return Paint{c.R, c.G, c.B, 1}, ok
}

func hexColour(hex string) (Paint, bool) {
	if n := len(hex); n == 3 || n == 4 {
		var wide strings.Builder
		for _, c := range hex {
			wide.WriteString(strings.Repeat(string(c), 2))
		}
		hex = wide.String()
	}
	if len(hex) == 6 {
		hex += "ff"
	}
	v, err := strconv.ParseUint(hex, 16, 32)
	return Paint{uint8(v >> 24), uint8(v >> 16), uint8(v >> 8), float64(v&255) / 255}, err == nil && len(hex) == 8
}

// callColour reads rgb(…), rgba(…), hsl(…) and hsla(…).
func callColour(name, args string) (Paint, bool) {
	fields := strings.FieldsFunc(args, func(r rune) bool { return r == ',' || r == '/' || r == ' ' })
	if len(fields) < 3 {
		return Paint{}, false
	}
	var v [3]float64
	for i := range v {
		whole := 255.0
		if strings.HasPrefix(name, "hsl") {
			whole = 1
		}
		n, ok := length(strings.TrimSuffix(fields[i], "deg"), whole, 0)
		if !ok {
			return Paint{}, false
		}
		v[i] = n
	}
	p := Paint{Alpha: 1}
	switch name {
	case "rgb", "rgba":
		p.R, p.G, p.B = toByte(v[0]), toByte(v[1]), toByte(v[2])
	case "hsl", "hsla":
		p.R, p.G, p.B = hsl(v[0], v[1], v[2])
	default:
		return Paint{}, false
	}
	if len(fields) > 3 {
		p.Alpha = fraction(fields[3])
	}
	return p, true
}

// hsl turns hue, saturation and lightness into red, green and blue (CSS Color
// Level 4, 7.1).
func hsl(h, s, l float64) (r, g, b uint8) {
	part := func(n float64) uint8 {
		k := math.Mod(n+math.Mod(h, 360)/30+12, 12)
		return toByte(255 * (l - s*min(l, 1-l)*max(-1, min(k-3, 9-k, 1))))
	}
	return part(0), part(8), part(4)
}

func toByte(v float64) uint8 { return uint8(math.Round(max(0, min(255, v)))) }

// fraction reads a number from 0 to 1, or per cent; 1 for what is none.
func fraction(text string) float64 {
	v, ok := length(text, 1, 0)
	if !ok {
		return 1
	}
	return max(0, min(1, v))
}

// transform reads a list of transforms (CSS Transforms Level 1, 8).
func transform(text string) (Matrix, bool) {
	m := identity
	for {
		name, rest, more := strings.Cut(text, "(")
		if !more {
			return m, strings.TrimSpace(text) == ""
		}
		args, after, closed := strings.Cut(rest, ")")
		t, ok := oneTransform(strings.Trim(name, " \t\r\n,"), plainUnits(args))
		if !closed || !ok {
			return m, false
		}
		m, text = m.Times(t), after
	}
}

// plainUnits are the numbers of a transform in a style, which have units.
func plainUnits(args string) []float64 {
	return numbers(strings.NewReplacer("px", " ", "deg", " ").Replace(args))
}

func oneTransform(name string, a []float64) (Matrix, bool) {
	at := func(i int, otherwise float64) float64 {
		if i < len(a) {
			return a[i]
		}
		return otherwise
	}
	switch n := len(a); {
	case name == "matrix" && n == 6:
		return Matrix(a), true
	case name == "translate" && n > 0:
		return Matrix{1, 0, 0, 1, a[0], at(1, 0)}, true
	case name == "scale" && n > 0:
		return Matrix{a[0], 0, 0, at(1, a[0]), 0, 0}, true
	case name == "rotate" && n > 0:
		sin, cos := math.Sincos(a[0] * math.Pi / 180)
		turn := Matrix{cos, sin, -sin, cos, 0, 0}
		return Matrix{1, 0, 0, 1, at(1, 0), at(2, 0)}.Times(turn).Times(Matrix{1, 0, 0, 1, -at(1, 0), -at(2, 0)}), true
	case name == "skewX" && n == 1:
		return Matrix{1, 0, math.Tan(a[0] * math.Pi / 180), 1, 0, 0}, true
	case name == "skewY" && n == 1:
		return Matrix{1, math.Tan(a[0] * math.Pi / 180), 0, 1, 0, 0}, true
	}
	return identity, false
}
