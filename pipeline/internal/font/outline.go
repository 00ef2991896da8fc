package font

import (
	"fmt"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// Pen draws outlines: closed contours of lines and of Bézier curves of the
// second and third degree.
type Pen interface {
	MoveTo(x, y float32)
	LineTo(x, y float32)
	QuadTo(bx, by, cx, cy float32)
	CubeTo(bx, by, cx, cy, dx, dy float32)
	ClosePath()
}

// Draw draws a glyph's outline with pen, in font units from the glyph's origin,
// x to the right and y down. Shaping does without outlines, so they are read
// here, from the face's file, glyph by glyph.
func (f *Face) Draw(id uint16, pen Pen) error {
	outlines, err := f.outlines()
	if err != nil {
		return err
	}
	// At a size of as many pixels as the em has units, a unit is 1/64 pixel.
	segments, err := outlines.LoadGlyph(nil, sfnt.GlyphIndex(id), fixed.Int26_6(f.UnitsPerEm), nil)
	if err != nil {
		return fmt.Errorf("font: glyph %d of %s cannot be drawn: %w", id, f.Name, err)
	}
	for i, seg := range segments {
		a, b, c := seg.Args[0], seg.Args[1], seg.Args[2]
		switch seg.Op {
		case sfnt.SegmentOpMoveTo:
			if i > 0 {
				pen.ClosePath()
			}
			pen.MoveTo(float32(a.X), float32(a.Y))
		case sfnt.SegmentOpLineTo:
			pen.LineTo(float32(a.X), float32(a.Y))
		case sfnt.SegmentOpQuadTo:
			pen.QuadTo(float32(a.X), float32(a.Y), float32(b.X), float32(b.Y))
		case sfnt.SegmentOpCubeTo:
			pen.CubeTo(float32(a.X), float32(a.Y), float32(b.X), float32(b.Y), float32(c.X), float32(c.Y))
		}
	}
	if len(segments) > 0 {
		pen.ClosePath()
	}
	return nil
}
