package layout

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/read/markdown"
)

// TestGoldenPages sets each testdata/NAME.md on small pages and compares them
// with NAME.golden.
func TestGoldenPages(t *testing.T) {
	golden.Each(t, "testdata/*.md", func(t *testing.T, file string) {
		book, _, _ := set(t, withMatter(readMarkdown(t, file)), "page.css")
		golden.Compare(t, strings.TrimSuffix(file, ".md")+".golden", dump(book))
	})
}

func readMarkdown(t *testing.T, file string) *ast.Document {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var log diag.Log
	doc, err := markdown.Read(filepath.Base(file), src, &log)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}
