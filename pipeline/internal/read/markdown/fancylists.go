package markdown

import (
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"octavo/pipeline/internal/ast"
)

// fancyLine is a line of a paragraph that begins with a marker which CommonMark has not,
// a) or (i) (pandoc's extension fancy_lists).
type fancyLine struct {
	text   *gast.Text // that it begins with
	marker string
	column int
}

// fancyList makes a list of a paragraph whose every line begins with such a marker, where
// they count on, or is indented; those that are indented may be a list of their own. Nil
// for any other paragraph.
func (r *reader) fancyList(n gast.Node) *ast.List {
	if l := r.listOf(r.fancyLines(n, 0, flat), nil, flat); l != nil {
		return l
	}
	return r.listOf(r.fancyLines(n, 0, nested), nil, nested)
}

// innerList parts the words of an item from a list that its further lines are, which are
// indented (pandoc needs no empty line there). Lines that a break parts from those before
// are none of a list: the break says that they are lines. Without one both are nil.
func (r *reader) innerList(n gast.Node) (words []ast.Block, l *ast.List) {
	if n.Parent().Kind() != gast.KindListItem {
		return nil, nil
	}
	texts := lineStarts(n)
	for i := 1; i < n.Lines().Len(); i++ {
		first := texts[n.Lines().At(i).Start]
		if first == nil || !r.beginsInner(n, i, first) {
			continue
		}
		lines := r.fancyLines(n, i, nested)
		if l = r.listOf(lines, nil, nested); l == nil {
			return nil, nil
		}
		return paragraphOf(r.at(r.offset(n)), ast.Trim(r.siblings(n.FirstChild(), first))), l
	}
	return nil, nil
}

// beginsInner reports whether a list inside an item may begin with line i of a paragraph.
func (r *reader) beginsInner(n gast.Node, i int, first *gast.Text) bool {
	before, ok := first.PreviousSibling().(*gast.Text)
	return ok && before.SoftLineBreak() && r.markerOf(n, i, nested) != "" && r.columnOf(n.Lines().At(i).Start) > 1
}

// markerOf is the marker that a line of a paragraph begins with; "" for none. Of lists
// inside others an initial begins none: pandoc asks for two spaces behind a capital and a
// stop.
func (r *reader) markerOf(n gast.Node, i int, deep bool) string {
	seg := n.Lines().At(i)
	line := string(seg.Value(r.source))
	word := firstWord(line)
	if _, _, _, ok := ast.ListMarkers([]string{word}); !ok || len(word) > longestMarker {
		return ""
	}
	if deep && len(word) == 2 && word[0] >= 'A' && word[0] <= 'Z' && word[1] == '.' && !strings.HasPrefix(strings.TrimSpace(line)[2:], "  ") {
		return ""
	}
	return word
}

// fancyLines are the lines of a paragraph from one on that begin with markers; nil where
// another is not indented, or a marker stands inside another node.
func (r *reader) fancyLines(n gast.Node, from int, deep bool) []fancyLine {
	var out []fancyLine
	texts := lineStarts(n)
	for i := from; i < n.Lines().Len(); i++ {
		start := n.Lines().At(i).Start
		switch marker := r.markerOf(n, i, deep); {
		case marker != "" && texts[start] != nil:
			out = append(out, fancyLine{texts[start], marker, r.columnOf(start)})
		case marker != "" || i == from || r.columnOf(start) < 2:
			return nil
		}
	}
	return out
}

// How lines make a list: all are items of one, or those that are indented by two blanks
// and more are of lists inside.
const (
	flat   = false
	nested = true
)

// listOf makes a list of lines, up to end; nil where they do not count on.
func (r *reader) listOf(lines []fancyLine, end gast.Node, deep bool) *ast.List {
	var items [][]fancyLine
	for _, line := range lines {
		if deep && len(items) > 0 && line.column >= lines[0].column+2 {
			last := len(items) - 1
			items[last] = append(items[last], line)
			continue
		}
		items = append(items, []fancyLine{line})
	}
	var markers []string
	for _, run := range items {
		markers = append(markers, run[0].marker)
	}
	style, start, delim, ok := ast.ListMarkers(markers)
	if !ok || len(markers) < 2 {
		return nil
	}
	l := &ast.List{At: r.at(lines[0].text.Segment.Start), Style: style, Start: start, Delim: delim}
	for i, run := range items {
		next := end
		if i+1 < len(items) {
			next = items[i+1][0].text
		}
		l.Items = append(l.Items, r.fancyItem(run, next))
	}
	return l
}

// fancyItem makes an item of its first line, with what goes on behind it up to end, and
// of the lines of the list inside it.
func (r *reader) fancyItem(run []fancyLine, end gast.Node) *ast.ListItem {
	first := run[0].text
	first.Segment.Start += len(run[0].marker)
	it := &ast.ListItem{At: r.at(first.Segment.Start), Marker: run[0].marker}
	var inner *ast.List
	if len(run) > 1 {
		if inner = r.listOf(run[1:], end, nested); inner != nil {
			end = run[1].text
		}
	}
	if words := solid(ast.Trim(r.siblings(first, end))); words != nil {
		it.Blocks = []ast.Block{&ast.Paragraph{At: it.At, Inlines: words}}
	}
	if inner != nil {
		it.Blocks = append(it.Blocks, inner)
	}
	return it
}

// lineStarts are the texts that the lines of a paragraph begin with, by where they
// begin; a line that begins inside another node has none.
func lineStarts(n gast.Node) map[int]*gast.Text {
	out := map[int]*gast.Text{}
	begins := true
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*gast.Text)
		if begins && ok {
			out[t.Segment.Start] = t
		}
		begins = ok && (t.SoftLineBreak() || t.HardLineBreak())
	}
	return out
}
