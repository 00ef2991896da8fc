package understand

import (
	"slices"
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
	// measure is what a quarter of the lines reach, and limit the longest line that can
	// be one of a wrapped paragraph.
	measure, limit int
	near           int // the breaks whose lines are nearly as long as the measure
}

// full reports whether the break between a and b was forced by the width. What stands
// far in to the right of b is no line of its column.
func (w wrapWidth) full(a, b *line) bool {
	if !w.on {
		return false
	}
	n, need := a.width(), w.least
	if endsSentence(a.bare()) {
		need = w.usual
	}
	return n <= w.limit && n+1+runes(firstWord(b.text)) >= need && 2*(a.indent-b.indent) < w.measure
}

// overlong reports whether a line is longer than a wrapped one can be, but no
// more than twice.
func (w wrapWidth) overlong(l *line) bool {
	return w.on && l.width() > w.limit && l.width() < 2*w.limit
}

// hasGap reports whether a text has columns: a wide gap between its words.
func hasGap(text string) bool { return strings.Contains(text, "   ") }

// width is the length of a line with what stands before it.
func (l *line) width() int { return max(l.indent, l.before) + runes(l.text) }

// The measures that are believed: shorter ones are columns of a table, longer
// ones paragraphs on one line.
const (
	minWrap = 32
	maxWrap = 132
)

// minPairs is how many plain breaks inside sentences prove a width.
const minPairs = 3

// measureWidth finds the width of the document, and where a part of it has
// breaks enough to prove one of its own, as a narrow column or notes have, that. Without
// a width of the document, as where half of it is tables, those of a part must be alike.
func measureWidth(s *state) {
	defer s.measureTextColumns()
	breaks := s.plainBreaks(false)
	if len(breaks) < minPairs {
		breaks = s.plainBreaks(true)
	}
	s.width = widthOf(breaks)
	if s.unbroken = s.linesAreParagraphs(len(breaks)); s.unbroken {
		s.width = wrapWidth{}
		return
	}
	if !s.width.on {
		s.width = widthBesides(breaks)
	}
	for _, l := range s.lines {
		if !s.width.on && l.block == nil && words(l.text) > longItem {
			s.longest = max(s.longest, l.width())
		}
	}
	between := s.width.on && s.blankBetween()
	s.width.parted(between)
	for from, first := 0, 0; from < len(s.lines); from += partLines {
		for first < len(breaks) && breaks[first].at < from-partLines/2 {
			first++
		}
		last := first
		for last < len(breaks) && breaks[last].at < from+partLines*3/2 {
			last++
		}
		if last-first < minPartPairs {
			continue
		}
		if w := widthOf(breaks[first:last]); w.on && (s.width.on || w.near*5 >= (last-first)*4) {
			w.parted(between)
			for _, l := range s.lines[from:min(len(s.lines), from+partLines)] {
				l.column = &w
			}
		}
	}
	s.measureOwn()
}

// linesAreParagraphs reports whether nobody broke the paragraphs, as where word processors
// and browsers hand out their text: a third of the letters or more stand on lines of prose
// that are longer than any that the width broke, and there are twice as many of these as
// breaks inside sentences.
func (s *state) linesAreParagraphs(breaks int) bool {
	limit, long, letters, all := maxWrap, 0, 0, 0
	if s.width.on {
		limit = s.width.limit
	}
	for _, l := range s.lines {
		if l.block != nil || hasGap(l.text) {
			continue
		}
		width := l.width()
		all += width
		if width > limit && words(l.text) > longItem {
			long++
			letters += width
		}
	}
	return long >= max(minPairs, 2*breaks) && 3*letters >= all
}

// measureTextColumns gives the lines of columns that stood side by side their width,
// which is known from the columns themselves.
func (s *state) measureTextColumns() {
	if len(s.textColumns) == 0 {
		return
	}
	least := make([]int, len(s.textColumns))
	for _, l := range s.lines {
		if k := l.ownColumn - 1; k >= 0 && (least[k] == 0 || l.indent+1 < least[k]) {
			least[k] = l.indent + 1
		}
	}
	for _, l := range s.lines {
		if k := l.ownColumn - 1; k >= 0 {
			n := least[k] - 1 + s.textColumns[k]
			l.column = &wrapWidth{on: true, least: n * forcedShare / 100, usual: n, measure: n, limit: n + limitSlack}
		}
	}
}

// forcedShare is what a line of a column of text and the first word of the next have of
// its width at least, in hundredths, where the width parted them.
const forcedShare = 92

// partLines is how many lines have one width, and minPartPairs how many breaks in
// and around them prove it.
const (
	partLines    = 40
	minPartPairs = 12
)

// parted asks no more of a line that ends a sentence than of others, where empty
// lines part the paragraphs.
func (w *wrapWidth) parted(between bool) {
	if between {
		w.usual = w.least
	}
}

// widthAt is the width of the column that a line stands in.
func (s *state) widthAt(l *line) wrapWidth {
	if l.column != nil {
		return *l.column
	}
	return s.width
}

// full reports whether the break between a and b was forced by the width.
func (s *state) full(a, b *line) bool { return s.widthAt(a).full(a, b) }

// plainBreaks lists the breaks inside sentences: a line that ends in a small letter
// or a hyphen, or with an open word, before one that goes on with it. A short text has
// few of these, and a noun of German begins with a capital: there any two long lines
// count of which the first ends without a stop.
func (s *state) plainBreaks(long bool) []lineBreak {
	var breaks []lineBreak
	for i := 1; i < len(s.lines); i++ {
		a, b := s.lines[i-1], s.lines[i]
		if b.blank > 0 || a.ownColumn > 0 || b.ownColumn > 0 || a.block != nil || b.block != nil || !plainBreak(a.text, b.text) && !openBreak(a.text) && !(long && longBreak(a, b)) {
			continue
		}
		n := a.width()
		breaks = append(breaks, lineBreak{i, n, n + 1 + runes(firstWord(b.text))})
	}
	return breaks
}

// widthOf finds the width that plain breaks show. Their lengths lie close together
// where a width forced them; lines that a call or a picture cut short lie below,
// so the upper quartile is the measure. The shortest of the rest tell how much
// room a forced break leaves.
func widthOf(inOrder []lineBreak) wrapWidth {
	breaks := slices.Clone(inOrder)
	if len(breaks) < minPairs && !alike(breaks) {
		return wrapWidth{}
	}
	sort.Slice(breaks, func(i, j int) bool { return breaks[i].length < breaks[j].length })
	measure := breaks[len(breaks)*3/4].length
	var near []lineBreak
	full := 0
	for _, b := range breaks {
		if b.length*100 >= measure*72 && b.length*10 <= measure*13 {
			near = append(near, b)
		}
		if b.need*100 >= measure*96 {
			full++
		}
	}
	if measure > maxWrap || measure < minWrap || len(near)*2 < len(breaks) {
		return wrapWidth{}
	}
	limit := near[len(near)-1].length
	sort.Slice(near, func(i, j int) bool { return near[i].need < near[j].need })
	w := wrapWidth{on: true, least: min(near[len(near)*3/100].need, limit+1), usual: near[len(near)/10].need, measure: measure, limit: limit + limitSlack, near: len(near)}
	if full*100 < len(breaks)*minForced {
		w.usual = max(w.usual, measure)
	}
	return w
}

// widthBesides is the width where further lines are two printed ones and more in a piece,
// from between which hyphens were taken out: most breaks are no longer than a line can
// be, and the rest are far longer than these.
func widthBesides(breaks []lineBreak) wrapWidth {
	short := slices.DeleteFunc(slices.Clone(breaks), func(b lineBreak) bool { return b.length > maxWrap })
	w := widthOf(short)
	between := 0
	for _, b := range breaks {
		if b.length > maxWrap && 2*b.length < 3*w.measure {
			between++
		}
	}
	if len(short)*5 < len(breaks)*3 || between*10 > len(breaks)-len(short) {
		return wrapWidth{}
	}
	return w
}

// alike reports whether two breaks are as good as three: a width made them nearly
// alike.
func alike(breaks []lineBreak) bool {
	return len(breaks) == 2 && abs(breaks[0].length-breaks[1].length)*8 <= breaks[0].length && min(breaks[0].length, breaks[1].length) >= leastAlike
}

// leastAlike is the width from which two lines alike are no accident.
const leastAlike = 72

// minForced is how many breaks in a hundred are forced where lines are full; in
// text whose lines were broken anywhere a short line proves nothing, and less so
// behind a stop.
const minForced = 65

// blankBetween reports whether empty lines part the paragraphs: nearly all
// short lines that end a sentence have one below them.
func (s *state) blankBetween() bool {
	parted, tight := 0, 0
	for i := 1; i < len(s.lines); i++ {
		a, b := s.lines[i-1], s.lines[i]
		if a.block != nil || b.block != nil || !endsSentence(a.text) || words(a.text) < 3 || s.full(a, b) || a.width() > s.width.limit {
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

// lineBreak is a break inside a sentence: the line below it, the length of its line, and that with
// the first word of the next one.
type lineBreak struct{ at, length, need int }

// openBreak reports whether a line ends with a word that leaves its phrase open,
// as lines before nouns do in German.
func openBreak(text string) bool {
	return words(text) > 4 && goesOnAfter(lastWord(text))
}

// longBreak reports whether a line ends in a small letter where a sentence cannot end
// and is as long as one that a width broke.
func longBreak(a, b *line) bool {
	return a.width() >= leastAlike && words(a.text) > longItem && unicode.IsLower(lastRune(a.text)) && !isMarked(b.text) && !hasGap(a.text) && !hasGap(b.text)
}

func plainBreak(a, b string) bool {
	end, _ := utf8.DecodeLastRuneInString(a)
	start, _ := utf8.DecodeRuneInString(b)
	hyphen := endsWithHyphen(a) && !isConjunction(firstWord(b))
	return (unicode.IsLower(end) || hyphen) && unicode.IsLower(start) && strings.ContainsRune(a, ' ')
}

// markRagged notes whether a program broke lines anywhere, not at a width: one line of eight
// at least leaves its phrase open though the next word had room.
func (s *state) markRagged() {
	open := 0
	for i, l := range s.lines[:max(0, len(s.lines)-1)] {
		if next := s.lines[i+1]; next.blank == 0 && l.block == nil && next.block == nil && wordsGoOn(l, next) && !s.full(l, next) {
			open++
		}
	}
	s.ragged = open >= leastRagged && 8*open >= len(s.lines)
}

// leastRagged is how many such lines there are at least.
const leastRagged = 3
