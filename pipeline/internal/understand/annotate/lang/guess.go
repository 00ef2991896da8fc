package lang

import "strings"

// Evidence is what the words of a text say of its language. Names, numbers and
// abbreviations are no words here.
type Evidence struct {
	Words int
	// Share is the part of the words that the language's table has.
	Share float64
	// Lead is the log10 by which the language makes a word likelier than the
	// next language of the tables does, on average.
	Lead float64
}

// Guess returns the language of the tables in which the words of text are
// likeliest, and what speaks for it. The tag is "" where no word of the text
// is known.
func Guess(text string) (Tag, Evidence) {
	var z tokenizer
	var sum [count]float64
	var known [count]int
	words := 0
	for _, t := range z.tokens(prose(text)) {
		if t.neutral || t.capital {
			continue
		}
		words++
		for l := range sum {
			sum[l] += t.cost[l]
			if t.class[l] > 0 {
				known[l]++
			}
		}
	}
	best, next := firstTwo(sum)
	if known[best] == 0 {
		return "", Evidence{Words: words}
	}
	n := float64(words)
	return Languages[best], Evidence{Words: words, Share: float64(known[best]) / n, Lead: (sum[best] - sum[next]) / n}
}

// prose is text without the addresses and paths in it: their words are of any language.
func prose(text string) string {
	if !strings.ContainsAny(text, "@/\\") && !strings.Contains(text, "www.") {
		return text
	}
	var b strings.Builder
	for field := range strings.FieldsSeq(text) {
		if !isAddress(field) {
			b.WriteString(field)
			b.WriteByte(' ')
		}
	}
	return b.String()
}

// isAddress tells an address of the web or of mail and a path, of which a line break may
// have taken the beginning. One stroke alone stands between words: "en/of".
func isAddress(field string) bool {
	return strings.ContainsAny(field, "@\\") || strings.Contains(field, "www.") || strings.Contains(field, "://") || strings.Count(field, "/") > 1 ||
		strings.Contains(field, "/") && strings.ContainsAny(strings.TrimRight(field, ".,;:)"), ".")
}

// firstTwo returns the places of the largest sum and of the next.
func firstTwo(sum [count]float64) (best, next int) {
	next = 1
	for l := range sum {
		switch {
		case sum[l] > sum[best]:
			best, next = l, best
		case l != best && (next == best || sum[l] > sum[next]):
			next = l
		}
	}
	return best, next
}

// Usual reports whether a word in lower case is one that running text in the
// language often has: at least once in some hundred thousand words.
func Usual(word string, tag Tag) bool {
	i := indexOf(tag)
	if i < 0 {
		return false
	}
	classes, _ := lookup(word)
	return classes[i] >= oftenClass
}

// oftenClass stands for a frequency of about 10⁻⁵.
const oftenClass = 6
