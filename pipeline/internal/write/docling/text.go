package docling

import (
	"strings"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
)

// span is a part of a text that is more than letters. Range counts characters of
// text and excludes its end.
type span struct {
	Range     [2]int `json:"range"`
	Kind      string `json:"kind"`
	URL       string `json:"url,omitempty"`
	Title     string `json:"title,omitempty"`
	Scheme    string `json:"scheme,omitempty"`
	TeX       string `json:"tex,omitempty"`
	Display   bool   `json:"display,omitempty"`
	Alt       string `json:"alt,omitempty"`
	Expansion string `json:"expansion,omitempty"`
	Lang      string `json:"lang,omitempty"`
	ID        string `json:"id,omitempty"`
	Ref       string `json:"$ref,omitempty"`
}

// line is a text while it is written: what is read, and what the source prints,
// which has the markers of calls too.
type line struct {
	w           *writer
	it          *item
	text, print strings.Builder
	length      int // of text, in characters
	pictures    []picture
}

// picture stands in a line, at one of its item's spans.
type picture struct {
	image *ast.Image
	span  int
}

func (l *line) write(s string) {
	l.text.WriteString(s)
	l.print.WriteString(s)
	l.length += utf8.RuneCountInString(s)
}

// inlines adds an item of text, lead before it.
func (w *writer) inlines(label, lead string, list []ast.Inline) *item {
	it := w.text(label, "")
	l := &line{w: w, it: it}
	l.write(lead)
	if lead == "" {
		list = it.whole(list)
	}
	l.run(list)
	it.Text, it.Orig = l.text.String(), l.print.String()
	w.in(it, func() {
		for _, p := range l.pictures {
			it.said.Spans[p.span].Ref = w.picture(p.image).Self
		}
	})
	return it
}

// whole takes off the marks that a text has as a whole and docling has fields for.
func (it *item) whole(list []ast.Inline) []ast.Inline {
	for len(list) == 1 && it.take(list[0]) {
		list = ast.Children(list[0])
	}
	return list
}

// take puts a mark into the fields of the item, if there is one for it.
func (it *item) take(n ast.Inline) bool {
	f := formatting{Script: "baseline"}
	if it.Formatting != nil {
		f = *it.Formatting
	}
	was := f
	switch n := n.(type) {
	case *ast.Strong:
		f.Bold = true
	case *ast.Emph:
		f.Italic = true
	case *ast.Super:
		f.Script = "super"
	case *ast.Sub:
		f.Script = "sub"
	case *ast.Mark:
		f.Underline = f.Underline || n.Kind == ast.Underlined
		f.Strikethrough = f.Strikethrough || n.Kind == ast.Struck
	case *ast.Link:
		return it.lead(n)
	}
	if f == was || was.Script != "baseline" && f.Script != was.Script {
		return false
	}
	it.Formatting = &f
	return true
}

// lead makes the text a link.
func (it *item) lead(n *ast.Link) bool {
	if it.Hyperlink != "" || n.Title != "" || !ast.Followable(n.URL) || strings.HasPrefix(n.URL, "#") {
		return false
	}
	it.Hyperlink = n.URL
	return true
}

func (l *line) run(list []ast.Inline) {
	for _, n := range list {
		l.inline(n)
	}
}

// inline writes one part of a line; what is more than letters becomes a span.
func (l *line) inline(n ast.Inline) {
	switch n := n.(type) {
	case *ast.Text:
		l.write(n.Value)
	case *ast.LineBreak:
		l.write("\n")
	case *ast.NoteRef:
		l.call(n)
	default:
		s, ok := spanOf(n)
		if !ok {
			l.w.refuse(n, "this part of a line")
			return
		}
		l.span(n, s)
	}
}

// span writes what a span holds. Spans stand in the order in which they begin, the
// outer before the inner.
func (l *line) span(n ast.Inline, s span) {
	a := l.it.about()
	at := len(a.Spans)
	s.Range = [2]int{l.length, l.length}
	a.Spans = append(a.Spans, s)
	switch n := n.(type) {
	case *ast.Code:
		l.write(n.Value)
	case *ast.Formula:
		l.write(n.Linear())
	case *ast.Image:
		l.pictures = append(l.pictures, picture{n, at})
	default:
		l.run(ast.Children(n))
	}
	a.Spans[at].Range[1] = l.length
}

// spanOf says what an inline is beside its letters.
func spanOf(n ast.Inline) (span, bool) {
	switch n := n.(type) {
	case *ast.Emph:
		return span{Kind: "emph"}, true
	case *ast.Strong:
		return span{Kind: "strong"}, true
	case *ast.Super:
		return span{Kind: "super"}, true
	case *ast.Sub:
		return span{Kind: "sub"}, true
	case *ast.Mark:
		return span{Kind: n.Kind.Class()}, n.Kind.Class() != ""
	case *ast.Code:
		return span{Kind: "code"}, true
	}
	return richSpanOf(n)
}

// richSpanOf is spanOf for what says more than its kind.
func richSpanOf(n ast.Inline) (span, bool) {
	switch n := n.(type) {
	case *ast.Formula:
		return span{Kind: "formula", TeX: n.TeX, Display: n.Display, Alt: n.Alt}, true
	case *ast.Link:
		return span{Kind: "link", URL: n.URL, Title: n.Title}, true
	case *ast.Citation:
		return span{Kind: "citation", URL: n.URL, Scheme: n.Scheme}, true
	case *ast.Abbr:
		return span{Kind: "abbr", Expansion: n.Expansion}, true
	case *ast.Lang:
		return span{Kind: "lang", Lang: n.Tag}, true
	case *ast.Anchor:
		return span{Kind: "anchor", ID: n.ID}, true
	case *ast.Image:
		return span{Kind: "picture"}, true
	}
	return span{}, false
}
