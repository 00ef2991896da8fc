package normalise

import (
	"strconv"
	"strings"
	"unicode"

	"octavo/pipeline/diag"
)

// mendHyphen decides on a hyphen at the end of a line inside a word. It leaves
// the hyphen out only where the document itself has the whole word; else the
// hyphen may be the author's and stays.
func (s *state) mendHyphen(b *block, l *line) {
	tail := string(b.buf[max(0, len(b.buf)-longestWord):])
	left := strings.TrimSuffix(lastWord(tail), "-")
	right := firstLetters(l.text)
	left = left[strings.LastIndexFunc(left, notLetter)+1:]
	if left == "" || right == "" || !s.hasWord(strings.ToLower(left+right)) {
		return
	}
	b.buf = b.buf[:len(b.buf)-1]
	pos := l.pos
	s.log.Add(diag.Diagnostic{
		Code: codeHyphen, Pos: pos, Rule: "the whole word stands elsewhere in the document",
		Message: "hyphen at the end of the line above left out",
		Excerpt: left + right, Dropped: "-", Confidence: 0.90,
	})
}

// longestWord bounds the search for the start of a word, in bytes.
const longestWord = 120

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// firstLetters is the run of letters that text begins with.
func firstLetters(text string) string {
	if i := strings.IndexFunc(text, notLetter); i >= 0 {
		return text[:i]
	}
	return text
}

// hasWord reports whether a word in small letters stands in the document. The
// list of words is made when a hyphen first asks for it.
func (s *state) hasWord(word string) bool {
	if s.words == nil {
		s.words = map[string]bool{}
		for _, l := range s.lines {
			for _, w := range strings.FieldsFunc(l.text, notLetter) {
				s.words[strings.ToLower(w)] = true
			}
		}
	}
	return s.words[word]
}

func itoa(n int) string { return strconv.Itoa(n) }
