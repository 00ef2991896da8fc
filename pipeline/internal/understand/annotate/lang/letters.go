package lang

import _ "embed"

//go:embed trigrams.bin
var trigramTable string

const (
	// Letters is the size of the alphabet that words are spelled in: the end
	// of a word, a to z, and classes of letters with marks.
	Letters = 32
	// TrigramCost is how many units of the table make one log10.
	TrigramCost = 60
)

// letter maps a letter in lower case to the alphabet.
func letter(r rune) int {
	switch {
	case r >= 'a' && r <= 'z':
		return int(r-'a') + 1
	case r == 'é', r == 'è', r == 'ê', r == 'ë':
		return 27
	case r == 'ä', r == 'à', r == 'â':
		return 28
	case r == 'ö', r == 'ô':
		return 29
	case r == 'ü', r == 'û', r == 'ù':
		return 30
	}
	return 31
}

// EachTrigram calls f with each letter of a word and the two before it, as an
// index into a table of Letters³; the word's end counts as a letter.
func EachTrigram(word string, f func(trigram int)) {
	pair := 0
	for _, r := range word {
		l := letter(r)
		f(pair*Letters + l)
		pair = (pair*Letters + l) % (Letters * Letters)
	}
	f(pair * Letters)
}

// spelling returns, for each language, the log10 of how likely its spelling
// makes a word, a letter on average.
func spelling(word string) (log [count]float64) {
	n := 0
	var cost [count]int
	EachTrigram(word, func(t int) {
		n++
		for l := range cost {
			cost[l] += int(trigramTable[l*Letters*Letters*Letters+t])
		}
	})
	for l := range log {
		log[l] = -float64(cost[l]) / TrigramCost / float64(n)
	}
	return log
}
