package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/understand/lexicon"
)

// callSite is a place where a footnote call may stand. Text from:to of its line
// is the marker with the signs that belong to it.
type callSite struct {
	line     *line
	index    int // of the line
	id       int // among all sites
	run      int // counts the places; readings of one number share it
	from, to int
	label    string
	weight   float64 // how much the place looks like a call, 0 to 1
	rule     string
	alone    bool // on a line of its own
	cell     bool // in a table
	drawn    bool // in a table that is kept as it is drawn, where no call can be made
	// series is that of the signs around it: brackets, parentheses, a parenthesis
	// behind it, none.
	series noteSeries
}

// callScan holds all places of a document where a call may stand.
type callScan struct {
	lines []*line
	sites []callSite
	// names counts words that end in a number; what comes back is a name
	// ("NIS2"), as a call is printed once.
	names map[string]int
	runs  int
	// next is the number that the next call has where they count up.
	next int
}

func newCallScan(lines []*line) *callScan {
	c := &callScan{lines: lines, sites: make([]callSite, 0, len(lines)), names: map[string]int{}, next: 1}
	for _, l := range lines {
		if l.block == nil {
			c.countNames(l.text)
		}
	}
	for i, l := range lines {
		if l.block == nil {
			c.scanLine(i)
		} else {
			l.cells = c.scanBlock(i, l.block)
		}
	}
	for i := range c.sites {
		c.sites[i].id = i
	}
	return c
}

// without leaves out the places inside the notes, and those that are paired.
func (c *callScan) without(pairs []notePair) []*callSite {
	inside := insideNotes(c.lines, pairs)
	out := make([]*callSite, 0, len(c.sites))
	for i := range c.sites {
		if site := &c.sites[i]; !inside[site.index] {
			out = append(out, site)
		}
	}
	return out
}

// insideNotes tells which lines the notes hold.
func insideNotes(lines []*line, pairs []notePair) []bool {
	inside := make([]bool, len(lines))
	for _, p := range pairs {
		inside[p.def.numberLine] = true
		for i := p.def.line; i < p.def.end; i++ {
			inside[i] = true
		}
	}
	return inside
}

func (c *callScan) countNames(text string) {
	for i := 0; i < len(text); i++ {
		if text[i] < '0' || text[i] > '9' {
			continue
		}
		end := digitsEnd(text, i)
		if w := wordBefore(text, i); w != "" {
			c.names[w+text[i:end]]++
			if len(w) <= shortPrefix {
				c.names[w]++
			}
		}
		i = end
	}
}

// wordBefore is the run of letters that ends at offset i.
func wordBefore(text string, i int) string {
	start := i
	for start > 0 {
		r, size := utf8.DecodeLastRuneInString(text[:start])
		if !unicode.IsLetter(r) {
			break
		}
		start -= size
	}
	return text[start:i]
}

// scanLine finds the numbers and superior figures of a line.
func (c *callScan) scanLine(index int) {
	text := c.lines[index].text
	for i := 0; i < len(text); {
		switch b := text[i]; {
		case b >= 'A' && b <= 'z' && b != '\\' && b != '^' || b == ' ':
			for i++; i < len(text) && isLetter(text[i]); i++ {
			}
		case isDigits(text[i : i+1]):
			end := digitsEnd(text, i)
			c.number(index, i, end)
			c.letters(index, end)
			i = end
		case strings.IndexByte(".?!,;", b) >= 0:
			i++
			c.stoppedLetter(index, i)
		case b == '%' || b == ')':
			c.bracketedLetter(index, i)
			i++
			c.letters(index, i)
		case text[i] == '\\':
			i += c.backslashed(index, i)
		case text[i] == '*' || signAt(text[i:]) != "":
			i += c.sign(index, i)
		case text[i] >= utf8.RuneSelf || text[i] == '^':
			i += c.superior(index, i)
		default:
			i++
		}
	}
}

// backslashed adds a number between backslashes at offset i, and returns how far
// to go on.
func (c *callScan) backslashed(index, i int) int {
	label, length := backslashed(c.lines[index].text[i:])
	if length == 0 || i == 0 {
		return max(1, length)
	}
	c.add(index, i, i+length, label, 1, "between backslashes")
	return length
}

// sign adds the sign of a note glued to a word at offset i, and returns how far
// to go on.
func (c *callScan) sign(index, i int) int {
	text := c.lines[index].text
	sign := signAt(text[i:])
	p, _ := utf8.DecodeLastRuneInString(text[:i])
	after := text[i+len(sign):]
	if sign == "" || signAt(after) != "" || !followsCall(after) || strings.HasSuffix(text[:i], "..") {
		p = 0
	}
	switch {
	case unicode.IsLetter(p) || strings.ContainsRune(closers+".,;?!", p) && p != 0:
		c.add(index, i, i+len(sign), sign, 0.9, "a sign glued to a word")
	case p == ':' || unicode.IsDigit(p):
		c.add(index, i, i+len(sign), sign, 0.85, "a sign glued to a figure or colon")
	case p == ' ' && strings.TrimSpace(text[:i]) != "" && (after == "" || !strings.HasPrefix(after, " ") || strings.HasPrefix(after, "  ")):
		c.add(index, len(strings.TrimRight(text[:i], " ")), i+len(sign), sign, 0.5, "a sign set apart before a stop or gap")
	}
	if p == ' ' && sign != "" && sign[0] != '*' && strings.TrimSpace(text[:i]) != "" && strings.HasPrefix(after, " ") && startsLower(after[1:]) {
		c.add(index, len(strings.TrimRight(text[:i], " ")), i+len(sign), sign, 0.85, "a dagger between the words of a sentence")
	}
	return max(len(sign), len(text[i:])-len(strings.TrimLeft(text[i:], "*")))
}

// superior adds the superior figures at offset i, and returns how far to go on.
func (c *callScan) superior(index, i int) int {
	text := c.lines[index].text
	label, length := raisedAt(text[i:])
	if label == "" {
		_, size := utf8.DecodeRuneInString(text[i:])
		return size
	}
	next, _ := utf8.DecodeRuneInString(text[i+length:])
	if unicode.IsLetter(next) || aboveBar(text[i+length:]) || text[i] == '^' && i > 0 && isDigits(text[i-1:i]) {
		return length
	}
	before := wordBefore(text, i)
	switch {
	case isLetterLabel(label) && (i == 0 || runes(before) > 0 && (runes(before) <= 2 || allCaps(before))):
	case isLetterLabel(label) && unicode.IsDigit(rune(text[i-1])):
		weight := 0.9
		if strings.Contains("aeo", label) {
			weight = 0.5 // it may be an ordinal
		}
		c.add(index, i, i+length, label, weight, raisedLetterRule)
	case isUnit(before):
		c.add(index, i, i+length, label, 0.15, "behind a unit")
	default:
		from, to := enclosed(text, i, i+length)
		if from > 0 || to == i+length { // else the number of a note
			c.add(index, from, to, label, 1, raisedRule)
		}
	}
	return length
}

// aboveBar reports whether what stands before this text is the upper figure of a
// fraction: a bar follows, and a figure.
func aboveBar(after string) bool {
	bar, size := utf8.DecodeRuneInString(after)
	figure, _ := utf8.DecodeRuneInString(after[size:])
	return bar == '\u2044' || bar == '/' && unicode.IsDigit(figure) || bar == '/' && figure >= '₀' && figure <= '₉'
}

// enclosed widens a raised number text[from:to] over the parentheses around it,
// with the space before them: "text ( ^1 )".
func enclosed(text string, from, to int) (int, int) {
	before, open := strings.CutSuffix(strings.TrimRight(text[:from], " "), "(")
	after, closed := strings.CutPrefix(strings.TrimLeft(text[to:], " "), ")")
	if !open || !closed {
		return from, to
	}
	return len(strings.TrimRightFunc(before, unicode.IsSpace)), len(text) - len(after)
}

// units are followed by exponents, not by calls.
func isUnit(word string) bool {
	switch word {
	case "m", "km", "cm", "mm", "dm", "hm", "s", "kg", "CO", "H", "NO", "SO", "O", "N", "PM", "CH":
		return true
	}
	return false
}

func (c *callScan) add(index, from, to int, label string, weight float64, rule string) {
	c.sites = append(c.sites, callSite{
		line: c.lines[index], index: index, run: c.runs, from: from, to: to,
		label: label, weight: weight, rule: rule,
	})
	c.runs++
	if n := labelNumber(label); !isDigits(label) {
		return
	} else if weight >= likelyCall && n == c.next || weight >= surelyCall && n == 1 {
		c.next = n + 1
	}
}

// addClosed adds the call text[from:to], which is set from start on, with the parenthesis
// that may close behind it.
func (c *callScan) addClosed(index, start, from, to int, weight float64, rule string) {
	text := c.lines[index].text
	end := closed(text, to)
	c.add(index, start, end, text[from:to], weight, rule)
	if end > to {
		c.sites[len(c.sites)-1].series = seriesHalf
	}
}

// number adds the readings of the digits text[from:to] of a line as a call.
func (c *callScan) number(index, from, to int) {
	text := c.lines[index].text
	if text[from] == '0' || c.inParentheses(index, from, to) || c.callsInRow(index, from, to) {
		return
	}
	length := to - from
	if !followsCall(text[to:]) {
		if length <= maxNoteDigits && isWedged(text[:from], text[to:]) {
			c.add(index, from, to, text[from:to], 0.8, "between two sentences that lost the space")
		}
		return
	}
	if from == 0 && length <= 4 {
		c.atLineStart(index, to)
		return
	}
	if length > 4 && c.behindYear(index, from, to) {
		return
	}
	if c.bracketed(index, from, to) || c.endsRange(index, from, to) {
		return
	}
	if length > maxNoteDigits {
		c.behindNumber(index, from, to, from)
		return
	}
	if w, rule := c.weigh(text, from, to); w > 0 {
		if half := from + length/2; w >= surelyCall && rule != prefixRule && c.nextTwo(text[from:half], text[half:to]) {
			c.add(index, from, to, text[from:to], w, rule)
			c.runs-- // a further reading of the same figures
			c.add(index, from, half, text[from:half], w, rule+", before another")
			c.add(index, half, to, text[half:to], w, "behind another call")
			return
		}
		start := from
		start = len(strings.TrimRightFunc(text[:start], unicode.IsSpace))
		c.addClosed(index, start, from, to, w, rule)
		if w >= likelyCall || length == 1 {
			return
		}
		c.runs--
	}
	c.behindNumber(index, from, to, from+1)
}

// nextTwo reports whether the halves of a number are the next two calls, printed
// without a space between: "woningen.78" where 7 is due.
func (c *callScan) nextTwo(first, second string) bool {
	return len(first) == len(second) && atoi(first) == c.next && atoi(second) == c.next+1
}

// inParentheses adds "(3)" behind a word, and reports whether the number is
// that. Behind a figure it is part of a reference: "Article 5(1)".
func (c *callScan) inParentheses(index, from, to int) bool {
	text := c.lines[index].text
	if from < 1 || text[from-1] != '(' || to >= len(text) || text[to] != ')' || to-from > maxNoteDigits {
		return false
	}
	before := strings.TrimRightFunc(text[:from-1], unicode.IsSpace)
	p, _ := utf8.DecodeLastRuneInString(before)
	after := text[to+1:]
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(after, " "))
	switch {
	case before == "" && index > 0 && c.lines[index].blank == 0 && startsLower(strings.TrimLeft(after, " ")) && !endsClause(c.lines[index-1].text):
		c.add(index, 0, to+1, text[from:to], 0.1, lineStartRule)
	case before == "", strings.Trim(before, "0123456789.") == "", len(before) == from-1 && unicode.IsDigit(p), isReferenceWord(lastWord(tail(before))):
		return true
	case after == "":
		c.add(index, len(before), to+1, text[from:to], 0.85, lineEndRule)
	case strings.ContainsRune(".,;:!?", r):
		c.add(index, len(before), to+1, text[from:to], 0.85, "in parentheses before a stop")
	default:
		c.add(index, len(before), to+1, text[from:to], 0.5, "in parentheses")
	}
	c.sites[len(c.sites)-1].series = seriesParen
	return true
}

// lineStartRule is the proof of "(3)" where the sentence of the line above goes on behind it.
const lineStartRule = "in parentheses at the start of a line"

// isReferenceWord reports whether a number in parentheses or set apart behind a
// word is what the word refers to: "subsection (1)", "Figure 2".
func isReferenceWord(word string) bool {
	return refers(word) || isDigits(word) && !isYear(word)
}

// refers reports whether a word stands before the number of what it refers to.
func refers(word string) bool {
	return lexicon.Is(word, lexicon.Refers)
}

// followsCall reports whether rest can stand behind a call: nothing, a space, a
// stop or a bracket. A letter, a figure behind a separator or a unit makes the
// number a part of something else.
func followsCall(rest string) bool {
	r, size := utf8.DecodeRuneInString(rest)
	after, _ := utf8.DecodeRuneInString(rest[size:])
	switch {
	case rest == "", unicode.IsSpace(r):
		return true
	case strings.ContainsRune(".,:;", r):
		return !unicode.IsDigit(after) && !(r == '.' && unicode.IsLower(after))
	case strings.ContainsRune("?!", r) && unicode.IsLetter(after):
		return false
	case strings.ContainsRune(closers+openers+"?!–—…", r):
		return !(r == '(' && unicode.IsDigit(after))
	}
	return false
}
