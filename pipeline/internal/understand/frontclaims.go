package understand

import (
	"slices"
	"strings"

	"octavo/pipeline/internal/understand/lexicon"
)

// claimLines gives the lines of the front their claims and takes the word before
// the subject away.
func (h *letterhead) claimLines() {
	for i := h.from; i < h.to; i++ {
		h.lines[i].claim = &claim{}
		if i > h.from && h.goesOn(i) {
			h.lines[i].claim = h.lines[i-1].claim
		}
	}
	if h.titleFrom == h.titleTo {
		return
	}
	c := &claim{title: true, rule: h.rule, confidence: h.confidence}
	for i := h.titleFrom; i < h.titleTo; i++ {
		h.lines[i].claim = c
	}
	if h.subject < 0 {
		return
	}
	h.behindColon(h.lines[h.titleFrom])
	if h.subject < 0 {
		return
	}
	label, d := h.lines[h.labels[h.subject].line], decision{codeMarker, "the word before a letter's subject", "subject line", 0.90}
	switch {
	case label == h.lines[h.titleFrom]:
	case h.isLone(h.labels[h.subject].line):
		h.drop(label, d)
		return
	default:
		return // it holds another value
	}
	h.cutLine(label, h.labels[h.subject].at, d)
}

// behindColon takes the colon away that stands before a value in a stack.
func (h *letterhead) behindColon(l *line) {
	if value := strings.TrimLeft(l.text, ": "); value != "" && value != l.text {
		h.cutLine(l, len(l.text)-len(value), decision{codeMarker, "a colon before a value", "colon", 0.90})
	}
}

// cutLine leaves out what stands before the offset at in a line.
func (h *letterhead) cutLine(l *line, at int, d decision) {
	h.left(d, l.pos, strings.TrimSpace(l.text[:at]))
	l.text = l.text[at:]
	l.pos.Col += at
}

// claimAddress claims the lines of the address above a form of address with its comma or
// colon, where nothing else makes a front.
func (h *letterhead) claimAddress() {
	at := slices.IndexFunc(h.lines[:min(len(h.lines), frontReach)], func(l *line) bool {
		return l.block == nil && lexicon.BeginsAs(l.text, lexicon.Salutation) && words(l.text) <= 6 && strings.ContainsAny(l.text[len(l.text)-1:], ",:")
	})
	postal := false
	from := at
	for from > 0 && at-from < addressReach && h.lines[from-1].block == nil && !h.isProse(from-1) && (from == at || h.lines[from].blank == 0) {
		from--
		postal = postal || isPostal(h.lines[from].text) || endsInPostcode(h.lines[from].text)
	}
	for i := from; postal && i <= at; i++ {
		h.lines[i].claim = &claim{}
	}
}

// goesOn reports whether line i of the front goes on with the name above it.
func (h *letterhead) goesOn(i int) bool {
	above, l := h.lines[i-1], h.lines[i]
	class, _ := labelOf(l.text)
	return l.blank == 0 && class == 0 && above.block == nil && l.block == nil && !h.isLone(i-1) &&
		(lexicon.Is(firstWord(l.text), lexicon.Open) && startsLower(l.text) || lexicon.Is(lastWord(above.text), lexicon.Open) || h.isCutName(above, l))
}

// isLone reports whether line i is nothing but a label.
func (h *letterhead) isLone(i int) bool { return isLoneLabel(h.lines[i].text) }

// isLoneLabel reports whether text is the label of a value and nothing else.
func isLoneLabel(text string) bool {
	class, at := labelOf(text)
	return class != 0 && at == len(text)
}
