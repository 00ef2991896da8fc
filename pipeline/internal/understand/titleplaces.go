package understand

import (
	"slices"
	"strings"
	"unicode"

	"octavo/pipeline/internal/understand/lexicon"
)

// endsInPostcode reports whether the last two words of an address are its code: each of
// capitals and figures, "Hill Street, Bath, BA1 9ZZ", or a state and a number, "Bath, ME
// 04530"; or a number and a place behind a comma, "Mill 1, 4600 Bath".
func endsInPostcode(text string) bool {
	f := strings.Fields(text)
	if len(f) < 3 || !strings.Contains(text, ",") {
		return false
	}
	if code, place := f[len(f)-2], f[len(f)-1]; (len(code) == 4 || len(code) == 5) && isDigits(code) && startsUpper(place) && strings.HasSuffix(f[len(f)-3], ",") {
		return true
	}
	if state, zip := f[len(f)-2], f[len(f)-1]; len(state) == 2 && allCaps(state) && len(zip) == 5 && isDigits(zip) {
		return true
	}
	for _, w := range f[len(f)-2:] {
		if len(w) < 3 || len(w) > 4 || !allCaps(w) || !strings.ContainsAny(w, "0123456789") {
			return false
		}
	}
	return true
}

// givesFigure reports whether a line gives a number or day behind a few words and a colon,
// "Opening: 15.00", or says who has the rights: neither says what a paper is about.
func givesFigure(text string) bool {
	name, value, ok := strings.Cut(text, ": ")
	return strings.HasPrefix(text, "©") || ok && words(name) <= 4 && (isCode(value) || isDay(strings.TrimSpace(value)))
}

// isOccasion reports whether a line with a date says in several words what took place then:
// "Meeting of the Ferry Council on 3 May 2031".
func isOccasion(text string) bool {
	if strings.Contains(text, ":") {
		return false // behind words for the day
	}
	n := 0
	for w := range strings.FieldsSeq(text) {
		if w = topicWord(w); w != "" && !lexicon.Is(w, lexicon.Month) && !strings.ContainsFunc(w, unicode.IsDigit) {
			n++
		}
	}
	return n >= 3
}

// isAuthor reports whether block i is the name of a person, whose address follows.
func (s *state) isAuthor(i int) bool {
	text := s.blocks[i].text
	if n := words(text); n < 2 || n > 4 || !isProperName(text) || allCaps(text) {
		return false
	}
	for _, b := range s.blocks[i+1 : min(len(s.blocks), i+3)] {
		if strings.Contains(b.text, "@") {
			return true
		}
	}
	return false
}

// maxSpaced is how many empty lines a source sets above every block at most.
const maxSpaced = 2

// gap is how many empty lines stand above block i, those that stand above each aside.
func (c *cover) gap(i int) int { return max(0, c.blocks[i].blank-c.spaced) }

// gapName names the gap above block i.
func (c *cover) gapName(i int) string {
	if c.spaced > 0 && c.gap(i) == 0 {
		return "the usual gap"
	}
	return gapNames[step(c.gap(i), 0, 1)]
}

// setting says how block i is set below the one above it: "set alike" where both
// begin or both are centred at the same column, "set unlike" else; "" where nothing
// is indented.
func (c *cover) setting(i int) string {
	above, b := c.blocks[i-1], c.blocks[i]
	if len(above.lines) == 0 || len(b.lines) == 0 {
		return ""
	}
	k, l := above.lines[len(above.lines)-1], b.lines[0]
	if k.indent == 0 && l.indent == 0 {
		return ""
	}
	centre := 2*k.indent + runes(k.text) - 2*l.indent - runes(l.text)
	if max(k.indent-l.indent, l.indent-k.indent) <= 1 || max(centre, -centre) <= 4 {
		return "set alike"
	}
	return "set unlike"
}

// endsShort reports whether block i is one word right below a line of several that can
// end a phrase with it.
func (c *cover) endsShort(i int) bool {
	b, above := c.blocks[i], c.blocks[i-1]
	return c.gap(i) == 0 && words(b.text) == 1 && words(above.text) >= 3 && c.looks[i] == "a name" && allCaps(b.text) == allCaps(above.text) && titleish(above.text)
}

// isCompoundKind reports whether a word ends in one for the kind of a paper.
func isCompoundKind(word string) bool { return endsCompound(word, lexicon.Kind) }

// nameBelow reports whether a line of several words that can be a title stands at or
// below block i.
func (c *cover) nameBelow(i int) bool {
	for k := i; k < min(c.limit, i+mastheadReach); k++ {
		if c.looks[k] == "a name" && words(c.blocks[k].text) > 1 && c.canBeTitle(k) {
			return true
		}
	}
	return false
}

// mastheadReach is below how many lines of a masthead a title is looked for.
const mastheadReach = 8

// goesOn reports whether the words of block i go on with those above it.
func (c *cover) goesOn(i int) bool {
	text := c.blocks[i].text
	first := strings.ToLower(firstWord(text))
	return goesOnAfter(strings.ToLower(lastWord(c.blocks[i-1].text))) || startsLower(text) || goesOnAfter(first) && !isArticle(first) || c.parts(i)
}

// parts reports whether the gapless end of line above block i parts three words that
// another line or sentence has in one: "… of the Inland" over "Shipping Council".
func (c *cover) parts(i int) bool {
	if i == 0 || i >= len(c.blocks) || c.gap(i) > 0 || beginsLabel(c.blocks[i].text) {
		return false
	}
	above, below := strings.Fields(c.blocks[i-1].text), strings.Fields(c.blocks[i].text)
	if len(above) == 0 || len(below) == 0 || len(above)+len(below) < 3 {
		return false
	}
	two := func(from, to int) bool {
		return len(above) >= from && len(below) >= to && c.holdsPhrase(slices.Concat(above[len(above)-from:], below[:to]))
	}
	return two(2, 1) || two(1, 2)
}

// holdsPhrase reports whether a line of the cover or a sentence below it has words in one,
// the marks of notes behind the last aside.
func (c *cover) holdsPhrase(phrase []string) bool {
	text := strings.ToLower(strings.TrimRight(strings.Join(phrase, " "), "*†."))
	return len(text) >= leastPhrase && strings.Contains(c.prose, " "+text)
}

// phrasesAround is the running text below the cover and its lines, in small letters.
func (s *state) phrasesAround(limit int) string {
	var prose strings.Builder
	for i, b := range s.blocks[:min(len(s.blocks), textReach)] {
		if text := b.text[:min(len(b.text), nameReach)]; i < limit || running(text) {
			prose.WriteString("\n " + strings.ToLower(text))
		}
	}
	return prose.String()
}

// leastPhrase is how many bytes words have at least that tell a phrase.
const leastPhrase = 12

// again are the signs of what comes back further down.
func (c *cover) again(t titleSpan) []string {
	var signs []string
	if comesBack(c.heads, t.text) {
		signs = append(signs, "comes back in the running heads")
	}
	if comesBack(c.heads, c.blocks[t.from].text) && t.to > t.from+1 {
		signs = append(signs, "its first line comes back in the running heads")
	}
	if c.times[headKey(t.text)] > 1 {
		signs = append(signs, "comes back in the text")
	}
	whole := c.recurs(t.from, t.to)
	switch {
	case whole && t.to-t.from > 1:
		signs = append(signs, "its lines come back as one")
	case whole:
		signs = append(signs, "comes back among the words of the text")
	case t.to-t.from > 1 && c.recurs(t.from, t.to-1):
		signs = append(signs, "comes back without its last line")
	case t.to-t.from > 1 && c.recurs(t.from+1, t.to):
		signs = append(signs, "comes back without its first line")
	}
	if whole && t.to < c.limit && c.recurs(t.from, t.to+1) {
		signs = append(signs, "comes back with the line below")
	}
	if whole && t.from > 0 && c.recurs(t.from-1, t.to) {
		signs = append(signs, "comes back with the line above")
	}
	return signs
}

// recurs reports whether the words of blocks [from, to) stand in the text or the
// running heads once more, in lines of whatever length.
func (c *cover) recurs(from, to int) bool {
	key := headKey(c.joined(from, to))
	if len(key) < leastKey {
		return false
	}
	at := strings.Index(c.words, key)
	return at >= 0 && strings.Contains(c.words[at+len(key):], key) || slices.ContainsFunc(c.heads, func(h string) bool { return strings.Contains(h, key) })
}

// isCut reports whether a block is nothing but the dots that say that the line above was cut.
func isCut(b *block) bool { return b.blank == 0 && (b.text == "…" || b.text == "...") }

// maxGazette is how many words the masthead of a gazette has at most: "Bundesgesetzblatt
// Teil I".
const maxGazette = 8
