package markdown_test

import (
	"flag"
	"os"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/write/markdown"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestExamples holds the canonical Markdown of every node to its golden file.
func TestExamples(t *testing.T) {
	var b strings.Builder
	for _, e := range append(ast.All(), ast.Generated()...) {
		b.WriteString("===== " + e.Name + "\n" + markdown.Print(e.Doc))
	}
	const golden = "testdata/examples.golden"
	if *update {
		if err := os.WriteFile(golden, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatalf("%v; run with -update to make it", err)
	}
	if b.String() != string(want) {
		t.Errorf("the examples print otherwise than in %s", golden)
	}
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
