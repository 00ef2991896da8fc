package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"

	chars "octavo/pipeline/internal/text"
)

// noteForm is a way in which notes are printed.
type noteForm struct {
	name string
	// prior weighs the form against the others; common forms are also those of
	// lists and headings.
	prior  float64
	common bool
	// read returns the number of a note that begins on a line and the offset
	// of its text; the offset is the line's length where the text follows on
	// the next line.
	read func(text string) (label string, at int)
}

var noteForms = []noteForm{
	{"with the number on a line of its own", 1.0, false, readBare},
	{"with the number glued to the text", 1.0, false, readGlued},
	{"with the number in brackets", 1.0, false, readBracketed("[", "]")},
	{"with the number raised", 1.0, false, readRaised},
	{"with the number raised in parentheses", 1.0, false, readEnclosed},
	{"with the number between backslashes", 1.0, false, readBackslashed},
	{"with the number in parentheses", 0.9, false, readBracketed("(", ")")},
	{"with asterisks", 0.8, true, readStars},
	{"with the number before a space", 0.7, true, readSpaced},
	{"with a stop after the number", 0.5, true, readStopped},
	{"with the number and a stop on a line of their own", 0.5, true, readBareStopped},
}

// noteDef is a place where a note may begin.
type noteDef struct {
	label  string
	number int
	line   int // the first line
	// numberLine is the line with the number: the first one, but in a stack.
	numberLine int
	textLine   int // the line where the text begins, at offset textAt
	textAt     int
	end        int // the line after the last one
	group      int // counts the restarts of the numbers before
	residue    string
	quality    float64 // how much the line looks like a note and not a heading
}

// candidates lists the places where a note of this form may begin, in order.
func (s *state) candidates(f noteForm) []noteDef {
	var out []noteDef
	from := 0 // the line below the last stack
	for i, l := range s.lines {
		if l.block != nil || i < from || s.buttons && !l.button || s.inContents(l.text) {
			continue
		}
		label, at := f.read(l.text)
		if stack := s.stack(i); at == len(l.text) && stack != nil {
			out = append(out, stack...)
			from = stack[len(stack)-1].line + 1
			continue
		}
		if label == "" || len(label) > maxStars || isDigits(label) && len(label) > maxNoteDigits || s.headsParts(i, label) {
			continue
		}
		d := noteDef{label: label, number: labelNumber(label), line: i, numberLine: i, textLine: i, textAt: at, quality: 1}
		d.residue = residueOf(l.text[:at], label)
		if at == len(l.text) {
			d.textLine, d.textAt = i+1, 0
			if i+1 >= len(s.lines) || !noteBegins(s.lines[i+1]) {
				continue
			}
		}
		if f.common && s.headsText(d) {
			d.quality = 0.6
		}
		out = append(out, d)
	}
	return out
}

// headsParts reports whether the line under line i begins with the first number
// inside number label: "1.1" under "1" is a section under its chapter.
func (s *state) headsParts(i int, label string) bool {
	return i+1 < len(s.lines) && isDigits(label) && strings.HasPrefix(s.lines[i+1].text, label+".1")
}

// residueOf is what is printed with a note's number and not kept: brackets, a
// caret.
func residueOf(printed, label string) string {
	plain := strings.Map(func(r rune) rune {
		if d := raisedDigit(r); d >= 0 {
			return rune('0' + d)
		}
		return r
	}, chars.WithoutSpace(printed))
	return strings.Replace(plain, label, "", 1)
}

// labelNumber is the place of a note in its series.
func labelNumber(label string) int {
	if label[0] == '*' {
		return len(label)
	}
	return atoi(label)
}

// headsText reports whether the line of a note looks like a heading: without a
// stop, and with something else below it.
func (s *state) headsText(d noteDef) bool {
	if endsSentence(s.lines[d.textLine].text) || d.textLine+1 >= len(s.lines) {
		return false
	}
	next := s.lines[d.textLine+1]
	return next.blank > 0 && !next.page && !next.seam
}

// maxNoteDigits bounds note numbers to 999.
const maxNoteDigits = 3

// noteBegins reports whether a line can be the text under a number that stands
// on a line of its own.
func noteBegins(l *line) bool {
	return l.block == nil && !isDigits(l.text) && !isLabelled(l.text) && l.text != "" &&
		(!startsLower(l.text) || l.blank > 0)
}

func readBare(text string) (string, int) {
	if isDigits(text) && text[0] != '0' {
		return text, len(text)
	}
	return "", 0
}

// readBareStopped reads "3." alone on a line.
func readBareStopped(text string) (string, int) {
	number, stopped := strings.CutSuffix(text, ".")
	if label, _ := readBare(number); stopped && label != "" {
		return label, len(text)
	}
	return "", 0
}

func readGlued(text string) (string, int) {
	end := digitsEnd(text, 0)
	if end == 0 || text[0] == '0' {
		return "", 0
	}
	r, _ := utf8.DecodeRuneInString(text[end:])
	if unicode.IsUpper(r) || strings.ContainsRune(`(«“‘"'„`, r) {
		return text[:end], end
	}
	return "", 0
}

// readEnclosed reads "( ^3 ) text", as text browsers print a raised number
// between parentheses.
func readEnclosed(text string) (string, int) {
	body, ok := strings.CutPrefix(text, "(")
	body = strings.TrimLeft(body, " ")
	label, at := raisedNumber(body)
	rest, closed := strings.CutPrefix(strings.TrimLeft(body[at:], " "), ")")
	if !ok || !closed || label == "" {
		return "", 0
	}
	rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
	return label, len(text) - len(rest)
}

// readBackslashed reads "\3\ text", which stands for a raised number in the
// plain text of the United States Government Publishing Office.
func readBackslashed(text string) (string, int) {
	label, end := backslashed(text)
	rest := strings.TrimLeftFunc(text[end:], unicode.IsSpace)
	if end == 0 || rest == "" {
		return "", 0
	}
	return label, len(text) - len(rest)
}

// backslashed reads a number between backslashes at the start of text, and where
// it ends; 0 is none.
func backslashed(text string) (label string, end int) {
	body, ok := strings.CutPrefix(text, `\`)
	n := digitsEnd(body, 0)
	if !ok || n == 0 || n > maxNoteDigits || body[0] == '0' || !strings.HasPrefix(body[n:], `\`) {
		return "", 0
	}
	return body[:n], n + 2
}

// readBracketed reads "[3] text", "(3) text" and either sign alone on a line.
func readBracketed(open, closing string) func(string) (string, int) {
	return func(text string) (string, int) {
		body, ok := strings.CutPrefix(text, open)
		if !ok {
			return "", 0
		}
		body = strings.TrimLeft(body, " ")
		end := digitsEnd(body, 0)
		rest, ok := strings.CutPrefix(strings.TrimLeft(body[end:], " "), closing)
		if !ok || end == 0 || body[0] == '0' {
			return "", 0
		}
		rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
		return body[:end], len(text) - len(rest)
	}
}

// maxStars is the longest row of asterisks that is a note's sign.
const maxStars = 4

func readStars(text string) (string, int) {
	rest := strings.TrimLeft(text, "*")
	n := len(text) - len(rest)
	rest = strings.TrimLeft(strings.TrimPrefix(rest, ")"), " ")
	if n == 0 || n > maxStars || rest == "" {
		return "", 0
	}
	return text[:n], len(text) - len(rest)
}

func readSpaced(text string) (string, int) {
	end := digitsEnd(text, 0)
	rest := strings.TrimLeftFunc(text[end:], unicode.IsSpace)
	if end == 0 || text[0] == '0' || len(rest) == len(text)-end || rest == "" || startsLower(rest) && end+1 == len(text)-len(rest) {
		return "", 0
	}
	return text[:end], len(text) - len(rest)
}

func readStopped(text string) (string, int) {
	end := digitsEnd(text, 0)
	if end == 0 || end >= len(text) || !strings.ContainsRune(".):", rune(text[end])) || text[0] == '0' {
		return "", 0
	}
	rest := strings.TrimLeftFunc(text[end+1:], unicode.IsSpace)
	if rest == "" || isDigits(rest[:1]) && len(rest) == len(text)-end-1 {
		return "", 0
	}
	return text[:end], len(text) - len(rest)
}

// raised are the superior figures, in order of their value.
var raised = []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")

func raisedDigit(r rune) int {
	for i, d := range raised {
		if r == d {
			return i
		}
	}
	return -1
}

// readRaised reads a note that begins with superior figures. Its label is the
// plain number, as the calls are compared by their value.
func readRaised(text string) (string, int) {
	label, at := raisedNumber(text)
	rest := strings.TrimLeftFunc(text[at:], unicode.IsSpace)
	if label == "" || rest == "" {
		return "", 0
	}
	return label, len(text) - len(rest)
}

// raisedNumber reads superior figures at the start of text, or a number behind
// a caret, as text browsers print it; at is where they end.
func raisedNumber(text string) (label string, at int) {
	if rest, ok := strings.CutPrefix(text, "^"); ok {
		if end := digitsEnd(rest, 0); end > 0 {
			return rest[:end], end + 1
		}
	}
	for i, r := range text {
		d := raisedDigit(r)
		if d < 0 || len(label) > maxNoteDigits {
			return label, i
		}
		label += string(rune('0' + d))
	}
	return label, len(text)
}

// Weights of a series of note numbers: a step to the next number counts fully; a
// number left out costs some, and so do a restart at 1 and a start at another
// number, which notes of a part of a larger work have.
const (
	gapCost     = 0.6
	restartCost = 0.9
	startCost   = 0.5
)

// longestSeries picks the numbers that make the best series 1, 2, 3, …, with
// restarts. It looks at each candidate once: the best series that ends in a
// number is known when the next one comes.
func longestSeries(defs []noteDef) []noteDef {
	var score [1000]float64
	var last [1000]int
	for i := range last {
		last[i] = -1
	}
	prev := make([]int, len(defs))
	top, topAt := 0.0, -1
	for i, d := range defs {
		n := d.number
		gain, from := 0.0, -1
		switch {
		case n == 1:
			gain, from = max(0, top-restartCost), topAt
			if top-restartCost <= 0 {
				from = -1
			}
		case n > 1 && last[n-1] >= 0:
			gain, from = score[n-1], last[n-1]
		case n > 2 && last[n-2] >= 0:
			gain, from = score[n-2]-gapCost, last[n-2]
		default:
			gain = -startCost
		}
		if from >= 0 && defs[from].textLine >= d.line {
			gain, from = -startCost, -1 // one line is not two notes
		}
		prev[i] = from
		if gain+d.quality >= score[n] || last[n] < 0 {
			score[n], last[n] = gain+d.quality, i
		}
		if gain+d.quality > top {
			top, topAt = gain+d.quality, i
		}
	}
	return seriesBack(defs, prev, topAt)
}

func seriesBack(defs []noteDef, prev []int, at int) []noteDef {
	n := 0
	for i := at; i >= 0; i = prev[i] {
		n++
	}
	out := make([]noteDef, n)
	for i := at; i >= 0; i = prev[i] {
		n--
		out[n] = defs[i]
	}
	return out
}
