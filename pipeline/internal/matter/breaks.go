package matter

import (
	"slices"

	"octavo/pipeline/internal/ast"
)

// dropBreaks takes out thematic breaks that part nothing that a heading or an end does not
// part already: writers of Markdown rule off each chapter, and a rule in the open space
// above a chapter's title looks like a leftover. Breaks between paragraphs stay.
func dropBreaks(doc *ast.Document) {
	doc.Blocks = withoutBreaks(doc.Blocks)
}

func withoutBreaks(blocks []ast.Block) []ast.Block {
	var out []ast.Block
	for i, b := range blocks {
		switch b := b.(type) {
		case *ast.Break:
			if !parts(blocks[i+1:], out) {
				continue
			}
		case *ast.Section:
			b.Blocks = withoutBreaks(b.Blocks)
		}
		out = append(out, b)
	}
	return out
}

// parts reports whether a break stands between what comes before it and text behind it.
func parts(behind, before []ast.Block) bool {
	next := slices.IndexFunc(behind, func(b ast.Block) bool { _, also := b.(*ast.Break); return !also })
	if next < 0 || len(before) == 0 {
		return false
	}
	_, chapter := behind[next].(*ast.Section)
	return !chapter
}
