package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// closesList reports whether line l, which would go on with the last of blocks, is the clause
// that ends the sentence over its list: "is the aggregate of those amounts." behind the last
// point. It begins in small letters further out than the points, or below a line of the last
// one that was broken on purpose.
func (s *state) closesList(blocks []*block, lines []*line, i int) bool {
	n, above, l := len(blocks), lines[i-1], lines[i]
	if n < 2 || l.blank > 0 || l.page || l.seam || l.begin != beginOpen || !isClauseLine(l) || endsInPhrase(above) {
		return false
	}
	point, before := blocks[n-1], blocks[n-2]
	if !arePoints(before, point) {
		return false
	}
	return (outdented(before, point, l) || words(l.text) >= leastClause && s.brokenShort(above, l)) && !pointFollows(point, lines[i+1:])
}

// leastClause is how many words the clause has that only a short line sets off.
const leastClause = 3

// isClauseLine reports whether a line may be the clause behind the points of a list: one that
// announces points of its own is none.
func isClauseLine(l *line) bool {
	first, _ := utf8.DecodeRuneInString(l.text)
	return unicode.IsLower(first) && !strings.ContainsRune(":—", lastRune(l.text)) && !isMarked(l.text) && !hasGap(l.text)
}

// endsInPhrase reports whether a line ends where no point can, or ends a sentence.
func endsInPhrase(l *line) bool {
	return endsSentence(l.bare()) || endsWithHyphen(l.text) || isOpen(l.text) || leavesOpen(l.text)
}

// clauseReach is how many lines below a clause the next point of its list is looked for.
const clauseReach = 8

// pointFollows reports whether the first line below that begins a point begins the next one of
// the list.
func pointFollows(point *block, below []*line) bool {
	for _, l := range below[:min(clauseReach, len(below))] {
		if l.block != nil || l.blank > 0 {
			return false
		}
		if isMarked(l.text) {
			sign, at := bullet(l.text)
			next := block{bullet: sign, lines: []*line{{text: l.text[at:]}}}
			return arePoints(point, &next)
		}
	}
	return false
}

// arePoints reports whether point is one of a list of which before is the one above.
func arePoints(before, point *block) bool {
	if before.node != nil || point.node != nil || before.bullet != point.bullet {
		return false
	}
	if point.bullet != "" {
		return true
	}
	o, ok := parseOrdinal(before.firstText())
	p, follows := parseOrdinal(point.firstText())
	return ok && follows && o.label == nil && p.delim != "" && o.series() == p.series() && p.value() == o.value()+1
}

// firstText is the text of the first line.
func (b *block) firstText() string { return b.lines[0].text }

// outdented reports whether a line stands further out than two points whose own further
// lines, where they have any, do not.
func outdented(before, point *block, l *line) bool {
	further := 0
	for _, b := range [...]*block{before, point} {
		for _, c := range b.lines[1:] {
			if further++; c.indent < b.indent {
				return false
			}
		}
	}
	return l.indent+1 < point.indent && (further > 0 || len(point.lines) == 1)
}

// brokenShort reports whether so much room was left behind line a that its break was made on
// purpose. Where no width is known the line below shows how long one may be.
func (s *state) brokenShort(a, l *line) bool {
	w := s.widthAt(a)
	room := w.least
	if !w.on {
		room = min(l.width(), maxWrap)
	}
	return 100*(a.width()+1+runes(firstWord(l.text))) < shortShare*room
}

// shortShare is what a line broken on purpose has of a full one's width at most, with the
// word below, in hundredths.
const shortShare = 85
