package pipeline

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// readsTime holds the files that may read a clock or a file's time, with what
// they do with it.
var readsTime = map[string]string{
	"cmd/octavo/clock.go": "finds the run's one time, where files are opened",
	"cmd/octavo/build.go": "says how many seconds a run took; nothing of that goes into a file",

	"cmd/octavo/steps.go": "shows on a terminal how many seconds a run has taken; nothing of that goes into a file",

	"cmd/octavo/batchworker.go": "the ledger says how many seconds a document took; nothing of that goes into its files",
	"engine/backlog/convert.go": "the same",
}

// Law 7: a run's time is found once. Beneath the place where files are opened
// nobody reads a clock or a file's time. Measurements (qa) are no part of a run.
func TestOnlyOnePlaceReadsTheTime(t *testing.T) {
	found := map[string]bool{}
	eachGoFile(t, "..", func(path string) {
		path = filepath.ToSlash(path)
		if strings.HasSuffix(path, "_test.go") || strings.HasPrefix(path, "pipeline/internal/qa/") {
			return
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, filepath.Join("..", path), nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok && isClock(sel) {
				found[path] = true
				if readsTime[path] == "" {
					t.Errorf("%s: %s: a run's time comes from Job.Time", fset.Position(n.Pos()), sel.Sel.Name)
				}
			}
			return true
		})
	})
	for path, why := range readsTime {
		if !found[path] {
			t.Errorf("%s reads no time any more (%s): take it out of the list", path, why)
		}
	}
}

// isClock reports whether a selector reads a clock or a file's time.
func isClock(sel *ast.SelectorExpr) bool {
	if sel.Sel.Name == "ModTime" {
		return true
	}
	x, ok := sel.X.(*ast.Ident)
	return ok && x.Name == "time" && slices.Contains([]string{"Now", "Since", "Until"}, sel.Sel.Name)
}
