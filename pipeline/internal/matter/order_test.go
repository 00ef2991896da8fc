package matter

import (
	"fmt"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/wording"
)

func TestColophonStandsBehindTheTitle(t *testing.T) {
	chapter := section(1, "1.", "Een", &ast.Paragraph{Inlines: text("Tekst.")})
	own := section(1, "", "Colofon", &ast.Paragraph{Inlines: text("Van de uitgever.")})
	for _, c := range []struct {
		title  string
		blocks []ast.Block
		want   string
	}{
		{"Verslag", []ast.Block{chapter}, "titlepage colophon contents sec-1-een"},
		{"", []ast.Block{chapter}, "contents sec-1-een colophon"},
		{"Verslag", []ast.Block{chapter, own}, "titlepage contents sec-1-een sec-colofon"},
	} {
		doc := Add(&ast.Document{Meta: meta.Meta{Title: c.title, Lang: "nl"}, Blocks: c.blocks})
		before := fmt.Sprint(doc.Blocks)
		printed, got := ForFacingPages(doc), ""
		for _, b := range printed.Blocks {
			got += " " + ast.NodeID(b)
		}
		if got != " "+c.want {
			t.Errorf("got%s, want %s", got, c.want)
		}
		printedText, text := "", ""
		for _, list := range [][]ast.Block{printed.Blocks, doc.Blocks} {
			printedText, text = text, ""
			ast.WalkBlocks(list, func(n ast.Node) bool {
				if x, ok := n.(*ast.Text); ok {
					text += x.Value + "\n"
				}
				return true
			})
		}
		made := wording.For("nl").Made
		if c.title != "" && strings.Contains(printedText, made) || strings.Contains(text, made) == (len(c.blocks) > 1) {
			t.Errorf("the sentence on accessibility: in print %q, else %q", printedText, text)
		}
		if fmt.Sprint(doc.Blocks) != before {
			t.Error("the document was changed")
		}
	}
}
