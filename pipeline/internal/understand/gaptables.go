package understand

import (
	"slices"
	"strings"
)

// A table of a layout keeps its figures under each other, so that their edges prove the
// columns. Its heads may stand a line above, and rows without figures name what the rows
// below them have in common: neither ends the table.

// leastGapRows is how many rows of figures prove a table by their edges, as many as prove
// one whose rows all look alike.
const leastGapRows = 3

// gapTable is a table of a layout while it is read.
type gapTable struct {
	rows    []row
	n       int  // lines
	figures int  // rows with figures
	groups  int  // rows without
	apart   bool // the head stands a line above, or over the figures alone
	first   gapRow
	loose   []edges
}

// edges tell which edges of a column's figures do not stand under each other.
type edges struct{ left, right bool }

// gapTableAt reads a table of a layout that begins at line i with a head, a name of rows or
// a row of figures; false says that the edges prove none, or that its rows are all alike,
// which other rules read.
func (s *state) gapTableAt(i int) (gapTable, bool) {
	t := gapTable{}
	if i < s.gapsRead || !s.hasGapNear(i) {
		return t, false
	}
	k, head := i, s.gapHead(i)
	if head {
		k++
	}
	for k < len(s.lines) && s.addGapRow(&t, k, k > i) {
		k++
	}
	t.endsInFigures()
	if t.figures >= leastGapRows && (!head || t.putHead(s.lines[i])) && (t.groups > 0 || t.apart) {
		return t, true
	}
	if !head && t.groups == 0 {
		s.gapsRead = k // a part of rows that are all alike is no more of a table
	}
	return t, false
}

// hasGapNear reports whether a wide gap may stand in line i or the two below it: a head and a
// name of rows have none before the first row.
func (s *state) hasGapNear(i int) bool {
	return slices.ContainsFunc(s.lines[i:min(len(s.lines), i+3)], func(l *line) bool {
		return strings.Contains(l.text, "  ") || strings.IndexByte(l.text, '\t') >= 0 || strings.Contains(l.text, "\u00a0") || strings.Contains(l.text, "\u2003")
	})
}

// gapHead reports whether line i may be the heads of columns: parts set off, none of them a
// figure other than a year.
func (s *state) gapHead(i int) bool {
	l := s.lines[i]
	row, ok := s.gapRowAt(i)
	if !ok && len(row.starts) == 0 || l.indent == 0 && len(row.starts) < 2 {
		return false
	}
	return !slices.ContainsFunc(l.parts(), func(p string) bool { return numeric(p) && !isYear(p) })
}

// parts are the texts of a line that wide gaps keep apart.
func (l *line) parts() []string {
	starts, ends := l.segments()
	text := []rune(l.text)
	out := make([]string, len(starts))
	for k := range starts {
		out[k] = string(text[starts[k]-l.indent : ends[k]-l.indent])
	}
	return out
}

// addGapRow adds line k to the table where it is a row of figures, or a name of the rows
// below it.
func (s *state) addGapRow(t *gapTable, k int, inside bool) bool {
	l := s.lines[k]
	if l.block != nil || l.claim != nil || inside && (l.blank > 1 || l.page || l.seam) || len(l.text) > 4*maxWrap {
		return false
	}
	starts, ends := l.segments()
	cells := l.parts()
	switch {
	case len(cells) > 2 && figuresBehind(cells) && t.addFigures(gapRow{starts, ends}):
	case len(cells) == 1 && (inside || s.lines[min(k+1, len(s.lines)-1)].blank == 0) && s.namesRows(k):
		t.groups++
	default:
		return false
	}
	t.rows = append(t.rows, row{line: l, cells: cells})
	return true
}

// figuresBehind reports whether the first cell is a name and all others are figures, and not
// years throughout as heads are.
func figuresBehind(cells []string) bool {
	years := true
	for _, c := range cells[1:] {
		if !numeric(c) {
			return false
		}
		years = years && isYear(c)
	}
	return !numeric(cells[0]) && !years
}

// namesRows reports whether line k is a name over a row of figures, and not the beginning of
// that row's own name.
func (s *state) namesRows(k int) bool {
	l := s.lines[k]
	if k+1 == len(s.lines) || words(l.text) > labelWords || endsClause(l.text) || !startsUpper(l.text) || isOpen(l.text) || isMarked(l.text) {
		return false
	}
	next := s.lines[k+1]
	return next.blank <= 1 && !next.page && next.block == nil && startsUpper(next.text) && len(next.parts()) > 2 && figuresBehind(next.parts())
}

// addFigures adds a row whose figures stand under those of the first; false says that they
// do not.
func (t *gapTable) addFigures(r gapRow) bool {
	if t.figures == 0 {
		t.first = r
		t.loose = make([]edges, len(r.starts))
	}
	if len(r.starts) != len(t.first.starts) {
		return false
	}
	for c := 1; c < len(r.starts); c++ {
		e := &t.loose[c]
		e.left = e.left || !within(r.starts[c], t.first.starts[c])
		e.right = e.right || !within(r.ends[c], t.first.ends[c])
		if e.left && e.right {
			return false
		}
	}
	t.figures++
	return true
}

// endsInFigures takes the names behind the last row of figures out, fills the cells of the
// others and counts the lines.
func (t *gapTable) endsInFigures() {
	for len(t.rows) > 0 && len(t.rows[len(t.rows)-1].cells) == 1 {
		t.rows, t.groups = t.rows[:len(t.rows)-1], t.groups-1
	}
	t.n = len(t.rows)
	for k := range t.rows {
		for len(t.rows[k].cells) < len(t.first.starts) {
			t.rows[k].cells = append(t.rows[k].cells, "")
		}
	}
}

// putHead puts the heads of line l over the columns; false says that they do not stand over
// them. Over the names of the rows there may be none.
func (t *gapTable) putHead(l *line) bool {
	starts, ends := l.segments()
	parts, cols := l.parts(), len(t.first.starts)
	at := cols - len(parts)
	if at < 0 || at > 1 {
		return false
	}
	cells := make([]string, cols)
	for k, p := range parts {
		c := k + at
		if c > 0 && (starts[k] > t.first.ends[c] || ends[k] < t.first.starts[c]) {
			return false
		}
		cells[c] = p
	}
	t.apart = at == 1 || t.rows[0].line.blank > 0
	t.rows, t.n = slices.Insert(t.rows, 0, row{line: l, cells: cells, head: true}), t.n+1
	return true
}
