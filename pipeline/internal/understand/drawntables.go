package understand

import (
	"slices"
	"strings"
	"unicode"

	"octavo/pipeline/internal/ast"
)

// recoverDrawnTables recovers tables whose lines are drawn with signs: grids of
// plus signs and bars (Docutils, Emacs, databases), and columns under dashes
// (Pandoc). What cannot be read as rows and columns in the order of the text is kept
// as it is drawn.
func recoverDrawnTables(s *state) {
	for i := 0; i < len(s.lines); {
		if n := s.gridTable(i); n > 0 {
			i += n
		} else {
			i += max(1, s.dashTable(i))
		}
	}
	s.sweep(false)
}

// isGridRule reports whether a line is a border of a grid: "+----+====+".
func isGridRule(text string) bool {
	return len(text) >= 5 && text[0] == '+' && text[len(text)-1] == '+' && strings.Trim(text, "+-=:") == "" && strings.ContainsAny(text, "-=")
}

// gridTable recovers the grid that begins at line i and returns how many lines it
// has, 0 for none.
func (s *state) gridTable(i int) int {
	if s.lines[i].block != nil || !isGridRule(inSigns(s.lines[i].text)) {
		return 0
	}
	to, last := i+1, i
	for ; to < len(s.lines); to++ {
		l := s.lines[to]
		signs := inSigns(l.text)
		if last == to-1 && last > i+1 && l.blank > 0 && isGridRule(signs) {
			break // another grid
		}
		if l.block != nil || signs == "" || signs[0] != '+' && signs[0] != '|' {
			break
		}
		if isGridRule(signs) {
			last = to
		}
	}
	lines := s.lines[i : last+1]
	if len(lines) < 3 {
		return 0
	}
	if rows, at := gridRows(lines); rows != nil && canTurnRows(rows) {
		s.turnRows(rows, at)
		s.placeTable(i, len(lines), rows, "a drawn grid", drawnSigns(lines, len(rows[0].cells)+1))
	} else {
		s.keepDrawn(i, len(lines))
	}
	return len(lines)
}

// gridRows reads the rows of a grid and where its columns are parted; nil where cells span
// columns or rows.
func gridRows(lines []*line) (rows []row, at []int) {
	edges := plusSigns(inSigns(lines[0].text))
	borders := 0
	for _, l := range lines {
		signs := inSigns(l.text)
		if l.indent != lines[0].indent || isGridRule(signs) && !slices.Equal(plusSigns(signs), edges) {
			return nil, nil
		}
		if isGridRule(signs) {
			borders++
		}
	}
	each := borders == 3 && len(lines) > 5 // only the head is parted from the rows
	if rows = gridRowsOf(lines, edges, each); !each && slices.ContainsFunc(rows, func(r row) bool { return r.turned }) && figuresEach(lines, edges) {
		rows = gridRowsOf(lines, edges, true)
	}
	for _, e := range edges[1 : len(edges)-1] {
		at = append(at, e+lines[0].indent)
	}
	return rows, at
}

// gridRowsOf reads the rows between the borders of a grid: each line is one below the
// head, or goes on with the row of the line above it; nil where it cannot.
func gridRowsOf(lines []*line, edges []int, each bool) []row {
	var rows []row
	open := false
	for _, l := range lines[1:] {
		if signs := inSigns(l.text); isGridRule(signs) {
			if len(rows) > 0 && strings.Contains(signs, "=") {
				rows[0].head = true
			}
			open = false
			continue
		}
		cells := barCells([]rune(l.text), edges)
		if cells == nil {
			return nil
		}
		if open && !(each && len(rows) > 1) {
			rows[len(rows)-1].join(l, cells)
		} else {
			rows = append(rows, row{line: l, cells: cells})
		}
		open = true
	}
	return rows
}

// figuresEach reports whether each line below the head of a grid has a name and figures:
// borders part groups of rows there, such as a total from what it sums up.
func figuresEach(lines []*line, edges []int) bool {
	borders := 0
	for _, l := range lines {
		if isGridRule(inSigns(l.text)) {
			borders++
			continue
		}
		cells := barCells([]rune(l.text), edges)
		if borders > 1 && (cells == nil || !isFilled(cells[0]) || !slices.ContainsFunc(cells[1:], numeric)) {
			return false
		}
	}
	return borders > 1
}

// plusSigns are the places of the plus signs in a border, where columns meet.
func plusSigns(text string) []int {
	var at []int
	for i := range len(text) {
		if text[i] == '+' {
			at = append(at, i)
		}
	}
	return at
}

// barCells cuts a line at the bars that must stand at the edges.
func barCells(text []rune, edges []int) []string {
	var cells []string
	for k, at := range edges {
		if at >= len(text) || text[at] != '|' && boxSign(text[at]) != '|' {
			return nil
		}
		if k > 0 {
			cells = append(cells, strings.TrimSpace(string(text[edges[k-1]+1:at])))
		}
	}
	if len(text) > edges[len(edges)-1]+1 {
		return nil
	}
	return cells
}

func isFilled(cell string) bool { return cell != "" }

// keepDrawn keeps n lines from i on as they are drawn.
func (s *state) keepDrawn(i, n int) {
	first := s.lines[i]
	var text strings.Builder
	for k, l := range s.lines[i : i+n] {
		if k > 0 {
			text.WriteString(strings.Repeat("\n", l.blank))
		}
		text.WriteString(strings.Repeat(" ", max(0, l.indent-first.indent)) + l.text + "\n")
		l.gone = true
	}
	s.lines[i] = &line{pos: first.pos, blank: max(1, first.blank), block: &ast.CodeBlock{At: ast.At{Src: first.pos}, Text: text.String()}}
	s.warn(decision{codeTableKept, "cells that span columns, rows or lines", "a drawn table that cannot be read as rows and columns is kept as it is drawn", 0.50},
		first.pos, first.text, "set the table in the canonical Markdown")
}

// dashColumns are the columns that a line of dashes with gaps draws, each from its
// first place up to behind its last; nil is none.
func dashColumns(l *line) [][2]int {
	if l.block != nil || strings.Trim(l.text, "- ") != "" {
		return nil
	}
	var cols [][2]int
	for x, r := range l.text {
		if r != '-' {
			continue
		}
		if n := len(cols); n > 0 && cols[n-1][1] == l.indent+x {
			cols[n-1][1]++
		} else {
			cols = append(cols, [2]int{l.indent + x, l.indent + x + 1})
		}
	}
	for _, c := range cols {
		if c[1]-c[0] < 2 {
			return nil
		}
	}
	return cols
}

// maxDashRows bounds the lines of a table under dashes.
const maxDashRows = 400

// dashTable recovers the table with the columns that dashes draw, whose first
// line is i: a rule, the head, or the columns. It returns how many lines it has.
func (s *state) dashTable(i int) int {
	at := i // the line that draws the columns
	for at < len(s.lines) && at-i <= maxHeadLines && len(dashColumns(s.lines[at])) < 2 {
		if s.lines[at].block != nil || at > i && s.lines[at].blank > 0 {
			return 0
		}
		at++
	}
	if at >= len(s.lines) || at-i > maxHeadLines {
		return 0
	}
	cols := dashColumns(s.lines[at])
	framed := at > i && len(dashColumns(s.lines[i])) == 1
	to := s.dashEnd(at, cols, framed || at == i)
	if to < 0 {
		return 0
	}
	rows, ok := s.dashRows(s.lines[i:to], cols, at-i)
	ok = ok && canTurnRows(rows)
	if !ok && framed || ok && len(rows) == 0 {
		s.keepDrawn(i, to-i)
		return to - i
	}
	if !ok {
		return 0
	}
	gaps := make([]int, len(cols)-1)
	for k := range gaps {
		gaps[k] = cols[k][1]
	}
	s.turnRows(rows, gaps)
	s.placeTable(i, to-i, rows, "columns under dashes", drawnSigns(s.lines[i:to], 0))
	return to - i
}

// maxHeadLines is how many lines the head of such a table has, its rule included.
const maxHeadLines = 5

// dashEnd is where the table ends: behind the rule that closes it, or where there
// is none before the first empty line; -1 where it must have one.
func (s *state) dashEnd(at int, cols [][2]int, closed bool) int {
	for k := at + 1; k < len(s.lines) && k-at <= maxDashRows; k++ {
		if c := dashColumns(s.lines[k]); len(c) == 1 && c[0][0] == cols[0][0] || slices.Equal(c, cols) {
			return k + 1
		}
		if s.lines[k].block != nil || !closed && s.lines[k].blank > 0 {
			if closed {
				return -1
			}
			return k
		}
	}
	if closed {
		return -1
	}
	return len(s.lines)
}

// dashRows reads the rows between the rules; ok is false where a text stands over
// the gap between two columns. Empty lines part rows of several lines.
func (s *state) dashRows(lines []*line, cols [][2]int, columns int) (rows []row, ok bool) {
	parted := slices.ContainsFunc(lines[min(columns+2, len(lines)):], func(l *line) bool { return l.blank > 0 && dashColumns(l) == nil })
	open := false
	for k, l := range lines {
		if dashColumns(l) != nil {
			if k == columns && len(rows) > 0 {
				rows[0].head = true
			}
			open = false
			continue
		}
		cells := columnCells(l, cols)
		if cells == nil {
			return nil, false
		}
		if open && (k < columns || parted && l.blank == 0) {
			rows[len(rows)-1].join(l, cells)
		} else {
			rows = append(rows, row{line: l, cells: cells})
		}
		open = true
	}
	return rows, true
}

// columnCells cuts a line at columns; nil where a word stands across a gap.
func columnCells(l *line, cols [][2]int) []string {
	text := []rune(strings.Repeat(" ", l.indent) + l.text)
	cells := make([]string, len(cols))
	for k, c := range cols {
		from, to := min(c[0], len(text)), len(text)
		if k+1 < len(cols) {
			to = min(cols[k+1][0], len(text))
			if to > c[1] && !unicode.IsSpace(text[c[1]]) {
				return nil
			}
		}
		cells[k] = strings.TrimSpace(string(text[from:max(from, to)]))
	}
	if strings.TrimSpace(string(text[:min(cols[0][0], len(text))])) != "" {
		return nil
	}
	return cells
}
