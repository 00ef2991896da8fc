// Package geom holds lengths and shapes on a page. The origin is the page's
// top left corner, x grows to the right and y grows down; the PDF writer alone
// turns y round.
package geom

import (
	"math"
	"strconv"
)

// Length is a distance in 1/65536 of a PostScript point (TeX's scaled points,
// with the point of 1/72 inch). Integers make layout reproducible.
type Length int64

// Units of Length.
const (
	Pt   Length = 65536
	Inch        = 72 * Pt
	Pica        = 12 * Pt
)

// Infinite is longer than any page; twice Infinite still fits a Length.
const Infinite Length = math.MaxInt64 / 8

// Points makes a Length of p points, rounded to the nearest unit.
func Points(p float64) Length { return Length(math.Round(p * float64(Pt))) }

// Millimetres makes a Length of mm millimetres, rounded to the nearest unit.
func Millimetres(mm float64) Length { return Points(mm * 72 / 25.4) }

// Points returns l in points.
func (l Length) Points() float64 { return float64(l) / float64(Pt) }

// Scale returns l times f, rounded to the nearest unit.
func (l Length) Scale(f float64) Length { return Length(math.Round(float64(l) * f)) }

// MulDiv returns l×num/den, rounded half away from zero; den must not be 0.
func (l Length) MulDiv(num, den int64) Length {
	p, d := int64(l)*num, den
	if d < 0 {
		p, d = -p, -d
	}
	if p < 0 {
		return Length((p - d/2) / d)
	}
	return Length((p + d/2) / d)
}

// String gives the length in points with up to three decimals, as "12.5pt".
func (l Length) String() string {
	return strconv.FormatFloat(math.Round(l.Points()*1000)/1000, 'f', -1, 64) + "pt"
}

// Point is a place on a page.
type Point struct{ X, Y Length }

// Size is a width and a height.
type Size struct{ W, H Length }

// Rect is an upright rectangle: its top left corner and its size.
type Rect struct {
	Point
	Size
}

// Right is the x of the right edge.
func (r Rect) Right() Length { return r.X + r.W }

// Bottom is the y of the lower edge.
func (r Rect) Bottom() Length { return r.Y + r.H }

// Inset returns r with its edges moved inwards by the four distances.
func (r Rect) Inset(top, right, bottom, left Length) Rect {
	return Rect{Point{r.X + left, r.Y + top}, Size{r.W - left - right, r.H - top - bottom}}
}

// Union returns the smallest rectangle that holds r and s; an empty rectangle
// (no width and no height) is ignored.
func (r Rect) Union(s Rect) Rect {
	if r.W == 0 && r.H == 0 {
		return s
	}
	if s.W == 0 && s.H == 0 {
		return r
	}
	x, y := min(r.X, s.X), min(r.Y, s.Y)
	return Rect{Point{x, y}, Size{max(r.Right(), s.Right()) - x, max(r.Bottom(), s.Bottom()) - y}}
}
