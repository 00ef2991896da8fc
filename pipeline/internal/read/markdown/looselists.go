package markdown

import (
	"bytes"

	gast "github.com/yuin/goldmark/ast"

	"octavo/pipeline/internal/ast"
)

// looseList makes a list of paragraphs that begin with markers which CommonMark has
// not, a. or (i), and count on, empty lines between them (pandoc's extension
// fancy_lists). Paragraphs between them whose lines are indented go on with the
// item. It gives the last node of the list; nil where there is none.
func (r *reader) looseList(n gast.Node) (*ast.List, gast.Node) {
	items := r.looseItems(n)
	if len(items) < 2 {
		return nil, nil
	}
	var markers []string
	for _, run := range items {
		markers = append(markers, r.fancyMarker(run[0]))
	}
	style, start, delim, ok := ast.ListMarkers(markers)
	if !ok {
		return nil, nil
	}
	l := &ast.List{At: r.at(r.offset(n)), Style: style, Start: start, Delim: delim}
	for i, run := range items {
		first := run[0].FirstChild().(*gast.Text)
		first.Segment.Start += len(markers[i])
		it := &ast.ListItem{At: r.at(first.Segment.Start), Marker: markers[i]}
		for _, p := range run {
			it.Blocks = append(it.Blocks, r.itemPart(p)...)
		}
		l.Items = append(l.Items, it)
	}
	last := items[len(items)-1]
	return l, last[len(last)-1]
}

// itemPart reads a block of an item: what is indented as code would be is Markdown
// there.
func (r *reader) itemPart(n gast.Node) []ast.Block {
	if n.Kind() == gast.KindCodeBlock {
		return r.cellText(&ast.Cell{At: r.at(r.offset(n))}, []byte(r.codeText(n)), blockParser())
	}
	return paragraphOf(r.at(r.offset(n)), r.inlines(n))
}

// continues reports whether a list of letters goes on behind indented lines.
func continues(n gast.Node) bool {
	next := n.NextSibling()
	return next != nil && next.Kind() == gast.KindParagraph
}

// looseItems are the paragraphs of each item of the list that may begin with n.
func (r *reader) looseItems(n gast.Node) [][]gast.Node {
	if r.fancyMarker(n) == "" {
		return nil
	}
	var items [][]gast.Node
	var markers []string
	for ; n != nil && (n.Kind() == gast.KindParagraph || n.Kind() == gast.KindCodeBlock && continues(n)); n = n.NextSibling() {
		if marker := r.fancyMarker(n); marker != "" {
			if _, _, _, ok := ast.ListMarkers(append(markers, marker)); !ok && len(markers) > 0 {
				break
			}
			markers, items = append(markers, marker), append(items, []gast.Node{n})
			continue
		}
		if n.Kind() == gast.KindParagraph && r.column(n) < 2 {
			break
		}
		last := len(items) - 1
		items[last] = append(items[last], n)
	}
	for last := len(items) - 1; last >= 0; {
		run := items[last]
		if run[len(run)-1].Kind() != gast.KindCodeBlock {
			break
		}
		items[last] = run[:len(run)-1] // code at the end is code
	}
	return items
}

// fancyMarker is the marker with which a paragraph begins, where it may be one of
// a list; "" for none.
func (r *reader) fancyMarker(n gast.Node) string {
	if n == nil || n.Kind() != gast.KindParagraph || n.Lines().Len() == 0 {
		return ""
	}
	first, ok := n.FirstChild().(*gast.Text)
	seg := n.Lines().At(0)
	if !ok || first.Segment.Start != seg.Start {
		return ""
	}
	line := seg.Value(r.source)
	end := bytes.IndexAny(line, " \t")
	if end < 2 || end > longestMarker || line[end-1] != '.' && line[end-1] != ')' || first.Segment.Len() < end {
		return ""
	}
	marker := string(line[:end])
	if end == 2 && line[0] >= 'A' && line[0] <= 'Z' && line[1] == '.' && !bytes.HasPrefix(line[end:], []byte("  ")) {
		return "" // an initial: pandoc asks for two spaces, too
	}
	if _, _, _, ok := ast.ListMarkers([]string{marker}); !ok {
		return ""
	}
	return marker
}

// longestMarker is the length in bytes of the longest marker: (xxxviii).
const longestMarker = 9

// column is how far the first line of a paragraph is indented.
func (r *reader) column(n gast.Node) int { return r.columnOf(r.offset(n)) }

// columnOf is how many blanks stand before an offset.
func (r *reader) columnOf(start int) int {
	line := r.source[bytes.LastIndexByte(r.source[:start], '\n')+1 : start]
	return len(line) - len(bytes.TrimRight(line, " \t"))
}
