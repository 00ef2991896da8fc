// Package text holds what several stages ask of words and characters, so that
// each such question has one answer.
package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// IsAlnum reports whether c is a letter or digit of ASCII.
func IsAlnum[T byte | rune](c T) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// IsWord reports whether r is a letter or digit of any script, as words are
// made of.
func IsWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// excerptRunes is enough to find a place again, and leaves a finding on a line.
const excerptRunes = 80

// Excerpt returns the beginning of s, with an ellipsis where it is cut.
func Excerpt(s string) string {
	n := 0
	for i := range s {
		if n++; n > excerptRunes {
			return s[:i] + "…"
		}
	}
	return s
}

// OneLine returns the words of s with one space between them and none around.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// WithoutSpace returns s without white space: what is left of a text when it
// does not matter how it was set.
func WithoutSpace(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for word := range strings.FieldsSeq(s) {
		b.WriteString(word)
	}
	return b.String()
}

// AppendLower appends s in small letters to buf, which needs no memory where buf has
// room and s is ASCII.
func AppendLower(buf []byte, s string) []byte {
	n := len(buf)
	buf = append(buf, s...)
	for i, c := range buf[n:] {
		if c >= utf8.RuneSelf {
			return append(buf[:n], strings.ToLower(s)...)
		}
		if c >= 'A' && c <= 'Z' {
			buf[n+i] = c | 0x20
		}
	}
	return buf
}

// IsVisible reports whether r leaves ink or may: it is no white space, no
// control and no format character (Unicode, general categories Z, Cc and Cf).
func IsVisible(r rune) bool {
	return !unicode.IsSpace(r) && !unicode.In(r, unicode.Z, unicode.Cc, unicode.Cf)
}

// Visible reports whether s has a visible character.
func Visible(s string) bool { return strings.IndexFunc(s, IsVisible) >= 0 }
