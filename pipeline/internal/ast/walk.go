package ast

import "strings"

// Visit is called for each node before its children; it returns whether they
// are to be visited.
type Visit func(n Node) bool

// WalkDocument visits the blocks, then the notes.
func WalkDocument(d *Document, visit Visit) {
	WalkBlocks(d.Blocks, visit)
	for _, n := range d.Notes {
		Walk(n, visit)
	}
}

// Walk visits n and what it holds, in reading order. A NoteRef's note is not
// part of what it holds.
func Walk(n Node, visit Visit) {
	if !visit(n) {
		return
	}
	WalkInlines(inlinesOf(n), visit)
	switch n := n.(type) {
	case *List:
		for _, it := range n.Items {
			Walk(it, visit)
		}
	case *DefList:
		for _, it := range n.Items {
			Walk(it, visit)
		}
	case *DefItem:
		for _, def := range n.Defs {
			WalkBlocks(def, visit)
		}
	case *Table:
		walkRows(n.Head, visit)
		walkRows(n.Body, visit)
	case *Row:
		for _, c := range n.Cells {
			Walk(c, visit)
		}
	case *Figure:
		if n.Image != nil {
			Walk(n.Image, visit)
		}
		WalkBlocks(n.Blocks, visit)
		WalkInlines(n.Caption, visit)
	case *Contents:
		walkEntries(n.Entries, visit)
	case *Entry:
		walkEntries(n.Entries, visit)
	default:
		WalkBlocks(blocksOf(n), visit)
	}
}

// WalkBlocks walks each block.
func WalkBlocks(blocks []Block, visit Visit) {
	for _, b := range blocks {
		Walk(b, visit)
	}
}

// WalkInlines walks each inline.
func WalkInlines(inlines []Inline, visit Visit) {
	for _, in := range inlines {
		Walk(in, visit)
	}
}

func walkRows(rows []*Row, visit Visit) {
	for _, r := range rows {
		Walk(r, visit)
	}
}

func walkEntries(entries []*Entry, visit Visit) {
	for _, e := range entries {
		Walk(e, visit)
	}
}

// inlinesOf returns the inlines that come first in n; nil where it has none.
func inlinesOf(n Node) []Inline {
	switch n := n.(type) {
	case *Section:
		return n.Title
	case *Paragraph:
		return n.Inlines
	case *DefItem:
		return n.Term
	case *Table:
		return n.Caption
	case *Matter:
		return n.Title
	case *Box:
		return n.Title
	case *Entry:
		return n.Title
	case Inline:
		return Children(n)
	}
	return nil
}

// blocksOf returns the blocks directly in n; nil where it has none.
func blocksOf(n Node) []Block {
	switch n := n.(type) {
	case *Section:
		return n.Blocks
	case *ListItem:
		return n.Blocks
	case *Cell:
		return n.Blocks
	case *BlockQuote:
		return n.Blocks
	case *Figure:
		return n.Blocks
	case *Matter:
		return n.Blocks
	case *Box:
		return n.Blocks
	case *Note:
		return n.Blocks
	}
	return nil
}

// Children returns the inlines directly in an inline; nil for a leaf.
func Children(in Inline) []Inline {
	if p := childList(in); p != nil {
		return *p
	}
	return nil
}

// SetChildren replaces the inlines directly in in; it does nothing to a leaf.
func SetChildren(in Inline, inlines []Inline) {
	if p := childList(in); p != nil {
		*p = inlines
	}
}

func childList(in Inline) *[]Inline {
	switch n := in.(type) {
	case *Emph:
		return &n.Inlines
	case *Strong:
		return &n.Inlines
	case *Super:
		return &n.Inlines
	case *Sub:
		return &n.Inlines
	case *Link:
		return &n.Inlines
	case *Citation:
		return &n.Inlines
	case *Abbr:
		return &n.Inlines
	case *Lang:
		return &n.Inlines
	case *Mark:
		return &n.Inlines
	}
	return nil
}

// TextsIn are the texts in blocks, in order.
func TextsIn(blocks []Block) []Inline {
	var out []Inline
	WalkBlocks(blocks, func(n Node) bool {
		if t, ok := n.(*Text); ok {
			out = append(out, t)
		}
		return true
	})
	return out
}

// OwnText is the text that a node holds itself, that of its kids and of the notes
// that it calls left out; of a formula it is the linear form.
func OwnText(n Node) string {
	switch n := n.(type) {
	case *Section:
		return n.Number
	case *CodeBlock:
		return n.Text
	case *Text:
		return n.Value
	case *Code:
		return n.Value
	case *Formula:
		return n.Linear()
	}
	return ""
}

// PlainText returns the visible text: note calls and images left out, line
// breaks as spaces.
func PlainText(inlines []Inline) string { return plainText(inlines, ' ') }

// PlainLines returns the visible text, as PlainText, in its lines.
func PlainLines(inlines []Inline) []string { return strings.Split(plainText(inlines, '\n'), "\n") }

func plainText(inlines []Inline, lineBreak byte) string {
	var b strings.Builder
	WalkInlines(inlines, func(n Node) bool {
		switch n := n.(type) {
		case *Text:
			b.WriteString(n.Value)
		case *Code:
			b.WriteString(n.Value)
		case *Formula:
			b.WriteString(n.Linear())
		case *LineBreak:
			b.WriteByte(lineBreak)
		}
		return true
	})
	return b.String()
}

// ReplaceBlocks puts f's answer in the place of every block of the document,
// those in notes included; what a block holds is visited after it.
func ReplaceBlocks(d *Document, f func(Block) Block) {
	replace := func(list []Block) {
		for i, b := range list {
			list[i] = f(b)
		}
	}
	replace(d.Blocks)
	WalkDocument(d, func(n Node) bool {
		if item, ok := n.(*DefItem); ok {
			for _, def := range item.Defs {
				replace(def)
			}
		}
		replace(blocksOf(n))
		_, inline := n.(Inline)
		return !inline
	})
}

// MapInlines replaces every list of inlines in the blocks, innermost lists
// first, by what f makes of it.
func MapInlines(blocks []Block, f func([]Inline) []Inline) {
	MapRuns(blocks, func(list []Inline) []Inline { return mapList(list, f) })
}

// Unwrap puts the inlines in each of those in gone in its place, in the blocks and
// notes of doc.
func Unwrap(doc *Document, gone map[Inline]bool) {
	if len(gone) == 0 {
		return
	}
	text := func(list []Inline) []Inline {
		var out []Inline
		for _, in := range list {
			if gone[in] {
				out = append(out, Children(in)...)
			} else {
				out = append(out, in)
			}
		}
		return JoinText(out)
	}
	MapInlines(doc.Blocks, text)
	for _, n := range doc.Notes {
		MapInlines(n.Blocks, text)
	}
}

// MapRuns replaces every whole run in the blocks, that of a paragraph, heading,
// term or caption, by what f makes of it.
func MapRuns(blocks []Block, f func([]Inline) []Inline) {
	WalkBlocks(blocks, func(n Node) bool {
		switch n := n.(type) {
		case *Section:
			n.Title = f(n.Title)
		case *Box:
			n.Title = f(n.Title)
		case *Paragraph:
			n.Inlines = f(n.Inlines)
		case *DefItem:
			n.Term = f(n.Term)
		case *Table:
			n.Caption = f(n.Caption)
		case *Figure:
			n.Caption = f(n.Caption)
		}
		_, inline := n.(Inline)
		return !inline
	})
}

func mapList(list []Inline, f func([]Inline) []Inline) []Inline {
	for _, in := range list {
		if p := childList(in); p != nil {
			*p = mapList(*p, f)
		}
	}
	return f(list)
}

// JoinText joins neighbouring texts; the first of them is changed.
func JoinText(list []Inline) []Inline {
	var out []Inline
	for i := 0; i < len(list); {
		first, ok := list[i].(*Text)
		out = append(out, list[i])
		i++
		if !ok {
			continue
		}
		run := []string{first.Value} // joined once: adding one by one takes quadratic time
		for ; i < len(list); i++ {
			t, ok := list[i].(*Text)
			if !ok {
				break
			}
			run = append(run, t.Value)
		}
		first.Value = strings.Join(run, "")
	}
	return out
}
