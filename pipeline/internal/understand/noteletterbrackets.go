package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Letters in brackets call notes too, "a year.(a)" and "Fahrgäste.a)", and are the signs of
// lists and of the parts of articles far more often. So a call is one only glued to the end
// of a sentence or clause or to a year, and notes in this form are sought only where the
// text has such a call.

// letterBrackets are the forms of notes with a letter in brackets.
var letterBrackets = []noteForm{
	{"with the letter in parentheses", seriesLetter, true, readLetterIn("(")},
	{"with a parenthesis behind the letter", seriesLetter, true, readLetterIn("")},
}

// readLetterIn reads "(a) Text" or "a) Text" by the sign that opens it.
func readLetterIn(open string) func(text string) (string, int) {
	return func(text string) (string, int) {
		body, ok := strings.CutPrefix(text, open)
		if !ok || len(body) < 3 || !isLetterLabel(body[:1]) || body[1] != ')' {
			return "", 0
		}
		rest := strings.TrimLeftFunc(body[2:], unicode.IsSpace)
		if rest == "" || len(rest) == len(body)-2 {
			return "", 0
		}
		return body[:1], len(text) - len(rest)
	}
}

// bracketedLetterRule is the proof of a letter in brackets as a call.
const bracketedLetterRule = "a letter in brackets glued to a stop or year"

// bracketedLetter adds the letter before the bracket at an offset as a call.
func (c *callScan) bracketedLetter(index, closing int) {
	text := c.lines[index].text
	if from := letterCall(text, closing); from > 0 {
		c.add(index, from, closing+1, text[closing-1:closing], 0.85, bracketedLetterRule)
	}
}

// letterCall is where the call of a letter begins whose bracket closes at an offset of
// text; 0 is nowhere.
func letterCall(text string, closing int) int {
	if closing < 4 || text[closing] != ')' || !isLetterLabel(text[closing-1:closing]) || !followsCall(text[closing+1:]) {
		return 0
	}
	body, paren := strings.CutSuffix(text[:closing-1], "(")
	stop, size := utf8.DecodeLastRuneInString(body)
	before, _ := utf8.DecodeLastRuneInString(body[:len(body)-size])
	switch {
	case strings.ContainsRune(".,;?!", stop) && (unicode.IsLetter(before) && longWordBefore(body) || strings.ContainsRune(closers, before)),
		strings.ContainsRune("”’»\"", stop) && before != ' ', paren && isYear(lastWord(body)):
		return len(body)
	}
	return 0
}
