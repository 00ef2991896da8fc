package understand

import (
	"strings"

	"octavo/pipeline/internal/understand/lexicon"
)

// maxSubjectLines is how many lines a subject has at most.
const maxSubjectLines = 6

// findSubject finds the lines of the subject: behind its label, below it, or the
// one value that is left when the others of its stack have theirs.
func (h *letterhead) findSubject() {
	if h.subject < 0 {
		return
	}
	l := h.labels[h.subject]
	text := h.lines[l.line].text
	if l.at < len(text) {
		h.take(l.line, h.subjectEnd(l.line, l.at), "the subject line of a letter", 0.95)
		return
	}
	first, others := h.stack()
	from, to := h.stackChunk(first, others)
	switch {
	case from == to:
		h.belowSalutation()
	case others == 0 && to == h.nextEnd(from):
		h.take(from, to, "the line below the word for a letter's subject", 0.95)
	case others == 0:
		h.take(from, to, "the line below the word for a letter's subject", 0.85)
	case to == h.nextEnd(from) && h.datesStack:
		h.take(from, to, "the value behind the date in a stack of labels and values", 0.92)
	case to == h.nextEnd(from):
		h.take(from, to, "the value that is left for the subject in a stack of labels and values", 0.85)
	default:
		h.take(from, to, "the value that is left for the subject in a stack of labels and values", 0.60)
	}
}

func (h *letterhead) take(from, to int, rule string, confidence float64) {
	h.titleFrom, h.titleTo, h.rule, h.confidence = from, to, rule, confidence
	if h.salutation < 0 {
		h.to = to
	}
}

// nextEnd is the end of the lines without a gap from line i on, at most that of
// the front.
func (h *letterhead) nextEnd(i int) int {
	end := i + 1
	for end < h.to && h.lines[end].blank == 0 && !h.ends(end) {
		end++
	}
	return end
}

// ends reports whether line i cannot go on a subject: a label, the salutation, or
// the edge of a page.
func (h *letterhead) ends(i int) bool {
	l := h.lines[i]
	class, _ := labelOf(l.text)
	return l.block != nil || l.page || i == h.salutation || class != 0
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
		open := goesOnAfter(strings.ToLower(lastWord(above.text))) || startsLower(l.text) || splitsDate(above.text, l.text)
		if l.blank > 0 || !set && !open && (h.salutation < end || h.salutation > i+maxSubjectLines || h.isProse(end)) {
			break
		}
		end++
	}
	return end
}

// stack gives the first line behind the labels that stand together with the
// subject's, and how many others without a value these are.
func (h *letterhead) stack() (first, others int) {
	lone := func(k int) bool { return h.labels[k].at == len(h.lines[h.labels[k].line].text) }
	last := h.subject
	for last+1 < len(h.labels) && lone(last+1) && h.labels[last+1].line == h.labels[last].line+1 {
		last++
		others++
	}
	for k := h.subject; k > 0 && lone(k-1) && h.labels[k-1].line == h.labels[k].line-1; k-- {
		others++
		h.datesStack = h.datesStack || k == h.subject && h.labels[k-1].class&lexicon.Date != 0
	}
	return h.labels[last].line + 1, others
}

// stackChunk finds the lines of the subject among the values from line i on: the
// first that are left where the label stands alone, the last before the
// salutation where others share the values.
func (h *letterhead) stackChunk(i, others int) (from, to int) {
	dated := false
	for end := i; i < h.to && i != h.salutation; i = end {
		end = i + 1
		if h.isValue(i, others) || h.ends(i) {
			if from < to && (dated || h.ends(i)) {
				break
			}
			if h.datesStack && dateOf(h.lines[i].text) != "" {
				dated, from, to = true, 0, 0
			}
			continue
		}
		if from < to && dated {
			break // the subject follows the date, as its label does that of the date
		}
		if h.isProse(i) && h.salutation < i {
			break
		}
		end = h.chunkEnd(i, others)
		from, to = i, end
		if others == 0 || h.salutation < 0 {
			break
		}
	}
	return from, to
}

// chunkEnd is the end of the lines that go on with line i. Without a salutation
// below nothing says where a subject ends that no stop or gap closes.
func (h *letterhead) chunkEnd(i, others int) int {
	end := i + 1
	for end < h.to || h.salutation < 0 && end < len(h.lines) {
		l := h.lines[end]
		open := goesOnAfter(strings.ToLower(lastWord(h.lines[end-1].text))) || startsLower(l.text) || splitsDate(h.lines[end-1].text, l.text)
		if end-i >= maxSubjectLines || l.blank > 0 || h.ends(end) || h.isValue(end, others) || h.salutation < 0 && !open {
			break
		}
		end++
	}
	return end
}

// isValue reports whether a line below a stack is the value of another label: a
// date, a reference, an item of a list of enclosures, or nothing: "n.v.t.".
func (h *letterhead) isValue(i, others int) bool {
	text := h.lines[i].text
	sign, _ := bullet(text)
	return sign != "" || dateOf(text) != "" || isLetterReference(text) && words(text) <= 2 || isAddress(text) || others > 0 && words(text) == 1 && endsSentence(text)
}

// belowSalutation takes the line that a source put between the form of address
// and the comma behind it.
func (h *letterhead) belowSalutation() {
	i := h.salutation + 1
	if h.salutation < 0 || i+1 >= len(h.lines) || h.labels[h.subject].line != h.salutation-1 {
		return
	}
	if end := h.chunkEnd(i, 0); !h.isProse(i) && end < len(h.lines) && h.lines[end].text == "," {
		h.take(i, end, "the line between a form of address and its comma", 0.80)
		h.to = end + 1
	}
}

// isBodyLine reports whether a line is the name of a body: a few words, of which
// the first or last names its kind.
func isBodyLine(text string) bool {
	if words(text) > 10 || endsClause(text) || strings.ContainsAny(text, "0123456789") {
		return false
	}
	class, _ := lexicon.Begins(text)
	return (class|lexicon.Of(lastWord(text)))&lexicon.Body != 0
}
