package resolve

import (
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// TestLinksToHeadings leads links to headings as programs name these, and tells
// each heading once.
func TestLinksToHeadings(t *testing.T) {
	for _, c := range []struct{ program, heading, link, want string }{
		{"GitHub", "Doelen (2024)", "#doelen-2024", "#doelen-2024"},
		{"GitHub, accents stay", "Één état", "#één-état", "#één-état"},
		{"GitHub, a number first", "2.1 Doelen", "#21-doelen", "#sec-21-doelen"},
		{"pandoc", "2.1 Doelen & wegen", "#doelen-wegen", "#doelen-wegen"},
		{"pandoc, full stops stay", "Versie 1.2", "#versie-1.2", "#versie-1.2"},
		{"MkDocs", "Één – état", "#een-etat", "#een-etat"},
		{"kramdown", "3 Wegen & paden", "#wegen--paden", "#wegen--paden"},
		{"in per cent", "Één", "#%C3%A9%C3%A9n", "#één"},
		{"the words themselves", "Doelen en wegen", "#Doelen%20en%20wegen", "#doelen-en-wegen"},
		{"capitals", "Slot", "#Slot", "#Slot"},
		{"the second of two", "Slot", "#slot-1", "#slot-1"},
		{"none", "Slot", "#begin", "#begin"},
	} {
		t.Run(c.program, func(t *testing.T) {
			first, second := heading(c.heading), heading(c.heading)
			links := []*ast.Link{{URL: c.link}, {URL: c.link}}
			first.Blocks = []ast.Block{&ast.Paragraph{Inlines: []ast.Inline{links[0], links[1]}}}
			doc := &ast.Document{Blocks: []ast.Block{first, second}}
			var log diag.Log
			Links(doc, &log)
			id := first.ID
			if c.program == "the second of two" {
				id = second.ID
			}
			if c.program == "none" {
				id = "begin"
			}
			if links[0].URL != c.want || links[1].URL != c.want || "#"+id != c.want || len(log.All()) > 1 {
				t.Errorf("links to %s and %s, the headings are %q and %q, said: %v", links[0].URL, links[1].URL, first.ID, second.ID, log.All())
			}
			Links(doc, &log)
			if len(log.All()) > 1 {
				t.Errorf("a second time something changed: %v", log.All())
			}
		})
	}
}

// TestLinksKeepIdentifiers leads to what an author named, and to that alone.
func TestLinksKeepIdentifiers(t *testing.T) {
	named := heading("Slot")
	named.ID = "einde"
	byWords, byID, anchor := &ast.Link{URL: "#slot"}, &ast.Link{URL: "#einde"}, &ast.Link{URL: "#lid-2"}
	named.Blocks = []ast.Block{&ast.Paragraph{Inlines: []ast.Inline{&ast.Anchor{ID: "lid-2"}, byWords, byID, anchor}}}
	Links(&ast.Document{Blocks: []ast.Block{named}}, nil)
	if byWords.URL != "#einde" || byID.URL != "#einde" || anchor.URL != "#lid-2" {
		t.Errorf("links to %s, %s and %s", byWords.URL, byID.URL, anchor.URL)
	}
}

func heading(words string) *ast.Section {
	return &ast.Section{Level: 1, Title: []ast.Inline{&ast.Text{Value: words}}}
}
