// Package ast is the document tree: what a report is once its structure is
// known, or, as raw lines, what a reader saw before it was known. Readers make
// it, normalise repairs it, Check proves it, and every writer trusts it.
//
// The sets of blocks and inlines are closed: a type switch over them must end
// in an error for the unknown, never in silence. All lists one example of each
// node for the tests that hold every stage to this.
package ast

import (
	"fmt"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
)

// Node is any part of the tree.
type Node interface {
	// Pos is where the node begins in the source; it is not valid for
	// generated nodes.
	Pos() diag.Pos
	node()
}

// Block is a node that stands on lines of its own: *Line, *Section,
// *Paragraph, *List, *ListItem (only inside a List), *DefList, *Table,
// *Figure, *BlockQuote, *Box, *CodeBlock, *Break, *Matter, *Contents.
type Block interface {
	Node
	block()
}

// Inline is a node inside a line of text: *Text, *Emph, *Strong, *Super, *Sub,
// *Code, *Formula, *Link, *NoteRef, *Citation, *Abbr, *Lang, *Mark, *Image,
// *Anchor, *LineBreak.
type Inline interface {
	Node
	inline()
}

// At is the position that every node embeds.
type At struct{ Src diag.Pos }

// Pos implements Node.
func (a At) Pos() diag.Pos { return a.Src }
func (At) node()           {}

// Document is one publication. Notes are in the order in which the source
// lists them; every NoteRef points to one of them.
type Document struct {
	Meta   meta.Meta
	Blocks []Block
	Notes  []*Note
	// Loose are the paragraphs whose role the mark-up of the source does not tell,
	// because it has no headings, with their look. Readers set it; understand looks
	// for headings among them and takes it away. Headed is set where other paragraphs
	// have the mark-up of headings: then only what proves itself is one, too.
	Loose  map[*Paragraph]Look
	Headed bool
	// Outside is what the file says outside its text. Readers set it; understand takes what
	// the text bears out, and takes it away.
	Outside Outside
	// TitleID is the identifier of the heading that became the title; an anchor at the front
	// of the text holds it.
	TitleID string
}

// Outside is what a file says outside its text.
type Outside struct {
	Title string   // of the file's properties, of which the text has few of the words
	Head  []string // the lines of the first page's own running head, which no edition shows
}

// Look is how the source shows a whole paragraph.
type Look struct {
	Bold    bool
	Large   bool // larger than the text
	Size    int  // of the smallest letters, in units of the format that grow; 0 is unknown
	Centred bool
}

// Note is a footnote. Label is the marker as printed ("1", "*"); ID is unique
// in the document and is the identifier in canonical Markdown.
type Note struct {
	At
	ID     string
	Label  string
	Blocks []Block
}

// Dest names the note as a destination: what its calls lead to.
func (n *Note) Dest() string { return "fn-" + n.ID }

// CallDest names the note's nth call, counted from 1, as a destination; what
// the note leads back to is the first. The count stands before the hyphen, so
// that the second call of note 1 is not the first of a note 1-2.
func (n *Note) CallDest(nth int) string {
	if nth <= 1 {
		return "fnref-" + n.ID
	}
	return fmt.Sprintf("fnref%d-%s", nth, n.ID)
}

// Loc is a place in the tree: a byte offset in the text of a *Text, *Code or
// *CodeBlock, or any other node as a whole, such as a picture. It is what a
// laid-out fragment keeps, and where an EPUB page break is put.
type Loc struct {
	Node   Node
	Offset int
}

// Text is the text in which the offset counts, "" where the node is meant as a
// whole.
func (l Loc) Text() string {
	switch n := l.Node.(type) {
	case *Text:
		return n.Value
	case *Code:
		return n.Value
	case *CodeBlock:
		return n.Text
	}
	return ""
}
