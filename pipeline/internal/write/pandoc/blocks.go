package pandoc

import (
	"strings"

	"octavo/pipeline/internal/ast"
)

func (w *writer) blocks(list []ast.Block) []node {
	out := []node{}
	for _, b := range list {
		out = append(out, w.block(b)...)
	}
	return out
}

// block gives the nodes of one block; a section is several.
func (w *writer) block(b ast.Block) []node {
	switch b := b.(type) {
	case *ast.Section:
		return append([]node{w.header(b)}, w.blocks(b.Blocks)...)
	case *ast.Paragraph:
		if b.Class != "" {
			w.refuse(b, "a paragraph of the class "+b.Class)
		}
		return one("Para", w.inlines(b.Inlines))
	case *ast.List:
		return []node{w.list(b)}
	case *ast.DefList:
		return one("DefinitionList", w.definitions(b))
	case *ast.Table:
		return []node{w.table(b)}
	case *ast.Figure:
		return []node{w.figure(b)}
	case *ast.BlockQuote:
		return one("BlockQuote", w.blocks(b.Blocks))
	case *ast.Box:
		return one("Div", []any{attr{id: b.ID, classes: []string{string(b.Kind)}}, w.box(b)})
	case *ast.CodeBlock:
		return one("CodeBlock", []any{codeAttr(b.ID, b.Info), codeText(b.Text)})
	case *ast.Break:
		return []node{{T: "HorizontalRule"}}
	}
	w.refuse(b, "this block")
	return nil
}

func one(tag string, content any) []node { return []node{{tag, content}} }

// box writes a box as pandoc does an alert: its title is a division of its own.
func (w *writer) box(b *ast.Box) []node {
	out := []node{}
	if len(b.Title) > 0 {
		out = one("Div", []any{class("title"), one("Para", w.inlines(b.Title))})
	}
	return append(out, w.blocks(b.Blocks)...)
}

func (w *writer) header(s *ast.Section) node {
	a := attr{id: s.ID}
	if s.Region != "" {
		a.classes = []string{string(s.Region)}
	}
	title := w.inlines(s.Title)
	switch {
	case s.Number != "":
		title = append(w.number(s), title...)
	case looksNumbered(s.Title):
		a.classes = append(a.classes, "unnumbered")
	}
	return node{"Header", []any{s.Level, a, title}}
}

func (w *writer) number(s *ast.Section) []node {
	out := []node{span(class("number"), words(s.Number))}
	switch {
	case s.Sep == " ":
		out = append(out, node{T: "Space"})
	case s.Sep != "":
		out = append(out, span(class("sep"), words(s.Sep)))
	}
	return out
}

// looksNumbered reports whether a title would be read as a number and the rest.
func looksNumbered(title []ast.Inline) bool {
	lead := ""
	for _, in := range title {
		t, ok := in.(*ast.Text)
		if !ok {
			break
		}
		lead += t.Value
	}
	number, _, _ := ast.SplitNumber(lead)
	return number != ""
}

// numerals and delims are pandoc's ListNumberStyle and ListNumberDelim.
var (
	numerals = map[ast.ListStyle]string{ast.Decimal: "Decimal", ast.LowerAlpha: "LowerAlpha", ast.UpperAlpha: "UpperAlpha",
		ast.LowerRoman: "LowerRoman", ast.UpperRoman: "UpperRoman"}
	delims = map[string]string{".": "Period", ")": "OneParen"}
)

func (w *writer) list(l *ast.List) node {
	if l.Ordered() && (delims[l.Delim] == "" || !countable(l)) {
		a := class("list").with("style", string(l.Style)).with("start", itoa(l.Start)).with("delim", l.Delim)
		return node{"Div", []any{a, one("BulletList", w.items(l, true))}}
	}
	items := w.items(l, false)
	if !l.Ordered() {
		return node{"BulletList", items}
	}
	return node{"OrderedList", []any{[]any{l.Start, node{T: numerals[l.Style]}, node{T: delims[l.Delim]}}, items}}
}

// countable reports whether every marker follows from the list.
func countable(l *ast.List) bool {
	for i := range l.Items {
		if ast.CanonicalMarker(l, i) != l.Numeral(i) {
			return false
		}
	}
	return true
}

func (w *writer) items(l *ast.List, marked bool) [][]node {
	out := [][]node{}
	for i, it := range l.Items {
		blocks := w.compact(it.Blocks)
		if marked {
			blocks = withMarker(span(class("marker"), words(ast.CanonicalMarker(l, i))), blocks)
		}
		out = append(out, blocks)
	}
	return out
}

// withMarker puts a marker at the front of an item's first paragraph, or makes it
// one.
func withMarker(marker node, blocks []node) []node {
	if len(blocks) == 0 || blocks[0].T != "Para" && blocks[0].T != "Plain" {
		return append(one("Plain", []node{marker}), blocks...)
	}
	text := append([]node{marker, {T: "Space"}}, blocks[0].C.([]node)...)
	return append(one(blocks[0].T, text), blocks[1:]...)
}

// compact gives blocks without space between them where they are one paragraph
// with perhaps lists behind it.
func (w *writer) compact(list []ast.Block) []node {
	out := w.blocks(list)
	for i, b := range list {
		_, para := b.(*ast.Paragraph)
		_, nested := b.(*ast.List)
		if i == 0 && !para || i > 0 && !nested {
			return out
		}
	}
	if len(out) > 0 {
		out[0].T = "Plain"
	}
	return out
}

func (w *writer) definitions(l *ast.DefList) []any {
	out := []any{}
	for _, it := range l.Items {
		defs := [][]node{}
		term := w.inlines(it.Term)
		for _, d := range it.Defs {
			defs = append(defs, w.blocks(d))
		}
		out = append(out, []any{term, defs})
	}
	return out
}

func (w *writer) figure(f *ast.Figure) node {
	a, caption := attr{id: f.ID}, w.caption(f.Caption)
	if f.Image == nil {
		a.classes = []string{"group"}
		return node{"Figure", []any{a, caption, w.blocks(f.Blocks)}}
	}
	return node{"Figure", []any{a, caption, one("Plain", []node{image(f.Image)})}}
}

// caption has no short form.
func (w *writer) caption(text []ast.Inline) []any {
	blocks := []node{}
	if len(text) > 0 {
		blocks = one("Plain", w.inlines(text))
	}
	return []any{nil, blocks}
}

func codeAttr(id, info string) attr {
	a, language := attr{id: id}, strings.Fields(info)
	if len(language) == 0 {
		return a.with("data-info", info)
	}
	a.classes = []string{language[0]}
	if info != language[0] {
		a = a.with("data-info", info)
	}
	return a
}

// codeText is the text of a block of code without the end of its last line, which pandoc
// does not write; one of nothing but ends of lines stays, or no line and an empty one
// would be the same.
func codeText(text string) string {
	if strings.Trim(text, "\n") == "" {
		return text
	}
	return strings.TrimSuffix(text, "\n")
}
