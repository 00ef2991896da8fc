package inline

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The costs of departing from plain initials, found on the reports at hand:
// what is common in Dutch compounds costs little, what chance would do costs
// much.
const (
	upperInside = 0.6 // a capital of the short form stands inside a word
	lowerInside = 0.3 // a small letter does
	skippedWord = 1.0 // a word has no letter in the short form
	upperJoin   = 0.2 // a capital stands for "of" or "van"
)

// word is a word of a possible long form and where it stands.
type word struct {
	start, end int
	runes      []rune // folded to lower case
	join       bool
	number     bool
}

// splitWords divides text into words at everything but letters and digits.
func splitWords(text string) []word {
	var out []word
	start := -1
	for i, r := range text {
		inner := r < utf8.RuneSelf && isLetter(byte(r)) || r != ' ' && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r))
		switch {
		case inner && start < 0:
			start = i
		case !inner && start >= 0:
			out = append(out, newWord(text, start, i))
			start = -1
		}
	}
	if start >= 0 {
		out = append(out, newWord(text, start, len(text)))
	}
	return out
}

func newWord(text string, start, end int) word {
	w := word{start: start, end: end, join: joins[strings.ToLower(text[start:end])], number: true, runes: make([]rune, 0, end-start)}
	for _, r := range text[start:end] {
		w.runes = append(w.runes, fold(r))
		w.number = w.number && unicode.IsDigit(r)
	}
	return w
}

// longForm finds the words, ending with the last of words, that s abbreviates,
// and what the match costs. It follows Schwartz and Hearst, "A simple
// algorithm for identifying abbreviation definitions in biomedical text"
// (Pacific Symposium on Biocomputing 2003, section 3): the short form's letters
// stand in the long form in order, the first at the beginning of its first
// word, and the long form is the shortest that fits. Departing from them, a
// match is scored, each word that is used is used from its initial on, and the
// last word must be used, which keeps out their false pairs.
func (s *shortForm) longForm(words []word) (first, last int, cost float64, ok bool) {
	last = len(words) - 1
	for last >= 0 && (words[last].number || words[last].join) {
		last--
	}
	cost = math.Inf(1)
	most := min(len(s.letters)+5, 2*len(s.letters)) // their bound, in words
	for from, used := last, 0; from >= 0 && used <= most; from-- {
		if !words[from].join {
			used++
		}
		if words[from].runes[0] != s.letters[0] || words[from].join && s.upper[0] {
			continue
		}
		if c := s.align(words[from : last+1]); c < cost {
			first, cost = from, c
		}
	}
	return first, last, cost, cost <= s.limit()
}

// align returns the least cost of matching all letters with words, the first
// and the last of which must be used; +Inf if there is no way. best[i] is the
// least cost of the first i letters with the last of them in the word before.
func (s *shortForm) align(words []word) float64 {
	n := len(s.letters)
	best := make([]float64, n+1)
	for i := range best {
		best[i] = math.Inf(1)
	}
	best[0] = 0
	for w := range words {
		next := make([]float64, n+1)
		for i := range next {
			next[i] = math.Inf(1)
			if w > 0 && w < len(words)-1 {
				next[i] = best[i] + skip(&words[w])
			}
			for j := range i {
				if c := s.use(j, i, &words[w]); best[j]+c < next[i] {
					next[i] = best[j] + c
				}
			}
		}
		best = next
	}
	return best[n]
}

func skip(w *word) float64 {
	if w.join || w.number {
		return 0
	}
	return skippedWord
}

// use returns the cost of taking the letters from j up to i from one word: the
// first as its initial, the others further on in order.
func (s *shortForm) use(j, i int, w *word) float64 {
	if s.letters[j] == '&' {
		if i == j+1 && isAnd(string(w.runes)) {
			return 0
		}
		return math.Inf(1)
	}
	if w.runes[0] != s.letters[j] {
		return math.Inf(1)
	}
	cost := 0.0
	if w.join && s.upper[j] {
		cost = upperJoin
	}
	at := 1
	for k := j + 1; k < i; k++ {
		for at < len(w.runes) && w.runes[at] != s.letters[k] {
			at++
		}
		if at == len(w.runes) || s.initial[k] {
			return math.Inf(1)
		}
		at++
		if s.upper[k] {
			cost += upperInside
		} else {
			cost += lowerInside
		}
	}
	return cost
}
