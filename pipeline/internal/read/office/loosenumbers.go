package office

import "octavo/pipeline/internal/ast"

// LooseNumbers makes paragraphs of numbered ones that may head text: short, bold as a
// whole, and no item of their list beside them.
func LooseNumbers(entries []Entry, looks map[*ast.Paragraph]ast.Look) {
	for i := range entries {
		e := &entries[i]
		p, ok := e.Block.(*ast.Paragraph)
		if e.Number == nil || !ok || !looks[p].Bold || e.Number.Numerals == Bullets || len(ast.PlainText(p.Inlines)) > LongHeading/2 {
			continue
		}
		if i+1 == len(entries) || sameLevel(e.Number, entries[i+1].Number) {
			continue
		}
		text := &ast.Text{At: p.At, Value: e.Number.Text + " "}
		if strong, ok := p.Inlines[0].(*ast.Strong); ok && len(p.Inlines) == 1 {
			strong.Inlines = ast.JoinText(append([]ast.Inline{text}, strong.Inlines...))
		} else {
			p.Inlines = ast.JoinText(append([]ast.Inline{text}, p.Inlines...))
		}
		e.Number = nil
	}
}

func sameLevel(a, b *Number) bool {
	return b != nil && a.List == b.List && a.Level == b.Level
}
