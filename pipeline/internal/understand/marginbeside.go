package understand

import (
	"slices"
	"strings"

	"octavo/pipeline/internal/understand/lexicon"
)

// Programs that keep the layout print the margin block of a letter beside its text, so that
// a line holds one of each. The labels of the block stand under each other at one column.

// What a margin block beside the text of a letter has: so many words a line at most, and so
// many labels at least. Beside it the letter has so many lines of text at least.
const (
	marginColumn  = 6
	marginLabels  = 3
	besideSubject = 2 // labels beside the subject of a letter
	besideMargin  = 3
	leastMargin   = 3  // lines of the block beside the text
	marginIndent  = 30 // characters that the block is set in at least
	marginShift   = 2  // characters that it is set otherwise on another page at most
)

// marginAt is the gap before the column at which most labels begin beside the text of
// lines [from, to), a page; -1 is none.
func (s *state) marginAt(from, to int) int {
	var at [widestPage]int
	best := 0
	for _, l := range s.lines[from:to] {
		if !l.printed() {
			continue
		}
		l.eachRun(func(start, end int) {
			if start < marginIndent {
				return
			}
			if class, _ := labelOf(string([]rune(l.text)[start-l.indent : end-l.indent])); class != 0 {
				if at[start]++; at[start] > at[best] {
					best = start
				}
			}
		})
	}
	g := best - 2
	if at[best] < besideSubject && (at[best] == 0 || s.marginColumn == 0 || abs(g-s.marginColumn) > marginShift) {
		return -1
	}
	return g
}

// hasMargin reports whether the last of two columns is the margin block of a letter, which
// names its sender and gives its date, reference or enclosures behind their labels, and the
// other one the letter: its text, or its subject where the block ends above the text. On a
// page after one with such a block less is asked of it.
func (p *strip) hasMargin(again bool) bool {
	if len(p.columns) != 2 || p.crossed {
		return false
	}
	var in [2]lexicon.Class
	labels, text := 0, 0
	for k, c := range p.columns {
		for _, l := range c.lines {
			class, _ := labelOf(l.Text)
			begins, _ := lexicon.Begins(l.Text)
			in[k] |= class | begins&lexicon.Salutation
			switch long := words(l.Text) > marginColumn; {
			case k == 1 && long:
				return false
			case k == 1 && class != 0:
				labels++
			case long && class == 0:
				text++
			}
		}
	}
	const given = lexicon.Date | lexicon.Reference | lexicon.Enclosure
	if again && text >= besideMargin && in[1]&given != 0 {
		return true
	}
	if in[0]&lexicon.Subject != 0 {
		return labels >= besideSubject && in[1]&given != 0
	}
	return labels >= marginLabels && in[1]&lexicon.Sender != 0 && in[1]&given != 0 && text >= besideMargin && in[0]&(lexicon.Date|lexicon.Salutation) != 0
}

// valuesAside takes the reference from a margin block that a program printed behind the text
// of the first page of a letter, whose front ends above line from and has none.
func (s *state) valuesAside(from int) {
	if id := s.doc.Meta.Identifiers; from == 0 || id != nil && id.Number != "" {
		return
	}
	end := from
	for end < min(len(s.lines), from+frontReach) && !s.lines[end].page {
		end++
	}
	short := func(_, k int) bool { return words(s.lines[k].text) <= marginColumn && s.lines[k].block == nil }
	for a, b := range runs(from, end, short) {
		labels, of := 0, lexicon.Class(0)
		for _, l := range s.lines[a:b] {
			if class, _ := labelOf(l.text); class != 0 {
				labels++
				of |= class
			}
		}
		if labels >= marginLabels && of&lexicon.Sender != 0 && of&lexicon.Reference != 0 {
			s.marginValues(a, b)
			return
		}
	}
}

// claimAside makes the lines of margin blocks beside the text blocks of their own, on later
// pages too.
func (s *state) claimAside() {
	for _, l := range s.lines {
		if l.aside && l.claim == nil {
			l.claim = &claim{}
		}
	}
}

// isCutName reports whether the width of a margin block cut the name of a body in two.
func (h *letterhead) isCutName(above, l *line) bool {
	return above.aside && l.aside && lexicon.BeginsAs(above.text, lexicon.Body|lexicon.Sender) && isName(above.text) && isName(l.text) &&
		above.width()-above.indent+1+runes(firstWord(l.text)) > h.textColumns[l.ownColumn-1]
}

// marginAside is the block around a label at the head of a further page, far in to the right
// where nothing stands beside it, all of which the lines above the text in line first say; from
// is to where it is none.
func (s *state) marginAside(m margin, first int) (from, to int) {
	column := s.lines[m.from].indent
	inside := func(i int) bool {
		l := s.lines[i]
		return l.block == nil && abs(l.indent-column) <= marginShift && words(l.text) <= marginWords && !endsSentence(l.text) && slices.ContainsFunc(s.lines[:first], func(f *line) bool { return strings.Contains(f.text, l.text) })
	}
	if from, to = m.from, m.to; from < first || column < marginIndent || !inside(m.to-1) {
		return 0, 0
	}
	for from > 0 && !s.lines[from].page && !s.isPageOf(from-1) && inside(from-1) {
		from--
	}
	for to < len(s.lines) && !s.lines[to].page && inside(to) {
		to++
	}
	if !s.lines[from].page && (from == 0 || !s.isPageOf(from-1)) {
		return 0, 0
	}
	return from, to
}
