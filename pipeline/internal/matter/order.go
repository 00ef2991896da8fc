package matter

import (
	"slices"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/wording"
)

// ForFacingPages returns the parts of a document that Add made in the order of
// a printed book, whose colophon stands behind the title page, on its verso. One
// that the source has stays in its place. Its sentence on accessibility, which is
// one about files, is left out. The other blocks are those of doc.
func ForFacingPages(doc *ast.Document) *ast.Document {
	out := *doc
	at := slices.IndexFunc(doc.Blocks, isPart(ColophonID))
	title := slices.IndexFunc(doc.Blocks, isPart(TitlePageID))
	if at < 0 || title < 0 {
		return &out
	}
	out.Blocks = slices.Delete(slices.Clone(doc.Blocks), at, at+1)
	out.Blocks = slices.Insert(out.Blocks, title+1, onPaper(doc.Blocks[at].(*ast.Matter), wording.For(doc.Meta.Lang).Made))
	return &out
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
