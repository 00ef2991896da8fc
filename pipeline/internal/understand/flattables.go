package understand

import (
	"slices"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	chars "octavo/pipeline/internal/text"
)

// recoverFlatTables deals with tables that came with one cell a line. Where
// every row has a name and equally many figures, and the head names each of
// these columns, the table is rebuilt. Else empty cells were lost, and the
// cells stay as they are, each a paragraph: a guess would put figures under
// wrong heads.
func recoverFlatTables(s *state) {
	s.recoverCountedTables()
	var out []*block
	for i := 0; i < len(s.blocks); {
		from, to := s.cellRun(i)
		out = append(out, s.blocks[i:from]...)
		i = to
		if from == to {
			continue
		}
		if table := s.rebuild(s.blocks[from:to]); table != nil {
			out = append(out, table)
		} else {
			s.keepCells(from, to)
			out = append(out, s.blocks[from:to]...)
		}
	}
	s.blocks = captioned(out)
	s.reportCells()
}

// A run of cells has at least this many, and at least this many figures.
const (
	minCells   = 6
	minFigures = 3
	cellRunes  = 80
)

// cellRun finds the cells of one table, its caption included, among the blocks
// from i on that look like cells. The table ends with the last figure of these,
// and begins where enough of the rest are figures. Where there is none, from and
// to are both the block to go on with.
func (s *state) cellRun(i int) (from, to int) {
	to, figures := s.cellsEnd(i)
	for from = i; to-from >= minCells && figures >= minFigures; from++ {
		if figures*4 >= to-from {
			return s.belowTitle(from, to), s.lastRowEnd(from, to)
		}
		if numeric(s.blocks[from].text) {
			figures--
		}
	}
	to = max(i+1, to)
	return to, to
}

// belowTitle is where a run of cells begins below the title of the paper or a label with its
// number: one text more than stand between any two figures lies over the first of these, or,
// set apart at the top of the paper, several.
func (s *state) belowTitle(from, to int) int {
	lead, most, last := 0, 0, -1
	for k, b := range s.blocks[from:to] {
		switch {
		case !numeric(b.text):
		case last < 0:
			lead, last = k, k
		default:
			most, last = max(most, k-last-1), k
		}
	}
	first := s.blocks[from]
	_, label := parseLabel(first.text)
	top := from == 0 && s.doc.Meta.Title == ""
	if lead != most+1 && !(top && lead > most+1) || most == 0 || !top && !label || !isName(first.text) || words(first.text) < 2 || isTableCaption(first.text) || s.blocks[from+1].blank == 0 {
		return from
	}
	return from + 1
}

// lastRowEnd is where the last row of a run of cells ends that holds texts behind
// its last figure: as many as the rows above have.
func (s *state) lastRowEnd(from, to int) int {
	lead := from
	for lead < to && !numeric(s.blocks[lead].text) {
		lead++
	}
	between, last := 0, -1
	for k := lead; k < to; k++ {
		if !numeric(s.blocks[k].text) {
			continue
		}
		if gap := k - last - 1; last >= 0 && gap > 0 && (between == 0 || gap < between) {
			between = gap
		}
		last = k
	}
	end := to
	for end < len(s.blocks) && end-to < between-(lead-from) && isCell(s.blocks[end]) && !s.partsTables(end) {
		end++
	}
	return end
}

// cellsEnd is the end of the run of cells that starts at block i, behind its last
// figure, and the number of its figures.
func (s *state) cellsEnd(i int) (end, figures int) {
	end = i
	for k := i; k < len(s.blocks); k++ {
		b := s.blocks[k]
		if !isCell(b) && !(k == i && isTableCaption(b.text)) || k > i && isTableCaption(b.text) || s.partsTables(k) {
			break
		}
		if numeric(b.text) {
			figures++
			end = k + 1
		} else if k-end > 6 {
			break
		}
	}
	return end, figures
}

// partReach is how many blocks a table between two headings has at most.
const partReach = 120

// partsTables reports whether block k is a title with a figure that counts on from or to that
// of another, each over running text or over rows of a name and its figure, two at least: a
// row of a table has its figures behind its name.
func (s *state) partsTables(k int) bool {
	o, ok := s.titleOverRows(k)
	if !ok {
		return false
	}
	for i := max(0, k-partReach); i < min(len(s.blocks), k+partReach); i++ {
		if p, ok := s.titleOverRows(i); ok && abs(p.value()-o.value()) == 1 && (p.value() > o.value()) == (i > k) && p.delim == o.delim {
			return true
		}
	}
	return false
}

// titleOverRows reads the figure of block k where a title stands behind it, over running text
// or over rows.
func (s *state) titleOverRows(k int) (ordinal, bool) {
	b := s.blocks[k]
	if b.text == "" || b.text[0] < '0' || b.text[0] > '9' || b.role != roleText || k+1 >= len(s.blocks) || k > 0 && b.blank == 0 {
		return ordinal{}, false
	}
	o, ok := parseOrdinal(b.text)
	if !ok || o.label != nil || o.depth() > 1 || !startsUpper(o.rest) || !titleish(o.rest) || isYear(itoa(o.value())) {
		return ordinal{}, false
	}
	return o, running(s.blocks[k+1].text) || s.rowsBelow(k+1) > 1
}

// rowsBelow counts the rows from block k on that are a name with one figure or more behind it.
func (s *state) rowsBelow(k int) int {
	rows := 0
	for k+1 < len(s.blocks) && isCell(s.blocks[k]) && !numeric(s.blocks[k].text) && numeric(s.blocks[k+1].text) {
		for k++; k < len(s.blocks) && numeric(s.blocks[k].text); k++ {
		}
		rows++
	}
	return rows
}

func isCell(b *block) bool {
	return (b.role == roleText && b.claim() == nil || b.role == roleCell) && b.bullet == "" && len(b.calls) == 0 && b.text != "" &&
		!moreRunes(b.text, cellRunes) && !isLabelled(b.text) && (numeric(b.text) || !endsClause(b.text))
}

// flatTable is a run of cells laid out: head and rows.
type flatTable struct {
	caption *block
	head    []*block
	rows    [][]*block
}

// rebuild lays the cells out and returns the table; nil where the columns cannot
// be proven.
func (s *state) rebuild(run []*block) *block {
	f := flatTable{}
	cells := run
	if isTableCaption(cells[0].text) {
		f.caption, cells = cells[0], cells[1:]
	}
	first := firstRow(cells)
	f.head = cells[:first]
	if !f.readRows(cells[first:]) || !f.proven() {
		return nil
	}
	return s.placeFlat(run[0], f)
}

// firstRow is where the first row begins: the first name before a figure that
// is no year.
func firstRow(cells []*block) int {
	for k := 0; k+1 < len(cells); k++ {
		if !numeric(cells[k].text) && numeric(cells[k+1].text) && !isYear(cells[k+1].text) {
			return k
		}
	}
	return 0
}

// readRows cuts cells into rows: a name and the figures behind it. All rows
// must be equally long.
func (f *flatTable) readRows(cells []*block) bool {
	for k := 0; k < len(cells); {
		to := k + 1
		for to < len(cells) && numeric(cells[to].text) {
			to++
		}
		if numeric(cells[k].text) || to == k+1 {
			return false
		}
		f.rows = append(f.rows, cells[k:to])
		k = to
	}
	for _, r := range f.rows {
		if len(r) != len(f.rows[0]) {
			return false
		}
	}
	return len(f.rows) >= 2
}

// proven reports whether the head names each column of figures, and the column
// of names or not, and no column mixes dates with figures.
func (f *flatTable) proven() bool {
	if !evenColumns(slices.Concat(f.rows...), len(f.rows[0])) {
		return false
	}
	switch len(f.head) {
	case len(f.rows[0]) - 1:
		return true
	case len(f.rows[0]):
		return !numeric(f.head[0].text)
	}
	return false
}

// placeFlat makes the table, which stands where its first block stood.
func (s *state) placeFlat(first *block, f flatTable) *block {
	pos := first.pos()
	t := newTable(pos, len(f.rows[0]))
	t.table.HeadCols = 1
	if f.caption != nil {
		t.table.Caption = f.caption.from(0).rest()
	}
	head := texts(f.head)
	if len(head) < len(f.rows[0]) {
		head = append([]string{""}, head...)
	}
	t.addRow(f.head[0].pos(), head, true)
	for _, r := range f.rows {
		t.addRow(r[0].pos(), texts(r), false)
	}
	for k := 1; k < len(t.table.Cols); k++ {
		t.table.Cols[k] = ast.AlignRight
	}
	s.log.Add(diag.Diagnostic{
		Code: codeTable, Pos: pos, Rule: "every row a name and equally many figures under heads",
		Message: "table of " + itoa(len(f.rows)) + " rows", Excerpt: chars.Excerpt(first.text), Confidence: 0.80,
	})
	return &block{role: roleTable, node: t.table, blank: first.blank}
}

func texts[T interface{ words() string }](of []T) []string {
	out := make([]string, len(of))
	for i, t := range of {
		out[i] = t.words()
	}
	return out
}

// keepCells marks the cells, so that no other pass takes them for headings or
// items.
func (s *state) keepCells(from, to int) {
	for _, b := range s.blocks[from:to] {
		if b.role != roleCell {
			b.role, b.lines[0].claim = roleCell, &claim{table: true, rule: "rows of unequal length or heads that do not fit"}
		}
	}
}
