package pandoc

import (
	"strconv"

	"octavo/pipeline/internal/ast"
)

var (
	numerals = map[string]ast.ListStyle{"DefaultStyle": ast.Decimal, "Example": ast.Decimal, "Decimal": ast.Decimal,
		"LowerAlpha": ast.LowerAlpha, "UpperAlpha": ast.UpperAlpha, "LowerRoman": ast.LowerRoman, "UpperRoman": ast.UpperRoman}
	delims = map[string]string{"DefaultDelim": ".", "Period": ".", "OneParen": ")", "TwoParens": ")"}
)

func (r *reader) listBlock(tag string, c any) []ast.Block {
	l := &ast.List{At: r.next()}
	around := ""
	if tag == "OrderedList" {
		p := r.parts(tag, c, 2)
		around = r.counting(l, p[0])
		c = p[1]
	}
	for _, item := range r.list(tag, c) {
		l.Items = append(l.Items, &ast.ListItem{At: r.next(), Blocks: r.inner(item)})
	}
	for i, it := range l.Items {
		if around != "" {
			it.Marker = around + l.Numeral(i)
		}
	}
	return filled(l)
}

// filled leaves out a list without items.
func filled(l *ast.List) []ast.Block {
	if len(l.Items) == 0 {
		return nil
	}
	return []ast.Block{l}
}

// next is the place of the block of text that comes.
func (r *reader) next() ast.At {
	at := r.at()
	at.Src.Line = len(r.lines) + 1
	return at
}

// maxStart is the largest number of an item in Markdown (CommonMark 0.31, 5.2).
const maxStart = 999_999_999

// counting reads how a list counts, and gives the sign that stands before its
// numerals.
func (r *reader) counting(l *ast.List, v any) (before string) {
	p := r.parts("OrderedList", v, 3)
	style, _ := r.tagged(p[1])
	delim, _ := r.tagged(p[2])
	l.Start, l.Style, l.Delim = min(max(r.number("OrderedList", p[0]), 0), maxStart), numerals[style], delims[delim]
	if l.Style == "" || l.Delim == "" {
		r.broken("an OrderedList of the unknown style " + style + ", " + delim)
	}
	if delim == "TwoParens" {
		return "("
	}
	return ""
}

// markedList reads a list whose markers stand at the front of its items.
func (r *reader) markedList(a attr, v any) []ast.Block {
	_, c := r.tagged(v)
	start, err := strconv.Atoi(a.keys["start"])
	l := &ast.List{At: r.next(), Style: ast.ListStyle(a.keys["style"]), Start: start, Delim: a.keys["delim"]}
	if err != nil || start < 0 || start > maxStart || ast.FormatNumeral(l.Style, 1) == "" {
		r.broken("a division of the class list without start or style")
		return nil
	}
	for _, item := range r.list("BulletList", c) {
		l.Items = append(l.Items, r.markedItem(r.list("BulletList", item)))
	}
	return filled(l)
}

func (r *reader) markedItem(list []any) *ast.ListItem {
	it := &ast.ListItem{At: r.next()}
	if len(list) == 0 || !isTag(list[0], "Para") && !isTag(list[0], "Plain") {
		it.Blocks = r.inner(list)
		return it
	}
	tag, c := r.tagged(list[0])
	text := r.list(tag, c)
	marker, found := r.classed(text, "marker")
	if found {
		it.Marker, text = marker, text[1:]
	}
	if found && len(text) > 0 && isTag(text[0], "Space") {
		text = text[1:]
	}
	if len(text) == 0 {
		it.Blocks = r.inner(list[1:])
		return it
	}
	it.Blocks = append(r.paragraph(text), r.inner(list[1:])...)
	return it
}

func (r *reader) definitions(c any) []ast.Block {
	l := &ast.DefList{At: r.next()}
	for _, v := range r.list("DefinitionList", c) {
		p := r.parts("DefinitionList", v, 2)
		it := &ast.DefItem{At: r.begin(), Term: ast.Trim(r.inlines(p[0]))}
		r.lines[it.Src.Line-1] = ast.PlainText(it.Term)
		for _, def := range r.list("DefinitionList", p[1]) {
			if blocks := r.inner(def); len(blocks) > 0 {
				it.Defs = append(it.Defs, blocks)
			}
		}
		l.Items = append(l.Items, it)
	}
	return r.wholeDefinitions(l)
}

// wholeDefinitions makes paragraphs of the items where a term or all of its
// definitions are missing: such a list defines nothing.
func (r *reader) wholeDefinitions(l *ast.DefList) []ast.Block {
	whole := true
	for _, it := range l.Items {
		whole = whole && len(it.Defs) > 0 && ast.HasContent(it.Term)
	}
	if whole && len(l.Items) > 0 {
		return []ast.Block{l}
	}
	var out []ast.Block
	for _, it := range l.Items {
		if ast.HasContent(it.Term) {
			out = append(out, &ast.Paragraph{At: it.At, Inlines: it.Term})
		}
		for _, def := range it.Defs {
			out = append(out, def...)
		}
	}
	if len(out) > 0 {
		r.lose(CodeShape, "definitions", "a list of definitions lacks a term or a definition; it was taken apart into paragraphs", "write both")
	}
	return out
}
