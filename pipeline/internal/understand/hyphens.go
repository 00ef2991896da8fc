package understand

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/understand/annotate/lang"
	"octavo/pipeline/internal/understand/lexicon"
)

// mendHyphen decides on a hyphen at the end of line above inside a word. It leaves
// the hyphen out where the document or the language knows the whole word, or
// does not know one of its halves; else the hyphen may be the author's and stays.
func (s *state) mendHyphen(b *block, above, l *line, hyphen string) {
	tail := string(b.buf[max(0, len(b.buf)-longestWord):])
	left := strings.TrimSuffix(lastWord(tail), hyphen)
	right := firstLetters(l.text)
	if strings.ContainsAny(left, "/@") {
		return // in an address or a path each sign counts
	}
	left = left[strings.LastIndexFunc(left, notLetter)+1:]
	if left == "" || right == "" {
		return
	}
	rule, confidence := s.broken(left, right)
	if rule == "" {
		return
	}
	b.buf = b.buf[:len(b.buf)-len(hyphen)]
	above.text = strings.TrimSuffix(above.text, hyphen) // on record once, also where the block is left out
	s.log.Add(diag.Diagnostic{
		Code: codeHyphen, Pos: l.pos, Rule: rule,
		Message: "hyphen at the end of the line above left out",
		Excerpt: left + right, Dropped: hyphen, Confidence: confidence,
	})
}

// broken names the rule by which left and right are halves of one word; "" keeps
// the hyphen.
func (s *state) broken(left, right string) (rule string, confidence float64) {
	whole := strings.ToLower(left + right)
	tag := s.wordLanguage()
	switch {
	case s.hasWord(whole):
		return "the whole word stands elsewhere in the document", 0.90
	case tag == "" || startsUpper(right) || allCaps(left) || lexicon.Of(left)&lexicon.Prefix != 0:
		return "", 0
	case lang.Usual(whole, tag):
		return "the whole word is usual in the language", 0.90
	case !s.knows(strings.ToLower(left), tag) || !s.knows(strings.ToLower(right), tag):
		return "one of the halves is no word of the document or the language", 0.75
	}
	return "", 0
}

// knows reports whether a word stands whole in the document or is usual.
func (s *state) knows(word string, tag lang.Tag) bool {
	return lang.Usual(word, tag) || s.hasWord(word)
}

// wordLanguage is the language of the lines, found when a hyphen first asks.
func (s *state) wordLanguage() lang.Tag {
	if s.tag == nil {
		tag := s.guessLanguage()
		s.tag = &tag
	}
	return *s.tag
}

// guessLanguage is the language of the longer lines as they are now.
func (s *state) guessLanguage() lang.Tag {
	var sample strings.Builder
	for _, l := range s.lines {
		if sample.Len() > homeSample {
			break
		}
		if words(l.text) > 5 {
			sample.WriteString(l.text)
			sample.WriteByte(' ')
		}
	}
	tag, _ := lang.Guess(sample.String())
	return tag
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
// list of words is made when a hyphen first asks for it, without the halves at
// line ends.
func (s *state) hasWord(word string) bool {
	if s.words == nil {
		s.words = map[string]bool{}
		for i, l := range s.lines {
			text := l.text
			if i > 0 && endsWithHyphen(s.lines[i-1].text) {
				text = text[len(firstLetters(text)):]
			}
			if endsWithHyphen(text) {
				text = strings.TrimSuffix(text, lastWord(text))
			}
			for _, w := range strings.FieldsFunc(text, notLetter) {
				s.words[strings.ToLower(w)] = true
			}
		}
	}
	return s.words[word]
}

func itoa(n int) string { return strconv.Itoa(n) }

// endsWithHyphen reports whether a hyphen glued to a letter ends text.
func endsWithHyphen(text string) bool {
	body, hyphen := cutHyphen(text)
	r, _ := utf8.DecodeLastRuneInString(body)
	return hyphen != "" && unicode.IsLetter(r)
}

// cutHyphen parts text from the hyphen at its end. Some typesetting programs write
// each hyphen as the one that forbids a break, U+2011, and break behind it.
func cutHyphen(text string) (body, hyphen string) {
	for _, hyphen := range [...]string{"-", "\u2011"} {
		if body, ok := strings.CutSuffix(text, hyphen); ok {
			return body, hyphen
		}
	}
	return text, ""
}
