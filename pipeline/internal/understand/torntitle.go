package understand

import "strings"

// isTornTitle reports whether two words of a title stand as one in the text and one of
// them alone nowhere else there: the text layer has a gap in the word.
func (s *state) isTornTitle(title string) bool {
	parts := strings.FieldsFunc(strings.ToLower(title), notLetter)
	for i := 1; i < len(parts); i++ {
		if s.hasWord(parts[i-1]+parts[i]) && (s.isRare(parts[i-1], title) || s.isRare(parts[i], title)) {
			return true
		}
	}
	return false
}

// isRare reports whether a word in small letters stands in the text only where the title
// does.
func (s *state) isRare(word, title string) bool {
	for _, b := range s.blocks[:min(len(s.blocks), textReach)] {
		if strings.Contains(title, b.text) {
			continue
		}
		for w := range strings.FieldsFuncSeq(b.text[:min(len(b.text), nameReach)], notLetter) {
			if strings.EqualFold(w, word) {
				return false
			}
		}
	}
	return true
}
