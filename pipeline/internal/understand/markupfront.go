package understand

import (
	"context"
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/understand/lexicon"
)

// frontOfMarkup reads the front of a letter whose mark-up does not tell it, as Word has
// it: the paragraphs and the rows of tables above the first heading are read as the lines
// of a text are. What they say goes into the metadata. A subject in paragraphs of its own
// becomes the title and leaves the text; a table stays whole.
func (s *state) frontOfMarkup(ctx context.Context) {
	if given := s.doc.Meta.Title; s.doc.Meta.Subtitle == "" && isKind(given) {
		s.doc.Meta.Title = ""
		defer s.keepKind(given)
	}
	f := frontRowsOf(s.doc)
	if len(f.rows) == 0 {
		return
	}
	read := readLines(ctx, &state{doc: &ast.Document{Blocks: f.lines(), Meta: s.doc.Meta}})
	end := 0 // of the front of a letter
	for i, l := range read.lines {
		if l.claim != nil {
			end = i + 1
		}
	}
	made := read.proposed(ctx)
	found := made.doc.Meta
	taken := f.titled(made, func(c *claim) bool { return c != nil && c.title })
	if len(taken) == 0 {
		s.keepCover(f, made)
		found.Title, found.Subtitle = s.doc.Meta.Title, s.doc.Meta.Subtitle
		end = 0
	}
	for _, row := range f.rows[:min(end, len(f.rows))] {
		delete(s.doc.Loose, row.paragraph) // it heads nothing
	}
	s.doc.Meta = found
	gone := f.wholly(taken)
	s.takeTitleRows(gone)
	s.sayFront(f, made.log, func(d *diag.Diagnostic, row frontRow) bool {
		return d.Code == CodeTitle && len(taken) > 0 || d.Code == CodeValue || d.Code == codeMarker && gone[row.paragraph]
	})
}

// keepKind gives a title back that is the kind of the paper alone, "Memo": as the first
// paragraph where the front says what that is about.
func (s *state) keepKind(given string) {
	if s.doc.Meta.Title == "" || len(s.doc.Blocks) == 0 {
		s.doc.Meta.Title, s.cover = given, nil
		return
	}
	if p, ok := s.doc.Blocks[0].(*ast.Paragraph); ok && ast.SameWords(ast.PlainText(p.Inlines), given) {
		return // it stands there
	}
	at := ast.At{Src: s.doc.Blocks[0].Pos()}
	kind := &ast.Paragraph{At: at, Inlines: []ast.Inline{&ast.Text{At: at, Value: given}}}
	s.doc.Blocks = slices.Insert(s.doc.Blocks, 0, ast.Block(kind))
}

// coverTitle is a title that the words of a front alone make likely, as those of a text do.
type coverTitle struct {
	rows            *frontRows
	title, subtitle string
	log             *diag.Log
	taken           map[int]bool
	chance          float64
}

// keepCover keeps the reading of the front as a cover, for a document that has no title
// otherwise.
func (s *state) keepCover(f *frontRows, made *state) {
	taken := f.titled(made, func(*claim) bool { return true })
	for _, d := range made.log.All() {
		if s.doc.Meta.Title == "" && len(taken) > 0 && d.Code == CodeTitle && d.Dropped == "" {
			s.cover = &coverTitle{f, made.doc.Meta.Title, made.doc.Meta.Subtitle, made.log, taken, d.Confidence}
		}
	}
}

// takeTitleRows leaves the paragraphs out of which all rows are taken for the title.
func (s *state) takeTitleRows(gone map[*ast.Paragraph]bool) {
	s.doc.Blocks = slices.DeleteFunc(s.doc.Blocks, func(b ast.Block) bool {
		p, ok := b.(*ast.Paragraph)
		return ok && gone[p]
	})
}

// sayFront says of what was decided about the rows of a front what holds for the document.
func (s *state) sayFront(f *frontRows, log *diag.Log, holds func(d *diag.Diagnostic, row frontRow) bool) {
	for _, d := range log.All() {
		row := f.rows[min(max(0, d.Pos.Line-1), len(f.rows)-1)]
		if holds(&d, row) {
			d.Pos = row.pos
			s.log.Add(d)
		}
	}
}

// frontRow is a line of a front: of a paragraph, or of a table, where that is nil.
type frontRow struct {
	text      string
	blank     int
	pos       diag.Pos
	paragraph *ast.Paragraph
}

// longestRow is how many bytes the rows of a front have at most: text begins where one has
// more, and however long it is it costs no time.
const longestRow = 4000

// frontRows are the lines above the first heading, list or quotation, below those of the
// first page's head.
type frontRows struct{ rows []frontRow }

func frontRowsOf(doc *ast.Document) *frontRows {
	f := &frontRows{}
	if len(doc.Blocks) > 0 {
		f.add(diag.Pos{File: doc.Blocks[0].Pos().File}, nil, doc.Outside.Head)
	}
	f.addBlocks(doc.Blocks, false)
	return f
}

// addBlocks adds the lines of blocks; paragraphs in a box are none that may leave it.
func (f *frontRows) addBlocks(blocks []ast.Block, boxed bool) {
	for _, b := range blocks {
		switch n := b.(type) {
		case *ast.Paragraph:
			p := n
			if boxed {
				p = nil
			}
			f.add(n.Src, p, ast.PlainLines(n.Inlines))
		case *ast.Table:
			f.addTable(n)
		case *ast.Box:
			f.addBlocks(n.Blocks, true)
		case *ast.Figure:
		default:
			return
		}
		if n := len(f.rows); n >= frontReach || n > 0 && len(f.rows[n-1].text) > longestRow {
			return
		}
	}
}

func (f *frontRows) addTable(t *ast.Table) {
	var above *ast.Row
	for k, row := range slices.Concat(t.Head, t.Body) {
		f.add(t.Src, nil, rowLines(row, above, k > 0 && len(t.Head) > 0))
		above = row
	}
}

// add adds the lines with a text of one block.
func (f *frontRows) add(pos diag.Pos, p *ast.Paragraph, lines []string) {
	blank := 1
	for _, text := range lines {
		if text = strings.ReplaceAll(strings.TrimSpace(text), "\t", labelGap); text != "" {
			f.rows = append(f.rows, frontRow{strings.ToValidUTF8(text[:min(len(text), longestRow+1)], ""), blank, pos, p})
			blank = 0
		}
	}
}

// lines are the rows as the lines of a text, each with its number as its place.
func (f *frontRows) lines() []ast.Block {
	out := make([]ast.Block, len(f.rows))
	for i, row := range f.rows {
		pos := row.pos
		pos.Line, pos.Col = i+1, 1
		out[i] = &ast.Line{At: ast.At{Src: pos}, Text: row.text, Blank: row.blank}
	}
	return out
}

// rowLines are the lines that a row of a table says: each label with the cell to the right
// of it, as many lines of one with as many of the other. A day for which the cell to the
// left or a head has other words is none of the paper's, and left out.
func rowLines(row, above *ast.Row, headed bool) []string {
	var out []string
	for at := 0; at < len(row.Cells); at++ {
		lines := cellLines(row.Cells[at])
		if len(lines) == 1 && isDay(lines[0]) && (headed || isNamedLeft(row, at)) && (isNamedLeft(above, at) || !labelsBelow(above, at)) {
			continue
		}
		if at+1 < len(row.Cells) && slices.ContainsFunc(lines, isLabel) {
			at++
			values := cellLines(row.Cells[at])
			if len(values) != len(lines) {
				values = append([]string{strings.Join(values, " ")}, make([]string, len(lines))...)
			}
			for k := range lines {
				lines[k] += labelGap + values[k]
			}
		}
		out = append(out, lines...)
	}
	return out
}

// isNamedLeft reports whether the next cell to the left with a text is one line of words
// that are no label of a paper and no body's name.
func isNamedLeft(row *ast.Row, at int) bool {
	for at--; row != nil && at >= 0; at-- {
		if lines := cellLines(row.Cells[at]); len(lines) > 0 {
			return len(lines) == 1 && !isLabel(lines[0]) && !namesBody(lines[0]) && !strings.ContainsAny(lines[0], "0123456789")
		}
	}
	return false
}

// labelsBelow reports whether a row has a label for the row below in a column.
func labelsBelow(row *ast.Row, at int) bool {
	return row != nil && at < len(row.Cells) && slices.ContainsFunc(cellLines(row.Cells[at]), isLabel)
}

// labelGap parts a label from its value on a line.
const labelGap = "    "

// cellLines are the lines with a text of a cell's paragraphs.
func cellLines(c *ast.Cell) []string {
	var out []string
	for _, b := range c.Blocks {
		if p, ok := b.(*ast.Paragraph); ok {
			out = append(out, ast.PlainLines(p.Inlines)...)
		}
	}
	return slices.DeleteFunc(out, func(line string) bool { return strings.TrimSpace(line) == "" })
}

// titled are the rows that became the title where each was claimed so: because a label or
// the form of the paper says so.
func (f *frontRows) titled(made *state, so func(*claim) bool) map[int]bool {
	taken := map[int]bool{}
	for _, b := range made.titles {
		if !so(b.claim()) {
			return nil
		}
		for _, l := range b.lines {
			taken[l.pos.Line-1] = true
		}
	}
	return taken
}

// wholly are the paragraphs of which all rows are taken or are the label of the subject above
// one, and that hold nothing but text.
func (f *frontRows) wholly(taken map[int]bool) map[*ast.Paragraph]bool {
	goes := func(i int) bool {
		class, _ := labelOf(f.rows[i].text)
		return taken[i] || taken[i+1] && class&lexicon.Subject != 0 && isLabel(f.rows[i].text)
	}
	gone := map[*ast.Paragraph]bool{}
	for i, row := range f.rows {
		if row.paragraph != nil && goes(i) {
			gone[row.paragraph] = ast.PlainOnly(row.paragraph.Inlines)
		}
	}
	for i, row := range f.rows {
		if !goes(i) {
			delete(gone, row.paragraph)
		}
	}
	return gone
}
