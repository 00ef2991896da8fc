package matter

import (
	"slices"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/wording"
)

// ForFacingPages returns the parts of a document that Add made in the order of
// a printed book, whose colophon stands behind the title page, on its verso. One
// that the source has and that of a letter stay in their place. Its sentence on
// accessibility, which is one about files, is left out. The other blocks are those of doc.
func ForFacingPages(doc *ast.Document) *ast.Document {
	out := *doc
	at, verso := slices.IndexFunc(doc.Blocks, isPart(ColophonID)), Verso(doc)
	if at < 0 {
		return &out
	}
	colophon := onPaper(doc.Blocks[at].(*ast.Matter), wording.For(doc.Meta.Lang).Made)
	if verso < 0 {
		verso = at
	}
	out.Blocks = slices.Delete(slices.Clone(doc.Blocks), at, at+1)
	out.Blocks = slices.Insert(out.Blocks, verso, colophon)
	return &out
}

// Verso gives the place among the blocks of the part that stands on the verso of the
// title page where pages face each other, -1 where no title page has a page of its own.
func Verso(doc *ast.Document) int {
	title := slices.IndexFunc(doc.Blocks, isPart(TitlePageID))
	if title < 0 || doc.Blocks[title].(*ast.Matter).Letter {
		return -1
	}
	return title + 1
}

// onPaper is the colophon without a sentence.
func onPaper(colophon *ast.Matter, sentence string) ast.Block {
	out := *colophon
	out.Blocks = slices.DeleteFunc(slices.Clone(colophon.Blocks), func(b ast.Block) bool {
		p, ok := b.(*ast.Paragraph)
		return ok && ast.PlainText(p.Inlines) == sentence
	})
	return &out
}

func isPart(id string) func(ast.Block) bool {
	return func(b ast.Block) bool {
		m, ok := b.(*ast.Matter)
		return ok && m.ID == id
	}
}
