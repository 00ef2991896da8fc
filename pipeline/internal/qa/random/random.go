// Package random makes documents: sound trees of every node, of limited depth, full of
// what Markdown and other readers could misread. A document is drawn by rapid, which makes
// a failing one smaller, or has a number, by which it is made again. Nothing that converts
// imports it.
package random

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/meta"
)

type generator struct {
	t     *rapid.T
	notes []*ast.Note
	ids   int
	tame  bool
}

// Document draws a document.
func Document(t *rapid.T) *ast.Document { return (&generator{t: t}).document() }

// Tame draws one of what pandoc understands as well: fields outside the text are plain,
// and empty items and calls in notes do not occur.
func Tame(t *rapid.T) *ast.Document { return (&generator{t: t, tame: true}).document() }

// Nth is the document of a number, the same each time.
func Nth(n int) *ast.Document { return rapid.Custom(Document).Example(n) }

// NthTame is the document of a number that pandoc understands as well.
func NthTame(n int) *ast.Document { return rapid.Custom(Tame).Example(n) }

func (g *generator) document() *ast.Document {
	t := g.t
	doc := &ast.Document{Meta: g.meta()}
	for range g.n("notes", 0, 2) {
		id := []string{"n1", "n1-2"}[len(g.notes)]
		label := rapid.SampledFrom([]string{id, "n1", "1", "*", ""}).Draw(t, "label")
		g.notes = append(g.notes, &ast.Note{ID: id, Label: label})
	}
	notes := g.notes
	if g.tame {
		g.notes = nil
	}
	for _, n := range notes {
		n.Blocks = g.blocks(1, 1)
	}
	g.notes, doc.Notes = notes, notes
	doc.Blocks = append(g.blocks(2, 0), g.sections(1)...)
	return doc
}

func (g *generator) n(label string, lo, hi int) int { return rapid.IntRange(lo, hi).Draw(g.t, label) }

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (g *generator) one(label string, from ...string) string {
	return rapid.SampledFrom(from).Draw(g.t, label)
}

// odd draws a field that holds no text; the first one is the tame choice.
func (g *generator) odd(label string, from ...string) string {
	if g.tame {
		return from[0]
	}
	return g.one(label, from...)
}

func (g *generator) meta() meta.Meta {
	m := meta.Meta{Title: g.one("title", "Report", "No: 1 \"x\" \\ – y", "1.1 Über", "null", "- a"), Lang: g.one("lang", "nl", "en-GB", "no")}
	if g.n("more meta", 0, 3) == 0 {
		m.Date = "2024-05-01"
		m.Keywords = []string{"a: b", "#c", "'d'"}
		m.Archive = &meta.Archive{Creator: &meta.ArchiveID{Name: "N", ID: "007"}, Appraisal: &meta.ArchiveTerm{Code: "N"}}
		m.Cover = &meta.Cover{Image: "c.png", Alt: "a\nb"}
	}
	return m
}

func (g *generator) id() string {
	if g.n("id", 0, 3) > 0 {
		return ""
	}
	g.ids++
	return fmt.Sprintf("id-%d", g.ids)
}

func (g *generator) sections(level int) []ast.Block {
	var out []ast.Block
	for range g.n("sections", 0, 2) {
		s := &ast.Section{Level: level, ID: g.id(), Title: ast.AnchorsLast(g.inlines(1, ast.Inline(nil)))}
		if strings.TrimSpace(ast.TitleText(s.Title)) == "" {
			s.Title = append([]ast.Inline{&ast.Text{Value: "Kop"}}, s.Title...)
		}
		if g.n("numbered", 0, 1) == 1 {
			s.Number = g.one("number", "1.", "4.1.1.", "IV.", "A.", "Artikel 3", "Annex 2b", "1", "§ 4", "2a)", "*", "12)")
			s.Sep = g.odd("sep", " ", " ", "", "\u00a0", ": ")
		}
		if level == 1 {
			s.Region = ast.Region(g.odd("region", "", "", "frontmatter", "backmatter"))
		}
		s.Blocks = g.blocks(2, 0)
		if level < 3 {
			s.Blocks = append(s.Blocks, g.sections(level+1)...)
		}
		out = append(out, s)
	}
	return out
}

func (g *generator) blocks(depth, atLeast int) []ast.Block {
	var out []ast.Block
	for range g.n("blocks", atLeast, 2) {
		out = append(out, g.block(depth))
	}
	return out
}

func (g *generator) block(depth int) ast.Block {
	kinds := []string{"para", "para", "code", "break", "figure"}
	if depth > 0 {
		kinds = append(kinds, "list", "list", "quote", "table", "defs", "box")
	}
	switch g.one("block", kinds...) {
	case "code":
		return &ast.CodeBlock{ID: g.id(), Info: g.odd("info", "", "go", "x y", "a`b"), Text: g.odd("code", "a\n", "", "a\n", "```\n", "  a\n\n b  \n", "\ta\n", "~~~\n<br>\n", "- x | y\\\n")}
	case "break":
		return &ast.Break{}
	case "figure":
		return g.figure()
	case "list":
		return g.list(depth - 1)
	case "box":
		return g.box(depth - 1)
	case "quote":
		return &ast.BlockQuote{Blocks: g.blocks(depth-1, 1)}
	case "table":
		return g.table(depth - 1)
	case "defs":
		return g.defs(depth - 1)
	}
	if !g.tame && g.n("lone formula", 0, 9) == 0 {
		return &ast.Paragraph{Inlines: []ast.Inline{g.formula()}}
	}
	return &ast.Paragraph{Inlines: g.inlines(2, nil)}
}

// formula makes a formula, full of signs of Markdown and tables.
func (g *generator) formula() *ast.Formula {
	f := &ast.Formula{TeX: g.odd("tex", `x_{1}`, `a*b*c`, `\left| x \right|`, `[0,1)`, `\text{\$ 5 \& <br> _z_}`, `\begin{aligned} a &= b \\ c &= d \end{aligned}`, `\unknown{x} \\ - 1`)}
	f.Display = g.n("display", 0, 2) == 0
	f.Alt = g.odd("formula alt", "", "", `x "one" & [z] | {y}`)
	return f
}

func (g *generator) box(depth int) ast.Block {
	b := &ast.Box{Kind: rapid.SampledFrom(ast.BoxKinds).Draw(g.t, "box kind"), ID: g.id(), Blocks: g.blocks(depth, 1)}
	switch g.n("box title", 0, 2) {
	case 1:
		b.Title = []ast.Inline{&ast.Text{Value: g.odd("plain title", "Glad", `"q" ] } \\ & <br>`, "1. Let op: *x*")}}
	case 2:
		b.Title = g.inlines(1, nil)
	}
	return b
}

func (g *generator) figure() ast.Block {
	if g.n("figure group", 0, 3) == 0 {
		two := []ast.Block{&ast.Figure{Image: g.image()}, &ast.BlockQuote{Blocks: []ast.Block{&ast.Paragraph{Inlines: g.inlines(1, nil)}}}}
		return &ast.Figure{ID: g.id(), Blocks: two[g.n("group from", 0, 1):], Caption: g.inlines(1, nil)}
	}
	f := &ast.Figure{ID: g.id(), Image: g.image()}
	if g.n("caption", 0, 2) > 0 {
		f.Caption = g.inlines(1, nil)
	}
	return f
}

func (g *generator) image() *ast.Image {
	img := &ast.Image{Src: g.odd("src", "a.png", "a b(c).png", "x&amp;<y>.svg", `a\b|c.png`), Title: g.odd("img title", "", "", `T "q" & [x]`)}
	img.Width = ast.Width(g.odd("width", "", "24px", "30%", "2.5cm"))
	if img.Alt = g.odd("alt", "An image", "", `*a* [b] "c" {d} | & <e> \`, "two\nlines"); img.Alt == "" {
		img.Decorative = g.n("decorative", 0, 1) == 1
	}
	return img
}

func (g *generator) list(depth int) ast.Block {
	l := &ast.List{}
	if style := g.one("style", "", "", "decimal", "lower-alpha", "upper-alpha", "lower-roman", "upper-roman"); style != "" {
		l.Style = ast.ListStyle(style)
		l.Start = g.n("start", 0, 12)
		l.Delim = g.odd("delim", ".", ")", ".", ")", "", ":")
	}
	for i := range g.n("items", 1, 3) {
		it := &ast.ListItem{Blocks: g.blocks(depth, g.n("filled", b2i(g.tame), 1))}
		l.Items = append(l.Items, it)
		if g.tame { // pandoc sees a marker only before text
			it.Blocks = append([]ast.Block{&ast.Paragraph{Inlines: g.inlines(1, nil)}}, it.Blocks...)
		}
		if l.Ordered() {
			it.Marker = g.odd("marker", "", "", "", l.Numeral(i), "("+ast.FormatNumeral(l.Style, l.Start+i)+")", "2a.", "[x]")
		}
	}
	return l
}

func (g *generator) defs(depth int) ast.Block {
	l := &ast.DefList{}
	for range g.n("def items", 1, 2) {
		it := &ast.DefItem{Term: g.inlines(1, nil)}
		for range g.n("defs", 1, 2) {
			it.Defs = append(it.Defs, g.blocks(depth, 1))
		}
		l.Items = append(l.Items, it)
	}
	return l
}

func (g *generator) table(depth int) ast.Block {
	t := &ast.Table{ID: g.id()}
	for range g.n("cols", 1, 3) {
		t.Cols = append(t.Cols, ast.Align(g.one("align", "", "left", "right", "center")))
	}
	t.HeadCols = g.n("headcols", 0, len(t.Cols))
	if g.n("table caption", 0, 1) == 1 {
		t.Caption = g.inlines(1, nil)
	}
	t.Head = g.rows(len(t.Cols), g.n("head", 0, 2), depth)
	t.Body = g.rows(len(t.Cols), g.n("body", 1, 2), depth)
	return t
}

// rows fills a grid from left to right, each cell as wide and deep as it fits.
func (g *generator) rows(cols, n, depth int) []*ast.Row {
	taken := make([][]bool, n)
	for i := range taken {
		taken[i] = make([]bool, cols)
	}
	var out []*ast.Row
	for i := range n {
		row := &ast.Row{}
		for j := range cols {
			if taken[i][j] {
				continue
			}
			c := &ast.Cell{RowSpan: g.n("rowspan", 1, n-i), ColSpan: 1}
			for j+c.ColSpan < cols && !taken[i][j+c.ColSpan] && g.n("widen", 0, 3) == 0 {
				c.ColSpan++
			}
			for a := i; a < i+c.RowSpan; a++ {
				for b := j; b < j+c.ColSpan; b++ {
					taken[a][b] = true
				}
			}
			c.Blocks = g.blocks(depth, 0)
			row.Cells = append(row.Cells, c)
		}
		out = append(out, row)
	}
	return out
}

// pieces are runs of text that Markdown or pandoc could misread.
var pieces = []string{
	"a", "woord", "1.", "12)", "b)", "(1)", "iv.", "-", "+", "*", "#", "##", ">", "|", ":", "::: x", "=", "===", "---", "* * *",
	"~~x~~", "==x==", "a==b", ":smile:", "[@a]", "{.b}", "^er^", "H~2~O", "[y]", "[^n1]", "[x](y)", "[x]{.y}", "{.z}", "![i](j)", "<b>", "</b>", "<!-- c -->", "<br>", "<br><br>", "&amp;",
	"&#10;", "&lt;br>", "R&D", "`c`", "``", "_e_", "__s__", "a_b_c", "*e*", "**s**", "\\", "\\*", "$x$", "$ 5", `\(`, `\)`, "x$", "$$", `\[a = b\]`, "@name", "x@y.nl", "<%1@x>",
	"https://example.nl/a_b", "<https://x.nl>", "Table: t", "%", "‘q’", "“q”", "–", "€", "(TK)", "!", "é", "\u00a0", "\u00ad", "ĳ", "2023", "x.", "»", "…",
}

func (g *generator) text() string {
	var b strings.Builder
	for i := range g.n("words", 1, 3) {
		if i > 0 && g.n("space", 0, 2) > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(rapid.SampledFrom(pieces).Draw(g.t, "piece"))
	}
	return b.String()
}
