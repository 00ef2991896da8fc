package epub

import (
	"image"
	"image/draw"
	"math"

	"golang.org/x/image/vector"
)

// glyphPath is a glyph's contours in straight segments, in pixels. It is a font.Pen that
// takes font units. Its products are converted before they are added, as setter says.
type glyphPath struct {
	scale, x, y float32 // pixels per font unit; the glyph's origin
	contours    [][]dot
	pen         dot
}

type dot struct{ x, y float32 }

// at empties the outline for a glyph at x, y.
func (o *glyphPath) at(scale, x, y float32) {
	o.scale, o.x, o.y = scale, x, y
	o.contours = o.contours[:0]
}

func (o *glyphPath) dot(x, y float32) dot {
	return dot{o.x + float32(x*o.scale), o.y + float32(y*o.scale)}
}

func (o *glyphPath) add(d dot) {
	if n := len(o.contours); n > 0 {
		o.contours[n-1] = append(o.contours[n-1], d)
	}
	o.pen = d
}

// MoveTo begins a contour.
func (o *glyphPath) MoveTo(x, y float32) {
	o.contours = append(o.contours, nil)
	o.add(o.dot(x, y))
}

// LineTo adds a segment.
func (o *glyphPath) LineTo(x, y float32) { o.add(o.dot(x, y)) }

// ClosePath adds nothing: the contours are closed when they are filled.
func (o *glyphPath) ClosePath() {}

// QuadTo adds a quadratic curve.
func (o *glyphPath) QuadTo(bx, by, cx, cy float32) {
	a, b, c := o.pen, o.dot(bx, by), o.dot(cx, cy)
	n := segments(a, b, c)
	for i := 1; i < n; i++ {
		t := float32(i) / float32(n)
		o.add(between(t, between(t, a, b), between(t, b, c)))
	}
	o.add(c)
}

// CubeTo adds a cubic curve.
func (o *glyphPath) CubeTo(bx, by, cx, cy, dx, dy float32) {
	a, b, c, d := o.pen, o.dot(bx, by), o.dot(cx, cy), o.dot(dx, dy)
	n := max(segments(a, b, c), segments(b, c, d))
	for i := 1; i < n; i++ {
		t := float32(i) / float32(n)
		ab, bc, cd := between(t, a, b), between(t, b, c), between(t, c, d)
		o.add(between(t, between(t, ab, bc), between(t, bc, cd)))
	}
	o.add(d)
}

func between(t float32, a, b dot) dot {
	return dot{a.x + float32(t*(b.x-a.x)), a.y + float32(t*(b.y-a.y))}
}

// flatness is how far a segment may lie from its curve, in pixels: less than a shade of
// the canvas shows.
const flatness = 1. / 32

// segments is how many segments a quadratic curve takes: n of them lie at most
// |a-2b+c|/4n² from it: an eighth of the step squared times the second derivative.
func segments(a, b, c dot) int {
	x, y := a.x-2*b.x+c.x, a.y-2*b.y+c.y
	away := math.Sqrt(float64(float32(x*x)) + float64(float32(y*y)))
	return 1 + int(math.Sqrt(away/(4*flatness)))
}

// bounds is the smallest rectangle of whole pixels around the outline.
func (o *glyphPath) bounds() image.Rectangle {
	least, most := dot{math.MaxFloat32, math.MaxFloat32}, dot{-math.MaxFloat32, -math.MaxFloat32}
	for _, contour := range o.contours {
		for _, d := range contour {
			least = dot{min(least.x, d.x), min(least.y, d.y)}
			most = dot{max(most.x, d.x), max(most.y, d.y)}
		}
	}
	if least.x > most.x {
		return image.Rectangle{}
	}
	floor := func(v float32) int { return int(math.Floor(float64(v))) }
	return image.Rect(floor(least.x), floor(least.y), floor(most.x)+1, floor(most.y)+1)
}

// pen fills outlines on a canvas.
type pen struct {
	raster vector.Rasterizer
	mask   []uint8
}

// tile is the most pixels that an glyphPath is filled on at once, across and down: up to
// these the rasterizer calculates with whole numbers, which are the same on all machines;
// above them it does not.
const tile = 512

// fill fills the part of an outline that lies in clip.
func (p *pen) fill(c *canvas, o *glyphPath, clip image.Rectangle) {
	b := o.bounds().Intersect(clip)
	for y := b.Min.Y; y < b.Max.Y; y += tile {
		for x := b.Min.X; x < b.Max.X; x += tile {
			p.fillTile(c, o, image.Rect(x, y, min(x+tile, b.Max.X), min(y+tile, b.Max.Y)))
		}
	}
}

func (p *pen) fillTile(c *canvas, o *glyphPath, b image.Rectangle) {
	p.raster.Reset(b.Dx(), b.Dy())
	left, top := float32(b.Min.X), float32(b.Min.Y)
	for _, contour := range o.contours {
		p.raster.MoveTo(contour[0].x-left, contour[0].y-top)
		for _, d := range contour[1:] {
			p.raster.LineTo(d.x-left, d.y-top)
		}
		p.raster.ClosePath()
	}
	c.draw(p.drawn(), b.Min.X, b.Min.Y)
}

// drawn is what the rasterizer holds, as a mask that the next one overwrites.
func (p *pen) drawn() *image.Alpha {
	b := p.raster.Bounds()
	if need := b.Dx() * b.Dy(); need > len(p.mask) {
		p.mask = make([]uint8, need)
	}
	mask := &image.Alpha{Pix: p.mask[:b.Dx()*b.Dy()], Stride: b.Dx(), Rect: b}
	p.raster.DrawOp = draw.Src
	p.raster.Draw(mask, b, image.Opaque, image.Point{})
	return mask
}
