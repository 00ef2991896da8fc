package epub

import (
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/wording"
)

// book is a publication in the making.
type book struct {
	doc        *resolve.Document
	opt        Options
	log        *diag.Log
	lang       string
	words      *wording.Words
	identifier string

	units []*unit
	files int // how many of them are text proper
	// places says in which file an identifier is.
	places map[string]string
	placed map[*ast.Note]bool // notes that a file has

	// names are the identifiers of what names a node by its own text.
	names map[ast.Node]string

	// marks are the page breaks by the node that they fall in, by offset; pageList
	// has all that were written, in reading order.
	marks    map[ast.Node][]*mark
	pageList []*mark

	// flat says that all stands in one file of HTML.
	flat bool

	images     map[string]*picture
	imageOrder []*picture
	forms      map[form]bool // of tables on narrow screens
	// divisions are the kinds of sections, regions where those stand that tell it.
	divisions, regions map[*ast.Section]string
	// seen counts what the content has, for the metadata.
	seen   counts
	failed bool
}

// unit is one content document. Its role is that of its part of the book; its
// body is filled in by render.
type unit struct {
	file   string
	title  string
	region string // frontmatter, bodymatter, backmatter
	matter *ast.Matter
	blocks []ast.Block
	// parts are what the file has of the blocks, nil where it has all; goesOn tells
	// that they begin in the file before.
	parts  []*part
	goesOn bool
	// notes are those that the file calls, calls the calls of each in it.
	notes []*ast.Note
	calls map[*ast.Note][]*ast.NoteRef
	body  content
	size  int // bytes of text in its sections
	// written tells how long its blocks and notes came out.
	written []written
}

// outermost are the document's blocks of which the unit is made.
func (u *unit) outermost() []ast.Block {
	if u.matter != nil {
		out := []ast.Block{u.matter}
		for _, m := range listsIn(u) {
			out = append(out, m)
		}
		return out
	}
	return u.blocks
}
