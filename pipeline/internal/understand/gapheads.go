package understand

import "unicode"

// The heads of a table of figures are as many as its columns, that of the names perhaps not
// among them, and each stands over its own column where the layout came through. Their gaps
// may be lost too: then a head begins with a capital or is a year.

// lostGapWords is how many words a head has at most whose gaps were lost.
const lostGapWords = 4

// putHeads puts lines over the columns as their heads; false says that they are none.
func (t *gapTable) putHeads(lines []*line) bool {
	for k, l := range lines {
		if l.block != nil || l.claim != nil || l.blank > 1 && k > 0 || endsClause(l.text) || isTableCaption(l.text) || !t.putHead(l) {
			return false
		}
	}
	return true
}

// putHead puts the heads of one line over the columns, those of the names with them where the
// line can be parted so.
func (t *gapTable) putHead(l *line) bool {
	for at := range t.lead + 1 {
		for _, parts := range headReadings(l) {
			if cells, ok := t.headCells(parts, at); ok {
				t.heads = append(t.heads, row{line: l, cells: cells, head: true})
				return true
			}
		}
	}
	return false
}

// headCells lays parts of a line out over the columns from column at on.
func (t *gapTable) headCells(parts []part, at int) ([]string, bool) {
	cells := make([]string, t.lead+t.cols)
	if at+len(parts) != len(cells) {
		return nil, false
	}
	for k, p := range parts {
		if numeric(p.text) && !isYear(p.text) && !isYearSpan(p.text) || !t.standsOver(p, k+at-t.lead) {
			return nil, false
		}
		cells[k+at] = p.text
	}
	return cells, true
}

// standsOver reports whether a part of a head lies between the figures of the columns beside
// column c of the figures, below 0 those of names; without a layout it is short.
func (t *gapTable) standsOver(p part, c int) bool {
	if !t.wide {
		return c < 0 || words(p.text) < lostGapWords
	}
	left, right := p.to, p.from
	for _, g := range t.rows {
		at := g.figures.parts(t.cols)
		if c > 0 && !g.isGroup() {
			left = min(left, at[c-1].to)
		}
		if c < t.cols-1 && !g.isGroup() {
			right = max(right, at[max(0, c+1)].from)
		}
	}
	return (c < 1 || p.to > left) && (c == t.cols-1 || p.from < right)
}

// part is a part of a line with the columns that it takes.
type part struct {
	text string
	span
}

func (p part) words() string   { return p.text }
func (b *block) words() string { return b.text }

// span is a run of columns, the last not among them.
type span struct{ from, to int }

// add adds a field behind the part.
func (p *part) add(field string, at span) { p.text, p.to = p.text+" "+field, at.to }

// headReadings are the ways to part a line into heads: by its wide gaps, by these, capitals and
// years, and with years that belong to the words before them.
func headReadings(l *line) [][]part {
	fields, starts := l.fields()
	read := func(begins func(k int) bool) (out []part) {
		for k, f := range fields {
			at := span{starts[k], starts[k] + runes(f)}
			if n := len(out); n > 0 && at.from-out[n-1].to == 1 && !begins(k) {
				out[n-1].add(f, at)
			} else {
				out = append(out, part{f, at})
			}
		}
		return out
	}
	capital := func(k int) bool { return unicode.IsUpper([]rune(fields[k])[0]) }
	year := func(k int) bool { return isYear(fields[k]) || isYearSpan(fields[k]) }
	return [][]part{
		read(func(int) bool { return false }),
		read(func(k int) bool { return capital(k) || year(k) }),
		read(func(k int) bool { return capital(k) || year(k) && year(k-1) }),
	}
}
