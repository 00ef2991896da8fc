package docling_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/read/markdown"
	"octavo/pipeline/internal/write/docling"
)

// node is what the tests ask of an item of any kind.
type node struct {
	Self     string    `json:"self_ref"`
	Parent   *pointer  `json:"parent"`
	Children []pointer `json:"children"`
	Label    string    `json:"label"`
	Text     string    `json:"text"`
	Comments []pointer `json:"comments"`
	Captions []pointer `json:"captions"`
	Notes    []pointer `json:"footnotes"`
	Data     struct {
		Cells []struct {
			Text string   `json:"text"`
			Ref  *pointer `json:"ref"`
		} `json:"table_cells"`
	} `json:"data"`
	Meta struct {
		Items map[string]said `json:"octavo__items"`
	} `json:"meta"`
}

// said is what the tests ask of what is said of an item.
type said struct {
	Calls []pointer `json:"calls"`
	Spans []pointer `json:"spans"`
}

type pointer struct {
	Ref   string `json:"$ref"`
	Range []int  `json:"range"`
}

type made struct {
	Body     *node
	Groups   []*node
	Texts    []*node
	Pictures []*node
	Tables   []*node
	all      map[string]*node
}

func read(t *testing.T, data []byte) made {
	t.Helper()
	var m made
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	m.all = map[string]*node{"#/body": m.Body}
	for kind, list := range map[string][]*node{"groups": m.Groups, "texts": m.Texts, "pictures": m.Pictures, "tables": m.Tables} {
		for i, n := range list {
			if want := fmt.Sprintf("#/%s/%d", kind, i); n.Self != want {
				t.Errorf("item %s calls itself %s", want, n.Self)
			}
			m.all[n.Self] = n
		}
	}
	return m
}

// sound fails unless the document meets docling's schema, its items are one tree,
// and calls and notes lead to each other.
func sound(t *testing.T, data []byte) made {
	t.Helper()
	for _, fault := range schema(t).check(data) {
		t.Error(fault)
	}
	m := read(t, data)
	seen := map[string]int{}
	for self, n := range m.all {
		for _, c := range n.Children {
			seen[c.Ref]++
			if kid := m.all[c.Ref]; kid == nil || kid.Parent.Ref != self {
				t.Errorf("%s has the child %s, which does not say so", self, c.Ref)
			}
		}
		m.ranges(t, n)
	}
	for self := range m.all {
		if self != "#/body" && seen[self] != 1 {
			t.Errorf("%s is %d times in the tree", self, seen[self])
		}
	}
	return m
}

func (m made) said(self string) said {
	return m.Groups[len(m.Groups)-1].Meta.Items[self]
}

// ranges checks what an item refers to, and the ranges of its text.
func (m made) ranges(t *testing.T, n *node) {
	for _, p := range slices.Concat(n.Comments, m.said(n.Self).Spans) {
		if len(p.Range) != 2 || p.Range[0] > p.Range[1] || p.Range[1] > len([]rune(n.Text)) {
			t.Errorf("%s has the range %v in %q", n.Self, p.Range, n.Text)
		}
	}
	for _, p := range n.Comments {
		if note := m.all[p.Ref]; note == nil || note.Label != "footnote" ||
			!slices.ContainsFunc(m.said(p.Ref).Calls, func(c pointer) bool { return c.Ref == n.Self }) {
			t.Errorf("%s calls %s, which does not lead back", n.Self, p.Ref)
		}
	}
	for _, p := range slices.Concat(n.Captions, n.Notes) {
		if m.all[p.Ref] == nil {
			t.Errorf("%s names %s, which is not there", n.Self, p.Ref)
		}
	}
	for _, c := range n.Data.Cells {
		if c.Ref != nil && (m.all[c.Ref.Ref] == nil || m.all[c.Ref.Ref].Parent.Ref != n.Self) {
			t.Errorf("a cell of %s leads to %s", n.Self, c.Ref.Ref)
		}
	}
}

// TestEveryExampleIsADoclingDocument: valid, one tree, and with all letters.
func TestEveryExampleIsADoclingDocument(t *testing.T) {
	for _, e := range ast.All() {
		t.Run(e.Name, func(t *testing.T) {
			data, err := docling.Write(e.Doc)
			if err != nil {
				t.Fatal(err)
			}
			m := sound(t, data)
			if got, want := m.letters(), lettersOf(e.Doc); got != want {
				t.Errorf("its letters are\n%s\nfor\n%s", got, want)
			}
		})
	}
}

// letters are those of all texts, and of cells that have no item, sorted: notes
// stand elsewhere than in the tree.
func (m made) letters() string {
	var b strings.Builder
	for _, n := range m.Texts {
		b.WriteString(n.Text)
	}
	for _, n := range m.Tables {
		for _, c := range n.Data.Cells {
			if c.Ref == nil {
				b.WriteString(c.Text)
			}
		}
	}
	return sorted(b.String())
}

func lettersOf(doc *ast.Document) string {
	var b strings.Builder
	ast.WalkDocument(doc, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Section:
			b.WriteString(n.Number)
		case *ast.Text:
			b.WriteString(n.Value)
		case *ast.Code:
			b.WriteString(n.Value)
		case *ast.CodeBlock:
			b.WriteString(n.Text)
		case *ast.Paragraph:
			if f := ast.LoneFormula(n.Inlines); f != nil {
				b.WriteString(f.TeX)
				return false
			}
		case *ast.Formula:
			b.WriteString(n.Linear())
		}
		return true
	})
	return sorted(doc.Meta.Title + doc.Meta.Subtitle + b.String())
}

func sorted(s string) string {
	letters := strings.Split(strings.Join(strings.Fields(s), ""), "")
	slices.Sort(letters)
	return strings.Join(letters, "")
}

func TestDoclingDocument(t *testing.T) {
	for _, file := range golden.Files(t, "testdata/*.md") {
		doc, err := markdown.Read(file, []byte(golden.Read(t, file)), &diag.Log{})
		if err != nil {
			t.Fatal(err)
		}
		data, err := docling.Write(doc)
		if err != nil {
			t.Fatal(err)
		}
		sound(t, data)
		golden.Compare(t, strings.TrimSuffix(file, ".md")+".json", string(data))
	}
}

// TestTheSchemaRefuses: the schema's check is no formality.
func TestTheSchemaRefuses(t *testing.T) {
	data, err := docling.Write(ast.All()[0].Doc)
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range [][2]string{
		{`"label": "section_header"`, `"label": "heading"`},
		{`"orig"`, `"origin"`},
		{`"self_ref": "#/texts/0"`, `"self_ref": "texts 0"`},
		{`"version": "1.10.0"`, `"version": 1.1`},
		{`"content_layer": "body"`, `"content_layer": "cellar"`},
	} {
		broken := bytes.Replace(data, []byte(change[0]), []byte(change[1]), 1)
		if bytes.Equal(broken, data) {
			t.Fatalf("%s is not there to be changed:\n%s", change[0], data)
		}
		if len(schema(t).check(broken)) == 0 {
			t.Errorf("the schema takes %s", change[1])
		}
	}
}

func schema(t *testing.T) *validator {
	t.Helper()
	data, err := os.ReadFile("testdata/DoclingDocument.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	v := &validator{}
	if err := json.Unmarshal(data, &v.root); err != nil {
		t.Fatal(err)
	}
	return v
}
