package understand

import (
	"fmt"
	"math"
	"strings"
	"unicode"

	"octavo/pipeline/internal/understand/lexicon"
)

// titleMeasure is a number that a reading of the cover has; the steps that bounds part
// it in are signs. Some are of the whole cover and speak for or against no title.
type titleMeasure struct {
	name   string
	bounds []float64 // the least values of the steps but the first
	of     func(c *cover, t titleSpan) float64
	signs  []string
}

// named gives the steps of measures their names: "words: 3 to 8".
func named(all []titleMeasure) []titleMeasure {
	for i, m := range all {
		for k := range len(m.bounds) + 1 {
			switch {
			case k == 0:
				all[i].signs = append(all[i].signs, fmt.Sprintf("%s: under %g", m.name, m.bounds[0]))
			case k == len(m.bounds):
				all[i].signs = append(all[i].signs, fmt.Sprintf("%s: %g and more", m.name, m.bounds[k-1]))
			default:
				all[i].signs = append(all[i].signs, fmt.Sprintf("%s: %g to %g", m.name, m.bounds[k-1], m.bounds[k]))
			}
		}
	}
	return all
}

// sign is the step that a reading falls in.
func (m *titleMeasure) sign(c *cover, t titleSpan) string {
	v, k := m.of(c, t), 0
	for k < len(m.bounds) && v >= m.bounds[k] {
		k++
	}
	return m.signs[k]
}

// measured are the signs of the measures of a reading.
func (c *cover) measured(t titleSpan) []string {
	measures := titleMeasures
	if t.to == 0 {
		measures = coverMeasures
	}
	signs := make([]string, len(measures))
	for i := range measures {
		signs[i] = measures[i].sign(c, t)
	}
	return signs
}

// coverMeasures are those of the whole cover.
var coverMeasures = named([]titleMeasure{
	{name: "no title, lines above the text", bounds: []float64{1, 2, 4, 8, 16}, of: func(c *cover, _ titleSpan) float64 { return float64(c.limit) }},
	{name: "no title, names above the text", bounds: []float64{1, 2, 4, 8}, of: func(c *cover, _ titleSpan) float64 { return c.names(0, c.limit) }},
	{name: "no title, running heads", bounds: []float64{1, 2, 5}, of: func(c *cover, _ titleSpan) float64 { return float64(len(c.heads)) }},
	{name: "no title, words of the first line", bounds: []float64{2, 4, 8, 20}, of: func(c *cover, _ titleSpan) float64 { return blockWords(c.blocks[0]) }},
	{name: "no title, a small letter first", bounds: []float64{1}, of: func(c *cover, _ titleSpan) float64 { return blockLower(c.blocks[0]) }},
	{name: "no title, blocks of the document", bounds: []float64{20, 60, 150}, of: func(c *cover, _ titleSpan) float64 { return float64(len(c.blocks)) }},
	{name: "no title, sentences at the top", bounds: []float64{1, 2, 4}, of: func(c *cover, _ titleSpan) float64 { return c.sentences(0, 6) }},
	{name: "no title, values at the top", bounds: []float64{1, 3, 6}, of: func(c *cover, _ titleSpan) float64 { return c.looking("a value", 0, 10) }},
	{name: "no title, cells at the top", bounds: []float64{1, 4}, of: func(c *cover, _ titleSpan) float64 { return c.looking("a part", 0, 10) }},
	{name: "no title, topic of the first line", bounds: []float64{0, 0.5, 1}, of: func(c *cover, _ titleSpan) float64 { return c.topic(c.blocks[0].text) }},
})

// titleMeasures are those of a title.
var titleMeasures = named([]titleMeasure{
	{name: "lines above", bounds: []float64{1, 3, 5, 8}, of: func(c *cover, t titleSpan) float64 { return float64(t.from) }},
	{name: "lines to the text", bounds: []float64{-1, 1, 3, 8}, of: func(c *cover, t titleSpan) float64 { return float64(c.limit - t.to) }},
	{name: "names above", bounds: []float64{1, 2, 3, 5}, of: func(c *cover, t titleSpan) float64 { return c.names(0, t.from) }},
	{name: "names below", bounds: []float64{1, 2, 4}, of: func(c *cover, t titleSpan) float64 { return c.names(t.to, c.limit) }},
	{name: "longer names", bounds: []float64{1, 2, 3}, of: (*cover).longerNames},
	{name: "sentences above", bounds: []float64{1, 2}, of: func(c *cover, t titleSpan) float64 { return c.sentences(0, t.from) }},
	{name: "gap below against within", bounds: []float64{0, 1, 2}, of: func(c *cover, t titleSpan) float64 { return c.space(t.to) - c.most(t, c.space) }},
	{name: "room above", bounds: []float64{-4, 5, 24, 60}, of: func(c *cover, t titleSpan) float64 { return c.room(t.from) }},
	{name: "room below", bounds: []float64{-8, 0, 10, 28}, of: func(c *cover, t titleSpan) float64 { return c.room(t.to) }},
	{name: "room within", bounds: []float64{-2, 0, 9, 30}, of: func(c *cover, t titleSpan) float64 { return c.most(t, c.room) }},
	{name: "words a line", bounds: []float64{2, 3.5, 5.5, 10.5}, of: func(c *cover, t titleSpan) float64 { return float64(words(t.text)) / float64(t.to-t.from) }},
	{name: "words of its first line", bounds: []float64{2, 3, 5, 9}, of: func(c *cover, t titleSpan) float64 { return blockWords(c.blocks[t.from]) }},
	{name: "words of its last line", bounds: []float64{2, 3, 5, 11}, of: func(c *cover, t titleSpan) float64 { return blockWords(c.blocks[t.to-1]) }},
	{name: "width of its first line", bounds: []float64{12, 20, 32, 54}, of: func(c *cover, t titleSpan) float64 { return float64(widest(c.blocks[t.from])) }},
	{name: "width of its last line", bounds: []float64{10, 16, 26, 46}, of: func(c *cover, t titleSpan) float64 { return float64(lastWidth(c.blocks[t.to-1])) }},
	{name: "words above", bounds: []float64{1, 3, 4, 7}, of: func(c *cover, t titleSpan) float64 { return c.ask(t.from-1, blockWords) }},
	{name: "words second above", bounds: []float64{1, 2, 3, 6}, of: func(c *cover, t titleSpan) float64 { return c.ask(t.from-2, blockWords) }},
	{name: "words below", bounds: []float64{2, 4, 6, 15}, of: func(c *cover, t titleSpan) float64 { return c.ask(t.to, blockWords) }},
	{name: "words second below", bounds: []float64{2, 4, 7, 16}, of: func(c *cover, t titleSpan) float64 { return c.ask(t.to+1, blockWords) }},
	{name: "width below", bounds: []float64{10, 18, 33, 70}, of: func(c *cover, t titleSpan) float64 {
		return c.ask(t.to, func(b *block) float64 { return float64(widest(b)) })
	}},
	{name: "capitalised words", bounds: []float64{0.2, 0.5, 0.75, 1}, of: func(c *cover, t titleSpan) float64 { return capitalised(t.text) }},
	{name: "torn words", bounds: []float64{0.01, 0.2}, of: func(c *cover, t titleSpan) float64 { return share(t.text, isTorn) }},
	{name: "letters a word", bounds: []float64{4.2, 5, 5.75, 7}, of: func(c *cover, t titleSpan) float64 {
		return float64(count(t.text, unicode.IsLetter)) / float64(max(1, words(t.text)))
	}},
	{name: "figures", bounds: []float64{0.001, 0.03, 0.06}, of: func(c *cover, t titleSpan) float64 { return partOf(t.text, unicode.IsDigit) }},
	{name: "signs", bounds: []float64{0.001, 0.02, 0.03, 0.06}, of: func(c *cover, t titleSpan) float64 {
		return partOf(t.text, func(r rune) bool { return notWord(r) && !unicode.IsSpace(r) })
	}},
	{name: "commas", bounds: []float64{1, 2}, of: func(c *cover, t titleSpan) float64 { return float64(strings.Count(t.text, ", ")) }},
	{name: "topic", bounds: []float64{0, 0.01, 0.5, 0.8, 1.2}, of: func(c *cover, t titleSpan) float64 { return c.topic(t.text) }},
	{name: "topic of its first line", bounds: []float64{0, 0.01, 0.3, 0.7, 1.2}, of: func(c *cover, t titleSpan) float64 { return c.topic(c.blocks[t.from].text) }},
	{name: "topic of its last line", bounds: []float64{0, 0.01, 0.3, 0.7, 1.2}, of: func(c *cover, t titleSpan) float64 { return c.topic(c.blocks[t.to-1].text) }},
	{name: "topic below", bounds: []float64{-1, 0.01, 0.4, 1}, of: func(c *cover, t titleSpan) float64 {
		return c.ask(t.to, func(b *block) float64 {
			if running(b.text) {
				return -2
			}
			return c.topic(b.text)
		})
	}},
	{name: "words of bodies", bounds: []float64{1, 2}, of: func(c *cover, t titleSpan) float64 {
		return share(t.text, isBodyWord) * float64(words(t.text))
	}},
	{name: "a small letter first", bounds: []float64{1}, of: func(c *cover, t titleSpan) float64 { return one(startsLower(t.text)) }},
	{name: "the look of a title", bounds: []float64{1}, of: func(c *cover, t titleSpan) float64 { return one(c.titleLooks(t.from)) }},
	{name: "lines below the first of the text", bounds: []float64{1, 2}, of: func(c *cover, t titleSpan) float64 { return float64(t.to - c.limit) }},
})

// looking counts the lines from and to of a cover that look so.
func (c *cover) looking(look string, from, to int) float64 {
	n := 0
	for i := from; i < min(to, len(c.looks)); i++ {
		if c.looks[i] == look {
			n++
		}
	}
	return float64(n)
}

func (c *cover) names(from, to int) float64 { return c.looking("a name", from, to) }

// longerNames counts the other lines of the cover that have more words.
func (c *cover) longerNames(t titleSpan) float64 {
	n, own := 0, words(t.text)
	for i, look := range c.looks {
		if look == "a name" && (i < t.from || i >= t.to) && words(c.blocks[i].text) > own {
			n++
		}
	}
	return float64(n)
}

// sentences counts the blocks of running text from and to.
func (c *cover) sentences(from, to int) float64 {
	n := 0
	for i := from; i < min(to, len(c.blocks)); i++ {
		if text := c.blocks[i].text; running(text) && endsSentence(text) {
			n++
		}
	}
	return float64(n)
}

// ask puts a question to block i; there is -1 where none stands.
func (c *cover) ask(i int, of func(*block) float64) float64 {
	if i < 0 || i >= len(c.blocks) {
		return -1
	}
	return of(c.blocks[i])
}

// most is the most that a question says of the lines of a title but the first.
func (c *cover) most(t titleSpan, of func(i int) float64) float64 {
	most := -1.0
	for i := t.from + 1; i < t.to; i++ {
		most = max(most, of(i))
	}
	return most
}

// edgeSpace stands for the gap at the start and the end of the document and over a page.
const edgeSpace = 9

// space is the gap above block i.
func (c *cover) space(i int) float64 {
	if i <= 0 || i >= len(c.blocks) || len(c.blocks[i].lines) > 0 && c.blocks[i].lines[0].page {
		return edgeSpace
	}
	return float64(min(edgeSpace-1, c.gap(i)))
}

// widest is the width of the longest line of a block, in characters.
func widest(b *block) int {
	w := 0
	for _, l := range b.lines {
		w = max(w, runes(l.text))
	}
	return w
}

// lastWidth is that of its last line.
func lastWidth(b *block) int {
	if len(b.lines) == 0 {
		return runes(b.text)
	}
	return runes(b.lines[len(b.lines)-1].text)
}

// How many lines above and below a line say how wide it could be, and what stands for
// room where no line is above.
const (
	roomAbove = 3
	roomBelow = 2
	allRoom   = 99
)

// room is how many more characters the line above block i could have held than the first
// word of the block has, as wide as the lines around them are: where it is negative, the
// line may have been broken there.
func (c *cover) room(i int) float64 {
	if i <= 0 || i >= len(c.blocks) {
		return allRoom
	}
	width := 0
	for _, b := range c.blocks[max(0, i-roomAbove):min(len(c.blocks), i+roomBelow)] {
		if !running(b.text) {
			width = max(width, widest(b))
		}
	}
	return float64(width - lastWidth(c.blocks[i-1]) - 1 - runes(firstWord(c.blocks[i].text)))
}

// leastTopic is how many letters a word has that says what a text is about.
const leastTopic = 4

// topicWord is a word as it is counted, "" for one that says nothing.
func topicWord(w string) string {
	w = strings.ToLower(strings.TrimFunc(w, notLetter))
	if runes(w) < leastTopic || lexicon.Is(w, lexicon.Open) {
		return ""
	}
	return w
}

// countTopics counts the words of the text below the cover.
func (c *cover) countTopics() {
	c.topics = map[string]int{}
	for _, b := range c.blocks[min(len(c.blocks), c.limit):min(len(c.blocks), c.limit+textReach)] {
		for w := range strings.FieldsSeq(b.text[:min(len(b.text), nameReach)]) {
			if w = topicWord(w); w != "" {
				c.topics[w]++
			}
		}
	}
}

// topic is how much the text below the cover speaks of the words of a line: the mean of
// the logarithms of how often each stands there; -1 for a line without such words.
func (c *cover) topic(text string) float64 {
	n, sum := 0.0, 0.0
	for w := range strings.FieldsSeq(text) {
		if w = topicWord(w); w != "" {
			n++
			sum += math.Log1p(float64(c.topics[w]))
		}
	}
	if n == 0 {
		return -1
	}
	return sum / n
}

// share is that of the words of text which a question affirms.
func share(text string, is func(word string) bool) float64 {
	n, all := 0.0, 0.0
	for w := range strings.FieldsSeq(text) {
		all++
		n += one(is(w))
	}
	return n / max(1, all)
}

// partOf is the share of the characters of text that a question affirms.
func partOf(text string, is func(rune) bool) float64 {
	return float64(count(text, is)) / float64(max(1, runes(text)))
}

// isTorn reports whether a word is a lone letter or has a capital behind a small one, as
// words of a text layer have that is not sound.
func isTorn(w string) bool {
	if runes(w) == 1 && unicode.IsLetter(firstRune(w)) {
		return true
	}
	lower := false
	for _, r := range w {
		if unicode.IsUpper(r) && lower {
			return true
		}
		lower = unicode.IsLower(r)
	}
	return false
}
