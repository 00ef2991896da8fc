package layout

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/meta"
)

// TestPreformattedTextKeepsItsColumns: the same column of every line stands at
// the same place, whatever letters are before it.
func TestPreformattedTextKeepsItsColumns(t *testing.T) {
	for _, c := range []struct {
		code string
		at   int // glyphs before the sign
	}{{"iii |\nMMM |\nffi |\n", 4}, {"a\t|\nlonger\t|\n\t|\n", tabStop}} {
		keepsColumns(t, c.code, c.at)
	}
}

func keepsColumns(t *testing.T, code string, before int) {
	t.Helper()
	doc := &ast.Document{Meta: meta.Meta{Lang: "nl"}, Blocks: []ast.Block{&ast.CodeBlock{Text: code}}}
	book, _, _ := set(t, withMatter(doc), "screen.css")
	columns := map[geom.Length]bool{}
	for _, f := range book.Pages[0].Fragments {
		if f.Run == nil || !strings.Contains(f.Run.Text, "|") {
			continue
		}
		at := f.Run.X
		for _, g := range f.Run.Glyphs[:before] {
			at += advance(f.Run, g)
		}
		columns[at] = true
	}
	if len(columns) != 1 {
		t.Errorf("%q: the sign stands at %v", code, columns)
	}
}
