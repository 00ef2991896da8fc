package matter

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/wording"
)

// lead makes the links inside the document lead to what became of the author's
// identifiers, and to notes by their own; one that leads nowhere, of which
// ast.Check has told, is its text.
func lead(doc *ast.Document, names map[string]string) {
	for _, n := range doc.Notes {
		if names[n.ID] == "" {
			names[n.ID] = n.Dest()
		}
	}
	f := func(list []ast.Inline) []ast.Inline {
		for i := 0; i < len(list); i++ {
			l, ok := list[i].(*ast.Link)
			if !ok || !strings.HasPrefix(l.URL, "#") {
				continue
			}
			if name := names[l.URL[1:]]; name != "" {
				l.URL = "#" + name
				continue
			}
			list = append(append(list[:i:i], l.Inlines...), list[i+1:]...)
			i += len(l.Inlines) - 1
		}
		return list
	}
	ast.MapInlines(doc.Blocks, f)
	for _, n := range doc.Notes {
		ast.MapInlines(n.Blocks, f)
	}
}

// nameBoxes gives the boxes that say what they are and have no title the word for
// it.
func nameBoxes(doc *ast.Document, lang string, words *wording.Words) {
	ast.WalkDocument(doc, func(n ast.Node) bool {
		if b, ok := n.(*ast.Box); ok && len(b.Title) == 0 && b.Kind != ast.Aside {
			b.Title = inlines(words, words.Boxes.Of(string(b.Kind)), lang)
		}
		_, inline := n.(ast.Inline)
		return !inline
	})
}
