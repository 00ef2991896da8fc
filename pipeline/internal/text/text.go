// Package text holds what several stages ask of words and characters, so that
// each such question has one answer.
package text

// IsAlnum reports whether c is a letter or digit of ASCII.
func IsAlnum(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
