package understand

import (
	"strings"
	"unicode"

	"octavo/pipeline/internal/understand/lexicon"
)

// claim is what a line is in a letter's front, at its end or in a table. Lines that share a
// claim are one block; a line with a claim of its own is a block of its own and
// no heading.
type claim struct {
	title      bool // it is the subject, which is the paper's title
	table      bool // it belongs to a table whose cells are not known
	rule       string
	confidence float64
}

// frontReach is how many lines a letter's front is looked for in: a page of
// text may stand before it, where the source's order of boxes is not that of
// the page.
const frontReach = 120

// letterhead is the front of a letter while it is worked on: the lines with
// labels, those that are values of them, and what they are found to say.
type letterhead struct {
	*state
	labels     []frontLabel
	subject    int          // the label of the subject among labels, -1 for none
	salutation int          // line, -1 for none
	taken      map[int]bool // lines that are values of labels which stand alone
	from, to   int          // the lines of the front
	// from where on lines of the title stand, and their end
	titleFrom, titleTo int
	rule               string
	confidence         float64
}

// frontLabel is a label in a line: "Datum", "Ons kenmerk: 31-4". The value
// begins at the offset at, which is the line's end where the label stands alone.
type frontLabel struct {
	line  int
	class lexicon.Class
	at    int
	// of a label that stands alone: its value, the lines of it, and by how much
	// this reading is better than the next
	value    string
	from, to int
	lead     float64
}

// findFront finds the front of a letter by its labels, its subject and its
// salutation, gives each of its lines a block of its own, and takes from it what
// the metadata have a place for. The end of letters is found with it.
func findFront(s *state) {
	h := &letterhead{state: s, subject: -1, salutation: -1}
	h.partRow()
	h.partAside()
	h.read()
	h.giveAll()
	if h.findPrinted() {
		// its labels are those of what it prints
	} else if h.claimField() {
		// its labels are those of a table of particulars
	} else if h.bounds() {
		h.findSubject()
		h.claimLines()
	} else {
		h.claimAddress()
	}
	s.claimQuestion()
	h.values()
	s.claimClosings()
	s.sweep(false)
	s.dropMargins()
	s.valuesAside(h.to)
	if h.to > 0 {
		s.dropNames()
	}
	s.sweep(true)
	s.claimAside()
	h = &letterhead{state: s}
	h.printed()
}

// claimQuestion claims the lines of the title of a paper with questions, which ends
// with the day it was put in brackets: what the answer begins with stands right
// below.
func (s *state) claimQuestion() {
	for i, l := range s.lines[:min(len(s.lines), coverLines)] {
		if l.block != nil || l.claim != nil || !isQuestionTitle(l.text) {
			continue
		}
		for end := i + 1; end < len(s.lines) && end < i+maxQuestionLines && s.lines[end].blank == 0 && s.lines[end].block == nil; end++ {
			if !strings.ContainsAny(s.lines[end-1].text, "(") && !strings.Contains(s.lines[end].text, ")") || !strings.HasSuffix(strings.TrimSuffix(s.lines[end].text, "."), ")") {
				continue
			}
			if end+1 == len(s.lines) || !startsUpper(s.lines[end+1].text) && s.lines[end+1].blank == 0 {
				return
			}
			c := &claim{title: true, rule: questionOpening, confidence: 0.90}
			for _, part := range s.lines[i : end+1] {
				part.claim = c
			}
			return
		}
		return
	}
}

// questionOpening is the rule that finds such a title.
const questionOpening = "the opening of a paper with questions"

// maxQuestionLines is how many lines such a title has at most.
const maxQuestionLines = 8

// trailingLabel is where a label ends a line that a gap sets apart, or that only forms
// have: "… van 3 mei 2031     Bijlagen", "… van 3 mei 2031 Uw kenmerk"; 0 is none.
func trailingLabel(text string) int {
	at := len(text)
	for range maxLabelWords {
		at = strings.LastIndexByte(strings.TrimRight(text[:at], " "), ' ') + 1
		label := strings.TrimRight(text[at:], " :")
		class := lexicon.Of(label)
		if at > 0 && startsUpper(label) && class&(lexicon.Label|lexicon.Yours) != 0 &&
			(class&lexicon.Yours != 0 || strings.HasSuffix(text, ")") || strings.HasSuffix(text[:at], "   ")) {
			return at
		}
	}
	return 0
}

// maxLabelWords is how many words such a label has at most.
const maxLabelWords = 3

// read finds the labels and the salutation. A further salutation begins another
// letter.
func (h *letterhead) read() {
	for i, l := range h.lines[:min(len(h.lines), frontReach)] {
		if l.block != nil {
			continue
		}
		if h.salutation < 0 && h.isSalutation(i) {
			h.salutation = i
			continue
		}
		class, at := labelOf(l.text)
		if last := len(h.labels) - 1; class == 0 && last >= 0 && h.labels[last].line == i-1 && l.blank == 0 && startsLower(h.lines[i-1].text) {
			class, at = labelOf(withCapital(l.text)) // in a stack of labels in small letters
		}
		if class == 0 || h.salutation >= 0 && i > h.salutation+salutationReach {
			continue
		}
		if class&lexicon.Subject != 0 && h.subject < 0 {
			h.subject = len(h.labels)
		}
		h.labels = append(h.labels, frontLabel{line: i, class: class, at: at})
	}
	if h.subject >= 0 && h.salutation > h.labels[h.subject].line+subjectReach {
		h.salutation = -1
	}
	for i := 0; h.subject >= 0 && i < h.salutation-1; i++ { // the last may be a subject that ends like a sentence
		if i > h.labels[h.subject].line && h.isProse(i) && endsSentence(h.lines[i].text) {
			h.salutation = -1 // another letter's
		}
	}
}

// How many lines a salutation stands below the subject at most, and how many a
// label below the salutation, where boxes of the page came in another order.
const (
	subjectReach    = 45
	salutationReach = 8
)

// labelOf gives the class of the label that a line begins with, and where its
// value begins; the class is 0 where the words are no label of a value.
func labelOf(text string) (lexicon.Class, int) {
	text = strings.TrimRight(text, " ")
	sign := len(text) - len(strings.TrimLeft(text, "> "))
	if len(text) > maxFoot {
		return 0, 0
	}
	class, n := lexicon.Begins(text[sign:])
	if named, end := severalLabels(text[sign:]); named != 0 {
		class, n = named, end
	}
	n += sign
	if class &= lexicon.Label | lexicon.Yours; class&lexicon.Label == 0 {
		return 0, 0
	}
	rest := strings.TrimLeft(text[n:], " \u00a0")
	value := strings.TrimLeft(rest, ": \u00a0_")
	at := len(text) - len(value)
	switch {
	case strings.Trim(value, ".-_ ") == "" || isEnclosed(rest):
		return class, len(text)
	case strings.HasPrefix(rest, ":"), strings.HasPrefix(text[n:], "  "):
		return class, at
	case !startsUpper(text[sign:]) && !isStackedValue(class, text[sign:n], value) || strings.ContainsRune(",;.", rune(value[0])):
		return 0, 0 // words of a sentence
	case class&lexicon.Date != 0 && isDay(value) && !strings.Contains(value, ", "), class&lexicon.Reference != 0 && (isLetterReference(value) || isNumberBehindSign(text[sign:n], value)), class&lexicon.Yours != 0:
		return class, at
	case class&lexicon.Subject != 0 && n > 2:
		return class, at
	case class&lexicon.Sender != 0 && (n-sign > 3 && !bodyWord(text[sign:n]) || strings.ContainsAny(value, "@") || strings.ContainsAny(value[:1], "0123456789+(")) && words(text) <= 9:
		return class, at
	}
	return 0, 0
}

// isNumberBehindSign reports whether a label ends in the sign of a number and one word with
// figures follows, whatever date that looks like: "Délibération n° 2031-03-17".
func isNumberBehindSign(label, value string) bool {
	return lexicon.IsWhole(lastWord(label), lexicon.NumberSign) && words(value) == 1 && strings.ContainsFunc(value, unicode.IsDigit)
}

// severalLabels gives the classes of the names that a label has before its colon, and
// where they end; 0 where it has one, or a word that is none: "Betreff/Aktenzeichen:".
func severalLabels(text string) (lexicon.Class, int) {
	names, _, ok := strings.Cut(text, ":")
	if !ok || !strings.ContainsAny(names, "/&") {
		return 0, 0
	}
	var all lexicon.Class
	for name := range strings.SplitSeq(strings.ReplaceAll(names, "&", "/"), "/") {
		class := lexicon.Of(strings.TrimSpace(name)) & (lexicon.Label | lexicon.Yours)
		if class == 0 {
			return 0, 0
		}
		all |= class
	}
	return all, len(names)
}

// bodyWord reports whether a word names a body, which what follows goes on with.
func bodyWord(word string) bool { return lexicon.Is(word, lexicon.Body) }

// isLetterReference reports whether text can be the reference of a letter: a word or
// two with figures, and no date.
func isLetterReference(text string) bool {
	dated := isDateline(text) && (words(text) > 1 || !strings.ContainsFunc(text, unicode.IsLetter) || isDay(text))
	return words(text) <= 4 && len(text) <= 48 && count(text, unicode.IsDigit) >= 2 && !dated && !strings.Contains(text, "@") && !endsSentence(text)
}

// isSalutation reports whether line i addresses the reader of a letter. Words that
// also begin a title need the comma, or labels above.
func (h *letterhead) isSalutation(i int) bool {
	text := h.lines[i].text
	if len(text) > 100 || words(text) > 9 {
		return false
	}
	class, n := lexicon.Begins(text)
	if class&lexicon.Salutation == 0 || endsSentence(text) {
		return false
	}
	comma := i+1 < len(h.lines) && h.lines[i+1].text == ","
	return words(text[:n]) > 1 && words(text) > 2 || n == len(text) && (len(h.labels) > 0 || i+1 < len(h.lines) && words(h.lines[i+1].text) > 4) ||
		strings.HasSuffix(text, ",") || comma || len(h.labels) > 1
}

// bounds finds the lines of the front; it reports whether there is one. A subject
// without a salutation needs a further label near it, or says so itself.
func (h *letterhead) bounds() bool {
	anchor := h.salutation
	if h.subject >= 0 {
		anchor = h.labels[h.subject].line
	}
	near := 0
	for _, l := range h.labels {
		if l.line != anchor && l.line > anchor-subjectReach && l.line < anchor+salutationReach {
			near++
		}
	}
	if anchor < 0 || near == 0 && (h.subject < 0 || h.salutation < 0 && !h.saysSubject()) && !h.isDated() {
		h.subject = -1
		return false
	}
	h.to = max(anchor, h.salutation) + 1
	for h.salutation >= 0 && h.to < len(h.lines) && h.isSalutation(h.to) {
		h.to++
	}
	for _, l := range h.labels { // the boxes of the page may come in another order
		if h.salutation >= 0 && l.line == h.to && h.isLone(l.line) {
			h.to++
			for h.to < l.to && !h.isProse(h.to) {
				h.to++
			}
		}
	}
	if h.salutation < 0 {
		h.to = min(len(h.lines), anchor+1+maxSubjectLines)
	}
	for h.from = anchor; h.from > 0 && !h.isProse(h.from-1); h.from-- {
	}
	return true
}

// saysSubject reports whether the subject stands behind its label and a colon, below lines
// of a letterhead and no running text, and is no sentence: fields of forms may be.
func (h *letterhead) saysSubject() bool {
	l := h.labels[h.subject]
	text := h.lines[l.line].text
	for i := range h.lines[:l.line] {
		if h.isProse(i) {
			return false
		}
	}
	value := text[l.at:]
	return l.line > 0 && startsUpper(value) && !endsClause(value) && strings.HasSuffix(strings.TrimRight(text[:l.at], " \u00a0"), ":")
}

// isProse reports whether line i belongs to running text.
func (h *letterhead) isProse(i int) bool {
	l := h.lines[i]
	if l.block != nil {
		return true
	}
	if class, _ := labelOf(l.text); class != 0 || h.isEnclosure(i) {
		return false
	}
	return words(l.text) > 8 && (closesSentence(l.text) || i+1 < len(h.lines) && startsLower(h.lines[i+1].text))
}
