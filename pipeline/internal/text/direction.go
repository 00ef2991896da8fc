package text

import (
	"strings"
	"unicode"
)

// Turns reports whether a direction of writing (HTML, dir) says more of words than
// their letters do where everything is set from left to right.
func Turns(dir, words string) bool {
	switch strings.ToLower(strings.TrimSpace(dir)) {
	case "rtl":
		return true
	case "ltr", "auto":
		return strings.IndexFunc(words, isRightToLeft) >= 0
	}
	return false
}

// isRightToLeft reports whether a letter is of a script that is written from right
// to left.
func isRightToLeft(r rune) bool {
	return r >= 0x590 && unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Samaritan, unicode.Mandaic, unicode.Adlam)
}
