package understand

import (
	"unicode"
)

// keepColumns marks the lines of tables whose columns show by wide gaps but cannot
// be proven: cells of several lines, or empty ones. They stay as they are, each row
// or part of one a text of its own, and are reported. Text that hangs beside its label is none.
func keepColumns(s *state) {
	hung := s.hungLines()
	for i := 0; i < len(s.lines); {
		n, proven := s.columnRun(i)
		if proven {
			for _, l := range s.lines[i : i+n] {
				if !hung[s.keyAt(l.pos)] {
					l.claim = &claim{table: true, rule: "wide gaps that stand under each other"}
				}
			}
		}
		i += n
	}
}

// gapSpaces is how many spaces at least part two columns.
const gapSpaces = 3

// segments are the places where the parts of a line begin and end that wide gaps
// keep apart.
func (l *line) segments() (starts, ends []int) {
	if l.text != "" && unevenSpace(l.text) < 0 {
		return []int{l.indent}, []int{l.indent + runes(l.text)}
	}
	x, spaces := l.indent, gapSpaces
	for _, r := range l.text {
		if unicode.IsSpace(r) {
			spaces++
			x++
			continue
		}
		if spaces >= gapSpaces {
			starts, ends = append(starts, x), append(ends, x)
		}
		spaces = 0
		x++
		ends[len(ends)-1] = x
	}
	return starts, ends
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

// gapRow is a line with its segments while a run of columns is read.
type gapRow struct{ starts, ends []int }

// The reach of a run of columns: how many lines without a gap may part two rows,
// how many rows above are looked at, and how many prove columns.
const (
	columnSkip  = 4
	columnBack  = 4
	columnProof = 4
)

// columnRun is how many lines from line i on stand in columns, and whether these are
// proven to be a table; without a proof the lines are not looked at again.
func (s *state) columnRun(i int) (n int, proven bool) {
	first, ok := s.gapRowAt(i)
	if !ok {
		return 1, false
	}
	rows, last, low, lower, full := []gapRow{first}, i, first.starts[1], 0, 1
	for k := i + 1; k < len(s.lines) && k-last <= columnSkip && (full >= columnProof || k-i < 2*columnReach); k++ {
		l := s.lines[k]
		if l.block != nil || l.claim != nil {
			break
		}
		row, ok := s.gapRowAt(k)
		if (ok || l.indent > gapSpaces) && alignedWith(row, rows[max(0, len(rows)-columnBack):]) {
			rows, last = append(rows, row), k
			if ok {
				low, full = min(low, row.starts[1]), full+1
			}
			if ok && unicode.IsLower(firstRune(l.text)) {
				lower++
			}
		} else if !ok && l.indent+1 >= low {
			last = k // the rest of a cell in a further column
		} else if !ok && l.width() > low+gapSpaces {
			break // running text reaches over the columns
		}
	}
	switch {
	case full < columnProof:
		return 1, false
	case 3*lower > full:
		return last - i + 1, false
	}
	return last - i + 1, true
}

// gapRowAt reads line k as a row with columns; ok is false where it has none, or
// only the one behind the sign or number of a list.
func (s *state) gapRowAt(k int) (r gapRow, ok bool) {
	l := s.lines[k]
	if l.block != nil || l.claim != nil || len(l.text) > 4*maxWrap {
		return gapRow{}, false
	}
	r.starts, r.ends = l.segments()
	return r, len(r.starts) > 2 || len(r.starts) == 2 && !isMarker(l.text, r.ends[0]-l.indent)
}

// isMarker reports whether the first n characters of text are the sign of a list,
// or the number of an item or a heading.
func isMarker(text string, n int) bool {
	first := string([]rune(text)[:n])
	sign, _ := bullet(text)
	return sign == first || n <= maxMarker && isOrdinal(first)
}

// alignedWith reports whether a column of the row begins or ends where one does in
// the rows above, their first aside.
func alignedWith(r gapRow, above []gapRow) bool {
	from := min(1, len(r.starts)-1) // a line with one part may hold that of a further column
	for _, a := range above {
		for i := max(0, from); i < len(r.starts); i++ {
			for k := 1; k < len(a.starts); k++ {
				if within(r.starts[i], a.starts[k]) || from == 1 && within(r.ends[i], a.ends[k]) {
					return true
				}
			}
		}
	}
	return false
}

func within(a, b int) bool { return a-b <= 1 && b-a <= 1 }

// maxMarker is how long the number of an item or heading is at most.
const maxMarker = 8

// isOrdinal reports whether text is a number with parts, stop or bracket.
func isOrdinal(text string) bool {
	o, ok := parseOrdinal(text + " X")
	return ok && o.rest == "X"
}
