package understand

// orphanNote reports a note without a call, and leaves it as a paragraph that
// begins with its number.
func (s *state) orphanNote(d noteDef) {
	l := s.lines[d.line]
	s.warn(decision{codeNoteOrphan, "no call in order", "note " + d.label + " has no call and stays in the text", 0.60},
		l.pos, s.lines[d.textLine].text, "put the call into the canonical Markdown, or delete the note there")
	if d.textLine > d.line {
		below := s.lines[d.textLine]
		l.text, l.hyphen, below.gone = l.text+" "+below.text, below.hyphen, true
	}
}

// surelyCall is the weight from which a place without a note is reported.
const surelyCall = 0.9

// likelyCall is the weight from which a place with the number that is due is
// counted as the call.
const likelyCall = 0.7

// reportOrphans reports places that look like calls and have no note.
func (s *state) reportOrphans(h hypothesis, scan *callScan) {
	paired := map[int]bool{}
	for _, c := range h.calls {
		if c != nil {
			paired[c.run] = true
		}
	}
	for _, site := range scan.without(h.defs) {
		if site.weight < surelyCall || paired[site.run] {
			continue
		}
		pos := site.line.pos
		pos.Col += site.from
		s.warn(decision{codeCallOrphan, site.rule, "looks like the call of a note " + site.label + " that is not there", 0.60},
			pos, around(site.line.text, site.from, site.to), "add the note to the canonical Markdown, or leave the figure as it is")
	}
}

// reportUncalled reports a list at the end that looks like notes but has no
// calls; it stays text.
func (s *state) reportUncalled() {
	for _, f := range noteForms {
		if f.common {
			continue
		}
		defs := longestSeries(s.candidates(f))
		if len(defs) < 2 {
			continue
		}
		s.extents(defs)
		if defs[len(defs)-1].end >= len(s.lines)-listTail && s.compact(defs) {
			l := s.lines[defs[0].line]
			s.warn(decision{codeNotesAsText, "notes " + f.name + " without calls", "looks like a list of notes, but no call was found", 0.60},
				l.pos, s.lines[defs[0].textLine].text, "put the calls into the canonical Markdown where they belong")
			return
		}
	}
}
