package understand

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/understand/lexicon"
)

// The predicates on the look of a text, that all passes share. None of them
// knows a language.

// closers may follow the stop of a sentence.
const closers = `)]}»”“’‘"'´›«`

// openers may stand before the first letter of a sentence.
const openers = `([{«“‘"'„‚‹¿¡`

// lastRune is the last character of text, closers aside.
func lastRune(text string) rune {
	if n := len(text) - 1; n >= 0 && isPlain(text[n]) {
		return rune(text[n])
	}
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text, closers))
	return r
}

// isPlain reports whether a byte is a letter of ASCII, a comma or a stop, which most
// texts begin and end with.
func isPlain(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' || b == '.' || b == ',' }

// isStop reports whether r ends a sentence.
func isStop(r rune) bool { return r == '.' || r == '!' || r == '?' || r == '…' }

// endsSentence reports whether text ends as a sentence does.
func endsSentence(text string) bool {
	return isStop(lastRune(text)) && !stopsInBrackets(text)
}

// closesSentence reports whether text ends as a sentence does and not in the letters of a
// firm's form, "Gasnet B.V.", with which a title may end too.
func closesSentence(text string) bool {
	form := lastWord(text)
	return endsSentence(text) && (2*strings.Count(form, ".") != len(form) || len(form) < len("B.V.") || !allCaps(form))
}

// stopsInBrackets reports whether the stop at the end of text is that of an abbreviation
// inside brackets which open behind words: "Plans (dikes, etc.)".
func stopsInBrackets(text string) bool {
	inside, ok := strings.CutSuffix(text, ".)")
	if !ok {
		return false
	}
	open := strings.LastIndexByte(inside, '(')
	return open > 0 && !strings.ContainsAny(inside[open:], "!?") && !strings.Contains(inside[open:], ". ") &&
		endsAbbreviation(strings.ReplaceAll(lastWord(inside), ".", "")+".")
}

// maxAbbreviation is the longest abbreviation in small letters that a line ends
// with, its stop left out: "drs.", "blz.".
const maxAbbreviation = 3

// endsAbbreviation reports whether the stop at the end of text may be that of an
// abbreviation.
func endsAbbreviation(text string) bool {
	word, ok := strings.CutSuffix(lastWord(text), ".")
	return ok && word != "" && runes(word) <= maxAbbreviation && count(word, unicode.IsLower) == runes(word)
}

// endsClause reports whether text ends with any stop, colon or comma.
func endsClause(text string) bool {
	switch last := lastRune(text); last {
	case ':', ';', ',':
		return true
	default:
		return isStop(last) && !stopsInBrackets(text)
	}
}

// firstRune is the first character of text, openers aside.
func firstRune(text string) rune {
	if text != "" && isPlain(text[0]) {
		return rune(text[0])
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, openers))
	return r
}

// startsQuote reports whether text begins with a sign of quotation.
func startsQuote(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return strings.ContainsRune("«»“„‘‚\"'", r)
}

// startsLower reports whether text goes on in small letters, as only the rest
// of a sentence does, or begins with a sign that cannot begin one.
func startsLower(text string) bool {
	if text == "" {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLower(firstRune(text)) || strings.ContainsRune(",;.:!?)]}»”%", r)
}

// startsUpper reports whether text begins with a capital, openers aside.
func startsUpper(text string) bool { return unicode.IsUpper(firstRune(text)) }

// words counts the runs between white space. It is asked of every line many
// times, so characters of ASCII are not decoded and make no branch.
func words(text string) int {
	n, i, before := plainWords(text)
	for ; i < len(text); i++ {
		space := asciiSpace[text[i]]
		if text[i] >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(text[i:])
			i += size - 1
			if unicode.IsSpace(r) {
				space = 1
			}
		}
		n += int(before &^ space)
		before = space
	}
	return n
}

// plainWords counts those that begin in the first eights of text that hold nothing but ASCII
// without controls. It tells where these end, and 1 where no word does there.
func plainWords(text string) (n, end int, space uint8) {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	ink := uint64(0) // the top bit of each byte that is no space
	for ; end+8 <= len(text); end += 8 {
		eight := binary.LittleEndian.Uint64([]byte(text[end : end+8]))
		if eight&tops != 0 || ((eight|tops)-ones*' ')&tops != tops {
			break
		}
		before := ink >> 56
		ink = ((eight | tops) - ones*(' '+1)) & tops
		n += bits.OnesCount64(ink &^ (ink<<8 | before))
	}
	return n, end, uint8(1 - ink>>63)
}

// moreWords reports whether text has more than n words. It looks no further than it must.
func moreWords(text string, n int) bool {
	for at := 0; ; {
		next := min(len(text), at+4*n+32)
		for next < len(text) && asciiSpace[text[next]] == 0 {
			next++
		}
		if n -= words(text[at:next]); n < 0 || next == len(text) {
			return n < 0
		}
		at = next
	}
}

// asciiSpace is 1 for the white space of ASCII.
var asciiSpace = [256]uint8{'\t': 1, '\n': 1, '\v': 1, '\f': 1, '\r': 1, ' ': 1}

// firstWord is the text up to the first space at which a line may be broken.
func firstWord(text string) string {
	i := plainEnd(text)
	if n := strings.IndexFunc(text[i:], breakingSpace); n >= 0 {
		return text[:i+n]
	}
	return text
}

// plainEnd is where the first white space or character outside ASCII stands: no more than
// the rest of a text needs decoding.
func plainEnd(text string) int {
	i := 0
	for i < len(text) && text[i] < utf8.RuneSelf && asciiSpace[text[i]] == 0 {
		i++
	}
	return i
}

func breakingSpace(r rune) bool {
	return unicode.IsSpace(r) && r != '\u00A0' && r != '\u202F'
}

// tail is the end of text, in which the words before a place are looked for: a
// line may be as long as the document, and hold as many places.
func tail(text string) string { return text[max(0, len(text)-longestWord):] }

// lastWord is the text after the last space.
func lastWord(text string) string {
	i := len(text)
	for i > 0 && text[i-1] < utf8.RuneSelf && asciiSpace[text[i-1]] == 0 {
		i--
	}
	return text[strings.LastIndexFunc(text[:i], unicode.IsSpace)+1:]
}

// count tells how many of the characters satisfy is.
func count(text string, is func(rune) bool) int {
	n := 0
	for _, r := range text {
		if is(r) {
			n++
		}
	}
	return n
}

// allCaps reports whether text has letters and no small one.
func allCaps(text string) bool {
	return !strings.ContainsFunc(text, unicode.IsLower) && count(text, unicode.IsUpper) > 1
}

// isDigits reports whether text is nothing but ASCII digits.
func isDigits(text string) bool {
	for i := 0; i < len(text); i++ {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return text != ""
}

// The limits of a heading. The longest headings of statutes and reports stay
// under them; a paragraph of one line rarely does without a stop at its end.
const (
	headingRunes = 160
	headingWords = 20
)

// titleish reports whether text has the look of a heading: short, not begun in
// small letters, not ended by a stop, with a letter in it.
func titleish(text string) bool {
	if startsLower(text) || strings.ContainsRune(".…:;,—", lastRune(text)) && !stopsInBrackets(text) || isBox(text) || strings.Contains(text, blankField) {
		return false
	}
	if moreRunes(text, headingRunes) || moreWords(text, headingWords) {
		return false
	}
	return count(text, unicode.IsLetter) > 1 && !hasSentenceEnd(text)
}

// breaksOff reports whether a line ends inside a phrase: at a word that none ends with,
// inside a bracket, a word or a name.
func breaksOff(text string) bool {
	n, last := words(text), lexicon.Of(lastWord(text))
	return n > 1 && last&lexicon.Closes == 0 && (last&lexicon.Binds != 0 || last&lexicon.Open != 0 && n >= minOpenWords) ||
		endsWithHyphen(text) || strings.ContainsAny(text[max(0, len(text)-1):], "&+=") || strings.LastIndexByte(text, '(') > strings.LastIndexByte(text, ')')
}

// minOpenWords is from how many words on a line that ends with an open word is broken:
// short titles may end with one that is apart from its verb.
const minOpenWords = 8

// boxes are the signs of an answer that is ticked or not, as forms have them.
var boxes = []string{"☐", "☑", "☒", "[ ]", "[x]", "[X]"}

// isBox reports whether text begins with a box to tick: "[x] Ja".
func isBox(text string) bool { return startsWithAny(text, boxes) }

// startsWithAny reports whether text begins with one of the words.
func startsWithAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(text, w) })
}

// holdsAny reports whether text has one of the words in it.
func holdsAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}

// maxStopTitle is how many words a title has that ends with a stop, as older
// print sets them.
const maxStopTitle = 10

// isStopTitle reports whether text is a title in capitals that ends with a stop:
// "DE TOESTAND DER GRONDEN."
func isStopTitle(text string) bool {
	body, ok := strings.CutSuffix(text, ".")
	return ok && allCaps(body) && words(body) <= maxStopTitle && titleish(body)
}

// hasSentenceEnd reports whether a sentence ends inside text: a stop behind a
// word of four letters or more, a call perhaps, and a capital after a space.
func hasSentenceEnd(text string) bool {
	for i := 0; i+2 < len(text); i++ {
		if text[i] != '.' && text[i] != '?' && text[i] != '!' || len(wordBefore(text, i)) < 4 {
			continue
		}
		rest := text[digitsEnd(text, i+1):]
		if strings.HasPrefix(rest, " ") && startsUpper(strings.TrimLeft(rest, " ")) {
			return true
		}
	}
	return false
}

// running reports whether text is running prose: a sentence of some length.
func running(text string) bool {
	return endsSentence(text) && moreWords(text, 7) || moreWords(text, headingWords)
}

// numeric reports whether text is a figure as tables have them: digits with
// their signs, or a dash for an empty cell.
func numeric(text string) bool {
	digits := 0
	for _, r := range text {
		switch {
		case unicode.IsDigit(r):
			digits++
		case r < utf8.RuneSelf && isLetter(byte(r)): // as in most texts the first
			return false
		case !strings.ContainsRune("+-–—‒−.,%€$£ ()/\u00a0\u202f", r):
			return false
		}
	}
	return digits > 0 || text == "-" || text == "–" || text == "‒" || text == "—"
}

// isYear reports whether four digits are a year of our time.
func isYear(text string) bool {
	return len(text) == 4 && isDigits(text) && text >= "1800" && text < "2100"
}

// isYearSpan reports whether text is two years: "2023–24", "2023/2024".
func isYearSpan(text string) bool {
	if len(text) < 6 || !isYear(text[:4]) {
		return false
	}
	second := strings.TrimLeft(text[4:], "-–/")
	return isDigits(second) && (len(second) == 2 || len(second) == 4)
}

// endsInMonth reports whether text is a place with a month and year: "Den Haag,
// mei 2023".
func endsInMonth(text string) bool {
	place, date, found := strings.Cut(text, ", ")
	return found && words(place) <= 3 && !strings.ContainsAny(place, "0123456789") && words(date) == 2 && isYear(lastWord(date)) && count(date, unicode.IsDigit) == 4
}

// isSignature reports whether a short text ends in a name with initials, as
// signatures do: "De Minister, A.B. de Wit".
func isSignature(text string) bool {
	if moreWords(text, 16) {
		return false
	}
	name := strings.TrimSpace(text[strings.LastIndexByte(text, ',')+1:])
	first, rest, found := strings.Cut(name, ".")
	r, size := utf8.DecodeRuneInString(first)
	return found && size == len(first) && unicode.IsUpper(r) && startsName(rest) && !endsSentence(text)
}

// startsName reports whether a further initial or a name follows an initial.
func startsName(rest string) bool {
	r, size := utf8.DecodeRuneInString(strings.TrimLeft(rest, " "))
	if !unicode.IsLetter(r) {
		return false
	}
	next := strings.TrimLeft(rest, " ")[size:]
	if strings.HasPrefix(next, ".") || len(next) > 1 && next[1] == '.' && unicode.IsUpper(r) && unicode.IsLower(rune(next[0])) {
		return true
	}
	return words(rest) <= 5 && strings.HasPrefix(rest, " ") && (unicode.IsLower(r) || next != "")
}
