package structure

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/wording"
)

// Build makes the structure tree of a document that has its generated parts
// and has passed ast.Check. A node that Build does not know is not skipped in
// silence: Tree.Err names it.
func Build(doc *resolve.Document) *Tree {
	b := &builder{
		doc:    doc,
		tree:   &Tree{slots: map[slotKey]*Content{}, leads: map[string]*Elem{}},
		calls:  map[*ast.Note][]*Elem{},
		words:  &wording.For(doc.Meta.Lang).Links,
		placed: map[*ast.Note]bool{},
	}
	b.tree.Root = &Elem{Role: Document}
	b.cur = b.tree.Root
	text := textEnd(doc.Blocks)
	if text > 0 {
		b.last = doc.Blocks[text-1]
	}
	b.blocks(doc.Blocks[:text])
	if _, ok := b.last.(*ast.Section); !ok {
		b.uncalled()
	}
	b.blocks(doc.Blocks[text:])
	b.refer()
	b.tree.number()
	b.tree.Outline = outline(doc.Blocks)
	return b.tree
}

// textEnd is where the text of a document ends, before the parts that are made for it,
// such as a colophon.
func textEnd(blocks []ast.Block) int {
	end := len(blocks)
	for end > 0 {
		if _, ok := blocks[end-1].(*ast.Matter); !ok {
			return end
		}
		end--
	}
	return len(blocks)
}

// uncalled adds the notes at which the text never arrives, which are still part of the
// document, with those that they call. They end the last chapter, as in layout.
func (b *builder) uncalled() {
	b.pending = append(b.pending, ast.Uncalled(b.doc.Document)...)
	b.flushNotes()
}

// builder holds the place in the tree where the next element goes.
type builder struct {
	doc   *resolve.Document
	tree  *Tree
	words *wording.Links
	cur   *Elem
	// pending are the notes called since the last block ended.
	pending []*ast.Note
	// headerNotes are those that header cells of the table at hand call.
	headerNotes []*ast.Note
	inHeader    bool
	calls       map[*ast.Note][]*Elem
	listed      []*Elem // the entries of the contents
	placed      map[*ast.Note]bool
	last        ast.Block // the last of the text, with which the notes stand that nothing calls
}

// in adds e under the current element and runs f inside it.
func (b *builder) in(e *Elem, f func()) *Elem {
	e.Parent = b.cur
	b.cur.Kids = append(b.cur.Kids, e)
	outer := b.cur
	b.cur = e
	f()
	b.cur = outer
	return e
}

// node is in for an element that stands for n.
func (b *builder) node(n ast.Node, e *Elem, f func()) {
	e.Node = n
	b.lead(ast.NodeID(n), e)
	b.in(e, f)
}

// content makes a slot of n under the current element.
func (b *builder) content(n ast.Node, s Slot) {
	c := &Content{Parent: b.cur}
	b.cur.Kids = append(b.cur.Kids, c)
	b.tree.slots[slotKey{n, s}] = c
}

func (b *builder) unknown(n ast.Node) {
	b.tree.fail(fmt.Errorf("%s: structure: no PDF element is known for %T", n.Pos(), n))
}

// blocks adds blocks one after another, each followed by the notes that it
// calls: so a screen reader gives a note after the paragraph, not in the
// middle of a sentence, and not chapters later.
func (b *builder) blocks(list []ast.Block) {
	for _, bl := range list {
		b.block(bl)
		b.flushNotes()
	}
}

func (b *builder) block(bl ast.Block) {
	switch n := bl.(type) {
	case *ast.Section:
		b.section(n)
	case *ast.Paragraph:
		b.node(n, &Elem{Role: paragraphRole(n)}, func() { b.inlines(n.Inlines) })
	case *ast.List:
		b.list(n)
	case *ast.DefList:
		b.defList(n)
	case *ast.Table:
		b.table(n)
	case *ast.Figure:
		b.figure(n)
	case *ast.BlockQuote:
		b.node(n, &Elem{Role: BlockQuote}, func() { b.blocks(n.Blocks) })
	case *ast.Box:
		b.box(n)
	case *ast.CodeBlock:
		b.codeBlock(n)
	case *ast.Break:
		// Drawn as white space or an ornament: an artifact.
	case *ast.Matter:
		b.matter(n)
	case *ast.Contents:
		b.node(n, &Elem{Role: TOC}, func() { b.entries(n.Entries) })
	default:
		b.unknown(n)
	}
}

// paragraphRole marks the publication's title by a type of its own, which the
// role map turns into P: as a heading it would be one chapter among the
// chapters.
func paragraphRole(p *ast.Paragraph) Role {
	if p.Class == "title" {
		return Title
	}
	return P
}

func (b *builder) section(s *ast.Section) {
	b.node(s, &Elem{Role: Sect}, func() {
		h := &Elem{Role: heading(b.doc.Depth(s))}
		b.lead(s.ID, h)
		b.in(h, func() {
			if s.Number != "" {
				b.content(s, Number)
			}
			b.inlines(s.Title)
		})
		b.flushNotes()
		b.blocks(s.Blocks)
		if s == b.last {
			b.uncalled()
		}
	})
}

// heading gives the role for a depth counted from 1; PDF 1.7 has six.
func heading(depth int) Role {
	return [...]Role{H1, H2, H3, H4, H5, H6}[min(depth, 6)-1]
}

func (b *builder) matter(m *ast.Matter) {
	role := Sect
	if m.Role == ast.TitlePage {
		role = Div
	}
	b.node(m, &Elem{Role: role}, func() {
		if len(m.Title) > 0 {
			b.in(&Elem{Role: H1}, func() { b.inlines(m.Title) })
		}
		b.blocks(m.Blocks)
	})
}

// box makes an aside with its title as a paragraph: a heading would be one more
// chapter, and a caption belongs to a table or figure.
func (b *builder) box(n *ast.Box) {
	b.node(n, &Elem{Role: Aside, Title: strings.TrimSpace(ast.PlainText(n.Title))}, func() {
		if len(n.Title) > 0 {
			b.in(&Elem{Role: P}, func() { b.inlines(n.Title) })
			b.flushNotes()
		}
		b.blocks(n.Blocks)
	})
}

func (b *builder) codeBlock(n *ast.CodeBlock) {
	b.node(n, &Elem{Role: P}, func() {
		b.in(&Elem{Role: Code}, func() {
			for i := range n.Lines() {
				b.content(n, Line+Slot(i))
			}
		})
	})
}

// entries adds the items of a table of contents (ISO 32000-1, 14.8.4.2).
func (b *builder) entries(list []*ast.Entry) {
	for _, e := range list {
		item := &Elem{Role: TOCI}
		b.listed = append(b.listed, item)
		b.node(e, item, func() {
			b.in(&Elem{Role: Reference}, func() { b.entryLink(e) })
			if len(e.Entries) > 0 {
				b.in(&Elem{Role: TOC}, func() { b.entries(e.Entries) })
			}
		})
	}
}

func (b *builder) entryLink(e *ast.Entry) {
	link := &Elem{Role: Link, Contents: fmt.Sprintf(b.words.Inside, e.Heading()), Target: e.Dest()}
	if link.Target == "" {
		link = &Elem{Role: Span}
	}
	b.in(link, func() {
		if e.Number != "" {
			b.content(e, Number)
		}
		b.inlines(e.Title) // a run in another language is one here too (WCAG 2.2, 3.1.2)
		b.content(e, Folio)
	})
}

// outline makes the bookmarks: the generated parts that have a heading, and
// every section at its depth.
func outline(blocks []ast.Block) []*Outline {
	var out []*Outline
	for _, bl := range blocks {
		switch n := bl.(type) {
		case *ast.Section:
			out = append(out, &Outline{Title: n.Heading(), Target: n.ID, Kids: outline(n.Blocks)})
		case *ast.Matter:
			if len(n.Title) > 0 && n.ID != "" {
				out = append(out, &Outline{Title: strings.TrimSpace(ast.PlainText(n.Title)), Target: n.ID})
			}
		}
	}
	return out
}

// number gives every slot its index, in reading order.
func (t *Tree) number() {
	t.Contents = make([]*Content, 0, len(t.slots))
	t.Root.walk(func(k Kid) {
		if c, ok := k.(*Content); ok {
			c.Index = len(t.Contents)
			t.Contents = append(t.Contents, c)
		}
	})
}

func (e *Elem) walk(f func(Kid)) {
	for _, k := range e.Kids {
		f(k)
		if kid, ok := k.(*Elem); ok {
			kid.walk(f)
		}
	}
}
