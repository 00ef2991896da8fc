// Package structure turns the document tree into the tree of PDF structure
// elements (ISO 32000-1, 14.7 and 14.8), before anything is laid out. Every
// piece of text gets a Content slot in its place in the tree; layout's
// fragments point to their slot, and the PDF writer fills in where on which
// page each slot was drawn. So a paragraph over three pages is one P, and
// nothing has to be found again from drawn pages.
package structure

import "octavo/pipeline/internal/ast"

// Role is a standard structure type (ISO 32000-1, 14.8.4).
type Role string

// The roles that Octavo writes.
const (
	Document   Role = "Document"
	Part       Role = "Part"
	Sect       Role = "Sect"
	Div        Role = "Div"
	H1         Role = "H1"
	H2         Role = "H2"
	H3         Role = "H3"
	H4         Role = "H4"
	H5         Role = "H5"
	H6         Role = "H6"
	P          Role = "P"
	L          Role = "L"
	LI         Role = "LI"
	Lbl        Role = "Lbl"
	LBody      Role = "LBody"
	Table      Role = "Table"
	THead      Role = "THead"
	TBody      Role = "TBody"
	TFoot      Role = "TFoot"
	TR         Role = "TR"
	TH         Role = "TH"
	TD         Role = "TD"
	Caption    Role = "Caption"
	Figure     Role = "Figure"
	BlockQuote Role = "BlockQuote"
	Code       Role = "Code"
	Formula    Role = "Formula"
	Span       Role = "Span"
	Quote      Role = "Quote"
	Link       Role = "Link"
	Reference  Role = "Reference"
	Note       Role = "Note"
	TOC        Role = "TOC"
	TOCI       Role = "TOCI"
)

// Roles of our own; RoleMap gives their standard types.
const (
	Title  Role = "Title"
	Em     Role = "Em"
	Strong Role = "Strong"
	Del    Role = "Del"
	Ins    Role = "Ins"
	Mark   Role = "Mark"
	Aside  Role = "Aside"
)

// RoleMap maps our own roles to standard types (ISO 32000-1, 14.7.3). The
// names are those of PDF 2.0, and HTML's where it has none.
var RoleMap = map[Role]Role{Title: P, Em: Span, Strong: Span, Del: Span, Ins: Span, Mark: Span, Aside: Sect}

// Kid is a child of an element: *Elem or *Content.
type Kid interface{ kid() }

// Elem is a structure element. Strings that are empty are not written.
type Elem struct {
	Role       Role
	Lang       string // BCP 47, where it differs from the parent's
	Alt        string
	ActualText string
	E          string // expansion of an abbreviation (ISO 32000-1, 14.9.5)
	ID         string // unique; required on Note (ISO 14289-1, 7.9)
	Title      string
	Attrs      Attrs
	// Lacks tells that a Figure has no text alternative that stands in for it, a
	// Formula none but its source, or a Table no headers: who hears it misses
	// something.
	Lacks bool

	// A Link leads to URI or to the destination named Target; Contents is
	// the annotation's description (ISO 14289-1, 7.18.5).
	URI      string
	Target   string
	Contents string

	// Refs are the elements that it refers to (ISO 32000-2, table 355: Ref): a call
	// its note, a note its calls, an entry of the contents its heading.
	Refs []*Elem

	Parent *Elem
	Kids   []Kid
	// Node is what the element stands for; nil for grouping elements.
	Node ast.Node
}

// Attrs are standard attributes (ISO 32000-1, 14.8.5).
type Attrs struct {
	ListNumbering    string // owner List: None, Disc, Decimal, LowerAlpha, …
	Scope            string // owner Table: Row, Column, Both
	RowSpan, ColSpan int    // owner Table; 0 and 1 are not written
	Headers          []string
	TextDecoration   string // owner Layout: TextDecorationType
}

// Content is the place of one run of marked content in the tree.
type Content struct {
	Parent *Elem
	// Index numbers the slots from 0 in reading order.
	Index int
}

func (*Elem) kid()    {}
func (*Content) kid() {}

// Slot distinguishes the slots of one node.
type Slot int

// The slots: most nodes have only their text.
const (
	Own      Slot = iota // the node's own text
	Label                // a list item's marker, a note's number
	Number               // a heading's or a contents entry's number
	Folio                // a contents entry's page number
	Backlink             // a note's way back to its call
	// Line and what comes after it are the lines of preformatted text.
	Line
)

// Outline is an entry of the document outline (bookmarks).
type Outline struct {
	Title  string
	Target string
	Kids   []*Outline
}

// Tree is the structure of one document.
type Tree struct {
	Root *Elem
	// Contents lists every slot; Contents[i].Index == i.
	Contents []*Content
	Outline  []*Outline

	slots map[slotKey]*Content
	leads map[string]*Elem
	err   error
}

// Target is the element that a destination names, or nil where none does.
func (t *Tree) Target(dest string) *Elem { return t.leads[dest] }

// Err returns the first thing that Build could not give a place in the tree;
// a writer must not write such a tree.
func (t *Tree) Err() error { return t.err }

func (t *Tree) fail(err error) {
	if t.err == nil {
		t.err = err
	}
}

// Unlabelled returns the figures and formulas that lack a text alternative and
// the tables that lack headers; with any, the document must not claim PDF/UA or level A of
// PDF/A.
func (t *Tree) Unlabelled() []*Elem {
	var out []*Elem
	t.Root.walk(func(k Kid) {
		if e, ok := k.(*Elem); ok && e.Lacks {
			out = append(out, e)
		}
	})
	return out
}

type slotKey struct {
	node ast.Node
	slot Slot
}

// Content returns the slot for the node's text, or nil where the node has
// none, which is a fault in the caller: every text has a slot.
func (t *Tree) Content(n ast.Node, s Slot) *Content { return t.slots[slotKey{n, s}] }
