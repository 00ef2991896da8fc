package meta

import "strings"

// IsLang reports whether s has the shape of a BCP 47 tag (RFC 5646, 2.1):
// subtags of up to eight letters and digits, the first of letters only.
func IsLang(s string) bool {
	for i, sub := range strings.Split(s, "-") {
		if len(sub) == 0 || len(sub) > 8 || strings.ContainsFunc(sub, notAlnum) || i == 0 && strings.ContainsAny(sub, "0123456789") {
			return false
		}
	}
	return true
}

func notAlnum(r rune) bool {
	return (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
}
