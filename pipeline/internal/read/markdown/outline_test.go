package markdown_test

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
	printer "octavo/pipeline/internal/write/markdown"
)

// treeOutline writes our tree.
type treeOutline struct {
	skeleton
	// inNote is set inside a note, where pandoc knows no calls.
	inNote bool
}

func (s *treeOutline) blocks(blocks []ast.Block) {
	for _, b := range blocks {
		s.block(b)
	}
}

func (s *treeOutline) block(b ast.Block) {
	switch b := b.(type) {
	case *ast.Section:
		s.element(fmt.Sprintf("h%d", b.Level), func() {
			s.text.WriteString(b.Number + b.Sep)
			s.inlines(b.Title)
		})
		s.blocks(b.Blocks)
	case *ast.Paragraph:
		s.element("p", func() { s.inlines(b.Inlines) })
	case *ast.List:
		s.list(b)
	case *ast.DefList:
		s.element("dl", func() {
			for _, it := range b.Items {
				s.element("dt", func() { s.inlines(it.Term) })
				for _, d := range it.Defs {
					s.element("dd", func() { s.blocks(d) })
				}
			}
		})
	case *ast.BlockQuote:
		s.element("blockquote", func() { s.blocks(b.Blocks) })
	case *ast.CodeBlock:
		s.element("pre", func() { fmt.Fprintf(&s.b, "%q\n", strings.TrimRight(blankLines(b.Text), "\n ")) })
	case *ast.Break:
		s.empty("hr")
	case *ast.Figure:
		if b.Image == nil { // pandoc takes its division apart
			s.blocks(b.Blocks)
			s.element("p", func() { s.inlines(b.Caption) })
			return
		}
		if len(b.Caption) == 0 {
			s.element("p", func() { s.empty("img " + b.Image.Src) })
			return
		}
		s.element("figure "+b.ID, func() { s.inlines(b.Caption) })
	case *ast.Table:
		s.table(b)
	case *ast.Box:
		s.element("div", func() { s.box(b) })
	default:
		s.empty(fmt.Sprintf("unknown %T", b))
	}
}

// box writes a box, whose title with marks is a division of its own.
func (s *treeOutline) box(b *ast.Box) {
	if strings.Contains(printer.Print(&ast.Document{Blocks: []ast.Block{&ast.Box{Kind: b.Kind, Title: b.Title}}}), "{.title}") {
		s.element("div", func() { s.element("p", func() { s.inlines(b.Title) }) })
	}
	s.blocks(b.Blocks)
}

func blankLines(s string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		if strings.TrimSpace(l) == "" {
			lines[i] = ""
		}
	}
	return strings.Join(lines, "\n")
}

func (s *treeOutline) list(l *ast.List) {
	name := "ul"
	if l.Ordered() {
		name = "ol"
		if strings.Contains("\n"+printer.Print(&ast.Document{Blocks: []ast.Block{l}}), fmt.Sprintf("\n%d%s ", l.Start, l.Delim)) {
			name = fmt.Sprintf("ol %d", l.Start)
		}
	}
	s.element(name, func() {
		for _, it := range l.Items {
			s.element("li", func() { s.blocks(it.Blocks) })
		}
	})
}

// table writes the grid with the places that cells cover, as it is printed.
func (s *treeOutline) table(t *ast.Table) {
	rows := append(append([]*ast.Row{}, t.Head...), t.Body...)
	columns := ast.Columns(len(t.Cols), rows)
	s.element("table "+t.ID, func() {
		s.element("caption", func() { s.inlines(t.Caption) })
		for i, r := range rows {
			if i == 0 && len(t.Head) > 0 && emptyRow(r) { // which pandoc takes for no head
				continue
			}
			s.element("row", func() { s.row(r, columns[i], len(t.Cols)) })
		}
	})
}

func emptyRow(r *ast.Row) bool {
	for _, c := range r.Cells {
		if len(c.Blocks) > 0 || c.RowSpan > 1 || c.ColSpan > 1 {
			return false
		}
	}
	return true
}

func (s *treeOutline) row(r *ast.Row, columns []int, cols int) {
	next := 0
	for j, c := range r.Cells {
		for ; next < columns[j]; next++ {
			s.empty("cell")
		}
		s.element("cell", func() { s.cell(c) })
		next++
	}
	for ; next < cols; next++ {
		s.empty("cell")
	}
}

func (s *treeOutline) cell(c *ast.Cell) {
	switch {
	case len(c.Blocks) == 0:
	case strings.Contains(printer.Print(&ast.Document{Blocks: []ast.Block{
		&ast.Table{Cols: make([]ast.Align, 1), Body: []*ast.Row{{Cells: []*ast.Cell{{RowSpan: 1, ColSpan: 1, Blocks: c.Blocks}}}}}}}), ast.CellBreak):
		s.empty("blocks")
	default:
		s.inlines(c.Blocks[0].(*ast.Paragraph).Inlines)
	}
}

func (s *treeOutline) inlines(list []ast.Inline) {
	for _, in := range list {
		inner := func() { s.inlines(ast.Children(in)) }
		switch in := in.(type) {
		case *ast.Text:
			s.text.WriteString(in.Value)
		case *ast.Emph:
			s.element("em", inner)
		case *ast.Strong:
			s.element("strong", inner)
		case *ast.Super:
			s.element("sup", inner)
		case *ast.Sub:
			s.element("sub", inner)
		case *ast.Code:
			s.element("code", func() { fmt.Fprintf(&s.b, "%q\n", strings.TrimSpace(in.Value)) })
		case *ast.Link:
			s.element("a  "+in.URL, inner)
		case *ast.Citation:
			s.element("a "+in.Scheme+" "+in.URL, inner)
		case *ast.Abbr:
			s.element("abbr", inner)
		case *ast.Lang:
			s.element("lang "+in.Tag, inner)
		case *ast.Image:
			s.empty("img " + in.Src)
		case *ast.LineBreak:
			s.empty("br")
		case *ast.Formula:
			s.empty("math " + strings.TrimSpace(in.TeX))
		case *ast.Mark:
			s.element("mark", inner)
		case *ast.NoteRef:
			if s.inNote {
				continue
			}
			s.inNote = true
			s.element("note", func() { s.blocks(in.Note.Blocks) })
			s.inNote = false
		}
	}
}
