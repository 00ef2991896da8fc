package office

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/typed"
)

// Number is what stands before a paragraph that a list counts.
type Number struct {
	// List names the list that counts the paragraph; paragraphs of one list
	// count on, whatever stands between.
	List string
	// Level is the depth in the list, from 0.
	Level int
	// Indent is where the paragraph's text begins, in any unit that grows.
	Indent int
	// Text is the marker as it is shown: "2.1", "a)", "•".
	Text     string
	Numerals Numerals
	// Silent tells that the list shows nothing before the paragraph, which only stands
	// where the text of its items does: pandoc writes what goes on in an item so.
	Silent bool
	// Value is the number of the level itself.
	Value int
}

// Entry is one block of a document, before items are gathered into lists.
type Entry struct {
	Block ast.Block
	// Number is set for an item.
	Number *Number
	// Item is set for a block that goes on in the last item of a list, where a file says
	// so: that item's number, or only where the item's text begins.
	Item *Number
	// Indent is where the text of a paragraph without a number begins.
	Indent int
	// Caption tells a paragraph that is a caption, and of what: "figure",
	// "table", or "" where it does not say.
	Caption bool
	Of      string
	// Cover tells what stands on a cover.
	Cover bool
	// Frame is the same for paragraphs around which one border is drawn, "" for others.
	Frame string
	// Row is set for a paragraph that may be a row of a table set with tabs.
	Row *TabRow
}

// openList is a list that still takes items.
type openList struct {
	list   *ast.List
	number Number
	items  []*Number
}

// last is the number of the last item.
func (o *openList) last() Number { return *o.items[len(o.items)-1] }

// level is the level of what counts the first or the last item, where that is list;
// else -1.
func (o *openList) level(list string) int {
	for _, n := range []Number{o.last(), o.number} {
		if n.List == list {
			return n.Level
		}
	}
	return -1
}

// lists gathers items.
type lists struct {
	out  []ast.Block
	open []*openList
}

// Lists makes blocks of entries, typed items among them.
func (r *Report) Lists(entries []Entry) []ast.Block {
	return typed.Lists(Lists(entries), func(l *ast.List) {
		r.Info(l.Src.Line, CodeTyped, 0.85, fmt.Sprintf("a list was recognised by the signs typed before its %d items, %q", len(l.Items), l.Items[0].Marker))
	})
}

// Lists makes blocks of entries: items go into lists, by their levels and where
// these belong to different lists by their indents, and what stands indented
// below an item belongs to it where an item of the list follows.
func Lists(entries []Entry) []ast.Block {
	l := &lists{}
	for i, e := range entries {
		switch {
		case e.Number != nil:
			l.item(e)
		case e.Item != nil && l.within(e):
		case l.goesOn(entries, i):
			item := l.lastItem(e.Indent)
			item.Blocks = append(item.Blocks, e.Block)
		default:
			l.close(0)
			l.out = append(l.out, e.Block)
		}
	}
	l.close(0)
	return l.out
}

// within puts a block into the item that it goes on in; it reports false where that is
// in no open list.
func (l *lists) within(e Entry) bool {
	for i := len(l.open) - 1; i >= 0; i-- {
		if o := l.open[i]; o.holds(*e.Item) {
			l.close(i + 1)
			item := o.list.Items[len(o.list.Items)-1]
			item.Blocks = append(item.Blocks, e.Block)
			return true
		}
	}
	return false
}

// holds reports whether a number is of a list, or of one inside it; one that shows
// nothing is of the list with its indent.
func (o *openList) holds(n Number) bool {
	if n.Silent {
		return o.last().Indent == n.Indent
	}
	level := o.level(n.List)
	return level >= 0 && level <= n.Level
}

func (l *lists) item(e Entry) {
	n := *e.Number
	l.close(l.depthFor(n))
	item := &ast.ListItem{At: ast.At{Src: e.Block.Pos()}, Marker: n.Text, Blocks: filled(e.Block)}
	if top := l.top(); top != nil && top.sameList(n) {
		top.list.Items = append(top.list.Items, item)
		top.items = append(top.items, e.Number)
		return
	}
	list := &ast.List{At: item.At, Items: []*ast.ListItem{item}}
	if top := l.top(); top != nil {
		last := top.list.Items[len(top.list.Items)-1]
		last.Blocks = append(last.Blocks, list)
	} else {
		l.out = append(l.out, list)
	}
	l.open = append(l.open, &openList{list: list, number: n, items: []*Number{e.Number}})
}

// filled gives an item's blocks; an item without text has none.
func filled(b ast.Block) []ast.Block {
	if p, ok := b.(*ast.Paragraph); ok && len(p.Inlines) == 0 {
		return nil
	}
	return []ast.Block{b}
}

func (l *lists) top() *openList {
	if len(l.open) == 0 {
		return nil
	}
	return l.open[len(l.open)-1]
}

// sameList reports whether a number counts on in a list: bullets go with
// bullets, and numbers with those of one list and level or after the one before them.
func (o *openList) sameList(n Number) bool {
	if o.number.Numerals == Bullets || n.Numerals == Bullets {
		return o.number.Numerals == n.Numerals && (o.number.List != n.List || o.number.Level == n.Level)
	}
	return o.level(n.List) == n.Level || n.follows(o.last())
}

// sameIndent is how far the indents of items of one level may be apart; in
// twentieths of a point, a millimetre and a half.
const sameIndent = 85

// depthFor is how many of the open lists stay open before an item.
func (l *lists) depthFor(n Number) int {
	inside := 0
	for i := len(l.open); i > 0 && inside == 0; i-- {
		if o := l.open[i-1]; o.level(n.List) == n.Level {
			return i
		} else if o.holds(n) {
			inside = i
		}
	}
	if depth := l.followed(n); depth > 0 {
		return depth
	}
	if inside > 0 {
		return inside
	}
	depth := len(l.open)
	for depth > 0 {
		o := l.open[depth-1]
		switch {
		case o.number.List == n.List && o.number.Level > n.Level:
		case n.Indent > o.number.Indent+sameIndent:
			return depth
		case n.Indent >= o.number.Indent-sameIndent && o.sameList(n) && o.number.List != n.List:
			return depth
		}
		depth--
	}
	return 0
}

// close ends the open lists beyond depth.
func (l *lists) close(depth int) {
	for _, o := range l.open[depth:] {
		o.settle()
	}
	l.open = l.open[:depth]
}

// settle gives a list its numerals, from the markers of its items.
func (o *openList) settle() {
	if o.number.Numerals.Style() == ast.NoNumerals {
		return
	}
	markers := make([]string, len(o.items))
	for i, n := range o.items {
		markers[i] = n.Text
	}
	style, start, delim, ok := ast.ListMarkers(markers)
	if !ok || style != o.number.Numerals.Style() && o.items[0].Value != start {
		style, start, delim = o.number.Numerals.Style(), max(o.number.Value, 0), "."
	}
	o.list.Style, o.list.Start, o.list.Delim = style, start, delim
}

// maxBelow is how many blocks may follow an item below its first one: items are
// short, and to look further would take time that grows with the square.
const maxBelow = 40

// goesOn reports whether a block without a number belongs to the item above it:
// it is indented as the item's text is, and an item of an open list follows it,
// before anything that is not so indented.
func (l *lists) goesOn(entries []Entry, i int) bool {
	if len(l.open) == 0 || l.lastItem(entries[i].Indent) == nil || !carriable(entries[i]) {
		return false
	}
	for _, e := range entries[i+1 : min(i+1+maxBelow, len(entries))] {
		if e.Number != nil {
			return l.counts(*e.Number)
		}
		if !carriable(e) || l.lastItem(e.Indent) == nil {
			return false
		}
	}
	return false
}

func carriable(e Entry) bool {
	if e.Caption {
		return false
	}
	switch e.Block.(type) {
	case *ast.Section, *ast.Line:
		return false
	}
	return true
}

// counts reports whether a number is of an open list.
func (l *lists) counts(n Number) bool {
	for _, o := range l.open {
		if o.level(n.List) >= 0 {
			return true
		}
	}
	return l.followed(n) > 0
}

// lastItem is the last item whose text begins no further in than indent; nil
// where there is none.
func (l *lists) lastItem(indent int) *ast.ListItem {
	for i := len(l.open) - 1; i >= 0; i-- {
		if o := l.open[i]; indent >= o.number.Indent-sameIndent && indent > 0 {
			return o.list.Items[len(o.list.Items)-1]
		}
	}
	return nil
}

// What stands around the numbers of a list's level is bounded in bytes, and so are the
// numbers in it, since each item of the list shows it anew. Word takes 255 characters
// and the numbers of nine levels.
const (
	maxLabel   = 1000
	maxNumbers = 30
)

// IsLongLabel reports whether what stands around the numbers of a level is more than a
// label: it is left out, and the numbers are shown alone.
func IsLongLabel(s string) bool { return len(s) > maxLabel || strings.Count(s, "%") > maxNumbers }

// CutLabel is the beginning of one, by which it can be found.
func CutLabel(s string) string { return strings.ToValidUTF8(s[:min(len(s), 40)], "") + "…" }
