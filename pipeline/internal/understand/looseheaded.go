package understand

import (
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
)

// outlineHeaded looks for headings among paragraphs of a document that has headings by
// its mark-up: those that are bold or large as a whole and whose labels or numbers prove
// themselves as a series. Bold sentences and labels of forms stay what they are.
func (s *state) outlineHeaded(loose map[*ast.Paragraph]ast.Look) {
	o := &headed{loose: loose, titles: map[*block]titleLine{}}
	o.flatten(s.doc.Blocks, 1)
	found := o.findSeries()
	for _, m := range found {
		s.heading(m.b, m.rule, m.confidence)
	}
	if len(found) == 0 {
		return
	}
	o.joinTitles()
	o.setLevels()
	s.doc.Blocks = ast.Nest(o.row(), s.log)
}

// headed is a document in a row, with the headings that its mark-up gives.
type headed struct {
	loose  map[*ast.Paragraph]ast.Look
	blocks []*block
	// titles are the lines in which labels with their number alone go on.
	titles map[*block]titleLine
}

// flatten puts blocks into the row: the head of a section before what stands in it.
func (o *headed) flatten(blocks []ast.Block, level int) {
	for _, n := range blocks {
		b := &block{node: n, role: roleReady}
		switch n := n.(type) {
		case *ast.Section:
			b.role, b.level, b.text = roleHeading, level, n.Heading()
			b.ord, _ = parseOrdinal(b.text)
			o.blocks = append(o.blocks, b)
			o.flatten(n.Blocks, level+1)
			continue
		case *ast.Paragraph:
			if look := o.loose[n]; (look.Bold || look.Large) && ast.PlainOnly(withoutCalls(n.Inlines)) {
				if b = looseBlock(n); b.bullet == "" {
					b.ord = titleNumber(b.text)
				}
			}
		}
		o.blocks = append(o.blocks, b)
	}
}

// titleNumber is the label or number before a title, or a label with its number alone;
// else an ordinal without a style.
func titleNumber(text string) ordinal {
	n, ok := parseOrdinal(text)
	if !ok || isCaption(text) {
		return ordinal{}
	}
	title := strings.TrimLeft(n.rest, "–—- ")
	switch {
	case n.rest == "" && n.label != nil:
		return n
	case title == "" || !titleish(title) || !startsUpper(title) || n.label != nil && n.label.rank == rankQuestion:
	case n.label != nil || n.style == ast.Decimal || n.style == ast.UpperRoman || n.style == ast.UpperAlpha:
		return n
	}
	return ordinal{}
}

// styled reports whether the mark-up makes a heading of a block.
func (b *block) styled() bool { return b.role == roleHeading && len(b.loose) == 0 }

// seriesOf tells the parts of one series from those of others. Behind a label the
// punctuation may vary.
type seriesOf struct {
	label *label
	series
	depth int
}

func (b *block) seriesOf() seriesOf {
	k := seriesOf{b.ord.label, b.ord.series(), b.ord.depth()}
	if k.label != nil {
		k.delim, k.above = "", ""
	}
	return k
}

// member is a block that heads a part, with the reason for it.
type member struct {
	b          *block
	rule       string
	confidence float64
}

// findSeries finds the parts that prove themselves.
func (o *headed) findSeries() []member {
	runs, order := o.seriesRuns()
	var out []member
	for _, k := range order {
		for n, run := range runs[k] {
			if !o.comesBack(run, runs[k][n+1:]) {
				out = append(out, o.proven(run)...)
			}
		}
	}
	return out
}

// seriesRuns are the runs of blocks whose numbers go on, by their series, and the series in
// order. A run begins with any number: what is first may be text with a number.
func (o *headed) seriesRuns() (runs map[seriesOf][][]int, order []seriesOf) {
	runs = map[seriesOf][][]int{}
	last := map[seriesOf]int{}
	for i, b := range o.blocks {
		if b.ord.style == "" {
			continue
		}
		k, v := b.seriesOf(), b.ord.value()
		n := len(runs[k])
		if n == 0 {
			order = append(order, k)
		}
		if n > 0 && v == last[k]+1 {
			runs[k][n-1] = append(runs[k][n-1], i)
		} else {
			runs[k] = append(runs[k], []int{i})
		}
		last[k] = v
	}
	return runs, order
}

// comesBack reports whether the words of a run stand in a later one: it is contents.
func (o *headed) comesBack(run []int, later [][]int) bool {
	first := o.blocks[run[0]]
	return slices.ContainsFunc(later, func(other []int) bool {
		return first.ord.rest != "" && headKey(o.blocks[other[0]].text) == headKey(first.text)
	})
}

// leastLate is how many parts a series without a label has at least that does not begin
// with 1.
const leastLate = 3

// proven gives the members of a run that mark-up does not make headings, where it has two
// at least, or is an annex, and text stands below most of them: else it is a list of what
// there is.
func (o *headed) proven(run []int) []member {
	bare := 0
	for n, i := range run {
		if end := i + 1; end == len(o.blocks) || n+1 < len(run) && run[n+1] == end {
			bare++
		}
	}
	first := o.blocks[run[0]]
	m := member{rule: "bold or large paragraphs whose numbers go on, over text", confidence: 0.85}
	switch annex := first.ord.label != nil && first.ord.label.rank == rankAnnex; {
	case 2*bare >= len(run), len(run) == 1 && (!annex || first.ord.value() != 1), first.ord.label == nil && first.ord.value() > 1 && len(run) < leastLate:
		return nil
	case len(run) == 1:
		m.rule, m.confidence = "a bold or large paragraph that numbers the first annex, over text", 0.7
	}
	var out []member
	for _, i := range run {
		if b := o.blocks[i]; !b.styled() {
			out = append(out, member{b, m.rule, m.confidence})
		}
	}
	return out
}

// row gives the blocks with their sections, of which none has blocks of its own yet.
func (o *headed) row() []ast.Block {
	out := make([]ast.Block, 0, len(o.blocks))
	for _, b := range o.blocks {
		sec, is := b.node.(*ast.Section)
		switch {
		case is:
			sec.Level, sec.Blocks = b.level, nil
			out = append(out, sec)
		case b.role == roleHeading:
			sec := o.section(b)
			sec.Level = b.level
			out = append(out, sec)
		case len(b.loose) > 0:
			out = append(out, b.loose[0])
		default:
			out = append(out, b.node)
		}
	}
	return out
}
