package markdown

import (
	"fmt"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// expandAbbrs gives [DDS]{.abbr} the expansion that the file names elsewhere;
// where it names none, the word stays as text.
func (r *reader) expandAbbrs(doc *ast.Document) {
	bare := ast.ExpandAbbrs(doc)
	if len(bare) == 0 {
		return
	}
	for _, n := range bare {
		word := ast.PlainText(n.Inlines)
		r.add(diag.Warning, CodeAbbr, n.Src, fmt.Sprintf("no expansion is given for the abbreviation %q; it stays as text", word),
			fmt.Sprintf("write it once: [%s]{.abbr title=\"…\"}", word))
	}
	ast.MapInlines(doc.Blocks, unwrapBare)
	for _, n := range doc.Notes {
		ast.MapInlines(n.Blocks, unwrapBare)
	}
}

// unwrapBare puts the words of abbreviations without an expansion in their
// place, joined to the text around them.
func unwrapBare(list []ast.Inline) []ast.Inline {
	c := &collector{}
	for _, in := range list {
		if n, ok := in.(*ast.Abbr); ok && n.Expansion == "" {
			c.addAll(n.Inlines)
			continue
		}
		c.addAll([]ast.Inline{in})
	}
	return c.done()
}
