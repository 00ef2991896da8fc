package ast

import "octavo/pipeline/internal/meta"
import "slices"

// Clone returns a copy of doc that shares no node, list or map with it: calls
// lead to the copy's notes, entries of contents to the copy's sections. A node
// that is not known here stays the same, for Check and the writers to report.
func Clone(doc *Document) *Document {
	c := cloner{notes: map[*Note]*Note{}, sections: map[*Section]*Section{}}
	return &Document{Meta: cloneMeta(doc.Meta), Blocks: c.blocks(doc.Blocks), Notes: each(doc.Notes, c.note)}
}

// cloner knows the copies of what other nodes point to. A pointer may be met
// before the thing itself, so a copy is made empty and filled in its place.
type cloner struct {
	notes    map[*Note]*Note
	sections map[*Section]*Section
}

// stand returns the copy that stands for p.
func stand[T any](copies map[*T]*T, p *T) *T {
	if p != nil && copies[p] == nil {
		copies[p] = new(T)
	}
	return copies[p]
}

func (c *cloner) note(n *Note) *Note {
	twin := stand(c.notes, n)
	*twin = *n
	twin.Blocks = c.blocks(n.Blocks)
	return twin
}

func (c *cloner) section(n *Section) *Section {
	twin := stand(c.sections, n)
	*twin = *n
	twin.Title, twin.Blocks = c.inlines(n.Title), c.blocks(n.Blocks)
	return twin
}

func (c *cloner) blocks(list []Block) []Block    { return each(list, c.block) }
func (c *cloner) inlines(list []Inline) []Inline { return each(list, c.inline) }

func (c *cloner) block(b Block) Block {
	switch n := b.(type) {
	case *Line:
		return dup(n)
	case *Section:
		return c.section(n)
	case *Paragraph:
		twin := dup(n)
		twin.Inlines = c.inlines(n.Inlines)
		return twin
	case *List:
		twin := dup(n)
		twin.Items = each(n.Items, c.item)
		return twin
	case *ListItem:
		return c.item(n)
	case *DefList:
		twin := dup(n)
		twin.Items = each(n.Items, c.defItem)
		return twin
	case *Table:
		return c.table(n)
	case *Figure:
		twin := dup(n)
		if n.Image != nil {
			twin.Image = dup(n.Image)
		}
		twin.Blocks, twin.Caption = c.blocks(n.Blocks), c.inlines(n.Caption)
		return twin
	case *BlockQuote:
		twin := dup(n)
		twin.Blocks = c.blocks(n.Blocks)
		return twin
	case *Box:
		twin := dup(n)
		twin.Title, twin.Blocks = c.inlines(n.Title), c.blocks(n.Blocks)
		return twin
	case *CodeBlock:
		return dup(n)
	case *Break:
		return dup(n)
	case *Matter:
		twin := dup(n)
		twin.Title, twin.Blocks = c.inlines(n.Title), c.blocks(n.Blocks)
		return twin
	case *Contents:
		twin := dup(n)
		twin.Entries = each(n.Entries, c.entry)
		return twin
	}
	return b
}

func (c *cloner) item(n *ListItem) *ListItem {
	twin := dup(n)
	twin.Blocks = c.blocks(n.Blocks)
	return twin
}

func (c *cloner) defItem(n *DefItem) *DefItem {
	twin := dup(n)
	twin.Term, twin.Defs = c.inlines(n.Term), each(n.Defs, c.blocks)
	return twin
}

func (c *cloner) table(n *Table) *Table {
	twin := dup(n)
	twin.Caption, twin.Cols = c.inlines(n.Caption), slices.Clone(n.Cols)
	twin.Head, twin.Body = each(n.Head, c.row), each(n.Body, c.row)
	return twin
}

func (c *cloner) row(n *Row) *Row {
	twin := dup(n)
	twin.Cells = each(n.Cells, func(cell *Cell) *Cell {
		copied := dup(cell)
		copied.Headers, copied.Blocks = slices.Clone(cell.Headers), c.blocks(cell.Blocks)
		return copied
	})
	return twin
}

func (c *cloner) entry(n *Entry) *Entry {
	twin := dup(n)
	twin.Target, twin.Title = stand(c.sections, n.Target), c.inlines(n.Title)
	twin.Entries = each(n.Entries, c.entry)
	return twin
}

func (c *cloner) inline(in Inline) Inline {
	twin := CloneInline(in, c.inlines)
	if ref, ok := twin.(*NoteRef); ok {
		ref.Note = stand(c.notes, ref.Note)
	}
	return twin
}

// CloneInline returns a new node like in, with what kids makes of the inlines
// in it. The copy of a call leads to the same note. A node that is not known
// here stays the same.
func CloneInline(in Inline, kids func([]Inline) []Inline) Inline {
	twin := shallow(in)
	if list := childList(twin); list != nil {
		*list = kids(*list)
	}
	return twin
}

func shallow(in Inline) Inline {
	switch n := in.(type) {
	case *Text:
		return dup(n)
	case *Emph:
		return dup(n)
	case *Strong:
		return dup(n)
	case *Super:
		return dup(n)
	case *Sub:
		return dup(n)
	case *Code:
		return dup(n)
	case *Formula:
		return dup(n)
	case *Link:
		return dup(n)
	case *NoteRef:
		return dup(n)
	case *Citation:
		return dup(n)
	case *Abbr:
		return dup(n)
	case *Lang:
		return dup(n)
	case *Mark:
		return dup(n)
	case *Image:
		return dup(n)
	case *Anchor:
		return dup(n)
	case *LineBreak:
		return dup(n)
	}
	return in
}

func cloneMeta(m meta.Meta) meta.Meta {
	m.Creators, m.Keywords, m.Subjects = slices.Clone(m.Creators), slices.Clone(m.Keywords), slices.Clone(m.Subjects)
	m.Contributors, m.Series = slices.Clone(m.Contributors), dup(m.Series)
	m.Identifiers, m.Cover, m.Certifier, m.Archive, m.Print = dup(m.Identifiers), dup(m.Cover), dup(m.Certifier), dup(m.Archive), dup(m.Print)
	if m.Identifiers != nil {
		m.Identifiers.ISBN = dup(m.Identifiers.ISBN)
	}
	m.Lists = slices.Clone(m.Lists)
	if m.Logo = dup(m.Logo); m.Logo != nil {
		m.Logo.Place = slices.Clone(m.Logo.Place)
	}
	if a := m.Archive; a != nil {
		a.Identification, a.Appraisal = dup(a.Identification), dup(a.Appraisal)
		a.Creator, a.Restriction = dup(a.Creator), dup(a.Restriction)
		a.Parent, a.Contact, a.Retention, a.Category = dup(a.Parent), dup(a.Contact), dup(a.Retention), dup(a.Category)
	}
	return m
}

// each copies a list by f; nil stays nil.
func each[T any](list []T, f func(T) T) []T {
	if list == nil {
		return nil
	}
	out := make([]T, len(list))
	for i, v := range list {
		out[i] = f(v)
	}
	return out
}

// dup copies what p points to, and nothing that this points to.
func dup[T any](p *T) *T {
	if p == nil {
		return nil
	}
	twin := *p
	return &twin
}
