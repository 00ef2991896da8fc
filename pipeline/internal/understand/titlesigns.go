package understand

import (
	_ "embed"
	"math"
	"slices"
	"strings"
	"unicode"

	"octavo/pipeline/internal/understand/lexicon"
)

// titleSpan is a reading of the cover: blocks [from, to) are the title; the empty
// span is the reading that there is none. Signs speak for and against it.
type titleSpan struct {
	from, to int
	text     string
	signs    []string
	weight   float64 // the sum of the log-odds of its signs
	chance   float64 // its probability among all readings
}

// cover is what the readings of a cover are weighed with.
type cover struct {
	*state
	limit  int
	heads  []string       // keys of the running heads
	times  map[string]int // how often a key stands in the text
	words  string         // the keys of the blocks in one
	prose  string         // the lines of the cover and the sentences below in small letters
	spaced int            // empty lines above each block, which say nothing
	looks  []string       // of the blocks up to the one behind the limit
	votes  []titleVote
	topics map[string]int // how often words stand below the cover
}

// titleVote is what a rule says.
type titleVote struct {
	rule     string
	from, to int
}

// beyond is how many blocks below the first of the text are looked at.
const beyond = 3

// maxTitleBlocks is how many blocks a title has at most.
const maxTitleBlocks = 10

// spans lists the readings of the cover, the one without a title first, with their
// probabilities.
func (s *state) spans(limit int) []titleSpan {
	c := &cover{state: s, limit: limit, heads: s.runningHeads(), times: map[string]int{}}
	c.spaced = maxSpaced
	for _, b := range s.blocks[1:min(len(s.blocks), frontBlocks)] {
		c.spaced = min(c.spaced, b.blank)
	}
	var keys strings.Builder
	for _, b := range s.blocks[:min(len(s.blocks), textReach)] {
		key := headKey(b.text[:min(len(b.text), 4*maxFoot)])
		c.times[key]++
		keys.WriteString(key)
	}
	c.words = keys.String()
	c.prose = s.phrasesAround(limit)
	for i := range s.blocks[:min(len(s.blocks), limit+beyond+2)] {
		look := s.lookOf(i)
		if look == "a body" && c.parts(i) {
			look = "a name" // its end alone
		}
		c.looks = append(c.looks, look)
	}
	for _, find := range []func(int) (int, int, string, float64){s.repeatedTitle, s.referenceTitle, s.actTitle, c.agendaTitle, s.continuedTitle} {
		if from, to, rule, _ := find(limit); to > from {
			c.votes = append(c.votes, titleVote{rule, from, to})
		}
	}
	c.countTopics()
	out := []titleSpan{{signs: c.noneSigns()}}
	reach := min(len(s.blocks)-1, limit+beyond, frontBlocks)
	for from := range reach {
		if !s.canBeTitle(from) || c.parts(from) {
			continue
		}
		for to := from + 1; to <= min(reach, from+maxTitleBlocks) && (to == from+1 || s.canGoOn(to-1)); to++ {
			text := s.joined(from, to)
			if words(text) > maxTitleWords {
				break
			}
			if to < reach && (c.parts(to) && s.canGoOn(to) || isCut(s.blocks[to])) {
				continue
			}
			span := titleSpan{from: from, to: to, text: text}
			span.signs = c.signs(span)
			out = append(out, span)
		}
	}
	for _, v := range c.votes {
		if !slices.ContainsFunc(out, func(t titleSpan) bool { return t.from == v.from && t.to == v.to }) {
			span := titleSpan{from: v.from, to: v.to, text: s.joined(v.from, v.to)}
			span.signs = c.signs(span)
			out = append(out, span)
		}
	}
	weighSpans(out)
	return out
}

// weighSpans gives readings their probabilities.
func weighSpans(spans []titleSpan) {
	top := math.Inf(-1)
	for i := range spans {
		for _, sign := range spans[i].signs {
			spans[i].weight += titleWeights[sign]
		}
		top = max(top, spans[i].weight)
	}
	total := 0.0
	for i := range spans {
		spans[i].chance = math.Exp(spans[i].weight - top)
		total += spans[i].chance
	}
	for i := range spans {
		spans[i].chance /= total
	}
}

// lookOf names what a block of a cover looks like.
func (s *state) lookOf(i int) string {
	b := s.blocks[i]
	class, at := labelOf(b.text)
	begins, _ := lexicon.Begins(b.text)
	switch {
	case s.isDashed(i):
		return "small letters"
	case b.role != roleText || b.ord.label != nil:
		return "a part"
	case dossierEnd(b.text) > 0:
		return "a file"
	case isDedication(b.text):
		return "a dedication"
	case begins&lexicon.Gazette != 0 && words(b.text) <= maxGazette:
		return "a gazette"
	case lexicon.IsWhole(firstWord(b.text), lexicon.NumberSign) && !isPaperNumber(b.text):
		return "a numbered paper"
	case startsLower(b.text) && isDate(b.text):
		return "small letters"
	case isDate(b.text) && isKind(b.text):
		return "a kind"
	case isDate(b.text) && (beginsKind(b.text) && words(b.text) > 2 || class == 0 && isOccasion(b.text)):
		return "a name"
	case isDate(b.text) || givesValue(class, b.text[at:]) || class != 0 && at == len(b.text) || isCode(b.text) || isPaperNumber(b.text) || isPostal(b.text) || endsInPostcode(b.text) || strings.ContainsAny(b.text, "@") || beginsLabel(b.text) || givesFigure(b.text):
		return "a value"
	case begins&lexicon.Salutation != 0:
		return "a salutation"
	case i > 0 && isKind(b.text) && isPartTitle(b.text) && s.blocks[i-1].titleLook() && b.blank <= 1:
		return "a kind"
	case isContentsTitle(b.text) || isPartTitle(b.text) || lexicon.Is(strings.TrimRight(b.text, ": "), lexicon.Part):
		return "a part"
	case isKind(b.text) || isGenre(b.text) || isKindOf(b.text):
		return "a kind"
	case s.namesBody(i) || namesBody(strings.TrimSuffix(b.text, ",")) || isLetterhead(b.text):
		return "a body"
	case i > 0 && s.isAuthor(i):
		return "a person"
	case isOfficer(b.text) || isSignatory(b.text) || startsWithAny(b.text, bylines) || isSignature(b.text) || begins&lexicon.Addressee != 0:
		return "a person"
	case running(b.text) && (closesSentence(b.text) || words(b.text) > maxTitleWords), s.opensText(i):
		return "prose"
	case !startsUpper(b.text):
		return "small letters"
	}
	return "a name"
}

// givesValue reports whether text behind a label of a class is its value; a date has a
// figure or a place for one, and a version no words that go on in small letters: "Stand der
// Dinge", "Den Haag" and "Revision of the Ferries Act" give none.
func givesValue(class lexicon.Class, text string) bool {
	if class == lexicon.Version && words(text) > 2 && startsLower(strings.TrimLeft(text, " ")) && !strings.ContainsAny(text, "0123456789") {
		return false
	}
	if class&^(lexicon.Enclosure|lexicon.Date) == 0 {
		return class&lexicon.Date != 0 && (strings.ContainsAny(text, "0123456789") || !strings.ContainsFunc(text, unicode.IsLetter))
	}
	return true
}

func (c *cover) noneSigns() []string {
	signs := []string{"none", "none, first " + c.looks[0]}
	if len(c.votes) == 0 {
		signs = append(signs, "none, no rule")
	}
	return append(signs, c.measured(titleSpan{})...)
}

// signs are what speaks for and against a reading.
func (c *cover) signs(t titleSpan) []string {
	signs := append(c.around(t), c.wordSigns(t)...)
	for _, v := range c.votes {
		switch {
		case v.from == t.from && v.to == t.to:
			signs = append(signs, "rule: "+v.rule)
		case v.from < t.to && t.from < v.to:
			signs = append(signs, "touches what a rule found")
		default:
			signs = append(signs, "apart from what a rule found")
		}
	}
	return append(append(signs, c.again(t)...), c.measured(t)...)
}

// around are the signs of the place.
func (c *cover) around(t titleSpan) []string {
	above, below := "nothing", "the end"
	if t.from > 0 {
		above = c.looks[t.from-1]
	}
	if t.to < len(c.looks) {
		below = c.looks[t.to]
	}
	signs := []string{"above " + above, "below " + below, depthNames[step(t.from, 0, 2, 5, 10)]}
	if t.from > 0 {
		signs = append(signs, c.gapName(t.from)+" above")
	}
	if t.to < len(c.blocks) {
		signs = append(signs, c.gapName(t.to)+" below")
		if c.gap(t.to) == 0 && (below == "a name" || below == "small letters") && allCaps(c.blocks[t.to].text) == allCaps(c.blocks[t.to-1].text) {
			signs = append(signs, "like the line below")
		}
	}
	opens := t.from == 0 || c.blocks[t.from].blank > 0 || len(c.blocks[t.from].lines) > 0 && c.blocks[t.from].lines[0].page
	closes := t.to >= len(c.blocks) || c.blocks[t.to].blank > 0
	switch {
	case opens && closes && t.to-t.from <= listRun:
		signs = append(signs, "gaps around")
	case !opens && !closes:
		signs = append(signs, "no gaps around")
	}
	if !closes {
		signs = append(signs, "no gap over "+below)
		if name := c.setting(t.to); name != "" {
			signs = append(signs, name+" below")
		}
		if c.endsShort(t.to) {
			signs = append(signs, "a last word below")
		}
	}
	if t.to < c.limit && isEnclosed(c.blocks[t.to].text) {
		signs = append(signs, "brackets below")
	}
	if !opens {
		signs = append(signs, "no gap under "+above)
	}
	if t.to == c.limit {
		signs = append(signs, "right above the text")
	}
	if t.from > 0 && c.onLaterPage(t.from) {
		signs = append(signs, "later page")
	}
	if c.crowded(t.to - 1) {
		signs = append(signs, "crowded")
	}
	if t.from > 1 && c.gap(t.from) == 0 && words(c.blocks[t.from-1].text) <= 6 && words(c.blocks[t.from-2].text) <= 6 {
		signs = append(signs, "below short lines")
	}
	if c.blocks[t.from].claim() != nil {
		signs = append(signs, "in a letter, below "+below)
	}
	return signs
}

// wordSigns are the signs of the words.
func (c *cover) wordSigns(t titleSpan) []string {
	first, last := c.blocks[t.from], c.blocks[t.to-1]
	signs := []string{"is " + c.looks[t.from], blockNames[step(t.to-t.from, 1, 2)]}
	if !isKind(t.text) { // whose length says nothing
		signs = append(signs, wordNames[step(words(t.text), 1, 2, 20, 40)])
	}
	for i := t.from + 1; i < t.to; i++ {
		signs = append(signs, "holds "+c.looks[i], c.gapName(i)+" within")
		if allCaps(c.blocks[i].text) != allCaps(first.text) {
			signs = append(signs, "letters unlike")
		}
		if c.goesOn(i) {
			signs = append(signs, "goes on within")
		}
		if name := c.setting(i); name != "" {
			signs = append(signs, name+" within")
		}
		if isEnclosed(c.blocks[i].text) {
			signs = append(signs, "holds brackets")
		}
		if c.endsShort(i) {
			signs = append(signs, "holds a last word")
		}
	}
	if t.to == t.from+1 && c.looks[t.from] != "a name" && c.nameBelow(t.to) {
		signs = append(signs, "is "+c.looks[t.from]+" over a name")
	}
	end := strings.ToLower(lastWord(last.text))
	for _, f := range []struct {
		name string
		is   bool
	}{
		{"in capitals", allCaps(t.text)},
		{"numbered", first.ord.style != "" && dossierEnd(first.text) == 0},
		{"begins with a kind", beginsKind(t.text) && !isKind(t.text)},
		{"begins with a compound of a kind", !beginsKind(t.text) && isCompoundKind(firstWord(t.text)) && !isKindOf(t.text)},
		{"begins with a field", strings.HasSuffix(firstWord(t.text), ":")},
		{"holds signs", strings.ContainsAny(t.text, "[]{}|<>_\\") || strings.Contains(t.text, "//")},
		{"ends open", goesOnAfter(end) || lexicon.Is(end, lexicon.Open) || strings.HasSuffix(end, "-")},
		{"goes on below", t.to < len(c.blocks) && c.gap(t.to) == 0 && c.goesOn(t.to)},
		{"ends in a stop", endsSentence(t.text)},
		{"ends in a comma or colon", endsClause(t.text) && !endsSentence(t.text)},
		{"leaves a bracket open", strings.Count(t.text, "(") > strings.Count(t.text, ")")},
		{"holds a comma", strings.Contains(t.text, ", ")},
		{"ends in a year", isYear(lastWord(t.text))},
		{"is a name in the text", t.to == t.from+1 && c.isNameInText(t.from)},
		{"begins with a name in the text", t.to > t.from+1 && c.isNameInText(t.from)},
	} {
		if f.is {
			signs = append(signs, f.name)
		}
	}
	return signs
}

// The names of steps.
var (
	depthNames = []string{"at the top", "near the top", "a little below the top", "below the top", "far below the top"}
	gapNames   = []string{"no gap", "a gap", "a wide gap"}
	wordNames  = []string{"one word", "two words", "3 to 20 words", "21 to 40 words", "more than 40 words"}
	blockNames = []string{"one line", "two lines", "several lines"}
)

// step is the place of the first of some bounds that n does not exceed.
func step(n int, bounds ...int) int {
	for k, b := range bounds {
		if n <= b {
			return k
		}
	}
	return len(bounds)
}

// titleWeights are the log-odds of the signs, as qa/train fitted them.
//
//go:embed titles.tsv
var titleTable string

var titleWeights = readPairWeights(titleTable)
