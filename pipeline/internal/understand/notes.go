package understand

import (
	"cmp"
	"fmt"
	"slices"
	"sort"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// noteText is a note with the lines that hold its text.
type noteText struct {
	note  *ast.Note
	lines []*line
}

// notePair is a note with its calls: the first, which decided, and those that
// come back to it. Without a call the note stays text.
type notePair struct {
	def        noteDef
	calls      []*callSite
	confidence float64
}

// findNotes finds the footnotes and their calls together. Each place where a
// note may begin and each place where a call may stand are evidence; the run of
// pairs that explains most, with its numbers in order and every note behind its
// call, is taken, then the best one of what is left: a paper may have more than
// one kind of notes. What is left over on either side stays text and is reported.
func findNotes(s *state) {
	s.mendBrackets()
	parted := s.partNoteLines()
	scan := newCallScan(s.lines)
	defs := s.candidates()
	pairs := s.settle(scan, defs)
	defer func() { s.joinNoteLines(parted) }()
	s.reportOrphans(pairs, scan)
	alone := s.reportAlone(pairs, defs)
	if len(pairs) == 0 {
		if !alone {
			s.reportUncalled(defs)
		}
		return
	}
	s.takeNotes(pairs)
	s.dropNumbersBelow(pairs)
	s.sweep(true)
}

// dropNumbersBelow leaves out the page numbers below the notes of pages: a number
// alone between empty lines right below a run of notes, while the numbers below
// all runs that have one count up and none is that of a note. A single one is
// proven by what follows: a numbered title, or the text going on.
func (s *state) dropNumbersBelow(pairs []notePair) {
	var at, numbers []int
	for _, p := range pairs {
		i := p.def.end
		if i >= len(s.lines) || len(p.calls) == 0 {
			continue
		}
		l := s.lines[i]
		label, _ := readBare(l.text)
		if l.gone || l.block != nil || label == "" || len(label) > maxNoteDigits || l.blank == 0 || i+1 < len(s.lines) && s.lines[i+1].blank == 0 && !s.lines[i+1].page {
			continue
		}
		at, numbers = append(at, i), append(numbers, atoi(label))
	}
	proven := len(at) > 1 && slices.IsSorted(numbers) && mostlyCounting(numbers) || len(at) == 1 && at[0]+1 < len(s.lines) && isMarked(s.lines[at[0]+1].text)
	for _, i := range at {
		if proven {
			s.drop(s.lines[i], decision{codePageNumber, "a number alone below the notes of a page", "page number", 0.80})
		}
	}
}

// maxSeries bounds the kinds of notes of one paper, and maxRounds how often calls
// inside the notes found are left out and the rest is matched anew.
const (
	maxSeries = 6
	maxRounds = 3
)

// settle finds the pairs of notes and calls. A place whose pairing is rather wrong than
// right is no call, and what the others then are is found anew.
func (s *state) settle(scan *callScan, defs []noteDef) []notePair {
	for range maxRounds {
		kept, weak := s.settleOnce(scan, defs), false
		for _, p := range kept {
			if len(p.calls) > 0 && p.confidence < leastPair {
				p.calls[0].drawn, weak = true, true
			}
		}
		if !weak {
			return kept
		}
	}
	return slices.DeleteFunc(s.settleOnce(scan, defs), func(p notePair) bool { return len(p.calls) > 0 && p.confidence < leastPair })
}

// settleOnce finds the series of notes, best first, and returns them in the order of
// their lines with their extents.
func (s *state) settleOnce(scan *callScan, defs []noteDef) []notePair {
	m := newMatcher(s.lines, scan, defs)
	var kept []notePair
	for m.kind = range labelKinds {
		for range maxSeries {
			found := s.bestSeries(m, kept)
			if len(found) == 0 {
				break
			}
			kept = append(kept, found...)
		}
	}
	kept = scan.callGlued(oneOfEachText(s.withUncalled(withoutLists(kept, defs), defs)), defs)
	s.extend(kept)
	callAgain(kept, scan)
	scan.callLeftOut(kept)
	s.withoutInner(kept)
	return slices.DeleteFunc(kept, func(p notePair) bool { return len(p.calls) > 0 && p.confidence < leastPair })
}

// leastList is how long a run of numbers is at least that is one of a list where no more
// than half of its members have calls, and its form is that of lists too.
const leastList = 6

// withoutLists leaves out the notes of runs away from the foot of a page most of which no
// call asks for: recitals and items count like notes do, and the first of them have the
// numbers of calls whose notes are missing.
func withoutLists(kept []notePair, defs []noteDef) []notePair {
	called := map[int]bool{}
	for _, p := range kept {
		called[p.def.line] = len(p.calls) > 0
	}
	lists := map[int]bool{}
	for run := range runsOf(defs) {
		n := 0
		for _, d := range run {
			if called[d.line] {
				n++
			}
		}
		lists[run[0].run] = len(run) >= leastList && 2*n <= len(run) && run[0].place != placeFoot && run[0].form.common
	}
	return slices.DeleteFunc(kept, func(p notePair) bool { return lists[p.def.run] })
}

// leastPair is the confidence of a pairing that is carried out at least: the text of one
// that is rather wrong stays as it is, and both its ends are said.
const leastPair = 0.5

// oneOfEachText leaves each text to one note. Where a number above it and one below it both
// claim it, it is that of the one above, which its neighbours in a column of numbers need
// not prove; the other call is then said to have no note.
func oneOfEachText(kept []notePair) []notePair {
	above := map[int]bool{}
	for _, p := range kept {
		above[p.def.textLine] = above[p.def.textLine] || p.def.numberLine <= p.def.textLine
	}
	taken := map[int]bool{}
	return slices.DeleteFunc(kept, func(p notePair) bool {
		line := p.def.textLine
		if taken[line] || above[line] && p.def.numberLine > line {
			return true
		}
		taken[line] = true
		return false
	})
}

// withoutInner takes away the calls that stand in the notes themselves: the rounds
// that match anew may end before none is left.
func (s *state) withoutInner(kept []notePair) {
	inside := insideNotes(s.lines, kept)
	for i := range kept {
		kept[i].calls = slices.DeleteFunc(kept[i].calls, func(c *callSite) bool { return inside[c.index] })
	}
}

// labelKind is a kind of labels. Notes of several kinds stand between each other, and
// those of one kind count for themselves.
type labelKind int

const (
	kindNumber labelKind = iota
	kindLetter
	kindSign
	labelKinds
)

func labelKindOf(label string) labelKind {
	switch {
	case isDigits(label):
		return kindNumber
	case isLetterLabel(label):
		return kindLetter
	}
	return kindSign
}

// callsAgain reports whether a note may be called more than once: a sign or letter, or
// one of a table.
func (d noteDef) callsAgain() bool {
	return d.series() == seriesSign || d.series() == seriesLetter || d.table
}

// callAgain adds the calls that come back to a note's sign before the note: a
// sign, unlike a number, means the same note wherever it stands on a page.
func callAgain(kept []notePair, scan *callScan) {
	bySign, one := map[string][]int{}, onlyOfTheirSign(kept)
	for i, p := range kept {
		if len(p.calls) > 0 && p.def.callsAgain() {
			bySign[p.def.label] = append(bySign[p.def.label], i)
		}
	}
	for i := range scan.sites {
		site := &scan.sites[i]
		if site.drawn {
			continue
		}
		for _, k := range bySign[site.label] {
			if p := &kept[k]; (one[k] || site.run > p.calls[0].run && site.index < p.def.line) && site.run != p.calls[0].run && (labelKindOf(site.label) == kindSign || site.weight >= likelyCall && site.rule != prefixRule || p.def.table && site.rule == raisedLetterRule) {
				p.calls = append(p.calls, site)
				break
			}
		}
	}
}

// onlyOfTheirSign tells which notes are the only ones of the paper with their sign, which
// then means them wherever it stands.
func onlyOfTheirSign(kept []notePair) map[int]bool {
	of, out := map[string]int{}, map[int]bool{}
	for _, p := range kept {
		of[p.def.label]++
	}
	for i, p := range kept {
		out[i] = p.def.series() == seriesSign && !p.def.table && of[p.def.label] == 1
	}
	return out
}

// bestSeries is the best series of pairs apart from those kept; calls inside the
// notes do not count.
func (s *state) bestSeries(m *matcher, kept []notePair) (found []notePair) {
	for range maxRounds {
		all := append(slices.Clone(kept), found...)
		s.extend(all)
		again := m.match(all, all[:len(kept)])
		if sameNotes(again, found) {
			break
		}
		found = again
	}
	return found
}

func sameNotes(a, b []notePair) bool {
	return slices.EqualFunc(a, b, func(x, y notePair) bool {
		return x.def.line == y.def.line && x.calls[0].run == y.calls[0].run
	})
}

// extend puts the notes in the order of their lines and finds their extents.
func (s *state) extend(pairs []notePair) {
	sort.SliceStable(pairs, func(i, j int) bool { return pairs[i].def.line < pairs[j].def.line })
	defs, calls := make([]*noteDef, len(pairs)), map[int]bool{}
	for i := range pairs {
		defs[i] = &pairs[i].def
		for _, c := range pairs[i].calls {
			calls[c.index] = true
		}
	}
	s.extents(defs, calls)
}

// withUncalled adds the notes that stand in a run with those that were paired
// and have no call: right before or behind one, in the same form, with the number
// before or next.
func (s *state) withUncalled(kept []notePair, defs []noteDef) []notePair {
	taken := map[int]bool{}
	for _, p := range kept {
		taken[p.def.line] = true
	}
	add := func(i, beside int) {
		d := defs[i]
		near := defs[beside]
		if taken[near.line] && !taken[d.line] && d.series() == near.series() && d.run == near.run && d.place >= placePart {
			taken[d.line] = true
			kept = append(kept, notePair{def: d})
		}
	}
	for i := 1; i < len(defs); i++ {
		add(i, i-1)
	}
	for i := len(defs) - 2; i >= 0; i-- {
		add(i, i+1)
	}
	return kept
}

// takeNotes makes the notes: their lines leave the text, and the lines with
// their calls are marked.
func (s *state) takeNotes(pairs []notePair) {
	ids := map[string]int{}
	for _, p := range pairs {
		p.calls = slices.DeleteFunc(p.calls, func(c *callSite) bool { return c.line.called(c.from, c.to) })
		if len(p.calls) == 0 {
			s.orphanNote(p.def)
			continue
		}
		d := p.def
		note := &ast.Note{At: ast.At{Src: s.lines[d.numberLine].pos}, ID: uniqueID(ids, d.label), Label: d.label}
		s.notes = append(s.notes, note)
		s.noteTexts = append(s.noteTexts, noteText{note, s.noteLines(d)})
		for i, c := range p.calls {
			s.mark(c, note)
			s.reportPair(p, c, i == 0)
		}
	}
	for l := range s.called() {
		slices.SortFunc(l.calls, func(a, b call) int { return cmp.Compare(a.from, b.from) })
	}
	s.placeInCells()
	s.sortNotes()
}

// sortNotes puts the notes in the order of their first calls.
func (s *state) sortNotes() {
	first := map[*ast.Note]int{}
	for l := range s.called() {
		for _, c := range l.calls {
			if _, said := first[c.note]; !said {
				first[c.note] = len(first)
			}
		}
	}
	slices.SortStableFunc(s.notes, func(a, b *ast.Note) int { return cmp.Compare(first[a], first[b]) })
}

func uniqueID(ids map[string]int, label string) string {
	ids[label]++
	if n := ids[label]; n > 1 {
		return fmt.Sprintf("%s-%d", label, n)
	}
	return label
}

// noteLines takes the lines of a note out of the text and returns them without
// the number. Between its number and its text only other numbers of a stack may
// stand: they go with their own notes. Smaller type makes these lines longer than
// those of the text.
func (s *state) noteLines(d noteDef) []*line {
	var out []*line
	s.lines[d.numberLine].gone = true
	column := s.widthAt(s.lines[d.textLine])
	column.limit *= 2
	for i := d.textLine; i < d.end; i++ {
		l := s.lines[i]
		if l.gone && i != d.numberLine {
			continue // it is another note's, or left out
		}
		copied := *l
		if i == d.textLine && d.textAt > 0 {
			copied = *l.rest(d.textAt)
		} else {
			copied.seam = l.seam || l.blank > 0 && s.goesOn(i)
		}
		copied.column, l.gone = &column, true
		out = append(out, &copied)
	}
	return out
}

// mark notes the call on its line, so that joining can make a NoteRef of it.
func (s *state) mark(c *callSite, note *ast.Note) {
	pos := c.line.pos
	pos.Col += c.from
	c.line.calls = append(c.line.calls, call{from: c.from, to: c.to, label: c.label, note: note, pos: pos})
}

// reportPair says which note a call was paired with. What is printed with the
// note's number and not kept is recorded with its first call.
func (s *state) reportPair(p notePair, c *callSite, first bool) {
	pos := c.line.pos
	pos.Col += c.from
	dropped := residueOf(c.line.text[c.from:c.to], c.label)
	if first {
		dropped += p.def.residue
	}
	s.log.Add(diag.Diagnostic{
		Code: CodeNote, Pos: pos, Rule: "notes " + p.def.form.name + ", call " + c.rule,
		Message:    fmt.Sprintf("call of note %s, which stands in line %d", p.def.label, s.lines[p.def.numberLine].pos.Line),
		Excerpt:    around(c.line.text, c.from, c.to),
		Dropped:    dropped,
		Confidence: p.confidence,
	})
}
