package docx

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/office"
)

// tableCell is a cell with its place in the grid of the file: rows from 0, columns
// from start to end.
type tableCell struct {
	node             *office.Node
	row, start, end  int
	rows             int
	blocks           []ast.Block
	align, ground    string
	around           context
	merges, goesOn   bool // begins or continues a cell over rows
	bold, hasContent bool
}

// table reads a table. One with a single cell only frames what is in it.
func (f *flow) table(n *office.Node) {
	rows, heads := f.rows(n)
	count := 0
	for _, row := range rows {
		count += len(row)
	}
	switch {
	case count == 0:
		return
	case count == 1:
		f.onlyCell(n, rows[0][0].node)
		return
	}
	f.bookmarksOf(n)
	names := f.r.anchors.Open()
	f.readCells(rows)
	t := f.assemble(n, mergeRows(rows), heads)
	if t == nil {
		return
	}
	f.tableWords(n, t)
	f.r.anchors.Bind(names, t)
	f.entries = append(f.entries, office.Entry{Block: t, Indent: number(n.Kid("w:tblPr", "w:tblInd").Attr("w:w"), 0)})
}

// tableWords notes the title and description that a table has for those who do not
// see it.
func (f *flow) tableWords(n *office.Node, t *ast.Table) {
	pr := n.Kid("w:tblPr")
	text := strings.TrimSpace(pr.Kid("w:tblCaption").Attr("w:val") + "\n" + pr.Kid("w:tblDescription").Attr("w:val"))
	if text != "" {
		f.r.described = append(f.r.described, described{t, text})
	}
}

// described is a table with its alternative text.
type described struct {
	table *ast.Table
	text  string
}

// reportDescribed says which alternative texts of tables were left out: readers hear
// the table itself.
func (r *reader) reportDescribed() {
	for _, d := range r.described {
		if !ast.SameWords(ast.PlainText(d.table.Caption), d.text) {
			r.Drop(d.table.Src.Line, office.CodeTable, 0.8, d.text, "the alternative text of a table was left out; readers hear the table itself")
		}
	}
}

// rows reads the rows of a table with the places of their cells, and how many of the
// first are its head.
func (f *flow) rows(n *office.Node) (rows [][]*tableCell, heads int) {
	inHead := true
	for _, tr := range parts(n, "w:tr") {
		pr := tr.Kid("w:trPr")
		if pr.Kid("w:del") != nil && f.r.opts.Changes != office.Show {
			f.r.changes.drop(tr)
			continue
		}
		row := f.cells(tr, len(rows))
		if pr.Kid("w:del") != nil || pr.Kid("w:ins") != nil {
			f.changedRow(row, pr)
		}
		inHead = inHead && readToggle(pr.Kid("w:tblHeader")) == on
		if inHead {
			heads++
		}
		rows = append(rows, row)
	}
	return rows, heads
}

// changedRow counts a row that was put in, or one that was deleted and is shown.
func (f *flow) changedRow(row []*tableCell, pr *office.Node) {
	around := f.around
	if pr.Kid("w:ins") != nil {
		around.inserted = f.r.changes.insert(f.r)
	} else {
		f.r.changes.deleted++
		around.deleted = true
	}
	for _, c := range row {
		c.around = around
	}
}

// changedCell counts a cell that was put in or deleted (17.13.5.1 and 17.13.5.2), and
// gives what stands around its text. The row keeps its grid: a deleted cell is empty.
func (f *flow) changedCell(tc *office.Node) context {
	around := f.around
	switch pr := tc.Kid("w:tcPr"); {
	case pr.Kid("w:cellIns") != nil:
		around.inserted = f.r.changes.insert(f.r)
	case pr.Kid("w:cellDel") != nil:
		f.r.changes.deleted++
		around.deleted = f.r.opts.Changes == office.Show
	}
	return around
}

// parts gives the rows of a table or the cells of a row, those in controls too.
func parts(n *office.Node, name string) []*office.Node {
	var out []*office.Node
	for _, k := range n.Kids {
		switch k.Name {
		case name:
			out = append(out, k)
		case "w:sdt", "w:sdtContent", "w:customXml", "w:ins":
			out = append(out, parts(k, name)...)
		}
	}
	return out
}

// bookmarksOf opens the bookmarks that stand between rows or cells: they name the table.
func (f *flow) bookmarksOf(n *office.Node) {
	for _, k := range n.Kids {
		switch k.Name {
		case "w:bookmarkStart":
			f.r.anchors.Name(k.Attr("w:name"))
		case "w:tr", "w:sdt", "w:sdtContent", "w:customXml", "w:ins":
			f.bookmarksOf(k)
		}
	}
}

// maxColumns bounds a table's columns; Word has at most 63.
const maxColumns = 1000

// cells finds the places of a row's cells.
func (f *flow) cells(tr *office.Node, row int) []*tableCell {
	var out []*tableCell
	col := min(max(number(tr.Kid("w:trPr", "w:gridBefore").Attr("w:val"), 0), 0), maxColumns)
	for _, tc := range parts(tr, "w:tc") {
		pr := tc.Kid("w:tcPr")
		span := min(max(number(pr.Kid("w:gridSpan").Attr("w:val"), 1), 1), maxColumns)
		c := &tableCell{node: tc, row: row, rows: 1, around: f.changedCell(tc), start: col, end: col + span}
		if pr.Kid("w:cellDel") != nil && f.r.opts.Changes != office.Show {
			f.r.changes.texts = append(f.r.changes.texts, office.Plain(tc, textElements))
			c.node = &office.Node{Name: tc.Name, Place: tc.Place}
		}
		if m := pr.Kid("w:vMerge"); m != nil {
			c.merges = m.Attr("w:val") == "restart"
			c.goesOn = !c.merges
		}
		if h := pr.Kid("w:hMerge"); h != nil && h.Attr("w:val") != "restart" && len(out) > 0 {
			out[len(out)-1].end = c.end // an older way to join cells: the text stands in the first
			if hasText(tc) {
				f.r.Warn(tc.Place, office.CodeTable, "a cell that is joined to the one before it has a text, which stands behind that one's", "look at the table in Word")
			}
			out[len(out)-1].node = joinedCells(out[len(out)-1].node, tc)
		} else {
			out = append(out, c)
		}
		if col = c.end; col > maxColumns {
			break
		}
	}
	return out
}

func joinedCells(a, b *office.Node) *office.Node {
	joined := *a
	joined.Kids = append(append([]*office.Node(nil), a.Kids...), b.Kids...)
	return &joined
}

// readCells reads what is in the cells, row by row, so that lists and fields go on.
func (f *flow) readCells(rows [][]*tableCell) {
	for _, row := range rows {
		for _, c := range row {
			in := f.inside()
			in.around = c.around
			in.blocks(c.node)
			c.blocks = in.finish()
			c.align = f.alignment(c.node)
			c.hasContent = len(c.blocks) > 0
			c.bold = c.hasContent && f.r.allBold(c.blocks)
			c.ground = strings.ToUpper(c.node.Kid("w:tcPr", "w:shd").Attr("w:fill"))
		}
	}
}

// alignment is how the paragraphs of a cell are aligned, where all are alike.
func (f *flow) alignment(n *office.Node) string {
	found, first := "", true
	n.Each("w:p", func(p *office.Node) {
		a := p.Kid("w:pPr", "w:jc").Attr("w:val")
		if !first && a != found {
			a = ""
		}
		found, first = a, false
	})
	return found
}

// allBold reports whether all text of a cell is bold, by itself or by its style.
func (r *reader) allBold(blocks []ast.Block) bool {
	for _, b := range blocks {
		p, ok := b.(*ast.Paragraph)
		if !ok || !r.looks[p].Bold {
			return false
		}
	}
	return true
}

// headRows is how many rows are the head: those that Word repeats on each page, else
// the first where its look sets it apart.
func (f *flow) headRows(n *office.Node, rows [][]*tableCell, heads int) int {
	if heads >= len(rows) && heads > 1 {
		heads = 1 // all rows repeat: a slip
	}
	if heads > 0 || len(rows) < 2 {
		return min(heads, len(rows)-1)
	}
	why := ""
	switch {
	case boldRow(rows[0]) && !boldRow(rows[1]):
		why = "its text is bold"
	case ground(rows[0]) != "" && ground(rows[1]) != ground(rows[0]) && fullRow(rows[0]):
		why = "it has a ground of its own"
	case linedRow(rows[0]) && !linedRow(rows[1]) && fullRow(rows[0]):
		why = "a line stands below it"
	case f.look(n, "w:firstRow", "0020") && f.tableStyle(n).headRow && fullRow(rows[0]):
		why = "the table's style sets it apart"
	default:
		return 0
	}
	for _, c := range rows[0] {
		if c.rows > 1 && c.rows >= len(rows) {
			return 0
		}
	}
	f.r.Info(n.Place+1, office.CodeTable, 0.8, fmt.Sprintf("the first row of a table is its head: %s", why))
	return 1
}

func boldRow(row []*tableCell) bool {
	for _, c := range row {
		if !c.bold && (c.hasContent || c != row[0]) {
			return false
		}
	}
	return len(row) > 1
}

// linedRow reports whether a line of their own stands below all cells of a row, as pandoc
// sets one below the head.
func linedRow(row []*tableCell) bool {
	for _, c := range row {
		if line := c.node.Kid("w:tcPr", "w:tcBorders", "w:bottom").Attr("w:val"); line == "" || line == "nil" || line == "none" {
			return false
		}
	}
	return len(row) > 1
}

// ground is the colour behind all cells of a row; "" for none, for white, and for
// several.
func ground(row []*tableCell) string {
	for _, c := range row {
		if c.ground == "" || c.ground == "AUTO" || c.ground == "FFFFFF" || c.ground != row[0].ground {
			return ""
		}
	}
	if len(row) == 0 {
		return ""
	}
	return row[0].ground
}

func fullRow(row []*tableCell) bool {
	for i, c := range row {
		if !c.hasContent && i > 0 {
			return false
		}
	}
	return len(row) > 1
}

// headCols is 1 where the first column heads the rows: its look sets it apart, by
// the table's style or by bold text in every cell.
func (f *flow) headCols(n *office.Node, rows [][]*tableCell, edges []int) int {
	if len(edges) < 3 || len(rows) == 0 {
		return 0
	}
	byStyle := f.look(n, "w:firstColumn", "0080") && f.tableStyle(n).headCol
	bold, others := 0, false
	for _, row := range rows {
		for _, c := range row {
			switch {
			case c.start > edges[0]:
				others = others || c.hasContent && !c.bold
			case c.end > edges[1] || !c.hasContent:
				return 0
			case !c.bold && !byStyle:
				return 0
			default:
				bold++
			}
		}
	}
	if bold > 1 && others {
		return 1
	}
	return 0
}

// look reads one of the flags by which a table takes parts of its style (17.4.55).
func (f *flow) look(n *office.Node, name, bit string) bool {
	l := n.Kid("w:tblPr", "w:tblLook")
	if v, ok := l.Lookup(name); ok {
		return isOn(v)
	}
	var all, one int
	if _, err := fmt.Sscanf(l.Attr("w:val")+" "+bit, "%x %x", &all, &one); err != nil {
		return false
	}
	return all&one != 0
}

func (f *flow) tableStyle(n *office.Node) *style {
	return f.r.styles.get(n.Kid("w:tblPr", "w:tblStyle").Attr("w:val"))
}

// columnAlign is the alignment that most filled cells of a column have.
func columnAlign(rows [][]*tableCell, start int) ast.Align {
	counts := map[string]int{}
	all := 0
	for _, row := range rows {
		for _, c := range row {
			if c.start == start && c.hasContent {
				all++
				counts[c.align]++
			}
		}
	}
	switch {
	case all == 0:
	case 2*(counts["right"]+counts["end"]) > all:
		return ast.AlignRight
	case 2*counts["center"] > all:
		return ast.AlignCenter
	}
	return ast.AlignDefault
}
