// Package vector reads drawings in SVG as far as they stand still: shapes, text,
// groups, transforms, clips and reuse. What moves, is fetched from elsewhere or
// runs as a program is left out and named. Libraries were weighed: those that
// read paths in Go leave out in silence what they do not know, and bring
// rasterisers and faces of their own.
package vector

import (
	"bytes"
	"errors"
	"math"
)

// Drawing is what an SVG file shows: its items in the order in which they are
// painted, each on those before. Lengths are in CSS pixels, y down, from the
// upper left corner of the picture.
type Drawing struct {
	Width, Height float64
	Items         []Item
	// Lost names what the file shows and Items do not, or only nearly: each
	// once, sorted, as words for people.
	Lost []string
}

// Item is a shape or, where Text is not nil, a text.
type Item struct {
	Matrix  Matrix // from the item's coordinates to the drawing's
	Path    Path
	Text    *Text
	Fill    *Paint // nil for none
	EvenOdd bool
	Stroke  *Stroke // nil for none
	Clip    *Clip   // nil for none
}

// Path is a sequence of operators with their points: 'M' and 'L' take one point,
// 'C' three, 'Z' none. Points are pairs of x and y.
type Path struct {
	Ops    []byte
	Points []float64
}

// Paint is a colour with its opacity, from 0 to 1.
type Paint struct {
	R, G, B uint8
	Alpha   float64
}

// Stroke is how a path's line is drawn. Cap and Join are those of ISO 32000-1,
// tables 54 and 55.
type Stroke struct {
	Paint
	Width, Miter float64
	Cap, Join    int
	Dash         []float64
	Offset       float64
}

// Clip bounds what is painted to the inside of a path in the drawing's
// coordinates, and of Parent.
type Clip struct {
	Parent  *Clip
	Path    Path
	EvenOdd bool
}

// Text is a line of letters from a point, which is their start (Anchor 0), middle
// (1) or end (2).
type Text struct {
	X, Y   float64
	Anchor int
	Runs   []Run
}

// Run is a piece of a text in one look, moved by DX and DY from the end of that
// before.
type Run struct {
	Words    string
	DX, DY   float64
	Size     float64
	Spacing  float64 // behind each letter
	Families []string
	Weight   int
	Italic   bool
	Fill     *Paint
}

// Is reports whether a file is an SVG drawing, by how it begins.
func Is(data []byte) bool {
	head := bytes.TrimSpace(bytes.TrimPrefix(data[:min(len(data), lookAhead)], []byte("\ufeff")))
	return bytes.HasPrefix(head, []byte("<")) && bytes.Contains(head, []byte("<svg"))
}

// The bounds of a drawing: files that offices make stay far below them, and what
// is beyond takes more memory and time than a picture is worth.
const (
	lookAhead  = 4096      // prologues of drawing programs are as long as this
	maxFile    = 8 << 20   // bytes
	maxNodes   = 300_000   // elements and texts of the file
	maxDepth   = 200       // elements in elements
	maxUses    = 8         // reuses in reuses
	maxWork    = 8 << 20   // characters of paths, texts and styles, each as often as it is used
	visitWork  = 16        // that painting an element takes
	letterWork = 64        // that a letter stands for, once it is outlines
	maxItems   = 200_000   // shapes and texts
	maxSide    = 1_000_000 // pixels
	maxNumber  = 1e9       // coordinates
	maxDashes  = 32
	maxClasses = 64
)

var (
	errLarge  = errors.New("it is an SVG drawing of more than 8 MB; simplify it, or save it as PNG")
	errMuch   = errors.New("it is an SVG drawing with too many shapes; simplify it, or save it as PNG")
	errDeep   = errors.New("it is an SVG drawing whose parts lie too deep in each other; ungroup them, or save it as PNG")
	errXML    = errors.New("it is an SVG drawing with a fault in its mark-up; save it anew, or as PNG")
	errCode   = errors.New("it is an SVG drawing that is not in UTF-8; save it in that, or as PNG")
	errSize   = errors.New("it is an SVG drawing without a size, or of one beyond bounds")
	errNone   = errors.New("it is an SVG drawing with nothing in it that can be shown; save it as PNG")
	errNotSVG = errors.New("it is no SVG drawing")
)

// Matrix maps x and y to a·x + c·y + e and b·x + d·y + f, in the order a to f.
type Matrix [6]float64

var identity = Matrix{1, 0, 0, 1, 0, 0}

// Times is what maps by n first and by m then.
func (m Matrix) Times(n Matrix) Matrix {
	return Matrix{
		m[0]*n[0] + m[2]*n[1], m[1]*n[0] + m[3]*n[1],
		m[0]*n[2] + m[2]*n[3], m[1]*n[2] + m[3]*n[3],
		m[0]*n[4] + m[2]*n[5] + m[4], m[1]*n[4] + m[3]*n[5] + m[5],
	}
}

func (m Matrix) apply(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// flat reports whether the matrix leaves nothing to be seen.
func (m Matrix) flat() bool { return math.Abs(m[0]*m[3]-m[1]*m[2]) < 1e-12 }

func sane(list ...float64) bool {
	for _, v := range list {
		if math.IsNaN(v) || math.Abs(v) > maxNumber {
			return false
		}
	}
	return true
}

// MoveTo begins a contour.
func (p *Path) MoveTo(x, y float64) { p.add('M', x, y) }

// LineTo draws a line.
func (p *Path) LineTo(x, y float64) { p.add('L', x, y) }

// CubeTo draws a Bézier curve of the third degree.
func (p *Path) CubeTo(bx, by, cx, cy, x, y float64) { p.add('C', bx, by, cx, cy, x, y) }

// QuadTo draws a Bézier curve of the second degree, as one of the third.
func (p *Path) QuadTo(bx, by, x, y float64) {
	ax, ay := p.end()
	p.CubeTo(ax+(bx-ax)*2/3, ay+(by-ay)*2/3, x+(bx-x)*2/3, y+(by-y)*2/3, x, y)
}

// Close draws a line to the contour's beginning.
func (p *Path) Close() { p.add('Z') }

func (p *Path) add(op byte, points ...float64) {
	p.Ops, p.Points = append(p.Ops, op), append(p.Points, points...)
}

// end is the last point.
func (p *Path) end() (x, y float64) {
	if n := len(p.Points); n > 0 {
		return p.Points[n-2], p.Points[n-1]
	}
	return 0, 0
}

// through is the path under a matrix.
func (p Path) through(m Matrix) Path {
	out := Path{Ops: p.Ops, Points: make([]float64, len(p.Points))}
	for i := 0; i < len(p.Points); i += 2 {
		out.Points[i], out.Points[i+1] = m.apply(p.Points[i], p.Points[i+1])
	}
	return out
}

// Each gives the operators with their points.
func (p Path) Each(visit func(op byte, points []float64)) {
	rest := p.Points
	for _, op := range p.Ops {
		n := map[byte]int{'M': 2, 'L': 2, 'C': 6}[op]
		visit(op, rest[:n])
		rest = rest[n:]
	}
}

// hasArea reports whether a contour encloses anything. PDF paints a hairline
// where one is filled that does not (ISO 32000-1, 8.5.3.3.1), SVG nothing.
func (p Path) hasArea() bool {
	area := false
	var sx, sy, dx, dy float64 // a contour's start, and the way to another point
	p.Each(func(op byte, points []float64) {
		if op == 'M' {
			sx, sy, dx, dy = points[0], points[1], 0, 0
		}
		for i := 0; i < len(points); i += 2 {
			x, y := points[i]-sx, points[i+1]-sy
			if dx == 0 && dy == 0 {
				dx, dy = x, y
			}
			area = area || math.Abs(dx*y-dy*x) > 1e-9*math.Hypot(dx, dy)*math.Hypot(x, y)
		}
	})
	return area
}
