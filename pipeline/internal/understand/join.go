package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/understand/annotate/inline"
	"octavo/pipeline/internal/understand/annotate/lang"
	"octavo/pipeline/internal/understand/lexicon"
)

// join adds line l to b with what belongs between, and reports a join that is
// not a plain line break.
func (s *state) join(b *block, above, l *line) {
	b.open()
	if l.seam && len(b.buf) > 0 {
		s.say(decision{codeJoin, "a sentence goes on below a page break or gap", "joined with line " + itoa(above.pos.Line), 0.85},
			l.pos, lastWord(above.text)+" "+l.text)
	}
	b.add(l, s.separator(b, above, l))
}

// separator is what stands between two joined lines: a space, or nothing where
// a word or number goes on.
func (s *state) separator(b *block, above, l *line) string {
	if above.hyphen {
		return ""
	}
	if closesWord(l.text) {
		return ""
	}
	address := lastWord(string(b.buf[max(0, len(b.buf)-longestAddress):]))
	if addressGoesOn(address, firstWord(l.text)) {
		s.say(decision{codeJoin, "an address goes on", "address joined with line " + itoa(above.pos.Line), 0.85}, l.pos, lastWord(above.text)+" "+firstWord(l.text))
		return ""
	}
	if s.mayTear(address, above, l) {
		inline.SayTorn(s.log, above.pos, strings.TrimLeft(address, openers), firstWord(l.text))
	}
	if _, hyphen := cutHyphen(string(b.buf[max(0, len(b.buf)-utf8.UTFMax):])); hyphen == "" || s.beside[s.keyAt(above.pos)] {
		return " " // beside another text the next line may not be that which goes on
	}
	out, between := s.seam(string(b.buf[max(0, len(b.buf)-longestWord):]), l.text, l.pos)
	b.buf = b.buf[:len(b.buf)-len(out)]
	above.text = strings.TrimSuffix(above.text, out) // on record once, also where the block is left out
	return between
}

// seam is what becomes of the end of a line where the next one goes on with it: the hyphen
// that divided a word and leaves, if any, and what stands between the two, a space or nothing.
func (s *state) seam(text, more string, pos diag.Pos) (out, between string) {
	body, hyphen := cutHyphen(text)
	joins := isConjunction(firstWord(more))
	if parted, ok := strings.CutSuffix(body, " "); ok && !joins && s.partsHyphens() && startsLower(more) {
		body, hyphen = parted, " "+hyphen
	}
	last, _ := utf8.DecodeLastRuneInString(body)
	switch {
	case hyphen == "", joins, !unicode.IsLetter(last) && !unicode.IsDigit(last):
		return "", " "
	case s.mendHyphen(body, hyphen, more, pos):
		return hyphen, ""
	case hyphen[0] == ' ':
		return "", " "
	}
	return "", ""
}

// closesWord reports whether text begins with a sign that belongs to the word before it:
// neither the point of ".doc" nor the two commas with which a quotation opens.
func closesWord(text string) bool {
	first, size := utf8.DecodeRuneInString(text)
	next, _ := utf8.DecodeRuneInString(text[size:])
	switch {
	case first == '.':
		return !unicode.IsLetter(next) && !unicode.IsDigit(next) && next != '/'
	case first == ',':
		return next != ','
	}
	return strings.ContainsRune(";:!?)]}»”%", first)
}

// longestAddress bounds how far back the beginning of an address is looked for.
const longestAddress = 400

// addressGoesOn reports whether an address at the end of a line goes on with the first word of
// the next, which proves it: a mailbox without its host, or an address of the web.
func addressGoesOn(address, word string) bool {
	word = strings.TrimRight(word, ".,;:)]>”\"'")
	if word == "" || strings.ContainsAny(word, "<>()[]\"") {
		return false
	}
	if host, web := webHost(address); web {
		return webGoesOn(address, host, word)
	}
	return mailGoesOn(address, word)
}

// webHost is the host of an address of the web, with what follows it.
func webHost(address string) (host string, ok bool) {
	if _, host, ok := strings.Cut(address, "://"); ok {
		return host, true
	}
	return address, strings.HasPrefix(address, "www.")
}

// webGoesOn reports whether an address of the web goes on: it ends with a sign inside
// addresses and the word holds another or begins with one; it ends inside its host; or it
// has a path, and the word holds two such signs or ends as a file does. A word of prose has
// none, or the one of "and/or".
func webGoesOn(address, host, word string) bool {
	if strings.HasSuffix(address, "://") {
		return isWebAddress(word) || strings.Contains(word, ".")
	}
	if isWebAddress(word) || strings.Contains(word, "@") {
		return false
	}
	last := rune(address[len(address)-1])
	switch {
	case strings.ContainsRune("%/?=&#_", rune(word[0])):
		return true
	case strings.ContainsRune("/?=&#_%", last):
		return strings.ContainsAny(word[1:], "-/_.%=&?#")
	case last == '.' && !strings.Contains(host, "/"):
		return startsLower(word) && strings.Contains(word, "/")
	}
	return strings.Contains(host, "/") && !startsUpper(word) && !strings.ContainsRune(closers+".,;:", last) && inline.HalfAddress(word)
}

// mayTear reports whether an address of the web at the end of a full line may go on below,
// where nothing proves it: the line below begins with what is no usual word of the language.
func (s *state) mayTear(address string, above, l *line) bool {
	host, web := webHost(strings.TrimLeft(address, openers))
	word := firstLetters(l.text)
	if !web || !strings.Contains(host, "/") || strings.ContainsRune(closers+".,;:", lastRune(address)) || !s.full(above, l) {
		return false
	}
	return startsLower(l.text) && word == strings.TrimRight(firstWord(l.text), ".,;:)") && s.wordLanguage() != "" && !lang.Usual(word, s.wordLanguage())
}

// mailGoesOn reports whether an address of mail breaks off behind its sign or inside its host,
// which has no stop then and one with the word.
func mailGoesOn(address, word string) bool {
	at := strings.LastIndexByte(address, '@')
	if at <= 0 || strings.Contains(word, "@") || startsUpper(word) {
		return false
	}
	host := address[at+1:]
	return (host == "" || strings.HasSuffix(host, "-") || strings.HasSuffix(host, ".")) && !inline.IsHost(strings.TrimRight(host, ".-")) && inline.IsHost(host+word)
}

// isConjunction reports whether a word follows a hyphen that stands for the rest of
// a compound word: "13- en 14-jarige".
func isConjunction(word string) bool { return lexicon.Is(word, lexicon.Joins) }

// numbersName reports whether line b begins with the number of the paper whose name line a
// ends with: "… the Harbour Act," before "No. 36 of 2005, and".
func numbersName(a, b string) bool {
	if !strings.HasSuffix(a, ",") || words(a) < 2 {
		return false
	}
	rest, ok := strings.CutPrefix(b, firstWord(b)+" ")
	number := firstWord(rest)
	after := strings.TrimLeft(strings.TrimPrefix(rest, number), " ")
	return ok && lexicon.IsWhole(firstWord(b), lexicon.Numbered) && digitsEnd(number, 0) > 0 && startsLower(after)
}
