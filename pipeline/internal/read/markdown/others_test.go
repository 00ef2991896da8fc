package markdown_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/read/markdown"
	printer "octavo/pipeline/internal/write/markdown"
)

// TestMarkdownOfOthers holds what other programs and people write to its
// canonical form (NAME.want) and its findings (NAME.log): testdata/others. What is
// printed is read back to the same tree.
func TestMarkdownOfOthers(t *testing.T) {
	golden.Each(t, "testdata/others/*.md", func(t *testing.T, file string) {
		var log diag.Log
		doc, err := markdown.Read(filepath.Base(file), []byte(golden.Read(t, file)), &log)
		if err != nil {
			t.Fatal(err)
		}
		var found strings.Builder
		for _, d := range log.All() {
			fmt.Fprintf(&found, "%d:%d %s %s %s", d.Pos.Line, d.Pos.Col, d.Severity, d.Code, d.Message)
			if d.Dropped != "" {
				fmt.Fprintf(&found, " [dropped %q]", d.Dropped)
			}
			found.WriteByte('\n')
		}
		var faults diag.Log
		ast.Check(doc, &faults)
		for _, d := range faults.All() {
			if d.Severity == diag.Error && d.Code != ast.CodeAddress {
				t.Errorf("%s: %s", d.Code, d.Message)
			}
		}
		base := strings.TrimSuffix(file, ".md")
		golden.Compare(t, base+".want", printer.Print(doc))
		golden.Compare(t, base+".log", found.String())
		readsBack(t, doc)
	})
}

// readsBack fails unless canonical Markdown gives the tree back without a finding.
func readsBack(t *testing.T, doc *ast.Document) {
	t.Helper()
	printed := printer.Print(doc)
	back, err := markdown.Read("doc.md", []byte(printed), &diag.Log{})
	if err != nil {
		t.Fatalf("read: %v\n%s", err, printed)
	}
	if diff := ast.Equal(doc, back); diff != "" {
		t.Errorf("the tree came back changed:\n%s\nMarkdown:\n%s", diff, printed)
	}
	if again := printer.Print(back); again != printed {
		t.Errorf("printed again it differs:\n%s", golden.Diff(printed, again))
	}
}
