package understand

import (
	"slices"
	"strings"
	"unicode"

	"octavo/pipeline/internal/understand/lexicon"
)

// maxSubjectLines is how many lines a subject has at most.
const maxSubjectLines = 6

// findSubject finds the lines of the subject: behind its label, below it, or the
// one value that is left when the others of its stack have theirs.
func (h *letterhead) findSubject() {
	if h.subject < 0 {
		if from, to := h.unlabelled(); from < to && h.isDated() && !h.isReadersAddress(from, to) {
			h.take(from, to, "the lines between the date of a letter and its salutation", 0.80)
		}
		if h.titleFrom == h.titleTo {
			h.underSalutation()
		}
		return
	}
	l := h.labels[h.subject]
	text := h.lines[l.line].text
	if below := l.line + 1; l.at < len(text) && l.class&lexicon.Reference != 0 && isLetterReference(text[l.at:]) {
		if below < len(h.lines) && !h.ends(below) && h.lines[below].blank == 0 && isName(h.lines[below].text) {
			h.take(below, h.subjectEnd(below, 0), "the line below the label of a letter's subject and reference", 0.85)
		}
		return
	}
	if l.at < len(text) {
		if value := strings.TrimLeft(text[l.at:], ": "); isNoticeOrError(value) || isRestOfLabel(value) {
			return
		}
		end := h.subjectEnd(l.line, l.at)
		if h.mayGoOnSubject(l.line, end) {
			h.take(l.line, end, "the subject line of a letter, with which the next line may go on", 0.75)
			return
		}
		h.take(l.line, end, "the subject line of a letter", 0.95)
		return
	}
	switch {
	case l.from == l.to:
		h.belowSalutation()
	case l.lead >= sureLead && !h.isAmidLabels(l):
		h.take(l.from, l.to, "the value of a letter's subject among those of its stack", 0.95)
	case l.lead >= likelyLead && !h.isAmidLabels(l):
		h.take(l.from, l.to, "the value of a letter's subject among those of its stack", 0.85)
	default:
		h.take(l.from, l.to, "the likeliest value of a letter's subject among those of its stack", 0.60)
	}
}

// isAmidLabels reports whether the value of a label is a word or two between labels that
// stand alone, and not right below its own: it may be a label too, of a name that we do not know.
func (h *letterhead) isAmidLabels(l frontLabel) bool {
	return l.to == l.from+1 && l.from > l.line+1 && words(h.lines[l.from].text) <= 2 && h.isLone(l.from-1) && l.to < len(h.lines) && h.isLone(l.to)
}

// How much better than the next a reading of a stack is that can be relied on, and
// one that is likely.
const (
	sureLead   = 1.0
	likelyLead = 0.5
)

func (h *letterhead) take(from, to int, rule string, confidence float64) {
	h.titleFrom, h.titleTo, h.rule, h.confidence = from, to, rule, confidence
	if h.salutation >= 0 {
		return
	}
	if h.isThin(from, to) {
		h.confidence = min(confidence, thinSubject)
	}
	h.to = to
	for h.to < len(h.lines) && h.lines[h.to].block == nil {
		if class, _ := labelOf(h.lines[h.to].text); class == 0 {
			break
		}
		h.to++ // mail has its date behind its subject
	}
}

// thinSubject is the confidence of a subject of a word or two, or one that leads to a list, in
// a paper without salutation: minutes and forms have such ones below their title.
const thinSubject = 0.75

// isThin reports whether the subject in lines [from, to) is such a one.
func (h *letterhead) isThin(from, to int) bool {
	n := 0
	for i := from; i < to; i++ {
		text := h.lines[i].text
		if class, at := labelOf(text); class != 0 {
			text = text[at:]
		}
		n += words(text)
	}
	return n <= 2 || to > from && strings.HasSuffix(h.lines[to-1].text, ":")
}

// isRestOfLabel reports whether what stands behind a label is a word or two in small letters
// that go on with it: "Objet du document".
func isRestOfLabel(value string) bool {
	return words(value) <= 2 && lexicon.Is(firstWord(value), lexicon.Open) && startsLower(value)
}

// ends reports whether line i cannot go on a subject: a label, the salutation, or
// the edge of a page.
func (h *letterhead) ends(i int) bool {
	l := h.lines[i]
	class, _ := labelOf(l.text)
	return l.block != nil || l.page || i == h.salutation || class != 0
}

// isEnclosure reports whether line i names a paper sent with the letter by its number:
// "Annex 1. The plan".
func (h *letterhead) isEnclosure(i int) bool {
	class, n := lexicon.Begins(h.lines[i].text)
	rest := strings.TrimLeft(h.lines[i].text[n:], " ")
	return class&lexicon.Enclosure != 0 && digitsEnd(rest, 0) > 0 && strings.ContainsAny(rest[digitsEnd(rest, 0):min(len(rest), digitsEnd(rest, 0)+1)], ".:)")
}

// isParticularOf reports whether a line gives a number or date behind the words for it
// and a colon, "Case on appeal: 31-0452", or some words behind one or two, as letters give
// who deals with them.
func isParticularOf(text string) bool {
	name, value, ok := strings.Cut(text, ": ")
	value = strings.TrimSpace(value)
	return ok && words(name) <= 4 && startsUpper(name) && (isCode(value) || isDay(value) || words(name) <= 2 && value != "" && words(value) <= 4)
}

// isOfPage reports whether line k comes back below and the subject that begins in line
// i does not: what stands on every page is no part of it.
func (h *letterhead) isOfPage(k, i int) bool {
	below := func(text string) bool {
		return slices.ContainsFunc(h.lines[k+1:], func(l *line) bool { return l.text == text })
	}
	return below(h.lines[k].text) && !below(h.lines[i].text)
}

// subjectEnd is the end of the subject that begins in line i at an offset. Lines
// below go on with it up to the salutation, and without one only where they are
// set under it or the words ask for it.
func (h *letterhead) subjectEnd(i, at int) int {
	end := i + 1
	under := at
	for end < len(h.lines) && end < i+maxSubjectLines && !h.ends(end) {
		l, above := h.lines[end], h.lines[end-1]
		set := l.indent >= h.lines[i].indent+under-2 && under > 0 && l.indent > h.lines[i].indent
		open := h.goesOnSubject(end)
		if aside := h.lines[i].indent + at + marginIndent; l.indent > aside || !h.isInStack(end, i) && (l.blank > 0 && !(open && l.blank == 1 && end < h.salutation) || !open && isParticularOf(l.text) || h.isOfPage(end, i) && !isAuthorityWord(lastWord(above.text)) || !set && !open && (h.salutation < end || h.salutation > i+maxSubjectLines || h.isProse(end))) {
			break
		}
		end++
	}
	return end
}

// mayGoOnSubject reports whether line k right below the subject that begins in line i may be a
// part of it: it is no label, no value of another one, no numbered line and none of the page.
func (h *letterhead) mayGoOnSubject(i, k int) bool {
	if k >= len(h.lines) || h.ends(k) {
		return false
	}
	l := h.lines[k]
	return l.blank == 0 && l.indent == h.lines[i].indent && !h.isOther(l.text) && strings.IndexFunc(l.text, unicode.IsDigit) != 0 && !h.isOfPage(k, i)
}

// isInStack reports whether line k, right below the subject in line i, stands between lines that
// have a label and a value each: it is the end of the value above.
func (h *letterhead) isInStack(k, i int) bool {
	labelled := func(n int) bool {
		class, at := labelOf(h.lines[n].text)
		return h.lines[n].block == nil && class != 0 && at < len(h.lines[n].text)
	}
	return k == i+1 && i > 0 && labelled(i-1) && h.lines[i].blank+h.lines[k].blank == 0 && k+1 < len(h.lines) && h.lines[k+1].blank == 0 && labelled(k+1)
}

// goesOnSubject reports whether the words of line i go on with the subject above it: with
// a house number or the place of an authority too.
func (h *letterhead) goesOnSubject(i int) bool {
	above, text := h.lines[i-1].text, h.lines[i].text
	last := lastWord(above)
	number := text != "" && text[0] >= '0' && text[0] <= '9' && !isCountedItem(text) && !h.isOther(text) && !endsClause(above)
	return goesOnAfter(strings.ToLower(last)) || startsLower(text) || splitsDate(above, text) || startsLower(last) && isAuthorityWord(last) || number
}

// unlabelled are the lines right above the salutation that can be a subject without a
// word before it: no gap parts them.
func (h *letterhead) unlabelled() (from, to int) {
	to = h.salutation
	for from = to; from > 0 && to-from < maxSubjectLines && (from == to || h.lines[from].blank == 0 && !isOfficer(h.lines[from-1].text)) && !h.isParticular(from-1); from-- {
	}
	return from, to
}

// isOfficer reports whether text is the name of a person behind a word for what they do: "Chair:
// Ada Quay".
func isOfficer(text string) bool {
	post, name, ok := strings.Cut(text, ": ")
	return ok && words(post) == 1 && words(name) > 1 && words(name) <= readerWords && isProperName(name) && !lexicon.Is(firstWord(name), lexicon.Article|lexicon.Indefinite)
}

// leastSurname is how many letters a name has at least by which the lines of an address are
// known, and readerWords how many words the line that holds it has at most.
const (
	leastSurname = 3
	readerWords  = 5
)

// isReadersAddress reports whether lines [from, to) above the salutation are the address of the
// reader: one of several ends with the name that the salutation ends with.
func (h *letterhead) isReadersAddress(from, to int) bool {
	name := strings.TrimRight(lastWord(strings.TrimRight(h.lines[h.salutation].text, ",:! ")), ".")
	if to-from < 2 || runes(name) < leastSurname || !startsUpper(name) || words(h.lines[h.salutation].text) < 2 {
		return false
	}
	return slices.ContainsFunc(h.lines[from:to], func(l *line) bool {
		return words(l.text) <= readerWords && words(l.text) > 1 && lastWord(l.text) == name
	})
}

// isDated reports whether the date of the letter, and what it says beside it, stands
// above the salutation or the lines of a subject there.
func (h *letterhead) isDated() bool {
	if h.salutation < 1 {
		return false
	}
	i, _ := h.unlabelled()
	for n := 0; i > 0 && n < maxSubjectLines && (h.isParticular(i-1) || isOfficer(h.lines[i-1].text)); n++ {
		if i--; isDateline(h.lines[i].text) {
			return true
		}
	}
	return false
}

// isParticular reports whether line i gives the date, a number or an address and is no
// part of a subject.
func (h *letterhead) isParticular(i int) bool {
	l := h.lines[i]
	class, _ := labelOf(l.text)
	digits, _ := shares(l.text)
	return l.block != nil || class != 0 || strings.Contains(l.text, "|") || h.isProse(i) && endsSentence(l.text) || isDateline(l.text) || isPostal(l.text) || isLetterReference(l.text) || digits*3 > 1
}

// belowSalutation takes the line that a source put between the form of address
// and the comma behind it.
func (h *letterhead) belowSalutation() {
	i := h.salutation + 1
	if h.salutation < 0 || i+1 >= len(h.lines) || h.labels[h.subject].line > h.salutation {
		return
	}
	for k := h.labels[h.subject].line; k < h.salutation; k++ {
		if !h.isLone(k) {
			return
		}
	}
	for i+2 < len(h.lines) && h.isOther(h.lines[i].text) {
		i++ // the value of a label above
	}
	comma := i + 1
	for comma+1 < len(h.lines) && comma < i+maxSubjectLines && h.lines[comma].text != "," {
		comma++
	}
	end := i + 1
	for end < comma && h.lines[end].blank == 0 && !lexicon.BeginsAs(h.lines[end].text, lexicon.Enclosure) {
		end++
	}
	if h.lines[comma].text == "," {
		h.take(i, end, "the line between a form of address and its comma", 0.80)
		h.to = comma + 1
	}
}

// underSalutation takes the lines between the salutation and the text, as letters in
// English have their subject.
func (h *letterhead) underSalutation() {
	from := h.salutation + 1
	to := from + 1
	for to < len(h.lines) && to < from+maxSubjectLines && h.lines[to].blank == 0 && !h.ends(to) && isShouted(h.lines[to].text) == isShouted(h.lines[from].text) {
		to++
	}
	if h.salutation < 0 || to >= len(h.lines) || h.isProse(from) || !h.isProse(to) {
		return
	}
	text := h.lines[from].text
	if last := h.lines[to-1].text; !h.headsText(from, to) || !titleish(text) || lexicon.Is(text, lexicon.Part) || endsClause(last) {
		return
	}
	confidence := 0.80
	for i := to + 1; i+1 < len(h.lines) && !isShouted(text) && confidence == 0.80; i++ {
		if titleish(h.lines[i].text) && h.headsText(i, i+1) && h.isProse(i+1) {
			confidence = 0.60 // it may be the first of these headings
		}
	}
	h.take(from, to, "the line between the salutation and the text", confidence)
	h.to = to
}

// headsText reports whether lines [from, to) of several words stand apart from what is
// above and below, by a gap or their capitals.
func (h *letterhead) headsText(from, to int) bool {
	text := h.lines[from].text
	return isName(text) && words(text) > 1 && (isShouted(text) || h.lines[from].blank > 0 && h.lines[to].blank > 0)
}

// isShouted reports whether the words of a line are in capitals, but for those that
// others lean on: "FREEDOM of INFORMATION ACT".
func isShouted(text string) bool {
	shouted := 0
	for w := range strings.FieldsSeq(text) {
		switch {
		case allCaps(w):
			shouted++
		case strings.ContainsFunc(w, unicode.IsLetter) && !lexicon.Is(w, lexicon.Open):
			return false
		}
	}
	return shouted > 1
}

// isBodyLine reports whether a line is the name of a body: a few words, of which
// the first or last names its kind.
func isBodyLine(text string) bool {
	if words(text) > 10 || endsClause(text) || strings.ContainsAny(text, "0123456789") {
		return false
	}
	return lexicon.BeginsAs(text, lexicon.Body) || lexicon.Is(lastWord(text), lexicon.Body)
}

// subjectWords begin the line that names a letter's subject.
var subjectWords = []string{"betreft", "betr.", "onderwerp", "subject", "betreff", "objet", "re"}

// subjectTitle finds the subject line of a letter.
func (s *state) subjectTitle(limit int) (int, int, string, float64) {
	for i, b := range s.blocks[:min(len(s.blocks), limit+1)] {
		for _, w := range subjectWords {
			n := subjectEnd(b.text, w)
			if n == 0 || b.bullet != "" {
				continue
			}
			s.left(decision{codeMarker, "the word before a letter's subject", "subject line", 0.90}, b.pos(), strings.TrimSpace(b.text[:n]))
			b.cut(n)
			to := i + 1
			if to < len(s.blocks) && s.blocks[to].blank == 0 && isDigits(s.blocks[to].text) && !endsClause(b.text) {
				to++ // the number of a house
			}
			return i, to, "the subject line of a letter", 0.90
		}
	}
	return 0, 0, "", 0
}

// subjectEnd is where the subject begins in text behind the word w; 0 is none.
func subjectEnd(text, w string) int {
	if len(text) <= len(w) || !strings.EqualFold(text[:len(w)], w) {
		return 0
	}
	rest := strings.TrimLeft(text[len(w):], " \u00a0")
	colon, ok := strings.CutPrefix(rest, ":")
	if !ok && (len(rest) == len(text)-len(w) || w == "re" || !startsUpper(rest) || !titleish(rest)) {
		return 0
	}
	rest = strings.TrimLeftFunc(colon, unicode.IsSpace)
	if rest == "" {
		return 0
	}
	return len(text) - len(rest)
}

// isCountedItem reports whether text begins with a number and a stop, as an item does.
func isCountedItem(text string) bool {
	number, ok := strings.CutSuffix(firstWord(text), ".")
	return ok && isDigits(number)
}
