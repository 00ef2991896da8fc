package vector

import (
	"bytes"
	"encoding/xml"
	"math"
	"strconv"
	"strings"
)

// SVG writes the drawing as a file that holds nothing but what is painted: no
// script, address, style sheet, name or comment. Read gives the drawing back.
func (d *Drawing) SVG() []byte {
	w := &svgWriter{clips: map[*Clip]int{}}
	w.tag("svg", "xmlns", "http://www.w3.org/2000/svg", "width", number(d.Width), "height", number(d.Height),
		"viewBox", "0 0 "+number(d.Width)+" "+number(d.Height))
	w.b.WriteString(">\n")
	for _, it := range d.Items {
		w.defineClip(it.Clip)
	}
	var clip *Clip
	for i := range d.Items {
		w.item(&d.Items[i], clip)
		clip = d.Items[i].Clip
	}
	w.within(clip, nil)
	w.b.WriteString("</svg>\n")
	return w.b.Bytes()
}

type svgWriter struct {
	b     bytes.Buffer
	clips map[*Clip]int
}

// tag begins an element; attributes without a value are left out. The tag stays
// open.
func (w *svgWriter) tag(name string, attrs ...string) {
	w.b.WriteString("<" + name)
	for i := 0; i < len(attrs); i += 2 {
		if attrs[i+1] != "" {
			w.b.WriteString(" " + attrs[i] + `="`)
			_ = xml.EscapeText(&w.b, []byte(attrs[i+1]))
			w.b.WriteByte('"')
		}
	}
}

// number writes a number with a precision that no page shows.
func number(v float64) string {
	digits := 4
	if a := math.Abs(v); a != 0 && a < 0.1 {
		digits = 8
	}
	s := strconv.FormatFloat(v, 'f', digits, 64)
	s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	if s == "-0" {
		return "0"
	}
	return s
}

func (w *svgWriter) defineClip(c *Clip) {
	if c == nil || w.clips[c] != 0 {
		return
	}
	w.defineClip(c.Parent)
	w.clips[c] = len(w.clips) + 1
	w.tag("clipPath", "id", "c"+strconv.Itoa(w.clips[c]), "clip-path", w.clipRef(c.Parent))
	w.b.WriteByte('>')
	w.tag("path", "d", c.Path.data(), "clip-rule", evenOdd(c.EvenOdd))
	w.b.WriteString("/></clipPath>\n")
}

func (w *svgWriter) clipRef(c *Clip) string {
	if c == nil {
		return ""
	}
	return "url(#c" + strconv.Itoa(w.clips[c]) + ")"
}

func evenOdd(yes bool) string {
	if yes {
		return "evenodd"
	}
	return ""
}

// data is the path as path data.
func (p Path) data() string {
	var b strings.Builder
	p.Each(func(op byte, points []float64) {
		b.WriteByte(op)
		for i, v := range points {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(number(v))
		}
	})
	return b.String()
}

// within leaves the group of a clip for that of another. Clips are in the
// drawing's coordinates, and so stand around their items.
func (w *svgWriter) within(from, to *Clip) {
	if from == to {
		return
	}
	if from != nil {
		w.b.WriteString("</g>\n")
	}
	if to != nil {
		w.tag("g", "clip-path", w.clipRef(to))
		w.b.WriteString(">\n")
	}
}

func (w *svgWriter) item(it *Item, before *Clip) {
	w.within(before, it.Clip)
	if it.Text != nil {
		w.text(it)
	} else {
		attrs := []string{"transform", it.Matrix.text(), "d", it.Path.data(), "fill", it.Fill.hex(), "fill-opacity", it.Fill.opacity(), "fill-rule", evenOdd(it.EvenOdd)}
		if s := it.Stroke; s != nil {
			attrs = append(attrs, "stroke", s.hex(), "stroke-opacity", s.opacity(), "stroke-width", number(s.Width), "stroke-miterlimit", number(s.Miter),
				"stroke-linecap", []string{"", "round", "square"}[s.Cap], "stroke-linejoin", []string{"", "round", "bevel"}[s.Join],
				"stroke-dasharray", list(s.Dash), "stroke-dashoffset", number(s.Offset))
		}
		w.tag("path", attrs...)
		w.b.WriteString("/>")
	}
	w.b.WriteByte('\n')
}

func (m Matrix) text() string {
	if m == identity {
		return ""
	}
	return "matrix(" + list(m[:]) + ")"
}

func list(values []float64) string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = number(v)
	}
	return strings.Join(out, " ")
}

// hex is a paint's colour, or none.
func (p *Paint) hex() string {
	if p == nil {
		return "none"
	}
	const digits = "0123456789abcdef"
	out := []byte{'#'}
	for _, v := range []uint8{p.R, p.G, p.B} {
		out = append(out, digits[v>>4], digits[v&15])
	}
	return string(out)
}

func (p *Paint) opacity() string {
	if p == nil || p.Alpha >= 1 {
		return ""
	}
	return number(p.Alpha)
}

func (w *svgWriter) text(it *Item) {
	t := it.Text
	w.tag("text", "transform", it.Matrix.text(), "x", number(t.X), "y", number(t.Y),
		"text-anchor", []string{"", "middle", "end"}[t.Anchor], "xml:space", "preserve")
	w.b.WriteByte('>')
	for _, r := range t.Runs {
		style := ""
		if r.Italic {
			style = "italic"
		}
		w.tag("tspan", "dx", nonZero(r.DX), "dy", nonZero(r.DY), "font-size", number(r.Size), "letter-spacing", nonZero(r.Spacing), "font-family", families(r.Families),
			"font-weight", strconv.Itoa(r.Weight), "font-style", style, "fill", r.Fill.hex(), "fill-opacity", r.Fill.opacity())
		w.b.WriteByte('>')
		_ = xml.EscapeText(&w.b, []byte(r.Words))
		w.b.WriteString("</tspan>")
	}
	w.b.WriteString("</text>")
}

func nonZero(v float64) string {
	if v == 0 {
		return ""
	}
	return number(v)
}

// families are names of faces as a style has them.
func families(names []string) string {
	out := make([]string, len(names))
	for i, n := range names {
		if out[i] = n; strings.ContainsAny(n, " ") {
			out[i] = "'" + n + "'"
		}
	}
	return strings.Join(out, ", ")
}
