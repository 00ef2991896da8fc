package pdf

import (
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/layout"
)

// Printer's marks stand this far outside the bleed, have this length, and leave
// this margin to the edge of the sheet.
var (
	markGap    = geom.Millimetres(1)
	markLength = geom.Millimetres(6)
	markMargin = geom.Millimetres(1)
)

// frame is a page with what lies around it on the sheet: the trimmed page, the
// bleed, the room for marks.
type frame struct {
	trim   geom.Size
	press  layout.Press // zero where the page is its own sheet
	margin geom.Length  // from the sheet's edge to the trimmed page
	black  bool         // colours become grays
}

// frame tells how page i lies on its sheet.
func (a *assembly) frame(i int) frame {
	p := &a.book.Pages[i]
	if a.opt.Press == nil {
		return frame{trim: p.Size}
	}
	f := frame{trim: p.Size, press: p.Press, margin: p.Press.Bleed, black: true}
	if f.press.Crop || f.press.Cross {
		f.margin += markGap + markLength + markMargin
	}
	return f
}

// box is the trimmed page, or what lies by grow around it.
func (f frame) box(grow geom.Length) array {
	low, right, top := f.margin-grow, f.margin+f.trim.W+grow, f.margin+f.trim.H+grow
	return array{points(low), points(low), points(right), points(top)}
}

// rect makes a PDF rectangle of a box on the page.
func (f frame) rect(r geom.Rect) array {
	top := f.margin + f.trim.H
	return array{points(f.margin + r.X), points(top - r.Bottom()), points(f.margin + r.Right()), points(top - r.Y)}
}

// boxes adds the page's boxes: the trimmed page in the bleed in the sheet. ArtBox
// would exclude TrimBox in PDF/X, and CropBox would hide the marks.
func (f frame) boxes(d dict) dict {
	return d.with("BleedBox", f.box(f.press.Bleed)).with("MediaBox", f.box(f.margin)).with("TrimBox", f.box(0))
}

// marks draws the printer's marks, in the spot colour All so that every plate
// has them (ISO 32000-1, 8.6.6.4); nil where the sheet asks for none.
func (f frame) marks() []byte {
	if !f.press.Crop && !f.press.Cross {
		return nil
	}
	p := &painter{}
	p.op("/Artifact" + artifactProperties(layout.PageArt) + " BDC")
	p.op("q")
	p.op("/All CS 1 SCN")
	p.op("0.25 w")
	if f.press.Crop {
		f.cropMarks(p)
	}
	if f.press.Cross {
		f.crosses(p)
	}
	p.op("Q")
	p.op("EMC")
	return p.b
}

// line draws a line between two points of the sheet.
func (p *painter) line(x1, y1, x2, y2 geom.Length) {
	p.numbers(points(x1), points(y1))
	p.op("m")
	p.numbers(points(x2), points(y2))
	p.op("l S")
}

// cropMarks draws two lines at each corner of the trimmed page.
func (f frame) cropMarks(p *painter) {
	left, low := f.margin, f.margin
	right, top := left+f.trim.W, low+f.trim.H
	from := f.press.Bleed + markGap
	to := from + markLength
	for _, y := range []geom.Length{low, top} {
		p.line(left-to, y, left-from, y)
		p.line(right+from, y, right+to, y)
	}
	for _, x := range []geom.Length{left, right} {
		p.line(x, low-to, x, low-from)
		p.line(x, top+from, x, top+to)
	}
	f.foldMarks(p, from, to)
}

// foldMarks draws dashed lines above and below where the sheet is folded.
func (f frame) foldMarks(p *painter, from, to geom.Length) {
	if f.press.Folds == [2]geom.Length{} {
		return
	}
	p.op("[2 1] 0 d")
	for _, fold := range f.press.Folds {
		if x := f.margin + fold; fold > 0 {
			p.line(x, f.margin-to, x, f.margin-from)
			p.line(x, f.margin+f.trim.H+from, x, f.margin+f.trim.H+to)
		}
	}
	p.op("[] 0 d")
}

// crosses draws a registration mark in the middle of each side.
func (f frame) crosses(p *painter) {
	half := markLength / 2
	off := f.press.Bleed + markGap + half
	midX, midY := f.margin+f.trim.W/2, f.margin+f.trim.H/2
	for _, c := range []geom.Point{
		{X: f.margin - off, Y: midY}, {X: f.margin + f.trim.W + off, Y: midY},
		{X: midX, Y: f.margin - off}, {X: midX, Y: f.margin + f.trim.H + off},
	} {
		p.line(c.X-half, c.Y, c.X+half, c.Y)
		p.line(c.X, c.Y-half, c.X, c.Y+half)
		p.circle(c, half*3/5)
	}
}

// circle draws a circle in four curves; their handles are 4(√2−1)/3 of the radius
// long, which is off by less than a thousandth of it.
func (p *painter) circle(c geom.Point, r geom.Length) {
	h := r.Scale(0.5522847)
	p.numbers(points(c.X+r), points(c.Y))
	p.op("m")
	for _, q := range [][2]geom.Length{{1, 0}, {0, 1}, {-1, 0}, {0, -1}} { // from this side, turning left
		x, y := q[0], q[1]
		p.numbers(points(c.X+r*x-h*y), points(c.Y+r*y+h*x), points(c.X-r*y+h*x), points(c.Y+r*x+h*y), points(c.X-r*y), points(c.Y+r*x))
		p.op("c")
	}
	p.op("S")
}

// allInks is the spot colour that marks every plate, [/Separation /All …]. Its
// stand-in is in the colours of the press.
func (p *Press) allInks() array {
	space, none, full := name("DeviceGray"), array{integer(1)}, array{integer(0)}
	if p.cmyk() {
		space = "DeviceCMYK"
		none = array{integer(0), integer(0), integer(0), integer(0)}
		full = array{integer(1), integer(1), integer(1), integer(1)}
	}
	tint := dict{{"C0", none}, {"C1", full}, {"Domain", array{integer(0), integer(1)}}, {"FunctionType", integer(2)}, {"N", integer(1)}}
	return array{name("Separation"), name("All"), space, tint}
}
