package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

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
	if unicode.IsUpper(r) || isWebAddress(firstWord(text[end:])) || strings.ContainsRune(`(«“‘"'„`, r) {
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

// daggers are the signs of notes beside asterisks, in their order.
var daggers = []string{"†", "‡"}

// signAt reads the sign of a note at the start of text: asterisks, or one of the
// daggers once or twice.
func signAt(text string) string {
	if text == "" || text[0] != '*' && text[0] < utf8.RuneSelf {
		return ""
	}
	if n := len(text) - len(strings.TrimLeft(text, "*")); n > 0 {
		if n > maxStars {
			return ""
		}
		return text[:n]
	}
	for _, d := range daggers {
		if rest, ok := strings.CutPrefix(text, d); ok {
			if strings.HasPrefix(rest, d) {
				return d + d
			}
			return d
		}
	}
	return ""
}

// signNumber is the place of a sign in the order *, **, …, †, ‡, ††, ‡‡.
func signNumber(sign string) int {
	if sign[0] == '*' {
		return len(sign)
	}
	n := maxStars + 1
	for i, d := range daggers {
		if strings.HasPrefix(sign, d) {
			n += i + 2*(len(sign)/len(d)-1)
		}
	}
	return n
}

// readSigns reads "* text", "**) text" and "† text", and the sign alone on a line; three
// asterisks alone part texts.
func readSigns(text string) (string, int) {
	sign := signAt(text)
	rest := strings.TrimLeft(strings.TrimPrefix(text[len(sign):], ")"), " ")
	if sign == "" || rest == "" && len(sign) > 2 && sign[0] == '*' {
		return "", 0
	}
	return sign, len(text) - len(rest)
}

func readSpaced(text string) (string, int) {
	end := digitsEnd(text, 0)
	rest := strings.TrimLeftFunc(text[end:], unicode.IsSpace)
	if end == 0 || text[0] == '0' || len(rest) == len(text)-end || rest == "" {
		return "", 0
	}
	return text[:end], len(text) - len(rest)
}

// readStopped reads "3. text" with one of the signs behind the number.
func readStopped(signs string) func(string) (string, int) {
	return func(text string) (string, int) {
		end := digitsEnd(text, 0)
		if end == 0 || end >= len(text) || !strings.ContainsRune(signs, rune(text[end])) || text[0] == '0' {
			return "", 0
		}
		rest := strings.TrimLeftFunc(text[end+1:], unicode.IsSpace)
		if rest == "" || isDigits(rest[:1]) && len(rest) == len(text)-end-1 {
			return "", 0
		}
		return text[:end], len(text) - len(rest)
	}
}

// readHalf reads "3) text", and "3)" alone on a line.
func readHalf(text string) (string, int) {
	number, closed := strings.CutSuffix(text, ")")
	if label, _ := readBare(number); closed && label != "" {
		return label, len(text)
	}
	return readStopped(")")(text)
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
