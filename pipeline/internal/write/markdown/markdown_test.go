package markdown_test

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/write/markdown"
)

// TestExamples holds the canonical Markdown of every node to its golden file.
func TestExamples(t *testing.T) {
	var b strings.Builder
	for _, e := range append(ast.All(), ast.Generated()...) {
		b.WriteString("===== " + e.Name + "\n" + markdown.Print(e.Doc))
	}
	golden.Compare(t, "testdata/examples.golden", b.String())
}

func BenchmarkPrint(b *testing.B) {
	doc := &ast.Document{}
	for range 200 {
		for _, e := range ast.All() {
			doc.Blocks = append(doc.Blocks, ast.Clone(e.Doc).Blocks...)
		}
	}
	b.SetBytes(int64(len(markdown.Print(doc))))
	for b.Loop() {
		markdown.Print(doc)
	}
}
