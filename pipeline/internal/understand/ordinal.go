package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
)

// ordinal is the number at the start of a block: "4.1.1.", "(2)", "b)",
// "III.", "Artikel 3", "§ 4".
type ordinal struct {
	raw   string        // as printed, with its signs
	style ast.ListStyle // of the last part
	parts []int         // 4.1.1 is [4 1 1], B.2 is [-2 2], 5.b.1 is [5 -2 1]; one part for all other numerals
	delim string        // "." or ")" after the number, "" where none
	paren bool          // "(" before the number
	label *label        // the word before the number, nil where none
	code  string        // the word or letter before a coded number, "" where none
	sep   string        // white space after it
	rest  string        // the text behind
}

// series tells the numbers of one series from those of others: by the way they
// are printed, by the parts or the word before the last, and by letters doubled.
type series struct {
	style ast.ListStyle
	delim string
	paren bool
	above string
}

func (o ordinal) series() series {
	k := series{style: o.style, delim: o.delim, paren: o.paren, above: o.code}
	if o.depth() > 1 {
		number := strings.TrimRight(o.raw, ".)")
		k.above = number[:strings.LastIndexByte(number, '.')+1]
		if isLetter(number[len(number)-1]) {
			k.above += "a"
		}
	} else if isDoubled(strings.Trim(o.raw, "().")) {
		k.above = "aa"
	}
	return k
}

// depth is the number of parts of a number.
func (o ordinal) depth() int { return len(o.parts) }

// next is how the number behind a plain one is printed.
func (o ordinal) next() string {
	return strings.Repeat("(", len(o.raw)-len(strings.TrimLeft(o.raw, "("))) + ast.FormatNumeral(o.style, o.value()+1) + o.delim
}

// value is the last part.
func (o ordinal) value() int { return o.parts[len(o.parts)-1] }

// isVersion reports whether a number counts versions, 1.0.0, and no parts.
func (o ordinal) isVersion() bool {
	n := len(o.parts)
	return n > 2 && o.parts[n-1] == 0 && o.parts[n-2] == 0
}

// opens reports whether the number is the first of a series without a label.
func (o ordinal) opens() bool {
	return o.style != "" && o.label == nil && o.depth() == 1 && o.value() == 1
}

// parseOrdinal reads the number that text begins with. It accepts a number
// without text behind it only after a label.
func parseOrdinal(text string) (ordinal, bool) {
	if o, ok := parseLabel(text); ok {
		return o, true
	}
	body, paren := strings.CutPrefix(text, "(")
	if o, ok := parseMixed(body); ok {
		return o.finish(text, paren)
	}
	if o, ok := parseDecimal(body); ok {
		return o.finish(text, paren)
	}
	if o, ok := parseLetters(body); ok {
		return o.finish(text, paren)
	}
	return ordinal{}, false
}

// finish reads the delimiter after the numeral o.raw and the white space
// behind, and refuses what no number looks like.
func (o ordinal) finish(text string, paren bool) (ordinal, bool) {
	at := len(o.raw)
	if paren {
		at++
	}
	o.paren = paren
	if rest, ok := strings.CutPrefix(text[at:], "°"); ok && o.style == ast.Decimal {
		at, o.delim = len(text)-len(rest), "."
	}
	if at < len(text) && (strings.ContainsRune(".):", rune(text[at])) || o.slashed(text[at:], paren)) {
		o.delim = text[at : at+1]
		at++
	}
	if dash := dashEnd(text[at:]); dash > 0 && o.delim != ")" && o.delim != ":" && !paren && (o.style == ast.UpperRoman || o.style == ast.UpperAlpha) {
		o.delim = dashDelim
		at += dash
	}
	o.raw = text[:at]
	o.rest = strings.TrimLeftFunc(text[at:], unicode.IsSpace)
	o.sep = text[at : len(text)-len(o.rest)]
	return o, o.plausible()
}

// slashed reports whether a slash parts a figure from the title behind it: "1/ Budget".
func (o ordinal) slashed(behind string, paren bool) bool {
	title, ok := strings.CutPrefix(behind, "/ ")
	return ok && !paren && o.style == ast.Decimal && o.depth() == 1 && startsUpper(title)
}

// dashDelim stands for a dash after the numeral of a heading: "II – Funding".
const dashDelim = "-"

// dashEnd is the end of a dash between spaces that text begins with, before a
// capital; 0 is none.
func dashEnd(text string) int {
	for _, dash := range []string{" - ", " – ", " — "} {
		if rest, ok := strings.CutPrefix(text, dash); ok && startsUpper(rest) {
			return len(dash) - 1
		}
	}
	return 0
}

// plausible refuses numbers that are part of running text: "3 of 4 …" in small
// letters, "2.5 per cent", letters without a delimiter.
func (o ordinal) plausible() bool {
	first, _ := utf8.DecodeRuneInString(o.rest)
	switch {
	case o.rest == "" || o.paren && o.delim != ")" || o.delim == ":":
		return false
	case o.delim == "." && o.style == ast.Decimal && o.depth() == 1 && isMonth(firstWord(o.rest)):
		return false // a date
	case o.sep == "" && (unicode.IsDigit(first) || unicode.IsLower(first)):
		return false
	case o.sep == "" && o.paren && strings.ContainsRune(openers, first):
		return true
	case o.sep == "" && o.style != ast.Decimal && (o.delim != "." || !allCaps(o.rest)):
		return false
	case o.delim == "" && o.style != ast.Decimal:
		return o.style == ast.UpperRoman && len(o.raw) > 1 && unicode.IsUpper(first)
	case o.delim == "" && o.sep == "":
		return o.depth() > 1 && gluedTitle(o.rest)
	case o.delim == "":
		return beginsText(o.rest) && (o.depth() > 1 || o.value() < 100)
	}
	return true
}

// gluedTitle reports whether rest can be a title whose number lost the space
// behind it, and is no unit as in "2.4GHz".
func gluedTitle(rest string) bool {
	r, size := utf8.DecodeRuneInString(rest)
	next, _ := utf8.DecodeRuneInString(rest[size:])
	return unicode.IsUpper(r) && (unicode.IsLower(next) || allCaps(rest)) && runes(firstWord(rest)) >= 3 && titleish(rest)
}

// maxParts bounds the depth of decimal numbers.
const maxParts = 6

// parseDecimal reads "4" or "4.1.1" at the start of text.
func parseDecimal(text string) (ordinal, bool) {
	o := ordinal{style: ast.Decimal}
	at := 0
	for len(o.parts) < maxParts {
		end := digitsEnd(text, at)
		if end == at || end-at > 3 || text[at] == '0' && end > at+1 {
			break
		}
		o.parts = append(o.parts, atoi(text[at:end]))
		at = end
		o.raw = text[:at]
		if at+1 >= len(text) || text[at] != '.' || !isDigits(text[at+1:at+2]) {
			break
		}
		at++
	}
	return o, o.raw != "" && (len(o.raw) == len(text) || !isDigits(text[len(o.raw):len(o.raw)+1]))
}

// parseMixed reads a number whose parts are figures and letters at the start of text:
// "B.2.1" of an appendix, "II.3", "5.b" and "5.b.1" of an agenda. Letters before the
// last part count down from zero, so that 5.b.1 is no 5.2.1.
func parseMixed(text string) (ordinal, bool) {
	end := 0
	for end < len(text) && (isLetter(text[end]) || isDigits(text[end:end+1])) {
		end++
	}
	if end == len(text) || text[end] < utf8.RuneSelf && text[end] != '.' {
		return ordinal{}, false // most lines: they begin with a word
	}
	if end = strings.IndexFunc(text, func(r rune) bool { return r != '.' && notWord(r) }); end < 0 {
		return ordinal{}, false
	}
	o := ordinal{raw: strings.TrimRight(text[:end], "."), style: ast.Decimal}
	if n := strings.Count(o.raw, ".") + 1; n < 2 || n > maxParts {
		return o, false
	}
	tokens := strings.Split(o.raw, ".")
	letters := 0
	for i, token := range tokens {
		value := partValue(token, i == 0)
		if value == 0 {
			return o, false
		}
		if !isDigits(token) {
			letters++
			if i < len(tokens)-1 {
				value = -value
			}
		}
		o.parts = append(o.parts, value)
	}
	return o, letters == 1
}

// partValue is the value of a part of a mixed number: up to three figures, a letter, in
// the first part a capital or Roman capitals; 0 is none.
func partValue(token string, first bool) int {
	switch {
	case isDigits(token):
		if len(token) > 3 || token[0] == '0' {
			return 0
		}
		return atoi(token)
	case token == "" || first && !startsUpper(token):
		return 0
	case len(token) == 1 && isLetter(token[0]):
		return letterValue(token)
	case first:
		return romanValue(token)
	}
	return 0
}

// atoi reads a short run of ASCII digits.
func atoi(digits string) int {
	n := 0
	for i := 0; i < len(digits); i++ {
		n = n*10 + int(digits[i]-'0')
	}
	return n
}

// maxLetters is the longest Roman numeral read: XXXVIII has seven letters.
const maxLetters = 7

// parseLetters reads a Roman numeral or a single letter at the start of text.
// A letter that is both, such as "i" or "C", is Roman only as I, V or X;
// chains of siblings settle the rest.
func parseLetters(text string) (ordinal, bool) {
	end := 0
	for end < len(text) && end <= maxLetters && isLetter(text[end]) {
		end++
	}
	if end == 0 || end > maxLetters {
		return ordinal{}, false
	}
	word := text[:end]
	upper := word[0] >= 'A' && word[0] <= 'Z'
	if isDoubled(word) {
		return ordinal{raw: word, style: ast.LowerAlpha, parts: []int{letterValue(word)}}, true
	}
	if n := romanValue(word); n > 0 && (end > 1 || strings.ContainsAny(word, "IVXivx")) {
		return ordinal{raw: word, style: pick(upper, ast.UpperRoman, ast.LowerRoman), parts: []int{n}}, true
	}
	if end > 1 {
		return ordinal{}, false
	}
	return ordinal{raw: word, style: pick(upper, ast.UpperAlpha, ast.LowerAlpha), parts: []int{letterValue(word)}}, true
}

// isDoubled reports whether a numeral is a small letter twice, as those of the lists
// inside lists are in German acts: "aa)", "bb)".
func isDoubled(word string) bool {
	return len(word) == 2 && word[0] == word[1] && word[0] >= 'a' && word[0] <= 'z' && word != "ii" && word != "xx"
}

func isLetter(b byte) bool { return b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z' }

func letterValue(word string) int { return int(word[0]|0x20-'a') + 1 }

func pick(first bool, a, b ast.ListStyle) ast.ListStyle {
	if first {
		return a
	}
	return b
}

// romanValue reads a Roman numeral, all capitals or all small; 0 is none. Only
// the one proper spelling of a number counts, so that "IIX" or "mild" do not.
func romanValue(word string) int {
	if word == "" || strings.IndexByte("ivxlcIVXLC", word[0]) < 0 || strings.Trim(word, "ivxlc") != "" && strings.Trim(word, "IVXLC") != "" {
		return 0 // as most words
	}
	lower := strings.ToLower(word)
	n, last := 0, 0
	for i := len(lower) - 1; i >= 0; i-- {
		v := romanDigits[lower[i]]
		if v < last {
			n -= v
		} else {
			n, last = n+v, v
		}
	}
	if ast.FormatNumeral(ast.LowerRoman, n) != lower {
		return 0
	}
	return n
}

var romanDigits = [256]int{'i': 1, 'v': 5, 'x': 10, 'l': 50, 'c': 100}

// as reads a one-letter numeral in the other of its two styles, for a chain
// where "H." goes before "I.".
func (o ordinal) as(style ast.ListStyle) (ordinal, bool) {
	numeral := strings.Trim(o.raw, "().:")
	if o.style == style {
		return o, true
	}
	if len(numeral) != 1 || o.label != nil {
		return o, false
	}
	upper := numeral[0] < 'a'
	switch {
	case (style == ast.UpperAlpha && upper || style == ast.LowerAlpha && !upper) && isLetter(numeral[0]):
		o.parts = []int{letterValue(numeral)}
	case style == ast.UpperRoman && upper || style == ast.LowerRoman && !upper:
		o.parts = []int{romanValue(numeral)}
	default:
		return o, false
	}
	o.style = style
	return o, o.parts[0] > 0
}
