package understand

import (
	"slices"
	"strings"
	"unicode"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	chars "octavo/pipeline/internal/text"
	"octavo/pipeline/internal/understand/lexicon"
)

// A table that came with one cell a line proves its columns where its first column
// counts the rows: 1, 2, 3 and so on stand equally far apart, and as many heads stand
// above them. Lists of papers in decisions are set so.
const (
	maxCountedCols  = 8 // wider than the lists of papers that were seen, at most seven
	minCountedCols  = 2
	leastCountedRow = 3 // two numbers may stand equally far apart by chance
	maxNumbered     = 8 // bytes; what stands before numbers has at most six
)

// recoverCountedTables rebuilds the tables whose rows are counted.
func (s *state) recoverCountedTables() {
	var out []*block
	for i := 0; i < len(s.blocks); i++ {
		cols, rows := countedTable(s.blocks[i:])
		if rows == 0 {
			out = append(out, s.blocks[i])
			continue
		}
		end := i + cols*(rows+1)
		out = append(out, s.placeCounted(s.blocks[i:end], cols))
		i = end - 1
	}
	s.blocks = out
}

// countedTable tells how many columns and rows below its head the table has that the
// blocks begin with; both are 0 where there is none or a cell of it was lost.
func countedTable(blocks []*block) (cols, rows int) {
	for cols < len(blocks) && cols <= maxCountedCols && isHeadCell(blocks[cols]) {
		cols++
	}
	if cols < minCountedCols || cols > maxCountedCols {
		return 0, 0
	}
	for rest := blocks[cols:]; len(rest) >= cols && rest[0].text == itoa(rows+1) && !slices.ContainsFunc(rest[:cols], notCell); rest = rest[cols:] {
		rows++
	}
	cells, rest := blocks[cols:cols*(rows+1)], blocks[cols*(rows+1):]
	if rows < leastCountedRow || !evenColumns(cells, cols) || slices.ContainsFunc(rest[:min(cols, len(rest))], func(b *block) bool { return b.text == itoa(rows+1) || numeric(b.text) }) {
		return 0, 0
	}
	return cols, rows
}

// isHeadCell reports whether a block can be the head of a column: a short text, or the
// abbreviation of "number".
func isHeadCell(b *block) bool {
	return isCell(b) && !numeric(b.text) || b.role == roleText && b.bullet == "" && len(b.text) <= maxNumbered && lexicon.IsWhole(b.text, lexicon.Numbered) && !numeric(b.text)
}

func notCell(b *block) bool { return !isCell(b) }

// evenColumns reports whether each column of cells holds dates alone, figures alone or
// texts alone, dashes aside: a lost cell would have moved others into it.
func evenColumns(cells []*block, cols int) bool {
	for col := range cols {
		kind := ""
		for k := col; k < len(cells); k += cols {
			here := cellKind(cells[k].text)
			if kind != "" && here != "" && here != kind {
				return false
			}
			kind = max(kind, here)
		}
	}
	return true
}

// cellKind is what a cell holds; "" where it is a dash, which any column may have.
func cellKind(text string) string {
	switch {
	case isDay(text):
		return "date"
	case !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsDigit(r) || unicode.IsLetter(r) }):
		return ""
	case numeric(text):
		return "figure"
	}
	return "text"
}

// placeCounted makes the table of cells, the heads of its columns first.
func (s *state) placeCounted(cells []*block, cols int) *block {
	first := cells[0]
	t := newTable(first.pos(), cols)
	for k := 0; k < len(cells); k += cols {
		t.addRow(cells[k].pos(), texts(cells[k:k+cols]), k == 0)
	}
	t.table.Cols[0] = ast.AlignRight
	s.log.Add(diag.Diagnostic{
		Code: codeTable, Pos: first.pos(), Rule: "rows that a column counts, as long as the head above them",
		Message: "table of " + itoa(len(cells)/cols-1) + " rows", Excerpt: chars.Excerpt(first.text), Confidence: 0.85,
	})
	return &block{role: roleTable, node: t.table, blank: first.blank}
}
