// Package matter adds the parts of a book that no source has: title page,
// contents and colophon. They become nodes like any other, so that every
// writer has the same pages and the structure tree knows them before layout.
//
// What comes in is a checked document; what goes out is a new one, which shares
// no node with it. Besides the generated parts it has an identifier on every section, table and figure,
// links that lead somewhere and hold no calls, a title on every box that says what it is, and note
// labels that are unique through the book.
//
// The words that they use are those of package wording.
package matter

import (
	"slices"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/wording"
)

// The identifiers of the generated parts.
const (
	TitlePageID = "titlepage"
	ContentsID  = "contents"
	ColophonID  = "colophon"
	LogoID      = "logo"
	TablesID    = "list-of-tables"
	FiguresID   = "list-of-figures"
)

// Add returns a copy of doc with identifiers, unique note labels, and around
// its blocks the title page, the contents and the colophon. A part with
// nothing to say is left out: no contents without sections or in a letter, no title page
// without metadata, no colophon where the document has its own. In a letter title page
// and colophon say that they have no page of their own. The input is not changed.
func Add(doc *ast.Document) *ast.Document {
	out := ast.Clone(doc)
	dropEmptyRows(out)
	dropBreaks(out)
	freeCalls(out)
	calls := resolve.CallsIn(out)
	relabel(out, calls)
	lead(out, assignIDs(out, calls))

	lang, words := doc.Meta.Lang, wording.For(doc.Meta.Lang)
	nameBoxes(out, lang, words)
	markCredits(out.Blocks, words)
	markLines(out.Blocks)
	own, letter := takeColophon(out.Blocks, words), isLetter(out.Blocks)
	blocks := make([]ast.Block, 0, len(out.Blocks)+3+len(doc.Meta.Lists))
	if title := titlePage(&doc.Meta, words); title != nil {
		title.Letter = letter
		blocks = append(blocks, title)
	}
	if toc := contents(out.Blocks, lang, words); toc != nil && !letter {
		blocks = append(blocks, toc)
	}
	for i, what := range doc.Meta.Lists {
		if slices.Contains(doc.Meta.Lists[:i], what) {
			continue
		}
		if list := listOf(what, out.Blocks, lang, words); list != nil {
			blocks = append(blocks, list)
		}
	}
	blocks = append(blocks, out.Blocks...)
	if !own {
		last := colophon(&doc.Meta, words)
		last.Letter = letter
		blocks = append(blocks, last)
	}
	out.Blocks = blocks
	return out
}
