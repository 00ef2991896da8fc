package markdown

import (
	"strings"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
)

// table prints a pipe table: one header row, which is empty where the table
// has none, the rule with the alignments and the rows. A caption, and what the
// form cannot show, ask for a division of the class table around it, the caption
// first: so it stands where the report has it, and a reader of the Markdown sees
// a paragraph of the report's words alone. Pandoc's own form, a paragraph
// ": caption" below the table, puts the words in another order and signs of its
// own among them; programs that do not know it print these. The division is that
// of Quarto, which has the caption below.
func (w *mdWriter) table(t *ast.Table) {
	attrs := tableAttrs(t)
	if attrs == "" && len(t.Caption) == 0 {
		w.rows(t)
		return
	}
	if attrs == "" {
		attrs = "{.table}"
	}
	w.line("::: " + attrs)
	if len(t.Caption) > 0 {
		w.paragraph(&ast.Paragraph{Inlines: t.Caption})
		w.line("")
	}
	w.rows(t)
	w.line(":::")
}

func (w *mdWriter) rows(t *ast.Table) {
	rows := w.grid(t)
	widths := columnWidths(len(t.Cols), rows)
	head := make([]string, len(t.Cols))
	if len(t.Head) > 0 {
		head, rows = rows[0], rows[1:]
	}
	w.line(tableLine(head, widths, t.Cols))
	w.line(ruleLine(t.Cols, widths))
	for _, r := range rows {
		w.line(tableLine(r, widths, t.Cols))
	}
}

// tableAttrs are the attributes of a table's division; "" is none.
func tableAttrs(t *ast.Table) string {
	var pairs []string
	if t.HeadCols > 0 {
		pairs = append(pairs, "headcols", itoa(t.HeadCols))
	}
	if n := len(t.Head); n > 1 || n == 1 && emptyRow(t.Head[0]) {
		pairs = append(pairs, "headrows", itoa(n))
	}
	if t.FootRows > 0 {
		pairs = append(pairs, "footrows", itoa(t.FootRows))
	}
	if t.ID == "" && pairs == nil {
		return ""
	}
	return attrsMarkdown(t.ID, "table", pairs...)
}

func emptyRow(r *ast.Row) bool {
	for _, c := range r.Cells {
		if !c.Bare() {
			return false
		}
	}
	return true
}

// grid prints every cell at its place; places that a spanning cell covers
// are empty.
func (w *mdWriter) grid(t *ast.Table) [][]string {
	rows := make([]*ast.Row, 0, len(t.Head)+len(t.Body))
	rows = append(append(rows, t.Head...), t.Body...)
	columns := ast.Columns(len(t.Cols), rows)
	out := make([][]string, len(rows))
	for i, r := range rows {
		out[i] = make([]string, len(t.Cols))
		for j, c := range r.Cells {
			if col := columns[i][j]; col < len(t.Cols) {
				out[i][col] = w.cell(c, cellAttrs(c, t.OwnHeader(c, i < len(t.Head), col)))
			}
		}
	}
	return out
}

// cell prints a cell on one line.
func (w *mdWriter) cell(c *ast.Cell, attrs string) string {
	if p := onlyParagraph(c); p != nil {
		inlines := p.Inlines
		if attrs != "" {
			inlines = []ast.Inline{&span{attrs: attrs, Inlines: p.Inlines}}
		}
		if s := w.inlines(inlines, inCell); !strings.Contains(s, ast.CellBreak) {
			return s
		}
	}
	if attrs != "" {
		attrs = "[ ]" + attrs
	}
	if len(c.Blocks) == 0 {
		return attrs
	}
	return attrs + w.blocksOnOneLine(c.Blocks)
}

// cellAttrs are a cell's attributes: its spans, and of headers what does not
// follow from its place.
func cellAttrs(c *ast.Cell, header ast.Header) string {
	var pairs []string
	add := func(key, value string) {
		if value != "" {
			pairs = append(pairs, key, value)
		}
	}
	if c.ColSpan > 1 {
		add("colspan", itoa(c.ColSpan))
	}
	if c.RowSpan > 1 {
		add("rowspan", itoa(c.RowSpan))
	}
	add("header", string(header))
	add("scope", string(c.Scope))
	add("headers", strings.Join(c.Headers, " "))
	return attrsMarkdown(c.ID, "", pairs...)
}

func onlyParagraph(c *ast.Cell) *ast.Paragraph {
	if len(c.Blocks) != 1 {
		return nil
	}
	p, _ := c.Blocks[0].(*ast.Paragraph)
	return p
}

// blocksOnOneLine prints blocks as Markdown and puts its lines on one.
func (w *mdWriter) blocksOnOneLine(blocks []ast.Block) string {
	inner := &mdWriter{inCell: true, known: w.known}
	inner.blocks(blocks)
	s := strings.TrimSuffix(inner.b.String(), "\n")
	s = ast.CellEscapes.Replace(s)
	if len(blocks) == 1 {
		s = ast.CellBreak + s
	}
	return s
}

// maxAligned is the width up to which columns are padded to stand in line.
const maxAligned = 100

// columnWidths gives the width of each column in characters, or nil where the
// table would be too wide to be padded.
func columnWidths(cols int, rows [][]string) []int {
	widths := make([]int, cols)
	for i := range widths {
		widths[i] = 3
	}
	for _, r := range rows {
		for i, s := range r {
			widths[i] = max(widths[i], utf8.RuneCountInString(s))
		}
	}
	total := 1
	for _, n := range widths {
		total += n + 3
	}
	if total > maxAligned {
		return nil
	}
	return widths
}

func tableLine(cells []string, widths []int, cols []ast.Align) string {
	var b strings.Builder
	b.WriteByte('|')
	for i, s := range cells {
		pad := 0
		if widths != nil {
			pad = widths[i] - utf8.RuneCountInString(s)
		}
		left := 0
		if cols[i] == ast.AlignRight {
			left, pad = pad, 0
		}
		b.WriteString(" " + strings.Repeat(" ", left) + s + strings.Repeat(" ", pad) + " |")
	}
	return b.String()
}

func ruleLine(cols []ast.Align, widths []int) string {
	var b strings.Builder
	b.WriteByte('|')
	for i, a := range cols {
		n := 3
		if widths != nil {
			n = widths[i]
		}
		rule := []byte(strings.Repeat("-", n))
		if a == ast.AlignLeft || a == ast.AlignCenter {
			rule[0] = ':'
		}
		if a == ast.AlignRight || a == ast.AlignCenter {
			rule[n-1] = ':'
		}
		b.WriteString(" " + string(rule) + " |")
	}
	return b.String()
}
