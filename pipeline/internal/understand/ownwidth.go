package understand

import (
	"strings"

	"octavo/pipeline/internal/understand/lexicon"
)

// Beside or within text of one width stand blocks that a narrower column broke: titles in the
// margin, boxes, captions. Too few lines for measureWidth, they show their width by
// themselves: no line had room for the first word of the next.

// What a block has that shows a width of its own.
const (
	ownLines = 3 // at least
	ownSlack = 2 // characters that narrow letters leave free before the word that had no room
	ownOpen  = 3 // one break in so many at least is amid a phrase
	ownWords = 4 // of a line at least below which small letters prove that
)

// measureOwn gives the lines of blocks that empty lines set apart the width that they show.
func (s *state) measureOwn() {
	tight := func(from, k int) bool { return k == from || s.lines[k].blank == 0 && !s.lines[k].page }
	for from, to := range runs(0, len(s.lines), tight) {
		if n := s.ownWidth(s.lines[from:to]); n > 0 {
			own := s.widthAt(s.lines[from])
			own.least = n // what a line that ends a sentence asks stays
			for _, l := range s.lines[from:to] {
				l.column = &own
			}
		}
	}
}

// ownWidth is what a line and the first word of the next have together at least in some
// lines that a column narrower than that around broke; 0 where they do not show it.
func (s *state) ownWidth(lines []*line) int {
	w := s.widthAt(lines[0])
	if !w.on || len(lines) < ownLines || !ownColumn(lines) {
		return 0
	}
	longest, open := lines[0].width(), 0
	for k, l := range lines[1:] {
		longest = max(longest, l.width())
		open += int(one(amidPhrase(lines[k], l)))
	}
	if longest >= w.least || open*ownOpen < len(lines)-1 {
		return 0
	}
	for k, l := range lines[1:] {
		if lines[k].width()+1+runes(firstWord(l.text)) <= longest-ownSlack {
			return 0
		}
	}
	return longest - ownSlack
}

// ownColumn reports whether some lines are plain text under each other, of which the last
// alone may be a single word that ends no clause.
func ownColumn(lines []*line) bool {
	for k, l := range lines {
		if l.block != nil || l.ownColumn > 0 || l.indent != lines[0].indent || isMarked(l.text) || isLabelled(l.text) || strings.HasSuffix(firstWord(l.text), ":") || hasGap(l.text) {
			return false
		}
		if words(l.text) < 2 && (k+1 < len(lines) || endsClause(l.text)) {
			return false
		}
	}
	return true
}

// amidPhrase reports whether the break between two lines parts a phrase: a small word that
// leads to what follows stands on either side of it, or small letters go on below several words.
func amidPhrase(a, b *line) bool {
	return isOpen(a.text) || startsLower(b.text) && lexicon.Is(firstWord(b.text), lexicon.Open) || endsWithHyphen(a.text) ||
		words(a.text) >= ownWords && plainBreak(a.text, b.text) || strings.HasSuffix(a.text, ",") && startsLower(b.text)
}
