package element

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/resolve"
)

// A long title asks for smaller type, so that it leaves the title page whole.
func TestTitlesSayHowLongTheyAre(t *testing.T) {
	for n, want := range map[int]string{longTitle - 1: "title", longTitle: "title long", longerTitle - 1: "title long", longerTitle: "title longer"} {
		p := &ast.Paragraph{Class: "title", Inlines: []ast.Inline{&ast.Text{Value: strings.Repeat("é", n)}}}
		if got := Of(p, Box).Class; got != want {
			t.Errorf("%d characters: %q, want %q", n, got, want)
		}
	}
}

// TestEveryNodeIsAnElement: nothing in the tree is without a tag, but text, whose
// element is what it stands in.
func TestEveryNodeIsAnElement(t *testing.T) {
	for _, e := range append(ast.All(), ast.Generated()...) {
		ast.WalkDocument(e.Doc, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.Text, *ast.Cell, *ast.DefItem, *ast.Entry, *ast.Section:
			default:
				if Of(n, Box).Tag == "" {
					t.Errorf("%s: %T has no element", e.Name, n)
				}
			}
			return true
		})
	}
}

// TestCells: what a cell heads is its tag and its scope.
func TestCells(t *testing.T) {
	for _, c := range []struct {
		header ast.Header
		group  bool
		want   Element
	}{
		{ast.HeaderNone, false, Element{Tag: "td", Class: "right"}},
		{ast.HeaderNone, true, Element{Tag: "td", Class: "right"}},
		{ast.HeaderColumn, false, Element{Tag: "th", Class: "right", Scope: "col"}},
		{ast.HeaderRow, true, Element{Tag: "th", Class: "right", Scope: "rowgroup"}},
		{ast.HeaderBoth, true, Element{Tag: "th", Class: "right"}},
	} {
		if got := Cell(&resolve.Place{Header: c.header, Group: c.group, Align: ast.AlignRight}); got != c.want {
			t.Errorf("%s %v: %+v, want %+v", c.header, c.group, got, c.want)
		}
	}
}

func TestRunInsAndNumbers(t *testing.T) {
	strong := &ast.Strong{Inlines: []ast.Inline{&ast.Text{Value: "Head."}}}
	title := []ast.Inline{&ast.Text{Value: "t"}}
	for want, got := range map[string]Element{
		"runin":        Of(&ast.Paragraph{Inlines: []ast.Inline{strong}}, Box),
		"imprint":      Of(&ast.Paragraph{Class: "imprint", Inlines: []ast.Inline{strong}}, Box),
		"number":       Of(&ast.Section{Number: "1.", Sep: " ", Title: title}, Number),
		"number glued": Of(&ast.Section{Number: "1.", Title: title}, Number),
		"level6":       Section(7, Box),
		"marked":       Of(&ast.List{Items: []*ast.ListItem{{Marker: "§"}}}, Box),
	} {
		if got.Class != want {
			t.Errorf("%+v, want the class %q", got, want)
		}
	}
}
