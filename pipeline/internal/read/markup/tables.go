package markup

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// Spans beyond these are cut (HTML, 4.9.11).
const (
	maxColSpan = 1000
	maxRowSpan = 65534
	// maxPlaces is the number of places in a grid up to which a table is read
	// as one; what is larger by its spans alone is hostile.
	maxPlaces = 1 << 20
)

// sourceCell is a cell with the place where it stands.
type sourceCell struct {
	node     *html.Node
	head     bool
	row, col int
	rows     int
	cols     int
}

// group is a row group with its grid.
type group struct {
	rows  []*html.Node
	cells [][]*sourceCell // by row, in order
	width int
}

func (f *flow) table(n *html.Node) {
	at := f.r.at()
	head, body, foot, caption := tableParts(n)
	head, foot = f.r.inTable(head), f.r.inTable(foot)
	body = append(f.r.inTable(body), foot...)
	head, body, caption = captionRow(head, body, caption)
	if hasRole(n, "presentation", "none") || len(head)+len(body) <= 1 && caption == nil && filled(cellsOf(append(head, body...))) <= 1 {
		if f.frame(n, append(head, body...)) {
			return
		}
		f.r.add(diag.Info, CodeTable, 0.9, "a table that is only there for layout was taken apart", "")
		f.unwrapTable(n)
		return
	}
	if len(head) == 0 && caption == nil && f.markerTable(n, body) {
		return
	}
	if f.r.layoutTable(append(head, body...), caption) {
		f.r.add(diag.Info, CodeTable, 0.85, "a table that holds the page's parts was taken apart", "")
		f.unwrapTable(n)
		return
	}
	if rows := f.r.belowEmpty(body); len(head) == 0 && len(rows) < len(body) {
		f.r.add(diag.Info, CodeTable, 0.95, "rows above a table in which no cell holds anything were left out", "")
		body = rows
	}
	hg, bg := layOut(head), layOut(body)
	if len(head) == 0 {
		hg, bg = splitHead(body)
	}
	onlyBegun(&hg, &bg)
	if f.r.withoutEmpty(&hg, &bg) {
		f.r.add(diag.Info, CodeTable, 0.95, "columns of a table in which no cell holds anything were left out", "")
	}
	width := max(hg.width, bg.width)
	if width == 0 || width*(len(hg.rows)+len(bg.rows)) > maxPlaces {
		f.unwrapTable(n)
		return
	}
	t := &ast.Table{At: at, ID: f.r.anchor(n), Cols: columnAligns(bg, width), HeadCols: headColumns(bg, width)}
	if t.HeadCols == 0 && !hasHeaders(head, body) {
		t.HeadCols = markedColumn(bg)
	}
	if caption != nil {
		f.r.enter(caption)
		t.Caption = f.r.inlinesIn(caption, f.r.langOf(caption, f.lang))
		f.r.marks[caption] = true
		if caption.Data != "caption" {
			t.Caption = unstrong(t.Caption)
			f.r.sayCaption(at.Src, t.Caption)
		}
	}
	outer := f.r.cells
	f.r.cells = map[*ast.Cell]*sourceCell{}
	t.Head, t.Body = f.rows(hg, width), f.rows(bg, width)
	t.SetFoot(len(foot))
	f.heads(t, width)
	f.r.cells = outer
	if len(t.Caption) > 0 || t.ID != "" || !hollow(t.Head) || !hollow(t.Body) {
		f.add(t)
	}
	f.strays(n)
}

// captionRow takes the first row of a table for its caption where that is one cell
// over all columns that names itself the table's label and number.
func captionRow(head, body []*html.Node, caption *html.Node) (h, b []*html.Node, c *html.Node) {
	rows := append(slices.Clone(head), body...)
	if caption != nil || len(rows) < 2 || len(cellsOf(rows[:1])) != 1 {
		return head, body, caption
	}
	cell := cellsOf(rows[:1])[0]
	text := oneLine(textOf(cell))
	if ast.LabelKind(text) != ast.TableCaption || len(text) > ast.MaxCaption || span(cell, "colspan", maxColSpan) < max(2, layOut(rows[1:]).width) || span(cell, "rowspan", maxRowSpan) > 1 {
		return head, body, caption
	}
	if len(head) > 0 {
		return head[1:], body, cell
	}
	return head, body[1:], cell
}

// hollow reports whether rows hold nothing.
func hollow(rows []*ast.Row) bool {
	for _, r := range rows {
		for _, c := range r.Cells {
			if len(c.Blocks) > 0 {
				return false
			}
		}
	}
	return true
}

// layoutTable reports whether a table only divides the page: without header
// cells and caption, with headings in its cells, or most of the page's text in
// one of them.
func (r *reader) layoutTable(rows []*html.Node, caption *html.Node) bool {
	if caption != nil {
		return false
	}
	found := false
	for _, c := range cellsOf(rows) {
		if c.Data == "th" {
			return false
		}
		found = found || 2*r.text[c] > r.text[r.body(c)] && len(matches(c, func(k *html.Node) bool { return is(k, "p", "div", "table", "ul") || emptyLine(k) })) > 2
		found = found || len(matches(c, func(k *html.Node) bool { return is(k, "h1", "h2", "h3", "h4") })) > 0
	}
	return found
}

// filled counts the cells that show something, header cells always.
func filled(cells []*html.Node) int {
	n := 0
	for _, c := range cells {
		if c.Data == "th" || find(c, "img") != nil || find(c, "input") != nil || strings.TrimSpace(textOf(c)) != "" {
			n++
		}
	}
	return n
}

// emptyLine reports whether a line break follows another, as older pages set
// paragraphs apart.
func emptyLine(n *html.Node) bool { return is(n, "br") && is(nextNode(n), "br") }

// nextNode is what follows n, white space left out.
func nextNode(n *html.Node) *html.Node {
	c := n.NextSibling
	for c != nil && c.Type == html.TextNode && strings.TrimSpace(c.Data) == "" {
		c = c.NextSibling
	}
	return c
}

// unwrapTable reads the cells as blocks, one after the other.
func (f *flow) unwrapTable(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case f.r.marks[c]: // a note
		case is(c, "thead", "tbody", "tfoot", "tr"):
			f.r.enter(c)
			f.unwrapTable(c)
		default:
			f.node(c)
			f.flush()
		}
	}
}

// tableParts gives the rows of head, body and feet, and the caption.
func tableParts(n *html.Node) (head, body, foot []*html.Node, caption *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case is(c, "caption") && caption == nil:
			caption = c
		case is(c, "tr"):
			body = append(body, c)
		case is(c, "thead"):
			head = append(head, rowsOf(c)...)
		case is(c, "tbody"):
			body = append(body, rowsOf(c)...)
		case is(c, "tfoot"):
			foot = append(foot, rowsOf(c)...)
		}
	}
	return head, body, foot, caption
}

// inTable are the rows that stay in their table: the others are notes.
func (r *reader) inTable(rows []*html.Node) []*html.Node {
	return slices.DeleteFunc(rows, func(n *html.Node) bool { return r.marks[n] })
}

func rowsOf(n *html.Node) []*html.Node {
	var out []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if is(c, "tr") {
			out = append(out, c)
		}
	}
	return out
}

func cellsOf(rows []*html.Node) []*html.Node {
	var out []*html.Node
	for _, r := range rows {
		for c := r.FirstChild; c != nil; c = c.NextSibling {
			if is(c, "td", "th") {
				out = append(out, c)
			}
		}
	}
	return out
}

// layOut finds the place of every cell (HTML, 4.9.12.1).
func layOut(rows []*html.Node) group {
	g := group{rows: rows, cells: make([][]*sourceCell, len(rows))}
	var open []int // rows that a cell still covers, by column
	for i, row := range rows {
		col := 0
		for _, c := range cellsOf([]*html.Node{row}) {
			for col < len(open) && open[col] > 0 {
				col++
			}
			cell := &sourceCell{node: c, head: c.Data == "th", row: i, col: col,
				rows: min(span(c, "rowspan", maxRowSpan), len(rows)-i), cols: span(c, "colspan", maxColSpan)}
			open = cover(open, cell)
			g.cells[i] = append(g.cells[i], cell)
			col += cell.cols
			g.width = max(g.width, col)
		}
		for k := range open {
			open[k] = max(open[k]-1, 0)
		}
	}
	return g
}

// cover marks the columns under a cell, and cuts it where another one is.
func cover(open []int, c *sourceCell) []int {
	for k := range c.cols {
		if c.col+k < len(open) && open[c.col+k] > 0 {
			c.cols = k
			break
		}
	}
	for k := range c.cols {
		for c.col+k >= len(open) {
			open = append(open, 0)
		}
		open[c.col+k] = c.rows
	}
	return open
}

func span(n *html.Node, key string, limit int) int {
	k, err := strconv.Atoi(attr(n, key))
	if err != nil || k < 0 || k == 0 && key == "colspan" {
		return 1
	}
	if k == 0 { // to the end of the group
		return limit
	}
	return min(k, limit)
}

// splitHead takes the leading rows that hold only header cells for the head,
// unless that would leave no body or divide a cell.
func splitHead(rows []*html.Node) (head, body group) {
	whole := layOut(rows)
	n := headRows(whole)
	if n == 0 && !hasHeaders(rows) {
		n = max(boldRows(whole), slantedRow(whole))
	}
	if 0 < n && n < len(rows) && !crosses(whole, n) {
		if head = layOut(rows[:n]); head.width <= whole.width {
			return head, layOut(rows[n:])
		}
	}
	return group{}, whole
}

// hasHeaders reports whether rows hold a header cell.
func hasHeaders(parts ...[]*html.Node) bool {
	return slices.ContainsFunc(parts, func(rows []*html.Node) bool {
		return slices.ContainsFunc(cellsOf(rows), func(c *html.Node) bool { return c.Data == "th" })
	})
}

// headRows counts the leading rows of header cells. The corner of a table may
// be an empty cell that is no header: it counts where the body goes on with data
// below the headers, as it does not where the last column heads the rows.
func headRows(g group) int {
	n := 0
	if len(g.rows) > 1 && g.spans(0) && headerRow(g.cells[1], true) {
		n = 1 // a line over the headers, in bold
	}
	for n < len(g.rows) && headerRow(g.cells[n], true) && !g.headsGroup(n) {
		n++
	}
	if n < len(g.rows) && endsInHeader(g.cells[n]) && !g.headsGroup(n) {
		for n = 0; headerRow(g.cells[n], false) && !g.headsGroup(n); {
			n++
		}
	}
	return n
}

// headsGroup reports whether a row below others, a header over all columns, heads the
// rows that follow and not the columns: another such row stands further below.
func (g group) headsGroup(n int) bool {
	if n == 0 || !g.spans(n) {
		return false
	}
	for i := n + 1; i < len(g.rows); i++ {
		if g.spans(i) && !g.spans(i-1) {
			return true
		}
	}
	return false
}

// spans reports whether a row is one cell over all columns.
func (g group) spans(n int) bool {
	row := g.cells[n]
	return len(row) == 1 && g.width > 1 && row[0].cols >= g.width && (row[0].head || isBold(row[0].node))
}

func endsInHeader(row []*sourceCell) bool { return len(row) > 0 && row[len(row)-1].head }

func crosses(g group, n int) bool {
	for _, row := range g.cells[:n] {
		for _, c := range row {
			if c.row+c.rows > n {
				return true
			}
		}
	}
	return false
}

// headerRow reports whether a row holds header cells only; with corner set,
// empty cells before them do not count.
func headerRow(row []*sourceCell, corner bool) bool {
	found := false
	for _, c := range row {
		switch {
		case c.head && attr(c.node, "scope") != "row":
			found = true
		case !corner || found || c.head || !isEmpty(c.node):
			return false
		}
	}
	return found
}

// isEmpty reports whether an element holds nothing that could be read.
func isEmpty(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" || c.Type == html.ElementNode && !(is(c, "p", "span", "br", "div", "b", "i", "strong", "em", "u", "font", "small") && isEmpty(c)) {
			return false
		}
	}
	return true
}
