package understand

// extents finds the lines of each note, calls being the lines with their calls: up
// to where its text ends, to the next note or the edge of its page.
func (s *state) extents(defs []*noteDef, calls map[int]bool) {
	for i := range defs {
		limit, next := len(s.lines), false
		if i+1 < len(defs) {
			limit = defs[i+1].line
			next = defs[i+1].series() == defs[i].series() && defs[i+1].number == defs[i].number+1
		}
		if defs[i].end = s.paragraphEnd(*defs[i], limit); defs[i].stop == 0 {
			defs[i].end = s.tailEnd(defs[i].end, limit, next, calls)
		}
	}
}

// noteTail is how many lines may go on with a note that neither width nor words
// prove: those between it and the next note or the edge of the page.
const noteTail = 4

// tailEnd is the line behind the lines from end on that lead without a gap to the next
// note, which stands at limit, or to the edge of the page; else end.
func (s *state) tailEnd(end, limit int, next bool, calls map[int]bool) int {
	for i := end; i <= min(limit, end+noteTail); i++ {
		switch {
		case i == limit && next, i < len(s.lines) && (s.lines[i].page || s.lines[i].seam):
			return i
		case i == limit, calls[i], s.lines[i].block != nil, isDigits(s.lines[i].text), s.lines[i].blank > 0, isLabelled(s.lines[i].text):
			return end
		}
	}
	return end
}

// paragraphEnd is the line behind the first paragraph of a note, limit at most.
func (s *state) paragraphEnd(d noteDef, limit int) int {
	if d.stop > 0 {
		return d.stop
	}
	end := d.textLine + 1
	for end < limit && s.goesOn(end) {
		end++
	}
	return end
}

// goesOn reports whether line i goes on with the paragraph of the line above, over
// an empty line where the sentence does: smaller type makes the lines of notes longer
// than those of the text.
func (s *state) goesOn(i int) bool {
	above, l := s.lines[i-1], s.lines[i]
	if l.page || l.seam || l.block != nil || l.blank > 1 {
		return false
	}
	full := above.width()+1+runes(firstWord(l.text)) >= s.widthAt(above).least
	return l.blank == 0 && s.joins(1, above, l) || l.blank == 1 && !endsSentence(above.text) && (startsLower(l.text) && full || isWebAddress(firstWord(l.text)))
}

// listTail is how many lines may follow a list of notes at a document's end.
const listTail = 3
