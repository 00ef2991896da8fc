package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Turns reports whether a direction of writing (HTML, dir) says more of words than
// their letters do.
func Turns(dir, words string) bool {
	switch strings.ToLower(strings.TrimSpace(dir)) {
	case "rtl":
		return true
	case "ltr", "auto":
		return strings.IndexFunc(words, isRightToLeft) >= 0
	}
	return false
}

// HasRightToLeft reports whether words hold anything that is written from right to
// left, or a sign that says so of what follows (UAX 9, 2).
func HasRightToLeft(words string) bool {
	for i := 0; i < len(words); i++ {
		if words[i] < firstRightToLeft {
			continue // nearly every byte of European text
		}
		if r, _ := utf8.DecodeRuneInString(words[i:]); isRightToLeft(r) || r >= '\u202A' && r <= '\u202E' || r >= '\u2066' && r <= '\u2069' || r == '\u200F' {
			return true
		}
	}
	return false
}

// firstRightToLeft is the byte that U+0590 begins with in UTF-8.
const firstRightToLeft = 0xD6

// isRightToLeft reports whether a letter is of a script that is written from right
// to left.
func isRightToLeft(r rune) bool {
	return r >= 0x590 && unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Samaritan, unicode.Mandaic, unicode.Adlam)
}
