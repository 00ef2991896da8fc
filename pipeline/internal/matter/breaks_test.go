package matter

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
)

// A break stays between two paragraphs, and goes where a heading or an end parts already.
func TestBreaksBesideHeadingsGo(t *testing.T) {
	p := func(s string) ast.Block { return &ast.Paragraph{Inlines: text(s)} }
	hr := func() ast.Block { return &ast.Break{} }
	doc := &ast.Document{Blocks: []ast.Block{
		hr(), p("Preface"), hr(),
		section(1, "1", "Tides", hr(), p("High"), hr(), p("Low"), hr(), hr(),
			section(2, "1.1", "Spring", p("Moon"), hr())),
		section(1, "2", "Winds", p("West"), hr()),
	}}
	dropBreaks(doc)
	var out []string
	ast.WalkDocument(doc, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Break:
			out = append(out, "*")
		case *ast.Section:
			out = append(out, "#")
		case *ast.Paragraph:
			out = append(out, ast.PlainText(n.Inlines))
		}
		return true
	})
	if got, want := strings.Join(out, " "), "Preface # High * Low # Moon # West"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
