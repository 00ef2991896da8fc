package matter

import (
	"fmt"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/meta"
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
		if fmt.Sprint(doc.Blocks) != before {
			t.Error("the document was changed")
		}
	}
}
