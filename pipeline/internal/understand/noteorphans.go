package understand

import "slices"

// orphanNote reports a note without a call, and leaves it as a paragraph that begins with
// its number, unless others stand between the two, as in a stack of numbers over texts.
func (s *state) orphanNote(d noteDef) {
	l := s.lines[d.line]
	s.warn(decision{codeNoteOrphan, "no call in order", "note " + d.label + " has no call and stays in the text", 0.60},
		l.pos, s.lines[d.textLine].text, "put the call into the canonical Markdown, or delete the note there")
	if d.textLine > d.line && !slices.ContainsFunc(s.lines[d.line+1:d.textLine], func(l *line) bool { return !l.gone }) {
		below := s.lines[d.textLine]
		l.text, l.hyphen, below.gone = l.text+" "+below.text, below.hyphen, true
	}
}

// surelyCall is the weight from which a place without a note is reported.
const surelyCall = 0.9

// likelyCall is the weight from which a place with the number that is due is
// counted as the call.
const likelyCall = 0.7

// reportOrphans reports places that look like calls and have no note: those that a
// sign or the end of a sentence proves, those that others prove by counting, and those
// of one number behind several words, as rows of a table have it.
func (s *state) reportOrphans(pairs []notePair, scan *callScan) {
	paired := map[int]bool{}
	for _, p := range pairs {
		for _, c := range p.calls {
			paired[c.run] = true
		}
	}
	sites := scan.without(pairs)
	chained, shared := inChains(sites, paired), sharedNumbers(sites)
	for _, site := range sites {
		if site.cell && !site.provenInCell() {
			continue
		}
		if paired[site.run] || !chained[site.run] && !site.standsAlone() && !(shared[site.label] && site.behindLongWord()) {
			continue
		}
		pos := site.line.pos
		pos.Col += site.from
		s.warn(decision{CodeCallOrphan, site.rule, "looks like the call of a note " + site.label + " that is not there", 0.60},
			pos, around(site.line.text, site.from, site.to), "add the note to the canonical Markdown, or leave the figure as it is")
	}
}

// provenInCell reports whether a figure in a table, which is full of figures and of the
// numbers of what it refers to, looks like a call.
func (c *callSite) provenInCell() bool {
	return c.series == seriesBracket || c.rule == raisedRule || !isDigits(c.label) || c.behindLongWord()
}

// sharedNumbers tells which numbers stand behind more than one long word.
func sharedNumbers(sites []*callSite) map[string]bool {
	seen, out := map[string]bool{}, map[string]bool{}
	for _, site := range sites {
		if site.behindLongWord() {
			out[site.label], seen[site.label] = seen[site.label], true
		}
	}
	return out
}

// behindLongWord reports whether the call is glued to a word of four letters or more
// that counts nothing.
func (c *callSite) behindLongWord() bool {
	return c.weight >= 1 && c.rule == wordRule && runes(wordBefore(c.line.text, c.from)) >= 4
}

// reportUncalled reports a list at the end that looks like notes but has no
// calls; it stays text.
func (s *state) reportUncalled(defs []noteDef) {
	for i := len(defs) - 1; i > 0; i-- {
		d := defs[i]
		if d.form.common || d.place != placeEnd || defs[i-1].place != placeEnd || defs[i-1].number != d.number-1 {
			continue
		}
		for i > 0 && defs[i-1].place == placeEnd && defs[i-1].number == defs[i].number-1 {
			i--
		}
		s.warn(decision{codeNotesAsText, "notes " + d.form.name + " without calls", "looks like a list of notes, but no call was found", 0.60},
			s.lines[defs[i].line].pos, s.lines[defs[i].textLine].text, "put the calls into the canonical Markdown where they belong")
		return
	}
}

// reportAlone reports the notes of pages that no call was found for and that stand in no
// run with others that have theirs: at the foot of a page under a rule, or two and more in
// a form that only notes have. They stay text; said is whether there are any.
func (s *state) reportAlone(pairs []notePair, defs []noteDef) (said bool) {
	inside := insideNotes(s.lines, pairs)
	for run := range runsOf(defs) {
		ruled := s.lines[min(run[0].line, run[0].numberLine)].ruled
		if run[0].place != placeFoot || len(run) < 2 && run[0].number != 1 || !ruled && (len(run) < 2 || run[0].form.common || run[0].number != 1) || inside[run[0].numberLine] || run[0].twin {
			continue
		}
		said = true
		for _, d := range run {
			s.warn(decision{codeNoteOrphan, "no call for a note at the foot of a page", "note " + d.label + " has no call and stays in the text", 0.60},
				s.lines[d.numberLine].pos, s.lines[d.textLine].text, "put the call into the canonical Markdown, or delete the note there")
		}
	}
	return said
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
