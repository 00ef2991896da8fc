package lang

import "math"

// evidence is what the words of a run say together.
type evidence struct {
	words, capitals, strong, paired int
	lower                           int // words without a capital that are strong or paired
	gain                            float64
}

// judge trims the run toks[i:j] in language l and decides whether to keep it.
func (f *Finder) judge(toks []token, i, j, l int) (Run, bool) {
	i, j = f.trim(toks, i, j, l)
	if j-i < 2 {
		return Run{}, false
	}
	e := f.collect(toks, i, j, l)
	if e.strong == 0 || e.strong+e.paired < 2 || e.words < 2 {
		return Run{}, false
	}
	from := f.extendName(toks, i, l, e)
	e.capitals, e.words, i = e.capitals+i-from, e.words+i-from, from
	r := Run{Start: toks[i].start, End: toks[j-1].end, Lang: Languages[l], Sure: true}
	r.Confidence = 1 - math.Pow(10, -e.gain/4)
	r.Confidence = math.Round(min(0.98, r.Confidence)*100) / 100
	// Few capital words and nothing else are as likely the name of a person.
	if e.capitals == e.words && e.words < 3 && e.paired == 0 || e.lower == 0 && e.strong < 2 {
		r.Sure, r.Confidence = false, min(r.Confidence, 0.6)
	}
	return r, true
}

// trim takes from both ends what does not itself speak for language l: names,
// numbers, words as usual at home.
func (f *Finder) trim(toks []token, i, j, l int) (int, int) {
	for i < j && !f.speaks(toks, i, l) {
		i++
	}
	for i < j && !f.speaks(toks, j-1, l) {
		j--
	}
	return i, j
}

// usual is the class from which words are those that every sentence has.
const usual = 12

func (f *Finder) speaks(toks []token, i, l int) bool {
	t := &toks[i]
	if t.neutral || t.class[l] == 0 {
		return false
	}
	g := f.gain(t, l)
	return g >= 0.4 || g > -0.2 && t.class[f.home] < usual && f.paired(toks, i, l)
}

func (f *Finder) collect(toks []token, i, j, l int) evidence {
	var e evidence
	for k := i; k < j; k++ {
		t := &toks[k]
		if t.neutral {
			continue
		}
		e.words++
		g := f.gain(t, l)
		e.gain += g
		switch {
		case g >= strong && t.class[l] > 0:
			e.strong++
		case f.paired(toks, k, l):
			e.paired++
		case g >= 0.8 && t.class[l] > 0:
			e.paired++
		}
		if t.capital {
			e.capitals++
		} else if g >= 0.8 || f.paired(toks, k, l) {
			e.lower++
		}
	}
	return e
}

// extendName takes capital words that no table has to a run of capital words
// that they stand before: the unusual word of a foreign name.
func (f *Finder) extendName(toks []token, i, l int, e evidence) int {
	if e.capitals < e.words {
		return i
	}
	for i > 0 && !toks[i].broken {
		t := &toks[i-1]
		if t.neutral || !t.capital || t.class != [count]byte{} || t.cost[l] < t.cost[f.home] {
			break
		}
		i--
	}
	return i
}

// merge joins runs of one language with no word between them, such as the
// sentences of a quotation.
func merge(runs []Run, toks []token) []Run {
	var out []Run
	k := 0
	for _, r := range runs {
		for k < len(toks) && toks[k].start < r.Start {
			k++
		}
		last := len(out) - 1
		if last >= 0 && out[last].Lang == r.Lang && k > 0 && toks[k-1].end == out[last].End {
			out[last].End = r.End
			out[last].Confidence = min(out[last].Confidence, r.Confidence)
			out[last].Sure = out[last].Sure && r.Sure
			continue
		}
		out = append(out, r)
	}
	return out
}
