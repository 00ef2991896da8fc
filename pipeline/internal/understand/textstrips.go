package understand

import (
	"octavo/pipeline/internal/text"
)

// stripsAt finds the strips of columns that the gap at g parts among the lines from
// line from on that are not taken.
func (s *state) stripsAt(from, g int, taken []bool, kind stripKind) []strip {
	var found []strip
	page := s.lines[from : from+len(taken)]
	for a, b := range runs(0, len(page), func(_, k int) bool { return !taken[k] && page[k].fits(g) }) {
		if p, ok := stripOf(page, a, b, g, kind); ok {
			p.crossed = crossedAt(page, p.from-1, g, -1) || crossedAt(page, p.to, g, 1)
			p.from, p.to = p.from+from, p.to+from
			found = append(found, p)
		}
	}
	return found
}

// crossedAt reports whether the lines at k and on, in the direction step, cross the gap
// at g between lines with columns and no empty line parts them from these.
func crossedAt(page []*line, k, g, step int) bool {
	tight := func(a int) bool { return a >= 0 && a < len(page) && page[a].blank == 0 }
	if k < 0 || k >= len(page) || !tight(max(k, k-step)) {
		return false
	}
	for n := 0; k >= 0 && k < len(page) && n < tightCrossing; n++ {
		if k += step; k < 0 || k >= len(page) || !tight(max(k, k-step)) {
			return false
		}
		if page[k].fits(g) && page[k].isBeside(g) {
			return true
		}
	}
	return false
}

// tightCrossing is how many lines amid columns cross them where a picture or a frame
// makes the text give way.
const tightCrossing = 12

// isBeside reports whether a line that does not cross the gap at g has text on either
// side of it.
func (l *line) isBeside(g int) bool { return l.indent < g && l.reaches(g) }

// stripKind says what strips are looked for: which lines are parts of one for sure, how many
// there are at least, and whether the head and the foot of the page may stand around them.
type stripKind struct {
	has   func(*line, int) bool
	least int
	edges bool
}

// reaches reports whether a line has text behind the gap at g.
func (l *line) reaches(g int) bool { return l.width() > g+1 }

// reachesMargin reports the same of a line that is not the number of the page.
func (l *line) reachesMargin(g int) bool { return l.reaches(g) && !isNumberedPage(l.text) }

// stripOf makes a strip of lines [a, b) of a page, which do not cross the gap at g:
// without the heads and feet of the page and what stands apart above and below.
func stripOf(page []*line, a, b, g int, kind stripKind) (strip, bool) {
	first, last, beside := -1, -1, 0
	for i := a; i < b; i++ {
		stands := i > a && kind.edges && page[i].isStaggered(page[i-1], g)
		if stands || kind.has(page[i], g) {
			if beside == 0 {
				first = i
			}
			last = i
			beside++
		}
	}
	few := beside < kind.least
	if few && (!kind.edges || beside < leastCut) {
		return strip{}, false
	}
	p := strip{from: first, to: last + 1}
	for p.from > a && page[p.from].blank == 0 {
		p.from--
	}
	for p.to < b && !isNumberedPage(page[p.to].text) && (page[p.to].blank == 0 || b == len(page) || goesOnBelow(page, p.to, g)) {
		p.to++
	}
	if kind.edges {
		p.withoutEdges(page)
		p.withoutTitle(page)
	}
	if !p.part(page) || !p.withoutGrid(page) || few && !p.cutsText() {
		return strip{}, false
	}
	p.From, p.To = page[p.from].pos.Line, page[p.to-1].pos.Line
	return p, true
}

// withoutGrid leaves out the lines of a table above or below the columns, which has more
// of them, and marks the strip where they stand amid its lines; ok is false where too
// little is left.
func (p *strip) withoutGrid(page []*line) (ok bool) {
	half, from, to := (p.from+p.to)/2, p.from, p.to
	for i := p.from; i < p.to; i++ {
		switch {
		case !p.isGrid(i, page[i]):
		case i < half:
			from = i + 1
		default:
			to = min(to, i)
		}
	}
	whole := p.to - p.from
	if p.from == from && p.to == to {
		return true
	}
	p.from, p.to = from, to
	if 2*(to-from) < whole {
		return false
	}
	return p.part(page)
}

// goesOnBelow reports whether line i, which an empty one parts from those above, goes
// on in the next line before the gap at g: it is no heading over the page.
func goesOnBelow(page []*line, i, g int) bool {
	return page[i].indent > g || i+1 < len(page) && page[i+1].blank == 0 && page[i+1].fits(g) && startsLower(page[i+1].text)
}

// edgeRows is how many lines the head or foot of a page has at most.
const edgeRows = 3

// withoutEdges leaves the head and the foot of the page out of the strip: what an
// empty line parts from the columns at its edge.
func (p *strip) withoutEdges(page []*line) {
	for n := 1; p.from < n && n <= edgeRows && p.from+n < p.to; n++ {
		if page[n].blank > 0 && isEdgeRow(page[n-1]) {
			p.from = n
		}
	}
	for n := 1; p.to > len(page)-n && n <= edgeRows && p.to-n > p.from; n++ {
		if at := len(page) - n; page[at].blank > 0 && isEdgeRow(page[at]) {
			p.to = at
		}
	}
}

// isEdgeRow reports whether a line can be one of a running head or foot: it is short,
// or has parts that stand far apart.
func isEdgeRow(l *line) bool {
	return words(l.text) <= marginWords && !startsLower(l.text) && !endsWithHyphen(l.text)
}

// part finds the gaps from the top of the strip to its foot, and what stands in each
// column; ok is false where there is no more than one.
func (p *strip) part(page []*line) (ok bool) {
	rows := page[p.from:p.to]
	p.At = gapsThrough(rows)
	for {
		p.fill(rows)
		k := narrow(p.columns)
		if k < 0 || len(p.At) == 0 {
			return len(p.At) > 0 && len(p.columns) <= mostColumns
		}
		k = min(k, len(p.At)-1) // numbers and signs stand before their texts
		p.At = append(p.At[:k], p.At[k+1:]...)
	}
}

// narrow is the first column that is too narrow for text; -1 is none.
func narrow(columns []column) int {
	for i, c := range columns {
		if c.width < leastWidth {
			return i
		}
	}
	return -1
}

// gapsThrough are the columns at which no line has text, nor at the next, one for
// each gap.
func gapsThrough(rows []*line) []int {
	var text [widestPage + 2]bool
	least, most := widestPage, 0
	for _, l := range rows {
		least, most = min(least, l.indent), max(most, l.width())
		l.eachRun(func(start, end int) {
			for c := start; c < end; c++ {
				text[c] = true
			}
		})
	}
	var at []int
	for c := least; c < most; c++ {
		if !text[c] && !text[c+1] && (c == 0 || text[c-1]) {
			at = append(at, c)
		}
	}
	return at
}

// fill splits the rows into the columns.
func (p *strip) fill(rows []*line) {
	p.columns = make([]column, len(p.At)+1)
	last := make([]int, len(p.columns)) // the height of the last line of each, from 1
	height := 0
	for row, l := range rows {
		if height++; row > 0 {
			height += l.blank
		}
		for k, part := range p.Split(l.indent, l.text) {
			if part.Text == "" {
				continue
			}
			p.columns[k].add(columnLine{part, row, height - last[k] - 1})
			last[k] = height
		}
	}
}

// add adds a line below the others of a column.
func (c *column) add(l columnLine) {
	if len(c.lines) == 0 || l.Col < c.left {
		c.width += max(0, c.left-l.Col)
		c.left = l.Col
	}
	c.lines = append(c.lines, l)
	c.width = max(c.width, l.Col-c.left+runes(l.Text))
}

// unfold gives the lines of a strip, each column to its end, in the order of reading. Each
// stands as far in as in its own column.
func (s *state) unfold(p *strip) []*line {
	var out []*line
	for _, k := range p.Order() {
		c := p.columns[k]
		s.textColumns = append(s.textColumns, c.width)
		for i, cl := range c.lines {
			l := *s.lines[p.from+cl.row]
			if cl.Byte > 0 {
				s.split(l.pos.Line, l.pos.Col+cl.Byte)
			}
			l.pos.Col += cl.Byte
			l.ownColumn, l.aside = len(s.textColumns), p.LastFirst && k == len(p.columns)-1
			l.text, l.indent = p.unspread(k, cl), cl.Col-c.left+p.columns[0].left
			l.page, l.blank = len(out) == 0 && (l.page || p.LastFirst && s.lines[p.from].page), cl.gap
			switch {
			case len(out) == 0:
				l.blank = max(s.lines[p.from].blank, cl.gap)
			case i == 0:
				l.blank, l.seam = 1, true
			case goesOn(c.lines[i-1].Part, cl.Part):
				l.blank = 0
			}
			out = append(out, &l)
		}
	}
	if p.to < len(s.lines) && len(out) > 0 && !p.LastFirst {
		s.lines[p.to].blank = max(1, s.lines[p.to].blank)
	}
	return out
}

// goesOn reports whether the words of a go on in b, the next line of its column.
func goesOn(a, b text.Part) bool {
	return startsLower(b.Text) && !isMarked(b.Text) && !endsSentence(a.Text) || endsWithHyphen(a.Text) || goesOnAfter(lastWord(a.Text))
}
