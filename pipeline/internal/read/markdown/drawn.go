package markdown

import (
	"bytes"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/pattern"
)

// form is how a table is drawn (Pandoc User's Guide, Tables).
type form int

const (
	simpleTable    form = iota // a line, dashes, a line for each row
	headlessTable              // the rows between two lines of dashes
	multilineTable             // as headlessTable, with empty lines between the rows, and perhaps a head
	gridTable                  // cells between + - and |
	barredTable                // rows between bars, as programs draw them
)

// drawnTable is a table that is drawn with signs. Its Lines are those of the
// source as they stand in what is around them.
type drawnTable struct {
	gast.BaseBlock
	form form
	// rest counts the lines that are still to come, and head those above the
	// first line of dashes that parts the columns.
	rest, head int
}

var kindDrawnTable = gast.NewNodeKind("OctavoDrawnTable")

func (*drawnTable) Kind() gast.NodeKind             { return kindDrawnTable }
func (n *drawnTable) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

// isTable reports whether a node is a table of any kind.
func isTable(n gast.Node) bool {
	switch n.(type) {
	case *east.Table, *drawnTable:
		return true
	}
	return false
}

// drawnTableParser finds drawn tables. It looks ahead for the last line of one,
// so that what only begins like a table is left to the others; no line is looked
// at more often than a few times.
type drawnTableParser struct{}

func (drawnTableParser) Trigger() []byte {
	all := make([]byte, 0, 256)
	for c := range 256 {
		if c != '\n' {
			all = append(all, byte(c))
		}
	}
	return all
}

func (drawnTableParser) Open(parent gast.Node, r text.Reader, _ parser.Context) (gast.Node, parser.State) {
	switch parent.(type) {
	case *gast.List, *east.DefinitionList: // goldmark's lists hold items alone
		return nil, parser.NoChildren
	}
	line, segment := r.PeekLine()
	n := tableAt(line, linesBelow(r.Source(), segment))
	if n == nil {
		return nil, parser.NoChildren
	}
	n.Lines().Append(segment)
	r.AdvanceToEOL()
	return n, parser.NoChildren
}

func (drawnTableParser) Continue(node gast.Node, r text.Reader, _ parser.Context) parser.State {
	n := node.(*drawnTable)
	if n.rest == 0 {
		return parser.Close
	}
	n.rest--
	_, segment := r.PeekLine()
	n.Lines().Append(segment)
	r.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (drawnTableParser) Close(gast.Node, text.Reader, parser.Context) {}
func (drawnTableParser) CanInterruptParagraph() bool                  { return false }
func (drawnTableParser) CanAcceptIndentedLine() bool                  { return true }

// tableAt gives the table that begins with a line; nil where none does.
func tableAt(line []byte, below lookahead) *drawnTable {
	if line = bytes.TrimRight(line, " \n"); indent(line) < 4 {
		if isGridLine(line) {
			return gridAt(below)
		}
		if runs := dashRuns(line); runs != nil {
			return dashedAt(runs, below)
		}
	}
	if opensFence(line) {
		return nil
	}
	if n := barredAt(line, below); n != nil {
		return n
	}
	return simpleAt(line, below)
}

// opensFence reports whether a line begins code, whose first line may be of dashes
// (CommonMark, 4.5), also as the first of an item or a quotation.
func opensFence(line []byte) bool { return fenceLine.Match(line) }

var fenceLine = pattern.Of("^(?:[ >]|[-+*] |[0-9]{1,9}[.)] )*(?:```|~~~)")

// gridAt finds the last line of a grid.
func gridAt(below lookahead) *drawnTable {
	last := 0
	for n := 1; ; n++ {
		line, ok := below.next()
		line = bytes.TrimSpace(line)
		if !ok || len(line) == 0 || line[0] != '+' && line[0] != '|' {
			break
		}
		if isGridLine(line) {
			last = n
		}
	}
	if last < 2 {
		return nil
	}
	return &drawnTable{form: gridTable, rest: last}
}

// isGridLine reports whether a line is one of + and dashes from end to end.
func isGridLine(line []byte) bool {
	line = bytes.Trim(line, " ")
	return len(line) > 2 && line[0] == '+' && line[len(line)-1] == '+' && len(bytes.Trim(line, "+-=:")) == 0 && line[1] != '+'
}

// simpleAt finds the last row of a table whose head is line and below which a
// line of dashes stands.
func simpleAt(line []byte, below lookahead) *drawnTable {
	dashes, ok := below.next()
	if !ok || len(dashes) == 0 || dashes[indent(dashes)%len(dashes)] != '-' || indent(dashes) > 3 {
		return nil
	}
	runs := dashRuns(dashes)
	if !partsColumns(runs) && !(len(runs) == 1 && runs[0][0] == 2 && indent(line) == 2) || !fits(line, runs) {
		return nil
	}
	for n := 0; ; n++ {
		row, ok := below.next()
		switch blank := len(bytes.TrimSpace(row)) == 0; {
		case ok && !blank && dashRuns(row) == nil && fits(row, runs) && (len(runs) > 1 || indent(row) >= 2):
		case n == 0 || ok && !blank && dashRuns(row) == nil:
			return nil
		case ok && !blank:
			return &drawnTable{form: simpleTable, rest: n + 2, head: 1}
		default:
			return &drawnTable{form: simpleTable, rest: n + 1, head: 1}
		}
	}
}

// dashedAt finds the last line of a table that begins with dashes.
func dashedAt(first [][2]int, below lookahead) *drawnTable {
	runs, above, n := first, 0, 0
	if !partsColumns(runs) {
		if runs, above = headOfDashes(&below); runs == nil {
			return nil
		}
		n = above + 1
	}
	empty, filled := 0, 0
	for {
		row, ok := below.next()
		n++
		blank := len(bytes.TrimSpace(row)) == 0
		ends := dashRuns(row)
		switch {
		case !ok, !blank && ends == nil && !fits(row, runs):
			return nil
		case blank:
			empty++
		case ends == nil:
			filled++
		case filled == 0 || len(ends) != len(runs) && len(ends) != 1:
			return nil
		case above > 0 || empty > 0:
			return &drawnTable{form: multilineTable, rest: n, head: above}
		default:
			return &drawnTable{form: headlessTable, rest: n}
		}
	}
}

// headOfDashes gives the columns of a table with a head of several lines, and how
// many these are.
func headOfDashes(below *lookahead) (runs [][2]int, lines int) {
	for ; ; lines++ {
		line, ok := below.next()
		if !ok || len(bytes.TrimSpace(line)) == 0 {
			return nil, 0
		}
		if runs = dashRuns(line); runs != nil {
			break
		}
	}
	if lines == 0 || !partsColumns(runs) {
		return nil, 0
	}
	return runs, lines
}

// partsColumns reports whether runs of dashes part columns: two or more, of two
// dashes or more, so that it is no thematic break of single ones.
func partsColumns(runs [][2]int) bool {
	for _, r := range runs {
		if r[1]-r[0] < 2 {
			return false
		}
	}
	return len(runs) > 1
}

// dashRuns gives where the runs of dashes begin and end in a line that holds
// nothing else; nil for any other line.
func dashRuns(line []byte) [][2]int {
	var runs [][2]int
	line = bytes.TrimRight(line, " \n")
	for i, c := range line {
		switch {
		case c != '-' && c != ' ':
			return nil
		case c == ' ':
		case i > 0 && line[i-1] == '-':
			runs[len(runs)-1][1]++
		default:
			runs = append(runs, [2]int{i, i + 1})
		}
	}
	return runs
}

// fits reports whether no word of a line stands across the beginning of a column.
func fits(line []byte, runs [][2]int) bool {
	if bytes.IndexByte(line, '\t') >= 0 {
		return false
	}
	cols := newRuler(line)
	for _, r := range runs[1:] {
		if cols.sign(r[0]-1) != ' ' && cols.sign(r[0]) != ' ' {
			return false
		}
	}
	return true
}

// indent is how many spaces begin a line.
func indent[T string | []byte](line T) (n int) {
	for n < len(line) && line[n] == ' ' {
		n++
	}
	return n
}

// lookahead hands out the lines below one, without what they stand in.
type lookahead struct {
	source []byte
	at     int
	// lead is what stands before the line in its file: white space and the marks
	// of quotations and items.
	lead []byte
}

func linesBelow(source []byte, segment text.Segment) lookahead {
	start := bytes.LastIndexByte(source[:segment.Start], '\n') + 1
	return lookahead{source, segment.Stop, source[start:segment.Start]}
}

// next gives the next line that stands in the same quotations and items, without
// its end; false at the end of these.
func (l *lookahead) next() ([]byte, bool) {
	if l.at >= len(l.source) {
		return nil, false
	}
	line := l.source[l.at:]
	if i := bytes.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	l.at += len(line) + 1
	for i, c := range l.lead {
		want := byte(' ')
		if c == '>' {
			want = '>'
		}
		switch {
		case i < len(line) && line[i] == want:
		case len(bytes.TrimSpace(line[min(i, len(line)):])) == 0 && bytes.IndexByte(l.lead[i:], '>') < 0:
			return nil, true
		default:
			return nil, false
		}
	}
	return line[min(len(l.lead), len(line)):], true
}

// drawn converts a drawn table.
func (r *reader) drawn(n *drawnTable) ast.Block {
	var lines []text.Segment
	for i := range n.Lines().Len() {
		lines = append(lines, n.Lines().At(i))
	}
	switch n.form {
	case gridTable:
		return r.grid(n, lines)
	case barredTable:
		return r.barred(n, lines)
	}
	return r.columns(n, lines)
}
