package layout

import (
	"cmp"
	"slices"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/element"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/style"
)

// tableHead is what is shown again above the rows of a table on a new page.
type tableHead struct {
	frags  []Fragment
	height geom.Length
}

// grid is a table on its way to rows.
type grid struct {
	c      *composer
	n      *ast.Table
	places *resolve.Grid
	style  *style.Computed
	frame  frame
	top    bool // it stands in the page's own column
	inCell bool // it stands in a cell, whose rows are set at once
	turned bool // it stands on a page on its side
	outer  func(*style.Computed) *style.Computed
	// toEnd and toMiddle restyle what stands in columns of numbers.
	toEnd, toMiddle func(*style.Computed) *style.Computed
	toStart         func(*style.Computed) *style.Computed // see unaligned
	// amounts are the numbers in columns of them, points the room that those
	// need before and behind their decimal signs.
	amounts map[*ast.Cell]amount
	numeric []bool
	inBody  map[*ast.Cell]bool
	totaled bool // the last row is plainly that of the totals; see findTotals
	points  []split
	// parts are the widths of the columns in each part of the table, 0 for those
	// that it does not show; those that head the rows come in all. cols are those of
	// the part at hand.
	parts [][]geom.Length
	part  int
	cols  []geom.Length
	// ends are where the columns at hand begin and, one more, the last ends.
	ends []geom.Length
	// strips are the rows of the page for each part, set by the table's job.
	strips []strips
}

// strips are the rows of the page of one part of a table.
type strips struct{ head, body []row }

// table plans a table: its caption, and a job that works out the columns and
// sets all cells.
func (c *composer) table(n *ast.Table, st *style.Computed, f frame) {
	g := &grid{n: n, places: c.p.doc.Grid(n), style: st}
	c.op(func(e *emitter) {
		if g.turned {
			e.turn()
		}
	})
	defer c.op(func(e *emitter) { e.turned = false })
	c.box(n, st, f, func(in frame) {
		c.op(func(e *emitter) { e.lead(n.ID, in) })
		if len(n.Caption) > 0 {
			cs := c.of(n, element.Caption)
			from := 0
			c.op(func(e *emitter) { from = len(e.rows) })
			c.box(n, cs, in, func(in frame) { c.inlines(n.Caption, cs, in, nil) })
			c.op(func(e *emitter) {
				for i := range e.rows[from:] {
					shift(e.rows[from+i].frags, g.frame.x-in.x, 0)
				}
				e.keep = true
			})
		}
		g.c, g.frame = &composer{p: c.p, shrink: c.shrink}, in
		g.inCell, g.top = c.cell, !c.inner && in.x == 0 && in.width == c.p.measure(st.Page)
		c.jobs = append(c.jobs, g.set)
		c.op(g.emit)
	})
}

// set works out the widths and makes the rows.
func (g *grid) set() {
	if len(g.n.Cols) == 0 {
		return
	}
	g.widths()
	g.toEnd, g.toMiddle = aligner(g.c.shrink, style.End), aligner(g.c.shrink, style.Center)
	for i, cols := range g.parts {
		g.part, g.cols, g.ends = i, cols, sums(g.frame.x, cols)
		g.strips = append(g.strips, strips{g.group(g.n.Head, g.places.Head, true), g.group(g.n.Body, g.places.Body, false)})
	}
}

// cell is a cell of the grid with the rows of its content.
type cell struct {
	n        *ast.Cell
	style    *style.Computed
	row, col int
	rows     []row
	height   geom.Length // with padding
	top      geom.Length
	// next and y are the first of rows that no strip has taken, and where it
	// stands: strips are made from the top down.
	next int
	y    geom.Length
}

// group makes the rows of the table's head or body.
func (g *grid) group(rows []*ast.Row, places [][]resolve.Place, head bool) []row {
	var out []row
	for from := 0; from < len(rows); {
		to := spanned(rows, from)
		made := g.block(rows[from:to], places[from:to], head)
		// What heads a group stays with it.
		made[0].with = !head && from > 0 && (headsGroup(places[from-1]) || g.titles(out, rows[from-1], rows[from]))
		out = append(out, made...)
		from = to
	}
	g.edges(out, head)
	return out
}

// headsGroup reports whether a row heads those below it. One whose columns are all taken
// by cells that begin above has no cell.
func headsGroup(row []resolve.Place) bool { return len(row) > 0 && row[0].Group }

// spanned returns the end of the run of rows from from on that cells tie
// together.
func spanned(rows []*ast.Row, from int) int {
	to := from + 1
	for i := from; i < to; i++ {
		for _, c := range rows[i].Cells {
			to = min(max(to, i+c.RowSpan), len(rows))
		}
	}
	return to
}

// edges draws the rules above and below the head and the body.
func (g *grid) edges(rows []row, head bool) {
	if len(rows) == 0 {
		return
	}
	st := g.c.scaled(g.c.p.style.Of(g.n, element.Body))
	if head {
		st = g.c.scaled(g.c.p.style.Of(g.n, element.Head))
	}
	width := g.ends[len(g.cols)] - g.frame.x
	if b := st.Border.Top; b.Width > 0 {
		first := &rows[0]
		shift(first.frags, 0, b.Width)
		first.height += b.Width
		first.baseline += b.Width
		first.frags = append(first.frags, ruleAt(g.frame.x, 0, width, b.Width, b.Color))
	}
	if b := st.Border.Bottom; b.Width > 0 {
		last := &rows[len(rows)-1]
		last.frags = append(last.frags, ruleAt(g.frame.x, last.height, width, b.Width, b.Color))
		last.height += b.Width
	}
}

// sums are x and what the widths add to it, one after another.
func sums(x geom.Length, widths []geom.Length) []geom.Length {
	out := make([]geom.Length, 1, len(widths)+1)
	out[0] = x
	for _, w := range widths {
		x += w
		out = append(out, x)
	}
	return out
}

// block sets rows that belong together, as one row of the page or, where that
// would be higher than half a page, as several.
func (g *grid) block(rows []*ast.Row, places [][]resolve.Place, head bool) []row {
	cells := g.cells(rows, places, head)
	tops := g.tops(rows, cells)
	if head && tops[len(rows)] <= g.room()/2 {
		g.sink(rows, cells, tops)
	}
	frags := g.rules(rows, cells, tops)
	slices.SortStableFunc(frags, func(a, b Fragment) int { return cmp.Compare(a.Rule.Y, b.Rule.Y) })
	height := tops[len(rows)]
	if height <= g.room()/2 {
		r, _ := g.strip(cells, frags, 0, height)
		return []row{r}
	}
	return g.slices(cells, frags, height)
}

// cells sets the content of every cell in its column.
func (g *grid) cells(rows []*ast.Row, places [][]resolve.Place, head bool) []*cell {
	var out []*cell
	for i, r := range rows {
		for j, n := range r.Cells {
			shown, again := g.shows(n, places[i][j])
			if !shown {
				continue
			}
			k := &cell{n: n, style: g.c.of(n, element.Box), row: i, col: places[i][j].Col}
			x, w := g.span(k)
			pad := k.style.Padding
			k.rows = g.content(n, frame{x + pad.Left, max(w-pad.Left-pad.Right, geom.Pt)}, g.aligned(k, places[i][j], head))
			g.align(k, x+pad.Left, x+w-pad.Right)
			if again {
				for i := range k.rows {
					k.rows[i] = row{frags: artifacts(k.rows[i].frags), height: k.rows[i].height, baseline: k.rows[i].baseline, space: k.rows[i].space}
				}
			}
			k.measure()
			out = append(out, k)
		}
	}
	return out
}

// content sets blocks in a column, at once.
func (g *grid) content(n *ast.Cell, f frame, restyle func(*style.Computed) *style.Computed) []row {
	c := &composer{p: g.c.p, shrink: restyle, inner: true, cell: true}
	c.blocks(n.Blocks, f)
	for _, job := range c.jobs {
		job()
	}
	e := &emitter{}
	e.run(c.ops)
	return e.rows
}

// measure works out the height of a cell. An empty one is as high as a line, as room for
// what a person fills in, and so that the rules of empty rows do not lie on each other.
func (k *cell) measure() {
	k.height = k.style.Padding.Top + k.style.Padding.Bottom
	if len(k.rows) == 0 {
		k.height += k.style.LineHeight
	}
	for i := range k.rows {
		k.height += k.rows[i].height
		if i > 0 {
			k.height += k.rows[i].space
		}
	}
}

// span is where a cell begins and how wide it is.
func (g *grid) span(k *cell) (x, width geom.Length) {
	from := min(k.col, len(g.cols))
	to := min(k.col+max(k.n.ColSpan, 1), len(g.cols))
	return g.ends[from], g.ends[to] - g.ends[from]
}

// tops works out where the rows begin; the last value is the height of all.
// A cell over several rows makes the last of them higher.
func (g *grid) tops(rows []*ast.Row, cells []*cell) []geom.Length {
	tops := make([]geom.Length, len(rows)+1)
	ending := make([][]*cell, len(rows))
	for _, k := range cells {
		end := min(k.row+max(k.n.RowSpan, 1), len(rows))
		ending[end-1] = append(ending[end-1], k)
	}
	for i := range rows {
		bottom := tops[i]
		for _, k := range ending[i] {
			bottom = max(bottom, tops[k.row]+k.height)
		}
		tops[i+1] = bottom + g.below(rows[i]).Width
	}
	for _, k := range cells {
		k.top = tops[k.row] + k.style.Padding.Top
		k.y = k.top
	}
	return tops
}

// rules draws backgrounds and the rules below rows, where no cell spans them.
func (g *grid) rules(rows []*ast.Row, cells []*cell, tops []geom.Length) []Fragment {
	var out []Fragment
	below := make([]style.Border, len(rows))
	for i, r := range rows {
		below[i] = g.below(r)
	}
	for _, k := range cells {
		end := min(k.row+max(k.n.RowSpan, 1), len(rows))
		x, w := g.span(k)
		if bg := k.style.Background; bg != nil {
			f := ruleAt(x, tops[k.row], w, tops[end]-tops[k.row], *bg)
			f.Artifact = BackgroundArt
			out = append(out, f)
		}
		if b := below[end-1]; b.Width > 0 {
			out = lengthen(out, ruleAt(x, tops[end]-b.Width, w, b.Width, b.Color))
		}
	}
	return out
}

// lengthen appends a rule, or makes the last one longer where f goes on from
// its end.
func lengthen(list []Fragment, f Fragment) []Fragment {
	if n := len(list); n > 0 {
		last := list[n-1].Rule
		if last.Y == f.Rule.Y && last.H == f.Rule.H && last.Right() == f.Rule.X && last.Color == f.Rule.Color {
			last.W += f.Rule.W
			return list
		}
	}
	return append(list, f)
}

// strip joins what stands between two heights of the block to a row. It takes
// the rules from the front of frags, which are ordered by height, and returns
// those that are left.
func (g *grid) strip(cells []*cell, frags []Fragment, from, to geom.Length) (row, []Fragment) {
	out := row{height: to - from}
	n := 0
	for n < len(frags) && (frags[n].Rule.Y < to || frags[n].Rule.Bottom() <= to) {
		n++
	}
	out.frags = append(out.frags, frags[:n]...)
	shift(out.frags, 0, -from)
	for _, k := range cells {
		if k.top-k.style.Padding.Top >= to {
			break // this cell's row and all after it are further down
		}
		for ; k.next < len(k.rows); k.next++ {
			r := &k.rows[k.next]
			space := r.space
			if k.next == 0 {
				space = 0
			}
			if k.y+space+r.height > to {
				break
			}
			out.take(r, k.y+space-from)
			k.y += space + r.height
		}
	}
	return out, frags[n:]
}

// take moves a cell's row into a row of the page.
func (r *row) take(from *row, y geom.Length) {
	shift(from.frags, 0, y)
	r.frags = append(r.frags, from.frags...)
	if r.start.Node == nil {
		r.start = from.start
	}
	if r.baseline == 0 {
		r.baseline = y + from.baseline
	}
	if from.rare != nil {
		m := r.more()
		m.notes = append(m.notes, from.rare.notes...)
		m.dests = append(m.dests, from.rare.dests...)
		m.strings = append(m.strings, from.rare.strings...)
	}
}

// sliceCost is that of a page end inside a high row of a table.
const sliceCost = 200

// slices cuts a high block wherever no line of any cell is cut.
func (g *grid) slices(cells []*cell, frags []Fragment, height geom.Length) []row {
	for i := range frags {
		// A background over several pages is left out: its parts would
		// have to be drawn anew on each.
		if frags[i].Artifact == BackgroundArt {
			frags[i].Rule.H = 0
		}
	}
	var out []row
	from := geom.Length(0)
	for _, cut := range append(cuts(cells), height) {
		if cut <= from {
			continue
		}
		var r row
		r, frags = g.strip(cells, frags, from, cut)
		if from > 0 {
			r.cost = sliceCost
		}
		out = append(out, r)
		from = cut
		for len(cells) > 0 && cells[0].next == len(cells[0].rows) {
			cells = cells[1:]
		}
	}
	return out
}
