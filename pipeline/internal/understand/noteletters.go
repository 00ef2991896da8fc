package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
)

// Notes of tables are called by letters, so that their calls are no figures of the
// table: "2025/26ᵃ", or without the raising "2025/26a" and "2025/26 a".

// isLetterLabel reports whether a label is a letter.
func isLetterLabel(label string) bool {
	return len(label) == 1 && label[0] >= 'a' && label[0] <= 'z'
}

// superiorLetters are the letters of Unicode that stand for raised ones, from a to z;
// there is none for q.
var superiorLetters = []rune("ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖ\x00ʳˢᵗᵘᵛʷˣʸᶻ")

// raisedLetter is the letter that a superior one stands for; 0 is none.
func raisedLetter(r rune) rune {
	if r < utf8.RuneSelf {
		return 0
	}
	for i, l := range superiorLetters {
		if r == l {
			return 'a' + rune(i)
		}
	}
	return 0
}

// superior is the raised form of a label; "" where a letter has none.
func superior(label string) string {
	var b strings.Builder
	for _, r := range label {
		switch {
		case r >= '0' && r <= '9':
			r = raised[r-'0']
		case isLetterLabel(label):
			if r = superiorLetters[r-'a']; r == 0 {
				return ""
			}
		}
		b.WriteRune(r)
	}
	return b.String()
}

// raisedAt reads superior figures or one superior letter at the start of text; n is
// where they end.
func raisedAt(text string) (label string, n int) {
	if label, n = raisedNumber(text); label != "" {
		return label, n
	}
	r, size := utf8.DecodeRuneInString(text)
	next, _ := utf8.DecodeRuneInString(text[size:])
	if l := raisedLetter(r); l != 0 && raisedLetter(next) == 0 && raisedDigit(next) < 0 {
		return string(l), size
	}
	return "", 0
}

// readLetter reads "a Text", and "a" alone on a line.
func readLetter(text string) (string, int) {
	if text == "" || !isLetterLabel(text[:1]) {
		return "", 0
	}
	rest := strings.TrimLeftFunc(text[1:], unicode.IsSpace)
	if rest == "" && len(text) == 1 || len(rest) < len(text)-1 && (startsUpper(rest) || isWebAddress(firstWord(rest))) {
		return text[:1], len(text) - len(rest)
	}
	return "", 0
}

// readRaisedLetter reads a note that begins with a superior letter.
func readRaisedLetter(text string) (string, int) {
	label, n := raisedAt(text)
	if !isLetterLabel(label) {
		return "", 0
	}
	return label, len(text) - len(strings.TrimLeftFunc(text[n:], unicode.IsSpace))
}

// letterOf is the label of a letter in the place of a raised one at the start of text:
// "a", "a,b"; "" is none.
func letterOf(text string) string {
	if text == "" || !isLetterLabel(text[:1]) {
		return ""
	}
	if rest := text[1:]; followsCall(rest) || len(rest) > 1 && rest[0] == ',' && letterOf(rest[1:]) != "" {
		return text[:1]
	}
	return ""
}

// letters adds the letters glued to what ends at offset i, or set apart from it at the
// end of a line or cell.
func (c *callScan) letters(index, i int) {
	text := c.lines[index].text
	before := text[max(0, i-nearBytes):i]
	weight, rule, at := letterWeight(before), "a letter glued to a figure", i
	if at < len(text) && text[at] == ' ' {
		rule, at = "a letter set apart behind a figure", at+1
		if rest := text[min(len(text), at+1):]; rest != "" && !strings.HasPrefix(rest, "  ") && rest[0] != ',' {
			return
		}
	}
	for from := i; letterOf(text[at:]) != ""; from = at {
		c.add(index, from, at+1, text[at:at+1], weight, rule)
		if at++; at < len(text) && text[at] == ',' {
			at++
		}
	}
}

// stoppedLetter adds a letter glued behind the stop of a sentence or clause that ends at
// offset i, "repaired.a The", "quay,b and", where another one begins behind it or the line ends.
// The word before the stop is in small letters and no part of an abbreviation: "e.g.", "Nr.a".
func (c *callScan) stoppedLetter(index, i int) {
	text := c.lines[index].text
	if i >= len(text) || !isLetterLabel(text[i:i+1]) {
		return
	}
	word, rest := wordBefore(text, i-1), text[i+1:]
	if len(word) >= leastStopped && strings.ToLower(word) == word && (rest == "" || rest[0] == ' ' && (startsUpper(rest[1:]) || strings.IndexByte(",;", text[i-1]) >= 0)) {
		c.add(index, i, i+1, text[i:i+1], surelyCall, "a letter glued to a stop")
	}
}

// leastStopped is how many letters the last word of a sentence has at least: shorter ones
// with a stop are abbreviations.
const leastStopped = 3

// nearBytes is how far back a letter's word is looked for: a longer one is data, and
// to look for its beginning at each of its figures would take the square of its length.
const nearBytes = 200

// letterWeight is how much a letter behind text looks like a call: numbers of houses
// and articles have letters, years and shares have none.
func letterWeight(text string) float64 {
	word := lastWord(text)
	if year, _, _ := strings.Cut(word, "/"); isYear(year) || strings.HasSuffix(word, "%") || strings.HasSuffix(word, ")") {
		return likelyCall
	}
	return 0.45
}

// raisedList are the labels of a raised run that holds several, "a,b", "3–5", each with
// its place in the text; nil where it is anything else.
func raisedList(n *ast.Super) [][2]int {
	text := ast.PlainText(n.Inlines)
	var out [][2]int
	for at := 0; at < len(text); {
		end := max(at+1, digitsEnd(text, at))
		label := text[at:end]
		if isDigits(label) && (label[0] == '0' || len(label) > maxNoteDigits) || !isDigits(label) && !isLetterLabel(label) {
			return nil
		}
		out = append(out, [2]int{at, end})
		at = len(text) - len(strings.TrimLeft(text[end:], ",;–- "))
		if at == end && at < len(text) || at == len(text) && end < at {
			return nil
		}
	}
	if len(out) < 2 || len(n.Inlines) != 1 {
		return nil
	}
	return out
}

// writeList writes the text of a raised run with several labels.
func (u *raisedUnit) writeList(b *strings.Builder, n *ast.Super, labels [][2]int) {
	text, at := ast.PlainText(n.Inlines), 0
	for _, l := range labels {
		b.WriteString(text[at:l[0]])
		from := b.Len()
		b.WriteString(superior(text[l[0]:l[1]]))
		u.marks = append(u.marks, raisedMark{from, b.Len(), n, l[0], l[1] - l[0]})
		at = l[1]
	}
}
