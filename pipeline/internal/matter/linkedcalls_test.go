package matter

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
)

// shape writes links as [TEXT], calls as ^ and what else holds inlines as (TEXT).
func shape(list []ast.Inline) string {
	var b strings.Builder
	for _, in := range list {
		switch n := in.(type) {
		case *ast.Text:
			b.WriteString(n.Value)
		case *ast.NoteRef:
			b.WriteString("^")
		case *ast.Image:
			b.WriteString("#")
		case *ast.Link, *ast.Citation:
			b.WriteString("[" + shape(ast.Children(in)) + "]")
		default:
			b.WriteString("(" + shape(ast.Children(in)) + ")")
		}
	}
	return b.String()
}

// unshape reads what shape writes, links as links of an address.
func unshape(s string, note *ast.Note) (list []ast.Inline, rest string) {
	for s != "" {
		in, after := ast.Inline(&ast.Text{Value: s[:1]}), s[1:]
		var inner []ast.Inline
		switch s[0] {
		case ']', ')':
			return list, after
		case '^':
			in = &ast.NoteRef{Label: note.Label, Note: note}
		case '#':
			in = &ast.Image{Src: "a.png", Alt: "A"}
		case '[':
			in = &ast.Link{URL: "https://x.nl"}
			inner, after = unshape(after, note)
		case '(':
			in = &ast.Emph{}
			inner, after = unshape(after, note)
		}
		ast.SetChildren(in, inner)
		list, s = append(list, in), after
	}
	return list, ""
}

func TestCallsStandOutsideLinks(t *testing.T) {
	for in, want := range map[string]string{
		"[a]^":       "[a]^",
		"[a^]":       "[a]^",
		"[^a]":       "^[a]",
		"[a^b^c]":    "[a]^[b]^[c]",
		"[a^.]":      "[a]^.",
		"[a ^ ]":     "[a ]^ ",
		"[a(b^c)d]":  "[a]([b]^[c])[d]",
		"[(a(b^))]":  "([a]([b]^))",
		"(x[a^]y)":   "(x[a]^y)",
		"[#^]":       "[#]^",
		"[.^,]":      "[.]^[,]",
		"[^]":        "^",
		"[(^)]":      "(^)",
		"[a][b^][c]": "[a][b]^[c]",
	} {
		note := &ast.Note{ID: "1", Label: "1"}
		list, _ := unshape(in, note)
		p := &ast.Paragraph{Inlines: list}
		quoted, _ := unshape(in, note)
		note.Blocks = []ast.Block{&ast.Paragraph{Inlines: quoted}}
		doc := &ast.Document{Blocks: []ast.Block{p}, Notes: []*ast.Note{note}}
		freeCalls(doc)
		for where, got := range map[string]string{"text": shape(p.Inlines), "note": shape(note.Blocks[0].(*ast.Paragraph).Inlines)} {
			if got != want {
				t.Errorf("%s in %s: %s, want %s", in, where, got, want)
			}
		}
	}
}
