package understand

import (
	"fmt"
	"strings"
	"unicode"
)

// closeUp joins the letters of words that are set apart, as typewriters and German print
// do for emphasis: "B e r i c h t  d e r  R e e d e r". Only where wider gaps part the
// words does the line say which they are.
func (s *state) closeUp(l *line) {
	closed := closedWords(l.text)
	if closed == "" {
		return
	}
	s.say(decision{codeSpaced, "single letters with a blank between, and wider gaps between words", fmt.Sprintf("letters that are set apart read as words: %q", closed), 0.95}, l.pos, l.text)
	l.text = closed
}

// leastSpaced is how many letters of a line are set apart at least, and leastSpacedWord how
// many of one of its words: fewer may be the items of a list or the signs of a formula.
const (
	leastSpaced     = 6
	leastSpacedWord = 4
)

// closedWords is a line with the words closed up; "" where it is not set apart, or does
// not say where words end.
func closedWords(text string) string {
	if len(text) < 2*leastSpaced || text[len(firstWord(text)):] == "" || runes(firstWord(text)) > 1 {
		return ""
	}
	var out []string
	letters, longest := 0, 0
	for gap := range strings.SplitSeq(strings.ReplaceAll(text, "\u00a0", " "), "  ") {
		group := strings.Fields(gap)
		if len(group) == 0 {
			continue
		}
		word, n := strings.Join(group, ""), len(group)
		switch {
		case n == 1:
		case !areSingle(group), isAlphabet(word):
			return ""
		default:
			letters += n
			longest = max(longest, n)
		}
		out = append(out, word)
	}
	if letters < leastSpaced || longest < leastSpacedWord || longest > longestSpacedWord || len(out) == 1 && !isCapitalised(out[0]) {
		return ""
	}
	return strings.Join(out, " ")
}

// isCapitalised reports whether a word has one capital, its first letter. Letters in a row
// without that may be marks or the heads of columns.
func isCapitalised(word string) bool {
	return startsUpper(word) && count(word, unicode.IsUpper) == 1
}

// longestSpacedWord is how many letters a word has at most: of a longer one the gaps between
// words were lost.
const longestSpacedWord = 24

// areSingle reports whether all of a group are single letters, a stop, comma or hyphen
// perhaps among them.
func areSingle(group []string) bool {
	for _, w := range group {
		r := []rune(w)
		if len(r) > 2 || !unicode.IsLetter(r[0]) && !strings.ContainsRune("-–.,:/", r[0]) || len(r) == 2 && !strings.ContainsRune(".,:;?!-", r[1]) {
			return false
		}
	}
	return true
}

// isAlphabet reports whether letters follow each other as in the alphabet.
func isAlphabet(word string) bool {
	var above rune
	for i, r := range word {
		if i > 0 && r != above+1 {
			return false
		}
		above = r
	}
	return true
}
