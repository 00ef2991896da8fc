package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxNoteMark is the length of the longest mark of a note in characters.
const MaxNoteMark = 8

// NoteMark takes the brackets off what may be the mark of a note; it is "" for what is too
// long to be one.
func NoteMark(s string) string {
	mark := strings.Trim(s, "[]() \u00a0")
	if mark == "" || utf8.RuneCountInString(mark) > MaxNoteMark {
		return ""
	}
	return mark
}

// IsNoteMark reports whether s, without brackets, is a mark and no word: a number, a letter,
// a Roman numeral or signs.
func IsNoteMark(s string) bool {
	letters := strings.TrimFunc(s, func(c rune) bool { return !unicode.IsLetter(c) })
	return s != "" && !strings.ContainsFunc(s, unicode.IsSpace) &&
		(len([]rune(letters)) <= 1 || strings.Trim(strings.ToLower(letters), "ivxl") == "")
}

// NamesNote reports whether an identifier is one that Word or Wikipedia gives to notes alone.
func NamesNote(id string) bool {
	return strings.HasPrefix(id, "_ftn") || strings.HasPrefix(id, "_edn") || strings.HasPrefix(id, "cite_note")
}
