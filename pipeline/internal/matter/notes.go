package matter

import (
	"strconv"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/resolve"
)

// relabel counts the notes through the book, in the order of their calls,
// where their labels are not unique: numbers that begin anew in each chapter
// would stand twice on a page.
func relabel(doc *ast.Document, calls *resolve.Calls) {
	if labelsUnique(doc.Notes) {
		return
	}
	for i, n := range calls.Called {
		n.Label = strconv.Itoa(i + 1)
	}
	for _, ref := range calls.Refs {
		ref.Label = ref.Note.Label
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
