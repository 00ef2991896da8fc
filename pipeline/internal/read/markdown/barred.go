package markdown

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/text"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// The signs of tables that programs draw: corners and crossings, sides, and lines
// (Unicode Standard, block Box Drawing; The Org Manual, 3.1, for | - and +).
const (
	boxCrosses = "┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬╒╓╕╖╘╙╛╜╞╟╡╢╤╥╧╨╪╫╭╮╯╰┍┎┑┒┕┖┙┚┝┠┥┨┯┰┷┸┿╂╇╈╉╊┡┢┩┪"
	boxSides   = "│┃║┆┇┊┋"
	boxLines   = "─━═╌╍┄┅┈┉"
	boxSigns   = boxCrosses + boxSides + boxLines
	sideSigns  = boxSides + "|"
	lineSigns  = boxLines + "-"
)

// boxTableParser finds tables of boxes, which nothing else can be, also right below the
// lines of a paragraph.
type boxTableParser struct{ drawnTableParser }

func (boxTableParser) Trigger() []byte             { return []byte{boxSigns[0]} } // all begin with the same byte
func (boxTableParser) CanInterruptParagraph() bool { return true }

// isRule reports whether a line is one of a drawn table's lines from end to end.
func isRule(line string) bool {
	return len(line) > 2 && strings.Trim(line, boxSigns+"+-| ") == "" && strings.ContainsAny(line, lineSigns)
}

// barredAt finds the last line of a table whose rows stand between bars: one drawn with
// signs for boxes, or one of Org, which has a line |---+---| among its rows.
func barredAt(line []byte, below lookahead) *drawnTable {
	first := strings.TrimSpace(string(line))
	sign, _ := utf8.DecodeRuneInString(first)
	boxed := strings.ContainsRune(boxSigns, sign)
	if !boxed && sign != '|' {
		return nil
	}
	rules, rows, last := 0, 0, 0
	for n := 0; ; n++ {
		switch {
		case isRule(first) && (boxed || isOrgRule(first)):
			rules++
		case betweenBars(first, boxed):
			rows++
		default:
			return nil
		}
		last = n
		next, ok := below.next()
		first = strings.TrimSpace(string(next))
		if sign, _ = utf8.DecodeRuneInString(first); !ok || first == "" || boxed != strings.ContainsRune(boxSigns, sign) || !boxed && sign != '|' {
			break
		}
	}
	if rules == 0 || rows == 0 || rows+rules < 3 {
		return nil
	}
	return &drawnTable{form: barredTable, rest: last}
}

// isOrgRule reports whether a line is one of Org's that part rows of two columns or more.
func isOrgRule(line string) bool {
	return line[0] == '|' && line[len(line)-1] == '|' && strings.Trim(line, "|+-") == "" && strings.Contains(line, "+")
}

// betweenBars reports whether a row begins and ends in a bar.
func betweenBars(line string, boxed bool) bool {
	first, size := utf8.DecodeRuneInString(line)
	last, _ := utf8.DecodeLastRuneInString(line[size:])
	bar := func(sign rune) bool { return strings.ContainsRune(sideSigns, sign) && (boxed || sign == '|') }
	return bar(first) && bar(last)
}

// barred converts a table whose rows stand between bars. The rows above the first line
// between two of them are its head. Where lines stand between all rows, a row may have
// several lines; else each is a row. One whose rows do not have the same number of
// cells is kept line by line.
func (r *reader) barred(n *drawnTable, lines []text.Segment) ast.Block {
	at := r.at(lines[0].Start + indent(lines[0].Value(r.source)))
	bands := r.bands(lines)
	width := len(bands[0][0].cells)
	for _, row := range slices.Concat(bands...) {
		if len(row.cells) != width {
			r.add(diag.Warning, CodeDrawn, at.Src, "the rows of a drawn table do not have the same number of cells, so it was kept line by line",
				"write it as a table of Markdown")
			return &ast.CodeBlock{At: at, Text: r.codeText(n)}
		}
	}
	t := &ast.Table{At: at, Cols: make([]ast.Align, width)}
	for i, band := range bands {
		for _, row := range bandRows(band, i == 0 && len(bands) > 1 || len(bands) > 2) {
			if i == 0 && len(bands) > 1 {
				t.Head = append(t.Head, r.barredRow(row))
			} else {
				t.Body = append(t.Body, r.barredRow(row))
			}
		}
	}
	return t
}

// barredLine is what a line of such a table has between its bars.
type barredLine struct {
	line  int
	cells []string
}

// bands are the rows between the lines of a drawn table.
func (r *reader) bands(lines []text.Segment) [][]barredLine {
	var out [][]barredLine
	open := false
	for _, seg := range lines {
		line := string(bytes.TrimSpace(seg.Value(r.source)))
		if isRule(line) {
			open = false
			continue
		}
		if !open {
			out, open = append(out, nil), true
		}
		last := len(out) - 1
		out[last] = append(out[last], barredLine{r.pos(seg.Start).Line, barredCells(line)})
	}
	return out
}

// barredCells are the cells of a row, without the bars at its ends.
func barredCells(line string) []string {
	var out []string
	start, escaped := 0, false
	for i, c := range line {
		if strings.ContainsRune(sideSigns, c) && !escaped {
			out = append(out, strings.TrimSpace(line[start:i]))
			start = i + utf8.RuneLen(c)
		}
		escaped = c == '\\' && !escaped
	}
	return out[1:]
}

// bandRows are the rows that the lines between two drawn ones make: one, or each its own.
func bandRows(band []barredLine, one bool) []barredLine {
	if !one {
		return band
	}
	row := barredLine{band[0].line, slices.Clone(band[0].cells)}
	for _, more := range band[1:] {
		for i, c := range more.cells {
			row.cells[i] = strings.TrimSpace(row.cells[i] + "\n" + c)
		}
	}
	return []barredLine{row}
}

func (r *reader) barredRow(row barredLine) *ast.Row {
	at := ast.At{Src: diag.Pos{File: r.name, Line: row.line}}
	out := &ast.Row{At: at}
	for _, source := range row.cells {
		c := &ast.Cell{At: at, RowSpan: 1, ColSpan: 1}
		c.Blocks = r.cellText(c, []byte(source+"\n"), lineParser())
		out.Cells = append(out.Cells, c)
	}
	return out
}

// byLines reports whether a grid is drawn as programs of databases do it: three equal
// lines of dashes, one line of names, and below that a row in each line, of which every
// cell holds something and none goes on. By pandoc's rule the lines of the body would be
// one row.
func (g *drawing) byLines() bool {
	if len(g.rows) < 6 {
		return false
	}
	last, border := len(g.rows)-1, string(g.rows[0].line)
	for y, row := range g.rows {
		line := string(row.line)
		rule := y == 0 || y == 2 || y == last
		if rule != isGridLine(row.line) || rule && (line != border || strings.ContainsAny(line, "=:")) || y > 2 && !rule && !fullRow(line) {
			return false
		}
	}
	return true
}

// fullRow reports whether every cell of a row holds something and none ends in a hard line
// break.
func fullRow(line string) bool {
	inner := strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line), "|"), "|")
	for cell := range strings.SplitSeq(inner, "|") {
		if cell = strings.TrimSpace(cell); cell == "" || cell[len(cell)-1] == '\\' {
			return false
		}
	}
	return true
}
