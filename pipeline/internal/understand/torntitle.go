package understand

import (
	"strings"
	"unicode"
)

// isTornTitle reports whether two words of a title stand as one in the text and one of
// them alone nowhere else there: the text layer has a gap in the word.
func (s *state) isTornTitle(title string) bool {
	parts := strings.FieldsFunc(strings.ToLower(title), notLetter)
	if len(parts) < 2 {
		return false
	}
	text := s.wordsBeside(title)
	for i := 1; i < len(parts); i++ {
		if text[parts[i-1]+parts[i]] && !(text[parts[i-1]] && text[parts[i]]) {
			return true
		}
	}
	return false
}

// wordsBeside are the words of the first blocks in small letters, those aside that say
// the title.
func (s *state) wordsBeside(title string) map[string]bool {
	found := map[string]bool{}
	for _, b := range s.blocks[:min(len(s.blocks), textReach)] {
		if strings.Contains(title, b.text) {
			continue
		}
		for w := range strings.FieldsFuncSeq(strings.ToLower(b.text[:min(len(b.text), nameReach)]), notLetter) {
			found[w] = true
		}
	}
	return found
}

// What many lone letters are among the words of a title.
const (
	leastLetters = 4
	loneShare    = 0.3
)

// isGarbled reports whether many words of a title are lone letters, and not all of them, as a
// name in spaced letters has: the text layer is not sound.
func isGarbled(title string) bool {
	lone := func(w string) bool { return runes(w) == 1 && unicode.IsLetter(firstRune(w)) }
	part := share(title, lone)
	return part >= loneShare && part*float64(words(title)) >= leastLetters && !isSpaced(title)
}
