package understand

import (
	"strings"
	"unicode"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	chars "octavo/pipeline/internal/text"
)

// recoverRuledTables recovers tables whose columns the lines still show: with
// bars between the cells, with tabs, or with wide gaps in figures.
func recoverRuledTables(s *state) {
	for i := 0; i < len(s.lines); {
		i += s.ruledTable(i)
	}
	s.sweep(false)
}

// cellRule is a way in which lines show their cells.
type cellRule struct {
	name string
	// split returns the cells of a line, nil where it has none.
	split func(text string) []string
	// figures asks for a figure in most rows.
	figures bool
	rows    int  // the fewest that prove a table
	ruled   bool // a rule may stand below the head and between rows
}

var cellRules = []cellRule{
	{"bars between the cells", splitBars, false, 2, true},
	{"tabs between the cells", splitTabs, false, 2, false},
	gapRule,
}

var gapRule = cellRule{"wide gaps between figures", splitGaps, true, 3, false}

// ruledTable recovers a table that begins at line i and returns how many lines
// are dealt with. Rows that make no table are not looked at again.
func (s *state) ruledTable(i int) int {
	if n := s.gapTableAt(i); n > 0 {
		return n
	}
	done := 1
	for _, rule := range cellRules {
		rows, n := s.ruledRows(i, rule)
		if len(rows) > 0 && rows[0].head {
			if to := s.tightBars(i + n); to > i+n {
				for _, l := range s.lines[i:to] {
					l.claim = &claim{table: true, rule: "lines with bars that cannot all be read as rows"}
				}
				return to - i
			}
		}
		if len(rows) < rule.rows || rule.figures && !mostlyFigures(rows) || numbersOnly(rows) {
			done = max(done, n)
			continue
		}
		aligned := barAligns(s.lines[i : i+n])
		s.placeTable(i, n, rows, rule.name, s.ruledSigns(i, n, rows))
		copy(s.lines[i].block.(*ast.Table).Cols, aligned)
		return n
	}
	return done
}

// tightBars is behind the last line with bars among those from line k on that no empty line
// parts; k where there is none.
func (s *state) tightBars(k int) int {
	end := k
	for ; k < len(s.lines) && s.lines[k].blank == 0 && s.lines[k].block == nil; k++ {
		if splitBars(s.lines[k].text) != nil {
			end = k + 1
		}
	}
	return end
}

// row is a row of a table that is being recovered.
type row struct {
	line  *line
	cells []string // their lines parted by line feeds
	head  bool     // a rule stands below

	last   *line // where it has more than one
	turned bool  // its lines hold more than one cell that goes on
	goes   bool  // a further line goes on with the one above
	odd    bool  // a cell has more than one paragraph, or a drawing
}

// ruledRows reads rows with equally many cells from line i on; n counts their
// lines, drawn rules included.
func (s *state) ruledRows(i int, rule cellRule) (rows []row, n int) {
	for ; i+n < len(s.lines); n++ {
		l := s.lines[i+n]
		if l.block != nil || l.claim != nil || l.blank > 0 && n > 0 || isTableCaption(l.text) {
			break
		}
		if k := len(rows) - 1; k >= 0 && rule.ruled && len(barRule(l.text)) == len(rows[0].cells) {
			rows[k].head = k == 0
			continue
		}
		cells := rule.split(l.text)
		if rule.ruled && len(rows) > 0 && len(cells) == len(rows[0].cells)-1 {
			cells = trimAll(strings.Split(l.text, "|")) // the last cell is empty, and no bar stands behind it
		}
		if len(rows) > 0 && rows[0].head && len(cells) < len(rows[0].cells) {
			var more int
			if cells, more = s.wrappedRow(i+n, len(rows[0].cells)); cells != nil {
				n += more - 1
				rows = append(rows, row{line: l, cells: cells, last: s.lines[i+n]})
				continue
			}
		}
		if len(cells) < 2 || len(rows) > 0 && len(cells) != len(rows[0].cells) {
			break
		}
		rows = append(rows, row{line: l, cells: cells})
	}
	return rows, n
}

// mostWrapped is how many lines a row has at most that was filled to the width of the text.
const mostWrapped = 20

// wrappedRow reads the row of columns that begins at line k and goes on, as some programs write
// tables of HTML, in lines where the words of the next one had no room.
func (s *state) wrappedRow(k, columns int) (cells []string, lines int) {
	width, to := 0, k
	for to < len(s.lines) && to-k < 2*mostWrapped && s.lines[to].block == nil && s.lines[to].claim == nil && (to == k || s.lines[to].blank == 0) {
		width = max(width, runes(s.lines[to].text))
		to++
	}
	text := s.lines[k].text
	for lines = 1; lines < mostWrapped && k+lines < to; lines++ {
		more := s.lines[k+lines].text
		if runes(s.lines[k+lines-1].text)+1+runes(firstWord(more)) <= width || strings.Count(text+more, "|") >= columns {
			break
		}
		text += " " + more
	}
	if cells = splitBars(text); len(cells) != columns {
		return nil, 0
	}
	return cells, lines
}

func splitBars(text string) []string {
	if sign, _ := bullet(text); sign != "" || !strings.Contains(text, "|") {
		return nil
	}
	text = strings.TrimSuffix(strings.TrimPrefix(text, "|"), "|")
	return trimAll(strings.Split(text, "|"))
}

func splitTabs(text string) []string {
	if sign, _ := bullet(text); sign != "" || !strings.Contains(text, "\t") {
		return nil
	}
	return trimAll(strings.Split(text, "\t"))
}

// splitGaps splits at two spaces or more.
func splitGaps(text string) []string {
	var cells []string
	for rest := text; rest != ""; {
		cell, after, found := strings.Cut(rest, "  ")
		cells = append(cells, strings.TrimSpace(cell))
		if !found {
			break
		}
		rest = strings.TrimLeftFunc(after, unicode.IsSpace)
	}
	if len(cells) < 3 {
		return nil
	}
	return cells
}

// labelWords is how many words a name has at most that stands before figures.
const labelWords = 8

// isMinus reports whether a field is the sign of the figure behind it.
func isMinus(field string) bool {
	return field == "-" || field == "–" || field == "‒" || field == "−" || field == "€"
}

func trimAll(cells []string) []string {
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}

// mostlyFigures reports whether most rows hold a figure behind their first cell.
func mostlyFigures(rows []row) bool {
	n := 0
	for _, r := range rows {
		for _, c := range r.cells[1:] {
			if numeric(c) {
				n++
				break
			}
		}
	}
	return n*3 >= 2*len(rows)
}

// numbersOnly reports whether the rows are a number and a text each: headings or
// items that a word processor sets with a tab behind their number.
func numbersOnly(rows []row) bool {
	for _, r := range rows {
		if len(r.cells) != 2 || numeric(r.cells[1]) {
			return false
		}
		if o, ok := parseOrdinal(r.line.text); !ok || !strings.HasPrefix(r.cells[0], strings.TrimSpace(o.raw)) {
			return false
		}
	}
	return true
}

// placeTable puts a table in the place of n lines; signs are what drew it.
func (s *state) placeTable(i, n int, rows []row, rule, signs string) {
	first := s.lines[i]
	t := newTable(first.pos, len(rows[0].cells))
	for k, r := range rows {
		t.addRow(r.line.pos, s.closeCells(r), len(rows) > 1 && (r.head || k == 0 && isHeadRow(r.cells)))
	}
	for _, l := range s.lines[i : i+n] {
		l.gone = true
	}
	s.lines[i] = &line{pos: first.pos, blank: first.blank, block: t.table}
	s.log.Add(diag.Diagnostic{
		Code: codeTable, Pos: first.pos, Rule: rule, Message: "table of " + itoa(len(rows)) + " rows",
		Excerpt: chars.Excerpt(first.text), Dropped: signs, Confidence: 0.85,
	})
}

// ruledSigns are the signs between the cells of rows and the rules among n lines
// from i on.
func (s *state) ruledSigns(i, n int, rows []row) string {
	var signs strings.Builder
	text := ""
	for _, l := range s.lines[i : i+n] {
		text += l.text
		switch {
		case len(rows) == 0 || text == l.text && rows[0].line != l:
			signs.WriteString(chars.WithoutSpace(text))
		case rows[0].last != nil && rows[0].last != l:
			continue // the row goes on
		default:
			signs.WriteString(between(text, rows[0].cells))
			rows = rows[1:]
		}
		text = ""
	}
	return signs.String()
}

// between is what a line shows beside its cells, white space aside: a cell may
// have other spaces than its line.
func between(text string, cells []string) string {
	var out strings.Builder
	rest := chars.WithoutSpace(text)
	for _, c := range cells {
		before, after, _ := strings.Cut(rest, chars.WithoutSpace(c))
		out.WriteString(before)
		rest = after
	}
	out.WriteString(rest)
	return out.String()
}

// isHeadRow reports whether a first row holds no figures but years.
func isHeadRow(cells []string) bool {
	for _, c := range cells {
		if numeric(c) && !isYear(c) {
			return false
		}
	}
	return !isYear(cells[0])
}

// tableBuilder makes a table row by row.
type tableBuilder struct{ table *ast.Table }

func newTable(pos diag.Pos, cols int) tableBuilder {
	return tableBuilder{&ast.Table{At: ast.At{Src: pos}, Cols: make([]ast.Align, cols)}}
}

// addRow adds a row of plain cells.
func (t tableBuilder) addRow(pos diag.Pos, cells []string, head bool) {
	r := &ast.Row{At: ast.At{Src: pos}}
	for _, text := range cells {
		c := &ast.Cell{At: ast.At{Src: pos}, RowSpan: 1, ColSpan: 1}
		if text != "" {
			value := string(appendSpaced(nil, text))
			c.Blocks = []ast.Block{&ast.Paragraph{At: ast.At{Src: pos}, Inlines: []ast.Inline{&ast.Text{At: ast.At{Src: pos}, Value: value}}}}
		}
		r.Cells = append(r.Cells, c)
	}
	if head && len(t.table.Body) == 0 {
		t.table.Head = append(t.table.Head, r)
	} else {
		t.table.Body = append(t.table.Body, r)
	}
}
