package understand

import (
	"strings"
	"unicode/utf8"

	"octavo/pipeline/internal/understand/lexicon"
)

// subdivisionEnd is where the parts of an article end that text goes on with
// behind the article's number, where nothing but a title in parentheses follows;
// 0 is none.
func subdivisionEnd(text string) int {
	at, named := 0, false
	for at < len(text) {
		word := strings.TrimLeft(text[at:], ", ")
		if word == "" || len(word) == len(text)-at {
			break
		}
		end := len(text) - len(word) + tokenEnd(word)
		token := strings.ToLower(text[len(text)-len(word) : end])
		if !lexicon.IsWhole(token, lexicon.Subdivision) && !isPartNumber(token) {
			break
		}
		named = named || lexicon.IsWhole(token, lexicon.Subdivision)
		at = end
	}
	rest := strings.TrimLeft(text[at:], " ")
	if named && (rest == "" || rest == ":" || strings.HasPrefix(rest, "(")) {
		return at
	}
	return 0
}

// tokenEnd is the end of the letters and figures that text begins with.
func tokenEnd(text string) int {
	end := strings.IndexFunc(text, notWord)
	if end < 0 {
		return len(text)
	}
	return end
}

// isPartNumber reports whether a token in small letters is the number or letter
// of a part: "b", "2", "bb", "iv", "12a".
func isPartNumber(token string) bool {
	return token != "" && utf8.RuneCountInString(token) <= 4 && (strings.Trim(token, "ivx") == "" || isDigits(strings.TrimRight(token, "abcdefgh")) ||
		token == strings.Repeat(token[:1], len(token)) && isLetter(token[0]))
}
