package pipeline

import (
	"path/filepath"
	"slices"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/write/markdown"
)

// FuzzUnderstand holds the way from bytes to the review copy to its laws, on
// any bytes in any format: no panic, a sound tree, and canonical Markdown that
// gives the same tree and is printed the same again (law 3).
func FuzzUnderstand(f *testing.F) {
	for _, c := range caseJobs(f) {
		for _, p := range c.job.Parts {
			f.Add(formatOf(p.Name), p.Data)
		}
	}
	f.Fuzz(func(t *testing.T, format uint8, data []byte) {
		name := "x"
		if exts := readers[int(format)%len(readers)].exts; len(exts) > 0 { // others are told by what the file holds
			name += exts[0]
		}
		log := &diag.Log{}
		doc, err := understandAll(t.Context(), Job{Name: "x", Source: name, Parts: []Part{{Name: name, Data: data}}}, log)
		if log.HasErrors() {
			t.Fatalf("a broken tree: %v", err)
		}
		if err == nil {
			readsBack(t, doc)
		}
	})
}

// formatOf is the row of readers that reads a file.
func formatOf(name string) uint8 {
	return uint8(slices.IndexFunc(readers, func(r reader) bool { return slices.Contains(r.exts, filepath.Ext(name)) }))
}

// readsBack holds a document's canonical Markdown to law 3.
func readsBack(t *testing.T, doc *ast.Document) {
	t.Helper()
	review := markdown.Print(doc)
	again := understood(t, Job{Name: "x", Source: "review.md", Parts: []Part{{Name: "review.md", Data: []byte(review)}}})
	if diff := ast.Equal(doc, again); diff != "" {
		t.Errorf("the tree changed: %s", diff)
	}
	if got := markdown.Print(again); got != review {
		t.Errorf("the Markdown changed:\n%s", golden.Diff(review, got))
	}
}
