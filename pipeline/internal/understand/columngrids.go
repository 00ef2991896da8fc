package understand

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"octavo/pipeline/internal/text"
)

// isGrid reports whether line i of the page, l, has texts in more columns than those of the
// strip, the numbers and signs of lists aside. Wide spaces of a justified line part none.
func (p *strip) isGrid(i int, l *line) bool {
	n := 0
	for k, part := range p.Split(l.indent, l.text) {
		if part.Text == "" {
			continue
		}
		if p.columns[k].isSpread(i-p.from, part) {
			n++
			continue
		}
		n += partsApart(part)
	}
	return n > len(p.columns)+1
}

// mostCells is how many lines of a strip of running text, one in so many, have further gaps.
const mostCells = 8

// hasCells reports whether more lines of the strip have further gaps than running text has,
// as those of a table do of which only some columns are long.
func (p *strip) hasCells(lines []*line) bool {
	n := 0
	for i, l := range lines[p.from:p.to] {
		for k, part := range p.Split(l.indent, l.text) {
			if part.Text != "" && !p.columns[k].isSpread(i, part) && partsApart(part) > 1 {
				n++
				break
			}
		}
	}
	return mostCells*n > p.to-p.from
}

// partsApart counts the texts of a part that two spaces or more keep apart, the numbers and
// signs of lists aside.
func partsApart(part text.Part) (n int) {
	l, chars := line{text: part.Text}, []rune(part.Text)
	l.pos.Col = 1
	l.eachRun(func(start, end int) {
		if !isMarker(string(chars[start:end]), end-start) {
			n++
		}
	})
	return n
}

// isSpread reports whether a part in row of the strip is a line that was spaced out to the
// edges of its column: it begins at one and comes near the other (places in a page count in
// parts of a character), ends in a word, and goes on with the line below or above, as a row
// of a table does not.
func (c *column) isSpread(row int, part text.Part) bool {
	i, ok := c.lineOf(row)
	if !ok || part.Col > c.left || c.isShort(i) || !unicode.IsLetter(firstRune(lastWord(part.Text))) {
		return false
	}
	return i+1 < len(c.lines) && c.goesOn(i+1) || i > 0 && c.goesOn(i)
}

// unspread is the text of a line of column k, with single spaces where it was spaced out to the
// edges. A margin block is not: the spaces behind its labels part them from their values.
func (p *strip) unspread(k int, l columnLine) string {
	if p.LastFirst || !p.columns[k].isSpread(l.row, l.Part) {
		return l.Text
	}
	return strings.Join(strings.Fields(l.Text), " ")
}

// withoutTitle leaves lines of one text at the head of a strip out of it where a gap is one
// from top to bottom without them: they stand over the columns.
func (p *strip) withoutTitle(page []*line) {
	gaps := len(gapsThrough(page[p.from:p.to]))
	for n := 1; n <= edgeRows && p.from+n < p.to && partsApart(text.Part{Text: page[p.from+n-1].text}) < 2; n++ {
		if len(gapsThrough(page[p.from+n:p.to])) > gaps {
			p.from += n
			return
		}
	}
}

// staggered is where the gap begins and ends between a line and the one tight above it, which
// ends before this one begins: the lines of columns side by side that do not stand at the same
// heights come out in turn.
func (l *line) staggered(above *line) (start, end int, ok bool) {
	if l.blank > 0 || l.page || !l.printed() || !above.printed() || max(len(l.text), len(above.text)) < leastSide {
		return 0, 0, false
	}
	start, end = above.width(), l.indent
	return start, end, end-start > 1
}

// isStaggered reports whether the gap at g lies between a line and the one tight above it.
func (l *line) isStaggered(above *line, g int) bool {
	start, end, ok := l.staggered(above)
	return ok && start <= g && g < end-1
}

// doubtBeside marks the lines of a strip that have running text in more than one column: read
// across, no line goes on in the next.
func (s *state) doubtBeside(p *strip) {
	for i := p.from; i < p.to; i++ {
		l := s.lines[i]
		if l.isBeside(p.At[0]) || i > p.from && l.isStaggered(s.lines[i-1], p.At[0]) {
			s.doubtAll(s.lines[i : i+1])
		}
	}
}

// readRows gives the lines of a strip in whose rows texts begin beside each other: those of a
// row from left to right, each to its end.
func (s *state) readRows(p *strip) []*line {
	var out []*line
	last := p.to
	for from := p.from; from < last; {
		to := from + 1
		for to < last && !p.beginsRow(to-p.from) {
			to++
		}
		row := &strip{Columns: text.Columns{From: s.lines[from].pos.Line, To: s.lines[to-1].pos.Line, At: p.At}, from: from, to: to}
		row.fill(s.lines[from:to])
		if row.isOne() {
			out = append(out, s.lines[from:to]...)
		} else {
			s.say(decision{codeColumns, "texts that begin beside each other", row.String(), sureElse}, s.lines[from].pos, s.lines[from].text)
			out = append(out, s.unfold(row)...)
		}
		from = to
	}
	return out
}

// isOne reports whether no more than one column has a text.
func (p *strip) isOne() bool {
	n := 0
	for _, c := range p.columns {
		n += min(1, len(c.lines))
	}
	return n < 2
}

// beginsRow reports whether a text begins in row of the strip and none goes on there or below.
func (p *strip) beginsRow(row int) bool {
	begins := false
	for k := range p.columns {
		c := &p.columns[k]
		i, ok := c.lineOf(row)
		if i > 0 && i < len(c.lines) && (c.goesOn(i) || c.lines[i].gap == 0 && !isMarked(c.lines[i].Text) && !c.isShort(i-1)) {
			return false
		}
		begins = begins || ok
	}
	return begins
}

// lineOf is which line of the column stands in row of the strip.
func (c *column) lineOf(row int) (i int, ok bool) {
	return slices.BinarySearchFunc(c.lines, row, func(l columnLine, row int) int { return cmp.Compare(l.row, row) })
}
