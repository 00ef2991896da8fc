package markdown

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/attributes"
)

// captionMark is the length of what a table's caption begins with; 0 is none.
func captionMark(line []byte) int {
	for _, mark := range []string{": ", "Table: ", "table: "} {
		if bytes.HasPrefix(line, []byte(mark)) {
			return len(mark)
		}
	}
	return 0
}

// notCaption keeps the parser of definitions from a paragraph that is a table's
// caption: what follows may be the next table's.
type notCaption struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (p notCaption) Open(parent gast.Node, r text.Reader, pc parser.Context) (gast.Node, parser.State) {
	last, ok := parent.LastChild().(*gast.Paragraph)
	if ok && last.Lines().Len() > 0 {
		if first := last.Lines().At(0); isTable(last.PreviousSibling()) && captionMark(first.Value(r.Source())) > 0 {
			return nil, parser.NoChildren
		}
	}
	return p.BlockParser.Open(parent, r, pc)
}

// inCaption reports whether a paragraph is a table's caption: it stands below or
// above the table and begins as a caption does.
func inCaption(p gast.Node, source []byte) bool {
	if p.Lines().Len() == 0 {
		return false
	}
	first := p.Lines().At(0)
	return captionMark(first.Value(source)) > 0 && (isTable(p.PreviousSibling()) || isTable(p.NextSibling()))
}

// captioned reads a paragraph that is a table's caption and reports whether it is
// one: that of the table before it which has none, else of the one behind.
func (r *reader) captioned(out []ast.Block, n gast.Node) bool {
	if !inCaption(n, r.source) {
		return false
	}
	if len(out) > 0 && isTable(n.PreviousSibling()) {
		if t, ok := out[len(out)-1].(*ast.Table); ok && len(t.Caption) == 0 {
			r.caption(t, n)
			return true
		}
	}
	if !isTable(n.NextSibling()) {
		return false
	}
	r.above, r.aboveAttrs = r.captionText(n)
	return true
}

// addTable adds a table with the caption that stands above it.
func (r *reader) addTable(out []ast.Block, b ast.Block) []ast.Block {
	caption, own := r.above, r.aboveAttrs
	r.above, r.aboveAttrs = nil, attrs{}
	if len(caption) == 0 {
		return append(out, b)
	}
	t, ok := b.(*ast.Table)
	if !ok { // drawn so that it is none
		return append(out, &ast.Paragraph{At: ast.At{Src: caption[0].Pos()}, Inlines: caption}, b)
	}
	t.Caption = caption
	r.tableAttrs(t, own)
	return append(out, t)
}

// caption reads ": caption {#id headcols=1 headrows=2}", as pandoc writes it below
// a table.
func (r *reader) caption(t *ast.Table, n gast.Node) {
	var own attrs
	t.Caption, own = r.captionText(n)
	r.tableAttrs(t, own)
}

// captionText gives a caption without its mark, and its attributes.
func (r *reader) captionText(n gast.Node) ([]ast.Inline, attrs) {
	var own attrs
	if last, ok := n.LastChild().(*attrNode); ok && !takesAttrs(last.PreviousSibling()) {
		own = last.attrs
		n.RemoveChild(n, last)
	}
	caption := r.inlines(n)
	if text, ok := firstText(caption); ok {
		_, text.Value, _ = strings.Cut(text.Value, ":")
	}
	return solid(ast.Trim(caption)), own
}

// tableAttrs gives a table what its form cannot show.
func (r *reader) tableAttrs(t *ast.Table, own attrs) {
	r.passBy(attributes.Table, own, t.Src, t.Caption)
	t.ID = r.id(own.id, t.Src)
	if k, err := strconv.Atoi(own.keys["headcols"]); err == nil {
		t.HeadCols = min(max(k, 0), len(t.Cols))
	}
	if k, err := strconv.Atoi(own.keys["headrows"]); err == nil {
		setHeadRows(t, k)
	}
	if k, err := strconv.Atoi(own.keys["footrows"]); err == nil {
		t.SetFoot(k)
	}
}

// setHeadRows moves the line between head and body. Cells that span it stay
// where they are: the row count is then cut back to the cells' end.
func setHeadRows(t *ast.Table, want int) {
	head := emptyHead(t)
	rows := append(head, t.Body...)
	want = min(max(want, 0), len(rows))
	for i, row := range rows[:want] {
		for _, c := range row.Cells {
			if i+c.RowSpan > want {
				return
			}
		}
	}
	t.Head, t.Body = rows[:want:want], rows[want:]
}

// emptyHead gives back the head row that was taken for none because its cells
// are empty.
func emptyHead(t *ast.Table) []*ast.Row {
	if len(t.Head) > 0 {
		return t.Head
	}
	row := &ast.Row{At: t.At}
	for range t.Cols {
		row.Cells = append(row.Cells, &ast.Cell{At: t.At, RowSpan: 1, ColSpan: 1})
	}
	return []*ast.Row{row}
}

func (r *reader) table(n *east.Table) *ast.Table {
	t := &ast.Table{At: r.at(r.offset(n))}
	for _, a := range n.Alignments {
		t.Cols = append(t.Cols, align(a))
	}
	var grid [][]*ast.Cell
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		r.surplus(row, len(t.Cols))
		var cells []*ast.Cell
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			if cell, ok := c.(*east.TableCell); ok {
				cells = append(cells, r.cell(cell))
			}
		}
		grid = append(grid, cells)
	}
	r.spans(t, grid)
	r.cellIDs(t)
	return t
}

func align(a east.Alignment) ast.Align {
	switch a {
	case east.AlignLeft:
		return ast.AlignLeft
	case east.AlignRight:
		return ast.AlignRight
	case east.AlignCenter:
		return ast.AlignCenter
	}
	return ast.AlignDefault
}

// surplus reports the cells beyond the last column, which tables of this kind
// leave out (GitHub Flavored Markdown 0.29, section 4.10).
func (r *reader) surplus(row gast.Node, cols int) {
	last, ok := row.LastChild().(*east.TableCell)
	if !ok || row.ChildCount() < cols || last.Lines().Len() == 0 {
		return
	}
	stop := last.Lines().At(0).Stop
	end := bytes.IndexByte(r.source[stop:], '\n')
	if end < 0 {
		end = len(r.source) - stop
	}
	rest := strings.Trim(string(r.source[stop:stop+end]), " \t|")
	if rest != "" {
		r.drop(diag.Warning, CodeCells, r.pos(stop), rest, fmt.Sprintf("the row has more cells than the table has columns: %q was left out", rest))
	}
}

// cell reads a cell, its spans and its blocks.
func (r *reader) cell(n *east.TableCell) *ast.Cell {
	c := &ast.Cell{RowSpan: 1, ColSpan: 1}
	if n.Lines() == nil || n.Lines().Len() == 0 {
		return c
	}
	seg := n.Lines().At(0)
	c.At = r.at(seg.Start)
	raw := string(seg.Value(r.source))
	if strings.Contains(raw, ast.CellBreak) {
		r.blockCell(c, raw)
		return c
	}
	if s, ok := n.FirstChild().(*spanNode); ok && s.NextSibling() == nil && r.cellAttrs(c, s.attrs) {
		c.Blocks = r.cellParagraph(c, r.siblings(s.FirstChild(), nil))
		return c
	}
	if c.Blocks = r.cellHTML(c, n); c.Blocks == nil {
		c.Blocks = r.cellParagraph(c, r.siblings(n.FirstChild(), nil))
	}
	return c
}

func (r *reader) cellParagraph(c *ast.Cell, inlines []ast.Inline) []ast.Block {
	if inlines = solid(ast.Trim(inlines)); len(inlines) == 0 {
		return nil
	}
	return []ast.Block{&ast.Paragraph{At: c.At, Inlines: inlines}}
}

// blockCell reads a cell that holds blocks.
func (r *reader) blockCell(c *ast.Cell, raw string) {
	if rest, ok := strings.CutPrefix(raw, "[ ]"); ok {
		if a, n := parseAttrs([]byte(rest)); n > 0 && r.cellAttrs(c, a) {
			raw = rest[n:]
		}
	}
	c.Blocks = r.cellText(c, []byte(ast.CellUnescapes.Replace(raw)), blockParser())
}

// cellText reads what a cell holds as Markdown of its own, whose first line
// stands where the cell does. Cells too deep in others are kept as they are.
func (r *reader) cellText(c *ast.Cell, source []byte, p parser.Parser) []ast.Block {
	inner := &reader{name: r.name, log: r.log, notes: r.notes, ids: r.ids, taken: r.taken, paired: r.paired, closers: r.closers,
		losses: r.losses, told: r.told, depth: r.depth + 1, refs: r.refs, counter: r.counter, parts: r.parts, left: max(c.Src.Col-1, 0), boxed: r.boxed, lined: r.lined, bare: r.bare, myst: r.myst}
	inner.setSource(source, c.Src.Line)
	if inner.depth > maxCellDepth {
		return []ast.Block{&ast.CodeBlock{At: c.At, Text: string(source)}}
	}
	root, err := inner.parse(source, p)
	if err != nil {
		return []ast.Block{&ast.CodeBlock{At: c.At, Text: string(source)}}
	}
	blocks := inner.blocks(root, false)
	inner.cellHeaders()
	r.allNotes, r.wikis = append(r.allNotes, inner.allNotes...), append(r.wikis, inner.wikis...)
	return blocks
}

// maxCellDepth is how deep tables may stand in cells.
const maxCellDepth = 8

// spans takes the empty cells that others cover out of the grid, and cuts
// spans that reach out of it or over cells with content.
func (r *reader) spans(t *ast.Table, grid [][]*ast.Cell) {
	covered := make([][]bool, len(grid))
	for i := range grid {
		covered[i] = make([]bool, len(t.Cols))
	}
	for i, cells := range grid {
		row := &ast.Row{At: t.At}
		for j, c := range cells {
			if covered[i][j] {
				continue
			}
			row.At = firstAt(row, c)
			fitSpan(c, grid, covered, i, j)
			row.Cells = append(row.Cells, c)
		}
		if i > 0 {
			t.Body = append(t.Body, row)
		} else if !emptyCells(cells) {
			t.Head = []*ast.Row{row}
		}
	}
	if len(t.Head)+len(t.Body) == 0 {
		t.Head = emptyHead(t)
	}
	for reach := headReach(t); reach > len(t.Head); reach = headReach(t) {
		n := reach - len(t.Head)
		t.Head, t.Body = append(t.Head, t.Body[:n]...), t.Body[n:]
	}
}

// headReach counts the rows that the cells of the head cover.
func headReach(t *ast.Table) int {
	reach := len(t.Head)
	for i, row := range t.Head {
		for _, c := range row.Cells {
			reach = max(reach, i+c.RowSpan)
		}
	}
	return reach
}

func firstAt(row *ast.Row, c *ast.Cell) ast.At {
	if len(row.Cells) == 0 && c.Src.IsValid() {
		return c.At
	}
	return row.At
}

func emptyCells(cells []*ast.Cell) bool {
	for _, c := range cells {
		if !c.Bare() {
			return false
		}
	}
	return true
}

// fitSpan shrinks a cell's span to the free, empty places it can cover, and
// marks these.
func fitSpan(c *ast.Cell, grid [][]*ast.Cell, covered [][]bool, row, col int) {
	free := func(i, j int) bool {
		return i < len(grid) && j < len(grid[i]) && !covered[i][j] && (i == row && j == col || emptyCells(grid[i][j:j+1]))
	}
	cols := 1
	for cols < c.ColSpan && free(row, col+cols) {
		cols++
	}
	rows := 1
	for rows < c.RowSpan && freeRow(free, row+rows, col, cols) {
		rows++
	}
	c.ColSpan, c.RowSpan = cols, rows
	for i := row; i < row+rows; i++ {
		for j := col; j < col+cols; j++ {
			covered[i][j] = true
		}
	}
}

func freeRow(free func(i, j int) bool, row, col, cols int) bool {
	for j := col; j < col+cols; j++ {
		if !free(row, j) {
			return false
		}
	}
	return true
}
