package html_test

import (
	"fmt"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/read/html"
)

// TestPages holds each page of testdata to its golden file: the tree, then the
// findings with what was left out.
func TestPages(t *testing.T) {
	golden.Each(t, "testdata/*.html", func(t *testing.T, page string) {
		golden.Compare(t, strings.TrimSuffix(page, ".html")+".golden", show(t, []byte(golden.Read(t, page))))
	})
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
