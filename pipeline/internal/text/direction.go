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

// Directed gives the signs that a direction of writing (HTML, dir) is told by in plain
// text, before and behind what has it: an isolate, or an override where the letters
// themselves run that way (UAX 9, 2.2 and 2.4; HTML, 15.3.5). Both are empty where dir
// names no direction.
func Directed(dir string, override bool) (open, end string) {
	switch dir = strings.ToLower(strings.TrimSpace(dir)); {
	case override && dir == "rtl":
		return "\u202E", "\u202C" // RLO, PDF
	case override && dir == "ltr":
		return "\u202D", "\u202C" // LRO, PDF
	case dir == "rtl":
		return "\u2067", "\u2069" // RLI, PDI
	case dir == "ltr":
		return "\u2066", "\u2069" // LRI, PDI
	case dir == "auto":
		return "\u2068", "\u2069" // FSI, PDI
	}
	return "", ""
}

// DirectionOf is the direction of the first letter that has one, "" for none (UAX 9,
// P2).
func DirectionOf(words string) string {
	for _, r := range words {
		switch {
		case isRightToLeft(r):
			return "rtl"
		case unicode.IsLetter(r):
			return "ltr"
		}
	}
	return ""
}

// firstRightToLeft is the byte that U+0590 begins with in UTF-8.
const firstRightToLeft = 0xD6

// isRightToLeft reports whether a letter is of a script that is written from right
// to left.
func isRightToLeft(r rune) bool {
	return r >= 0x590 && unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Samaritan, unicode.Mandaic, unicode.Adlam)
}
