package ast

import "octavo/pipeline/internal/text"

// where tells what may stand in a list of blocks.
type where int

const (
	inDocument where = iota
	inSection
	inMatter
	inBlock
)

// blocks checks siblings; level is that of the section around them.
func (c *checker) blocks(blocks []Block, at where, level int) {
	sections := false
	for _, b := range blocks {
		switch b := b.(type) {
		case *Section:
			c.sectionPlace(b, at, level)
			sections = true
		case *Matter:
			if at != inDocument {
				c.fail(b, CodeSectionPlace, "generated matter stands inside another block")
			}
		default:
			if sections {
				c.fail(b, CodeSectionPlace, "a block follows a section among its siblings; it would read as part of that section")
			}
		}
		c.block(b, at)
	}
}

// sectionPlace holds levels to ISO 14289-1, 7.4.2: none may be skipped.
func (c *checker) sectionPlace(s *Section, at where, level int) {
	if at > inSection {
		c.fail(s, CodeSectionPlace, "a heading stands inside a list, quotation, table or note")
		return
	}
	if s.Region != "" && (s.Level != 1 || s.Region != FrontMatter && s.Region != BackMatter) {
		c.fail(s, CodeSectionPlace, "heading %q is marked as %q, which only a heading of level 1 can be, as frontmatter or backmatter", s.Heading(), s.Region)
	}
	if s.Level != level+1 || s.Level > 6 {
		c.fail(s, CodeSectionLevel, "heading %q has level %d where %d is next", s.Heading(), s.Level, level+1)
	}
}

func (c *checker) block(b Block, at where) {
	switch b := b.(type) {
	case *Line:
		c.fail(b, CodeRawLine, "the line %q was not understood", b.Text)
	case *Section:
		c.section(b)
	case *Paragraph:
		c.inlines(b, b.Inlines, "paragraph")
	case *List:
		c.list(b)
	case *DefList:
		c.defList(b)
	case *Table:
		c.table(b)
	case *Figure:
		c.figure(b)
	case *BlockQuote:
		c.filled(b, len(b.Blocks), "quotation")
		c.blocks(b.Blocks, inBlock, 0)
	case *Box:
		c.box(b)
	case *CodeBlock:
		c.characters(b, b.Text)
		c.characters(b, b.Info)
	case *Break:
	case *Matter:
		c.blocks(b.Blocks, inMatter, 0)
	case *Contents:
		c.entries(b.Entries)
	case *ListItem:
		c.fail(b, CodeList, "a list item stands outside a list")
	default:
		c.log.Add(unknownNode(b))
	}
}

// filled reports a block that must hold something.
func (c *checker) filled(n Node, size int, what string) {
	if size == 0 {
		c.fail(n, CodeEmpty, "the %s is empty", what)
	}
}

func (c *checker) section(s *Section) {
	c.characters(s, s.Number+s.Sep)
	if s.Number == "" || len(s.Title) > 0 {
		c.inlines(s, s.Title, "heading")
	}
	if HasContent(s.Title) && !text.Visible(s.Heading()) {
		c.fail(s, CodeEmpty, "the heading has no words")
	}
	c.blocks(s.Blocks, inSection, s.Level)
}

func (c *checker) box(b *Box) {
	if !b.Kind.Known() {
		c.fail(b, CodeMark, "there is no box of the kind %q", b.Kind)
	}
	if len(b.Title) > 0 {
		c.inlines(b, b.Title, "title of the box")
	}
	c.filled(b, len(b.Blocks)+len(b.Title), "box")
	c.blocks(b.Blocks, inBlock, 0)
}

func (c *checker) list(l *List) {
	c.filled(l, len(l.Items), "list")
	switch l.Style {
	case NoNumerals, Decimal, LowerAlpha, UpperAlpha, LowerRoman, UpperRoman:
	default:
		c.fail(l, CodeList, "the list has the unknown style %q", l.Style)
	}
	if l.Start < 0 || !l.Ordered() && (l.Start != 0 || l.Delim != "") {
		c.fail(l, CodeList, "the list counts from %d with %q", l.Start, l.Delim)
	}
	for _, it := range l.Items {
		c.characters(it, it.Marker)
		c.blocks(it.Blocks, inBlock, 0)
	}
}

func (c *checker) defList(l *DefList) {
	c.filled(l, len(l.Items), "definition list")
	for _, it := range l.Items {
		c.inlines(it, it.Term, "term")
		c.filled(it, len(it.Defs), "definition")
		for _, def := range it.Defs {
			c.filled(it, len(def), "definition")
			c.blocks(def, inBlock, 0)
		}
	}
}

func (c *checker) figure(f *Figure) {
	switch {
	case f.Image != nil && len(f.Blocks) > 0:
		c.fail(f, CodeUnknownNode, "the figure has an image of its own and other matter; it can have one of them")
	case f.Image != nil:
		c.image(f.Image, f.Caption)
	default:
		c.filled(f, len(f.Blocks), "figure without an image")
		c.filled(f, len(f.Caption), "caption of a figure without an image")
		c.blocks(f.Blocks, inBlock, 0)
	}
	if len(f.Caption) > 0 {
		c.inlines(f, f.Caption, "caption")
	}
}

func (c *checker) table(t *Table) {
	c.filled(t, len(t.Cols), "table")
	c.filled(t, len(t.Body), "table below its head") // ISO 32000-1, 14.8.4.3.4
	if t.LacksHeaders() {
		c.warn(t, CodeNoHeader, "the table has no header cells",
			"mark its first row or column as headers")
	}
	if t.HeadCols < 0 || t.HeadCols > len(t.Cols) {
		c.fail(t, CodeGrid, "the table has %d columns, of which %d head rows", len(t.Cols), t.HeadCols)
	}
	if t.FootRows < 0 || t.FootRows > 0 && t.FootRows >= len(t.Body) {
		c.fail(t, CodeGrid, "the table has %d rows below its head, of which %d are its foot", len(t.Body), t.FootRows)
	}
	if len(t.Caption) > 0 {
		c.inlines(t, t.Caption, "caption")
	}
	c.grid(t, t.Head)
	c.grid(t, t.Body)
	c.cellHeaders(t)
	t.EachCell(func(cell *Cell) { c.blocks(cell.Blocks, inBlock, 0) })
}

// grid checks that the cells of rows fill the columns: no place free, none
// covered twice, no span over the last row (HTML, 4.9.12.1).
func (c *checker) grid(t *Table, rows []*Row) {
	open := make([]int, len(t.Cols)) // rows that a cell still covers
	for i, r := range rows {
		col := 0
		for _, cell := range r.Cells {
			for col < len(open) && open[col] > 0 {
				col++
			}
			if cell.ColSpan < 1 || cell.RowSpan < 1 || i+cell.RowSpan > len(rows) || col+cell.ColSpan > len(open) {
				c.fail(r, CodeGrid, "a cell of row %d reaches out of the table or spans nothing", i+1)
				return
			}
			for end := col + cell.ColSpan; col < end; col++ {
				if open[col] > 0 {
					c.fail(r, CodeGrid, "two cells of row %d cover column %d", i+1, col+1)
					return
				}
				open[col] = cell.RowSpan
			}
		}
		for k := range open {
			if open[k]--; open[k] < 0 {
				c.fail(r, CodeGrid, "row %d has no cell in column %d", i+1, k+1)
				return
			}
		}
	}
}

func (c *checker) entries(entries []*Entry) {
	for _, e := range entries {
		if e.Target == nil && e.Object == "" {
			c.fail(e, CodeTarget, "a contents entry leads nowhere")
		}
		c.entries(e.Entries)
	}
}
