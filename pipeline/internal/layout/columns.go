package layout

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/element"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/style"
)

// extent is how wide a column must be for its longest word, and how wide for
// nothing to be broken.
type extent struct{ least, most geom.Length }

// shrinks are the sizes in which a table is tried that is too wide, as parts
// of the sheet's.
var shrinks = []float64{1, 0.92, 0.84, 0.76}

// widths works out the columns after CSS's automatic table layout (CSS 2.2,
// 17.5.2.2), in smaller type where the longest words do not fit otherwise.
func (g *grid) widths() {
	var extents []extent
	outer := g.c.shrink
	for _, factor := range shrinks {
		g.c.shrink = shrinker(outer, factor)
		extents = g.extents()
		if sumLeast(extents) <= g.frame.width {
			break
		}
	}
	if sumLeast(extents) > g.frame.width {
		g.c.p.log.Add(diag.Diagnostic{Code: NarrowTable, Severity: diag.Warning, Pos: g.n.Pos(), Rule: "table",
			Message: "the table's words do not fit its columns, even in small type", Hint: "split the table or shorten its headings"})
	}
	g.cols = share(extents, g.frame.width)
}

// shrinker returns a function that makes styles smaller, the same style from
// the same style.
func shrinker(outer func(*style.Computed) *style.Computed, factor float64) func(*style.Computed) *style.Computed {
	if factor == 1 {
		return outer
	}
	made := map[*style.Computed]*style.Computed{}
	return func(st *style.Computed) *style.Computed {
		if outer != nil {
			st = outer(st)
		}
		if made[st] == nil {
			s := *st
			factor := max(factor, ratio(st.FontMin, st.FontSize, 1)) // a size never lies under its minimum, so at most 1
			s.FontSize, s.LineHeight = st.AtLeast(st.FontSize.Scale(factor)), s.LineHeight.Scale(factor)
			s.Padding.Left, s.Padding.Right = s.Padding.Left.Scale(factor), s.Padding.Right.Scale(factor)
			made[st] = &s
		}
		return made[st]
	}
}

func sumLeast(es []extent) geom.Length {
	var w geom.Length
	for _, e := range es {
		w += e.least
	}
	return w
}

// extents measures the columns: first by the cells of one column, then those
// over several widen the columns that they span, all alike.
func (g *grid) extents() []extent {
	out := make([]extent, len(g.n.Cols))
	var wide []*cell
	g.eachCell(func(n *ast.Cell, place resolve.Place) {
		k := &cell{n: n, col: min(place.Col, len(out)-1)}
		if n.ColSpan > 1 {
			wide = append(wide, k)
			return
		}
		e := g.measure(n)
		out[k.col] = extent{max(out[k.col].least, e.least), max(out[k.col].most, e.most)}
	})
	for _, k := range wide {
		widen(out[k.col:min(k.col+k.n.ColSpan, len(out))], g.measure(k.n))
	}
	return out
}

// eachCell calls f for every cell with its place, row by row.
func (g *grid) eachCell(f func(*ast.Cell, resolve.Place)) {
	each := func(rows []*ast.Row, places [][]resolve.Place) {
		for i, r := range rows {
			for j, n := range r.Cells {
				f(n, places[i][j])
			}
		}
	}
	each(g.n.Head, g.places.Head)
	each(g.n.Body, g.places.Body)
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

// measure sets a cell on endless lines and on none.
func (g *grid) measure(n *ast.Cell) extent {
	pad := g.c.of(n, element.Box).Padding
	sides := pad.Left + pad.Right
	var e extent
	ast.WalkBlocks(n.Blocks, func(node ast.Node) bool {
		p, ok := node.(*ast.Paragraph)
		if !ok {
			_, inline := node.(ast.Inline)
			return !inline
		}
		images := []*ast.Image{}
		pieces := g.c.pieces(nil, p.Inlines, &images)
		if len(pieces) == 0 {
			return false
		}
		st := *g.c.of(p, element.Box)
		st.TextAlign, st.TextAlignLast = style.Start, style.Start
		for _, l := range g.c.p.setter.paragraph(pieces, paragraphStyle{style: &st, measure: wide}) {
			e.most = max(e.most, lineWidth(&l))
			e.least = max(e.least, wordWidth(&l))
		}
		return false
	})
	return extent{e.least + sides + roomForRounding, e.most + sides + roomForRounding}
}

// roomForRounding keeps a line that fits exactly from being broken.
const roomForRounding = geom.Pt / 4

// wordWidth is the width of the widest word in a line, across the ends of its
// runs.
func wordWidth(l *line) geom.Length {
	var word, widest geom.Length
	for _, f := range l.frags {
		if f.Image != nil {
			word += f.Image.W
			widest = max(widest, word)
		}
		if f.Run == nil {
			continue
		}
		at := 0
		for _, gl := range f.Run.Glyphs {
			end := min(at+int(gl.Text), len(f.Run.Text))
			if end > at && strings.TrimSpace(f.Run.Text[at:end]) == "" {
				word = 0
			} else {
				word += advance(f.Run, gl)
			}
			widest = max(widest, word)
			at = end
		}
	}
	return widest
}

// share gives the columns their widths within the measure, which the table
// fills. Where not every cell can stand on one line, columns of figures and
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
