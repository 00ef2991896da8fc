package layout

import (
	"cmp"
	"slices"

	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/linebreak"
	"octavo/pipeline/internal/style"
)

// A page ends where its paragraphs let it. Where that leaves facing pages of
// unequal depth or a few lines alone on a last page, paragraphs that stand whole on
// a page give: some can be set in a line more or fewer than is best for them and
// keep within good spacing. Headings take a line more of white above them.

const (
	// giveCost is that of a line that paragraphs give where pages face each other:
	// less than of a page that is a line short. loneCost is that of one where they
	// do not: only to keep a few lines from standing alone.
	giveCost, loneCost = 40, 250
	// whiteCost is what a line of white above a heading costs beyond that.
	whiteCost = 20
	// mostGiven is how many lines a page gains or loses at most.
	mostGiven = 2
	// leastGiving is how many lines a paragraph has that gets one more: in fewer,
	// all of them would be loose.
	leastGiving = 4
)

// What a paragraph may give.
const (
	fewer = iota
	more
	ways
)

// looseness is what package linebreak calls the ways.
var looseness = [ways]int{-1, +1}

// elastic is a paragraph that has other settings than its best.
type elastic struct {
	first, last int // its rows
	give
}

// give is what a paragraph gives.
type give struct {
	has  [ways]bool  // the settings that it has
	cost [ways]int64 // their demerits for a line
}

// gives says what the rows at hand give.
type gives struct {
	paras []elastic
	heads []int // the rows that begin headings and take white
	// By row: how many paragraphs that give begin before it, and end before it; how
	// many headings before it take white.
	begun, ended [ways][]int
	white        []int
	line         int // the cost of a line
}

// gains lists the lines that a page of rows from to to, so high as it is, may gain:
// none, and those that fill it or leave it a line short.
func (b *breaker) gains(from, to, note int, height geom.Length) []int {
	b.list = append(b.list[:0], 0)
	g := b.room.gives
	if g == nil {
		return b.list
	}
	p, lawful := b.page(note, to, height)
	switch {
	case !lawful:
		return b.losses(from, to, note, height)
	case to == len(b.strips):
		return b.list // the last page need not be full
	}
	free := int(p.white / b.room.line)
	most := min(g.count(more, from, to)+g.headings(from, to), mostGiven)
	for n := max(free-1, 1); n <= min(free, most); n++ {
		b.list = append(b.list, n)
	}
	return b.list
}

// losses lists the lines that a page that is too full may lose; where it is too full
// still, none.
func (b *breaker) losses(from, to, note int, height geom.Length) []int {
	most := min(b.room.gives.count(fewer, from, to), mostGiven)
	for n := 1; n <= most; n++ {
		if _, lawful := b.page(note, to, height-geom.Length(n)*b.room.line); lawful {
			b.list = b.list[:0]
			for ; n <= most; n++ {
				b.list = append(b.list, -n)
			}
			return b.list
		}
	}
	return b.list
}

// count is how many paragraphs that stand whole in the rows from to to give a line
// in a way.
func (g *gives) count(way, from, to int) int {
	return max(g.ended[way][to]-g.begun[way][from], 0)
}

// headings is how many of them take white; the one that begins a page does not.
func (g *gives) headings(from, to int) int { return g.white[to] - g.white[from+1] }

// cost is that of lines gained, or lost, by the page of rows from to to.
func (g *gives) cost(from, to, lines int) int {
	switch {
	case lines == 0:
		return 0
	case lines < 0:
		return -lines * g.line
	}
	return lines*g.line + max(lines-g.count(more, from, to), 0)*whiteCost
}

// newGives asks the paragraphs of rows what they give.
func (d *divider) newGives(rows []row, facing bool) *gives {
	g := &gives{line: loneCost}
	if facing {
		g.line = giveCost
	}
	for i := range rows {
		if n := d.elasticAt(rows[i:]); n > 0 {
			g.paras = append(g.paras, elastic{first: i, last: i + n - 1})
		}
		if rows[i].heads && rows[i].cost < forbidden {
			g.heads = append(g.heads, i)
		}
	}
	jobs := make([]func(), len(g.paras))
	for i := range g.paras {
		e := &g.paras[i]
		jobs[i] = func() { e.give = d.p.giveOf(rows[e.first].para) }
	}
	inParallel(d.p.ctx, jobs)
	g.add(len(rows))
	return g
}

// add counts up what there is.
func (g *gives) add(rows int) {
	var begin, end [ways][]int
	for _, e := range g.paras {
		for way := range ways {
			if e.has[way] {
				begin[way], end[way] = append(begin[way], e.first), append(end[way], e.last)
			}
		}
	}
	for way := range ways {
		g.begun[way], g.ended[way] = before(begin[way], rows), before(end[way], rows)
	}
	g.white = before(g.heads, rows)
}

// before counts by row how many of the marked ones are before it.
func before(marked []int, rows int) []int {
	sums := make([]int, rows+1)
	for _, i := range marked {
		sums[i+1]++
	}
	for i := range rows {
		sums[i+1] += sums[i]
	}
	return sums
}

// elasticAt is how many rows a paragraph has that begins the rows and may be set
// anew: a justified one, all of it lines of the grid; 0 where there is none.
func (d *divider) elasticAt(rows []row) int {
	p := rows[0].para
	if p == nil || rows[0].index > 0 || p.pieces == nil || !p.elastic() || len(p.lines) > len(rows) {
		return 0
	}
	for k := range p.lines {
		if r := &rows[k]; r.para != p || r.index != k || !r.onGrid {
			return 0
		}
	}
	return len(p.lines)
}

// elastic reports whether a paragraph may have other settings.
func (p *para) elastic() bool {
	return p.style.style.TextAlign == style.Justify && len(p.lines) > 1 && len(p.lines) <= mostRevised
}

// giveOf finds what a paragraph gives.
func (p *paginator) giveOf(para *para) give {
	if !para.asked {
		t := p.setter.again(para.pieces, para.style)
		defer t.leave()
		para.ask(t)
	}
	return para.gives
}

// ask finds the settings that the paragraph, which is t, has beside its best.
func (p *para) ask(t *text) {
	p.asked = true
	for way, r := range linebreak.Loosened(t.items, t.params(), looseness[:]...) {
		if way == more && len(p.lines) < leastGiving {
			continue
		}
		if r.Exact && len(r.Lines) == len(p.lines)+looseness[way] {
			p.gives.has[way], p.gives.cost[way] = true, r.Demerits/int64(len(r.Lines))
		}
	}
}

// best are the paragraphs whole in the rows from to to that give n lines in a way at
// the least cost.
func (g *gives) best(way, from, to, n int) []*elastic {
	var list []*elastic
	for i := range g.paras {
		if e := &g.paras[i]; e.first >= from && e.last < to && e.has[way] {
			list = append(list, e)
		}
	}
	slices.SortStableFunc(list, func(a, b *elastic) int { return cmp.Compare(a.cost[way], b.cost[way]) })
	return list[:min(n, len(list))]
}

// give sets the paragraphs of rows as the pages need them.
func (d *divider) give(rows []row, ends []pageEnd, g *gives, line geom.Length) ([]row, []pageEnd) {
	if g == nil {
		return rows, ends
	}
	out := make([]row, 0, len(rows)+mostGiven*len(ends))
	from := 0
	for i, end := range ends {
		out = append(out, d.page(rows, from, end, g, line)...)
		from, ends[i].row = end.row, len(out)
	}
	return out, ends
}

// page makes the rows of a page, from row from on, with the lines that it gains.
func (d *divider) page(rows []row, from int, end pageEnd, g *gives, line geom.Length) []row {
	way, n := more, end.gain
	if n < 0 {
		way, n = fewer, -n
	}
	anew := map[int]*elastic{}
	for _, e := range g.best(way, from, end.row, n) {
		anew[e.first] = e
	}
	white := n - len(anew)
	var out []row
	for i := from; i < end.row; i++ {
		r := rows[i]
		if e := anew[i]; e != nil {
			out = append(out, d.p.reset(rows[i:e.last+1], looseness[way], line)...)
			i = e.last
			continue
		}
		if white > 0 && i > from && r.heads && r.cost < forbidden {
			r.space += line
			white--
		}
		out = append(out, r)
	}
	return out
}

// reset sets the paragraph of rows, which it has for itself, anew.
func (p *paginator) reset(rows []row, by int, line geom.Length) []row {
	para, was := rows[0].para, rows[0].para.lines
	t := p.setter.again(para.pieces, para.style)
	defer t.leave()
	para.lines, _ = t.lines(variant{looseness: by})
	out := make([]row, len(para.lines))
	for i := range out {
		out[i] = para.row(i)
		para.snap(&out[i], line)
	}
	out[0].follow(&rows[0], &was[0])
	last := len(rows) - 1
	if r := rows[last].rare; last > 0 && r != nil && len(r.notes) > len(was[last].notes) {
		m := out[len(out)-1].more()
		m.notes = append(m.notes[:len(m.notes):len(m.notes)], r.notes[len(was[last].notes):]...)
	}
	return out
}

// follow takes over what a paragraph's first row has beside its line.
func (r *row) follow(old *row, line *line) {
	lead := len(old.frags) - len(line.frags)
	r.frags = append(old.frags[:lead:lead], r.frags...)
	r.space, r.cost, r.with, r.heads = old.space, old.cost, old.with, old.heads
	if old.rare == nil {
		return
	}
	own := r.more()
	both := *old.rare
	n := len(both.dests) - len(line.dests)
	both.dests = append(both.dests[:n:n], own.dests...)
	both.notes = own.notes
	*own = both
}
