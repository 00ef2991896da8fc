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
	return list
}

// dividedAttempts lists the ways to divide the table by its columns, upright: in the
// sheet's size and the smallest, first where no cell over several columns is cut,
// then anywhere, such a cell coming again; at last words are broken at every place.
func (g *grid) dividedAttempts(smallest float64) []division {
	if g.inCell {
		return nil
	}
	a := attempt{wrap: halved, factor: 1}
	if g.top {
		a.free = g.c.p.freeMargin(g.style.Page)
	}
	small, broken := a, a
	small.factor, broken.factor, broken.wrap = smallest, smallest, pieced
	return []division{{attempt: a}, {a, true}, {small, false}, {small, true}, {broken, true}}
}

// division is a way to divide a table: cut says that cells over several columns
// come again in each part that shows one of these.
type division struct {
	attempt
	cut bool
}

// widths works out the columns after CSS's automatic table layout (CSS 2.2,
// 17.5.2.2), in the first way in which the table fits; where none is, divided by
// its columns.
func (g *grid) widths() {
	g.findAmounts()
	g.findTotals()
	g.outer = g.c.shrink
	sheet := g.frame
	list := g.attempts()
	for _, a := range list {
		if g.fits(a, sheet) {
			return
		}
	}
	last := list[len(list)-1]
	for _, d := range g.dividedAttempts(last.factor) {
		if g.divide(d, sheet) {
			return
		}
	}
	if last.wrap = pieced; g.fits(last, sheet) {
		return
	}
	g.say(NarrowTable, diag.Warning, "the table's words do not fit its columns, even in small type", "split the table or shorten its headings")
	g.start(last, sheet)
	g.cols = share(g.extents(last.wrap, endless), g.frame.width)
	g.parts = [][]geom.Length{g.cols}
}

// fits sets the table in the way a, if it fits.
func (g *grid) fits(a attempt, sheet frame) bool {
	g.start(a, sheet)
	extents := g.extents(a.wrap, g.frame.width)
	if sumLeast(extents) > g.frame.width {
		return false
	}
	g.cols = share(extents, g.frame.width)
	g.parts = [][]geom.Length{g.cols}
	g.report(a)
	return true
}

// start makes the frame and the styles those of the way a.
func (g *grid) start(a attempt, sheet frame) {
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

// divide divides the table by its columns, the columns that head the rows in each
// part: into the fewest parts, and of these the evenest. It reports whether that can
// be had.
func (g *grid) divide(d division, sheet frame) bool {
	g.start(d.attempt, sheet)
	c := columns{heads: max(g.n.HeadCols, 1)}
	if c.alone, c.over = g.alone(d.wrap, endless); c.heads >= len(c.alone) {
		return false
	}
	if !d.cut {
		c.tie()
	}
	ends := c.divisions(g.frame.width)
	if len(ends) < 2 {
		return false
	}
	for limit := g.frame.width; limit > 0; limit -= g.frame.width / evenSteps {
		even := c.divisions(limit)
		if len(even) != len(ends) {
			break
		}
		ends = even
	}
	from := c.heads
	for _, to := range ends {
		widths := share(c.part(from, to), g.frame.width)
		cols := make([]geom.Length, len(c.alone))
		copy(cols, widths[:c.heads])
		copy(cols[from:to], widths[c.heads:])
		g.parts = append(g.parts, cols)
		from = to
	}
	g.report(d.attempt)
	g.say(SplitTable, diag.Info, "the table is too wide for the page: it is divided by its columns, the first of which come again", "")
	return true
}

// evenSteps is the fineness with which parts are made even.
const evenSteps = 20

// columns are those of a table that is divided.
type columns struct {
	alone []extent   // as cells of one column need them
	over  []spanning // the other cells
	heads int        // the columns that come in each part
	tied  []bool     // before which columns no part ends; nil where none are tied
}

// tie has no part end within a cell over several columns, unless it is over the
// whole table.
func (c *columns) tie() {
	c.tied = make([]bool, len(c.alone))
	for _, s := range c.over {
		for k := s.from + 1; k < s.to && (s.from >= c.heads || s.to < len(c.alone)); k++ {
			c.tied[k] = true
		}
	}
}

// part is what the columns of a part need, those that come in each first and then
// those from from to to.
func (c *columns) part(from, to int) []extent {
	out := append(append([]extent(nil), c.alone[:c.heads]...), c.alone[from:to]...)
	in := func(k int) int { // the place in the part of what stands before column k
		return min(k, c.heads) + min(max(k, from), to) - from
	}
	for _, s := range c.over {
		if shown := out[in(s.from):in(s.to)]; len(shown) > 0 {
			widen(shown, s.extent)
		}
	}
	return out
}

// divisions gives the columns before which parts within a measure end; nil where
// it cannot be had, as where a column is too wide.
func (c *columns) divisions(measure geom.Length) []int {
	var ends []int
	from, last := c.heads, 0
	for to := c.heads + 1; to <= len(c.alone); to++ {
		for sumLeast(c.part(from, to)) > measure {
			if last <= from {
				return nil
			}
			ends = append(ends, last)
			from = last
		}
		if to < len(c.alone) && (c.tied == nil || !c.tied[to]) {
			last = to
		}
	}
	return append(ends, len(c.alone))
}

// shows reports whether a cell has a place in the part at hand, and whether an
// earlier part has shown it.
func (g *grid) shows(n *ast.Cell, p resolve.Place) (shown, again bool) {
	if len(g.parts) == 1 {
		return true, false
	}
	to := min(p.Col+max(n.ColSpan, 1), len(g.cols))
	for k := p.Col; k < to && !shown; k++ {
		shown = g.cols[k] > 0
	}
	for k := p.Col; k < to && shown; k++ { // seldom reached: most cells stand in other parts
		for _, earlier := range g.parts[:g.part] {
			again = again || earlier[k] > 0
		}
	}
	return shown, again
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
