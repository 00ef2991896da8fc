package markdown

import (
	"bytes"
	"cmp"
	"container/heap"
	"slices"

	"github.com/yuin/goldmark/text"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// CodeDrawn is the finding about a drawn table that does not close.
const CodeDrawn diag.Code = "markdown-table-drawn"

var _ = diag.Register(map[diag.Code]string{
	CodeDrawn: "A drawn table whose lines do not meet was kept line by line, or each of its lines is a row.",
})

// grid converts a table that is drawn as a grid, whose cells may span rows and
// columns. One whose lines do not meet is kept line by line.
func (r *reader) grid(n *drawnTable, lines []text.Segment) ast.Block {
	g := newDrawing(lines, r.source)
	at := r.at(lines[0].Start + indent(lines[0].Value(r.source)))
	if g.byLines() {
		r.add(diag.Info, CodeDrawn, at.Src, "each line of a drawn table is a row, as programs of databases print them", "")
		return r.barred(n, lines)
	}
	if !g.read() {
		r.add(diag.Warning, CodeDrawn, at.Src, "the lines of a drawn table do not meet, so it was kept line by line",
			"put each + and | below the one above it, and write no tabs")
		return &ast.CodeBlock{At: at, Text: r.codeText(n)}
	}
	return r.gridTable(g, at)
}

// drawing is a grid of signs. Rows and columns of signs are counted from 0.
type drawing struct {
	rows   []ruler
	widest int
	boxes  []box
	// budget is how many signs may still be looked at: in a grid of nothing but
	// crossings every corner could begin very many boxes.
	budget int
}

// box is a cell with its border: the places of its corners.
type box struct{ top, left, bottom, right int }

// budgetPerSign is how often a sign may be looked at: each belongs to the borders
// of at most four boxes, and corners look along sides that lead nowhere.
const budgetPerSign = 32

func newDrawing(lines []text.Segment, source []byte) *drawing {
	g := &drawing{budget: budgetPerSign}
	cut := len(lines[0].Value(source))
	for _, seg := range lines {
		cut = min(cut, indent(seg.Value(source)))
	}
	for _, seg := range lines {
		row := newRuler(bytes.TrimRight(seg.Value(source)[cut:], " \n"))
		g.rows = append(g.rows, row)
		g.widest = max(g.widest, row.size())
		g.budget += budgetPerSign * row.size()
	}
	return g
}

func (g *drawing) at(y, x int) byte {
	g.budget--
	return g.rows[y].sign(x)
}

func isEdge(c byte) bool { return c == '-' || c == '=' || c == ':' || c == '+' }

// read finds the boxes from the upper left to the lower right and reports whether
// they cover the drawing; nothing stands right of its first line.
func (g *drawing) read() bool {
	last, right := len(g.rows)-1, g.rows[0].size()-1
	if g.widest > right+1 {
		return false
	}
	done := make([]int, right)
	open := &corners{{0, 0}}
	for open.Len() > 0 && g.budget > 0 {
		c := heap.Pop(open).([2]int)
		top, left := c[0], c[1]
		if top >= last || left >= right || done[left] > top {
			continue
		}
		b, ok := g.box(top, left)
		if !ok || b.right > right || !fill(done, b) {
			return false
		}
		g.boxes = append(g.boxes, b)
		heap.Push(open, [2]int{top, b.right})
		heap.Push(open, [2]int{b.bottom, left})
	}
	return g.budget > 0 && !slices.ContainsFunc(done, func(y int) bool { return y != last })
}

// fill marks the columns of a box as done down to its bottom; false where another
// box is there already, or none above.
func fill(done []int, b box) bool {
	for x := b.left; x < b.right; x++ {
		if done[x] != b.top {
			return false
		}
		done[x] = b.bottom
	}
	return true
}

// box finds the smallest box whose upper left corner stands at a place.
func (g *drawing) box(top, left int) (box, bool) {
	for x := left + 1; x < g.widest && g.budget > 0; x++ {
		c := g.at(top, x)
		if c == '+' {
			if bottom := g.down(top, left, x); bottom > 0 {
				return box{top, left, bottom, x}, true
			}
		}
		if !isEdge(c) {
			break
		}
	}
	return box{}, false
}

// down finds the bottom of a box whose top and columns are known; 0 is none.
func (g *drawing) down(top, left, right int) int {
	for y := top + 1; y < len(g.rows) && g.budget > 0; y++ {
		switch g.at(y, right) {
		case '|':
		case '+':
			if g.closes(top, left, y, right) {
				return y
			}
		default:
			return 0
		}
	}
	return 0
}

// closes reports whether a box has its lower and its left side.
func (g *drawing) closes(top, left, bottom, right int) bool {
	for x := right - 1; x > left; x-- {
		if !isEdge(g.at(bottom, x)) {
			return false
		}
	}
	for y := bottom; y > top; y-- {
		if c := g.at(y, left); c != '+' && (c != '|' || y == bottom) {
			return false
		}
	}
	return g.at(top, left) == '+'
}

// corners is a heap of places, the uppermost and then leftmost first.
type corners [][2]int

func (c corners) Len() int           { return len(c) }
func (c corners) Less(i, j int) bool { return slices.Compare(c[i][:], c[j][:]) < 0 }
func (c corners) Swap(i, j int)      { c[i], c[j] = c[j], c[i] }
func (c *corners) Push(x any)        { *c = append(*c, x.([2]int)) }
func (c *corners) Pop() any {
	last := len(*c) - 1
	x := (*c)[last]
	*c = (*c)[:last]
	return x
}

// bounds gives the rows and columns in which boxes begin or end.
func (g *drawing) bounds() (rows, cols []int) {
	for _, b := range g.boxes {
		rows, cols = append(rows, b.top, b.bottom), append(cols, b.left, b.right)
	}
	slices.Sort(rows)
	slices.Sort(cols)
	return slices.Compact(rows), slices.Compact(cols)
}

// ends are the row of the line of double dashes below the head and of that above the
// foot, which has another below it; 0 for each that is not there, or that a cell stands
// across (Pandoc User's Guide, grid_tables). Of two such lines the first is below the
// head, and what follows is the body: a table must have one.
func (g *drawing) ends(rows []int) (head, foot int) {
	for _, y := range rows[1 : len(rows)-1] {
		if !g.double(y) || slices.ContainsFunc(g.boxes, func(b box) bool { return b.top < y && y < b.bottom }) {
			continue
		}
		if head == 0 {
			head = y
		} else {
			foot = y
		}
	}
	if !g.double(rows[len(rows)-1]) {
		return head, 0
	}
	return head, foot
}

// double reports whether a line of the drawing has double dashes; colons may stand
// at their ends.
func (g *drawing) double(y int) bool { return g.rows[y].sign(1) == '=' || g.rows[y].sign(2) == '=' }

// align reads a column's alignment from the colons in the line below the head, or
// in the first one.
func (g *drawing) align(y, left, right int) ast.Align {
	l, r := g.rows[y].sign(left+1) == ':', g.rows[y].sign(right-1) == ':'
	switch {
	case l && r && right-left > 2:
		return ast.AlignCenter
	case l:
		return ast.AlignLeft
	case r:
		return ast.AlignRight
	}
	return ast.AlignDefault
}

// gridTable makes the table of a drawing whose boxes are known.
func (r *reader) gridTable(g *drawing, at ast.At) *ast.Table {
	t := &ast.Table{At: at}
	rows, cols := g.bounds()
	end, foot := g.ends(rows)
	for i := range cols[1:] {
		t.Cols = append(t.Cols, g.align(end, cols[i], cols[i+1]))
	}
	list := make([]*ast.Row, len(rows)-1)
	for i := range list {
		list[i] = &ast.Row{At: r.lineBelow(at, rows[i]+1)}
	}
	slices.SortFunc(g.boxes, func(a, b box) int { return cmp.Or(a.top-b.top, a.left-b.left) })
	for _, b := range g.boxes {
		i, _ := slices.BinarySearch(rows, b.top)
		list[i].Cells = append(list[i].Cells, r.gridCell(g, b, at, rows, cols))
	}
	head, _ := slices.BinarySearch(rows, end)
	t.Head, t.Body = list[:head:head], list[head:]
	if foot > 0 {
		from, _ := slices.BinarySearch(rows, foot)
		t.SetFoot(len(list) - from)
	}
	return t
}

func (r *reader) lineBelow(at ast.At, n int) ast.At {
	at.Src.Line += n
	return at
}

// gridCell reads what stands in a box as blocks.
func (r *reader) gridCell(g *drawing, b box, at ast.At, rows, cols []int) *ast.Cell {
	c := &ast.Cell{RowSpan: reach(rows, b.top, b.bottom), ColSpan: reach(cols, b.left, b.right)}
	var lines [][]byte
	flush := true // a space stands before every line
	for y := b.top + 1; y < b.bottom; y++ {
		line := bytes.TrimRight(g.rows[y].cut(b.left+1, b.right), " ")
		flush = flush && (len(line) == 0 || line[0] == ' ')
		lines = append(lines, line)
	}
	for i := range lines {
		if flush && len(lines[i]) > 0 {
			lines[i] = lines[i][1:]
		}
	}
	c.At = r.lineBelow(at, b.top+1)
	c.Src.Col += b.left + 2
	source := append(bytes.Join(lines, []byte("\n")), '\n')
	p := blockParser()
	if bareMark(bytes.TrimSpace(source)) {
		p = lineParser()
	}
	c.Blocks = r.cellText(c, source, p)
	return c
}

// bareMark reports whether a text is only the mark of an item, as "-" is often
// written for nothing.
func bareMark(s []byte) bool {
	return len(s) > 0 && len(s) < 4 && len(bytes.Trim(s, "0123456789-+*.)#>")) == 0
}

// reach counts the bounds from one to the other.
func reach(bounds []int, from, to int) int {
	i, _ := slices.BinarySearch(bounds, from)
	j, _ := slices.BinarySearch(bounds, to)
	return j - i
}
