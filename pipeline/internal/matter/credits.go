package matter

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/wording"
)

// CreditClass is the class of a paragraph that says where the table or figure above it is
// from.
const CreditClass = "credit"

// markCredits gives such paragraphs their class, in sections and boxes of any depth.
func markCredits(blocks []ast.Block, words *wording.Words) {
	for i, b := range blocks {
		switch n := b.(type) {
		case *ast.Section:
			markCredits(n.Blocks, words)
		case *ast.Box:
			markCredits(n.Blocks, words)
		case *ast.Paragraph:
			if i > 0 && n.Class == "" && hasCredit(blocks[i-1]) && isCredit(ast.PlainText(n.Inlines), words) {
				n.Class = CreditClass
			}
		}
	}
}

func hasCredit(b ast.Block) bool {
	switch b.(type) {
	case *ast.Table, *ast.Figure:
		return true
	}
	return false
}

// isCredit reports whether a text begins with one of the words and a colon, before which
// French has a blank.
func isCredit(text string, words *wording.Words) bool {
	word, _, ok := strings.Cut(text, ":")
	if !ok {
		return false
	}
	word = strings.ToLower(strings.TrimSpace(word))
	for credit := range strings.SplitSeq(words.Credits, " | ") {
		if word == credit {
			return true
		}
	}
	return false
}
