package matter

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/wording"
)

// textOf is the visible text of blocks and notes, in reading order.
func textOf(doc *ast.Document) string {
	var b strings.Builder
	ast.WalkDocument(doc, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Matter:
			return false
		case *ast.Section:
			b.WriteString(n.Number + n.Sep)
		case *ast.Text:
			b.WriteString(n.Value)
		case *ast.Code:
			b.WriteString(n.Value)
		case *ast.CodeBlock:
			b.WriteString(n.Text)
		case *ast.Image:
			b.WriteString(n.Src + n.Alt)
		}
		b.WriteByte('|')
		return true
	})
	return b.String()
}

// titled is a document whose boxes have the titles that Add gives them.
func titled(doc *ast.Document) *ast.Document {
	out := ast.Clone(doc)
	nameBoxes(out, doc.Meta.Lang, wording.For(doc.Meta.Lang))
	return out
}

// TestEveryNodeComesThrough sends each example of each node through Add, also
// where notes are relabelled and so every inline is copied.
func TestEveryNodeComesThrough(t *testing.T) {
	examples := ast.All()
	if len(examples) == 0 {
		t.Fatal("no examples")
	}
	for _, e := range examples {
		before := textOf(titled(e.Doc))
		if after := textOf(Add(e.Doc)); after != before {
			t.Errorf("%s: got %q, want %q", e.Name, after, before)
		}
		twins := &ast.Document{Meta: e.Doc.Meta, Blocks: e.Doc.Blocks, Notes: append(e.Doc.Notes[:len(e.Doc.Notes):len(e.Doc.Notes)],
			&ast.Note{ID: "x", Label: "1"}, &ast.Note{ID: "y", Label: "1"})}
		before = textOf(titled(twins))
		if after := textOf(Add(twins)); after != before {
			t.Errorf("%s, relabelled: got %q, want %q", e.Name, after, before)
		}
		if textOf(titled(twins)) != before {
			t.Errorf("%s: the input was changed", e.Name)
		}
	}
}

// TestContentsTakeEveryInline: a heading may hold any inline.
func TestContentsTakeEveryInline(t *testing.T) {
	for _, e := range ast.All() {
		p, ok := e.Doc.Blocks[0].(*ast.Paragraph)
		if !ok {
			continue
		}
		s := &ast.Section{Level: 1, Title: p.Inlines}
		doc := Add(&ast.Document{Blocks: []ast.Block{s}, Notes: e.Doc.Notes})
		toc := doc.Blocks[0].(*ast.Matter).Blocks[0].(*ast.Contents)
		want := strings.TrimRight(ast.PlainText(p.Inlines), " ")
		if got := ast.PlainText(toc.Entries[0].Title); got != want {
			t.Errorf("%s: got %q, want %q", e.Name, got, want)
		}
		seen := map[ast.Node]bool{}
		ast.WalkInlines(p.Inlines, func(n ast.Node) bool { seen[n] = true; return true })
		ast.WalkInlines(toc.Entries[0].Title, func(n ast.Node) bool {
			if seen[n] {
				t.Errorf("%s: the entry shares a %T with the heading", e.Name, n)
			}
			return true
		})
	}
}
