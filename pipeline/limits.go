package pipeline

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// maxWord is the longest word that is set, in characters: one of this length fills
// some hundred and fifty pages, and its glyphs take a quarter of a gigabyte.
const maxWord = 500_000

// withinLimits refuses a document that nobody could read and that would take
// memory or time without end: one that is nested deeper than ast.MaxNesting, has
// more parts than ast.MaxParts, has a table of more columns than ast.MaxColumns or holds a word longer than maxWord.
func withinLimits(doc *ast.Document) error {
	if n := ast.TooDeep(doc); n != nil {
		return ast.NestingFault(n.Pos())
	}
	var fault *diag.Fault
	parts := 0
	ast.WalkDocument(doc, func(n ast.Node) bool {
		if parts += weightOf(n); parts > ast.MaxParts && fault == nil {
			fault = ast.PartsFault(n.Pos())
		}
		if t, ok := n.(*ast.Table); ok && len(t.Cols) > ast.MaxColumns && fault == nil {
			fault = ast.ColumnsFault(t.Pos(), len(t.Cols))
		}
		if size := longestWord(textOf(n)); size > maxWord && fault == nil {
			fault = &diag.Fault{Pos: n.Pos(), Msg: fmt.Sprintf("a word of %d letters and signs cannot be set, only up to %d", size, maxWord),
				Remedy: "divide it by spaces, or take it out if it is data and no text"}
		}
		return fault == nil
	})
	if fault == nil {
		return nil
	}
	return fault
}

// lineWeight is how many parts a raw line counts for: what is known of it while the
// roles of lines are found takes more memory than a node. 50 MB of ordinary text have
// half a million lines.
const lineWeight = 3

// weightOf is how many parts a node counts for.
func weightOf(n ast.Node) int {
	if _, line := n.(*ast.Line); line {
		return lineWeight
	}
	return 1
}

// textOf is the text that a node holds itself.
func textOf(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Line:
		return n.Text
	case *ast.Text:
		return n.Value
	case *ast.Code:
		return n.Value
	case *ast.CodeBlock:
		return n.Text
	}
	return ""
}

// longestWord counts the characters of the longest stretch without a space, in
// a text that is long enough to hold one longer than maxWord.
func longestWord(text string) int {
	if len(text) <= maxWord {
		return 0
	}
	longest := 0
	for _, word := range strings.FieldsFunc(text, unicode.IsSpace) {
		if len(word) > maxWord {
			longest = max(longest, utf8.RuneCountInString(word))
		}
	}
	return longest
}
