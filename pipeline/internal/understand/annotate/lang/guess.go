package lang

// Guess returns the language of the tables in which the words of text are
// likeliest, and which share of the words it has: about nine in ten of its
// own texts, and no more than six in ten of a text in a fifth language. The
// tag is "" where no word of the text is known.
func Guess(text string) (Tag, float64) {
	var z tokenizer
	var sum [count]float64
	var known [count]int
	words := 0
	for _, t := range z.tokens(text) {
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
	best := 0
	for l := range sum {
		if sum[l] > sum[best] {
			best = l
		}
	}
	if known[best] == 0 {
		return "", 0
	}
	return Languages[best], float64(known[best]) / float64(words)
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
