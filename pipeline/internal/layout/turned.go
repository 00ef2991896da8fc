package layout

import (
	"strings"

	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/style"
)

// turned at the end of a page's name asks for such a page on its side.
const turned = " turned"

// turn lays a page on its side. A page for the screen is as wide as it was high.
// Of pages that face each other the text alone is turned, its head to the left:
// the sheet stays as it is.
func turn(p *style.Page, facing bool) *style.Page {
	t := *p
	t.Size = geom.Size{W: p.Size.H, H: p.Size.W}
	m := p.Margin
	if facing {
		t.Margin = style.Edges{Top: m.Left, Right: m.Top, Bottom: m.Right, Left: m.Bottom}
		return &t
	}
	side := min(m.Left, m.Right)
	t.Margin = style.Edges{Top: m.Top, Right: side, Bottom: m.Bottom, Left: side}
	return &t
}

// faces reports whether the pages called name lie open in pairs.
func (p *paginator) faces(name string) bool {
	name = strings.TrimSuffix(name, turned)
	return p.page(name, 2).Margin.Left != p.page(name, 3).Margin.Left
}

// freeMargin is how much the left margin of pages is larger than the right one:
// room for what is too wide. Pages that face each other have none, as it changes
// sides.
func (p *paginator) freeMargin(name string) geom.Length {
	if p.faces(name) {
		return 0
	}
	m := p.page(name, 2).Margin
	return max(m.Left-m.Right, 0)
}

// turn has what follows stand on a page on its side. What may not be parted from
// it, such as the heading above it, goes along.
func (e *emitter) turn() {
	e.turned = true
	if !e.keep || len(e.rows) == 0 {
		return
	}
	i := len(e.rows) - 1
	for i > 0 && e.rows[i].cost >= forbidden && !e.rows[i].forced() {
		i--
	}
	r := &e.rows[i]
	if !r.forced() {
		r.more().force = style.PageBreak
		r.rare.page = e.page
		r.space = 0
	}
	r.rare.page += turned
	e.page = r.rare.page
}

func (r *row) forced() bool { return r.rare != nil && r.rare.force != style.AutoBreak }

// OnSheet gives a box of the page's text its place on the sheet: another where
// the text is turned.
func (p *Page) OnSheet(r geom.Rect) geom.Rect {
	if !p.Turned {
		return r
	}
	return geom.Rect{Point: geom.Point{X: r.Y, Y: p.Size.H - r.Right()}, Size: geom.Size{W: r.H, H: r.W}}
}

// lie gives a page the size and the head of the sheet on which its text is
// turned, and returns the style of that sheet.
func (d *divider) lie(i int, page *Page) *style.Page {
	s := &d.sheets[i]
	name, lies := strings.CutSuffix(s.name, turned)
	if !lies || !d.p.faces(name) {
		return s.page
	}
	sheet := d.p.page(name, i+1)
	page.Turned, page.Size, page.Press = true, sheet.Size, pressOf(sheet.Press)
	return sheet
}
