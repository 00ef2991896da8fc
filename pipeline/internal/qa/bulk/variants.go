package bulk

import (
	"fmt"

	"octavo/pipeline/internal/ast"
)

// Variants are documents that are like one document, each by itself and told apart by a
// number.
type Variants struct {
	doc   *ast.Document
	words map[int][]string
}

// NewVariants gives the variants of a document, which stays as it is.
func NewVariants(doc *ast.Document) *Variants { return &Variants{doc, vocabulary(doc)} }

// maxChapters is how many of the document's parts a variant has at most: the reports of a
// backlog are of some pages, and few of them long.
const maxChapters = 3

// Document is the variant with a number, always the same: up to three parts of the
// document with other words, the notes that they call, and a title with the number.
func (v *Variants) Document(number int) *ast.Document {
	twin := ast.Clone(v.doc)
	twin.Meta.Title = fmt.Sprintf("%s, %d", v.doc.Meta.Title, number)
	if n := len(twin.Blocks); n > 0 {
		first := number % n
		twin.Blocks = twin.Blocks[first:min(n, first+1+number%maxChapters)]
	}
	twin.Notes = called(twin.Blocks)
	one := variation{words: v.words, seed: number + 1} // 0 changes no word
	one.apply(twin)
	return twin
}

// called lists the notes that blocks call, in the order of their first calls.
func called(blocks []ast.Block) []*ast.Note {
	var notes []*ast.Note
	seen := map[*ast.Note]bool{}
	ast.WalkDocument(&ast.Document{Blocks: blocks}, func(n ast.Node) bool {
		if ref, ok := n.(*ast.NoteRef); ok && !seen[ref.Note] {
			seen[ref.Note] = true
			notes = append(notes, ref.Note)
		}
		return true
	})
	return notes
}
