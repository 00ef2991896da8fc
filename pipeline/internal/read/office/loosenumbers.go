package office

import (
	"strings"

	"octavo/pipeline/internal/ast"
)

// LooseNumbers makes paragraphs of numbered ones that may head text: short, bold or large as a
// whole, and no item of their list beside them. In a document that has headings by style
// they are those of lists of which all items are so, two at least from 1, and none ends as
// a sentence does.
func LooseNumbers(entries []Entry, looks map[*ast.Paragraph]ast.Look, headed bool) {
	proven := map[level]bool{}
	if headed {
		proven = provenNumbers(entries, looks)
	}
	for i, e := range entries {
		if e.Number != nil && (!headed || proven[levelOf(e)]) && headsAlone(entries, i, looks) {
			loosenNumber(&entries[i])
		}
	}
}

// level is a level of a list.
type level struct {
	list string
	at   int
}

func levelOf(e Entry) level { return level{e.Number.List, e.Number.Level} }

// provenNumbers are the levels of lists whose items all head text.
func provenNumbers(entries []Entry, looks map[*ast.Paragraph]ast.Look) map[level]bool {
	last, proven := map[level]int{}, map[level]bool{}
	for i, e := range entries {
		if e.Number == nil {
			continue
		}
		k := levelOf(e)
		text := ""
		if p, ok := e.Block.(*ast.Paragraph); ok {
			text = strings.TrimSpace(ast.PlainText(p.Inlines))
		}
		ok := headsAlone(entries, i, looks) && e.Number.Value == last[k]+1 && !strings.ContainsAny(text[max(0, len(text)-1):], ".;:,?!")
		if last[k] == 0 {
			proven[k] = ok
		} else {
			proven[k] = proven[k] && ok
		}
		last[k] = e.Number.Value
	}
	for k, n := range last {
		proven[k] = proven[k] && n > 1
	}
	return proven
}

// headsAlone reports whether an item is a short paragraph, bold or large as a whole, with something
// else than an item of its list below it.
func headsAlone(entries []Entry, i int, looks map[*ast.Paragraph]ast.Look) bool {
	e := entries[i]
	p, ok := e.Block.(*ast.Paragraph)
	if !ok || !looks[p].Bold && !looks[p].Large || e.Number.Numerals == Bullets || len(ast.PlainText(p.Inlines)) > LongHeading/2 {
		return false
	}
	return i+1 < len(entries) && !sameLevel(e.Number, entries[i+1].Number)
}

// loosenNumber puts the number of an item into its text.
func loosenNumber(e *Entry) {
	p := e.Block.(*ast.Paragraph)
	text := &ast.Text{At: p.At, Value: e.Number.Text + " "}
	if strong, ok := p.Inlines[0].(*ast.Strong); ok && len(p.Inlines) == 1 {
		strong.Inlines = ast.JoinText(append([]ast.Inline{text}, strong.Inlines...))
	} else {
		p.Inlines = ast.JoinText(append([]ast.Inline{text}, p.Inlines...))
	}
	e.Number = nil
}

func sameLevel(a, b *Number) bool {
	return b != nil && a.List == b.List && a.Level == b.Level
}
