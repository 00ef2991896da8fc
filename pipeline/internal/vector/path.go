package vector

import (
	"math"
	"strconv"
	"strings"
)

// scanner reads the numbers and letters of path data and of lists (SVG 2, 9.3.9).
type scanner struct{ rest string }

func (s *scanner) skip() { s.rest = strings.TrimLeft(s.rest, " \t\r\n\f,") }

// number reads a number; ok is false where there is none.
func (s *scanner) number() (v float64, ok bool) {
	s.skip()
	n := numberLen(s.rest)
	if n == 0 {
		return 0, false
	}
	v, err := strconv.ParseFloat(s.rest[:n], 64)
	s.rest = s.rest[n:]
	return v, err == nil && sane(v)
}

// numberLen is the length of the number that text begins with.
func numberLen(text string) int {
	i, digits := 0, 0
	if i < len(text) && (text[i] == '+' || text[i] == '-') {
		i++
	}
	for dot := false; i < len(text) && (isDigit(text[i]) || text[i] == '.' && !dot); i++ {
		if text[i] == '.' {
			dot = true
		} else {
			digits++
		}
	}
	if digits == 0 {
		return 0
	}
	if i+1 < len(text) && (text[i] == 'e' || text[i] == 'E') {
		j := i + 1
		if text[j] == '+' || text[j] == '-' {
			j++
		}
		if j < len(text) && isDigit(text[j]) {
			for i = j; i < len(text) && isDigit(text[i]); i++ {
			}
		}
	}
	return i
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// flag reads a flag of an arc, which may stand without space before the next.
func (s *scanner) flag() (float64, bool) {
	s.skip()
	if s.rest == "" || s.rest[0] != '0' && s.rest[0] != '1' {
		return 0, false
	}
	v := float64(s.rest[0] - '0')
	s.rest = s.rest[1:]
	return v, true
}

// numbers reads a list.
func numbers(text string) []float64 {
	var out []float64
	for s := (scanner{text}); ; {
		v, ok := s.number()
		if !ok {
			return out
		}
		out = append(out, v)
	}
}

// walker draws path data.
type walker struct {
	Path
	scanner
	x, y, startX, startY float64
	ctrlX, ctrlY         float64 // the last control point
	last                 byte    // the last operator, as a capital
	args                 [7]float64
}

// arity is how many numbers an operator takes.
var arity = map[byte]int{'M': 2, 'L': 2, 'H': 1, 'V': 1, 'C': 6, 'S': 4, 'Q': 4, 'T': 2, 'A': 7, 'Z': 0}

// parsePath reads path data up to its first fault (SVG 2, 9.5.4); whole is false
// where there is one.
func parsePath(d string) (p Path, whole bool) {
	w := walker{scanner: scanner{d}}
	for {
		w.skip()
		if w.rest == "" {
			return w.Path, true
		}
		op := w.rest[0]
		n, known := arity[upper(op)]
		if !known || w.last == 0 && upper(op) != 'M' {
			return w.Path, false
		}
		w.rest = w.rest[1:]
		if !w.segments(op, n) {
			return w.Path, false
		}
	}
}

func upper(c byte) byte {
	if 'a' <= c && c <= 'z' {
		return c - 'a' + 'A'
	}
	return c
}

// segments draws an operator as often as numbers for it follow.
func (w *walker) segments(op byte, n int) bool {
	if n == 0 {
		w.close()
		return true
	}
	for first := true; ; first = false {
		for i := range n {
			read := w.number
			if upper(op) == 'A' && (i == 3 || i == 4) {
				read = w.flag
			}
			v, ok := read()
			if !ok {
				return !first && i == 0
			}
			w.args[i] = v
		}
		w.draw(upper(op), op != upper(op))
		if upper(op) == 'M' { // what follows are lines
			op--
		}
	}
}

func (w *walker) close() {
	w.Close()
	w.x, w.y, w.last = w.startX, w.startY, 'Z'
}

// draw draws one segment.
func (w *walker) draw(op byte, relative bool) {
	a := &w.args
	if relative {
		w.makeAbsolute(op)
	}
	if w.last == 'Z' && op != 'M' { // a contour that goes on from its start
		w.MoveTo(w.x, w.y)
	}
	x0, y0 := w.x, w.y
	switch op {
	case 'M':
		w.to(a[0], a[1])
		w.startX, w.startY = w.x, w.y
		w.MoveTo(w.x, w.y)
	case 'L':
		w.to(a[0], a[1])
		w.LineTo(w.x, w.y)
	case 'H':
		w.to(a[0], w.y)
		w.LineTo(w.x, w.y)
	case 'V':
		w.to(w.x, a[0])
		w.LineTo(w.x, w.y)
	case 'A':
		w.to(a[5], a[6])
		w.arc(x0, y0, a[0], a[1], a[2], a[3] != 0, a[4] != 0, w.x, w.y)
	default:
		w.curve(op)
	}
	w.last = op
}

// to moves the point.
func (w *walker) to(x, y float64) { w.x, w.y = x, y }

// makeAbsolute adds the point to an operator's numbers.
func (w *walker) makeAbsolute(op byte) {
	switch op {
	case 'H':
		w.args[0] += w.x
	case 'V':
		w.args[0] += w.y
	case 'A':
		w.args[5], w.args[6] = w.args[5]+w.x, w.args[6]+w.y
	default:
		for i := 0; i < arity[op]; i += 2 {
			w.args[i], w.args[i+1] = w.args[i]+w.x, w.args[i+1]+w.y
		}
	}
}

// curve draws a Bézier curve; S and T mirror the control point of a curve of the
// same degree before.
func (w *walker) curve(op byte) {
	a := w.args
	mx, my := w.x, w.y
	if op == 'S' && (w.last == 'C' || w.last == 'S') || op == 'T' && (w.last == 'Q' || w.last == 'T') {
		mx, my = 2*w.x-w.ctrlX, 2*w.y-w.ctrlY
	}
	switch op {
	case 'S':
		a = [7]float64{mx, my, a[0], a[1], a[2], a[3]}
	case 'T':
		a = [7]float64{mx, my, a[0], a[1]}
	}
	if op == 'Q' || op == 'T' {
		w.ctrlX, w.ctrlY = a[0], a[1]
		w.QuadTo(a[0], a[1], a[2], a[3])
		w.to(a[2], a[3])
		return
	}
	w.ctrlX, w.ctrlY = a[2], a[3]
	w.CubeTo(a[0], a[1], a[2], a[3], a[4], a[5])
	w.to(a[4], a[5])
}

// arc draws a part of an ellipse from one point to another as Bézier curves of at
// most a quarter turn (SVG 2, B.2.4 and B.2.5).
func (p *Path) arc(x0, y0, rx, ry, turn float64, large, sweep bool, x, y float64) {
	rx, ry = math.Abs(rx), math.Abs(ry)
	if rx == 0 || ry == 0 || x0 == x && y0 == y {
		p.LineTo(x, y)
		return
	}
	sin, cos := math.Sincos(turn * math.Pi / 180)
	hx, hy := (x0-x)/2, (y0-y)/2
	ux, uy := (cos*hx+sin*hy)/rx, (cos*hy-sin*hx)/ry
	far := ux*ux + uy*uy
	if far > 1 {
		grow := math.Sqrt(far)
		rx, ry, ux, uy, far = rx*grow, ry*grow, ux/grow, uy/grow, 1
	}
	k := math.Sqrt(max(0, (1-far)/far))
	if large == sweep {
		k = -k
	}
	cx, cy := k*uy, -k*ux // the centre, on the unit circle
	from := math.Atan2(uy-cy, ux-cx)
	angle := math.Atan2(-uy-cy, -ux-cx) - from
	if sweep && angle < 0 {
		angle += 2 * math.Pi
	} else if !sweep && angle > 0 {
		angle -= 2 * math.Pi
	}
	onPage := Matrix{cos * rx, sin * rx, -sin * ry, cos * ry, (x0 + x) / 2, (y0 + y) / 2}.Times(Matrix{1, 0, 0, 1, cx, cy})
	p.turns(onPage, from, angle)
	n := len(p.Points)
	p.Points[n-2], p.Points[n-1] = x, y
}

// turns draws an arc of the unit circle under a matrix.
func (p *Path) turns(m Matrix, from, angle float64) {
	n := max(1, math.Ceil(math.Abs(angle)/(math.Pi/2)-1e-9))
	step := angle / n
	k := 4.0 / 3 * math.Tan(step/4)
	for range int(n) {
		s0, c0 := math.Sincos(from)
		s1, c1 := math.Sincos(from + step)
		ax, ay := m.apply(c0-k*s0, s0+k*c0)
		bx, by := m.apply(c1+k*s1, s1-k*c1)
		x, y := m.apply(c1, s1)
		p.CubeTo(ax, ay, bx, by, x, y)
		from += step
	}
}
