package text

import (
	"strings"
	"unicode"
)

// PandocSlug is the identifier that pandoc makes of a heading (Pandoc User's Guide,
// auto_identifiers): its letters, digits, hyphens, underscores and full stops in small
// letters from the first letter on, with hyphens for spaces.
func PandocSlug(heading string) string {
	s := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case strings.ContainsRune("-_.", r) || unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
	s = strings.Join(strings.Fields(s), "-")
	if s = strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }); s == "" {
		return "section"
	}
	return s
}
