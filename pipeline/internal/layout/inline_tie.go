package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/wording"
)

// ties are the words of one language that are not parted at a line's end. The
// text keeps its plain space: only the break is discouraged.
type ties wording.Ties

func tiesFor(tag string) *ties { return (*ties)(wording.TiesFor(tag)) }

// openers and closers are set aside before a word is looked up.
const (
	openers = "(['\"‘“„«"
	closers = ")],;:!?'\"’”»"
)

// dashes do not begin a line.
const dashes = "–—-‒"

// hold reports whether the space between two words should not end a line.
func (t *ties) hold(before, after string) bool {
	if before == "" || after == "" {
		return false
	}
	if strings.Contains(dashes, after) || t.sign(after) || t.Holds[before] || groupOfNumber(before, after) {
		return true
	}
	if before = strings.TrimLeft(before, openers); before == "" {
		return false
	}
	after = strings.TrimRight(after, closers)
	if t.Holds[before] || initial(before) && startsUpper(after) {
		return true
	}
	first, _ := utf8.DecodeRuneInString(after)
	switch {
	case unicode.IsDigit(first):
		return t.Refs[strings.ToLower(afterElision(before))]
	case endsInDigit(before):
		return t.Units[after] || t.Units[strings.TrimRight(after, ".")] || t.Months[strings.ToLower(strings.TrimRight(after, "."))]
	}
	return t.Series[before] && isRoman(strings.TrimRight(after, "."))
}

// sign reports whether a word is one that stands apart from what it closes, as French
// sets », ; and !, with what closes behind it: "».".
func (t *ties) sign(word string) bool {
	_, size := utf8.DecodeRuneInString(word)
	return t.Signs[word[:size]] && strings.Trim(word[size:], closers+".…") == ""
}

// groupOfNumber reports whether a number goes on behind a space, in groups of three
// digits: "628 791,50", "1 234 567".
func groupOfNumber(before, after string) bool {
	before = strings.TrimLeft(before, openers+"€$£+-−")
	digits := len(after) - len(strings.TrimLeft(after, "0123456789"))
	return digits == 3 && len(before) >= 1 && len(before) <= 3 && strings.Trim(before, "0123456789") == ""
}

// afterElision is a word without the article or preposition that lost its vowel before
// it: "l’art." is "art.".
func afterElision(word string) string {
	if i := strings.LastIndexAny(word, "'’"); i >= 0 {
		_, size := utf8.DecodeRuneInString(word[i:])
		return word[i+size:]
	}
	return word
}

func endsInDigit(s string) bool {
	last := s[len(s)-1]
	return last >= '0' && last <= '9'
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// initial reports whether s is one or more initials, as "J." or "J.P.".
func initial(s string) bool {
	if len(s) < 2 || len(s) > 8 || s[len(s)-1] != '.' {
		return false
	}
	for i := 0; i < len(s); i += 2 {
		if i+1 >= len(s) || s[i] < 'A' || s[i] > 'Z' || s[i+1] != '.' {
			return false
		}
	}
	return true
}

func isRoman(s string) bool { return s != "" && strings.Trim(s, "IVXLCDM") == "" }
