package vector

import (
	"math"
	"slices"
	"strings"
)

// Read reads a drawing. What it loses is in the drawing; an error, in words for
// people that begin with "it is", means that nothing of it can be shown.
func Read(data []byte) (*Drawing, error) {
	root, err := parse(data)
	if err != nil {
		return nil, err
	}
	r := &reader{ids: map[string]*node{}, lost: map[string]bool{}, open: map[*node]bool{}, clips: map[clipKey]*Clip{}}
	root.index(r.ids)
	r.readSheets(root)
	d := &Drawing{}
	if err := r.size(root, d); err != nil {
		return nil, err
	}
	r.loseIf(root.has(func(n *node) bool { return without[n.name] == lostMove }), lostMove)
	size := viewport{d.Width, d.Height}
	if c, shown := r.enter(root, context{look: firstLook(), matrix: identity, view: size}); shown {
		r.viewed(root, c, size, false)
	}
	switch {
	case r.over:
		return nil, errMuch
	case len(r.items) == 0:
		return nil, errNone
	}
	d.Items = r.items
	for what := range r.lost {
		d.Lost = append(d.Lost, what)
	}
	slices.Sort(d.Lost)
	return d, nil
}

// reader walks the elements as they are painted.
type reader struct {
	ids   map[string]*node
	sheet sheet
	items []Item
	lost  map[string]bool
	open  map[*node]bool // what is being reused, so that nothing reuses itself
	clips map[clipKey]*Clip
	uses  int
	work  int
	over  bool // the work has gone beyond bounds
}

// context is what an element is painted in.
type context struct {
	look
	matrix Matrix
	view   viewport
	clip   *Clip
}

type viewport struct{ w, h float64 }

// mean is what per cent of other lengths are of (SVG 2, 8.9).
func (v viewport) mean() float64 { return math.Hypot(v.w, v.h) / math.Sqrt2 }

// What a drawing can lose.
const (
	lostMove      = "what moves, as it begins"
	lostRaster    = "a picture of pixels in it"
	lostForeign   = "text or a form of another kind in it"
	lostEffect    = "filters or masks"
	lostPattern   = "patterns, in whose place nothing is filled"
	lostGradient  = "gradients, in whose place stands their mean colour"
	lostMarkers   = "arrow heads or other marks at the ends of lines"
	lostOutside   = "what it takes from another file"
	lostAlongPath = "text along a path"
	lostLength    = "the width that a text is stretched or pressed to (textLength)"
	lostSelf      = "parts that contain themselves"
	lostFault     = "shapes with a fault in their data, from there on"
	lostRules     = "style rules that are more than an element, a class or an identifier"
	lostClip      = "a clip, so that more is seen"
	lostScripts   = "what a script draws"
	lostBeyond    = "shapes that lie beyond all bounds"
)

func (r *reader) lose(what string) { r.lost[what] = true }

// spend counts work, and reports whether there may be more.
func (r *reader) spend(n int) bool {
	if r.work += n; r.work > maxWork || len(r.items) > maxItems {
		r.over = true
	}
	return !r.over
}

func (r *reader) readSheets(n *node) {
	if n.name == "style" {
		r.sheet.read(n.words())
		r.loseIf(r.sheet.odd, lostRules)
		return
	}
	for _, k := range n.kids {
		r.readSheets(k)
	}
}

func (r *reader) loseIf(cond bool, what string) {
	if cond {
		r.lose(what)
	}
}

// declared are the declarations for an element.
func (r *reader) declared(n *node) map[string]string {
	if n.declared == nil {
		var work int
		n.declared, work = r.sheet.of(n)
		r.spend(work)
		for _, v := range n.declared {
			n.weight += len(v)
		}
	}
	return n.declared
}

// size is that of the whole drawing: what it states, else its view box, else that
// of CSS 2.2, 10.3.2.
func (r *reader) size(root *node, d *Drawing) error {
	box := numbers(root.attr["viewBox"])
	w, wok := length(percentless(r.declared(root)["width"]), 0, 16)
	h, hok := length(percentless(r.declared(root)["height"]), 0, 16)
	if hasBox := len(box) == 4 && box[2] > 0 && box[3] > 0; hasBox {
		switch {
		case !wok && !hok:
			w, h = box[2], box[3]
		case !wok:
			w = h * box[2] / box[3]
		case !hok:
			h = w * box[3] / box[2]
		}
	} else {
		w, h = orElse(w, wok, 300), orElse(h, hok, 150)
	}
	d.Width, d.Height = w, h
	if !(w > 0 && h > 0 && w <= maxSide && h <= maxSide && w < h*1e5 && h < w*1e5) {
		return errSize
	}
	return nil
}

func percentless(text string) string {
	if strings.HasSuffix(text, "%") {
		return ""
	}
	return text
}

func orElse(v float64, ok bool, otherwise float64) float64 {
	if ok {
		return v
	}
	return otherwise
}

// viewed paints the elements in one that opens a viewport of a size, at the
// origin; what leaves it is cut off where clipped says so.
func (r *reader) viewed(n *node, c context, size viewport, clipped bool) {
	if size.w <= 0 || size.h <= 0 {
		return
	}
	if clipped && r.declared(n)["overflow"] != "visible" {
		c.clip = &Clip{Parent: c.clip, Path: rectPath(0, 0, size.w, size.h).through(c.matrix)}
	}
	c.view = size
	if box := numbers(n.attr["viewBox"]); len(box) == 4 && box[2] > 0 && box[3] > 0 {
		c.matrix = c.matrix.Times(fitBox(box, size, n.attr["preserveAspectRatio"]))
		c.view = viewport{box[2], box[3]}
	}
	r.kids(n, c)
}

// fitBox maps a view box to a viewport (SVG 2, 8.2 and 8.6).
func fitBox(box []float64, size viewport, how string) Matrix {
	sx, sy := size.w/box[2], size.h/box[3]
	if !strings.Contains(how, "none") {
		s := min(sx, sy)
		if strings.Contains(how, "slice") {
			s = max(sx, sy)
		}
		sx, sy = s, s
	}
	place := func(room float64, first, last string) float64 {
		switch {
		case strings.Contains(how, first):
			return 0
		case strings.Contains(how, last):
			return room
		}
		return room / 2
	}
	x := place(size.w-box[2]*sx, "xMin", "xMax")
	y := place(size.h-box[3]*sy, "YMin", "YMax")
	return Matrix{sx, 0, 0, sy, x - box[0]*sx, y - box[1]*sy}
}

func (r *reader) kids(n *node, c context) {
	for _, k := range n.kids {
		if !r.spend(1) {
			return
		}
		if k.name != "" {
			r.element(k, c)
		}
	}
}

// element paints an element.
func (r *reader) element(n *node, c context) {
	draw := drawers[n.name]
	if without[n.name] == "" && draw == nil {
		return
	}
	c, shown := r.enter(n, c)
	if !shown {
		return
	}
	r.loseIf(without[n.name] != "", without[n.name])
	if draw != nil {
		draw(r, n, c)
	}
}

// enter is the context within an element; shown is false where nothing of it is.
func (r *reader) enter(n *node, c context) (in context, shown bool) {
	d := r.declared(n)
	if d["display"] == "none" || !r.spend(visitWork+n.weight) {
		return c, false
	}
	c.look = c.look.over(d, c.view)
	m, ok := transform(d["transform"])
	r.loseIf(!ok && d["transform"] != "none", lostFault)
	if c.matrix = c.matrix.Times(m); !sane(c.matrix[:]...) || c.matrix.flat() {
		return c, false
	}
	r.loseIf(isSet(d["filter"]) || isSet(d["mask"]), lostEffect)
	return r.clipped(d, c)
}

func isSet(value string) bool { return value != "" && value != "none" }

// without are the elements that show something and are left out. What an
// animation changes stays as it begins.
var without = map[string]string{
	"animate": lostMove, "animateTransform": lostMove, "animateMotion": lostMove, "set": lostMove,
	"foreignObject": lostForeign, "image": lostRaster, "video": lostMove, "canvas": lostScripts, "script": lostScripts,
}

// drawers paint the elements of SVG; those without one show nothing themselves.
var drawers map[string]func(*reader, *node, context)

func init() { // the functions lead back to the map
	drawers = map[string]func(*reader, *node, context){
		"g": (*reader).kids, "a": (*reader).kids, "switch": (*reader).choice, "use": (*reader).reuse, "svg": (*reader).nested,
		"text": (*reader).text,
	}
	for name := range shapes {
		drawers[name] = (*reader).shape
	}
}

// choice paints the first alternative that we can (SVG 2, 5.9.3).
func (r *reader) choice(n *node, c context) {
	for _, k := range n.kids {
		if !r.spend(1) {
			return
		}
		if drawers[k.name] != nil && k.attr["requiredExtensions"] == "" {
			r.element(k, c)
			return
		}
	}
	r.kids(n, c)
}

// nested paints a drawing in the drawing.
func (r *reader) nested(n *node, c context) {
	c.matrix = c.matrix.Times(Matrix{1, 0, 0, 1, r.side(n, "x", c), r.side(n, "y", c)})
	size := viewport{c.view.w, c.view.h}
	if w, ok := length(n.attr["width"], c.view.w, c.size); ok {
		size.w = w
	}
	if h, ok := length(n.attr["height"], c.view.h, c.size); ok {
		size.h = h
	}
	r.viewed(n, c, size, true)
}

// reuse paints an element of the file again (SVG 2, 5.6).
func (r *reader) reuse(n *node, c context) {
	name := fragment(n.attr["href"])
	target := r.ids[name]
	switch {
	case target == nil:
		r.loseIf(n.attr["href"] != "", lostOutside)
		return
	case r.open[target] || r.uses >= maxUses:
		r.lose(lostSelf)
		return
	}
	r.open[target] = true
	r.uses++
	c.matrix = c.matrix.Times(Matrix{1, 0, 0, 1, r.side(n, "x", c), r.side(n, "y", c)})
	if target.name == "symbol" || target.name == "svg" {
		size := c.view
		for _, from := range []*node{target, n} {
			size.w = orLength(from.attr["width"], c.view.w, c.size, size.w)
			size.h = orLength(from.attr["height"], c.view.h, c.size, size.h)
		}
		if c, shown := r.enter(target, c); shown {
			r.viewed(target, c, size, true)
		}
	} else {
		r.element(target, c)
	}
	delete(r.open, target)
	r.uses--
}

func orLength(text string, whole, em, otherwise float64) float64 {
	if v, ok := length(text, whole, em); ok {
		return v
	}
	return otherwise
}

// side reads a length of an element, 0 where it states none.
func (r *reader) side(n *node, key string, c context) float64 {
	whole := c.view.mean()
	switch key {
	case "x", "cx", "x1", "x2", "width", "rx", "dx":
		whole = c.view.w
	case "y", "cy", "y1", "y2", "height", "ry", "dy":
		whole = c.view.h
	}
	v, _ := length(r.declared(n)[key], whole, c.size)
	return v
}
