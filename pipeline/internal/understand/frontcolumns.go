package understand

import (
	"cmp"
	"slices"
	"strings"

	"octavo/pipeline/internal/diag"
)

// What makes a second column of a letter's front: a gap, how far right it begins,
// and how many lines have it.
const (
	columnGap   = "   "
	leastColumn = 40
	columnLines = 3
)

// partColumns takes the column on the right of a letter's first page, which a
// source with its layout kept sets beside the labels and the subject, out of the
// lines above the salutation: its lines follow those on the left, until joinColumns
// has them in the source's order again. It returns how many lines both have, 0
// where there is one column.
func (s *state) partColumns(salutation int) int {
	if salutation < columnLines {
		return 0
	}
	column := secondColumn(s.lines[:salutation])
	if column == 0 {
		return 0
	}
	var left, right []*line
	for _, l := range s.lines[:salutation] {
		at := l.offsetOf(column)
		switch {
		case l.block == nil && l.indent >= column-1:
			right = append(right, l)
		case at == 0:
			left = append(left, l)
		default:
			part := l.rest(at)
			part.indent = column
			right = append(right, part)
			l.text = strings.TrimRight(l.text[:at], " \t")
			left = append(left, l)
		}
	}
	if len(left) == 0 {
		return 0
	}
	lines := append(left, right...)
	right[0].blank = max(1, right[0].blank)
	n := len(lines)
	s.lines = append(lines, s.lines[salutation:]...)
	return n
}

// joinColumns puts the first n lines, those of two columns, back in the order of
// the source, but those of the title, which leaves the text, behind its first.
func (s *state) joinColumns(n int) {
	at := map[*claim]diag.Pos{}
	place := func(l *line) diag.Pos {
		if l.claim == nil || !l.claim.title {
			return l.pos
		}
		if _, ok := at[l.claim]; !ok {
			at[l.claim] = l.pos
		}
		return at[l.claim]
	}
	for _, l := range s.lines[:n] {
		place(l)
	}
	slices.SortStableFunc(s.lines[:n], func(a, b *line) int {
		p, q := place(a), place(b)
		return cmp.Or(cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
	})
}

// secondColumn is where most lines on the right begin, 0 where there is no column
// or it stands beside nothing.
func secondColumn(lines []*line) int {
	starts := map[int]int{}
	beside := false
	best := 0
	for _, l := range lines {
		if l.block != nil || len(l.text) > 4*maxFoot {
			continue
		}
		column := l.indent
		if at := lastGap(l.text); at > 0 {
			if class, end := labelOf(strings.TrimRight(l.text[:at], " ")); class != 0 && end == len(strings.TrimRight(l.text[:at], " ")) {
				continue // a label and its value
			}
			column += runes(l.text[:at])
			beside = beside || column >= leastColumn
		}
		if column >= leastColumn {
			starts[column]++
			if starts[column] > starts[best] {
				best = column
			}
		}
	}
	if !beside || starts[best] < columnLines {
		return 0
	}
	return best
}

// lastGap is where the text begins that stands behind the last wide gap; 0 is none.
func lastGap(text string) int {
	at := strings.LastIndex(text, columnGap)
	if at < 0 {
		return 0
	}
	return at + len(columnGap)
}

// offsetOf is where in the text of l the column begins, behind a wide gap; 0 is
// nowhere.
func (l *line) offsetOf(column int) int {
	at := lastGap(l.text)
	if l.block != nil || at == 0 {
		return 0
	}
	if c := l.indent + runes(l.text[:at]); c < column-1 || c > column+1 {
		return 0
	}
	return at
}
