package understand

import "slices"

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

// reportOrphans reports places that look like calls and have no note: sure ones,
// and likely ones with a number that the calls before and behind leave out, or with the
// next number of a count from 1, or before or behind its neighbour in a count.
func (s *state) reportOrphans(pairs []notePair, scan *callScan) {
	paired, due := map[int]bool{}, map[string]bool{}
	for i, p := range pairs {
		for _, c := range p.calls {
			paired[c.run] = true
		}
		if i > 0 && len(p.calls) > 0 && p.def.number == pairs[i-1].def.number+2 {
			due[itoa(p.def.number-1)] = true
		}
	}
	sites := scan.without(pairs)
	last, second := 0, slices.ContainsFunc(sites, func(c *callSite) bool { return c.label == "2" && c.weight >= likelyCall && !c.alone })
	beside := besideNeighbours(sites)
	for i, site := range sites {
		n := labelNumber(site.label)
		next := n == last+1 && !site.alone && (n > 1 || second)
		likely := site.weight >= likelyCall && (due[site.label] || next || beside[i])
		if paired[site.run] || likely || site.weight >= surelyCall {
			last = n
		}
		if paired[site.run] || site.weight < surelyCall && !likely {
			continue
		}
		pos := site.line.pos
		pos.Col += site.from
		s.warn(decision{CodeCallOrphan, site.rule, "looks like the call of a note " + site.label + " that is not there", 0.60},
			pos, around(site.line.text, site.from, site.to), "add the note to the canonical Markdown, or leave the figure as it is")
	}
}

// besideNeighbours tells which likely calls stand next to a likely one with the number
// before or behind theirs, not in parentheses, in which texts count their points.
func besideNeighbours(sites []*callSite) []bool {
	out, last := make([]bool, len(sites)), -1
	for i, site := range sites {
		if site.weight < surelyNext || site.series == seriesParen || site.alone {
			continue
		}
		if last >= 0 && labelNumber(site.label) == labelNumber(sites[last].label)+1 {
			out[last], out[i] = true, true
		}
		last = i
	}
	return out
}

// surelyNext is the weight from which two places that count prove each other.
const surelyNext = 0.85

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
