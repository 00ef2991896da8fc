package markdown_test

import (
	"fmt"
	"strings"
	"testing"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/read/markdown"
	printer "octavo/pipeline/internal/write/markdown"
)

// TestRawNotes holds the notes that raw HTML makes to their golden files: the
// canonical Markdown, then the findings with what was left out.
func TestRawNotes(t *testing.T) {
	golden.Each(t, "testdata/pairs-*.md", func(t *testing.T, name string) {
		source := golden.Read(t, name)
		holdsLaws(t, []byte(source))
		var log diag.Log
		doc, err := markdown.Read("f.md", []byte(source), &log)
		if err != nil {
			t.Fatal(err)
		}
		b := printer.Print(doc) + "-- log --\n"
		for _, d := range log.All() {
			b += fmt.Sprintf("%d %s: %s %q\n", d.Pos.Line, d.Code, d.Message, d.Dropped)
		}
		golden.Compare(t, strings.TrimSuffix(name, ".md")+".golden", b)
	})
}
