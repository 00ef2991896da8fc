package understand

import (
	"slices"
	"strings"
	"unicode"

	"octavo/pipeline/internal/understand/lexicon"
)

// printed takes the date and the number of a paper that has no labels for them, where
// the short lines above the text show one only, or a file's code stands at its foot.
func (h *letterhead) printed() {
	if h.doc.Meta.Date == "" {
		line, date := h.receivedDay()
		h.takeDate(line, date, "the day on which the answer came in", 0.85)
	}
	if h.doc.Meta.Date == "" {
		line, date := h.ownDay(h.onlyPrinted(h.dateWithin))
		h.takeDate(line, date, "the only date in the lines above the text", 0.70)
	}
	if id := h.doc.Meta.Identifiers; id == nil || id.Number == "" {
		h.takeSymbol()
	}
	if id := h.doc.Meta.Identifiers; id == nil || id.Number == "" {
		line, number := h.onlyPrinted(h.numberWithin)
		if number == "" {
			line, number = h.fileCode()
		}
		h.takeNumber(line, number, "the only number of a paper in the lines above the text", 0.70)
	}
}

// longestDay is how many bytes a day in brackets has at most with the word before it.
const longestDay = 60

// receivedDay is the day in brackets on which an answer to questions came in, "(received
// 3 May 2031)", above the first of them; a line may part it.
func (h *letterhead) receivedDay() (line int, date string) {
	for i, l := range h.lines[:min(len(h.lines), frontReach)] {
		if l.block != nil || isLabelled(l.text) {
			break
		}
		text := l.text
		if i+1 < len(h.lines) {
			text += " " + h.lines[i+1].text
		}
		for at := strings.IndexByte(l.text, '('); at >= 0; {
			inside, _, closed := strings.Cut(text[at+1:min(len(text), at+1+longestDay)], ")")
			word, day, _ := strings.Cut(inside, " ")
			if closed && lexicon.Is(word, lexicon.Received) && h.day(day) != "" {
				return i, h.day(day)
			}
			next := strings.IndexByte(l.text[at+1:], '(')
			if next < 0 {
				break
			}
			at += next + 1
		}
	}
	return 0, ""
}

// printedWords is how many words a line has at most in which a date or number is that
// of the paper.
const printedWords = 8

// onlyPrinted is the one value that lines above the text have which are no part of the
// title and no value of a label.
func (h *letterhead) onlyPrinted(of func(string) string) (line int, value string) {
	for i, l := range h.lines[:min(len(h.lines), coverLines)] {
		titled := l.claim != nil && l.claim.title
		if h.isText(i) && !titled {
			break
		}
		v := ""
		if l.block == nil && !titled && words(l.text) <= printedWords && !strings.Contains(l.text, "^") && (i == 0 || !h.isLone(i-1) && !h.endsAbove(i)) {
			v = of(l.text)
		}
		switch {
		case v == "" || v == value:
		case value != "":
			return 0, ""
		default:
			line, value = i, v
		}
	}
	return line, value
}

// endsAbove reports whether line i is the end of a sentence or phrase of the line above,
// which breaks off at a comma: "See also Proceedings 2031,".
func (h *letterhead) endsAbove(i int) bool {
	above := h.lines[i-1].text
	return h.lines[i].blank == 0 && strings.HasSuffix(above, ",") && words(above) > 2
}

// dateWithin is the date of a month at least that stands among the words of text, dashes
// and brackets aside; "" where there is none or a number stands before it.
func (h *letterhead) dateWithin(text string) string {
	class, _ := labelOf(text)
	if text == "" || class&lexicon.Reference != 0 && class&lexicon.Date == 0 || class == 0 && strings.Contains(text, ":") || words(text) > maxDateWords && unicode.IsLower([]rune(text)[0]) || endsSentence(text) && !strings.Contains(text, ")") {
		return "" // of something else, or inside a sentence
	}
	if hasWordOf(text, lexicon.Readers) || severalDays.MatchString(text) || namesOtherDay(text) {
		return "" // the day of the reader's own letter, those of a meeting, or another one with its name
	}
	f := strings.FieldsFunc(text, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("()–—_", r) })
	for n := 3; n > 0; n-- {
		for i := 0; i+n <= len(f); i++ {
			if date := h.day(strings.TrimRight(strings.Join(f[i:i+n], " "), ".,;:-")); date != "" {
				return date
			}
		}
	}
	return ""
}

// hasWordOf reports whether one of the words of text is of a class.
func hasWordOf(text string, class lexicon.Class) bool {
	return slices.ContainsFunc(strings.Fields(text), func(w string) bool { return lexicon.Is(w, class) })
}

// numberWithin is the number of a paper that text is: behind its sign, or a code of
// letters and figures with signs between.
func (h *letterhead) numberWithin(text string) string {
	text = withoutDay(strings.TrimRight(text, "."))
	if isPaperNumber(text) {
		return text
	}
	if words(text) > 2 || h.dateWithin(text) != "" || strings.ContainsAny(text, "@:") || isDomain(text) {
		return ""
	}
	parts := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("-–/", r) })
	numbers := 0
	for _, part := range parts {
		if strings.ContainsFunc(part, unicode.IsDigit) && !isYear(lastWord(part)) {
			numbers++
		}
	}
	if len(parts) < 2 || numbers == 0 || count(text, unicode.IsLower) > 3 || count(text, unicode.IsUpper)+len(parts) <= 3 || count(text, unicode.IsUpper) > count(text, unicode.IsDigit)+4 || strings.ContainsAny(text, "%.…") {
		return ""
	}
	return text
}

// fileCode is the code of a file beside the serial number at the foot of the first page.
func (h *letterhead) fileCode() (int, string) {
	for i, l := range h.lines[:min(len(h.lines), frontReach)] {
		if l.block == nil && isFileCode(l.text) {
			return i, l.text
		}
	}
	return 0, ""
}
