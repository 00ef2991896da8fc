package markdown

import (
	"cmp"
	"strconv"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/formula"
	chars "octavo/pipeline/internal/text"
)

// made is what a directive with a use of directives.tsv stands for.
func (r *reader) made(d *directive, use string) []ast.Block {
	switch use {
	case "code":
		return r.directCode(d)
	case "codetab":
		language, label, _ := strings.Cut(d.arg, " ")
		d.arg = language
		lead := []ast.Inline{&ast.Strong{At: d.at, Inlines: r.textInlines(cmp.Or(strings.TrimSpace(label), language), -1)}}
		return append(paragraphOf(d.at, lead), r.directCode(d)...)
	case "math":
		return r.directMath(d)
	case "figure":
		return r.directFigure(d)
	case "box", "theorem":
		return r.directBox(d, use)
	case "table":
		return r.directTable(d)
	case "terms":
		return r.directTerms(d)
	}
	r.await(d.label(), d.at.Src)
	if use == "lines" {
		r.lined++
		defer func() { r.lined-- }()
	}
	lead := r.argument(d)
	if use == "titled" && len(lead) > 0 {
		lead = r.anchored([]ast.Inline{&ast.Strong{At: d.at, Inlines: lead}})
	}
	blocks := append(paragraphOf(d.at, lead), r.nested(d)...)
	if use == "quote" && len(blocks) > 0 {
		return []ast.Block{&ast.BlockQuote{At: d.at, Blocks: blocks}}
	}
	return blocks
}

// label is the name by which references mean what a directive makes.
func (d *directive) label() string {
	return refID(cmp.Or(d.options["name"], d.options["label"], d.options["id"]))
}

// paragraphOf is a paragraph; nothing where nothing is in it.
func paragraphOf(at ast.At, list []ast.Inline) []ast.Block {
	if len(list) == 0 {
		return nil
	}
	return []ast.Block{&ast.Paragraph{At: at, Inlines: list}}
}

// argument reads the argument as text.
func (r *reader) argument(d *directive) []ast.Inline {
	if d.arg == "" {
		return nil
	}
	return r.textInlines(d.arg, d.argAt)
}

// nested reads the text of a directive as Markdown; too deep in others it stays
// code.
func (r *reader) nested(d *directive) []ast.Block {
	if d.body != nil {
		return r.blocks(d.body, false)
	}
	if d.text == "" {
		return nil
	}
	c := &ast.Cell{At: d.at}
	c.Src.Line, c.Src.Col = d.line, d.left+1
	blocks := r.cellText(c, []byte(d.text), blockParser())
	if p, ok := firstParagraph(blocks); ok {
		p.Inlines = r.anchored(p.Inlines)
	}
	return blocks
}

// directBox makes a box, its argument the title; a statement has its kind before
// it, for that is what print calls it.
func (r *reader) directBox(d *directive, use string) []ast.Block {
	b := &ast.Box{At: d.at, Kind: d.boxKind(), Title: r.argument(d)}
	if use == "theorem" {
		b.Title = r.statementTitle(d, b.Title)
	} else {
		b.ID = r.awaited(d.label(), d.at.Src)
	}
	if words := directiveTitles[d.name]; words != "" {
		b.Title = append([]ast.Inline{&ast.Text{At: d.at, Value: strings.TrimSpace(words + " " + ast.PlainText(b.Title))}}, b.Title[len(b.Title):]...)
	}
	r.boxed++
	b.Blocks = r.nested(d)
	r.boxed--
	return added(nil, b, "")
}

// statementTitle is the kind of a theorem or proof, with its name.
func (r *reader) statementTitle(d *directive, name []ast.Inline) []ast.Inline {
	kind := d.name[strings.IndexByte(d.name, ':')+1:]
	if given := d.options["name"]; given != "" && len(name) == 0 && kind == d.name {
		name = r.textInlines(given, -1)
	}
	kind = strings.ToUpper(kind[:1]) + kind[1:]
	if len(name) > 0 {
		kind += ": "
	}
	return append([]ast.Inline{&ast.Text{At: d.at, Value: kind}}, name...)
}

// directiveTitles are the words that Sphinx prints before the argument.
var directiveTitles = map[string]string{
	"versionadded": "Added in version", "versionchanged": "Changed in version", "deprecated": "Deprecated since version",
}

// boxKind is the kind that a directive's name says, or one of its classes.
func (d *directive) boxKind() ast.BoxKind {
	for _, name := range append([]string{d.name, d.options["type"]}, strings.Fields(d.options["class"])...) {
		if kind, ok := ast.BoxOfName(strings.TrimSuffix(name, "block")); ok {
			return kind
		}
	}
	return ast.Aside
}

// directCode makes a block of code, in a figure where it has a caption.
func (r *reader) directCode(d *directive) []ast.Block {
	code := &ast.CodeBlock{At: d.at, Info: chars.OneLine(unescape([]byte(d.arg))), Text: d.text}
	words := cmp.Or(d.options["caption"], d.options["filename"])
	if words == "" {
		r.await(d.label(), d.at.Src)
		return []ast.Block{code}
	}
	return []ast.Block{&ast.Figure{At: d.at, ID: r.awaited(d.label(), d.at.Src), Blocks: []ast.Block{code}, Caption: r.textInlines(words, -1)}}
}

// directMath makes a display formula.
func (r *reader) directMath(d *directive) []ast.Block {
	r.await(d.label(), d.at.Src)
	tex, ok := formula.Clean(d.arg + " " + strings.ReplaceAll(strings.TrimSpace(d.text), "\n\n", "\n"))
	if !ok {
		return []ast.Block{&ast.CodeBlock{At: d.at, Text: d.arg + d.text}}
	}
	p := displayed(d.at, tex)
	p.Inlines = r.anchored(p.Inlines)
	return []ast.Block{p}
}

// directFigure makes a figure of a picture: its first paragraph is the caption,
// what is below that stands behind the figure. That of figure-md is Markdown's
// own picture.
func (r *reader) directFigure(d *directive) []ast.Block {
	if strings.TrimSpace(d.arg) == "" && d.name != "figure-md" {
		r.add(diag.Warning, CodeAttrs, d.at.Src, "a figure names no picture; what stands in it is kept as text", "name the picture behind {figure}")
		r.await(d.label(), d.at.Src)
		return r.nested(d)
	}
	id := r.awaited(cmp.Or(d.label(), figureMD(d)), d.at.Src)
	img := &ast.Image{At: d.at, Src: d.arg, Alt: chars.OneLine(d.options["alt"])}
	img.Width, _ = ast.ParseWidth(cmp.Or(d.options["width"], d.options["figwidth"]))
	blocks := r.nested(d)
	if d.name == "figure-md" {
		if img, blocks = pictureIn(blocks); img == nil {
			return blocks
		}
	}
	f := &ast.Figure{At: d.at, ID: id, Image: img}
	if p, ok := firstParagraph(blocks); ok {
		f.Caption, blocks = p.Inlines, blocks[1:]
	}
	if img.Alt == "" {
		img.Alt = chars.OneLine(ast.PlainText(f.Caption))
	}
	return append([]ast.Block{f}, blocks...)
}

// figureMD is the identifier that the argument of figure-md is.
func figureMD(d *directive) string {
	if d.name != "figure-md" {
		return ""
	}
	return refID(d.arg)
}

func firstParagraph(blocks []ast.Block) (*ast.Paragraph, bool) {
	if len(blocks) == 0 {
		return nil, false
	}
	p, ok := blocks[0].(*ast.Paragraph)
	return p, ok
}

// pictureIn takes the picture with which blocks begin; nil for none.
func pictureIn(blocks []ast.Block) (*ast.Image, []ast.Block) {
	if len(blocks) == 0 {
		return nil, blocks
	}
	if f, ok := blocks[0].(*ast.Figure); ok && f.Image != nil {
		return f.Image, blocks[1:]
	}
	if p, ok := blocks[0].(*ast.Paragraph); ok && len(p.Inlines) == 1 {
		if img, ok := p.Inlines[0].(*ast.Image); ok {
			return img, blocks[1:]
		}
	}
	return nil, blocks
}

// directTable gives the table that a directive holds its argument for a caption.
func (r *reader) directTable(d *directive) []ast.Block {
	id := r.awaited(d.label(), d.at.Src)
	caption, blocks := r.argument(d), r.nested(d)
	if d.name == "list-table" {
		blocks = listTable(d, blocks)
	}
	if len(blocks) > 0 {
		if t, ok := blocks[0].(*ast.Table); ok && len(t.Caption) == 0 {
			t.Caption = caption
			t.ID = cmp.Or(t.ID, id)
			return blocks
		}
	}
	return append(paragraphOf(d.at, caption), blocks...)
}

// listTable makes a table of a list of rows, each of which is a list of cells
// (Docutils, "List Table").
func listTable(d *directive, blocks []ast.Block) []ast.Block {
	if len(blocks) != 1 {
		return blocks
	}
	rows, ok := blocks[0].(*ast.List)
	if !ok {
		return blocks
	}
	t := &ast.Table{At: d.at}
	for _, it := range rows.Items {
		cells, ok := onlyList(it)
		if !ok || t.Cols != nil && len(cells.Items) != len(t.Cols) {
			return blocks
		}
		t.Cols = make([]ast.Align, len(cells.Items))
		row := &ast.Row{At: it.At}
		for _, c := range cells.Items {
			row.Cells = append(row.Cells, &ast.Cell{At: c.At, ColSpan: 1, RowSpan: 1, Blocks: c.Blocks})
		}
		t.Body = append(t.Body, row)
	}
	head := min(number(d.options["header-rows"]), len(t.Body))
	t.Head, t.Body = t.Body[:head:head], t.Body[head:]
	t.HeadCols = min(number(d.options["stub-columns"]), len(t.Cols))
	return []ast.Block{t}
}

func onlyList(it *ast.ListItem) (*ast.List, bool) {
	if len(it.Blocks) != 1 {
		return nil, false
	}
	l, ok := it.Blocks[0].(*ast.List)
	return l, ok
}

// refID is the identifier that a label of MyST or a block of Obsidian has in the
// tree: what it may not hold becomes a hyphen.
func refID(label string) string {
	if label = strings.TrimSpace(label); label == "" || ast.IsID(label) {
		return label
	}
	return ast.IDOf(label, "ref-")
}

// number is a count in an option; 0 for none.
func number(s string) int {
	n, _ := strconv.Atoi(strings.TrimSpace(s))
	return max(n, 0)
}
