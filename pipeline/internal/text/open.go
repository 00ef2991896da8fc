package text

import "strings"

// openWords are words with which no title ends, in English, Dutch, German and French.
var openWords = map[string]bool{
	"to": true, "of": true, "the": true, "for": true, "and": true, "on": true,
	"van": true, "de": true, "het": true, "voor": true, "tot": true, "op": true, "en": true, "over": true, "inzake": true, "betreffende": true,
	"der": true, "die": true, "das": true, "des": true, "dem": true, "den": true, "über": true, "zu": true, "zum": true, "zur": true, "von": true, "vom": true, "für": true, "und": true,
	"du": true, "la": true, "le": true, "les": true, "à": true, "au": true, "aux": true, "sur": true, "pour": true, "et": true, "portant": true, "concernant": true,
}

// OpenEnded reports whether a title ends in a word with which none does, so that it goes
// on in the next paragraph.
func OpenEnded(title string) bool {
	words := strings.Fields(title)
	return len(words) > 0 && openWords[strings.ToLower(words[len(words)-1])]
}
