package understand

import (
	"slices"
	"strings"
	"unicode"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/understand/lexicon"
)

// findHeadings decides which blocks are headings: labelled parts ("Artikel 3"),
// chains of numbers that count titles, numbers of several parts, and titles
// without a number, told by their look and their neighbours.
func findHeadings(s *state) {
	s.labelledHeadings()
	s.numberedHeadings()
	s.bareLetters()
	s.bulletTitles()
	s.plainHeadings()
	s.titleLabels()
	for _, b := range s.blocks {
		if b.role == roleHeading {
			return
		}
	}
	if len(s.blocks) == 0 {
		return
	}
	s.warn(decision{codeNoHeadings, "no block has the look of a heading", "the document has no headings", 0.60},
		s.blocks[0].pos(), s.blocks[0].text, "put headings into the canonical Markdown where there are any")
}

func (s *state) heading(b *block, rule string, confidence float64) {
	if b.role == roleHeading {
		return
	}
	if b.bullet != "" {
		s.left(decision{codeMarker, "a list sign before the number of a heading", "list sign", confidence}, b.lines[0].pos, b.bullet)
		b.bullet = ""
	}
	b.role = roleHeading
	s.say(decision{codeHeading, rule, "heading", confidence}, b.pos(), b.text)
}

// labelledHeadings takes "Artikel 3" and the like: alone on their line always,
// with a title where that looks like one.
func (s *state) labelledHeadings() {
	s.markOverviews()
	stopped, answered := s.stoppedLabels(), s.answersLabelled()
	for i := s.front; i < len(s.blocks); i++ {
		b := s.blocks[i]
		if b.role != roleText || b.ord.label == nil || b.claim() != nil || b.repeat {
			continue
		}
		switch {
		case b.ord.rest == "":
			s.heading(b, "a label with its number alone", 0.97)
		case answered && b.ord.label.rank == rankQuestion && isOneQuestion(b.ord.rest):
			s.heading(b, "a label with its number and the question, of a paper whose answers stand below labels", 0.80)
		case b.lines[0].articleTitle:
			s.heading(b, "a label with its number and what stands above the first paragraph", 0.90)
		case stopped[b.ord.label] && isStoppedTitle(b.ord):
			s.heading(b, "a label with its number and a title, each of which ends in a stop", 0.80)
		case titleish(b.ord.rest) && !strings.HasSuffix(b.ord.rest, "?") && words(b.ord.rest) <= 15 && startsUpper(b.ord.rest):
			s.heading(b, "a label with its number and a title", 0.85)
		case b.ord.label.rank < rankArticle && isStoppedTitle(b.ord) && allCaps(b.ord.rest):
			s.heading(b, "a label with its number and a few words over running text", 0.75)
		}
	}
}

// answersLabelled reports whether the answers of a paper stand below labels alone on their
// lines, two at least, as a question behind its label on one line then heads its part.
func (s *state) answersLabelled() bool {
	n := 0
	for _, b := range s.blocks[s.front:] {
		if l := b.ord.label; l != nil && l.rank == rankQuestion && b.ord.rest == "" && leadEnd(b.text) > 0 {
			n++
		}
	}
	return n > 1
}

// isOneQuestion reports whether text is a single question that is no longer than a heading.
func isOneQuestion(text string) bool {
	return strings.HasSuffix(text, "?") && words(text) <= headingWords && !hasSentenceEnd(strings.TrimSuffix(text, "?"))
}

// stoppedLabels are the labels all of whose parts have a short title that ends
// in a stop, as Spanish and Italian acts print them: "Artículo 1. Objeto."
func (s *state) stoppedLabels() map[*label]bool {
	titles, others := map[*label]int{}, map[*label]int{}
	for _, b := range s.blocks[s.front:] {
		if l := b.ord.label; b.role == roleText && l != nil && isStoppedTitle(b.ord) {
			titles[l]++
		} else if l != nil && b.ord.rest != "" {
			others[l]++
		}
	}
	found := map[*label]bool{}
	for l, n := range titles {
		found[l] = n >= 3 && others[l] == 0
	}
	return found
}

// isStoppedTitle reports whether a few words and a stop stand behind a labelled
// number that has a stop itself.
func isStoppedTitle(o ordinal) bool {
	title, ok := strings.CutSuffix(o.rest, ".")
	return ok && o.delim == "." && words(title) <= 12 && titleish(title) && !endsSentence(title)
}

// numberedHeadings takes the chains that count headings.
func (s *state) numberedHeadings() {
	for _, c := range s.chains {
		ok, confidence := s.headingChain(c)
		colons := s.colonTitles(c)
		for _, i := range c.members {
			b := s.blocks[i]
			if i < s.front || b.role == roleHeading || b.role == roleTitle || b.claim() != nil || b.repeat {
				continue
			}
			if !s.promises(b.text) && (!ok || !numberedTitle(b, colons) && !s.longTitle(i) || b.columns() || s.breaksSentence(i)) {
				continue
			}
			if b.ord.depth() == 1 {
				s.heading(b, "a number in a series of titles with text between", confidence)
			} else if b.role == roleText {
				s.heading(b, "a number of several parts before a title", confidence)
			}
		}
	}
}

// maxPlainWords is the length of a title without a number.
const maxPlainWords = 16

// plainHeadings takes titles without a number: short blocks that end without a
// stop and stand above text. In a row of three or more such blocks, as
// addresses and tables make them, only the last one can be a heading.
func (s *state) plainHeadings() {
	s.body = s.firstRunning()
	// A title without a number right above number 1 says that such titles may also
	// stand above the numbers that go on.
	titled := false
	for from, to := range runs(s.letterhead(), len(s.blocks), func(_, k int) bool { return s.plainTitle(k) }) {
		if s.heads(to) && !s.signsOff(from, to, titled) && s.titleRun(from, to) {
			titled = titled || to < len(s.blocks) && s.blocks[to].role == roleHeading && s.blocks[to].ord.opens()
		}
	}
}

// letterhead is the first block behind the letterhead, which ends with the line
// that holds the date, or the paper's number and the kind of paper below it.
func (s *state) letterhead() int {
	end, limit := s.front, s.firstRunning()
	for i := s.front; i < limit; i++ {
		if b := s.blocks[i]; b.role == roleHeading {
			break
		} else if isDateline(b.text) || i+1 < limit && lexicon.IsWhole(b.text, lexicon.Explanation) {
			end = i + 1 // the kind of the whole paper heads no part of it
		} else if isPaperNumber(b.text) {
			end = i + 1
			if end < limit && s.blocks[end].ord.style == "" {
				end++ // the kind of paper, no chapter
			}
		}
	}
	return end
}

// titleRun makes headings of the plain titles [from, to), of the last alone where
// they are many, and reports whether it did.
func (s *state) titleRun(from, to int) bool {
	if s.cellsAbove(from, to) || s.underTitle(from) {
		return false
	}
	if (to-from > 2 || s.goesOnRow(from)) && s.blocks[to-1].blank == 0 && to < len(s.blocks) && s.blocks[to].blank > 0 {
		return false // the last line of the row belongs to the row
	}
	confidence := 0.85
	if to-from > 2 {
		confidence = 0.65
		first := from
		from = to - 1
		for from > first && isPartTitle(s.blocks[from-1].text) {
			from--
		}
		if from == to-1 && allCaps(s.blocks[to-2].text) && !allCaps(s.blocks[to-1].text) {
			from = to - 2
		}
	}
	for _, b := range s.blocks[from:to] {
		s.heading(b, "a short line without a stop above text", confidence)
	}
	return true
}

// goesOnRow reports whether block i stands tight under a short line without a stop, a dated
// one perhaps, that is no title: the row of short lines begins above.
func (s *state) goesOnRow(i int) bool {
	if i == s.front || i == 0 || s.blocks[i].blank > 0 {
		return false
	}
	above := s.blocks[i-1]
	return above.role == roleText && above.claim() == nil && words(above.text) <= maxPlainWords && !endsClause(above.text) && !running(above.text)
}

// signsOff reports whether the plain lines [from, to) close the part above: a
// name and office set tight under text, or lines right above a numbered heading
// that goes on a series, which they cannot head.
func (s *state) signsOff(from, to int, titled bool) bool {
	if to >= len(s.blocks) || s.blocks[to].role != roleHeading || from == s.front || allCaps(s.blocks[to-1].text) {
		return false
	}
	o := s.blocks[to].ord
	tight := to-from >= 2 && s.blocks[to-1].blank == 0
	return running(s.blocks[from-1].text) && (tight || !titled && o.style != "" && o.label == nil && o.depth() == 1 && o.value() > 1)
}

// heads reports whether block i can stand under a heading.
func (s *state) heads(i int) bool {
	if i >= len(s.blocks) {
		return false
	}
	b := s.blocks[i]
	switch b.role {
	case roleHeading:
		return b.ord.label == nil || b.ord.label.rank != rankQuestion
	case roleText:
		if unicode.IsLower(firstRune(b.text)) && b.bullet == "" && !isLabelled(b.text) {
			return false // the sentence goes on
		}
		if words(b.text) <= maxPlainWords && strings.HasSuffix(b.text, ",") && !strings.Contains(b.text, ": ") {
			return false // an office over its signature, or a form of address
		}
		if isEnclosed(b.text) || isDateline(b.text) {
			return s.heads(i + 1) // a remark under the heading
		}
		return endsClause(b.text) || hasSentenceEnd(b.text) || keyEnd(b) > 0 || strings.HasSuffix(b.text, "—") || moreRunes(b.text, headingRunes) || running(b.text) || s.opensItems(i)
	}
	return true
}

// announced reports whether the block above announces block i: a question, or the value of
// a label that stands tight above it, which heads no text.
func (s *state) announced(i int) bool {
	if i == 0 || !strings.HasSuffix(s.blocks[i-1].text, ":") {
		return false
	}
	above, b := s.blocks[i-1], s.blocks[i]
	value := b.blank == 0 && !allCaps(b.text) && above.role == roleText && above.ord.style == "" && words(above.text) <= maxColonWords
	over := i+1 < len(s.blocks) && s.blocks[i+1].blank == 0 && running(s.blocks[i+1].text)
	return strings.HasSuffix(b.text, "?") || value && !over
}

// isFileReference reports whether a short line gives the number of a paper or
// file behind its kind and a colon, or its kind alone: "NOR : TREX2500001D",
// "Zaaknummer 24/1180".
func isFileReference(text string) bool {
	_, number, ok := strings.Cut(text, ":")
	if !ok {
		return words(text) == 2 && strings.Contains(text, "/") && count(lastWord(text), unicode.IsDigit) >= 4 && count(lastWord(text), unicode.IsLetter) == 0
	}
	return words(number) == 1 && count(number, unicode.IsDigit) >= 4 && words(text) <= 4
}

// isEnclosed reports whether brackets stand around the whole text: a remark, or
// the numbers of papers that belong to it.
func isEnclosed(text string) bool {
	return strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")") || strings.HasPrefix(text, "{") && strings.HasSuffix(text, "}") || strings.HasPrefix(text, "[") && strings.HasSuffix(text, "]")
}

// signed reports whether block i is the name under an office that signs.
func (s *state) signed(i int) bool {
	return i > 0 && (isSignatory(s.blocks[i-1].text) || isSigned(s.blocks[i-1].text, s.blocks[i].text))
}

func (s *state) plainTitle(i int) bool {
	b := s.blocks[i]
	if b.role != roleText || b.claim() != nil || b.repeat || !titleish(b.text) && !isStopTitle(b.text) || words(b.text) > maxPlainWords || numeric(b.text) || isCode(b.text) ||
		isFileReference(b.text) || s.keyed(i) || isDateline(b.text) || i < s.body && (saysEdition(b.text) || i == s.front && endsInDate(b.text)) || isSignature(b.text) || namesJudge(b.text) || isSignatory(b.text) || isOfficeWithName(b.text) || i > s.body && s.signed(i) || i > 0 && isSignatory(s.blocks[i-1].text) || s.announced(i) || strings.Contains(b.text, " | ") {
		return false
	}
	if b.ord.style != "" && b.ord.label == nil && b.ord.delim != "" || s.amidRows(i) || s.amongNames(i) || s.closesPart(i) {
		return false
	}
	if isEnclosed(b.text) || isCaption(b.text) || isCredit(b.text) || s.opensItems(i) || isPostal(b.text) || b.columns() {
		return false
	}
	if words(b.text) == 1 && isOpen(b.text) || words(b.text) > maxTightWords && i+1 < len(s.blocks) && s.blocks[i+1].blank == 0 {
		return false // the only word of a line, or a line that was broken elsewhere
	}
	return !(strings.HasSuffix(b.text, "?") && i > 0 && s.blocks[i-1].ord.label != nil)
}

// saysEdition reports whether a line of the front says which edition of a paper it is: its
// date, its kind or its version with the number.
func saysEdition(text string) bool {
	return isDate(text) || isGenre(text) || lexicon.BeginsAs(text, lexicon.Version) && strings.ContainsFunc(text, unicode.IsDigit)
}

// amidRows reports whether block i stands tight between two rows of a table: it is the
// label of one.
func (s *state) amidRows(i int) bool {
	return i > 0 && i+1 < len(s.blocks) && s.blocks[i].blank+s.blocks[i+1].blank == 0 && s.blocks[i-1].isRow() && s.blocks[i+1].isRow()
}

// isRow reports whether a block is a table or a line that ends in two figures or more, or
// dashes in their place; a sign of percent may stand apart behind one.
func (b *block) isRow() bool {
	if _, table := b.node.(*ast.Table); table {
		return true
	}
	cells := slices.DeleteFunc(strings.Fields(b.text), func(f string) bool { return f == "%" })
	n := len(cells)
	return n > 1 && numeric(cells[n-1]) && numeric(cells[n-2])
}

// maxTightWords is how many words a title has that is set tight over its text:
// longer ones are lines of a paragraph.
const maxTightWords = 12

// isPostal reports whether text is a line of an address: a post-box, or a postcode
// and a place.
func isPostal(text string) bool {
	if words(text) > 6 {
		return false
	}
	class, end := lexicon.Begins(text)
	return hasPostcode(text) || class&lexicon.Sender != 0 && isDigits(strings.TrimSpace(text[end:]))
}

// columns reports whether one of a block's lines has a wide gap between its words,
// behind its number aside: a row of a table.
func (b *block) columns() bool {
	for _, l := range b.lines {
		number, rest, gap := strings.Cut(l.text, "   ")
		if gap && isNumberMark(number) {
			gap = hasGap(strings.TrimLeft(rest, " "))
		}
		if gap {
			return true
		}
	}
	return false
}

// isNumberMark reports whether text is a number, with a word before it or not, behind
// which a title may stand in a column of its own.
func isNumberMark(text string) bool {
	if words(text) <= 2 && strings.Trim(lastWord(text), "0123456789.)") == "" {
		return true
	}
	_, mixed := parseMixed(text + " ")
	return mixed
}

// opensItems reports whether the items below block i are how its sentence goes on:
// it ends with a word that leaves its phrase open, "Bent u bereid te praten over"
// and "a. de kosten;", or the items begin in small letters right below words that
// begin as a sentence does, "De stukken in de lijst" and "- zenden wij u toe".
func (s *state) opensItems(i int) bool {
	if i+1 >= len(s.blocks) || s.blocks[i+1].role != roleItem {
		return false
	}
	b, item := s.blocks[i], s.blocks[i+1]
	return goesOnAfter(lastWord(b.text)) ||
		item.blank == 0 && startsLower(item.itemText()) && words(b.text) > 2 && lexicon.Is(firstWord(b.text), lexicon.Open)
}
