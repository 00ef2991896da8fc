package understand

import (
	_ "embed"
	"unicode"
)

// A source that shows a column of list signs or numbers before their texts tells how many
// texts stand below, not where each begins. Boosted trees say how likely each line is to
// begin one: the likeliest as many are taken, of the stretches down to an empty line from
// the one that holds that many likeliest. The trees are fitted by qa/train on items with
// their signs taken away; marktrees.tsv holds one a line.

//go:embed marktrees.tsv
var markTreesFile string

var markTrees = embedded(markTreesFile, len(breakSigns))

// begin is what a column of marks makes of a line below it.
type begin uint8

const (
	beginOpen begin = iota // nothing
	beginText              // it begins the text of a mark
	beginNone              // it goes on with one
	beginPast              // it stands below the texts
	beginTerm              // it begins a paragraph of a row of terms
)

// maxTextLines is how many lines the text of a mark has that is sought below a column.
const maxTextLines = 15

// leastStretch is the chance from which a stretch can be the texts of a column.
const leastStretch = 0.15

// partTexts finds the texts of the columns of marks in lines.
func partTexts(lines []*line) {
	for _, l := range lines {
		l.begin = beginOpen // what was made of it when other lines were cells is past
	}
	for i := 0; i < len(lines); {
		n := markRun(lines[i:])
		if n > 1 {
			partColumn(lines[i+n:], n)
		}
		i += max(1, n)
	}
}

// markRun counts the marks of one series that lines begin with.
func markRun(lines []*line) int {
	n := 0
	for n < len(lines) && lines[n].mark && (n == 0 || follows(lines[n-1].text, lines[n].text)) {
		n++
	}
	return n
}

// partColumn parts the lines below a column of n marks into their texts.
func partColumn(below []*line, n int) {
	var ends []int // of the stretches
	most := 0
	for most < len(below) && most < n*maxTextLines && len(ends) < n && canBeText(below[most]) {
		most++
		if most >= n && (most == len(below) || below[most].blank > 0 || !canBeText(below[most])) {
			ends = append(ends, most)
		}
	}
	best, chance := 0, leastStretch
	var is []bool
	for _, end := range ends {
		texts := make([]string, end)
		for k, l := range below[:end] {
			texts[k] = l.text
		}
		begins := BeginChances(texts, markTrees())
		for k := range begins {
			if below[k].blank > 0 {
				begins[k] = 1 - parted
			}
		}
		if p := chanceOfCount(begins[1:], n-1); p > chance {
			best, chance, is = end, p, LikeliestBegins(begins, n)
		}
	}
	for k := range is {
		below[k].begin = beginNone
		if is[k] {
			below[k].begin = beginText
		}
	}
	if best > 0 && best < len(below) && below[best].begin == beginOpen {
		below[best].begin = beginPast
	}
}

// parted is the chance that an empty line stands inside a text: so many did of those below
// and between the lines of items that were labelled.
const parted = 0.2

// canBeText reports whether a line can stand in the text of a mark of a column.
func canBeText(l *line) bool {
	sign, _ := bullet(l.text)
	return l.block == nil && !l.mark && l.claim == nil && l.begin == beginOpen && sign == "" && !numeric(l.text)
}

// LikeliestBegins picks the first line and those others that likeliest begin a text, n in
// all.
func LikeliestBegins(chances []float64, n int) []bool {
	is := make([]bool, len(chances))
	is[0] = true
	for ; n > 1; n-- {
		at := -1
		for k, c := range chances {
			if !is[k] && (at < 0 || c > chances[at]) {
				at = k
			}
		}
		is[at] = true
	}
	return is
}

// chanceOfCount is the chance that n of the lines begin a text, each with its own chance.
func chanceOfCount(chances []float64, n int) float64 {
	held := make([]float64, n+1)
	held[0] = 1
	for _, c := range chances {
		for k := n; k > 0; k-- {
			held[k] = held[k]*(1-c) + held[k-1]*c
		}
		held[0] *= 1 - c
	}
	return held[n]
}

// BeginChances are the chances of the lines of a stretch to begin a text, by the given
// trees; the first does.
func BeginChances(texts []string, trees []*Tree) []float64 {
	out := make([]float64, len(texts))
	out[0] = 1
	for k, signs := range BeginSigns(texts) {
		if k > 0 {
			out[k] = chanceBy(trees, 0, signs)
		}
	}
	return out
}

// breakAt is a break between two lines of a stretch of texts.
type breakAt struct {
	above, below string
	widest       int     // of the lines of the stretch
	firstCase    float64 // of the letter that the stretch begins with
	upper        float64 // the share of its lines that begin with a capital
	lines        float64
}

// breakSigns are what the trees of breaks are asked; they stand on no sum, which would be
// the first.
var breakSigns = []treeSign[*breakAt]{
	{"sum", func(*breakAt) float64 { return 0 }},
	{"ending above", func(b *breakAt) float64 { return ending(b.above) }},
	{"room above", func(b *breakAt) float64 {
		return float64(b.widest-runes(b.above)-1-runes(firstWord(b.below))) / float64(max(1, b.widest))
	}},
	{"width above", func(b *breakAt) float64 { return float64(runes(b.above)) / float64(max(1, b.widest)) }},
	{"width below", func(b *breakAt) float64 { return float64(runes(b.below)) / float64(max(1, b.widest)) }},
	{"words above", func(b *breakAt) float64 { return float64(words(b.above)) }},
	{"words below", func(b *breakAt) float64 { return float64(words(b.below)) }},
	{"begins", func(b *breakAt) float64 { return letterCase(b.below) }},
	{"begins as the first", func(b *breakAt) float64 { return one(letterCase(b.below) == b.firstCase) }},
	{"open above", func(b *breakAt) float64 { return one(isOpen(b.above)) }},
	{"hyphen above", func(b *breakAt) float64 { return one(endsWithHyphen(b.above)) }},
	{"goes on", func(b *breakAt) float64 { return one(wordsGoOn(&line{text: b.above}, &line{text: b.below})) }},
	{"parenthesis", func(b *breakAt) float64 { return one(closesParenthesis(b.above, b.below)) }},
	{"widest", func(b *breakAt) float64 { return float64(b.widest) }},
	{"capitals", func(b *breakAt) float64 { return b.upper }},
	{"lines", func(b *breakAt) float64 { return b.lines }},
}

// BreakSignNames names what the trees of breaks are asked, in order.
func BreakSignNames() []string { return signNames(breakSigns) }

// letterCase is 0 for a small letter at the beginning, 1 for a capital, 2 for all else.
func letterCase(text string) float64 {
	switch r := firstRune(text); {
	case unicode.IsLower(r):
		return 0
	case unicode.IsUpper(r):
		return 1
	}
	return 2
}

// BeginSigns are the answers of each line of a stretch but the first.
func BeginSigns(texts []string) [][]float32 {
	b := breakAt{firstCase: letterCase(texts[0]), lines: float64(len(texts))}
	for _, t := range texts {
		b.widest = max(b.widest, runes(t))
		b.upper += one(letterCase(t) == 1) / b.lines
	}
	out := make([][]float32, len(texts))
	for k := 1; k < len(texts); k++ {
		b.above, b.below = texts[k-1], texts[k]
		out[k] = answered(breakSigns, &b, out[k])
	}
	return out
}

// WithoutSign is the text behind the list sign or number that an item begins with.
func WithoutSign(text string) (rest string, ok bool) {
	if sign, at := bullet(text); sign != "" {
		return text[at:], at < len(text)
	}
	o, ok := parseOrdinal(text)
	return o.rest, ok && o.label == nil && o.rest != ""
}
