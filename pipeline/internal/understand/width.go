package understand

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// wrapWidth is what is known about the width at which the source broke lines.
type wrapWidth struct {
	on bool
	// least is the width that a line and the first word of the next one have
	// together at least where the break was forced; a pair that needs less was
	// broken on purpose. After a full stop, where paragraphs end, usual asks for
	// what nine in ten forced breaks have.
	least, usual int
	// limit is the longest line that can be one of a wrapped paragraph.
	limit int
}

// full reports whether the break between a and b was forced by the width.
func (w wrapWidth) full(a, b *line) bool {
	if !w.on {
		return false
	}
	n, need := a.width(), w.least
	if endsSentence(a.bare()) {
		need = w.usual
	}
	return n <= w.limit && n+1+runes(firstWord(b.text)) >= need
}

// overlong reports whether a line is longer than a wrapped one can be, but no
// more than twice.
func (w wrapWidth) overlong(l *line) bool {
	return w.on && l.width() > w.limit && l.width() < 2*w.limit
}

// hasGap reports whether a text has columns: a wide gap between its words.
func hasGap(text string) bool { return strings.Contains(text, "   ") }

// width is the length of a line with its indent.
func (l *line) width() int { return l.indent + runes(l.text) }

// The measures that are believed: shorter ones are columns of a table, longer
// ones paragraphs on one line.
const (
	minWrap = 32
	maxWrap = 132
)

// minPairs is how many plain breaks inside sentences prove a width.
const minPairs = 3

// measureWidth finds the width from the plain breaks inside sentences: a line
// that ends in a small letter or a hyphen before one that begins with one. Their lengths
// lie close together where a width forced them; lines that a call or a picture
// cut short lie below, so the upper quartile is the measure. The shortest of the
// rest tell how much room a forced break leaves.
func measureWidth(s *state) {
	var breaks []lineBreak
	for i := 1; i < len(s.lines); i++ {
		a, b := s.lines[i-1], s.lines[i]
		if b.blank > 0 || a.block != nil || b.block != nil || !plainBreak(a.text, b.text) && !openBreak(a.text) {
			continue
		}
		n := a.width()
		breaks = append(breaks, lineBreak{n, n + 1 + runes(firstWord(b.text))})
	}
	if len(breaks) < minPairs {
		return
	}
	sort.Slice(breaks, func(i, j int) bool { return breaks[i].length < breaks[j].length })
	measure := breaks[len(breaks)*3/4].length
	var near []lineBreak
	for _, b := range breaks {
		if b.length*100 >= measure*72 && b.length*10 <= measure*13 {
			near = append(near, b)
		}
	}
	if measure > maxWrap || measure < minWrap || len(near)*2 < len(breaks) {
		return
	}
	limit := near[len(near)-1].length
	sort.Slice(near, func(i, j int) bool { return near[i].need < near[j].need })
	s.width = wrapWidth{
		on: true, least: min(near[len(near)*3/100].need, limit+1), usual: near[len(near)/10].need, limit: limit + limitSlack,
	}
	if s.blankBetween() {
		s.width.usual = s.width.least
	}
}

// blankBetween reports whether empty lines part the paragraphs: nearly all
// short lines that end a sentence have one below them.
func (s *state) blankBetween() bool {
	parted, tight := 0, 0
	for i := 1; i < len(s.lines); i++ {
		a, b := s.lines[i-1], s.lines[i]
		if a.block != nil || b.block != nil || !endsSentence(a.text) || words(a.text) < 3 || s.width.full(a, b) || a.width() > s.width.limit {
			continue
		}
		if b.blank > 0 {
			parted++
		} else {
			tight++
		}
	}
	return parted >= 5 && parted >= 9*tight
}

// limitSlack is how much longer than all plain breaks a wrapped line may be.
const limitSlack = 4

// lineBreak is a break inside a sentence: the length of its line, and that with
// the first word of the next one.
type lineBreak struct{ length, need int }

// openBreak reports whether a line ends with a word that leaves its phrase open,
// as lines before nouns do in German.
func openBreak(text string) bool {
	return words(text) > 4 && goesOnAfter(strings.ToLower(lastWord(text)))
}

func plainBreak(a, b string) bool {
	end, _ := utf8.DecodeLastRuneInString(a)
	start, _ := utf8.DecodeRuneInString(b)
	hyphen := endsWithHyphen(a) && !isConjunction(firstWord(b))
	return (unicode.IsLower(end) || hyphen) && unicode.IsLower(start) && strings.ContainsRune(a, ' ')
}
