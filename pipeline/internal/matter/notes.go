package matter

import (
	"strconv"

	"octavo/pipeline/internal/ast"
)

// relabel counts the notes through the book, in the order of their calls,
// where their labels are not unique: numbers that begin anew in each chapter
// would stand twice on a page.
func relabel(doc *ast.Document) {
	if labelsUnique(doc.Notes) {
		return
	}
	counted := map[*ast.Note]bool{}
	count := func(n *ast.Note) {
		if !counted[n] {
			counted[n] = true
			n.Label = strconv.Itoa(len(counted))
		}
	}
	ast.WalkDocument(doc, func(n ast.Node) bool {
		if ref, ok := n.(*ast.NoteRef); ok && ref.Note != nil {
			count(ref.Note)
			ref.Label = ref.Note.Label
		}
		return true
	})
	for _, n := range doc.Notes {
		count(n)
	}
}

func labelsUnique(notes []*ast.Note) bool {
	seen := make(map[string]bool, len(notes))
	for _, n := range notes {
		if seen[n.Label] {
			return false
		}
		seen[n.Label] = true
	}
	return true
}
