package layout

import (
	"math"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/element"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/style"
)

// extent is how wide a column must be for its longest word, and how wide for
// nothing to be broken.
type extent struct{ least, most geom.Length }

// shrinker returns a function that makes styles smaller, the same style from
// the same style.
func shrinker(outer func(*style.Computed) *style.Computed, factor float64) func(*style.Computed) *style.Computed {
	if factor == 1 {
		return outer
	}
	return restyler(outer, func(s *style.Computed) {
		factor := max(factor, ratio(s.FontMin, s.FontSize, 1)) // a size never lies under its minimum, so at most 1
		s.FontSize, s.LineHeight = s.AtLeast(s.FontSize.Scale(factor)), s.LineHeight.Scale(factor)
		s.Padding.Left, s.Padding.Right = s.Padding.Left.Scale(factor), s.Padding.Right.Scale(factor)
	})
}

func sumLeast(es []extent) geom.Length {
	var w geom.Length
	for _, e := range es {
		w += e.least
	}
	return w
}

// extents measures the columns: first by the cells of one column, then those
// over several widen the columns that they span, all alike. Where the columns need
// more than room it may stop early, with columns that need more.
func (g *grid) extents(w wrap, room geom.Length) []extent {
	out, over := g.alone(w, room)
	for _, s := range over {
		widen(out[s.from:s.to], s.extent)
	}
	return out
}

// spanning is what a cell over the columns from to to needs.
type spanning struct {
	from, to int
	extent
}

// endless is a room for any columns.
const endless = geom.Length(math.MaxInt64)

// alone measures the columns by the cells of one column, and the other cells. Once the
// columns need more than room it looks at no further cell, as no cell makes them need less.
func (g *grid) alone(w wrap, room geom.Length) ([]extent, []spanning) {
	out := make([]extent, len(g.n.Cols))
	g.points = make([]split, len(g.n.Cols))
	var over []spanning
	var need geom.Length
	g.eachCell(func(n *ast.Cell, place resolve.Place) {
		if need > room {
			return
		}
		col := min(place.Col, len(out)-1)
		if n.ColSpan > 1 {
			over = append(over, spanning{col, min(col+n.ColSpan, len(out)), g.measure(n, w, -1)})
			return
		}
		e := g.measure(n, w, col)
		need += max(e.least-out[col].least, 0)
		out[col] = extent{max(out[col].least, e.least), max(out[col].most, e.most)}
	})
	for i, p := range g.points {
		aligned := p.before + p.behind
		out[i] = extent{max(out[i].least, aligned), max(out[i].most, aligned)}
	}
	return out, over
}

// eachCell calls f for every cell with its place, row by row.
func (g *grid) eachCell(f func(*ast.Cell, resolve.Place)) {
	eachPlace(g.n.Head, g.places.Head, f)
	eachPlace(g.n.Body, g.places.Body, f)
}

func eachPlace(rows []*ast.Row, places [][]resolve.Place, f func(*ast.Cell, resolve.Place)) {
	for i, r := range rows {
		for j, n := range r.Cells {
			f(n, places[i][j])
		}
	}
}

// widen makes columns at least as wide together as a cell over them.
func widen(cols []extent, e extent) {
	var have extent
	for _, c := range cols {
		have.least += c.least
		have.most += c.most
	}
	n := geom.Length(len(cols))
	for i := range cols {
		cols[i].least += max(e.least-have.least, 0) / n
		cols[i].most += max(e.most-have.most, 0) / n
	}
}

// measure works out what a cell of column col needs, or one over several, where
// col is -1.
func (g *grid) measure(n *ast.Cell, w wrap, col int) extent {
	pad := g.c.of(n, element.Box).Padding
	sides := pad.Left + pad.Right
	var e extent
	ast.WalkBlocks(n.Blocks, func(node ast.Node) bool {
		switch n := node.(type) {
		case *ast.Table:
			e = g.nested(n, w, e)
			return false
		case *ast.Figure:
			if n.Image != nil {
				e = g.pictured(n.Image, e)
			}
		}
		p, ok := node.(*ast.Paragraph)
		if !ok {
			_, inline := node.(ast.Inline)
			return !inline
		}
		images := []*ast.Image{}
		g.c.root = p.Inlines
		pieces := g.c.pieces(nil, p.Inlines, &images)
		for _, image := range images {
			e = g.pictured(image, e)
		}
		if len(pieces) == 0 {
			return false
		}
		st := g.unaligned(g.c.of(p, element.Box))
		t := g.c.p.setter.again(pieces, paragraphStyle{style: st, measure: wide}) // what is to be said is said when it is set
		defer t.leave()
		e.most = max(e.most, longest(t.items))
		least := narrowest(t.items, w)
		if a, ok := g.amounts[n]; ok {
			least = e.most
			if col >= 0 {
				lines, _ := t.lines(variant{})
				g.points[col].join(a.split(lines[0].frags, g.c.p.setter.base.RightToLeft()), sides+roomForRounding)
			}
		}
		if col >= 0 && w == halved && g.inBody[n] {
			least = max(least, min(e.most, st.FontSize.Scale(leastText)))
		}
		e.least = max(e.least, least)
		return false
	})
	return extent{e.least + sides + roomForRounding, e.most + sides + roomForRounding}
}

// unaligned is a style by which a line begins where it begins to be measured.
func (g *grid) unaligned(st *style.Computed) *style.Computed {
	if g.toStart == nil {
		g.toStart = restyler(nil, func(s *style.Computed) { s.TextAlign, s.TextAlignLast = style.Start, style.Start })
	}
	return g.toStart(st)
}

// leastPicture is how wide a column with a picture is at least, in em, where the
// picture is wider: in a narrower one little of it could be made out.
const leastPicture = 6

// pictured is what a cell needs that needs e and a picture on a place of its own.
func (g *grid) pictured(n *ast.Image, e extent) extent {
	_, own, err := g.c.p.picture(n.Src)
	if err != nil {
		return e
	}
	st, width := g.c.of(n, element.Box), g.frame.width
	said := stated(n, st, width)
	if strings.HasSuffix(string(n.Width), "%") {
		said = 0 // a share of the column, whose width is asked for here
	}
	most := g.c.p.fit(own, st, said, width).W
	return extent{max(e.least, min(most, st.FontSize.Scale(leastPicture))), max(e.most, most)}
}

// nested is what a cell needs that needs e and a table in it.
func (g *grid) nested(n *ast.Table, w wrap, e extent) extent {
	inner := &grid{c: g.c, n: n, places: g.c.p.doc.Grid(n), style: g.c.of(n, element.Box), frame: g.frame, inCell: true}
	inner.findAmounts()
	var sum extent
	for _, col := range inner.extents(w, endless) {
		sum.least += col.least
		sum.most += col.most
	}
	return extent{max(e.least, sum.least), max(e.most, sum.most)}
}

// leastText is how wide a column of text is at least, in em, where its words
// are broken: in a narrower one most would be.
const leastText = 7

// roomForRounding keeps a line that fits exactly from being broken.
const roomForRounding = geom.Pt / 4

// narrowPart is the part of the measure up to which a table keeps its natural
// width. A wider one fills the measure, so that its edges are the text's.
const narrowPart = 0.85

// share gives the columns their widths within the measure, which the table
// fills unless it is narrow. Where not every cell can stand on one line, columns of figures and
// short words still do, and the others share what is left.
func share(es []extent, width geom.Length) []geom.Length {
	out := make([]geom.Length, len(es))
	var rest []int
	for i, need := range withShortSettled(es, width) {
		if out[i] = need; need == 0 {
			rest = append(rest, i)
		} else {
			width -= need
		}
	}
	open := make([]extent, len(rest))
	for k, i := range rest {
		open[k] = es[i]
	}
	for k, w := range shareAlike(open, width) {
		out[rest[k]] = w
	}
	return out
}

// settleRounds is how often the equal part is taken anew; it grows with every
// column that needs less, and hardly after that.
const settleRounds = 3

// withShortSettled gives the columns that need no more than an equal part of
// the measure, on one line, what they need, and 0 to the others; 0 to all where
// everything fits or the words of the others would not.
func withShortSettled(es []extent, width geom.Length) []geom.Length {
	settled := make([]geom.Length, len(es))
	var least, most geom.Length
	for _, e := range es {
		least += e.least
		most += e.most
	}
	if most <= width {
		return settled
	}
	open := len(es)
	for range settleRounds {
		for i, e := range es {
			if settled[i] == 0 && e.most > 0 && e.most <= width/geom.Length(open) && least-e.least <= width-e.most {
				settled[i] = e.most
				width, least, open = width-e.most, least-e.least, open-1
			}
		}
	}
	return settled
}

// shareAlike gives columns their widths in proportion to what they need.
func shareAlike(es []extent, width geom.Length) []geom.Length {
	var least, most geom.Length
	for _, e := range es {
		least += e.least
		most += e.most
	}
	out := make([]geom.Length, len(es))
	for i, e := range es {
		switch {
		case most > 0 && most <= width.Scale(narrowPart):
			out[i] = e.most
		case most <= width:
			out[i] = e.most + (width - most).Scale(ratio(e.most, most, len(es)))
		case least < width:
			out[i] = e.least + (width - least).Scale(ratio(e.most-e.least, most-least, len(es)))
		default:
			out[i] = width.Scale(ratio(e.least, least, len(es)))
		}
	}
	return out
}

// ratio is part/whole, or an nth where there is no whole.
func ratio(part, whole geom.Length, n int) float64 {
	if whole <= 0 {
		return 1 / float64(n)
	}
	return float64(part) / float64(whole)
}
