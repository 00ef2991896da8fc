package understand

import (
	"strings"
	"unicode"
)

// mendBrackets puts the bracket that an extractor printed on the next line back behind
// the number of a call or note, which was raised and smaller than what is around it:
// "of the Council (2", ") applies".
func (s *state) mendBrackets() {
	for i, l := range s.lines[min(1, len(s.lines)):] {
		above := s.lines[i]
		if l.blank > 0 || l.page || l.seam || l.block != nil || above.block != nil || !strings.HasPrefix(l.text, ")") || !endsInNumber(above.text) {
			continue
		}
		if rest := l.rest(1); strings.ContainsFunc(rest.text, unicode.IsLetter) {
			above.text += ")"
			l.text, l.pos = rest.text, rest.pos
		} else if rest.text == "" || !strings.ContainsFunc(rest.text, unicode.IsDigit) {
			above.text += l.text
			l.gone = true
		}
	}
	s.sweep(false)
}

// endsInNumber reports whether a text ends in a bracket and the number of a note.
func endsInNumber(text string) bool {
	at := strings.LastIndexByte(text, '(')
	return at >= 0 && isDigits(text[at+1:]) && len(text)-at-1 <= maxNoteDigits
}
