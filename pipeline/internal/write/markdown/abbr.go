package markdown

import "octavo/pipeline/internal/ast"

// In canonical Markdown an abbreviation's expansion stands at its first use. A
// later [DDS]{.abbr} has that of the nearest use before it that names one,
// or else, where a person moved text about, of the first behind it.

func (p *inlinePrinter) abbr(n *ast.Abbr) {
	var pairs []string
	if !p.known.repeated[n] {
		pairs = []string{"title", n.Expansion}
	}
	p.bracketed(n.Inlines, attrsMarkdown("", "abbr", pairs...))
}
