package layout

import (
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/geom"
)

// TestBoxHasItsPaddingAlone: the white inside the rules of a box is the same whatever
// begins and ends it.
func TestBoxHasItsPaddingAlone(t *testing.T) {
	list := &ast.List{Items: []*ast.ListItem{{Blocks: []ast.Block{par("Mxp")}}, {Blocks: []ast.Block{par("Mxq")}}}}
	quote := &ast.BlockQuote{Blocks: []ast.Block{par("Mxp"), par("Mxq")}}
	for _, sheet := range []string{"screen.css", "print-a4.css", "print-b5.css", "large.css"} {
		head, foot := boxWhite(t, sheet, par("Mxp"), par("Mxq"))
		if foot > head {
			t.Errorf("%s: a box has %v below its last baseline and %v above its first", sheet, foot, head)
		}
		for name, blocks := range map[string][]ast.Block{"list": {list}, "quotation": {quote}, "text and list": {par("Mxp"), list}, "list and text": {list, par("Mxq")}} {
			h, f := boxWhite(t, sheet, blocks...)
			if h != head || f != foot {
				t.Errorf("%s: a %s has %v above and %v below, a text %v and %v", sheet, name, h, f, head, foot)
			}
		}
	}
}

// TestPageMayEndBelowABox: what follows a box need not stand on its page.
func TestPageMayEndBelowABox(t *testing.T) {
	ended := 0
	for lines := range 60 {
		var blocks []ast.Block
		for range lines {
			blocks = append(blocks, par("Ervoor."))
		}
		box := &ast.Box{Blocks: []ast.Block{par("Mxq")}}
		book, _, _ := set(t, &ast.Document{Blocks: append(blocks, box, par("Erna."), par("Einde."))}, "screen.css")
		if pageOf(t, book, "Mxq") < pageOf(t, book, "Erna") {
			ended++
		}
	}
	if ended == 0 {
		t.Error("no page ends below the box")
	}
}

// boxWhite measures from the upper rule of a box to its first baseline, and from its
// last to the lower rule.
func boxWhite(t *testing.T, sheet string, blocks ...ast.Block) (head, foot geom.Length) {
	t.Helper()
	doc := &ast.Document{Blocks: []ast.Block{par("Ervoor."), &ast.Box{Blocks: blocks}, par("Erna.")}}
	book, _, _ := set(t, doc, sheet)
	var rules, lines []geom.Length
	for _, f := range book.Pages[0].Fragments {
		switch {
		case f.Rule != nil:
			rules = append(rules, f.Rule.Y)
		case f.Run != nil && f.Content != nil && f.Run.Text[0] == 'M':
			lines = append(lines, f.Run.Y)
		}
	}
	if len(rules) != 2 || len(lines) < 2 {
		t.Fatalf("%s: %d rules, %d lines", sheet, len(rules), len(lines))
	}
	return lines[0] - rules[0], rules[1] - lines[len(lines)-1]
}
