package vector

import "strings"

// shapes make the paths of the basic shapes (SVG 2, 10).
var shapes = map[string]func(*reader, *node, context) Path{
	"path": func(r *reader, n *node, _ context) Path {
		p, whole := parsePath(pathData(r.declared(n)["d"]))
		r.loseIf(!whole, lostFault)
		return p
	},
	"rect": (*reader).rect,
	"circle": func(r *reader, n *node, c context) Path {
		radius := r.side(n, "r", c)
		return ellipsePath(r.side(n, "cx", c), r.side(n, "cy", c), radius, radius)
	},
	"ellipse": func(r *reader, n *node, c context) Path {
		return ellipsePath(r.side(n, "cx", c), r.side(n, "cy", c), r.side(n, "rx", c), r.side(n, "ry", c))
	},
	"line": func(r *reader, n *node, c context) Path {
		var p Path
		p.MoveTo(r.side(n, "x1", c), r.side(n, "y1", c))
		p.LineTo(r.side(n, "x2", c), r.side(n, "y2", c))
		return p
	},
	"polyline": func(_ *reader, n *node, _ context) Path { return polyPath(n.attr["points"]) },
	"polygon": func(_ *reader, n *node, _ context) Path {
		p := polyPath(n.attr["points"])
		if len(p.Ops) > 0 {
			p.Close()
		}
		return p
	},
}

// pathData is the data of path("…"), as styles have it.
func pathData(d string) string {
	if inner, ok := strings.CutPrefix(d, "path("); ok {
		return strings.Trim(inner, `"')`)
	}
	return d
}

func (r *reader) rect(n *node, c context) Path {
	x, y, w, h := r.side(n, "x", c), r.side(n, "y", c), r.side(n, "width", c), r.side(n, "height", c)
	if w <= 0 || h <= 0 {
		return Path{}
	}
	rx, ry := r.side(n, "rx", c), r.side(n, "ry", c)
	if n.attr["rx"] == "" {
		rx = ry
	} else if n.attr["ry"] == "" {
		ry = rx
	}
	if rx <= 0 || ry <= 0 {
		return rectPath(x, y, w, h)
	}
	return roundedPath(x, y, w, h, min(rx, w/2), min(ry, h/2))
}

func rectPath(x, y, w, h float64) Path {
	return Path{[]byte("MLLLZ"), []float64{x, y, x + w, y, x + w, y + h, x, y + h}}
}

func roundedPath(x, y, w, h, rx, ry float64) Path {
	var p Path
	corner := func(cx, cy float64) {
		ax, ay := p.end()
		p.arc(ax, ay, rx, ry, 0, false, true, cx, cy)
	}
	p.MoveTo(x+rx, y)
	p.LineTo(x+w-rx, y)
	corner(x+w, y+ry)
	p.LineTo(x+w, y+h-ry)
	corner(x+w-rx, y+h)
	p.LineTo(x+rx, y+h)
	corner(x, y+h-ry)
	p.LineTo(x, y+ry)
	corner(x+rx, y)
	p.Close()
	return p
}

func ellipsePath(cx, cy, rx, ry float64) Path {
	var p Path
	if rx <= 0 || ry <= 0 {
		return p
	}
	p.MoveTo(cx+rx, cy)
	p.arc(cx+rx, cy, rx, ry, 0, false, true, cx-rx, cy)
	p.arc(cx-rx, cy, rx, ry, 0, false, true, cx+rx, cy)
	p.Close()
	return p
}

func polyPath(points string) Path {
	var p Path
	list := numbers(points)
	for i := 0; i+1 < len(list); i += 2 {
		if i == 0 {
			p.MoveTo(list[0], list[1])
		} else {
			p.LineTo(list[i], list[i+1])
		}
	}
	return p
}

// path is a shape's path, as long as there is work left for it.
func (r *reader) path(n *node, c context) (p Path, ok bool) {
	if !r.spend(64) {
		return p, false
	}
	p = shapes[n.name](r, n, c)
	if !sane(p.Points...) {
		r.lose(lostBeyond)
		return p, false
	}
	return p, len(p.Ops) > 0
}

// shape paints a shape.
func (r *reader) shape(n *node, c context) {
	if c.hidden {
		return
	}
	p, ok := r.path(n, c)
	if !ok {
		return
	}
	d := r.declared(n)
	r.loseIf(isSet(d["marker-start"]) || isSet(d["marker-mid"]) || isSet(d["marker-end"]) || isSet(d["marker"]), lostMarkers)
	it := Item{Matrix: c.matrix, Path: p, EvenOdd: c.evenOdd, Clip: c.clip}
	if p.hasArea() {
		it.Fill = r.paint(c.fill, c.fillOpacity, c)
	}
	if line := r.paint(c.stroke, c.strokeOpacity, c); line != nil && c.width > 0 {
		it.Stroke = &Stroke{Paint: *line, Width: c.width, Miter: max(1, c.miter), Cap: c.limitCap, Join: c.limitJoin, Dash: c.dash, Offset: c.offset}
	}
	r.add(it)
}

// add adds an item that shows something; each pays for the clips that it is
// painted in.
func (r *reader) add(it Item) {
	if it.Fill == nil && it.Stroke == nil && it.Text == nil {
		return
	}
	for cl := it.Clip; cl != nil; cl = cl.Parent {
		if !r.spend(len(cl.Path.Ops)) {
			return
		}
	}
	r.items = append(r.items, it)
}

// paint is the colour of an ink; nil for none, and for one that cannot be seen.
func (r *reader) paint(i ink, opacity float64, c context) *Paint {
	p := i.paint
	if i.current {
		p = &c.colour
	}
	if i.ref != "" {
		p = r.fromServer(i)
	}
	if p == nil {
		return nil
	}
	out := *p
	if out.Alpha *= opacity * c.opacity; out.Alpha < 1.0/512 {
		return nil
	}
	return &out
}

// fromServer is the mean colour of a gradient.
func (r *reader) fromServer(i ink) *Paint {
	n := r.ids[i.ref]
	if n == nil {
		r.loseIf(i.paint == nil, lostOutside)
		return i.paint
	}
	if n.name != "linearGradient" && n.name != "radialGradient" {
		r.lose(lostPattern)
		return i.paint
	}
	stops := r.stops(n, maxUses)
	if len(stops) > 1 {
		r.lose(lostGradient)
	}
	return mean(stops)
}

// stop is a colour of a gradient and its place, from 0 to 1.
type stop struct {
	at float64
	Paint
}

// stops are a gradient's own, or those of the gradient that it is made of.
func (r *reader) stops(n *node, deeper int) []stop {
	var out []stop
	for _, k := range n.kids {
		if !r.spend(8) {
			return nil
		}
		if k.name != "stop" {
			continue
		}
		d := r.declared(k)
		r.spend(k.weight)
		p, ok := colour(d["stop-color"])
		if !ok {
			p = Paint{Alpha: 1}
		}
		if v, ok := d["stop-opacity"]; ok {
			p.Alpha *= fraction(v)
		}
		at := 0.0
		if d["offset"] != "" {
			at = fraction(d["offset"])
		}
		if len(out) > 0 {
			at = max(at, out[len(out)-1].at)
		}
		out = append(out, stop{at, p})
	}
	if next := r.ids[fragment(n.attr["href"])]; len(out) == 0 && next != nil && deeper > 0 {
		return r.stops(next, deeper-1)
	}
	return out
}

// mean is the mean colour along a gradient.
func mean(stops []stop) *Paint {
	if len(stops) == 0 {
		return nil
	}
	first, last := stops[0], stops[len(stops)-1]
	var red, green, blue, alpha float64
	add := func(p Paint, share float64) {
		red, green, blue = red+share*float64(p.R), green+share*float64(p.G), blue+share*float64(p.B)
		alpha += share * p.Alpha
	}
	add(first.Paint, first.at)
	add(last.Paint, 1-last.at)
	for i := 1; i < len(stops); i++ {
		half := (stops[i].at - stops[i-1].at) / 2
		add(stops[i-1].Paint, half)
		add(stops[i].Paint, half)
	}
	return &Paint{toByte(red), toByte(green), toByte(blue), alpha}
}
