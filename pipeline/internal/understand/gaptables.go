package understand

import (
	"slices"
	"strings"
	"unicode"

	chars "octavo/pipeline/internal/text"
)

// A table of figures shows its columns by their order: rows of a name and equally many figures,
// whether or not their gaps came through. Its heads may stand above, rows without figures name
// what the rows below them have in common, and a name may stand over two lines: none of these
// ends the table. Rows that cannot all be read in one way are no table, nor is a part of them:
// a grid beside rows that are left over as text tells less than text throughout.

// The reach of a table of figures: how many rows prove one, heads among them, how many rows
// without heads, and how many lines above the first may be heads or the name of its rows.
const (
	leastFigureRows = 2
	leastGapRows    = 3
	mostHeads       = 3
)

// gapTable is a table of figures while it is read.
type gapTable struct {
	rows   []gapLine
	heads  []row
	lead   int  // columns of names
	cols   int  // figures in a row
	wide   bool // gaps of the layout came through
	broken bool // what stands there cannot be read
}

// gapLine is a row of figures with its name, which may stand over lines; a name without
// figures is that of the rows below.
type gapLine struct {
	from, to int // the numbers of its lines
	figures  figureRun
	names    []string // those of the row and of its kinds
	around   bool     // the name goes on behind the figures
}

func (g gapLine) isGroup() bool { return len(g.figures.fields) == 0 }

// gapTableAt reads a table of figures that begins at line i with its heads, a name of rows or a
// row, and puts it in the place of n lines; 0 says that there is none. Rows that cannot be read
// in one way are held as cells.
func (s *state) gapTableAt(i int) (n int) {
	first := i
	for first < len(s.lines) && first <= i+mostHeads && !s.isFigureRow(first) {
		first++
	}
	if i < s.gapsRead || first >= len(s.lines) || first > i+mostHeads {
		return 0
	}
	from := first
	if first > i && s.isRowName(first-1) {
		from--
	}
	t := s.readGapRows(from)
	figures := t.trim()
	if from == i && figures > 0 && t.rows[0].isGroup() { // no heads above: it may be the heads itself
		t.rows, from = t.rows[1:], first
	}
	switch end := t.end(from); {
	case figures < leastFigureRows:
		return 0
	case s.breaksOff(end) || !t.settleMost() || !s.canTurn(t.rows):
		if rows, n := s.ruledRows(first, gapRule); figures >= leastGapRows && (len(rows) < figures || n < end-first) {
			s.holdRows(from, end)
		}
		return 0
	case from > i && t.rows[0].isGroup() && !t.wide && !slices.ContainsFunc(t.rows[1:], gapLine.isGroup): // it may be the heads
		return 0
	case !t.putHeads(s.lines[i:from]) || t.trim()+len(t.heads) < leastGapRows:
		return 0
	default:
		s.holdRows(t.end(from), end)
	}
	s.turnNames(t.rows)
	n = t.end(from) - i
	s.placeTable(i, n, s.laidOut(t), "rows of a name and equally many figures", "")
	return n
}

// isFigureRow reports whether line k is a name with figures behind it.
func (s *state) isFigureRow(k int) bool {
	l := s.lines[k]
	if l.block != nil || l.claim != nil || len(l.text) > 4*maxWrap || !isFigureField(lastWord(l.text)) || isTableCaption(l.text) {
		return false
	}
	run := readFigures(l)
	if len(run.fields) < 2 || len(run.name) == 0 || run.years() {
		return false
	}
	first, last := run.name[0].text, run.name[len(run.name)-1].text
	return words(first) <= labelWords && unicode.IsLetter(firstRune(first)) && (startsUpper(first) || hasGap(l.text)) && (!endsClause(last) || strings.HasSuffix(last, ".."))
}

// breaksOff reports whether line k, behind the rows, is one that could not be read.
func (s *state) breaksOff(k int) bool {
	if k == len(s.lines) || s.lines[k].blank > 1 || s.lines[k].block != nil || endsSentence(s.lines[k].text) || words(s.lines[k].text) > 2*labelWords {
		return false
	}
	fields, _ := s.lines[k].fields()
	return (numeric(fields[len(fields)-1]) || hasGap(s.lines[k].text)) && len(slices.DeleteFunc(fields, func(f string) bool { return !numeric(f) || isYear(f) })) > 1
}

// isRowName reports whether line k may be a name of the rows below it, or a half of the name of
// one of them.
func (s *state) isRowName(k int) bool {
	l := s.lines[k]
	return l.block == nil && l.claim == nil && words(l.text) <= labelWords && !endsClause(l.text) && !isMarked(l.text) && !isTableCaption(l.text) && !numeric(lastWord(l.text)) && len(l.parts()) == 1
}

// mostNames is how many names of rows stand above a row at most.
const mostNames = 2

// readGapRows reads rows and names of rows from line k on.
func (s *state) readGapRows(from int) *gapTable {
	t := &gapTable{}
	for k := from; k < len(s.lines) && (k == from || s.lines[k].blank <= 1 && !s.lines[k].page && !s.lines[k].seam); k = t.end(from) {
		l := s.lines[k]
		run := readFigures(l)
		switch {
		case s.isFigureRow(k):
			t.addFigures(gapLine{k, k + 1, run, texts(run.name), false})
		case s.namesAround(t, k, run):
			t.addFigures(gapLine{k, k + 2, run, []string{s.lines[k+1].text}, true})
		case !s.isRowName(k) || t.groups() == mostNames:
			return t
		case t.endsName(l):
			g := &t.rows[len(t.rows)-1]
			g.names[0], g.to, g.around = g.names[0]+" "+l.text, k+1, true
		default:
			t.rows = append(t.rows, gapLine{from: k, to: k + 1, names: []string{l.text}})
		}
	}
	return t
}

// end is the number of the line behind the rows, which begin at line from.
func (t *gapTable) end(from int) int {
	if len(t.rows) == 0 {
		return from
	}
	return t.rows[len(t.rows)-1].to
}

// groups is how many names of rows the last rows are.
func (t *gapTable) groups() (n int) {
	for n < len(t.rows) && t.rows[len(t.rows)-1-n].isGroup() {
		n++
	}
	return n
}

// namesAround reports whether line k is figures between the two halves of their name, which a
// page sets in the middle of its height.
func (s *state) namesAround(t *gapTable, k int, run figureRun) bool {
	return len(run.fields) > 1 && len(run.name) == 0 && t.groups() > 0 &&
		k+1 < len(s.lines) && s.lines[k].blank+s.lines[k+1].blank == 0 && !s.lines[k+1].page && s.isRowName(k+1)
}

// addFigures adds a row; a name above it that cannot be whole is the first half of its own.
func (t *gapTable) addFigures(g gapLine) {
	if n := len(t.rows); t.groups() > 0 && (g.around || startsLower(g.names[0]) || isCutShort(t.rows[n-1].names[0])) {
		g.from, g.names[0] = t.rows[n-1].from, t.rows[n-1].names[0]+" "+g.names[0]
		t.rows = t.rows[:n-1]
		t.broken = t.broken || len(g.names) > 1
	}
	t.wide = t.wide || g.figures.wide
	t.rows = append(t.rows, g)
}

// isCutShort reports whether a name goes on in another line.
func isCutShort(name string) bool {
	return isOpen(name) || strings.Count(name, "(") != strings.Count(name, ")")
}

// endsName reports whether line l is the further half of the name above it.
func (t *gapTable) endsName(l *line) bool {
	n := len(t.rows)
	return n > 0 && !t.rows[n-1].isGroup() && len(t.rows[n-1].names) == 1 && l.blank == 0 && startsLower(l.text)
}

// trim takes the names behind the last row of figures out and counts the rows with a digit.
func (t *gapTable) trim() (figures int) {
	for len(t.rows) > 0 && t.rows[len(t.rows)-1].isGroup() {
		t.rows = t.rows[:len(t.rows)-1]
	}
	for _, g := range t.rows {
		if slices.ContainsFunc(g.figures.fields, func(f string) bool { return strings.ContainsFunc(f, unicode.IsDigit) }) {
			figures++
		}
	}
	return figures
}

// The rows at the end that may be left out where all above can be read, and how many these are
// at least: a total of which a figure is missing is none of the columns' fault.
const (
	mostOdd   = 4
	leastEven = 6
)

// settleMost settles the rows, but for some at the end.
func (t *gapTable) settleMost() bool {
	all := *t
	for odd := 0; odd <= mostOdd && odd < len(all.rows); odd++ {
		t.rows, t.lead = slices.Clone(all.rows[:len(all.rows)-odd]), 0
		if n := t.trim(); odd > 0 && n < leastEven {
			break
		}
		if t.settle() {
			return true
		}
	}
	*t = all
	return false
}

// settle finds how many figures a row has, the same in all and readable in one way; false says
// that no number, or more than one, is. A number that stands close to its name while the others
// are set apart may be a part of the name, and is where that holds of all rows.
func (t *gapTable) settle() bool {
	loose := slices.ContainsFunc(t.rows, func(g gapLine) bool { return !g.isGroup() && !g.figures.close })
	var can []int
	for _, g := range t.rows {
		switch counts := g.figures.counts(loose); {
		case g.isGroup():
			continue
		case can == nil:
			can = counts
		default:
			can = slices.DeleteFunc(can, func(n int) bool { return !slices.Contains(counts, n) })
		}
		t.lead = max(t.lead, len(g.names))
	}
	if t.broken || len(can) != 1 || can[0] < 2 {
		return false
	}
	t.cols = can[0]
	for k := range t.rows {
		t.rows[k].settle(t.cols)
	}
	return !slices.ContainsFunc(t.rows, func(g gapLine) bool { return !t.isWhole(g) })
}

// isWhole reports whether the names of a row are all there: as many as others have, or the first.
func (t *gapTable) isWhole(g gapLine) bool {
	return (len(g.names) == t.lead || len(g.names) == 1 && g.to == g.from+1) && !slices.ContainsFunc(g.names, isCutShort)
}

// settle gives a number that is one too many to the name.
func (g *gapLine) settle(cols int) {
	r := &g.figures
	if g.isGroup() || !r.close || slices.Contains(r.readings(), cols) {
		return
	}
	n := slices.Index(r.gaps, gapApart) + 1
	g.names = slices.Clone(g.names)
	g.names[len(g.names)-1] += " " + strings.Join(r.fields[:n], " ")
	r.fields, r.starts, r.ends, r.gaps = r.fields[n:], r.starts[n:], r.ends[n:], r.gaps[n:]
}

// columnsOf are the names of a row and its figures as columns beside each other.
func (s *state) columnsOf(g gapLine) chars.Columns {
	return chars.Columns{From: s.lines[g.from].pos.Line, To: s.lines[g.to-1].pos.Line, At: []int{g.figures.starts[0] - 1}}
}

// canTurn reports whether the page keeps apart, in each row whose name goes on behind the
// figures, what of its lines is the name.
func (s *state) canTurn(rows []gapLine) bool {
	return !slices.ContainsFunc(rows, func(g gapLine) bool {
		return g.around && (s.columnsOf(g).To-s.columnsOf(g).From != g.to-g.from-1 || slices.ContainsFunc(s.lines[g.from:g.to], func(l *line) bool {
			return !l.printed() || len(readFigures(l).fields) == 0 && l.width() >= g.figures.starts[0]
		}))
	})
}

// turnNames puts on record where the halves of a name are read before the figures between them.
func (s *state) turnNames(rows []gapLine) {
	for _, g := range rows {
		if g.around {
			s.say(decision{codeColumns, "a name over lines beside its figures", s.columnsOf(g).String(), 0.85}, s.lines[g.from].pos, g.names[0])
		}
	}
}

// holdRows holds the lines of rows that prove no table.
func (s *state) holdRows(from, to int) {
	s.gapsRead = to
	for _, l := range s.lines[from:to] {
		l.claim = &claim{table: true, rule: "rows of figures that cannot all be read in one way"}
	}
}

// laidOut gives the rows with their cells, the heads above them.
func (s *state) laidOut(t *gapTable) []row {
	out := t.heads
	for _, g := range t.rows {
		cells := make([]string, t.lead+t.cols)
		copy(cells, g.names)
		if !g.isGroup() {
			copy(cells[t.lead:], texts(g.figures.parts(t.cols)))
		}
		out = append(out, row{line: s.lines[g.from], cells: cells})
	}
	return out
}
