package layout

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/markdown"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestGoldenPages sets each testdata/NAME.md on small pages and compares them
// with NAME.golden.
func TestGoldenPages(t *testing.T) {
	files, err := filepath.Glob("testdata/*.md")
	if err != nil || len(files) < 3 {
		t.Fatalf("golden cases: %v, %v", files, err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			book, _, _ := set(t, withMatter(readMarkdown(t, file)), "page.css")
			compare(t, strings.TrimSuffix(file, ".md")+".golden", dump(book))
		})
	}
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

func compare(t *testing.T, golden, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; got:\n%s", golden, got)
	}
}
