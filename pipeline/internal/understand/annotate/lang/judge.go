package lang

import "math"

// evidence is what the words of a run say together.
type evidence struct {
	words, capitals, strong, paired int // words of a compound count once
	lower                           int // words without a capital that are strong or paired
	gain                            float64
}

// judge trims the run toks[i:j] in language l and decides whether to keep it.
// It may grow, though not to before low; end is the token behind it.
func (f *Finder) judge(toks []token, low, i, j, l int) (r Run, end int, ok bool) {
	i, j = f.trim(toks, i, j, l)
	if j-i < 2 {
		return Run{}, low, false
	}
	e := f.collect(toks, i, j, l)
	if !e.carries() || f.bridged(toks, i, j, l) {
		return Run{}, low, false
	}
	gain := e.gain
	i, j = f.extend(toks, low, i, j, l, e.capitals > 0)
	if e.strong >= clear {
		i, j = f.toBreak(toks, low, i, j, l)
	}
	e = f.collect(toks, i, j, l)
	r = Run{Start: toks[i].start, End: toks[j-1].end, Lang: Languages[l], Sure: true}
	r.Confidence = 1 - math.Pow(10, -gain/4)
	r.Confidence = math.Round(min(0.98, r.Confidence)*100) / 100
	// Few capital words and nothing else are as likely the name of a person.
	if e.capitals == e.words && e.words < 3 && e.paired == 0 || e.lower == 0 && e.strong < 2 && e.words < 4 {
		r.Sure, r.Confidence = false, min(r.Confidence, 0.6)
	}
	return r, j, true
}

// carries reports whether the evidence is enough for a run.
func (e evidence) carries() bool { return e.strong > 0 && e.strong+e.paired >= 2 && e.words >= 2 }

// bridged reports whether a run only holds together by a word that every
// sentence at home has too: neither what stands before it nor what stands behind
// it is a run, and it makes no usual pair with both.
func (f *Finder) bridged(toks []token, i, j, l int) bool {
	for k := i + 1; k < j-1; k++ {
		t := &toks[k]
		if t.neutral || t.class[f.home] < usual {
			continue
		}
		if Languages[l] == English && englishPair(&toks[k-1], t) && englishPair(t, &toks[k+1]) {
			continue
		}
		if f.collect(toks, i, k, l).carries() {
			return false // and so does all that stands before a later word
		}
		if !f.collect(toks, k+1, j, l).carries() {
			return true
		}
	}
	return false
}

// trim takes from both ends what does not itself speak for language l: names,
// numbers, words as usual at home, and words of both languages that a sign parts from
// the rest.
func (f *Finder) trim(toks []token, i, j, l int) (int, int) {
	for i < j && (!f.speaks(toks, i, l) || i+1 < j && toks[i+1].broken && f.shared(&toks[i], l)) {
		i++
	}
	for i < j && (!f.speaks(toks, j-1, l) || i+1 < j && toks[j-1].broken && f.shared(&toks[j-1], l)) {
		j--
	}
	return i, j
}

// shared reports whether both languages have a word, and it is no proof of l.
func (f *Finder) shared(t *token, l int) bool { return t.class[f.home] > 0 && f.gain(t, l) < strong }

// usual is the class from which words are those that every sentence has.
const usual = 12

func (f *Finder) speaks(toks []token, i, l int) bool {
	t := &toks[i]
	if t.neutral || t.class[l] == 0 {
		return false
	}
	g := f.gain(t, l)
	return g >= 0.5 || g > -0.2 && t.class[f.home] < usual && f.paired(toks, i, l)
}

func (f *Finder) collect(toks []token, i, j, l int) evidence {
	var e evidence
	for k := i; k < j; k++ {
		t := &toks[k]
		if t.neutral || said(toks[i:k], t) {
			continue
		}
		if !t.joined || k == i {
			e.words++
		}
		g := f.gain(t, l)
		e.gain += g
		switch {
		case g >= strong && t.class[l] > 0 && t.end-t.start >= leastProof:
			e.strong++
		case f.paired(toks, k, l):
			e.paired++
		case g >= likely && t.class[l] > 0:
			e.paired++
		}
		if t.capital {
			e.capitals++
		} else if g >= likely || f.paired(toks, k, l) {
			e.lower++
		}
	}
	return e
}

// sayReach is how many words back a word is looked for that was said before.
const sayReach = 24

// said reports whether a word stands among those before it: said again it proves nothing
// more, "par. 2 … par. 3".
func said(before []token, t *token) bool {
	for k := len(before) - 1; k >= 0 && k >= len(before)-sayReach; k-- {
		if before[k].weight == t.weight {
			return true
		}
	}
	return false
}

// extend takes to a run the words beside it that go with it: parts of a
// compound word ("human-in-the-loop") and, if the run has capitals, further
// words with capitals that language l has, or that no language has and l
// spells no worse ("Caribean Civil Protection Mechanism").
func (f *Finder) extend(toks []token, low, i, j, l int, name bool) (int, int) {
	goes := func(t *token, joined bool) bool {
		unknown := t.class == [count]byte{} && t.cost[l] >= t.cost[f.home]
		spoken := t.class[l] > 0 && t.class[l]+muchLess > t.class[f.home]
		return !t.neutral && (spoken && joined || name && t.capital && (spoken || unknown))
	}
	for i > low && !toks[i].broken && goes(&toks[i-1], toks[i].joined) {
		i--
	}
	for j < len(toks) && !toks[j].broken {
		inCompound := toks[j].joined && toks[j-1].joined && toks[j].class[l] > 0
		if !inCompound && !goes(&toks[j], toks[j].joined) {
			break
		}
		j++
	}
	return i, j
}

// clear is how many words of its own make a run a sentence or most of one.
const clear = 3

// toBreak takes to a run the words between it and the nearest signs, if all of
// them are also words of language l: the "We" before "shall fight".
func (f *Finder) toBreak(toks []token, low, i, j, l int) (int, int) {
	fits := func(t *token) bool {
		return t.neutral || t.class[l] > 0 && t.class[l]+muchLess > t.class[f.home]
	}
	first := i
	for first > low && !toks[first].broken && fits(&toks[first-1]) {
		first--
	}
	if toks[first].broken {
		i = first
	}
	last := j
	for last < len(toks) && !toks[last].broken && fits(&toks[last]) {
		last++
	}
	if last == len(toks) || toks[last].broken {
		j = last
	}
	return i, j
}

// leastProof is the length of the shortest word that proves a language alone:
// shorter ones are symbols and endings in many.
const leastProof = 3

// muchLess is the difference of classes, about a factor of twenty, from which
// a word belongs to the language that has it more.
const muchLess = 3
