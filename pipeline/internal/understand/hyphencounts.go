package understand

import (
	"strings"

	"octavo/pipeline/internal/understand/lexicon"
)

// leastDivided is how many words that stand whole elsewhere prove that a text divides words at
// the ends of lines, and mostDoubted how many of them there are for each end of a line that
// nothing fits below.
const (
	leastDivided = 3
	mostDoubted  = 12
)

// dividesWords reports whether the text divides words at the ends of lines: known words stand
// so, more of them than of words that have their hyphen elsewhere, and hardly a half above a
// word that begins a phrase, as where columns stand mixed up.
func (s *state) dividesWords() bool {
	if s.divided == 0 {
		s.divided = -1
		if n := s.endHyphens(); n.divided >= leastDivided && n.divided > 2*n.tied && n.divided >= mostDoubted*n.doubted {
			s.divided = 1
		}
	}
	return s.divided > 0
}

// hyphenCount counts the hyphens at ends of lines: of words that the document or the language
// knows whole, of those that stand with their hyphen elsewhere, and those above a word that
// begins a phrase.
type hyphenCount struct{ divided, tied, doubted int }

func (s *state) endHyphens() hyphenCount {
	var n hyphenCount
	for i, l := range s.lines[:max(0, len(s.lines)-1)] {
		next := s.lines[i+1].text
		if !s.dividesAt(l.text) || !startsLower(next) {
			continue
		}
		body, _ := cutHyphen(l.text)
		body = strings.TrimSuffix(body, " ")
		left, right := strings.ToLower(body[strings.LastIndexFunc(body, notLetter)+1:]), strings.ToLower(firstLetters(next))
		switch {
		case isConjunction(right):
		case s.hasWord(left + "-" + right):
			n.tied++
		case s.knows(left+right, s.wordLanguage()):
			n.divided++
		case beginsPhrase(right):
			n.doubted++
		}
	}
	return n
}

// leastParted is how many words that are known whole prove that a text sets a space before the
// hyphen at the end of a line.
const leastParted = 3

// partsHyphens reports whether the hyphens at the ends of lines stand behind a space, "waar -"
// before "gemaakt", as some programs write them: words that are known whole stand so, and are
// half of what stands so.
func (s *state) partsHyphens() bool {
	if s.parted == 0 {
		s.parted = -1
		if known, all := s.partedHyphens(); known >= leastParted && 2*known >= all {
			s.parted = 1
		}
	}
	return s.parted > 0
}

// partedHyphens counts the lines that end in a hyphen behind a space before one in small
// letters, and those of them where a known word is divided.
func (s *state) partedHyphens() (known, all int) {
	for i, l := range s.lines[:max(0, len(s.lines)-1)] {
		next := s.lines[i+1].text
		body, hyphen := cutHyphen(l.text)
		body, parted := strings.CutSuffix(body, " ")
		if hyphen == "" || !parted || !startsLower(next) {
			continue
		}
		all++
		if s.knows(strings.ToLower(body[strings.LastIndexFunc(body, notLetter)+1:]+firstLetters(next)), s.wordLanguage()) {
			known++
		}
	}
	return known, all
}

// mayDivide reports whether text ends in a hyphen that may divide a word, behind a space too.
func mayDivide(text string) bool {
	body, hyphen := cutHyphen(text)
	return hyphen != "" && endsWithHyphen(strings.TrimSuffix(body, " ")+hyphen)
}

// dividesAt reports whether a hyphen at the end of text may divide a word as this text does.
func (s *state) dividesAt(text string) bool {
	return endsWithHyphen(text) || mayDivide(text) && s.partsHyphens()
}

// beginsPhrase reports whether a word is one that no compound ends with.
func beginsPhrase(word string) bool {
	return lexicon.Is(word, lexicon.Binds|lexicon.Open)
}
