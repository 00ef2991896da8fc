package factory

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// typst is a paper in the language of Typst, with footnotes at the foot of the
// page and a random page, head, folio and margin block.
func (m *maker) typst(d *Document) string {
	var b strings.Builder
	r := d.Running
	right := 15 + m.IntN(15)
	if len(r.Margin) > 0 {
		right = 62
	}
	fmt.Fprintf(&b, "#set document(date: none)\n#set text(lang: %q, size: %dpt, hyphenate: %t)\n#set par(justify: %t, first-line-indent: %dpt, spacing: %dpt)\n",
		d.Lang, 9+m.IntN(4), m.chance(2), m.chance(2), 12*m.IntN(2), 8+m.IntN(8))
	fmt.Fprintf(&b, "#set page(paper: %q, columns: %d, margin: (left: %dmm, right: %dmm, y: %dmm), header: context if counter(page).get().first() > 1 [%s], footer: %s, background: %s)\n",
		pick(m, []string{"a4", "a4", "us-letter", "a5"}), d.Columns, 18+m.IntN(12), right, 22+m.IntN(10), typed(r.Head), typstFoot(r), typstMargin(r))
	fmt.Fprintf(&b, "#let item(level, mark, body) = pad(left: level * 6mm, grid(columns: (%dmm, 1fr), mark, body))\n", 5+m.IntN(8))
	fmt.Fprintf(&b, "#show heading: set text(size: %dpt)\n#set table(stroke: %s)\n", 10+m.IntN(4), pick(m, []string{"none", "0.5pt"}))
	for _, block := range d.Blocks {
		b.WriteString(typstBlock(block, d) + "\n\n")
		if block.Break {
			b.WriteString("#pagebreak()\n")
		}
	}
	return b.String()
}

func typstFoot(r Running) string {
	all := "#context counter(page).final().first()"
	page := "#context counter(page).display()"
	parts := strings.Split(r.Folio, "##")
	for i, p := range parts {
		side := strings.Split(p, "#")
		for k, s := range side {
			side[k] = typed(s)
		}
		parts[i] = strings.Join(side, page)
	}
	return fmt.Sprintf("[%s #h(1fr) %s]", typed(r.Foot), strings.Join(parts, all))
}

func typstMargin(r Running) string {
	if len(r.Margin) == 0 {
		return "none"
	}
	lines := make([]string, len(r.Margin))
	for i, l := range r.Margin {
		lines[i] = typed(l)
	}
	return fmt.Sprintf("place(top + right, dx: -8mm, dy: 30mm, box(width: 46mm, align(left, text(size: 7.5pt)[%s])))", strings.Join(lines, ` \ `))
}

func typstBlock(b Block, d *Document) string {
	text := typstNoted(b.Text, d)
	switch {
	case b.Rows != nil:
		return typstRows(b)
	case b.Label == 'I':
		return fmt.Sprintf("#item(%d)[%s][%s]", b.Level, typed(b.Mark), text)
	case b.Label == 'T':
		return fmt.Sprintf("#text(size: 1.4em, weight: \"bold\")[%s]", text)
	case b.Label == 'H':
		between := " "
		if d.Genre == "gazette" {
			between = ` \ `
		}
		return fmt.Sprintf("#heading(level: %d)[%s]", b.Level, strings.TrimSuffix(typed(b.Mark)+between+text, between))
	}
	return text
}

func typstRows(b Block) string {
	var cells []string
	for _, row := range b.Rows {
		if b.Shape == Lines || b.Shape == Cells {
			between := map[Shape]string{Lines: " ", Cells: ` \ `}[b.Shape]
			var line []string
			for _, c := range row {
				line = append(line, typed(c))
			}
			cells = append(cells, strings.Join(line, between))
			continue
		}
		for _, c := range row {
			cells = append(cells, "["+typed(c)+"]")
		}
	}
	if b.Shape == Lines || b.Shape == Cells {
		return strings.Join(cells, ` \ `)
	}
	kind := "grid(column-gutter: 8mm, row-gutter: 4pt, "
	if b.Label == 'B' {
		kind = "table("
	}
	return fmt.Sprintf("#%scolumns: %d, %s)", kind, len(b.Rows[0]), strings.Join(cells, ", "))
}

// typstNoted writes a text with its notes at their calls.
func typstNoted(text string, d *Document) string {
	var b strings.Builder
	from := 0
	for _, at := range call.FindAllStringSubmatchIndex(text, -1) {
		n, _ := strconv.Atoi(text[at[2]:at[3]])
		fmt.Fprintf(&b, "%s#footnote[%s]", typed(text[from:at[0]]), typed(d.Notes[n-1].Text))
		from = at[1]
	}
	b.WriteString(typed(text[from:]))
	return b.String()
}

var typstMarks = regexp.MustCompile(`[\\#$*_@<>\[\]` + "`" + `=~/+\-.]`)

// typed is a text in which nothing is markup.
func typed(text string) string { return typstMarks.ReplaceAllString(text, `\$0`) }
