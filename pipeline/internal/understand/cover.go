package understand

import (
	"slices"
	"strings"
	"unicode"

	"octavo/pipeline/internal/understand/lexicon"
)

// coverClaim is a reading of the cover: blocks [from, to) are the title, with a
// confidence and the strongest reason for it.
type coverClaim struct {
	from, to   int
	confidence float64
	rule       string
}

// Below leastTitle a document has no title: what is there may as well be a part
// of a list.
const leastTitle = 0.50

// coverTitle weighs every block above the body that can be a title against the
// others and takes the best. Letterhead, the name of a body, the kind of paper,
// labels and values are none.
func (s *state) coverTitle(limit int) (int, int, string, float64) {
	again := s.runningHeads()
	var best, second coverClaim
	for i := range s.blocks[:limit] {
		if !s.canBeTitle(i) {
			continue
		}
		c := s.weighTitle(i, limit, again)
		if c.confidence > best.confidence {
			best, second = c, best
		} else if c.confidence > second.confidence && c.from >= best.to {
			second = c
		}
	}
	if second.to > 0 && best.confidence-second.confidence < 0.1 && !strings.HasPrefix(best.rule, "comes back") {
		best.confidence -= 0.12
	}
	if best.confidence < leastTitle {
		return 0, 0, "", 0
	}
	return best.from, best.to, best.rule, min(best.confidence, 0.93)
}

// canBeTitle reports whether block i can be a title by its own look and place.
func (s *state) canBeTitle(i int) bool {
	b := s.blocks[i]
	name := b.text[dossierEnd(b.text):]
	if b.role != roleText || b.bullet != "" || b.claim() != nil || !b.titleLook() || !isName(name) || isDate(b.text) || isLetterhead(b.text) || isGenre(b.text) || isKind(b.text) ||
		isSignatory(b.text) || isCaption(b.text) || isEnclosed(b.text) || strings.ContainsAny(b.text, "|@") || strings.Contains(b.text, "www.") || isContentsTitle(b.text) {
		return false
	}
	if lexicon.Of(strings.TrimRight(b.text, ": "))&lexicon.Part != 0 || isPartTitle(b.text) || dossierEnd(b.text) == 0 && slices.ContainsFunc(b.lines, func(l *line) bool { return hasGap(l.text) }) {
		return false // of a part, or a row of a table
	}
	if lexicon.Of(lastWord(b.text))&lexicon.Month != 0 && unicode.IsDigit(firstRune(b.text)) {
		return false
	}
	if i+1 < len(s.blocks) && s.blocks[i+1].blank == 0 && namesBody(strings.TrimSuffix(s.blocks[i+1].text, ",")) && words(b.text) <= 4 {
		return false // the house above the body
	}
	if class, at := labelOf(b.text); class&^lexicon.Enclosure != 0 || class != 0 && at == len(b.text) || s.namesBody(i) || s.endsInPage(i) {
		return false
	}
	return !s.inList(i)
}

// isKind reports whether text is the kind of a paper and nothing else.
func isKind(text string) bool { return lexicon.Of(strings.TrimRight(text, " .:"))&lexicon.Kind != 0 }

// beginsKind reports whether text begins with the kind of a paper.
func beginsKind(text string) bool {
	class, _ := lexicon.Begins(text)
	return class&lexicon.Kind != 0
}

// endsInPage reports whether block i ends in a number behind a comma or a gap, as
// the entries of contents do, or in the number that the block below goes on from.
func (s *state) endsInPage(i int) bool {
	last := lastWord(s.blocks[i].text)
	return isDigits(last) && len(last) <= 3 && !isYear(last) && i+1 < len(s.blocks) && isDigits(lastWord(s.blocks[i+1].text))
}

// listRun is how many short lines without a gap between them are a list, a table
// or an address.
const listRun = 4

// inList reports whether block i stands in a list or a table: below a line that
// announces it, below a sign without text, or inside a run of short lines.
func (s *state) inList(i int) bool {
	from, to := i, i+1
	short := func(k int) bool {
		return s.blocks[k].role == roleText && words(s.blocks[k].text) <= 6 && !endsSentence(s.blocks[k].text)
	}
	for from > 0 && i-from < listRun && s.blocks[from].blank == 0 && short(from-1) {
		from--
	}
	for to < len(s.blocks) && to-i < listRun && s.blocks[to].blank == 0 && short(to) {
		to++
	}
	if from > 0 {
		above := s.blocks[from-1]
		sign, _ := bullet(above.text)
		if strings.HasSuffix(above.text, ":") && words(above.text) >= shortSentence || sign != "" || above.bullet != "" || above.role == roleItem {
			return true
		}
	}
	return from > 0 && i > from && to-from >= listRun
}

// namesBody reports whether block i is the name of a body, or goes on with it:
// "Ministerie van Volksgezondheid," over "Welzijn en Sport".
func (s *state) namesBody(i int) bool {
	b := s.blocks[i]
	if namesBody(b.text) {
		return true
	}
	return i > 0 && b.blank == 0 && strings.HasSuffix(s.blocks[i-1].text, ",") && namesBody(strings.TrimSuffix(s.blocks[i-1].text, ","))
}

// namesBody reports whether a few words are the name of a body: the first, second
// or last of them says so, articles aside, alone or as the end of a compound.
func namesBody(text string) bool {
	f := strings.Fields(text)
	for len(f) > 0 && articles[strings.ToLower(f[0])] {
		f = f[1:]
	}
	if len(f) == 0 || len(f) > 9 || endsClause(text) || strings.ContainsAny(text, "0123456789?:") || !unicode.IsUpper(firstRune(f[0])) {
		return false
	}
	if len(f) == 1 {
		return lexicon.Of(f[0]) == 0 && isBodyWord(f[0]) // a compound: the plain word says nothing
	}
	if beginsKind(strings.Join(f, " ")) {
		return false
	}
	first, _ := lexicon.Begins(strings.Join(f, " "))
	last := f[len(f)-1]
	return first&lexicon.Body != 0 || isBodyWord(f[0]) || isBodyWord(last) && startsUpper(last) || len(f) > 2 && isBodyWord(f[1]) && startsUpper(f[1])
}

// articles stand before the name of a body.
var articles = wordSet("in|de|het|the|der|die|das|le|la|les")

// isBodyWord reports whether a word names the kind of a body, or ends so:
// "Planbureau", "Umweltbundesamt".
func isBodyWord(word string) bool {
	word = strings.ToLower(strings.Trim(word, ",.()"))
	for at := range word {
		if len(word)-at < 3 {
			break
		}
		if (at == 0 || at >= 3 && len(word)-at >= 3) && lexicon.Of(word[at:])&lexicon.Body != 0 {
			return true
		}
	}
	return false
}

// weighTitle gives block i, and what goes on with it, its confidence as a title.
func (s *state) weighTitle(i, limit int, again []string) coverClaim {
	c := coverClaim{from: i, to: i + 1, confidence: 0.70, rule: "the first line above the text with the look of a title"}
	if i > 0 {
		c.rule = "a line above the text with the look of a title"
	}
	s.extendTitle(&c, limit, again)
	text := s.joined(c.from, c.to)
	n := words(text)
	if comesBack(again, text) && !s.onLaterPage(i) && !s.isPart(i) {
		c.confidence += 0.20
		c.rule = "comes back in the running heads"
	} else if beginsKind(text) && n > 1 {
		c.confidence += 0.08
		c.rule = "begins with the kind of paper"
	}
	for _, w := range s.titleWeights(c, n) {
		if w.holds {
			c.confidence += w.by
		}
	}
	return c
}

// titleWeight is what a circumstance adds to the confidence of a title.
type titleWeight struct {
	holds bool
	by    float64
}

// titleWeights are the circumstances of a title of n words.
func (s *state) titleWeights(c coverClaim, n int) []titleWeight {
	b := s.blocks[c.from]
	below := func(is func(*block) bool) bool { return c.to < len(s.blocks) && is(s.blocks[c.to]) }
	above := func(is func(*block) bool) bool { return c.from > 0 && is(s.blocks[c.from-1]) }
	house := func(b *block) bool {
		return namesBody(b.text) || isLetterhead(b.text) || isKind(b.text) || isGenre(b.text)
	}
	value := func(b *block) bool {
		class, _ := labelOf(b.text)
		return class != 0 || isDate(b.text) || isKind(b.text) || isContentsTitle(b.text)
	}
	class, _ := lexicon.Begins(b.text)
	addressed := class&lexicon.Addressee != 0
	return []titleWeight{
		{c.from == 0, 0.05},
		{above(house), 0.08},
		{below(value), 0.06},
		{below(func(b *block) bool { return running(b.text) }) && c.from > 0, -0.06},
		{n == 1, -0.08},
		{n >= 3 && n <= 20, 0.04},
		{b.ord.style != "" && dossierEnd(b.text) == 0, -0.15},
		{addressed && c.from > 0, -0.15},
		{b.blank == 0 && c.from > 0 && !above(house), -0.06},
		{s.crowded(c.from), -0.15},
		{!strings.HasPrefix(c.rule, "comes back") && s.isNameInText(c.from), -0.22},
	}
}

// crowded reports whether a run of short lines begins with block i.
func (s *state) crowded(i int) bool {
	to := i + 1
	for to < len(s.blocks) && to-i < listRun && s.blocks[to].blank == 0 && words(s.blocks[to].text) <= 6 && !endsSentence(s.blocks[to].text) {
		to++
	}
	return to-i >= listRun
}

// How many blocks of the text are searched for a name, and how many bytes of each.
const (
	textReach = 300
	nameReach = 4000
)

// isNameInText reports whether the words of block i stand inside sentences of the
// text, as the name of the body does that speaks there and a title does not.
func (s *state) isNameInText(i int) bool {
	name := s.blocks[i].text
	if words(name) > 8 || words(name) < 2 || !isProperName(name) {
		return false
	}
	plain := plainName(name)
	for _, b := range s.blocks[i+1 : min(len(s.blocks), i+textReach)] {
		text := b.text[:min(len(b.text), nameReach)]
		if len(text) > len(name)+20 && running(text) && (strings.Contains(text, name) || plain != name && strings.Contains(text, plain)) {
			return true
		}
	}
	return false
}

// plainName is a name in capitals as running text writes it.
func plainName(name string) string {
	if !allCaps(name) {
		return name
	}
	f := strings.Fields(strings.ToLower(name))
	for i, w := range f {
		if lexicon.Of(w)&lexicon.Open == 0 {
			first := []rune(w)
			first[0] = unicode.ToUpper(first[0])
			f[i] = string(first)
		}
	}
	return strings.Join(f, " ")
}

// isProperName reports whether every longer word begins with a capital.
func isProperName(text string) bool {
	for _, w := range strings.Fields(text) {
		if runes(w) > 3 && !startsUpper(w) {
			return false
		}
	}
	return !strings.ContainsAny(text, "0123456789")
}

// isPart reports whether block i is one of several lines that may all be one title:
// then what comes back is a part of it.
func (s *state) isPart(i int) bool {
	return i > 0 && s.blocks[i].blank == 0 && s.canBeTitle(i-1)
}

// onLaterPage reports whether a page begins between the start and block i.
func (s *state) onLaterPage(i int) bool {
	return slices.ContainsFunc(s.blocks[1:i+1], func(b *block) bool { return len(b.lines) > 0 && b.lines[0].page })
}

// extendTitle adds the blocks below that belong to the title: those with which it
// comes back, and those that its words ask for.
func (s *state) extendTitle(c *coverClaim, limit int, again []string) {
	longest := c.to
	for to := c.to; to < limit && to < c.from+maxSubjectLines && s.blocks[to].blank <= 1 && s.blocks[to].role == roleText; to++ {
		text := s.joined(c.from, to+1)
		if words(text) > maxTitleWords || beginsLabel(s.blocks[to].text) {
			break
		}
		if comesBack(again, text) {
			longest = to + 1
		}
	}
	if longest > c.to {
		c.to = longest
		return
	}
	if comesBack(again, s.blocks[c.from].text) {
		return
	}
	for c.to < limit && c.to < c.from+maxSubjectLines && s.blocks[c.to].blank == 0 && s.continues(c.to) {
		c.to++
	}
	two := c.from + 2
	if c.to == c.from+1 && two <= limit && s.blocks[c.to].blank == 0 && (c.from == 0 || s.blocks[c.from].blank > 0) && s.pairs(c.from) &&
		(two == len(s.blocks) || s.blocks[two].blank > 0 || isDate(s.blocks[two].text)) {
		c.to = two
	}
}

// continues reports whether block i goes on with the words above it.
func (s *state) continues(i int) bool {
	above := strings.ToLower(lastWord(s.blocks[i-1].text))
	return s.blocks[i].role == roleText && (goesOnAfter(above) || lexicon.Of(above)&lexicon.Open != 0 || startsLower(s.blocks[i].text) && words(s.blocks[i].text) > 1) && !isDate(s.blocks[i].text)
}

// beginsLabel reports whether text begins with the word for a value: "Version 2".
func beginsLabel(text string) bool {
	class, n := lexicon.Begins(text)
	return class&(lexicon.Label&^lexicon.Enclosure) != 0 && n > 3
}

// pairs reports whether block i and the one right below are alike, as the two
// lines of one title are, and the second says nothing that a cover has beside.
func (s *state) pairs(i int) bool {
	a, b := s.blocks[i], s.blocks[i+1]
	return !beginsLabel(b.text) && !isKind(b.text) && !endsSentence(a.text) && b.role == roleText && b.bullet == "" && b.ord.style == "" && titleish(b.text) && isName(b.text) && !isDate(b.text) && !isSignature(b.text) && !s.namesBody(i+1) &&
		!isByline(b.text) && !isLetterhead(b.text) && words(a.text)+words(b.text) <= 16 && !strings.Contains(b.text, ", ") && (allCaps(a.text) == allCaps(b.text) || words(a.text) > 2 && words(b.text) > 2)
}

// joined is the text of blocks [from, to).
func (s *state) joined(from, to int) string {
	var parts []string
	for _, b := range s.blocks[from:to] {
		parts = append(parts, b.text)
	}
	return strings.Join(parts, " ")
}
