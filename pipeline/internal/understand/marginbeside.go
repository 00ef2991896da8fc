package understand

import "strings"

// dropBeside leaves out the margin block that a source with its layout kept sets
// beside the text of further pages: in a column of its own, behind a wide gap, stand
// a label with the value that comes back and lines that do. known are the lines of
// the letterhead above line first.
func (s *state) dropBeside(known map[string]int, first int) {
	column := &state{doc: s.doc, log: s.log}
	for _, l := range s.lines[:first] {
		copied := *l
		column.lines = append(column.lines, &copied)
	}
	owners := s.columnParts(column, first)
	if len(owners) == 0 {
		return
	}
	found := column.margins(known, first)
	alike := column.alikeNear(found, known, first)
	for _, m := range found {
		from, to := column.growMargin(m, alike)
		from = max(from, first)
		if m.from < first || m.anchors == 0 || m.anchors == 1 && to-from == m.to-m.from || !hasTextBeside(owners[from-first:to-first], column.lines[from:to]) {
			continue
		}
		for i := from; i < to; i++ {
			s.dropPart(owners[i-first], column.lines[i])
		}
	}
	s.sweep(true)
}

// columnParts adds what stands in the second column of the pages from line first on
// to column, and gives the lines that hold it.
func (s *state) columnParts(column *state, first int) []*line {
	var owners []*line
	for from := first; from < len(s.lines); {
		to := from + 1
		for to < len(s.lines) && !s.lines[to].page {
			to++
		}
		at, page := secondColumn(s.lines[from:to]), s.lines[from].page
		for _, l := range s.lines[from:to] {
			offset := l.offsetOf(at)
			if at == 0 || l.block != nil || offset == 0 && l.indent < at-1 || isNameBeside(l.text[:offset]) {
				continue
			}
			part := l.rest(offset)
			part.page, page = page, false
			column.lines, owners = append(column.lines, part), append(owners, l)
		}
		from = to
	}
	return owners
}

// isNameBeside reports whether what stands left of a column is no text but a name,
// as that of the sender beside the date of a running head.
func isNameBeside(left string) bool {
	left = strings.TrimSpace(left)
	return left != "" && words(left) < 4 && startsUpper(left) && !endsSentence(left)
}

// hasTextBeside reports whether text stands left of one of the parts of lines.
func hasTextBeside(lines, parts []*line) bool {
	for i, l := range lines {
		if len(l.text) > len(parts[i].text) {
			return true
		}
	}
	return false
}

// dropPart leaves out part, which is the whole of l or stands at its end.
func (s *state) dropPart(l, part *line) {
	d := decision{codePageFoot, "sender, date and reference in a column beside the text, as on other pages", "margin block of a page", 0.90}
	if l.text == part.text {
		s.drop(l, d)
	} else if left, ok := strings.CutSuffix(l.text, part.text); ok && !s.kept[l.pos.Line] {
		s.left(d, part.pos, part.text)
		l.text = strings.TrimRight(left, " \t")
	}
}
