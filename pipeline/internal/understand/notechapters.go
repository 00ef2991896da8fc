package understand

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/pattern"
)

// figureTitles are the lines that begin with a figure, by it: which look like titles, and
// which like notes.
type figureTitles struct {
	titles, others map[int]bool
	// chapters is set where the first of them, 1, stands before any call of a note 1.
	chapters bool
}

// figuresInText collects the lines with a figure before them.
func (s *state) figuresInText() figureTitles {
	out := figureTitles{titles: map[int]bool{}, others: map[int]bool{}}
	open := true // neither a figure 1 nor a call of it was met
	for i, l := range s.lines {
		if o, ok := figureBefore(l); ok {
			if s.looksLikeTitle(i, o) {
				out.chapters = out.chapters || open && o.value() == 1
				out.titles[o.value()] = true
			} else {
				out.others[o.value()] = true
			}
		}
		open = open && !out.titles[1] && !out.others[1] && !(strings.Contains(l.text, "1") && gluedOne.MatchString(l.text))
	}
	return out
}

// gluedOne finds what may be the call of note 1.
var gluedOne = pattern.Of(`[\pL.,;:!?)”’»"\]]1(?:[^\d.,]|[.,]?$|[.,]\s)`)

// figureBefore is the plain figure that a line begins with.
func figureBefore(l *line) (ordinal, bool) {
	if l.block != nil || l.text == "" || l.text[0] < '0' || l.text[0] > '9' {
		return ordinal{}, false
	}
	o, ok := parseOrdinal(l.text)
	return o, ok && o.style == ast.Decimal && o.depth() == 1 && o.label == nil && o.sep != "" && o.rest != ""
}

// looksLikeTitle reports whether line i is a few words without a stop between gaps, over
// running text.
func (s *state) looksLikeTitle(i int, o ordinal) bool {
	if s.lines[i].blank == 0 && i > 0 || i+1 >= len(s.lines) || s.lines[i+1].blank == 0 || !titleish(o.rest) || words(o.rest) > maxTightWords || breaksOff(o.rest) {
		return false
	}
	_, figure := figureBefore(s.lines[i+1])
	return !figure && startsUpper(s.lines[i+1].text) && moreWords(s.lines[i+1].text, headWords)
}

// lacks reports whether line i is the title of a chapter that else were a note: the chapter
// before it stands in the text, and either the one behind too, with a note of either number,
// or the paper counts chapters and a note has this number.
func (f figureTitles) lacks(s *state, i int) bool {
	o, ok := figureBefore(s.lines[i])
	if !ok || !s.looksLikeTitle(i, o) {
		return false
	}
	n := o.value()
	return f.titles[n-1] && (f.titles[n+1] && (f.others[n-1] || f.others[n+1]) || f.chapters && f.others[n])
}
