package layout

import (
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/style"
)

// attempt is a way to set a table.
type attempt struct {
	wrap   wrap
	free   geom.Length // of the left margin that it takes
	turned bool        // on a page that lies on its side
	factor float64     // of the sheet's size of type
}

// smallestType is the floor under a table's type, as a part of the body's size.
const smallestType = 0.75

// shrinks are the sizes in which a table is tried that is too wide, as parts of
// the sheet's, down to the floor.
var shrinks = []float64{0.95, 0.9, 0.85, 0.8, 0.75}

// attempts lists the ways to set the table, the best first: words whole; words
// broken by their patterns; the free margin; the page turned; smaller type.
func (g *grid) attempts() []attempt {
	list := []attempt{{factor: 1}, {wrap: halved, factor: 1}}
	last := attempt{wrap: halved, factor: 1}
	if g.top {
		if free := g.c.p.freeMargin(g.style.Page); free > 0 {
			list = append(list, attempt{wrap: halved, free: free, factor: 1})
		}
		last.turned = true
		list = append(list, attempt{turned: true, factor: 1}, last)
	}
	floor := g.c.p.style.Body().FontSize.Scale(smallestType)
	for _, factor := range shrinks {
		if last.factor = factor; g.style.FontSize.Scale(factor) < floor {
			break
		}
		list = append(list, last)
	}
	return append(list, attempt{wrap: pieced, turned: last.turned, factor: list[len(list)-1].factor})
}

// widths works out the columns after CSS's automatic table layout (CSS 2.2,
// 17.5.2.2), in the first way in which the table fits; where none is, divided by
// its columns.
func (g *grid) widths() {
	g.findAmounts()
	g.outer = g.c.shrink
	sheet := g.frame
	var extents []extent
	for _, a := range g.attempts() {
		extents = g.try(a, sheet)
		if sumLeast(extents) <= g.frame.width {
			g.cols = share(extents, g.frame.width)
			g.parts = [][]geom.Length{g.cols}
			g.report(a)
			return
		}
	}
	if g.top && g.divide(sheet) {
		return
	}
	g.say(NarrowTable, diag.Warning, "the table's words do not fit its columns, even in small type", "split the table or shorten its headings")
	g.cols = share(extents, g.frame.width)
	g.parts = [][]geom.Length{g.cols}
}

// try measures the columns in the way a.
func (g *grid) try(a attempt, sheet frame) []extent {
	g.frame, g.turned = sheet, a.turned
	if a.turned {
		g.frame.width = g.c.p.measure(g.style.Page + turned)
	}
	g.frame.x -= a.free
	g.frame.width += a.free
	g.c.shrink = shrinker(g.outer, a.factor)
	if a.wrap != whole && g.style.Hyphens {
		g.c.shrink = hyphenator(g.c.shrink)
	}
	return g.extents(a.wrap)
}

// report says in which way the table was made to fit.
func (g *grid) report(a attempt) {
	if a.turned {
		g.say(TurnedTable, diag.Info, "the table is too wide for the page: it stands on a page that is turned", "")
	}
	if a.factor != 1 {
		g.say(SmallTable, diag.Info, "the table is too wide for the page: it is set in smaller type", "")
	}
}

func (g *grid) say(code diag.Code, severity diag.Severity, message, hint string) {
	g.c.p.log.Add(diag.Diagnostic{Code: code, Severity: severity, Pos: g.n.Pos(), Rule: "table", Message: message, Hint: hint})
}

// divide divides the table by its columns, upright and in the sheet's size, the
// columns that head the rows in each part. It reports whether that can be had.
func (g *grid) divide(sheet frame) bool {
	a := attempt{wrap: halved, free: g.c.p.freeMargin(g.style.Page), factor: 1}
	extents := g.try(a, sheet)
	heads := max(g.n.HeadCols, 1)
	if heads >= len(extents) {
		return false
	}
	ends := g.divisions(extents, heads, g.frame.width)
	if len(ends) < 2 {
		return false
	}
	// The fewest parts, and of these the evenest.
	for limit := g.frame.width; limit > 0; limit -= g.frame.width / evenSteps {
		even := g.divisions(extents, heads, limit)
		if len(even) != len(ends) {
			break
		}
		ends = even
	}
	from := heads
	for _, to := range ends {
		shown := append(append([]extent(nil), extents[:heads]...), extents[from:to]...)
		widths := share(shown, g.frame.width)
		cols := make([]geom.Length, len(extents))
		copy(cols, widths[:heads])
		copy(cols[from:to], widths[heads:])
		g.parts = append(g.parts, cols)
		from = to
	}
	g.heads = heads
	g.say(SplitTable, diag.Info, "the table is too wide for the page: it is divided by its columns, the first of which come again", "")
	return true
}

// evenSteps is the fineness with which parts are made even.
const evenSteps = 20

// divisions gives the columns before which parts within a measure end; nil where
// it cannot be had, as where a column is too wide, or cells span all places at
// which to divide.
func (g *grid) divisions(es []extent, heads int, measure geom.Length) []int {
	var least geom.Length
	for _, e := range es[:heads] {
		least += e.least
	}
	tied := g.tied(heads)
	var ends []int
	width, from, last := least, heads, 0
	for i := heads; i < len(es); i++ {
		if i > from && !tied[i] {
			last = i
		}
		width += es[i].least
		for width > measure {
			if last <= from {
				return nil
			}
			ends = append(ends, last)
			width = least + sumLeast(es[last:i+1])
			from = last
		}
	}
	return append(ends, len(es))
}

// tied tells before which columns cells stand that span them, those over the
// whole table left out.
func (g *grid) tied(heads int) []bool {
	out := make([]bool, len(g.n.Cols)+1)
	g.eachCell(func(n *ast.Cell, p resolve.Place) {
		if p.Col < heads && p.Col+n.ColSpan >= len(g.n.Cols) {
			return
		}
		for k := p.Col + 1; k < min(p.Col+n.ColSpan, len(out)); k++ {
			out[k] = true
		}
	})
	return out
}

// shows reports whether a cell has a place in the part at hand, and whether the
// part shows it again.
func (g *grid) shows(n *ast.Cell, p resolve.Place) (shown, again bool) {
	to := min(p.Col+max(n.ColSpan, 1), len(g.cols))
	for k := p.Col; k < to; k++ {
		shown = shown || g.cols[k] > 0
	}
	return shown || len(g.parts) == 1, g.part > 0 && p.Col < max(g.heads, 1)
}

// hyphenator returns a function that lets words of styles be broken.
func hyphenator(outer func(*style.Computed) *style.Computed) func(*style.Computed) *style.Computed {
	return restyler(outer, func(s *style.Computed) { s.Hyphens = true })
}

// restyler returns a function that changes styles, the same style to the same.
func restyler(outer func(*style.Computed) *style.Computed, change func(*style.Computed)) func(*style.Computed) *style.Computed {
	made := map[*style.Computed]*style.Computed{}
	return func(st *style.Computed) *style.Computed {
		if outer != nil {
			st = outer(st)
		}
		if made[st] == nil {
			s := *st
			change(&s)
			made[st] = &s
		}
		return made[st]
	}
}

// aligner returns a function that moves text to the side where numbers stand.
func aligner(outer func(*style.Computed) *style.Computed, to style.TextAlign) func(*style.Computed) *style.Computed {
	return restyler(outer, func(s *style.Computed) {
		if s.TextAlign == style.Start {
			s.TextAlign, s.TextAlignLast = to, to
		}
	})
}

// aligned is how the cells of a column of numbers are set in which the source
// aligns nothing.
func (g *grid) aligned(k *cell, p resolve.Place, head bool) func(*style.Computed) *style.Computed {
	if p.Header == ast.HeaderRow {
		return g.c.shrink
	}
	for i := k.col; i < k.col+max(k.n.ColSpan, 1); i++ {
		if i >= len(g.numeric) || !g.numeric[i] || g.n.Cols[i] != ast.AlignDefault {
			return g.c.shrink
		}
	}
	if k.n.ColSpan > 1 {
		if !head {
			return g.c.shrink
		}
		return g.toMiddle
	}
	if _, ok := g.amounts[k.n]; ok {
		return g.c.shrink
	}
	return g.toEnd
}
