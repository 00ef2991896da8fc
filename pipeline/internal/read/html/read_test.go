package html_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/html"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestPages holds each page of testdata to its golden file: the tree, then the
// findings with what was left out.
func TestPages(t *testing.T) {
	pages, err := filepath.Glob("testdata/*.html")
	if err != nil || len(pages) == 0 {
		t.Fatal("no pages in testdata")
	}
	for _, page := range pages {
		t.Run(filepath.Base(page), func(t *testing.T) {
			data, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			compare(t, strings.TrimSuffix(page, ".html")+".golden", show(t, data))
		})
	}
}

func show(t *testing.T, data []byte) string {
	t.Helper()
	var log diag.Log
	doc, err := html.Read("page.html", data, &log)
	if err != nil {
		t.Fatal(err)
	}
	ast.Check(doc, &log)
	var b strings.Builder
	b.WriteString(ast.Dump(doc))
	b.WriteString("-- log --\n")
	for _, d := range log.All() {
		fmt.Fprintf(&b, "%d %s %s: %s", d.Pos.Line, d.Severity, d.Code, d.Message)
		if d.Dropped != "" {
			fmt.Fprintf(&b, " %q", d.Dropped)
		}
		b.WriteByte('\n')
	}
	return b.String()
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
		t.Fatalf("%v; run with -update to make it", err)
	}
	if got != string(want) {
		t.Errorf("%s differs; got:\n%s", golden, got)
	}
}
