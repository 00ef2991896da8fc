package understand

import (
	"strings"

	"octavo/pipeline/internal/ast"
)

// buildTree makes the typed tree of the blocks: sections nested by level, lists
// nested by depth, paragraphs, and the notes.
func buildTree(s *state) {
	t := treeBuilder{}
	for i := 0; i < len(s.blocks); {
		i += t.block(s.blocks, i)
	}
	s.doc.Blocks = t.top
	s.doc.Notes = s.notes
	for _, nt := range s.noteTexts {
		s.markAll(nt.lines)
		blocks := s.wrapped(nt.lines)
		s.noteItems(blocks)
		nt.note.Blocks = noteBlocks(blocks)
	}
}

// noteItems makes items of the blocks of a note that begin with a list sign. One alone
// at its very beginning parts the number from the text: "1 - See page 7".
func (s *state) noteItems(blocks []*block) {
	var items []*block
	for _, b := range blocks {
		if b.bullet != "" && b.role == roleText {
			items = append(items, b)
		}
	}
	if len(items) == 1 && items[0] == blocks[0] {
		s.left(decision{codeMarker, "a sign between the number of a note and its text", "list sign", 0.90}, items[0].pos(), items[0].bullet)
		return
	}
	for _, b := range items {
		b.role, b.depth = roleItem, 1
		s.say(b.itemDecision(), b.pos(), b.text)
	}
}

// noteBlocks makes paragraphs and lists of the blocks of a note.
func noteBlocks(blocks []*block) []ast.Block {
	t := treeBuilder{}
	for i := 0; i < len(blocks); {
		i += t.block(blocks, i)
	}
	return t.top
}

// treeBuilder keeps the open sections, the innermost last, and the levels that
// were asked for them.
type treeBuilder struct {
	top   []ast.Block
	open  []*ast.Section
	asked []int
}

// add puts a block into the innermost open section.
func (t *treeBuilder) add(b ast.Block) {
	if n := len(t.open); n > 0 {
		t.open[n-1].Blocks = append(t.open[n-1].Blocks, b)
	} else {
		t.top = append(t.top, b)
	}
}

// block adds block i, and what belongs to it, and returns how many it took.
func (t *treeBuilder) block(blocks []*block, i int) int {
	b := blocks[i]
	switch b.role {
	case roleReady, roleTable:
		t.add(b.node)
	case roleHeading:
		t.section(b)
	case roleTerm:
		return t.terms(blocks[i:])
	case roleItem:
		n := 1
		for i+n < len(blocks) && blocks[i+n].role == roleItem {
			n++
		}
		for _, l := range lists(blocks[i : i+n]) {
			t.add(l)
		}
		return n
	default:
		for _, p := range b.loose {
			t.add(p)
		}
		if len(b.loose) == 0 {
			t.add(paragraph(b, 0))
		}
	}
	return 1
}

// section opens a section inside the last one that asked for a higher level, so
// that levels never skip.
func (t *treeBuilder) section(b *block) {
	n := len(t.open)
	for n > 0 && (t.asked[n-1] >= b.level || n >= maxLevel) {
		n--
	}
	t.open, t.asked = t.open[:n], t.asked[:n]
	if len(b.loose) > 0 {
		t.enter(b.looseSection(), b.level)
		return
	}
	sec := &ast.Section{At: ast.At{Src: b.pos()}}
	at := 0
	if o := b.ord; o.style != "" && o.rest != "" {
		sec.Number, sec.Sep = o.raw, o.sep
		at = len(b.text) - len(o.rest)
	}
	sec.Title = b.from(at).rest()
	t.enter(sec, b.level)
}

// enter opens a section that asked for a level.
func (t *treeBuilder) enter(sec *ast.Section, asked int) {
	sec.Level = len(t.open) + 1
	t.add(sec)
	t.open, t.asked = append(t.open, sec), append(t.asked, asked)
}

// maxLevel is the deepest level of a heading in any of the formats written.
const maxLevel = 6

// paragraph makes a paragraph of a block's text from offset at.
func paragraph(b *block, at int) *ast.Paragraph {
	return &ast.Paragraph{At: ast.At{Src: b.pos()}, Inlines: b.runInlines(at)}
}

// runInlines is the text from offset at with its run-in set apart.
func (b *block) runInlines(at int) []ast.Inline {
	c := b.from(at)
	if b.runIn == 0 {
		return c.rest()
	}
	strong := &ast.Strong{Inlines: c.upTo(at + b.runIn)}
	strong.Src = strong.Inlines[0].Pos()
	return append([]ast.Inline{strong}, c.rest()...)
}

// inlineCursor hands the text and the calls of a block out in order, each once,
// however the block is divided.
type inlineCursor struct {
	b     *block
	at    int
	calls []call // still to come
}

// from begins at an offset before which no call stands: what is there becomes
// the number of a heading or an item.
func (b *block) from(at int) *inlineCursor { return &inlineCursor{b, at, b.calls} }

// rest is all that is left.
func (c *inlineCursor) rest() []ast.Inline { return c.upTo(len(c.b.text)) }

// upTo makes text and calls of what is left before an offset; a call at that
// offset belongs to the text before it.
func (c *inlineCursor) upTo(end int) []ast.Inline {
	var out []ast.Inline
	for len(c.calls) > 0 && c.calls[0].from <= end {
		next := c.calls[0]
		out = append(c.text(out, next.from), &ast.NoteRef{At: ast.At{Src: next.pos}, Label: next.label, Note: next.note})
		c.calls = c.calls[1:]
	}
	return c.text(out, end)
}

// text adds the text that is left before an offset.
func (c *inlineCursor) text(out []ast.Inline, end int) []ast.Inline {
	if end > c.at {
		out = append(out, &ast.Text{At: ast.At{Src: c.b.posAt(c.at)}, Value: c.b.text[c.at:end]})
		c.at = end
	}
	return out
}

// lists makes the lists of a run of items. A run holds more than one list where
// the first level changes its kind of sign.
func lists(items []*block) []*ast.List {
	var out []*ast.List
	for i := 0; i < len(items); {
		l, n := list(items[i:], items[i].depth)
		out = append(out, l)
		i += n
	}
	return out
}

// list makes a list of the items at depth, with deeper ones inside; it returns
// how many items it took.
func list(items []*block, depth int) (*ast.List, int) {
	first := items[0]
	l := &ast.List{At: ast.At{Src: first.pos()}}
	if first.numbered {
		l.Style, l.Start, l.Delim = first.ord.style, first.ord.value(), first.ord.delim
	}
	i := 0
	for i < len(items) {
		b := items[i]
		switch {
		case b.depth < depth:
			return l, i
		case b.depth > depth && len(l.Items) > 0:
			inner, n := list(items[i:], b.depth)
			last := l.Items[len(l.Items)-1]
			last.Blocks = append(last.Blocks, inner)
			i += n
			continue
		case i > 0 && !goesOnList(l, first, b):
			return l, i
		}
		l.Items = append(l.Items, item(b))
		i++
	}
	return l, i
}

// goesOnList reports whether b is the next item of l.
func goesOnList(l *ast.List, first, b *block) bool {
	if b.itemKind() != first.itemKind() {
		return false
	}
	return !b.numbered || b.ord.value() == l.Start+len(l.Items)
}

func item(b *block) *ast.ListItem {
	it := &ast.ListItem{At: ast.At{Src: b.pos()}, Marker: b.bullet}
	at := 0
	if b.unsigned {
		it.Marker = ""
	}
	if b.numbered {
		it.Marker = strings.TrimSpace(b.ord.raw)
		at = len(b.text) - len(b.ord.rest)
	}
	it.Blocks = []ast.Block{paragraph(b, at)}
	return it
}
