package understand

import (
	"strings"
	"unicode"

	"octavo/pipeline/internal/understand/annotate/inline"
	"octavo/pipeline/internal/understand/lexicon"
)

// Labels that stand alone have their values below, or above, in the same order: a
// stack. Which lines are the value of which label is decided for the whole stack
// at once, by what each label asks for; some have no value, and some lines are
// no value at all.

// What the readings of a stack are weighed with: a line that is passed over, a
// reading that cannot be, and how many lines of values are looked at.
const (
	passedOver = -0.3
	impossible = -9.0
	stackReach = 40
)

// reading is a label and the lines that may be its value, by their places.
type reading struct{ label, from, to int }

// share finds the values of labels [from, to), which stand alone below each other.
func (h *letterhead) share(from, to int) {
	lines, labels := h.valuesBelow(from, to), h.labels[from:to]
	ahead := h.readAhead(labels, lines, reading{label: -1})
	i := 0
	for k := range labels {
		for i < len(lines) && ahead[k][i] == ahead[k][i+1]+passedOver {
			i++
		}
		j := i
		for h.worth(labels[k], lines, i, j)+ahead[k+1][j] != ahead[k][i] {
			j++
		}
		h.give(from+k, lines[i:j])
		if labels[k].class&lexicon.Subject != 0 && j > i {
			labels[k].lead = ahead[0][0] - h.readAhead(labels, lines, reading{k, i, j})[0][0]
		}
		i = j
	}
}

// readAhead weighs the best reading from each label and each line on, one left out.
func (h *letterhead) readAhead(labels []frontLabel, lines []int, but reading) [][]float64 {
	ahead := make([][]float64, len(labels)+1)
	ahead[len(labels)] = make([]float64, len(lines)+1)
	for k := len(labels) - 1; k >= 0; k-- {
		ahead[k] = make([]float64, len(lines)+1)
		for i := len(lines); i >= 0; i-- {
			best := impossible * float64(len(labels))
			if i < len(lines) {
				best = ahead[k][i+1] + passedOver
			}
			for j := i; j <= min(len(lines), i+maxSubjectLines); j++ {
				if (reading{k, i, j}) != but {
					best = max(best, h.worth(labels[k], lines, i, j)+ahead[k+1][j])
				}
			}
			ahead[k][i] = best
		}
	}
	return ahead
}

// valuesBelow are the lines that can be values of labels [from, to).
func (h *letterhead) valuesBelow(from, to int) []int {
	var out []int
	end := min(len(h.lines), h.labels[to-1].line+stackReach)
	for i := h.labels[to-1].line + 1; i < end; i++ {
		l := h.lines[i]
		class, _ := labelOf(l.text)
		switch {
		case l.block != nil, i == h.salutation, l.ruled && len(out) > 0, h.isText(i) && !h.goesOnIn(i, out) && i+1 != h.salutation, l.page, class != 0 && (to-from == 1 || len(out) > 0):
			return out
		case class == 0 && !h.taken[i]:
			out = append(out, i)
		}
	}
	return out
}

// goesOnIn reports whether line i goes on with the last of lines that may be values: a
// subject of several lines may end like a sentence.
func (h *letterhead) goesOnIn(i int, lines []int) bool {
	return len(lines) > 0 && lines[len(lines)-1] == i-1 && h.lines[i].blank == 0 && h.goesOnLower(i-1)
}

// isText reports whether line i is running text and no long value: a sentence ends
// in it, or a third long line stands right below it.
func (h *letterhead) isText(i int) bool {
	if !h.isProse(i) {
		return false
	}
	if endsSentence(h.lines[i].text) && !h.goesOnLower(i) {
		return true
	}
	return i+2 < len(h.lines) && h.isLong(i+1) && h.isLong(i+2) && h.lines[i+1].blank+h.lines[i+2].blank == 0
}

// isLong reports whether line i has so many words that it is rather text than a value.
func (h *letterhead) isLong(i int) bool {
	class, _ := labelOf(h.lines[i].text)
	return class == 0 && words(h.lines[i].text) > proseWords
}

// goesOnLower reports whether small letters stand right below line i: a stop at its end
// is that of an abbreviation.
func (h *letterhead) goesOnLower(i int) bool {
	return i+1 < len(h.lines) && h.lines[i+1].blank == 0 && startsLower(h.lines[i+1].text)
}

// give makes lines the value of label k.
func (h *letterhead) give(k int, lines []int) {
	if len(lines) == 0 {
		return
	}
	l := &h.labels[k]
	l.from, l.to, l.value = lines[0], lines[len(lines)-1]+1, h.joinedLines(lines)
	for _, line := range lines {
		h.taken[line] = true
	}
}

func (h *letterhead) joinedLines(lines []int) string {
	var parts []string
	for _, i := range lines {
		parts = append(parts, strings.TrimLeft(h.lines[i].text, ": "))
	}
	return strings.Join(parts, " ")
}

// worth is how well lines [i, j) fit as the value of a label.
func (h *letterhead) worth(l frontLabel, lines []int, i, j int) float64 {
	if i == j {
		return 0
	}
	for k := i + 1; k < j; k++ {
		if h.lines[lines[k]].blank > 0 || lines[k] != lines[k-1]+1 {
			return impossible
		}
	}
	text := h.joinedLines(lines[i:j])
	if l.class&lexicon.Subject != 0 {
		return h.worthSubject(lines, i, j)
	}
	if j-i > 1 && l.class&(lexicon.Addressee|lexicon.Enclosure|lexicon.Date) == 0 {
		return impossible
	}
	if below := lines[j-1] + 1; l.class&lexicon.Date != 0 && below < len(h.lines) && isDay(h.lines[below].text) {
		return impossible // a column of a table
	}
	return worthValue(l.class, text) - 0.2*float64(j-i-1)
}

// worthValue is how well text fits as the value of a label that is not the subject's.
func worthValue(class lexicon.Class, text string) float64 {
	date, code := isDay(text), isLetterReference(text)
	pick := func(holds bool, yes, no float64) float64 {
		if holds {
			return yes
		}
		return no
	}
	switch {
	case class&lexicon.Date != 0:
		return pick(date, 3, -3)
	case class&lexicon.Sender != 0:
		return pick(code, -0.5, 0.5)
	case class&lexicon.Reference != 0 && !strings.ContainsFunc(text, unicode.IsDigit):
		return 0
	case class&lexicon.Enclosure != 0:
		return pick(lexicon.BeginsAs(text, lexicon.Enclosure) || isFileName(text), 1.5, 0.5)
	}
	return 0.5
}

// worthSubject is how well lines [i, j) fit as the subject.
func (h *letterhead) worthSubject(lines []int, i, j int) float64 {
	first := strings.TrimLeft(h.lines[lines[i]].text, ": ")
	w := 1.5
	for k := i; k < j; k++ {
		text := h.lines[lines[k]].text
		if h.isOther(text) && !(k > i && h.closesSubject(lines[i:k], lines[k])) {
			return impossible
		}
		if k > i {
			w += h.ties(lines[i:k], lines[k], 0.8, -0.1)
		}
	}
	if j < len(lines) && lines[j] == lines[j-1]+1 && h.lines[lines[j]].blank == 0 && (!h.isOther(h.lines[lines[j]].text) || h.closesSubject(lines[i:j], lines[j])) {
		w -= h.ties(lines[i:j], lines[j], 1.5, 0.2)
	}
	for _, c := range []titleWeight{
		{h.isStatedIn(lines[i:j]), -3}, {!startsUpper(first), -1}, {!isName(first), -3}, {namesBody(first), -1}, {lexicon.BeginsAs(first, lexicon.Enclosure), -1.2}, {i > 0 && h.isRest(lines[i-1], lines[i]), -1.5}, {words(h.joinedLines(lines[i:j])) >= 3, 0.5}, {beginsKind(first), 0.5},
	} {
		if c.holds {
			w += c.by
		}
	}
	return w
}

// isStatedIn reports whether a sentence ends in lines and another begins behind it: they are
// running text.
func (h *letterhead) isStatedIn(lines []int) bool {
	text := h.joinedLines(lines)
	for at := strings.Index(text, ". "); at > 0; {
		word, rest := lastWord(text[:at]), text[at+2:]
		if startsLower(word) && runes(word) > maxAbbreviation && startsUpper(rest) && words(rest) > maxAbbreviation {
			return true
		}
		next := strings.Index(rest, ". ")
		if next < 0 {
			break
		}
		at += 2 + next
	}
	return false
}

// closesSubject reports whether line i ends a phrase in the lines of a subject above it, whatever
// value it looks like: a date that goes on, one word with a stop, years, or what the lines above
// leave open.
func (h *letterhead) closesSubject(above []int, i int) bool {
	text, last := h.joinedLines(above), h.lines[i].text
	return splitsDate(h.lines[i-1].text, last) || h.closesPhrase(i) || h.lines[i].blank == 0 && (isYear(last) || isYears(last)) ||
		isOpen(text) || strings.Count(text, "(") > strings.Count(text, ")")
}

// isYears reports whether text is two years and a dash.
func isYears(text string) bool {
	from, to, ok := strings.Cut(strings.ReplaceAll(text, "–", "-"), "-")
	return ok && isYear(strings.TrimSpace(from)) && isYear(strings.TrimSpace(to))
}

// isRest reports whether line i, right below line above, is the rest of its phrase.
func (h *letterhead) isRest(above, i int) bool {
	return i == above+1 && h.lines[i].blank == 0 && isOpen(h.lines[above].text)
}

// closesPhrase reports whether line i is one word with a stop right below several that
// end with none: the last of a subject that is written as a sentence.
func (h *letterhead) closesPhrase(i int) bool {
	above, l := h.lines[i-1], h.lines[i]
	return l.blank == 0 && words(l.text) == 1 && endsSentence(l.text) && count(l.text, unicode.IsLetter) > 4 && words(above.text) > 4 && !endsClause(above.text) && !h.taken[i]
}

// ties gives one of two weights, as the words of line i go on with those above or not.
// Without a salutation below nothing else says where a subject ends.
func (h *letterhead) ties(above []int, i int, open, closed float64) float64 {
	if startsLower(h.lines[i].text) || h.closesSubject(above, i) {
		return open
	}
	if h.salutation < 0 && closed < 0 {
		return -1
	}
	return closed
}

// isOther reports whether text is the value of another label than the subject's: a
// date, a reference, an address, an item of a list of enclosures.
func (h *letterhead) isOther(text string) bool {
	text = strings.TrimLeft(text, ": ")
	sign, _ := bullet(text)
	return sign != "" || isDay(text) || isFileName(text) || isLetterReference(text) && words(text) <= 2 || strings.Contains(text, "@") && words(text) <= 2 || words(text) == 1 && endsSentence(text) || isCode(text)
}

// waits reports whether label k stands alone and has no value yet, right below the one
// before it where those from label from on do so too.
func (h *letterhead) waits(from, k int) bool {
	return h.isLone(h.labels[k].line) && h.labels[k].value == "" && (k == from || h.labels[k].line == h.labels[k-1].line+1)
}

// giveAll finds the value of each label that stands alone.
func (h *letterhead) giveAll() {
	h.taken = map[int]bool{}
	for pass := range 2 { // those that stand alone first: they have their values near
		for from, to := range runs(0, len(h.labels), h.waits) {
			if (to-from > 1) == (pass == 1) {
				h.share(from, to)
			}
		}
	}
}

// isFileName reports whether text is the name of a file.
func isFileName(text string) bool { return inline.IsFileName(text) && words(text) <= maxSubjectLines }
