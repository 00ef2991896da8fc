package office

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"octavo/pipeline/internal/ast"
)

// TabRow is a paragraph whose words stand at tab stops, as long as it may be a row of a
// table.
type TabRow struct {
	// Stops are its own tab stops in the file's words, and Right those of them at which
	// text ends, counted from 0.
	Stops string
	Right []bool
	cells [][]Piece // from tab to tab; nil for an empty one
}

// TabStops are the tab stops of a paragraph: in the file's words, and which of them text ends
// at.
type TabStops struct {
	words string
	right []bool
}

// Add adds a stop of a kind at a position, both in the file's words.
func (t *TabStops) Add(kind, position string, right bool) {
	t.words += kind + " " + position + " "
	t.right = append(t.right, right)
}

// Some reports whether there is a tab stop.
func (t *TabStops) Some() bool { return len(t.right) > 0 }

// Row gives the row that an entry of these pieces may be: a paragraph of running text whose
// words stand at tab stops, two at least.
func (t *TabStops) Row(e Entry, pieces []Piece) *TabRow {
	if t == nil || len(t.right) < 2 || !e.plain() || !slices.ContainsFunc(pieces, func(p Piece) bool { return p.Tab }) {
		return nil
	}
	return newTabRow(slices.Clone(pieces), strings.TrimSpace(t.words), t.right)
}

// plain reports whether an entry is a paragraph of running text without lines around it.
func (e Entry) plain() bool {
	_, text := e.Block.(*ast.Paragraph)
	return text && e.Number == nil && e.Item == nil && !e.Caption && !e.Cover && e.Frame == ""
}

// leastTabRows is how many rows make a table of paragraphs with tabs.
const leastTabRows = 3

// newTabRow gives the row that a paragraph's pieces may be: nil where fewer than two of
// its cells hold anything, or more than two tab stops leave room for.
func newTabRow(pieces []Piece, stops string, right []bool) *TabRow {
	row := &TabRow{Stops: stops, Right: right, cells: [][]Piece{nil}}
	for _, p := range pieces {
		last := len(row.cells) - 1
		switch _, breaks := p.Node.(*ast.LineBreak); {
		case breaks:
			return nil
		case p.Tab:
			row.cells = append(row.cells, nil)
		case p.Node != nil || strings.TrimSpace(p.Text) != "" || row.cells[last] != nil:
			row.cells[last] = append(row.cells[last], p)
		}
	}
	if len(row.cells) > len(right)+1 || len(row.filled()) < 2 {
		return nil
	}
	return row
}

// filled are the columns in which a row holds anything.
func (t *TabRow) filled() []int {
	var out []int
	for i, c := range t.cells {
		if c != nil {
			out = append(out, i)
		}
	}
	return out
}

// hasWord reports whether a cell holds a word or a figure: signs alone lead from one to the
// next ("Made - - - 3rd May").
func hasWord(cell []Piece) bool {
	return strings.ContainsFunc(piecesText(cell), func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) })
}

// TabTables makes tables of paragraphs in a row whose words stand at the same tab stops:
// three or more with the same columns filled, but for the first cell of the first. Others
// stay text, which is told once a run.
func (r *Report) TabTables(entries []Entry, anchors *Anchors) []Entry {
	var out []Entry
	for len(entries) > 0 {
		n := 0
		for n < len(entries) && entries[n].Row != nil && entries[n].Row.Stops == entries[0].Row.Stops {
			n++
		}
		if n < leastTabRows {
			out, entries = append(out, entries[:max(n, 1)]...), entries[max(n, 1):]
			continue
		}
		out = append(out, r.tabTable(entries[:n], anchors)...)
		entries = entries[n:]
	}
	return out
}

// tabTable makes one table of paragraphs at the same stops, or leaves them.
func (r *Report) tabTable(run []Entry, anchors *Anchors) []Entry {
	columns, wide := run[1].Row.filled(), false
	proven := len(columns) > 2 || valued(run[1:])
	for i, e := range run {
		filled := e.Row.filled()
		headless := i == 0 && slices.Equal(append([]int{0}, filled...), columns)
		proven = proven && (headless || slices.Equal(filled, columns))
		worded := slices.DeleteFunc(filled, func(c int) bool { return !hasWord(e.Row.cells[c]) })
		wide = wide || len(worded) > 2
	}
	for _, c := range columns {
		proven = proven && slices.ContainsFunc(run, func(e Entry) bool { return c < len(e.Row.cells) && hasWord(e.Row.cells[c]) })
	}
	place := run[0].Block.Pos().Line
	switch {
	case !proven && !wide: // labels and what they say, as in letters
		return run
	case !proven:
		r.Warn(place, CodeTable, fmt.Sprintf("%d paragraphs with words at tab stops stay text: they may be a table, but do not fill the same columns", len(run)),
			"where they are one, select them and use Insert, Table, Convert Text to Table (in LibreOffice: Table, Convert, Text to Table)")
		return run
	}
	t := &ast.Table{At: r.At(place)}
	for _, c := range columns {
		align := ast.AlignDefault
		if c > 0 && run[0].Row.Right[c-1] {
			align = ast.AlignRight
		}
		t.Cols = append(t.Cols, align)
	}
	for _, e := range run {
		t.Body = append(t.Body, e.Row.row(columns, e.Block.Pos().Line, r))
		anchors.Move(e.Block, t)
	}
	if heads(t.Body) {
		t.Head, t.Body = t.Body[:1], t.Body[1:]
		plainHead(t.Head[0])
	}
	r.Info(place, CodeTable, 0.85, fmt.Sprintf("%d paragraphs with words at the same tab stops are a table", len(run)))
	return []Entry{{Block: t, Indent: run[0].Indent}}
}

// valued reports whether rows are a thing and its figure each, and no labels.
func valued(run []Entry) bool {
	for _, e := range run {
		filled := e.Row.filled()
		if strings.HasSuffix(piecesText(e.Row.cells[filled[0]]), ":") || !strings.ContainsAny(piecesText(e.Row.cells[filled[len(filled)-1]]), "0123456789") {
			return false
		}
	}
	return true
}

func piecesText(pieces []Piece) string {
	text := ""
	for _, p := range pieces {
		text += p.Text
	}
	return strings.TrimSpace(text)
}

// row makes a row of the table with these columns.
func (t *TabRow) row(columns []int, place int, r *Report) *ast.Row {
	row := &ast.Row{At: r.At(place)}
	for _, c := range columns {
		cell := &ast.Cell{At: r.At(place), RowSpan: 1, ColSpan: 1}
		if list := Inlines(slices.Clone(t.cells[c])); list != nil {
			cell.Blocks = []ast.Block{&ast.Paragraph{At: r.At(place), Inlines: list}}
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// heads reports whether the first row heads the others: it alone is in bold or has an
// empty first cell, or it holds no figure above columns of figures.
func heads(rows []*ast.Row) bool {
	if len(rows[0].Cells[0].Blocks) == 0 {
		return true
	}
	bold, figures, ok := boldRow(rows[0]), false, true
	for _, row := range rows[1:] {
		bold = bold && !boldRow(row)
	}
	for k := range rows[0].Cells {
		all := true
		for _, row := range rows[1:] {
			all = all && hasFigure(row.Cells[k])
		}
		figures = figures || all
		ok = ok && !hasFigure(rows[0].Cells[k])
	}
	return bold || figures && ok
}

// plainHead takes the bold off the cells of a head, which is set so anyway.
func plainHead(row *ast.Row) {
	for _, c := range row.Cells {
		for _, b := range c.Blocks {
			p := b.(*ast.Paragraph)
			p.Inlines = Unmarked(p.Inlines)
		}
	}
}

func boldRow(row *ast.Row) bool {
	for _, c := range row.Cells {
		if len(c.Blocks) > 0 && boldTitle(Entry{Block: c.Blocks[0]}) == nil {
			return false
		}
	}
	return true
}

func hasFigure(c *ast.Cell) bool {
	return len(c.Blocks) > 0 && strings.ContainsAny(ast.PlainText(c.Blocks[0].(*ast.Paragraph).Inlines), "0123456789")
}
