package factory

import (
	"fmt"
	"html"
	"strings"
)

// webPage is a paper as a page of HTML: with a sheet for a browser that prints,
// or without one and with the links of a site for a text browser.
type webPage struct {
	b    strings.Builder
	doc  *Document
	site []string // words of links around the text
}

// html writes the page.
func (w *webPage) html(sheet string) string {
	d := w.doc
	fmt.Fprintf(&w.b, "<!DOCTYPE html><html lang=%q><meta charset=utf-8><title>%s</title><style>%s</style>\n", d.Lang, html.EscapeString(d.Values[0].Text), sheet)
	w.links()
	if len(d.Running.Margin) > 0 && sheet != "" {
		fmt.Fprintf(&w.b, "<div class=margin>%s</div>\n", strings.Join(escaped(d.Running.Margin), "<br>"))
	}
	w.b.WriteString("<main>\n")
	for _, block := range d.Blocks {
		w.block(block)
		if block.Break {
			w.b.WriteString("<div class=break></div>\n")
		}
	}
	w.b.WriteString("</main>\n")
	for _, n := range d.Notes {
		fmt.Fprintf(&w.b, "<div class=note><span class=mark>%s</span> <span class=text>%s</span></div>\n", n.Mark, noted(n.Text))
	}
	w.links()
	w.b.WriteString("</html>\n")
	return w.b.String()
}

func (w *webPage) links() {
	for _, s := range w.site {
		fmt.Fprintf(&w.b, "<p class=site><a href=x>%s</a></p>\n", html.EscapeString(s))
	}
}

func escaped(lines []string) []string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = html.EscapeString(l)
	}
	return out
}

// elements are the elements of blocks by their label.
var elements = map[byte]string{'T': "h1", 'P': "p", 'M': "p", 'C': "p", 'K': "p"}

func (w *webPage) block(b Block) {
	switch {
	case b.Rows != nil:
		w.rows(b)
	case b.Label == 'I':
		fmt.Fprintf(&w.b, "<div class='item level%d'><span class=mark>%s</span> <span class=text>%s</span></div>\n", b.Level, b.Mark, noted(b.Text))
	case b.Label == 'H':
		between := " "
		if w.doc.Genre == "gazette" {
			between = "<br>"
		}
		fmt.Fprintf(&w.b, "<h%d>%s</h%[1]d>\n", min(6, b.Level+1), strings.TrimSuffix(strings.TrimPrefix(noted(b.Mark)+between+noted(b.Text), " "), between))
	default:
		fmt.Fprintf(&w.b, "<%s class=%c>%s</%[1]s>\n", elements[b.Label], b.Label, noted(b.Text))
	}
}

// rows writes the rows of a block as a table, or as lines, columns or cells.
func (w *webPage) rows(b Block) {
	switch {
	case b.Shape == Grid || b.Label == 'B':
		w.b.WriteString("<table>\n")
		for _, row := range b.Rows {
			fmt.Fprintf(&w.b, "<tr><td>%s</td></tr>\n", strings.Join(escaped(row), "</td><td>"))
		}
		w.b.WriteString("</table>\n")
	case b.Shape == Stack:
		w.b.WriteString("<div class=columns>")
		for k := range b.Rows[0] {
			var column []string
			for _, row := range b.Rows {
				column = append(column, html.EscapeString(row[k]))
			}
			fmt.Fprintf(&w.b, "<div>%s</div>", strings.Join(column, "<br>"))
		}
		w.b.WriteString("</div>\n")
	default:
		between := " "
		if b.Shape == Cells {
			between = "<br>"
		}
		for _, row := range b.Rows {
			fmt.Fprintf(&w.b, "<div class=row>%s</div>\n", strings.Join(escaped(row), between))
		}
	}
}

// noted writes a text with its calls.
func noted(text string) string {
	return call.ReplaceAllString(html.EscapeString(text), "<sup>$1</sup>")
}
