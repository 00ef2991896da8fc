package epub

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/element"
	"octavo/pipeline/internal/resolve"
)

// table writes a table whose header cells say what they head (HTML, 4.9.12).
func (r *renderer) table(t *ast.Table) {
	grid := r.bk.doc.Grid(t)
	r.headers(t, grid)
	r.landing(t.ID)
	w := &tableWriter{renderer: r, form: formOf(t, grid, !r.bk.flat), roles: mayHaveRole(t)}
	w.openForm(t)
	r.open("table", "id", xmlName(t.ID), "role", w.role("table"))
	r.line()
	if len(t.Caption) > 0 {
		r.caption("caption", t.Caption)
		r.line()
	}
	w.rows("thead", t.Head, grid.Head)
	w.labels = w.labelsOf(t, grid)
	for i, from := range grid.Groups {
		tag, to := "tbody", len(t.Body)
		if i+1 < len(grid.Groups) {
			to = grid.Groups[i+1]
		} else if t.FootRows > 0 {
			tag = "tfoot"
		}
		w.rows(tag, t.Body[from:to], grid.Body[from:to])
	}
	r.end("table")
	w.closeForm()
}

// tableWriter writes one table in its form.
type tableWriter struct {
	*renderer
	form   form
	roles  bool     // may be said
	labels []string // over each column of the body, where the table may be folded
}

// openForm opens what is around a table that some screens are too narrow for.
func (w *tableWriter) openForm(t *ast.Table) {
	switch w.form.kind {
	case folded, headed:
		w.open("div", "class", w.form.class())
	case scrolled:
		name := strings.TrimSpace(ast.PlainText(t.Caption))
		if name == "" {
			name = w.bk.words.Table
		}
		w.open("div", "class", w.form.class(), "role", "group", "tabindex", "0", "aria-label", name)
	default:
		return
	}
	w.bk.forms[w.form] = true
	w.line()
}

func (w *tableWriter) closeForm() {
	if w.form.kind != "" {
		w.line()
		w.end("div")
	}
}

// role is what an element is by itself, said where a sheet may take that away.
func (w *tableWriter) role(role string) string {
	if w.form.kind.folds() && w.roles {
		return role
	}
	return ""
}

func (w *tableWriter) labelsOf(t *ast.Table, grid *resolve.Grid) []string {
	if w.form.kind.folds() {
		return labels(t, grid)
	}
	return nil
}

// headers notes whether the table has the header cells that it needs.
func (r *renderer) headers(t *ast.Table, grid *resolve.Grid) {
	if grid.LacksHeaders {
		r.bk.seen.headless++
		r.bk.warn(CodeNoHeader, t, fmt.Sprintf("a table has no header cells, so the %s does not claim conformance", r.bk.kind()),
			"mark its first row or column as a header")
	} else if grid.Headed {
		r.bk.seen.headed++
	}
}

func (w *tableWriter) rows(tag string, rows []*ast.Row, places [][]resolve.Place) {
	if len(rows) == 0 {
		return
	}
	w.open(tag, "role", w.role("rowgroup"))
	w.line()
	above := &spans{}
	for i, row := range rows {
		w.open("tr", "data-span", w.spanned(above, row, places[i]), "role", w.role("row"))
		for j, c := range row.Cells {
			w.cell(c, &places[i][j])
		}
		w.end("tr")
		w.line()
	}
	w.end(tag)
	w.line()
}

// spans are the cells that reach over further rows of a row group, with how many are left.
type spans struct {
	texts []string
	left  []int
}

// next takes a row in and gives what reaches into it from above, each with its label.
func (s *spans) next(labels []string, row *ast.Row, places []resolve.Place) string {
	var into []string
	for i := range s.left {
		if s.left[i]--; s.left[i] > 0 {
			into = append(into, s.texts[i])
		}
	}
	for i, c := range row.Cells {
		if text := cellText(c); c.RowSpan > 1 && text != "" {
			if head := label(labels, c, &places[i]); head != "" && places[i].Header != ast.HeaderRow {
				text = head + ": " + text
			}
			s.texts, s.left = append(s.texts, text), append(s.left, c.RowSpan)
		}
	}
	return strings.Join(into, "; ")
}

// spanned is what a folded row repeats of the rows above it.
func (w *tableWriter) spanned(above *spans, row *ast.Row, places []resolve.Place) string {
	if w.labels == nil {
		return ""
	}
	return above.next(w.labels, row, places)
}

// cellRoles are those of cells by what they head; one that heads its column heads
// its row by the same words.
var cellRoles = map[ast.Header]string{ast.HeaderNone: "cell", ast.HeaderRow: "rowheader"}

func (w *tableWriter) cell(c *ast.Cell, p *resolve.Place) {
	e := element.Cell(p)
	e.Class = strings.TrimSpace(e.Class + " " + length(cellText(c)))
	headers := make([]string, len(p.Headers))
	for i, id := range p.Headers {
		headers[i] = xmlName(id)
	}
	attrs := attrsOf(e, "id", xmlName(p.ID), "headers", strings.Join(headers, " "))
	attrs = append(attrs, "colspan", span(c.ColSpan), "rowspan", span(c.RowSpan))
	if e.Tag == "td" {
		attrs = append(attrs, "data-label", label(w.labels, c, p))
	}
	attrs = append(attrs, "role", w.role(oneOf(cellRoles[p.Header], "columnheader")))
	if e.Tag == "th" {
		w.headerCell(c, attrs)
		return
	}
	w.open(e.Tag, attrs...)
	w.flow(c.Blocks)
	w.end(e.Tag)
}

// length marks the text of a cell or a caption with a word that may be divided.
func length(text string) string {
	isLong := func(word string) bool { return wordWidth(word) > mostColumn }
	if slices.ContainsFunc(strings.Fields(text), isLong) {
		return "long"
	}
	return ""
}

// span writes a span; 1 is the default and is left out.
func span(n int) string {
	if n <= 1 {
		return ""
	}
	return strconv.Itoa(n)
}
