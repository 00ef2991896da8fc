package understand

import (
	"iter"
	"strings"

	"octavo/pipeline/internal/ast"
)

// tableReach is how many lines above a run of notes the table stands at most.
const tableReach = 3

// findUnderTables marks the notes that stand right below a table or figure, whose they
// are, and the signs that begin lists.
func (s *state) findUnderTables(defs []noteDef) {
	for i := range defs {
		d := &defs[i]
		goesOn := i > 0 && defs[i-1].run == d.run
		if i > 0 && d.series() == seriesSign && defs[i-1].label == d.label && d.line-defs[i-1].below() <= tableReach {
			d.twin, defs[i-1].twin = true, true
		}
		if d.table = goesOn && defs[i-1].table || !goesOn && s.underTable(*d); d.table && d.place < placePart {
			d.place = placeTable
		}
	}
}

// underTable reports whether the cells of a table, or the figures of one or of a drawing,
// end right above a note. Where the cells stand one below the other, a number alone is one.
func (s *state) underTable(d noteDef) bool {
	i := min(d.line, d.numberLine)
	bare := d.textAt == 0
	for k := i - 1; k >= 0 && i-k <= tableReach; k-- {
		l := s.lines[k]
		if l.isCell() || isTable(l.block) || !bare && l.block == nil && numeric(l.text) {
			return true
		}
	}
	return false
}

func isTable(b ast.Block) bool { _, is := b.(*ast.Table); return is }

// cellText is the text of a cell of a table, as a line on which calls can stand.
type cellText struct {
	line *line
	cell *ast.Paragraph
}

// scanBlock finds the places where a call may stand in the block on line index: in the
// cells of a table, which it returns, or in the lines of one that is kept as it is drawn.
func (c *callScan) scanBlock(index int, b ast.Block) []cellText {
	var cells []cellText
	in := &callScan{names: c.names, next: c.next, runs: c.runs}
	drawn, isDrawn := b.(*ast.CodeBlock)
	if isDrawn {
		for k, text := range strings.Split(drawn.Text, "\n") {
			pos := drawn.Src
			pos.Line += k
			in.lines = append(in.lines, &line{text: text, blank: 1, pos: pos})
		}
	} else if isTable(b) {
		cells = cellsOf(b)
		for _, cell := range cells {
			in.lines = append(in.lines, cell.line)
		}
	}
	for i, l := range in.lines {
		c.countNames(l.text)
		in.scanLine(i)
	}
	for _, site := range in.sites {
		site.index, site.cell, site.drawn = index, true, isDrawn
		c.sites = append(c.sites, site)
	}
	c.next, c.runs = in.next, in.runs
	return cells
}

// cellsOf are the cells of a table that hold plain text.
func cellsOf(table ast.Block) []cellText {
	var cells []cellText
	ast.Walk(table, func(n ast.Node) bool {
		if p, is := n.(*ast.Paragraph); is && len(p.Inlines) == 1 {
			if text, plain := p.Inlines[0].(*ast.Text); plain {
				cells = append(cells, cellText{&line{text: text.Value, blank: 1, pos: text.Src}, p})
			}
		}
		return true
	})
	return cells
}

// called are the texts on which calls can stand, in order.
func (s *state) called() iter.Seq[*line] {
	return func(yield func(*line) bool) {
		for _, l := range s.lines {
			for _, c := range l.cells {
				if !yield(c.line) {
					return
				}
			}
			if !yield(l) {
				return
			}
		}
	}
}

// placeInCells puts the calls found in the cells of tables into their texts.
func (s *state) placeInCells() {
	for _, l := range s.lines {
		for _, c := range l.cells {
			if len(c.line.calls) == 0 {
				continue
			}
			var placed []placedCall
			for _, call := range c.line.calls {
				placed = append(placed, placedCall{call.from, call.to - call.from, &ast.NoteRef{At: ast.At{Src: call.pos}, Label: call.label, Note: call.note}})
			}
			c.cell.Inlines = withCalls(c.line.text, placed, c.part)
		}
	}
}

// part is the text from:to of the cell.
func (c cellText) part(from, to int) ast.Inline {
	pos := c.line.pos
	pos.Col += from
	return &ast.Text{At: ast.At{Src: pos}, Value: c.line.text[from:to]}
}
