// Package proof writes the proof sheet: on one page, what a run made, what it claims
// and what each claim rests on. In comes a sheet of sections, out come one HTML file,
// or the document that the pages are set from; both say the same.
package proof

import (
	"bytes"
	"html/template"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/meta"
)

// Lang is the language of the sheet, that of the program's messages.
const Lang = "en"

// Sheet is a proof sheet.
type Sheet struct {
	Title    string
	Lead     []string // paragraphs
	Sections []Section
}

// Section has paragraphs, then items, then a table, as far as they are there.
type Section struct {
	Title      string
	Paragraphs []string
	Items      []Item
	Table      *Table
}

// Item is a term and what is said of it, a line each, and the digest of a file, which
// no line end may divide by a hyphen.
type Item struct {
	Term   string
	Lines  []string
	Digest string
}

// Table has a head, and rows of which the first cell is the row's head.
type Table struct {
	Caption string
	Head    []string
	Rows    [][]string
}

// page is the sheet as HTML: WCAG 2.2 AA needs no more than this of it, at any width
// and in print.
var page = template.Must(template.New("sheet").Parse(`<!DOCTYPE html>
<html lang="` + Lang + `">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{.Title}}</title>
<style>
:root { color-scheme: light dark }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; overflow-wrap: break-word }
dd { overflow-wrap: anywhere }
h1, h2 { line-height: 1.2 }
h2 { margin-top: 2rem; border-top: 1px solid; padding-top: .5rem }
dt { font-weight: 600; margin-top: .75rem }
dd { margin: 0 0 0 1rem }
table { border-collapse: collapse; width: 100% }
caption { text-align: left; font-weight: 600; padding: .5rem 0 }
th, td { text-align: left; vertical-align: top; padding: .25rem .5rem .25rem 0; border-bottom: 1px solid; font-weight: inherit }
thead th { font-weight: 600 }
@media print { body { max-width: none; padding: 0; font-size: 9pt } h2 { break-after: avoid } tr, dt { break-inside: avoid } }
</style>
</head>
<body>
<main>
<h1>{{.Title}}</h1>
{{range .Lead}}<p>{{.}}</p>
{{end}}{{range .Sections}}<section>
<h2>{{.Title}}</h2>
{{range .Paragraphs}}<p>{{.}}</p>
{{end}}{{if .Items}}<dl>
{{range .Items}}<dt>{{.Term}}</dt>
{{range .Lines}}<dd>{{.}}</dd>
{{end}}{{if .Digest}}<dd><code>{{.Digest}}</code></dd>
{{end}}{{end}}</dl>
{{end}}{{with .Table}}<table>
<caption>{{.Caption}}</caption>
<thead><tr>{{range .Head}}<th scope="col">{{.}}</th>{{end}}</tr></thead>
<tbody>
{{range .Rows}}<tr>{{range $i, $c := .}}{{if $i}}<td>{{$c}}</td>{{else}}<th scope="row">{{$c}}</th>{{end}}{{end}}</tr>
{{end}}</tbody>
</table>
{{end}}</section>
{{end}}</main>
</body>
</html>
`))

// HTML is the sheet as one file that loads nothing.
func HTML(s Sheet) ([]byte, error) {
	var b bytes.Buffer
	err := page.Execute(&b, s)
	return b.Bytes(), err
}

// Document is the sheet as a tree, for those that set pages.
func Document(s Sheet) *ast.Document {
	doc := &ast.Document{Meta: meta.Meta{Title: s.Title, Lang: Lang}}
	top := &ast.Section{Level: 1, Title: words(s.Title), Blocks: paragraphs(s.Lead)}
	for _, section := range s.Sections {
		blocks := paragraphs(section.Paragraphs)
		if len(section.Items) > 0 {
			blocks = append(blocks, items(section.Items))
		}
		if section.Table != nil {
			blocks = append(blocks, table(section.Table))
		}
		top.Blocks = append(top.Blocks, &ast.Section{Level: 2, Title: words(section.Title), Blocks: blocks})
	}
	doc.Blocks = []ast.Block{top}
	return doc
}

func words(s string) []ast.Inline { return []ast.Inline{&ast.Text{Value: s}} }

func paragraphs(list []string) []ast.Block {
	var out []ast.Block
	for _, s := range list {
		out = append(out, &ast.Paragraph{Inlines: words(s)})
	}
	return out
}

func items(list []Item) ast.Block {
	out := &ast.DefList{}
	for _, it := range list {
		item := &ast.DefItem{Term: words(it.Term)}
		for _, line := range it.Lines {
			item.Defs = append(item.Defs, paragraphs([]string{line}))
		}
		if it.Digest != "" {
			item.Defs = append(item.Defs, []ast.Block{&ast.Paragraph{Inlines: []ast.Inline{&ast.Code{Value: it.Digest}}}})
		}
		out.Items = append(out.Items, item)
	}
	return out
}

func table(t *Table) ast.Block {
	out := &ast.Table{Caption: words(t.Caption), HeadCols: 1, Head: []*ast.Row{row(t.Head)}, Cols: make([]ast.Align, len(t.Head))}
	for _, cells := range t.Rows {
		out.Body = append(out.Body, row(cells))
	}
	return out
}

func row(cells []string) *ast.Row {
	out := &ast.Row{}
	for _, c := range cells {
		cell := &ast.Cell{RowSpan: 1, ColSpan: 1}
		if c != "" {
			cell.Blocks = paragraphs([]string{c})
		}
		out.Cells = append(out.Cells, cell)
	}
	return out
}
