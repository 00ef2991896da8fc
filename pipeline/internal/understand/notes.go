package understand

import (
	"fmt"
	"slices"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// noteText is a note with the lines that hold its text.
type noteText struct {
	note  *ast.Note
	lines []*line
}

// findNotes finds the footnotes and their calls together. Each form in which
// notes are printed is a hypothesis: its numbers must make a series, and its
// calls must be found in the text in the same order. The form that explains
// most is taken. Without notes there are no calls; what is left over on either
// side stays text and is reported.
func findNotes(s *state) {
	scan := newCallScan(s.lines)
	best := hypothesis{}
	for _, f := range noteForms {
		if h := s.tryForm(f, scan); h.score > best.score {
			best = h
		}
	}
	s.reportOrphans(best, scan)
	if best.score <= 0 {
		s.reportUncalled()
		return
	}
	s.takeNotes(best)
	s.sweep(true)
}

// hypothesis is a list of notes in one form with the calls found for them;
// calls[i] belongs to defs[i] and is nil where none was found.
type hypothesis struct {
	form  noteForm
	defs  []noteDef
	calls []*callSite
	score float64
}

// footPrior weighs notes at the feet of pages, where nothing else that is
// numbered stands.
const footPrior = 0.95

// maxGroups bounds the groups of a series that are also tried alone.
const maxGroups = 6

// tryForm builds the best hypothesis for one form. A series may hold groups
// that are no notes, such as numbered recitals before a list of notes: where
// most notes of a group find no call, each group is tried alone too.
func (s *state) tryForm(f noteForm, scan *callScan) hypothesis {
	found := s.candidates(f)
	defs := longestSeries(found)
	best, whole := s.settleNotes(f, scan, defs)
	if f.common && (!whole || best.score <= 0) {
		if feet := s.atFeet(found); len(feet) < len(found) {
			foot := f
			foot.prior = max(f.prior, footPrior)
			if h, all := s.settleNotes(foot, scan, longestSeries(feet)); h.score > best.score {
				best, whole = h, all
			}
		}
	}
	groups := splitGroups(defs)
	if whole || len(groups) > maxGroups {
		return best
	}
	for _, g := range groups {
		if h, _ := s.settleNotes(f, scan, g); h.score > best.score {
			best = h
		}
	}
	return best
}

// atFeet picks the candidates that stand at the foot of a page: nothing but
// further ones that count up stands between them and a page break, furniture
// or the end. Numbered headings and items of the text stay behind.
func (s *state) atFeet(defs []noteDef) []noteDef {
	keep := make([]bool, len(defs))
	var feet []noteDef
	for i := len(defs) - 1; i >= 0; i-- {
		end := defs[i].textLine + 1
		for end < len(s.lines) && (s.goesOn(end) || s.hangs(defs[i], end)) && (i+1 == len(defs) || end < defs[i+1].line) {
			end++
		}
		switch {
		case end >= len(s.lines), s.lines[end].page, s.lines[end].seam:
			keep[i] = true
		case i+1 < len(defs) && defs[i+1].line == end && defs[i+1].number == defs[i].number+1:
			keep[i] = keep[i+1]
		}
	}
	for i, d := range defs {
		if keep[i] {
			feet = append(feet, d)
		}
	}
	return feet
}

// maxRounds bounds how often groups without calls are left out and the rest is
// matched anew.
const maxRounds = 4

// settleNotes matches the notes with calls, without the groups of which most
// find none; whole reports that no group was left out.
func (s *state) settleNotes(f noteForm, scan *callScan, defs []noteDef) (h hypothesis, whole bool) {
	for round := range maxRounds {
		if len(defs) == 0 {
			break
		}
		defs = slices.Clone(defs) // its extents are those of this reading alone
		s.extents(defs)
		calls := match(scan.without(defs), defs)
		kept := keepGroups(defs, calls)
		if len(kept) == len(defs) {
			return s.weigh(hypothesis{form: f, defs: defs, calls: calls}), round == 0
		}
		defs = kept
	}
	return hypothesis{}, false
}

// splitGroups cuts a series where its numbers restart.
func splitGroups(defs []noteDef) [][]noteDef {
	var out [][]noteDef
	from := 0
	for i := 1; i <= len(defs); i++ {
		if i == len(defs) || defs[i].number <= defs[i-1].number {
			out = append(out, defs[from:i])
			from = i
		}
	}
	return out
}

// weigh scores a hypothesis. Forms that lists and headings have too must show
// that they stand at a page's foot or close together, and match nearly all.
func (s *state) weigh(h hypothesis) hypothesis {
	matched, sum := 0, 0.0
	for _, c := range h.calls {
		if c != nil {
			matched, sum = matched+1, sum+c.weight
		}
	}
	n := len(h.defs)
	if matched == 0 || matched*2 < n {
		return hypothesis{}
	}
	if h.form.common && !s.buttons && (matched*5 < n*4 || !s.compact(h.defs)) {
		return hypothesis{}
	}
	h.score = h.form.prior*sum - 0.3*float64(n-matched)
	return h
}

// keepGroups leaves out the groups of a series of which fewer than half of the
// notes have a call. A group runs from one restart of the numbers to the next.
func keepGroups(defs []noteDef, calls []*callSite) []noteDef {
	var kept []noteDef
	for from := 0; from < len(defs); {
		to, matched := from, 0
		for ; to < len(defs) && defs[to].group == defs[from].group; to++ {
			if calls[to] != nil {
				matched++
			}
		}
		if matched*2 >= to-from {
			kept = append(kept, defs[from:to]...)
		}
		from = to
	}
	return kept
}

// compact reports whether the notes stand as notes do: after nearly each comes
// the next one, a page break, or the end; after the last of a group comes an
// empty line, and it ends as a sentence or is not the only one.
func (s *state) compact(defs []noteDef) bool {
	n := 0
	for i, d := range defs {
		last := i+1 == len(defs) || defs[i+1].group != d.group
		alone := last && (i == 0 || defs[i-1].group != d.group)
		switch {
		case d.end >= len(s.lines), s.lines[d.end].page, s.lines[d.end].seam,
			!last && defs[i+1].line == d.end,
			last && s.lines[d.end].blank > 0 && (!alone || endsSentence(s.lines[d.end-1].text)):
			n++
		}
	}
	return n*5 >= len(defs)*4
}

// takeNotes makes the notes of a hypothesis: their lines leave the text, and
// the lines with their calls are marked.
func (s *state) takeNotes(h hypothesis) {
	ids := map[string]int{}
	for i, d := range h.defs {
		c := h.calls[i]
		if c == nil || c.line.called(c.from) {
			s.orphanNote(d)
			continue
		}
		note := &ast.Note{At: ast.At{Src: s.lines[d.line].pos}, ID: uniqueID(ids, d.label), Label: d.label}
		s.notes = append(s.notes, note)
		s.noteTexts = append(s.noteTexts, noteText{note, s.noteLines(d)})
		s.mark(c, note)
		s.reportPair(d, c, h.form)
	}
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
// stand: they go with their own notes.
func (s *state) noteLines(d noteDef) []*line {
	var out []*line
	s.lines[d.numberLine].gone = true
	for i := d.textLine; i < d.end; i++ {
		l := s.lines[i]
		l.gone = true
		if i == d.textLine && d.textAt > 0 {
			out = append(out, l.rest(d.textAt))
			continue
		}
		copied := *l
		copied.gone = false
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

func (s *state) reportPair(d noteDef, c *callSite, f noteForm) {
	pos := c.line.pos
	pos.Col += c.from
	dropped := residueOf(c.line.text[c.from:c.to], c.label) + d.residue
	s.log.Add(diag.Diagnostic{
		Code: codeNote, Pos: pos, Rule: "notes " + f.name + ", call " + c.rule,
		Message:    fmt.Sprintf("call of note %s, which stands in line %d", d.label, s.lines[d.numberLine].pos.Line),
		Excerpt:    around(c.line.text, c.from, c.to),
		Dropped:    dropped,
		Confidence: min(0.99, 0.35+0.64*c.weight),
	})
}

// around is the text at a place, with some of what stands before and after.
func around(text string, from, to int) string {
	start, end := max(0, from-40), min(len(text), to+30)
	for start > 0 && text[start]&0xC0 == 0x80 {
		start--
	}
	for end < len(text) && text[end]&0xC0 == 0x80 {
		end++
	}
	return text[start:end]
}
