package pdf

import (
	"math"
	"slices"
	"strconv"

	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/vector"
)

// Drawings are form XObjects (ISO 32000-1, 8.10), each once, whose space is that
// of the drawing in pixels, turned upside up.

func drawingName(index int) string { return "D" + strconv.Itoa(index) }

// form draws a drawing.
type form struct {
	b []byte
	// way turns colours to a press's inks, on white where they are transparent; nil in
	// a file for none.
	way *separation
	// alphas are the opacities in use, in thousandths, for filling and stroking.
	alphas    map[int]bool
	coloured  bool
	flattened bool
	err       error // of turning colours
}

func drawForm(d *vector.Drawing, way *separation) *form {
	f := &form{way: way, alphas: map[int]bool{}}
	f.numbers(1, 0, 0, -1, 0, d.Height)
	f.op("cm")
	var clip *vector.Clip
	for i := range d.Items {
		it := &d.Items[i]
		if it.Clip != clip || i == 0 {
			if clip != nil {
				f.op("Q")
			}
			if clip = it.Clip; clip != nil {
				f.op("q")
				f.clip(clip)
			}
		}
		f.item(it)
	}
	if clip != nil {
		f.op("Q")
	}
	return f
}

func (f *form) op(s string) { f.b = append(append(f.b, s...), '\n') }

// numbers appends numbers with six decimals: paths may be drawn in a small space
// and be enlarged by their matrix.
func (f *form) numbers(list ...float64) {
	for _, v := range list {
		f.b = append(appendNumber(f.b, v), ' ')
	}
}

func appendNumber(b []byte, v float64) []byte {
	n := len(b)
	b = strconv.AppendFloat(b, v, 'f', 6, 64)
	for b[len(b)-1] == '0' {
		b = b[:len(b)-1]
	}
	if b[len(b)-1] == '.' {
		b = b[:len(b)-1]
	}
	if string(b[n:]) == "-0" {
		b = append(b[:n], '0')
	}
	return b
}

// clip narrows what is painted to a clip and those around it.
func (f *form) clip(c *vector.Clip) {
	if c.Parent != nil {
		f.clip(c.Parent)
	}
	f.path(c.Path)
	f.op(evenOdd("W", c.EvenOdd) + " n")
}

func evenOdd(op string, yes bool) string {
	if yes {
		return op + "*"
	}
	return op
}

func (f *form) path(p vector.Path) {
	p.Each(func(op byte, points []float64) {
		f.numbers(points...)
		f.op(map[byte]string{'M': "m", 'L': "l", 'C': "c", 'Z': "h"}[op])
	})
}

func (f *form) item(it *vector.Item) {
	if it.Text != nil || len(it.Path.Ops) == 0 {
		return // the layout has made shapes of texts
	}
	f.op("q")
	f.numbers(it.Matrix[:]...)
	f.op("cm")
	op := "n"
	if it.Fill != nil {
		f.paint(*it.Fill, "g", "rg", "ca")
		op = evenOdd("f", it.EvenOdd)
	}
	if s := it.Stroke; s != nil {
		f.paint(s.Paint, "G", "RG", "CA")
		f.line(s)
		op = "S"
		if it.Fill != nil {
			op = evenOdd("B", it.EvenOdd)
		}
	}
	f.path(it.Path)
	f.op(op)
	f.op("Q")
}

func (f *form) line(s *vector.Stroke) {
	f.numbers(s.Width)
	f.op("w")
	f.op(strconv.Itoa(s.Cap) + " J " + strconv.Itoa(s.Join) + " j")
	f.numbers(s.Miter)
	f.op("M")
	if len(s.Dash) > 0 {
		f.b = append(f.b, '[')
		f.numbers(s.Dash...)
		f.b = append(f.b, "] "...)
		f.numbers(max(0, s.Offset))
		f.op("d")
	}
}

// paint sets a colour with its opacity.
func (f *form) paint(p vector.Paint, gray1, rgb, state string) {
	alpha := min(1000, int(math.Round(p.Alpha*1000)))
	f.coloured = f.coloured || p.R != p.G || p.G != p.B
	f.flattened = f.flattened || alpha < 1000
	if f.way != nil {
		f.inks(p, gray1)
		return
	}
	f.numbers(float64(p.R)/255, float64(p.G)/255, float64(p.B)/255)
	f.op(rgb)
	if alpha < 1000 {
		f.alphas[alpha] = true
		f.op("/" + state + strconv.Itoa(alpha) + " gs")
	}
}

// inks sets a colour that a press prints: four inks where a profile says how, else, and
// for what has no colour, a gray.
func (f *form) inks(p vector.Paint, gray1 string) {
	if f.way.profile == nil || p.R == p.G && p.G == p.B {
		v := float64(gray(layout.Color{R: p.R, G: p.G, B: p.B})) / 255
		f.numbers(1 - p.Alpha*(1-v))
		f.op(gray1)
		return
	}
	table, err := f.way.from(srgbProfile())
	if err != nil {
		f.err = err
		return
	}
	onWhite := func(v uint8) uint16 { return uint16(math.Round(65535 * (1 - p.Alpha*(1-float64(v)/255)))) }
	for _, v := range table.Of(onWhite(p.R), onWhite(p.G), onWhite(p.B)) {
		f.numbers(float64(v) / 255)
	}
	f.op(map[string]string{"g": "k", "G": "K"}[gray1])
}

// object is the form as the file holds it.
func (f *form) object(d *vector.Drawing) *stream {
	list := make([]int, 0, len(f.alphas))
	for a := range f.alphas {
		list = append(list, a)
	}
	slices.Sort(list)
	states := dict{}
	for _, a := range list {
		for _, key := range []string{"CA", "ca"} {
			states = append(states, entry{name(key + strconv.Itoa(a)), dict{{name(key), real(a)}}})
		}
	}
	resources := dict{}
	if len(states) > 0 {
		resources = append(resources, entry{"ExtGState", states})
	}
	side := func(v float64) number { return number(appendNumber(nil, v)) }
	return &stream{dict{
		{"BBox", array{integer(0), integer(0), side(d.Width), side(d.Height)}},
		{"Filter", name("FlateDecode")},
		{"Resources", resources},
		{"Subtype", name("Form")},
		{"Type", name("XObject")},
	}, deflate(f.b)}
}

// drawing paints a drawing of the file into its box.
func (p *painter) drawing(im *layout.Image) {
	d, t := im.Drawing, turns[max(im.Orientation, 1)-1]
	w, h := im.W.Points(), im.H.Points()
	for _, v := range []float64{w * float64(t[0]) / d.Width, h * float64(t[1]) / d.Width, w * float64(t[2]) / d.Height, h * float64(t[3]) / d.Height} {
		p.b = append(strconv.AppendFloat(p.b, v, 'f', 9, 64), ' ')
	}
	p.numbers(points(im.X)+points(im.W)*t[4], p.up(im.Bottom())+points(im.H)*t[5])
	p.op("cm")
	p.op("/" + drawingName(p.images.index(im)) + " Do")
}
