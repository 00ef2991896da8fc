package lang

import (
	"slices"
	"strings"
	"unicode"
)

// Run is text[Start:End] in language Lang. Sure is false for a run that may
// well be names or borrowed words and should only be reported.
type Run struct {
	Start, End int
	Lang       Tag
	Confidence float64
	Sure       bool
}

// Finder finds foreign runs in texts of one language. It is not safe for
// concurrent use.
type Finder struct {
	home   int
	tokens tokenizer
	back   [][count]int8 // its room is used again
}

// NewFinder returns a Finder for texts in the given language; nil if the
// tables do not have it, and then nothing can be told.
func NewFinder(home Tag) *Finder {
	i := indexOf(home)
	if i < 0 {
		return nil
	}
	return &Finder{home: i, tokens: tokenizer{home: i}}
}

const (
	// switchCost is the log10 price of going from one language to another. A
	// run pays it twice, so it takes about three and a half orders of
	// magnitude of evidence to begin one.
	switchCost = 1.75
	// breakCost is the price where a sign stands between the words.
	breakCost = 1.2
	// rareCost is added for languages other than English: in administrative
	// texts nearly all borrowed terms are English.
	rareCost = 0.75
	// strong is how much likelier a word must be in another language to count
	// as evidence of it.
	strong = 1.5
	// likely is how much likelier it must be to speak for the language beside such a word.
	likely = 0.8
	// pairBonus is what a usual pair of words adds.
	pairBonus = 1.5
	// nameShare is what evidence counts for in a word that may be a name.
	nameShare = 0.75
)

// Runs returns the runs of text that are in another language than the
// Finder's, in order. It takes the likeliest sequence of languages under the
// words' frequencies and a price for each change (Viterbi, 1967), and keeps of
// it what rests on at least two words that are hardly of the home language.
// A single word is left alone: it is mostly a borrowed one, spoken as at home.
func (f *Finder) Runs(text string) []Run {
	toks := f.tokens.tokens(text)
	if !f.mayCarry(toks) {
		return nil
	}
	states := f.viterbi(toks)
	var out []Run
	low := 0 // the token behind the last run kept
	for i := 0; i < len(toks); {
		j := i + 1
		for j < len(toks) && states[j] == states[i] {
			j++
		}
		if states[i] != f.home && j > low {
			if r, end, ok := f.judge(toks, low, max(i, low), j, states[i]); ok {
				if low = end; isCode(text[r.Start:min(len(text), r.End+1)]) {
					i = j
					continue
				}
				if isNameList(text[r.Start:r.End]) {
					r.Sure, r.Confidence = false, min(r.Confidence, 0.6)
				}
				out = append(out, r)
			}
		}
		i = j
	}
	return out
}

// isCode reports whether text is that of a program or mark-up and no words to be spoken:
// `aria-hidden="true"`, `<embed>`, "dct:identifier".
func isCode(text string) bool {
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '=', '<', '>', '{', '}':
			return true
		case ':':
			if i > 0 && i+1 < len(text) && isSmall(text[i-1]) && isSmall(text[i+1]) {
				return true
			}
		}
	}
	return false
}

func isSmall(b byte) bool { return b >= 'a' && b <= 'z' }

// nameWords is how many words a name has at most, and leastNames how many are a list.
const (
	nameWords  = 4
	leastNames = 3
)

// isNameList reports whether commas part words with capitals into names.
func isNameList(text string) bool {
	names := 0
	for name := range strings.SplitSeq(text, ",") {
		words := strings.Fields(name)
		if len(words) > nameWords || slices.ContainsFunc(words, func(w string) bool { return !unicode.IsUpper([]rune(w)[0]) }) {
			return false
		}
		if len(words) > 1 {
			names++
		}
	}
	return names >= leastNames
}

// mayCarry reports whether there are words enough to carry a run in any language, as
// evidence.carries asks of one: a strong word, and another that speaks for the language
// or makes a usual pair with it.
func (f *Finder) mayCarry(toks []token) bool {
	var clearly, words [count]int
	for i := range toks {
		t := &toks[i]
		for l := range count {
			if l == f.home || t.class[l] == 0 {
				continue
			}
			g := f.gain(t, l)
			if g >= likely {
				words[l]++
			}
			if g >= strong && t.end-t.start >= leastProof {
				clearly[l]++
				if words[l] < 2 && f.paired(toks, i, l) {
					words[l]++
				}
			}
			if clearly[l] > 0 && words[l] >= 2 {
				return true
			}
		}
	}
	return false
}

// gain returns how much likelier, in log10, a word is in language l than at
// home. A word with a capital may be a name: it counts for less, and for
// nothing where the home language has it too.
func (f *Finder) gain(t *token, l int) float64 {
	if t.capital {
		return t.named[l]
	}
	return t.gain[l]
}

// weighFrom sets what a word gains in each language over home.
func (t *weight) weighFrom(home int) {
	if t.neutral {
		return
	}
	for l := range t.gain {
		g := t.cost[l] - t.cost[home]
		if g > 0 && t.international(home, l) {
			g /= 2
		}
		t.gain[l], t.named[l] = g, g
		switch {
		case g > 0 && t.class[home] > 0:
			t.named[l] = 0
		case g > 0:
			t.named[l] *= nameShare
		}
	}
}

// international reports whether Dutch and English have a word about as often:
// then German and French are likely to have borrowed it too ("web", "ex
// post"), though their tables, made from older texts, lack it.
func (t *weight) international(home, l int) bool {
	const dutch, english = 0, 1
	if home == dutch || home == english || l != dutch && l != english {
		return false
	}
	return t.class[dutch]+1 >= t.class[l] && t.class[english]+1 >= t.class[l]
}

// viterbi returns the language of each token.
func (f *Finder) viterbi(toks []token) []int {
	f.back = slices.Grow(f.back[:0], len(toks))[:len(toks)]
	back := f.back
	var score [count]float64
	for l := range score {
		if l != f.home {
			score[l] = -switchCost - f.rare(l)
		}
	}
	for i := range toks {
		price := switchCost
		if toks[i].broken {
			price = breakCost
		}
		best := 0
		for l := range score {
			if score[l] > score[best] {
				best = l
			}
		}
		var next [count]float64
		for l := range score {
			from := l
			next[l] = score[l]
			if s := score[best] - price - f.rare(l); s > next[l] {
				from, next[l] = best, s
			}
			back[i][l] = int8(from)
			next[l] += f.emit(toks, i, l)
		}
		score = next
	}
	return f.trace(back, score)
}

// rare is what a language costs to enter above the others.
func (f *Finder) rare(l int) float64 {
	if l == f.home || Languages[l] == English {
		return 0
	}
	return rareCost
}

// emit is the evidence of token i for language l, relative to home.
func (f *Finder) emit(toks []token, i, l int) float64 {
	if l == f.home {
		return 0
	}
	g := f.gain(&toks[i], l)
	if g < -1 && toks[i].class[f.home] >= usual {
		g *= 2 // "en" between two English terms is Dutch
	}
	if f.paired(toks, i, l) {
		g += pairBonus / 2
	}
	return g
}

// paired reports whether token i belongs to a usual pair of words of language
// l with a neighbour.
func (f *Finder) paired(toks []token, i, l int) bool {
	if Languages[l] != English || toks[i].class[l] == 0 {
		return false
	}
	before := i > 0 && !toks[i].broken && toks[i-1].class[l] > 0 && f.foreignPair(&toks[i-1], &toks[i], l)
	after := i+1 < len(toks) && !toks[i+1].broken && toks[i+1].class[l] > 0 && f.foreignPair(&toks[i], &toks[i+1], l)
	return before || after
}

// foreignPair reports whether a and b are a usual pair of English words of
// which at least one is hardly of the home language: "best practices", but not
// "in de".
func (f *Finder) foreignPair(a, b *token, l int) bool {
	return (f.gain(a, l) >= strong || f.gain(b, l) >= strong) && englishPair(a, b)
}

// trace follows the pointers back from the best end.
func (f *Finder) trace(back [][count]int8, score [count]float64) []int {
	best := f.home
	for l := range score {
		s := score[l]
		if l != f.home {
			s -= breakCost
		}
		if s > score[best] {
			best = l
		}
	}
	states := make([]int, len(back))
	for i := len(back) - 1; i >= 0; i-- {
		states[i] = best
		best = int(back[i][best])
	}
	return states
}
