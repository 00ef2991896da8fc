package markdown_test

import (
	"bytes"
	"fmt"
	"os/exec"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/qa/random"
	"octavo/pipeline/internal/read/markdown"
	reader "octavo/pipeline/internal/read/pandoc"
	"octavo/pipeline/internal/read/tree"
	writer "octavo/pipeline/internal/write/pandoc"
)

// form is a form of the tree that is read back.
type form struct {
	name  string
	write func(*ast.Document) ([]byte, error)
	read  func(string, []byte, *diag.Log) (*ast.Document, error)
	is    func([]byte) bool
}

var forms = []form{
	{"pandoc", writer.Write, reader.Read, reader.IsDocument},
	{"tree", ast.JSON, tree.Read, tree.IsDocument},
}

// eachTree calls f with every example, the sample and n random trees.
func eachTree(t *testing.T, n int, f func(*testing.T, *ast.Document)) {
	for _, e := range ast.All() {
		t.Run(e.Name, func(t *testing.T) { f(t, e.Doc) })
	}
	t.Run("sample", func(t *testing.T) {
		doc, err := markdown.Read("sample.md", corpus(t, "beleidsverslag-2023.md"), &diag.Log{})
		if err != nil {
			t.Fatal(err)
		}
		f(t, doc)
	})
	for seed := range n {
		t.Run(fmt.Sprintf("tree %d", seed), func(t *testing.T) { f(t, random.Nth(seed)) })
	}
}

// formReadsBack fails unless data gives the tree back, without a word of loss.
func formReadsBack(t *testing.T, fm form, doc *ast.Document, data []byte) {
	t.Helper()
	var log diag.Log
	back, err := fm.read("doc.json", data, &log)
	if err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	if diff := ast.Equal(doc, back); diff != "" {
		t.Fatalf("the tree came back changed:\n%s\n%s", diff, data)
	}
	for _, d := range log.All() {
		if d.Severity > diag.Info {
			t.Errorf("%s: %s\n%s", d.Code, d.Message, data)
		}
	}
	if !fm.is(data) {
		t.Error("it is not known by its content")
	}
}

func TestFormsAreReadBack(t *testing.T) {
	for _, fm := range forms {
		t.Run(fm.name, func(t *testing.T) {
			eachTree(t, 300, func(t *testing.T, doc *ast.Document) {
				data, err := fm.write(doc)
				if err != nil {
					t.Fatal(err)
				}
				formReadsBack(t, fm, doc, data)
			})
		})
	}
}

func TestPandocGivesTheTreeBack(t *testing.T) {
	needPandoc(t)
	eachTree(t, 40, func(t *testing.T, doc *ast.Document) {
		data, err := writer.Write(doc)
		if err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("pandoc", "-f", "json", "-t", "json")
		cmd.Stdin = bytes.NewReader(data)
		var said bytes.Buffer
		cmd.Stderr = &said
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("pandoc: %v: %s\n%s", err, said.String(), data)
		}
		formReadsBack(t, forms[0], doc, out)
	})
}
