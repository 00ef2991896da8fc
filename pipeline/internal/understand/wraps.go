package understand

import (
	"strings"
	"unicode"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/understand/lexicon"
)

// joinWraps joins lines to blocks: paragraphs that the source broke at a width,
// and those that a page break or its furniture tore apart. Lines are joined
// only where the text proves it.
func joinWraps(s *state) {
	s.claimCells()
	s.blocks = s.wrapped(s.lines)
}

// markLines notes of the lines what their texts and places show, before any is joined.
func markLines(s *state) {
	s.markSeries()
	s.markBoxes()
	s.markDotted()
	s.markEnds()
	s.markRagged()
	s.markCounted()
	s.markDefinitions()
	s.markAll(s.lines)
}

// markAll notes which lines are marks, parts of others, or stand alone.
func (s *state) markAll(lines []*line) {
	tieMarks(lines)
	s.markPieces(lines)
	s.markAlone(lines)
}

// markEnds marks the lines with nothing right below them, and those under the end
// of a sentence with no more below than a word or two in small letters, as an
// office stands under a name.
func (s *state) markEnds() {
	for i, l := range s.lines {
		l.ends = i+1 == len(s.lines) || s.lines[i+1].blank > 0 || s.lines[i+1].page
	}
	for i, l := range s.lines {
		l.signed = i > 0 && l.blank == 0 && endsSentence(s.lines[i-1].text) && !l.ends && s.lines[i+1].ends && words(s.lines[i+1].text) <= 2 && startsLower(s.lines[i+1].text) && !endsClause(s.lines[i+1].text)
	}
}

// wrapped joins lines that are marked to blocks.
func (s *state) wrapped(lines []*line) []*block {
	partTexts(lines)
	markTerms(lines)
	var blocks []*block
	var current *block
	var above *line
	for i, l := range lines {
		closes := current != nil && current.node == nil && l.block == nil && s.closesList(blocks, lines, i)
		if current != nil && current.node == nil && l.block == nil && !closes && s.belongs(current, above, l) {
			s.join(current, above, l)
		} else {
			sign, at := s.markerOf(l)
			current = newBlock(l, sign, at)
			current.closes = closes
			blocks = append(blocks, current)
		}
		if above == nil || len(l.calls) == 0 || l.bare() != "" {
			above = l // a call alone on its line proves nothing about the next one
		}
	}
	for _, b := range blocks {
		b.finish()
	}
	return s.mendKeyed(s.bindMarks(blocks))
}

// markAlone marks the lines that cannot be the end of a paragraph, and that the
// line below does not go on with: "Opening hours" over "The room is open".
func (s *state) markAlone(lines []*line) {
	for i, l := range lines[:max(0, len(lines)-1)] {
		next := lines[i+1]
		l.alone = s.width.on && l.block == nil && next.block == nil && titleish(l.bare()) && startsUpper(l.text) && !isOpen(l.bare()) &&
			startsUpper(next.text) && !hasGap(l.text) && !s.full(l, next)
	}
}

// belongs reports whether line l goes on with the block whose last line is
// above.
func (s *state) belongs(b *block, above, l *line) bool {
	switch {
	case l.titled || above.titled:
		return l.titled
	case l.term != noTerm || above.term != noTerm:
		return l.term == meaningMore
	case above.mark && len(b.lines) == 1 || l.mark && l.tied:
		return false
	case l.begin != beginOpen:
		return l.begin == beginNone
	}
	if l.articleTitle {
		_, label := parseLabel(l.text)
		return above.articleTitle && !label && l.blank == 0
	}
	if l.claim != nil || above.claim != nil {
		return l.claim == above.claim
	}
	if l.page {
		l.seam = true
	}
	if l.blank > 0 && !l.seam {
		l.seam = s.gapInSentence(above, l) || len(b.lines) > 1 && gapInParagraph(above, l)
		return l.seam
	}
	if l.blank == 0 && !l.seam && (wordsGoOn(above, l) || len(b.lines) > 1 && clauseGoesOn(above.text, l.text)) && !s.endsItem(above, l) {
		return true
	}
	if s.begins(b, above, l) || above.signed && len(b.lines) == 1 && words(above.text) <= 2 && !endsClause(above.text) {
		return false
	}
	if l.seam {
		return s.seamJoins(above, l)
	}
	if s.unbroken && (startsLower(b.lines[0].text) || !startsLower(l.text)) {
		return brokenAmid(above, l)
	}
	return s.joins(len(b.lines), above, l) || s.openItem(b, above, l)
}

// brokenAmid reports whether the break between two lines of a text whose lines are paragraphs
// is none between paragraphs: it parts a word, or a call, a lone "and" or what stands in
// parentheses from its words.
func brokenAmid(a, b *line) bool {
	return a.hyphen || callAtStart(b) || strings.HasSuffix(a.text, "/") || adds(a, b) || closesWord(b.text) || closesParenthesis(a.text, b.text) ||
		isConjunction(a.text) || isConjunction(b.text)
}

// gapInSentence reports whether an empty line stands inside a sentence: small letters go on
// below a line without any stop that the width broke, or a long one where no width tells, or
// that breaks off amid a word or phrase; or a name below one that the width broke amid one.
func (s *state) gapInSentence(above, l *line) bool {
	if l.text == "," && l.blank == 1 {
		return !endsClause(above.bare()) // what stood before it was blacked out
	}
	name := startsUpper(l.text) && words(above.text) > longItem && leavesOpen(above.text) && !isConjunction(lastWord(above.text)) && s.full(above, l)
	if l.blank != 1 || !unicode.IsLower(firstRune(l.text)) && !name || endsClause(above.bare()) || isClause(above.text) || isMarked(l.text) || hasGap(above.text) || hasGap(l.text) ||
		!endsClause(l.text) && words(l.text) <= 2 {
		return false
	}
	if (above.hyphen || endsWithHyphen(above.text) || words(above.text) > 1 && isOpen(above.text)) && !(above.blank > 0 && l.ends) {
		return true
	}
	return words(above.text) > 4 && (s.full(above, l) || !s.width.on && words(above.text) > longItem && !allCaps(above.text))
}

// gapInParagraph reports whether an empty line stands inside a sentence of a paragraph of
// several lines, however they were broken: small letters on either side, without a stop.
func gapInParagraph(above, l *line) bool {
	return l.blank == 1 && above.blank == 0 && unicode.IsLower(lastRune(above.text)) && unicode.IsLower(firstRune(l.text)) && !isClause(l.text) &&
		!isMarked(l.text) && !hasGap(above.text) && !hasGap(l.text) && words(above.text)+words(l.text) > longItem
}

// openItem reports whether an item goes on in the line below where no width tells:
// its line is a long one without a stop, or ends with one and the line below stands
// under its text and quotes nothing. Below a question that had room for more stands its answer.
func (s *state) openItem(b *block, above, l *line) bool {
	if l.blank > 0 || !isMarked(b.lines[0].text) {
		return false
	}
	if !endsClause(above.text) {
		return words(above.text) > longItem && (words(l.text) > longItem || endsClause(l.text)) && (b.bullet != "" || isOpen(above.text))
	}
	if s.width.on && strings.HasSuffix(above.text, "?") && !s.full(above, l) {
		return false
	}
	return l.indent >= b.indent+2 && (len(b.lines) == 1 || l.indent == above.indent) && (startsUpper(l.text[:1]) || startsLower(l.text))
}

// longItem is from how many words on a line of an item without a stop is broken.
const longItem = 8

// begins reports whether l begins an item, a numbered part or an indented
// paragraph.
func (s *state) begins(b *block, above, l *line) bool {
	forced := l.blank == 0 && s.full(above, l)
	if l.box {
		return true
	}
	if l.mark {
		return !forced || endsClause(above.text)
	}
	if sign, at := s.markerOf(l); sign != "" {
		if sign == "o" && b.bullet != sign && strings.HasSuffix(above.text, ",") && startsLower(l.text[at:]) {
			return false // "or" of the Romance languages
		}
		return l.dotted || !isDash(sign) || !forced || endsClause(above.text) || sign == b.bullet && l.indent == b.indent
	}
	if strings.HasSuffix(above.text, ":") && !forced && startsQuote(l.text) {
		return true // what an act puts into another
	}
	if o, ok := parseOrdinal(l.text); ok {
		return l.series || s.promises(l.text) || s.beginsNumbered(b, above, o, forced)
	}
	if _, ok := readCode(l.text); ok && l.tied && (!forced || endsClause(above.text)) {
		return true
	}
	return l.indent >= above.indent+2 && !isMarked(b.lines[0].text) && endsSentence(above.text) && l.blank == 0
}

// beginsNumbered decides for a line that starts with a number. Inside wrapped
// text "1) informatie" may be the rest of a sentence: a sentence or clause must
// end above, or the number must follow that of the block.
func (s *state) beginsNumbered(b *block, above *line, o ordinal, forced bool) bool {
	switch {
	case o.label != nil && startsLower(o.raw) && !endsClause(above.text):
		return false // "see" before "section 5."
	case o.label != nil:
		return o.rest == "" || !forced && titleish(o.rest) || o.delim != "" && endsSentence(above.text)
	case o.delim == "" && o.depth() == 1:
		return !forced && endsSentence(above.text)
	case !forced:
		return true
	}
	if p, ok := parseOrdinal(b.lines[0].text); ok && p.style == o.style && o.value() == p.value()+1 {
		return true
	}
	return strings.ContainsRune(".!?:;", lastRune(above.bare()))
}

// partsName reports whether a line ends with an abbreviation in small letters and
// the next begins with the initial of a name, as in "prof. dr." and "K. de Lange".
func partsName(above, next string) bool {
	if !endsAbbreviation(above) || words(above) <= 4 {
		return false
	}
	o, ok := parseOrdinal(next)
	return ok && (o.style == ast.UpperAlpha || o.style == ast.UpperRoman) && len(o.raw) == 2 && o.delim == "."
}

// joins reports whether b goes on with the paragraph of n lines whose last is a, where
// nothing stands between.
func (s *state) joins(n int, a, b *line) bool {
	switch {
	case len(s.promised) > 0 && s.inContents(a.text+" "+b.text):
		return true
	case n == 1 && startsUpper(b.text) && s.promises(a.text), isLabelled(a.text), isLabelled(b.text) && startsUpper(b.text), hasField(a.text):
		return false
	case (isSignatory(a.text) || isSignature(a.text) && isSignature(behindFirst(b.text))) && !s.full(a, b):
		return false
	case a.hyphen, b.before > 0, callAtStart(b), strings.HasPrefix(b.text, ","), startsLower(b.text) && s.dividesAt(a.text), closesParenthesis(a.text, b.text), adds(a, b):
		return true
	case strings.HasSuffix(a.text, ":") && isNumberRun(firstWord(b.text)):
		return false
	case capitalsBegin(a.text, b.text):
		return false
	case endsSentence(a.bare()) && b.alone:
		return false
	case endsSentence(a.bare()) && (b.ends || b.signed) && !endsClause(b.text) && words(b.text) <= 2 && startsUpper(b.text) && !strings.HasPrefix(b.text, "("):
		return false // paragraphs end with a stop
	case isOpen(a.text) && words(b.text) <= 2 && endsSentence(b.text):
		return true // "tritt in" before "Kraft."
	case s.widthAt(a).overlong(a) && !endsClause(a.text) && !titleish(a.text) && !hasGap(a.text):
		return true // two lines between which a hyphen was taken out
	case startsLower(b.text) && strings.HasSuffix(firstWord(b.text), ":") && !s.full(a, b):
		return false // "van:" and "aan:" of a letterhead
	case startsLower(b.text) && s.endsItem(a, b):
		return false
	case startsLower(b.text):
		return s.full(a, b) || endsInInitials(a.bare()) || !endsSentence(a.bare()) && !strings.ContainsRune(":;", lastRune(a.text))
	}
	return s.full(a, b) || n > 1 && breaksAmid(a.text, b.text) || (isOpen(a.text) || n > 2 && !endsClause(a.bare())) && s.nearlyFull(a, b) || s.brokenProse(a, b) || s.ragged && !endsClause(a.bare()) && (n > 1 && startsUpper(a.text) && words(a.text) <= 2 && words(b.text) > 2 || words(a.text) > 3 && opensFigure(b.text))
}

// brokenProse reports whether line a, in a text too short to show its width, is as long as
// one that a width broke and ends amid a sentence that line b ends or, as long as a, goes on
// with, or has no room for the first word of the next sentence.
func (s *state) brokenProse(a, b *line) bool {
	if s.width.on || a.width() < leastAlike || a.width() > maxWrap || b.blank > 0 || isMarked(b.text) || hasGap(a.text) || hasGap(b.text) {
		return false
	}
	if strings.ContainsRune(".?!", lastRune(a.bare())) {
		return !s.unbroken && words(a.text) >= shortSentence && a.width()+1+runes(firstWord(b.text)) > s.longest && words(b.text) > 2 && (endsSentence(b.bare()) || running(b.text))
	}
	return words(a.text) > longItem && (!endsClause(a.bare()) || strings.HasSuffix(a.bare(), ",")) && (words(b.text) > 1 || unicode.IsLetter(firstRune(b.text))) && (endsSentence(b.bare()) || words(b.text) > longItem && unicode.IsLetter(lastRune(a.text)) && 8*abs(a.width()-b.width()) <= a.width())
}

// endsItem reports whether line a was broken on purpose behind a semicolon and the word
// that leads to the last clause: "the work of the binder; or".
func (s *state) endsItem(a, b *line) bool {
	return isClause(a.text) && !strings.HasSuffix(a.text, ";") && words(a.text) <= maxListed && !s.full(a, b)
}

// nearlyFull reports whether the width, so far as it is known, all but forced the break
// between two lines of text.
func (s *state) nearlyFull(a, b *line) bool {
	w := s.widthAt(a)
	return words(a.text) > 5 && !hasGap(a.text) && !hasGap(b.text) && allCaps(a.text) == allCaps(b.text) && 10*(a.width()+1+runes(firstWord(b.text))) >= 9*w.least && (!w.on || a.width() <= w.limit)
}

// endsInInitials reports whether the last of several words is an abbreviation of more than
// one word in small letters, "n.a.v.", "e.g.", with which no sentence ends.
func endsInInitials(text string) bool {
	word, ok := strings.CutSuffix(lastWord(text), ".")
	head, _, dotted := strings.Cut(strings.TrimLeft(word, openers), ".")
	return ok && dotted && words(text) > 1 && runes(head) == 1 && !strings.ContainsFunc(word, func(r rune) bool { return r != '.' && !unicode.IsLower(r) })
}

// isNumberRun reports whether a word is a run of numbers without spaces: no width tells where
// it was broken off.
func isNumberRun(word string) bool {
	return strings.Count(word, ",") > 1 && !strings.ContainsFunc(word, func(r rune) bool { return r != ',' && !unicode.IsDigit(r) })
}

// adds reports whether b puts something in parentheses behind the text of a, which no stop
// ends. Below what may be a title a line in parentheses is one of its own.
func adds(a, b *line) bool {
	if !strings.HasPrefix(b.text, "(") || isMarked(b.text) || words(a.text) <= headWords || endsClause(a.bare()) || isClause(a.text) || hasGap(a.text) {
		return false
	}
	return moreWords(a.text, headingWords) || !isEnclosed(b.text) && (startsLower(b.text) || strings.Contains(b.text, ")"))
}

// closesParenthesis reports whether b closes the parenthesis that a leaves open.
func closesParenthesis(a, b string) bool {
	if open := strings.LastIndexByte(a, '('); open < 0 || open < strings.LastIndexByte(a, ')') {
		return false
	}
	at := strings.IndexAny(b, "()")
	return at > 1 && b[at] == ')'
}

// wordsGoOn reports whether the words on either side of a break belong together,
// wherever the line was broken: a phrase left open, a date, a number behind its
// abbreviation, the name behind an abbreviated title, an address.
func wordsGoOn(above, l *line) bool {
	return tornStop(above, l) || abbreviated(above.text, l.text) || numbersName(above.text, l.text) || refersOver(above.text, l.text) || explains(above.text, l.text) || partsName(above.text, l.text) || splitsDate(above.text, l.text) || addressGoesOn(lastWord(above.text), firstWord(l.text)) ||
		(leavesOpen(above.text) || isOpen(above.text) && opensSentence(above.text, l.text)) && abs(above.indent-l.indent) <= 1 && !isMarked(l.text)
}

// tornStop reports whether line l begins with the stop that the line above lacks, as where what
// stands raised before it was set on a line of its own: "Art. 1er" over ". – The book".
func tornStop(above, l *line) bool {
	rest, ok := strings.CutPrefix(l.text, ". ")
	return ok && !l.dotted && !endsClause(above.bare()) && (startsUpper(rest) || strings.HasPrefix(rest, "–") || strings.HasPrefix(rest, "-"))
}

// opensSentence reports whether the open word at the end of line a is the first of
// a sentence, "… press. In", or one that figures go on after, "… laid down in"
// before "12 states".
func opensSentence(a, b string) bool {
	body := strings.TrimRight(strings.TrimSuffix(a, lastWord(a)), " ")
	return startsUpper(lastWord(a)) && (endsSentence(body) || words(body) > 1 && strings.HasSuffix(body, ":")) && len(lastWord(body)) > 3 || words(a) > 1 && digitsEnd(b, 0) > 0
}

// explains reports whether b begins with an abbreviation in parentheses, as stands
// behind the words that it is short for: "Chief Officer" before "(CO). They".
func explains(a, b string) bool {
	inner, rest, closed := strings.Cut(strings.TrimPrefix(b, "("), ")")
	return closed && strings.HasPrefix(b, "(") && rest != "" && allCaps(inner) && words(inner) == 1 && words(a) > 1 && unicode.IsLower(lastRune(a))
}

// isMarked reports whether text begins with a list sign or a number with a stop
// or bracket behind it.
func isMarked(text string) bool {
	if sign, _ := bullet(text); sign != "" {
		return true
	}
	o, ok := parseOrdinal(text)
	return ok && o.label == nil && o.delim != ""
}

// isOpen reports whether a line ends with a word that seldom ends a phrase.
func isOpen(text string) bool { return lexicon.Is(lastWord(text), lexicon.Open) }

// goesOnAfter reports whether a phrase cannot end with word.
func goesOnAfter(word string) bool { return lexicon.Is(word, lexicon.Binds) }

// seamJoins reports whether b goes on with a over a page break or a gap where
// furniture stood.
func (s *state) seamJoins(a, b *line) bool {
	if _, label := parseLabel(b.text); label && allCaps(b.text) && !allCaps(a.text) {
		return false
	}
	switch {
	case a.hyphen, callAtStart(b) && b.blank == 0, startsLower(b.text) && s.dividesAt(a.text):
		return true
	case endsSentence(a.bare()), strings.ContainsRune(":;", lastRune(a.bare())):
		return false
	case startsLower(b.text), strings.HasSuffix(a.text, ","), words(b.text) > 2 && (splitsDate(a.text, b.text) || refersOver(a.text, b.text)), isOpen(a.text) && opensSentence(a.text, b.text), words(a.text) > 4 && leavesOpen(a.text) && !isMarked(b.text):
		return true
	}
	name := isOpen(a.text) && words(a.text) > longItem && words(b.text) > 2 && !titleish(b.text) && !isMarked(b.text)
	return name || (b.blank == 0 || s.full(a, b) && !s.shortTitle(b)) && s.joins(1, a, b)
}

// shortTitle reports whether a line is too short to go on a paragraph without a
// stop at its end.
func (s *state) shortTitle(l *line) bool {
	return titleish(l.bare()) && l.width()*10 < s.widthAt(l).limit*7
}
