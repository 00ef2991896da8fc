package understand

import (
	"slices"

	"octavo/pipeline/internal/ast"
)

// titleLine is a line with the title that goes with the label above it.
type titleLine struct {
	at      ast.At
	id      string
	inlines []ast.Inline
}

// joinTitles puts labels with their number alone, "PART 1", before the titles that stand
// right below most of a run of them: headings of the mark-up without a number, and short
// lines in capitals, bold or large.
func (o *headed) joinTitles() {
	gone := map[*block]bool{}
	for _, run := range o.labelRuns() {
		var titled []int
		for _, i := range run {
			if _, ok := o.titleBelow(i); ok {
				titled = append(titled, i)
			}
		}
		if len(titled) < 2 || 3*len(titled) < 2*len(run) {
			continue
		}
		for _, i := range titled {
			o.titles[o.blocks[i]], _ = o.titleBelow(i)
			gone[o.blocks[i+1]] = true
		}
	}
	o.blocks = slices.DeleteFunc(o.blocks, func(b *block) bool { return gone[b] })
}

// labelRuns are the runs of labels with their number alone that were found to be headings,
// each until its numbers begin anew.
func (o *headed) labelRuns() [][]int {
	var runs [][]int
	at, last := map[seriesOf]int{}, map[seriesOf]int{}
	for i, b := range o.blocks {
		if b.role != roleHeading || b.styled() || b.ord.label == nil || b.ord.rest != "" {
			continue
		}
		k, v := b.seriesOf(), b.ord.value()
		if v <= last[k] || last[k] == 0 {
			at[k] = len(runs)
			runs = append(runs, nil)
		}
		runs[at[k]], last[k] = append(runs[at[k]], i), v
	}
	return runs
}

// titleBelow is the title right below block i, where there is one.
func (o *headed) titleBelow(i int) (titleLine, bool) {
	if i+1 == len(o.blocks) {
		return titleLine{}, false
	}
	b := o.blocks[i+1]
	if sec, ok := b.node.(*ast.Section); ok {
		return titleLine{sec.At, sec.ID, sec.Title}, b.ord.style == ""
	}
	p, ok := b.node.(*ast.Paragraph)
	standsOut := len(b.loose) > 0 && b.role != roleHeading
	if standsOut {
		p, ok = b.loose[0], true
	}
	if !ok {
		return titleLine{}, false
	}
	text := ast.PlainText(p.Inlines)
	_, isLoose := o.loose[p]
	return titleLine{p.At, "", p.Inlines}, isLoose && (standsOut || allCaps(text)) && titleish(text) && ast.PlainOnly(withoutCalls(p.Inlines))
}

// section is the section that a paragraph heads, with the title that goes with its label.
func (o *headed) section(b *block) *ast.Section {
	sec := b.looseSection()
	title, ok := o.titles[b]
	if !ok {
		return sec
	}
	whole := append(sec.Title, &ast.Text{At: title.at, Value: " "})
	if sec.Number != "" {
		whole = append([]ast.Inline{&ast.Text{At: sec.At, Value: sec.Number + sec.Sep}}, whole...)
	}
	switch {
	case sec.ID == "":
		sec.ID = title.id
	case title.id != "":
		whole = append(whole, &ast.Anchor{At: title.at, ID: title.id})
	}
	sec.Number, sec.Sep, sec.Title = ast.SplitTitle(ast.AnchorsLast(ast.JoinText(append(whole, unemphasised(title.inlines)...))))
	return sec
}
