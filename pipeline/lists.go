package pipeline

import (
	"fmt"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
)

// codeListEmpty is the finding about a list that has nothing to name.
const codeListEmpty diag.Code = "list-empty"

var _ = diag.Register(map[diag.Code]string{
	codeListEmpty: "A list of tables or figures was asked for and is left out, because none of them has a caption.",
})

// sayEmptyLists reports the lists that the metadata ask for and that would be empty.
func sayEmptyLists(doc *ast.Document, log *diag.Log) {
	if len(doc.Meta.Lists) == 0 {
		return
	}
	found := map[string]bool{}
	ast.WalkBlocks(doc.Blocks, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Table:
			found[meta.ListTables] = found[meta.ListTables] || len(n.Caption) > 0
		case *ast.Figure:
			found[meta.ListFigures] = found[meta.ListFigures] || len(n.Caption) > 0
		}
		return true
	})
	for _, what := range doc.Meta.Lists {
		if !found[what] {
			log.Add(diag.Diagnostic{Code: codeListEmpty, Severity: diag.Warning, Pos: doc.Meta.Place("lists"), Rule: "a list names what has a caption",
				Message: fmt.Sprintf("none of the %s has a caption, so there is no list of them", what),
				Hint:    "give them captions, or take the list out of the metadata"})
		}
	}
}
