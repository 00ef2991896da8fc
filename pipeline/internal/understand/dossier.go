package understand

import "strings"

// dossierEnd is where the number of a file of the Dutch parliament ends that text
// begins with, "36 587", "36 560 VI", "21 501-32", and its title begins; 0 is none.
func dossierEnd(text string) int {
	if len(text) < 7 || !isDigits(text[:2]) {
		return 0
	}
	at := 2
	if text[at] == ' ' {
		at++
	}
	end := digitsEnd(text, at)
	if end != at+3 {
		return 0
	}
	if strings.HasPrefix(text[end:], "-") {
		end += 1 + tokenEnd(text[end+1:])
	}
	rest := strings.TrimLeft(text[end:], " ")
	return len(text) - len(rest)
}
