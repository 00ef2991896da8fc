package markdown_test

import (
	"os"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/qa/random"
	"octavo/pipeline/internal/read/markdown"
	printer "octavo/pipeline/internal/write/markdown"
)

// roundTrip fails unless canonical Markdown gives the tree back, and the tree
// the same Markdown.
func roundTrip(t interface {
	Fatalf(string, ...any)
	Helper()
}, doc *ast.Document) {
	t.Helper()
	printed := printer.Print(doc)
	var log diag.Log
	back, err := markdown.Read("doc.md", []byte(printed), &log)
	if err != nil {
		t.Fatalf("read: %v\n%s", err, printed)
	}
	if diff := ast.Equal(doc, back); diff != "" {
		t.Fatalf("the tree came back changed:\n%s\nMarkdown:\n%s", diff, printed)
	}
	if again := printer.Print(back); again != printed {
		t.Fatalf("printed again it differs:\n%s\nfirst:\n%s", again, printed)
	}
	for _, d := range log.All() {
		if d.Severity > diag.Info {
			t.Fatalf("%s: %s\n%s", d.Code, d.Message, printed)
		}
	}
}

func TestEveryNodeRoundTrips(t *testing.T) {
	for _, e := range ast.All() {
		t.Run(e.Name, func(t *testing.T) { roundTrip(t, e.Doc) })
	}
}

// corpus gives a file of the shared corpus, which stands beside the
// repository.
func corpus(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "..", "shared", "corpus", name))
	if os.IsNotExist(err) {
		t.Skipf("left out: %s is not beside the repository", name)
	}
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestIdealMarkdownOfTheSampleIsCanonical(t *testing.T) {
	data := corpus(t, "beleidsverslag-2023.md")
	var log diag.Log
	doc, err := markdown.Read("sample.md", data, &log)
	if err != nil {
		t.Fatal(err)
	}
	ast.Check(doc, &log)
	for _, d := range log.All() {
		t.Errorf("%s: %s: %s", d.Pos, d.Code, d.Message)
	}
	roundTrip(t, doc)
	if got := printer.Print(doc); got != string(data) {
		t.Errorf("printed Markdown differs from the ideal:\n%s", golden.Diff(string(data), got))
	}
}

func TestAnyTreeRoundTrips(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := random.Document(t)
		var log diag.Log
		ast.Check(doc, &log)
		for _, d := range log.All() {
			if d.Severity == diag.Error {
				t.Fatalf("the generator made a broken tree: %s: %s", d.Code, d.Message)
			}
		}
		roundTrip(t, doc)
	})
}
