package understand

import (
	"strings"
	"unicode"
)

func isQuestionTitle(text string) bool {
	lower := strings.ToLower(text[:min(len(text), 40)])
	for _, o := range questionOpeners {
		if strings.HasPrefix(lower, o) && len(text) > len(o)+10 {
			return true
		}
	}
	return false
}

// questionTitle finds the title of a paper with questions and answers.
func (s *state) questionTitle(limit int) (int, int, string, float64) {
	for i, b := range s.blocks[:limit] {
		if isQuestionTitle(b.text) && strings.ContainsAny(b.text, "()") {
			return i, i + 1, questionOpening, 0.90
		}
	}
	return 0, 0, "", 0
}

// referenceTitle finds the title below a line between dashes that names the
// paper which is answered, as papers of the German parliament have it.
func (s *state) referenceTitle(limit int) (int, int, string, float64) {
	for i := 0; i+1 < min(limit, len(s.blocks)); i++ {
		text := s.blocks[i].text
		if inner := strings.Trim(text, "–—- "); len(text)-len(inner) >= 4 && count(inner, unicode.IsDigit) > 2 &&
			titleish(s.blocks[i+1].text) {
			return i + 1, i + 2, "below the number of the paper that is answered", 0.85
		}
	}
	return 0, 0, "", 0
}

// continuedTitle finds a line that the next one goes on with in small letters:
// "REPORT FROM THE COMMISSION", "on the application of …".
func (s *state) continuedTitle(limit int) (int, int, string, float64) {
	for i := 0; i+1 < min(limit, len(s.blocks)); i++ {
		to := i + 1
		for to < limit && s.goesOnTitle(to) {
			to++
		}
		if class, _ := labelOf(s.blocks[i].text); to > i+1 && class == 0 && titleish(s.blocks[i].text) && isName(s.blocks[i].text) && !isDate(s.blocks[i].text) && !isLetterhead(s.blocks[i].text) {
			return i, to, "a line that goes on below in small letters", 0.80
		}
	}
	return 0, 0, "", 0
}

func (s *state) goesOnTitle(i int) bool {
	b := s.blocks[i]
	return b.role == roleText && startsLower(b.text) && !isDedication(b.text) && !(isDate(b.text) && !goesOnAfter(firstWord(b.text))) && !strings.HasSuffix(firstWord(b.text), ":") && !endsClause(b.text) && words(b.text) >= 2 && words(b.text) <= maxTitleWords && b.ord.style == ""
}

// leastSentence is how many words a short sentence has at least that is none of a title
// which ends in a stop.
const leastSentence = 5

// opensText reports whether block i is a short sentence right above running text, without
// a gap: the first of that text.
func (s *state) opensText(i int) bool {
	b := s.blocks[i]
	return i+1 < len(s.blocks) && s.blocks[i+1].blank == 0 && strings.HasSuffix(b.text, ".") && endsSentence(b.text) && words(b.text) >= leastSentence && !allCaps(b.text) && running(s.blocks[i+1].text)
}
