package markdown

import (
	"strconv"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"octavo/pipeline/internal/ast"
)

// list converts a list. A bullet list whose items begin with markers of their
// own, "a)", "b)", is an ordered list.
func (r *reader) list(n *gast.List) *ast.List {
	l := &ast.List{At: r.at(r.offset(n))}
	if n.IsOrdered() {
		l.Style, l.Start, l.Delim = ast.Decimal, n.Start, string(n.Marker)
		if start, err := strconv.Atoi(r.lineAttrs(n).keys["start"]); err == nil && start >= 0 {
			l.Start = start
		}
	}
	var firsts []gast.Node
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if !r.raw.taken[c] {
			firsts = append(firsts, c)
		}
	}
	markers := make([]string, len(firsts))
	if !n.IsOrdered() && !r.spanMarkers(l, firsts, markers) {
		r.textMarkers(l, firsts, markers)
	}
	for i, c := range firsts {
		it := &ast.ListItem{At: r.at(r.offset(c)), Marker: markers[i]}
		l.Items = append(l.Items, it)
		if n.IsOrdered() {
			it.Marker = l.Numeral(i)
		}
		it.Blocks = r.blocks(c, false)
		r.task(it, c)
	}
	if r.lineAttrs(n).keys["start"] == "" {
		r.typedNumbers(l, firsts)
	}
	return l
}

// spanMarkers recognises items that open with a span of class marker, takes
// these out and fills markers; the first one tells the list's fields.
func (r *reader) spanMarkers(l *ast.List, items []gast.Node, markers []string) bool {
	spans := make([]*spanNode, len(items))
	for i, it := range items {
		if it.FirstChild() == nil {
			return false
		}
		s, ok := it.FirstChild().FirstChild().(*spanNode)
		if !ok || !s.attrs.has("marker") {
			return false
		}
		spans[i] = s
	}
	first := spans[0].attrs.keys
	style := ast.ListStyle(first["style"])
	switch style {
	case ast.Decimal, ast.LowerAlpha, ast.UpperAlpha, ast.LowerRoman, ast.UpperRoman:
	default:
		return false
	}
	l.Style, l.Delim = style, first["delim"]
	l.Start, _ = strconv.Atoi(first["start"])
	l.Start = max(l.Start, 0)
	for i, s := range spans {
		markers[i] = ast.PlainText(r.siblings(s.FirstChild(), nil))
		s.Parent().RemoveChild(s.Parent(), s)
	}
	return true
}

// textMarkers recognises markers in the text of the items, takes them out and
// fills markers. An escaped marker is text.
func (r *reader) textMarkers(l *ast.List, items []gast.Node, markers []string) {
	lengths := make([]int, len(items))
	for i, it := range items {
		markers[i], lengths[i] = r.leadingMarker(it)
		if markers[i] == "" {
			clear(markers)
			return
		}
	}
	style, start, delim, ok := ast.ListMarkers(markers)
	if !ok {
		clear(markers)
		return
	}
	l.Style, l.Start, l.Delim = style, start, delim
	for i, it := range items {
		t := it.FirstChild().FirstChild().(*gast.Text)
		t.Segment.Start += lengths[i]
	}
}

// leadingMarker gives the word that an item begins with where it may be a
// marker, and its length in the source with the spaces behind it.
func (r *reader) leadingMarker(item gast.Node) (string, int) {
	p := item.FirstChild()
	if p == nil {
		return "", 0
	}
	switch p.(type) {
	case *gast.Paragraph, *gast.TextBlock:
	default:
		return "", 0
	}
	t, ok := p.FirstChild().(*gast.Text)
	if !ok {
		return "", 0
	}
	raw := string(t.Segment.Value(r.source))
	word, _, spaced := strings.Cut(raw, " ")
	last := t.NextSibling() == nil
	if !spaced && !last || strings.ContainsAny(word, "\\&") {
		return "", 0
	}
	rest := strings.TrimLeft(raw[len(word):], " ")
	return word, len(raw) - len(rest)
}
