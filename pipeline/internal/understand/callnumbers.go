package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"

	chars "octavo/pipeline/internal/text"
	"octavo/pipeline/internal/understand/lexicon"
)

// behindYear reads "20255" as the year 2025 with call 5, where a date ends in it,
// and reports whether the number is that. A number of a box or street may look
// like this.
func (c *callScan) behindYear(index, from, to int) bool {
	text := c.lines[index].text
	if to-from > 4+maxNoteDigits || !isYear(text[from:from+4]) || text[from+4] == '0' {
		return false
	}
	before := text[:from]
	if from == 0 && index > 0 {
		before = c.lines[index-1].text // the date was broken before its year
	}
	if !dated(before) {
		return false
	}
	c.addClosed(index, from+4, from+4, to, 0.85, "glued to a year")
	return true
}

// behindNumber reads the last one or two figures of a number as a call glued to
// it: "RFC 21195", "NIS24", "versie 1.16". Only the calls before and behind can
// tell, so the weight is least. The number itself begins at offset least. A year is whole.
func (c *callScan) behindNumber(index, from, to, least int) {
	text := c.lines[index].text
	weight, rule := 0.15, "glued to a number"
	if c.isReferenceNumber(text[:from]) {
		weight, rule = 0.3, "glued to the number of a reference"
	}
	if weight < 0.2 && isYear(text[from:to]) {
		return
	}
	before := c.runs
	for digits := 1; digits <= 2 && to-digits >= least && to-digits > 0; digits++ {
		if at := to - digits; text[at] != '0' && chars.IsAlnum(text[at-1]) && (at > from || digits == to-from) {
			c.add(index, at, to, text[at:to], weight, rule)
			c.runs = before // all are readings of one number
		}
	}
	c.runs = before + 1
}

// callsInRow adds "4,5,6" behind a word or a year as calls, and reports whether the
// number is the first of such.
func (c *callScan) callsInRow(index, from, to int) bool {
	text := c.lines[index].text
	first, glued := from, to-from > 4 && to-from <= 4+maxNoteDigits && isYear(text[from:from+4]) && text[from+4] != '0'
	if glued {
		first = from + 4
	} else if to-from > maxNoteDigits || from == 0 {
		return false
	}
	ends := rowEnds(text, first, to)
	if len(ends) < 2 || !followsCall(text[ends[len(ends)-1]:]) {
		return false
	}
	w, rule := 0.85, "glued to a year"
	if !glued { // last, since it reads the line
		w, rule = c.weigh(text, from, to)
	}
	if w < 0.7 {
		return false
	}
	c.add(index, first, to, text[first:to], 0.8*w, rule+", before another")
	for i, end := range ends[1:] {
		c.add(index, ends[i], end, text[ends[i]+1:end], 0.8*w, "behind another call")
	}
	return true
}

// rowEnds are the ends of the numbers that count up from text[from:to] on with nothing
// between them but commas.
func rowEnds(text string, from, to int) []int {
	ends := []int{to}
	for last := atoi(text[from:to]); to < len(text) && text[to] == ','; last++ {
		end := digitsEnd(text, to+1)
		if end == to+1 || end-to > maxNoteDigits+1 || atoi(text[to+1:end]) != last+1 {
			break
		}
		ends, to = append(ends, end), end
	}
	return ends
}

// isReferenceNumber reports whether before, the text before a number, makes it
// the number of a paper or an act: "nr. 2621", "2021/21152".
func (c *callScan) isReferenceNumber(before string) bool {
	year, _, _ := strings.Cut(lastWord(before), "/")
	return strings.HasSuffix(before, "/") && isYear(year) || lexicon.IsWhole(lastWord(strings.TrimRight(before, " ")), lexicon.NumberSign)
}

// bracketed adds "[3]" and "[3 ]", and reports whether the number is that.
func (c *callScan) bracketed(index, from, to int) bool {
	text := c.lines[index].text
	before := strings.TrimRightFunc(text[:from], unicode.IsSpace)
	after := strings.TrimLeftFunc(text[to:], unicode.IsSpace)
	if !strings.HasSuffix(before, "[") || !strings.HasPrefix(after, "]") || to-from > maxNoteDigits {
		return false
	}
	start, end := len(before)-1, len(text)-len(after)+1
	if isBracketBeside(text[:start], text[end:]) || strings.HasPrefix(text[end:], "(") {
		return true // paragraphs that a judgment refers to: "[12]-[14]", "[12],[14]"; the text of a link: "[3](#three)"
	}
	start = len(strings.TrimSuffix(text[:start], "^")) // a caret shows a raised bracket
	if !leadsWords(text, end) {
		start = len(strings.TrimRightFunc(text[:start], unicode.IsSpace))
	}
	c.add(index, start, end, text[from:to], 1, "in brackets")
	c.sites[len(c.sites)-1].series = seriesBracket
	return true
}

// callAtStart reports whether a line begins with a call of the words above it.
func callAtStart(l *line) bool {
	return len(l.calls) > 0 && l.calls[0].from == 0 && !leadsWords(l.text, l.calls[0].to)
}

// leadsWords reports whether the number in brackets that ends at an offset of text belongs to
// the words behind it, as that of a link does where text browsers print it.
func leadsWords(text string, at int) bool {
	next, _ := utf8.DecodeRuneInString(text[at:])
	return strings.HasSuffix(text[:at], "]") && unicode.IsLetter(next)
}

// isBracketBeside reports whether a dash or comma ties what stands in brackets between
// before and after to further brackets.
func isBracketBeside(before, after string) bool {
	for _, tie := range []string{"-", "–", ","} {
		if strings.HasSuffix(before, "]"+tie) || strings.HasPrefix(after, tie+"[") {
			return true
		}
	}
	return false
}

// atLineStart judges a number that begins a line: a call, where the line above
// is not the end of a paragraph or the number stands alone.
func (c *callScan) atLineStart(index, to int) {
	l := c.lines[index]
	if index == 0 || to > maxNoteDigits || l.blank > 0 && !l.seam {
		return
	}
	above := c.lines[index-1]
	rest := l.text[to:]
	if l.member || above.block != nil || isLabelled(above.text) || rest != "" && strings.ContainsRune(".):", rune(rest[0])) {
		return
	}
	rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
	tied := index+1 < len(c.lines) && c.lines[index+1].blank == 0
	heads := tied && !startsLower(c.lines[index+1].text) // it may be the number of the paragraph below
	switch {
	case rest == "" && words(above.text) > 1 && (!heads || endsSentence(above.text)):
		c.add(index, 0, to, l.text[:to], 0.7, "on a line of its own")
	case rest != "" && startsLower(rest) && !endsClause(above.text):
		c.add(index, 0, to, l.text[:to], 0.6, "at the start of a line")
		return
	default:
		return
	}
	c.sites[len(c.sites)-1].alone = true
}

// rangeReach is how many notes a range of calls spans at most.
const rangeReach = 10

// endsRange adds the number behind the dash of a range of calls, "text.3–5", and reports
// whether the number is that. The notes between have no place of their own.
func (c *callScan) endsRange(index, from, to int) bool {
	text := c.lines[index].text
	start := len(strings.TrimSuffix(strings.TrimSuffix(text[:from], "–"), "-"))
	if start == from || len(c.sites) == 0 || to-from > maxNoteDigits {
		return false
	}
	first := c.sites[len(c.sites)-1]
	n := atoi(text[from:to]) - labelNumber(first.label)
	if first.line != c.lines[index] || first.to != start || first.weight < likelyCall || !isDigits(first.label) || n < 1 || n > rangeReach {
		return false
	}
	c.add(index, from, to, text[from:to], likelyCall, "behind the dash of a range of calls")
	return true
}

// wedgeReach is how many bytes on either side of a number tell whether it is wedged in.
const wedgeReach = 40

// isWedged reports whether a number stands between the stop of a sentence and the first
// word of the next, "said.3Then": the space behind it is lost.
func isWedged(before, after string) bool {
	before = before[max(0, len(before)-wedgeReach):]
	word := strings.TrimRight(before, ".?!")
	last, _ := utf8.DecodeLastRuneInString(word)
	first := firstWord(after[:min(len(after), 2*wedgeReach)])
	return len(word) < len(before) && unicode.IsLower(last) && runes(wordBefore(word, len(word))) > 2 && runes(first) > 1 && startsUpper(first) && startsLower(first[len(string(firstRune(first))):])
}

// closed is the end of a call that ends at offset to, with the parenthesis of
// "word1)" where none is open.
func closed(text string, to int) int {
	if to >= len(text) || text[to] != ')' {
		return to
	}
	before := text[max(0, to-parenthesis):to]
	if strings.LastIndexByte(before, '(') <= strings.LastIndexByte(before, ')') {
		return to + 1
	}
	return to
}

// parenthesis is how far back an open parenthesis is looked for.
const parenthesis = 400
