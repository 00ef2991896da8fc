package epub

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestLedger holds EPUB_A11Y.md: what is enforced names a test that exists,
// and clauses stand in order.
func TestLedger(t *testing.T) {
	data, err := os.ReadFile("EPUB_A11Y.md")
	if err != nil {
		t.Fatal(err)
	}
	tests, rows := testNames(t), 0
	for _, line := range strings.Split(string(data), "\n") {
		cells := strings.Split(line, "|")
		if len(cells) != 7 || strings.HasPrefix(line, "|---") || strings.HasPrefix(line, "| clause") {
			continue
		}
		rows++
		clause, status, test := strings.TrimSpace(cells[1]), strings.TrimSpace(cells[3]), strings.TrimSpace(cells[5])
		switch status {
		case "enforced":
			if !tests[test] {
				t.Errorf("%s is enforced by %q, which is not a test", clause, test)
			}
		case "cannot occur", "caller's duty", "open":
		default:
			t.Errorf("%s has the status %q", clause, status)
		}
	}
	if rows < 30 {
		t.Errorf("the ledger has %d rows; its table is not read right", rows)
	}
}

// testNames are the test functions of this package.
func testNames(t *testing.T) map[string]bool {
	files, err := filepath.Glob("*_test.go")
	if err != nil || len(files) == 0 {
		t.Fatalf("no tests: %v", err)
	}
	out := map[string]bool{}
	for _, path := range files {
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil {
				out[fn.Name.Name] = true
			}
		}
	}
	return out
}
