package pandoc_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/read/pandoc"
)

// What pandoc made of other formats, beside the tree and what was found.
func TestForeign(t *testing.T) {
	golden.Each(t, "testdata/*.json", func(t *testing.T, file string) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		log := &diag.Log{}
		doc, err := pandoc.Read("in.json", data, log)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		b.WriteString(ast.Dump(doc))
		ast.Check(doc, log)
		for _, d := range log.All() {
			fmt.Fprintf(&b, "%s %s %s: %s %q\n", d.Pos, d.Severity, d.Code, d.Message, d.Dropped)
			if d.Severity == diag.Error {
				t.Errorf("%s: %s", d.Pos, d.Message)
			}
		}
		golden.Compare(t, strings.TrimSuffix(file, ".json")+".golden", b.String())
		lines, err := pandoc.Lines("in.json", data)
		if err != nil || len(lines) < len(doc.Blocks) {
			t.Errorf("%d lines, %v", len(lines), err)
		}
	})
}

func TestWhatIsNoTreeOfPandocsIsRefused(t *testing.T) {
	doc := func(blocks string) string {
		return `{"pandoc-api-version":[1,23,1],"meta":{},"blocks":[` + blocks + `]}`
	}
	for source, want := range map[string]string{
		`{`: "damaged",
		`{"pandoc-api-version":[1,17],"blocks":[]}`:    "version 1.17",
		`{"pandoc-api-version":[2,0],"blocks":[]}`:     "version 2.0",
		`{"pandoc-api-version":[],"blocks":[]}`:        "a later 1 is needed",
		doc(`{"t":"Poem","c":[]}`):                     "the unknown kind Poem",
		doc(`{"t":"Para","c":[{"t":"Sound","c":[]}]}`): "the unknown kind Sound",
		doc(`{"t":"Para","c":"x"}`):                    "a Para of another shape",
		doc(`{"t":"Header","c":[1,["",[],[]]]}`):       "a Header of another shape",
		doc(`{"t":"Header","c":["1",["",[],[]],[]]}`):  "a Header of another shape",
		doc(`{"t":"CodeBlock","c":[["",[1],[]],""]}`):  "a CodeBlock of another shape",
		doc(`7`): "a node without a tag",
		doc(`{"t":"OrderedList","c":[[1,{"t":"Runic"},{"t":"Period"}],[]]}`):       "unknown style Runic",
		`{"pandoc-api-version":[1,23],"meta":{"title":{"t":"MetaX"}},"blocks":[]}`: "MetaX",
	} {
		_, err := pandoc.Read("in.json", []byte(source), &diag.Log{})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", source, err, want)
		}
	}
}

func TestIsDocument(t *testing.T) {
	for source, want := range map[string]bool{
		`{"blocks":[],"pandoc-api-version":[1,23],"meta":{}}`: true,
		` {"a":{"pandoc-api-version":[1,23]}}`:                false,
		`{"pandoc-api-version":`:                              false,
		`The key "pandoc-api-version" of a file.`:             false,
	} {
		if pandoc.IsDocument([]byte(source)) != want {
			t.Errorf("%s: want %v", source, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, file := range golden.Files(f, "testdata/*.json") {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if doc, err := pandoc.Read("in.json", data, &diag.Log{}); err == nil {
			ast.Check(doc, &diag.Log{})
		}
	})
}
