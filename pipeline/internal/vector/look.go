package vector

import (
	"strconv"
	"strings"
)

// look is what an element inherits (SVG 2, 6.5).
type look struct {
	fill, stroke               ink
	fillOpacity, strokeOpacity float64
	opacity                    float64 // of the groups around, multiplied: it is not inherited
	evenOdd, clipEvenOdd       bool
	width, miter, offset       float64
	limitCap, limitJoin        int
	dash                       []float64
	colour                     Paint
	families                   []string
	size, spacing              float64 // of letters, and what is put between them
	weight                     int
	italic                     bool
	anchor                     int
	raise                      float64 // of the base line, in em
	hidden, keepSpace          bool
}

// ink is a paint, or the name of a gradient with the paint to use without it.
type ink struct {
	paint *Paint
	ref   string
	// current stands for the property color.
	current bool
}

func firstLook() look {
	return look{fill: ink{paint: &Paint{Alpha: 1}}, fillOpacity: 1, strokeOpacity: 1, opacity: 1, width: 1, miter: 4,
		colour: Paint{Alpha: 1}, size: 16, weight: 400}
}

var (
	caps    = map[string]int{"butt": 0, "round": 1, "square": 2}
	joins   = map[string]int{"miter": 0, "round": 1, "bevel": 2, "miter-clip": 0, "arcs": 0}
	anchors = map[string]int{"start": 0, "middle": 1, "end": 2}
	// raises are the places of base lines in em, for a common face.
	raises = map[string]float64{"auto": 0, "alphabetic": 0, "baseline": 0, "middle": 0.25, "central": 0.34, "hanging": 0.74,
		"text-before-edge": 0.85, "text-top": 0.85, "top": 0.85, "text-after-edge": -0.22, "text-bottom": -0.22, "ideographic": -0.22}
)

// over is the look of an element within l.
func (l look) over(d map[string]string, view viewport) look {
	l.setFont(d)
	l.setPaints(d)
	l.setStroke(d, view)
	pick(&l.anchor, anchors, d["text-anchor"])
	pick(&l.raise, raises, d["dominant-baseline"])
	pick(&l.raise, raises, d["alignment-baseline"])
	switch d["visibility"] {
	case "hidden", "collapse":
		l.hidden = true
	case "visible":
		l.hidden = false
	}
	if v := d["xml:space"]; v != "" {
		l.keepSpace = v == "preserve"
	}
	if v := d["white-space"]; v != "" {
		l.keepSpace = v == "pre" || v == "pre-wrap" || v == "break-spaces"
	}
	if v, ok := d["opacity"]; ok {
		l.opacity *= fraction(v)
	}
	return l
}

// pick sets what a key word says.
func pick[T any](to *T, from map[string]T, key string) {
	if v, ok := from[key]; ok {
		*to = v
	}
}

func (l *look) setPaints(d map[string]string) {
	if c, ok := colour(d["color"]); ok {
		l.colour = c
	}
	l.fill.set(d["fill"])
	l.stroke.set(d["stroke"])
	set := func(to *float64, key string) {
		if v, ok := d[key]; ok && v != "inherit" {
			*to = fraction(v)
		}
	}
	set(&l.fillOpacity, "fill-opacity")
	set(&l.strokeOpacity, "stroke-opacity")
	pick(&l.evenOdd, map[string]bool{"evenodd": true, "nonzero": false}, d["fill-rule"])
	pick(&l.clipEvenOdd, map[string]bool{"evenodd": true, "nonzero": false}, d["clip-rule"])
}

// set reads a paint (SVG 2, 13.2).
func (i *ink) set(text string) {
	low := strings.ToLower(text)
	switch {
	case text == "" || low == "inherit":
	case low == "none":
		*i = ink{}
	case low == "currentcolor":
		*i = ink{current: true}
	case strings.HasPrefix(low, "url("):
		ref, rest, _ := strings.Cut(text[len("url("):], ")")
		*i = ink{ref: fragment(ref)}
		if c, ok := colour(rest); ok {
			i.paint = &c
		}
	default:
		if c, ok := colour(text); ok {
			*i = ink{paint: &c}
		}
	}
}

// fragment is the name that an address within the file leads to; another address
// leads nowhere.
func fragment(address string) string {
	address = strings.Trim(strings.TrimSpace(address), `"'`)
	if name, ok := strings.CutPrefix(address, "#"); ok && name != "" {
		return name
	}
	return "\x00" // no element's name
}

func (l *look) setStroke(d map[string]string, view viewport) {
	set := func(to *float64, key string) {
		if v, ok := length(d[key], view.mean(), l.size); ok && v >= 0 {
			*to = v
		}
	}
	set(&l.width, "stroke-width")
	set(&l.miter, "stroke-miterlimit")
	if v, ok := length(d["stroke-dashoffset"], view.mean(), l.size); ok {
		l.offset = v
	}
	pick(&l.limitCap, caps, d["stroke-linecap"])
	pick(&l.limitJoin, joins, d["stroke-linejoin"])
	if v := d["stroke-dasharray"]; v != "" && v != "inherit" {
		l.dash = dashes(v, view, l.size)
	}
}

// dashes reads a pattern; nil is a whole line, as it is for one of no length.
func dashes(text string, view viewport, em float64) []float64 {
	var out []float64
	sum := 0.0
	for _, f := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' || r == '\n' }) {
		v, ok := length(f, view.mean(), em)
		if !ok || v < 0 || len(out) == maxDashes {
			return nil
		}
		out, sum = append(out, v), sum+v
	}
	if sum == 0 {
		return nil
	}
	if len(out)%2 == 1 {
		out = append(out, out...)
	}
	return out
}

func (l *look) setFont(d map[string]string) {
	if f := d["font"]; f != "" {
		l.setShorthand(f)
	}
	if v, ok := length(d["font-size"], l.size, l.size); ok && v >= 0 {
		l.size = v
	}
	if v, ok := length(d["letter-spacing"], l.size, l.size); ok {
		l.spacing = v
	} else if d["letter-spacing"] == "normal" {
		l.spacing = 0
	}
	if v := d["font-family"]; v != "" && v != "inherit" {
		l.families = familyNames(v)
	}
	pick(&l.italic, map[string]bool{"italic": true, "oblique": true, "normal": false}, d["font-style"])
	l.setWeight(d["font-weight"])
}

func (l *look) setWeight(text string) {
	pick(&l.weight, map[string]int{"normal": 400, "bold": 700, "bolder": 700, "lighter": 300}, text)
	if n, err := strconv.Atoi(text); err == nil && n >= 1 && n <= 1000 {
		l.weight = n
	}
}

// setShorthand reads the property font: looks, size with line height, families
// (CSS Fonts Level 4, 2.7).
func (l *look) setShorthand(text string) {
	words := strings.Fields(text)
	for i, w := range words {
		size, _, _ := strings.Cut(w, "/")
		if v, ok := length(size, l.size, l.size); ok && strings.Trim(size, "0123456789.") != "" {
			l.size = v
			if i+1 < len(words) {
				l.families = familyNames(strings.Join(words[i+1:], " "))
			}
			return
		}
		pick(&l.italic, map[string]bool{"italic": true, "oblique": true}, w)
		l.setWeight(w)
	}
}

// maxFamilies bounds the names of faces that are tried.
const maxFamilies = 8

func familyNames(text string) []string {
	var out []string
	for name := range strings.SplitSeq(text, ",") {
		if name = strings.Trim(strings.TrimSpace(name), `"'`); name != "" && len(name) < 100 && len(out) < maxFamilies {
			out = append(out, name)
		}
	}
	return out
}
