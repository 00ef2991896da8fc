package docx

import (
	"strconv"
	"strings"
	"time"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/office"
)

// chart shows a chart of DrawingML (ISO/IEC 29500-1, 21.2) as the table of the numbers
// that it draws, which the file keeps with it.
func (d *drawn) chart(n *office.Node) {
	d.kind = "chart"
	root := d.related(n.Attr("r:id"))
	if root == nil || root.Name != "c:chartSpace" {
		return
	}
	c := &chartReader{r: d.p.f.r, at: d.p.at(), title: chartText(root.Kid("c:chart", "c:title")), from1904: root.Kid("c:date1904") != nil && isOn(root.Kid("c:date1904").Attr("val"))}
	root.Kid("c:chart", "c:plotArea").Descend("c:ser", c.series)
	t := c.table()
	if t == nil {
		return
	}
	d.shown = true
	d.p.after = append(d.p.after, office.Entry{Block: t})
	if d.alt.text != "" {
		d.p.f.r.described = append(d.p.f.r.described, described{t, d.alt.text})
	}
	d.p.f.r.WarnDropped(n.Place, office.CodeDrawing, c.axes(root), "a chart is shown as the table of its numbers, as the file keeps them",
		pasteAsPicture)
}

// pasteAsPicture is what to do to have what a drawing keeps shown as it looks.
const pasteAsPicture = "to show it as well, cut it in Word and paste it as a picture, with a text alternative"

// related is the main element of a part that the document draws; nil for none.
func (d *drawn) related(id string) *office.Node {
	x, ok := d.p.f.part.rels[id]
	if !ok || x.external {
		return nil
	}
	r := d.p.f.r
	root, known := r.drawn[x.target]
	if !known {
		root, _ = r.archive.XML(x.target) // nil for a part that cannot be read
		r.drawn[x.target] = root
	}
	return root
}

// maxPoints bounds the rows of a chart's table; a chart of more is a cloud.
const maxPoints = 500

// maxChartCells bounds the cells of all charts' tables: those of a thousand large charts.
const maxChartCells = 100_000

// chartReader gathers the series of a chart.
type chartReader struct {
	r        *reader
	at       ast.At
	title    string
	from1904 bool
	head     []string
	columns  [][]string
}

// series adds a series: its categories, where they are not those of the one before, and
// its values.
func (c *chartReader) series(n *office.Node) {
	name := strings.Join(c.points(n.Kid("c:tx")), " ")
	categories, values := c.points(n.Kid("c:cat")), c.points(n.Kid("c:val"))
	if n.Kid("c:yVal") != nil {
		categories, values = c.points(n.Kid("c:xVal")), c.points(n.Kid("c:yVal"))
	}
	if len(values) == 0 {
		return
	}
	if len(c.columns) == 0 || len(categories) > 0 && strings.Join(categories, "\x00") != strings.Join(c.columns[0], "\x00") {
		head := ""
		if len(c.columns) == 0 {
			head = c.title
		}
		c.head, c.columns = append(c.head, head), append(c.columns, categories)
	}
	c.head, c.columns = append(c.head, name), append(c.columns, values)
	if sizes := c.points(n.Kid("c:bubbleSize")); len(sizes) > 0 {
		c.head, c.columns = append(c.head, name), append(c.columns, sizes)
	}
}

// points are the texts or numbers of a part of a series, by their places. Of categories
// on several levels the innermost come first.
func (c *chartReader) points(n *office.Node) []string {
	var out []string
	code := n.Find("c:formatCode").AllText()
	read := func(n *office.Node) {
		at := number(n.Attr("idx"), -1)
		if at < 0 || at >= maxPoints+1 {
			return
		}
		for len(out) <= at {
			out = append(out, "")
		}
		v := c.shown(strings.Join(strings.Fields(n.Kid("c:v").AllText()), " "), first(n.Attr("formatCode"), code))
		out[at] = strings.TrimSpace(out[at] + " " + v)
	}
	n.Descend("c:pt", read)
	if v := n.Kid("c:v"); v != nil && len(out) == 0 {
		out = append(out, strings.TrimSpace(v.AllText()))
	}
	return out
}

// shown is a number as its format shows it where that says what the number is: a day, or
// a share in per cent (18.8.31). Any other stands as the file has it, not rounded.
func (c *chartReader) shown(v, code string) string {
	code = strings.ToLower(code)
	number, err := strconv.ParseFloat(v, 64)
	switch {
	case err != nil:
		return v
	case strings.Contains(code, "yy") || strings.Contains(code, "d/") || strings.Contains(code, "mmm"):
		return c.date(v)
	case strings.HasSuffix(code, "%"):
		_, decimals, _ := strings.Cut(strings.TrimSuffix(code, "%"), ".")
		return strconv.FormatFloat(number*100, 'f', min(len(decimals), 9), 64) + "%"
	case len(v) > 15: // what is left of the arithmetic of binary fractions
		return strconv.FormatFloat(number, 'g', 15, 64)
	}
	return v
}

// date writes the number of a day as its date.
func (c *chartReader) date(v string) string {
	days := number(v, -1)
	if days < 0 || days > 2_958_465 { // the end of the year 9999
		return v
	}
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if c.from1904 {
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return first.AddDate(0, 0, days).Format(time.DateOnly)
}

// table makes the table; nil where there are no numbers, or too many.
func (c *chartReader) table() *ast.Table {
	rows := 0
	for _, k := range c.columns {
		rows = max(rows, len(k))
	}
	cells := rows * len(c.columns)
	if rows == 0 || rows > maxPoints || len(c.columns) > maxColumns || c.r.chartCells+cells > maxChartCells {
		return nil
	}
	c.r.chartCells += cells
	t := &ast.Table{At: c.at, Cols: make([]ast.Align, len(c.columns)), HeadCols: 1, Head: []*ast.Row{c.row(c.head)}}
	for i := range t.Cols[1:] {
		t.Cols[i+1] = ast.AlignRight
	}
	for i := range rows {
		cells := make([]string, len(c.columns))
		for k, column := range c.columns {
			if i < len(column) {
				cells[k] = column[i]
			}
		}
		t.Body = append(t.Body, c.row(cells))
	}
	return t
}

func (c *chartReader) row(texts []string) *ast.Row {
	row := &ast.Row{At: c.at}
	for _, s := range texts {
		cell := &ast.Cell{At: c.at, RowSpan: 1, ColSpan: 1}
		if list := office.Inlines([]office.Piece{{At: c.at, Text: s}}); list != nil {
			cell.Blocks = []ast.Block{&ast.Paragraph{At: c.at, Inlines: list}}
		}
		row.Cells = append(row.Cells, cell)
	}
	return row
}

// axes are the titles of the axes, which the table has no place for.
func (c *chartReader) axes(root *office.Node) string {
	var out []string
	root.Kid("c:chart", "c:plotArea").Descend("c:title", func(n *office.Node) { out = append(out, chartText(n)) })
	return strings.TrimSpace(strings.Join(out, "\n"))
}

// chartText is the text of a title.
func chartText(n *office.Node) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(office.Plain(n, map[string]bool{"a:t": true, "c:v": true}), "\n", " ")), " ")
}
