package odt

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/office"
)

// flow gathers the blocks of the body, of a cell, a note or a text box.
type flow struct {
	r *reader
	// top is set where headings open sections.
	top     bool
	entries []office.Entry
	list    *openList
	// boxes counts the paragraphs without lines around them.
	boxes int
	// deleted tells that all of it was deleted, and is shown.
	deleted bool
}

// finish makes the blocks of what was gathered.
func (f *flow) finish() []ast.Block {
	if f.top {
		f.entries = f.r.TabTables(f.entries, f.r.anchors)
		f.entries = f.r.Framed(f.entries, f.r.anchors)
		office.PlainCover(f.entries, f.r.looks)
		office.LooseNumbers(f.entries, f.r.looks, f.r.heads > 0)
	}
	return f.r.Lists(office.Captions(office.JoinBlocks(f.entries), f.r.Report, f.r.anchors))
}

// blocks reads the block elements in n.
func (f *flow) blocks(n *office.Node) {
	for _, k := range n.Kids {
		f.block(k)
	}
}

func (f *flow) block(n *office.Node) {
	switch n.Name {
	case "text:p", "text:h":
		f.paragraph(n)
	case "text:list":
		f.listOf(n)
	case "text:numbered-paragraph":
		f.numbered(n)
	case "table:table":
		f.table(n)
	case "text:section":
		f.section(n)
	case "text:bibliography", "text:index-body":
		f.blocks(n)
	case "text:table-of-content", "text:illustration-index", "text:table-index", "text:object-index", "text:user-index", "text:alphabetical-index":
		f.index(n)
	case "text:index-title":
		f.blocks(n)
	case "text:bibliography-source":
	case "text:change", "text:change-start", "text:change-end":
		f.changeBetween(n)
	case "office:annotation":
		f.r.comments = keep(f.r.comments, n)
	case "text:bookmark", "text:bookmark-start", "text:reference-mark", "text:reference-mark-start":
		f.r.anchors.Name(n.Attr("text:name"))
	case "text:bookmark-end":
	default:
		if strings.HasPrefix(n.Name, "draw:") || strings.HasPrefix(n.Name, "dr3d:") {
			f.drawnBlock(n)
			return
		}
		f.r.unknown(n)
	}
}

// drawnBlock reads what is anchored to the page.
func (f *flow) drawnBlock(n *office.Node) {
	p := f.newPara(n, "")
	p.inline(n, context{beside: true})
	f.add(p)
}

// section reads a section, but for one that is hidden.
func (f *flow) section(n *office.Node) {
	if n.Attr("text:display") == "none" {
		f.r.hide(n)
		return
	}
	f.r.anchors.Name(n.Attr("text:name"))
	f.blocks(n)
}

// index leaves out an index that LibreOffice makes.
func (f *flow) index(n *office.Node) {
	body := n.Kid("text:index-body")
	text := office.Plain(body, nil)
	if text == "" {
		return
	}
	f.dropIndexHead()
	what := "table of contents"
	if n.Name != "text:table-of-content" {
		what = strings.ReplaceAll(strings.TrimPrefix(n.Name, "text:"), "-", " ")
	}
	f.r.Drop(body.Place+1, office.CodeContents, 0.95, text, fmt.Sprintf("the printed %s was left out; the editions have their own places to look things up", what))
}

// dropIndexHead leaves out the head that was typed above an index.
func (f *flow) dropIndexHead() {
	last := len(f.entries) - 1
	if last < 0 {
		return
	}
	var text string
	switch b := f.entries[last].Block.(type) {
	case *ast.Section:
		text = b.Heading()
	case *ast.Paragraph:
		text = ast.PlainText(b.Inlines)
	}
	if office.ContentsHead(text) {
		f.r.Drop(f.entries[last].Block.Pos().Line, office.CodeContents, 0.95, text, "the head of the printed contents was left out; the editions have their own")
		f.entries = f.entries[:last]
	}
}

// listOf reads a list: its items' first paragraphs have numbers.
func (f *flow) listOf(n *office.Node) {
	around := f.list
	f.list = f.r.lists.open(n, around)
	for _, k := range n.Kids {
		switch k.Name {
		case "text:list-item":
			f.list.fresh, f.list.pending, f.list.item, f.list.start = true, nil, nil, k.Attr("text:start-value")
			f.blocks(k)
		case "text:list-header":
			f.list.fresh, f.list.pending = false, nil
			f.blocks(k)
		case "text:soft-page-break":
		default:
			f.block(k)
		}
	}
	f.list = around
}

// numbered reads a paragraph that is an item by itself (5.3.6).
func (f *flow) numbered(n *office.Node) {
	around := f.list
	id := "numbered:" + first(n.Attr("text:list-id"), n.Attr("text:style-name"))
	c := f.r.lists.byID[id]
	if c == nil {
		c = f.r.lists.counter()
		f.r.lists.byID[id] = c
	}
	at := min(max(number(n.Attr("text:level"), 1), 1), levels) - 1
	f.list = &openList{counter: c, style: f.r.styles.lists[n.Attr("text:style-name")], at: at, fresh: true, start: n.Attr("text:start-value")}
	f.blocks(n)
	f.list = around
}

// within tells an entry that belongs to the item that is being read.
func (f *flow) within(e office.Entry) office.Entry {
	switch o := f.list; {
	case o == nil:
	case o.fresh:
		e.Number = o.begin()
	case o.pending != nil:
		e.Number, o.pending = o.pending, nil
	default:
		e.Item = o.item
	}
	return e
}

func first(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}
