package text

import (
	_ "embed"
	"strings"
	"sync"
)

// openFile holds words with which no title ends, a language a line: English, Dutch,
// German and French.
//
//go:embed open.txt
var openFile string

var openWords = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for w := range strings.FieldsSeq(openFile) {
		words[w] = true
	}
	return words
})

// OpenEnded reports whether a title ends in a word with which none does, so that it goes
// on in the next paragraph.
func OpenEnded(title string) bool {
	words := strings.Fields(title)
	return len(words) > 0 && openWords()[strings.ToLower(words[len(words)-1])]
}
