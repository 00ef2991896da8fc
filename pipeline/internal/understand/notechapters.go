package understand

import "octavo/pipeline/internal/ast"

// figureTitles are the lines that begin with a figure, by it: which look like titles, and
// which like notes.
type figureTitles struct{ titles, others map[int]bool }

// figuresInText collects the lines with a figure before them.
func (s *state) figuresInText() figureTitles {
	out := figureTitles{map[int]bool{}, map[int]bool{}}
	for i, l := range s.lines {
		if o, ok := figureBefore(l); ok {
			if s.looksLikeTitle(i, o) {
				out.titles[o.value()] = true
			} else {
				out.others[o.value()] = true
			}
		}
	}
	return out
}

// figureBefore is the plain figure that a line begins with.
func figureBefore(l *line) (ordinal, bool) {
	if l.block != nil || l.text == "" || l.text[0] < '0' || l.text[0] > '9' {
		return ordinal{}, false
	}
	o, ok := parseOrdinal(l.text)
	return o, ok && o.style == ast.Decimal && o.depth() == 1 && o.label == nil && o.sep != "" && o.rest != ""
}

// looksLikeTitle reports whether line i is a few words without a stop between gaps.
func (s *state) looksLikeTitle(i int, o ordinal) bool {
	return s.lines[i].blank > 0 && i+1 < len(s.lines) && s.lines[i+1].blank > 0 && titleish(o.rest) && words(o.rest) <= maxTightWords && !breaksOff(o.rest)
}

// lacks reports whether line i is the title that the chapters of a paper miss, which else
// were a note: titles with the numbers before and behind stand in the text, and one of
// these numbers stands before a note too, so that notes and chapters are counted apart.
func (f figureTitles) lacks(s *state, i int) bool {
	o, ok := figureBefore(s.lines[i])
	if !ok || !s.looksLikeTitle(i, o) {
		return false
	}
	n := o.value()
	return f.titles[n-1] && f.titles[n+1] && (f.others[n-1] || f.others[n+1])
}
