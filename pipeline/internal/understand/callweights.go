package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/understand/lexicon"
)

// weigh judges a number inside a line by what stands before it.
func (c *callScan) weigh(text string, from, to int) (float64, string) {
	p, size := utf8.DecodeLastRuneInString(text[:from])
	before := text[:from-size]
	prior, _ := utf8.DecodeLastRuneInString(before)
	switch {
	case p == '.' && isCodeStart(text[:from]), isWebAddress(lastWord(text[:from])):
		return 0, ""
	case unicode.IsLetter(p):
		return c.afterLetter(text, from, to)
	case strings.ContainsRune(".?!…", p):
		return afterStop(before, prior)
	case strings.ContainsRune(",;:", p):
		if unicode.IsDigit(prior) || unicode.IsSpace(prior) || isMathLetter(prior) {
			return 0, ""
		}
		return 0.75, "glued to a comma"
	case strings.ContainsRune(closers, p):
		if before == "" || unicode.IsSpace(prior) || strings.ContainsRune("’'", p) && !unicode.IsLetter(prior) && !strings.ContainsRune(".?!,", prior) {
			return 0, ""
		}
		if p == ')' && behindFormula(before) {
			return 0.15, "behind a formula"
		}
		return 0.9, closingRule
	case p == '%':
		return 0.8, "glued to a sign"
	case unicode.IsSpace(p) && closed(text, to) > to:
		if refers(lastWord(tail(strings.TrimRightFunc(before, unicode.IsSpace)))) {
			return 0, "" // "(see Chapter 1)"
		}
		return halfBracket(strings.TrimRightFunc(before, unicode.IsSpace), text[to+1:])
	case unicode.IsSpace(p):
		return setApart(strings.TrimRightFunc(before, unicode.IsSpace), text[from:to], text[to:])
	}
	return 0, ""
}

// afterLetter judges a number glued to a word. Names in capitals and words that
// come back with their number are rarely calls; units never.
func (c *callScan) afterLetter(text string, from, to int) (float64, string) {
	word := wordBefore(text, from)
	last, _ := utf8.DecodeLastRuneInString(word)
	switch {
	case isUnit(word), runes(word) == 1:
		return 0, ""
	case refers(word) && unicode.IsLower(last):
		return 0.95, refersRule
	case c.names[word+text[from:to]] > 1:
		return 0.12, "glued to a word that comes back with its number"
	case runes(word) <= shortPrefix && c.names[word] > 2:
		return 1, prefixRule
	case unicode.IsUpper(last):
		return 0.35, "glued to a name in capitals"
	}
	return 1, wordRule
}

// isMathLetter reports whether a letter is one of formulas, whose indices are parted by
// commas: those of the block Mathematical Alphanumeric Symbols.
func isMathLetter(r rune) bool { return r >= 0x1D400 && r <= 0x1D7FF }

// Rules of places that only the calls about them prove.
const (
	refersRule   = "glued to a word that refers"
	prefixRule   = "glued to a prefix of codes"
	initialsRule = "glued to the stop of an abbreviation"
	lineEndRule  = "in parentheses at the end of a line"
)

// Rules of places right behind the end of a sentence or clause, and behind a word.
const (
	stopRule    = "glued to a stop"
	closingRule = "glued to a closing sign"
	wordRule    = "glued to a word"
)

// shortPrefix is the length of the longest prefix of codes, as in "wl12", "wl13".
const shortPrefix = 3

// behindFormula reports whether the parentheses that end behind text hold signs of
// reckoning between spaces: the figures behind "(1 + m)" are an exponent.
func behindFormula(text string) bool {
	inside := tail(text)
	inside = inside[strings.LastIndexByte(inside, '(')+1:]
	return strings.ContainsFunc(inside, func(r rune) bool { return strings.ContainsRune("+=×∙·÷−", r) })
}

// afterStop judges a number glued to a stop; "3.4" is one number unless a year
// ends the sentence, and "0..1" how many there may be (ISO 19103, 6.7).
func afterStop(before string, prior rune) (float64, string) {
	if from, two := strings.CutSuffix(before, "."); two && from != "" && isDigits(from[len(from)-1:]) {
		return 0, ""
	}
	if unicode.IsDigit(prior) {
		start := len(strings.TrimRight(before, "0123456789"))
		if name := wordBefore(before, start); runes(name) > 1 && !isUnit(name) {
			return 0.9, "glued to a stop behind a name with a figure"
		}
		if isYear(before[start:]) && dated(before[:start]) {
			return 0.9, "glued to a stop behind a date"
		}
		if isYear(before[start:]) {
			return 0.6, "glued to a stop behind a year"
		}
		return 0, ""
	}
	if unicode.IsSpace(prior) {
		return 0, ""
	}
	if isInitials(before) {
		return 0.95, initialsRule
	}
	return 1, stopRule
}

// isCodeStart reports whether text ends with the parts of a code that goes on with
// a number: the "5.a." of "5.a.3", the "B." of "B.2", the "II." of "II.3", the "6/Add." of
// "6/Add.3", and what "nr.2" abbreviates.
func isCodeStart(text string) bool {
	word := lastWord(text)
	if _, ok := parseMixed(word + "1 "); ok && isDigits(word[:1]) || lexicon.IsWhole(word, lexicon.NumberSign) {
		return true
	}
	word = strings.TrimSuffix(word, ".")
	if sign := strings.ToLower(strings.TrimLeft(word, openers)); refers(sign+".") || lexicon.IsWhole(sign, lexicon.NumberSign) {
		return true
	}
	head, part, found := strings.Cut(word, ".")
	return found && isDigits(head) && isDigits(part) || word == "" || startsUpper(word) && (runes(word) == 1 || romanValue(word) > 1) ||
		strings.Contains(word, "/") && strings.ContainsFunc(word, unicode.IsDigit)
}

// isInitials reports whether text without its last stop ends in a single letter behind
// a stop or bracket: "d.d", "(c", "11339.B".
func isInitials(word string) bool {
	last, size := utf8.DecodeLastRuneInString(word)
	p, _ := utf8.DecodeLastRuneInString(word[:len(word)-size])
	return unicode.IsLetter(last) && len(word) > size && strings.ContainsRune(".(", p)
}

// dated reports whether a year can follow text as the end of a date or phrase:
// a word in small letters stands before, or a day before a month.
func dated(text string) bool {
	f := strings.Fields(tail(text))
	if len(f) == 0 {
		return false
	}
	last := f[len(f)-1]
	return startsLower(last) || len(f) > 1 && isDigits(strings.TrimRight(f[len(f)-2], ".er")) && len(f[len(f)-2]) <= 4
}

// setApartRule is the proof of a call between spaces; weakRule counts only in a
// text that has such proof.
const (
	setApartRule    = "set apart before a stop"
	halfBracketRule = "set apart with a bracket behind it"
	weakRule        = "set apart inside a sentence, as others before stops"
)

// isReference reports whether a word is the number of an act: "2023/1115".
func isReference(word string) bool {
	return strings.Contains(word, "/") && count(word, unicode.IsDigit) >= 5
}

// halfBracket judges a number set apart with a bracket behind it, as older print
// has them: "vertraagd 1)." A number before further words counts in a sentence, unless
// one has ended before it.
func halfBracket(before, after string) (float64, string) {
	next := strings.TrimLeft(after, " ")
	switch {
	case after == "" || strings.ContainsRune(".,;:?!", firstRune(after)):
		return 0.85, halfBracketRule
	case startsUpper(next) && endsSentence(before) && longWordBefore(before):
		return 0.7, halfBracketRule + ", behind a stop"
	}
	return 0, ""
}

// behindCall reports whether text ends with a number glued to a stop or word
// that goes before label, with a comma or without: "overleg.4," or "overleg.4"
// before a further call.
func behindCall(text, label string) bool {
	body := strings.TrimSuffix(text, ",")
	number := strings.TrimRight(body, "0123456789")
	r, size := utf8.DecodeLastRuneInString(number)
	p, _ := utf8.DecodeLastRuneInString(number[:len(number)-size])
	return len(body) > len(number) && len(body)-len(number) <= maxNoteDigits && atoi(body[len(number):]) == atoi(label)-1 &&
		(unicode.IsLower(r) || strings.ContainsRune(".?!", r) && unicode.IsLetter(p))
}

// beforeCall reports whether text begins with the number after label, set apart
// before a stop: the "6 ." of "centres 5 6 .".
func beforeCall(text, label string) bool {
	end := digitsEnd(text, 0)
	stop := strings.TrimLeft(text[end:], " ")
	return end > 0 && atoi(text[:end]) == atoi(label)+1 && len(stop) < len(text)-end &&
		stop != "" && strings.ContainsRune(".,;:", rune(stop[0]))
}

// longWordBefore reports whether a word of four letters or more stands before the
// stop, comma or semicolon that ends text: no abbreviation, as "nr." and "blz." are.
func longWordBefore(text string) bool {
	body := strings.TrimRight(text, ".?!…,;"+closers)
	return runes(wordBefore(body, len(body))) >= 4
}

// isShortWord reports whether a word of two or three letters stands before the stop that ends text,
// and is none of the abbreviations behind which numbers stand.
func isShortWord(text string) bool {
	word := wordBefore(text, len(strings.TrimRight(text, ".?!…")))
	return runes(word) > 1 && runes(word) <= 3 && !lexicon.IsWhole(word+".", lexicon.Numbered) && !isReferenceWord(word) && !refers(word+".")
}

// lastPart is the last word of text, from the last comma or bracket in it on.
func lastPart(text string) string {
	word := lastWord(text)
	return word[strings.LastIndexAny(strings.TrimRight(word, ",;("), ",;(")+1:]
}

// isBrokenNumber reports whether text begins with a stop that ties a number to what
// follows: ".0", ".. 1".
func isBrokenNumber(text string) bool {
	return len(text) > 1 && strings.IndexByte(".,:", text[0]) >= 0 && (isDigits(text[1:2]) || text[0] == text[1])
}

// setApart judges a number between spaces: "the Convention 1 ." is a call as
// nothing else stands before a stop like this.
func setApart(before, label, after string) (float64, string) {
	p, _ := utf8.DecodeLastRuneInString(before)
	next := strings.TrimLeftFunc(after, unicode.IsSpace)
	r, _ := utf8.DecodeRuneInString(next)
	spaced := len(next) < len(after)
	switch {
	case refers(lastPart(tail(before))):
		return 0, "" // "Section 1"
	case behindCall(before, label) && (strings.HasSuffix(before, ",") || !unicode.IsLower(r)):
		return 0.7, "behind another call"
	case lexicon.Is(lastWord(tail(before)), lexicon.Month), spaced && (isBrokenNumber(next) || lexicon.Is(firstWord(next), lexicon.Magnitude)):
		return 0, "" // "May 31 , 2014", "version 1 .0", "8 mln. euro"
	case spaced && strings.ContainsRune(".,;:)", r) && !strings.HasSuffix(before, ","):
		if unicode.IsDigit(p) {
			return 0.75, "set apart between a figure and a stop"
		}
		return 0.9, setApartRule
	case strings.ContainsRune(`)]’”»"`, p) && unicode.IsLower(r):
		return 0.85, "set apart behind a closing sign inside a sentence"
	case spaced && unicode.IsLower(r) && !isReferenceWord(lastWord(tail(before))) && (unicode.IsLetter(p) || isReference(lastWord(tail(before))) || isYear(lastWord(before))):
		return 0.25, weakRule
	case unicode.IsDigit(p) && !isYear(lastWord(before)):
		return 0, ""
	case spaced && beforeCall(next, label):
		return 0.85, "set apart before another"
	case strings.ContainsRune(`)]’”»"`, p) && (next == "" || next == "." && !spaced):
		return 0.7, "set apart behind a closing sign"
	case (next == "" || spaced && startsUpper(next)) && (endsSentence(before) && (longWordBefore(before) || isYear(strings.TrimRight(lastWord(before), ".?!"))) || endsSentence(strings.TrimRight(before, closers)) && strings.ContainsRune(closers, p)):
		return 0.7, "set apart behind a stop"
	case (next == "" || spaced && startsUpper(next)) && endsSentence(before) && isShortWord(before):
		return 0.3, "set apart behind a stop that may be an abbreviation's"
	case after != "" && !spaced && strings.ContainsRune(".,;:–—)", r) && (isYear(lastWord(before)) || unicode.IsLower(p) && longWordBefore(before) && !isReferenceWord(lastWord(tail(before)))):
		return 0.25, "set apart, with a stop behind it"
	case next == "" && unicode.IsLower(p) && longWordBefore(before) && startsLower(wordBefore(before, len(before))):
		return 0.25, "set apart at the end of a line"
	case spaced && (p == ',' || p == ';') && unicode.IsLetter(r) && !lexicon.Is(firstWord(next), lexicon.Month) && (longWordBefore(before) || p == ';' && isYear(strings.TrimRight(lastWord(before), ";"))):
		return 0.5, "set apart behind a comma or semicolon"
	}
	return 0, ""
}
