package understand

import (
	"fmt"
	"slices"
	"strings"

	"octavo/pipeline/internal/text"
)

// Columns of running text stand side by side in text that keeps the page's layout
// ("pdftotext -layout"), so that a line holds one of each. They show by a gap from top
// to bottom that no line crosses; what crosses it, as a heading over the page does,
// stands between two strips of columns.

// Bounds of strips of columns.
const (
	leastBeside  = 8   // lines with text in two columns: fewer are an accident
	leastCut     = 4   // the same where words or phrases are cut at the ends of lines
	leastColumn  = 8   // lines in one column
	leastSide    = 8   // bytes of text on either side of a gap that may part columns
	leastWidth   = 16  // characters of the longest line of a column: less are signs or numbers
	mostColumns  = 4   // on the largest sheets
	longestStrip = 150 // lines of the largest sheets, with empty ones
	widestPage   = 400 // characters: more are no page
	gutterRounds = 3   // gaps at different places that are tried on a page
	apartGutters = 6   // characters that these are apart at least
)

// strip is a run of lines of a page, [from, to), in columns.
type strip struct {
	text.Columns
	from, to int
	columns  []column
	// crossed is set where a line without a gap stands tight between the strip and
	// another.
	crossed bool
}

// column is what one column of a strip holds, from above.
type column struct {
	lines []columnLine
	width int // characters of its longest line
	left  int // where its leftmost line begins
}

// columnLine is a part of line row of the strip.
type columnLine struct {
	text.Part
	row int
	gap int // lines without text in this column above it, and empty ones
}

// readTextColumns reads each column of running text to its end before the next one.
func readTextColumns(s *state) {
	var found []strip
	for from, to := range runs(0, len(s.lines), func(from, k int) bool { return k == from || !s.lines[k].page }) {
		found = append(found, s.stripsOf(from, to)...)
	}
	if len(found) > 0 {
		slices.SortFunc(found, func(a, b strip) int { return a.from - b.from })
		s.readStrips(found)
	}
	s.doubtTurns()
}

// readStrips puts the columns of the strips one below the other.
func (s *state) readStrips(found []strip) {
	heads := map[string]int{}
	for _, p := range found {
		heads[p.head(s)]++
	}
	lines, at := make([]*line, 0, len(s.lines)), 0
	for i := range found {
		p := &found[i]
		lines = append(lines, s.lines[at:p.from]...)
		at = p.to
		lines = append(lines, s.readStrip(p, p.head(s) != "" && heads[p.head(s)] > 1)...)
	}
	s.lines = append(lines, s.lines[at:]...)
}

// readStrip gives the lines of a strip in the order of reading; headed says that another has
// the same head. Where nothing proves columns they are read so still if each holds running text,
// since no sentence is cut then; a person is asked.
func (s *state) readStrip(p *strip, headed bool) []*line {
	first, hint := s.lines[p.from], "read the text beside the source, and correct the review copy where texts stand in another order"
	switch sure, are := p.proof(); {
	case p.LastFirst:
		s.say(decision{codeColumns, "labels of a letter's margin block beside its text", p.String(), sureElse}, first.pos, first.text)
	case !p.runs():
		return s.lines[p.from:p.to]
	case p.To-p.From > longestStrip, are != areColumns && p.hasCells(s.lines), p.crossed && p.hasCells(s.lines):
		s.warn(decision{codeColumnsKept, "a gap from top to bottom of more lines than a page has, or further gaps in these", fmt.Sprintf("lines %d to %d may hold columns of text side by side; they were read across", p.From, p.To), 0.5},
			first.pos, first.text, "where they are columns, put them one below the other in the source, or in the review copy")
		s.doubtBeside(p)
		return s.lines[p.from:p.to]
	case are == notColumns, headed:
		s.warn(decision{codeColumnsKept, "texts side by side that begin beside each other, as the rows of a table do", "these lines hold texts side by side; those that begin together were read from left to right, each to its end", 0.5},
			first.pos, first.text, hint)
		return s.readRows(p)
	case are == mayBeColumns || p.crossed:
		s.warn(decision{codeColumns, "a gap from top to bottom, but the texts beside it also begin together or lines cross it", p.String(), sureDoubted}, first.pos, first.text, hint)
	default:
		s.say(decision{codeColumns, "a gap from top to bottom between texts that go on below each other", p.String(), sure}, first.pos, first.text)
	}
	return s.unfold(p)
}

// head is the first line of the strip, figures aside, where it has texts beside each
// other, as the head of a table has; "" where it has one.
func (p *strip) head(s *state) string {
	n := 0
	for _, c := range p.columns {
		if c.lines[0].row == 0 {
			n++
		}
	}
	if n < 2 {
		return ""
	}
	return skeleton(s.lines[p.from].text)
}

// stripsOf finds the strips of columns between lines [from, to), a page.
func (s *state) stripsOf(from, to int) []strip {
	var found []strip
	taken, tried := make([]bool, to-from), []int{}
	take := func(p strip) {
		for i := p.from; i < p.to; i++ {
			taken[i-from] = true
		}
		found = append(found, p)
	}
	if g := s.marginAt(from, to); g > 0 {
		for _, p := range s.stripsAt(from, g, taken, stripKind{(*line).reachesMargin, leastMargin, false}) {
			if p.LastFirst = p.hasMargin(s.marginColumn > 0); p.LastFirst {
				s.marginColumn = g
				take(p)
			}
		}
	}
	for range gutterRounds {
		g := -1
		if s.hasGaps(from, to) {
			g = s.gutter(from, taken, tried)
		}
		if g < 0 {
			break
		}
		tried = append(tried, g)
		for _, p := range s.stripsAt(from, g, taken, stripKind{(*line).isBeside, leastBeside, true}) {
			take(p)
		}
	}
	return found
}

// hasGaps reports whether lines enough have wide gaps amid them.
func (s *state) hasGaps(from, to int) bool {
	n := 0
	for _, l := range s.lines[from:to] {
		if l.block == nil && strings.Contains(l.text, "  ") {
			n++
		}
	}
	for i := from + 1; i < to && n < leastCut; i++ {
		if _, _, ok := s.lines[i].staggered(s.lines[i-1]); ok {
			n++
		}
	}
	return n >= leastCut
}

// gutter is the column at which most lines that are not taken have a gap between two
// texts and the fewest have text; -1 is none.
func (s *state) gutter(from int, taken []bool, tried []int) int {
	var beside, text [widestPage + 1]int
	for i, is := range taken {
		if is {
			continue
		}
		l := s.lines[from+i]
		l.eachRun(func(start, end int) {
			for c := start - 1; c < end; c++ {
				text[max(0, c)]++
			}
		})
		l.eachGap(func(start, end int) {
			for c := start; c < end-1; c++ {
				beside[c]++
			}
		})
		if i > 0 && !taken[i-1] {
			start, end, _ := l.staggered(s.lines[from+i-1])
			for c := start; c < end-1; c++ {
				beside[c]++
			}
		}
	}
	best := -1
	for c := range beside {
		near := slices.ContainsFunc(tried, func(g int) bool { return abs(g-c) < apartGutters })
		if beside[c] < leastCut || text[c] > beside[c] || near {
			continue
		}
		if best < 0 || 2*beside[c]-text[c] > 2*beside[best]-text[best] {
			best = c
		}
	}
	return best
}

// eachRun calls use with the places where the parts of a line begin and end that two
// spaces or more keep apart. A line that is no text of a page has none.
func (l *line) eachRun(use func(start, end int)) {
	if !l.printed() {
		return
	}
	if !strings.Contains(l.text, "  ") {
		use(l.indent, l.indent+runes(l.text))
		return
	}
	x, start, spaces := l.indent, l.indent, 0
	for _, r := range l.text {
		if r == ' ' {
			spaces++
		} else {
			if spaces > 1 {
				use(start, x-spaces)
				start = x
			}
			spaces = 0
		}
		x++
	}
	use(start, x)
}

// eachGap calls use with the places where the gaps of a line begin and end that have
// text on either side.
func (l *line) eachGap(use func(start, end int)) {
	before, after := 0, len(l.text)
	end := -1
	l.eachRun(func(from, to int) {
		if end >= 0 && before >= leastSide && after >= leastSide {
			use(end, from)
		}
		end = to
		before, after = to-l.indent, after-(to-from)
	})
}

// printed reports whether a line can be that of a page whose layout was kept: its text
// stands where its characters do.
func (l *line) printed() bool {
	feed := 0 // a form feed before the line is a character of the source
	if l.page {
		feed = 1
	}
	return l.block == nil && l.pos.Col >= l.indent+1 && l.pos.Col <= l.indent+1+feed && l.width() <= widestPage && !strings.ContainsRune(l.text, '\t')
}

// fits reports whether a line has no text at column g and the next.
func (l *line) fits(g int) bool {
	ok := l.printed()
	l.eachRun(func(start, end int) { ok = ok && (end <= g || start > g+1) })
	return ok
}
