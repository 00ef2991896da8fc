package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
	chars "octavo/pipeline/internal/text"
	"octavo/pipeline/internal/understand/lexicon"
)

// label is a word that heads a numbered part of an official paper. Rank orders
// the parts from large to small, as the drafting rules of the Dutch, German,
// French and European legislators do: part, title, chapter, division,
// paragraph, article.
type label struct {
	word string
	rank int
}

// The ranks of labels. Parts of equal rank are siblings.
const (
	rankAnnex = iota + 1
	rankPart
	rankTitle
	rankChapter
	rankDivision
	rankSubdivision
	rankArticle
	rankQuestion
)

// labels are the words we know, each with its rank.
var labels = makeLabels(map[int]string{
	rankAnnex:       "bijlage annex anlage anhang annexe appendix aanhangsel schedule",
	rankPart:        "deel part teil partie boek book buch livre division onderdeel onderdelen",
	rankTitle:       "titel title titre título titolo",
	rankChapter:     "hoofdstuk chapter kapitel chapitre capítulo capo",
	rankDivision:    "afdeling abschnitt section sectie sec.",
	rankSubdivision: "paragraaf unterabschnitt sous-section §",
	rankArticle:     "artikel artikelen article articles art. artículo articolo",
	rankQuestion:    "vraag antwoord frage antwort question answer réponse antwoorden vragen fragen questions answers",
})

// calledLabel is the label of the annexes of British acts: these print it in capitals
// over an annex, and other papers call schedules within their sentences, at the start of
// lines too.
const calledLabel = "schedule"

func makeLabels(ranked map[int]string) map[string]*label {
	out := map[string]*label{}
	for rank, list := range ranked {
		for _, w := range strings.Fields(list) {
			out[w] = &label{w, rank}
		}
	}
	return out
}

// labelLengths are the lengths of the labels that begin with a byte, a bit each.
var labelLengths = func() (of [256]uint32) {
	for w := range labels {
		of[w[0]] |= 1 << len(w)
	}
	return of
}()

// maxLabel is the length of the longest label, with its first capital.
const maxLabel = 16

// parseLabel reads "Artikel 3", "Bijlage II", "Vraag 2 en 3", "Zu den Fragen 1
// und 3:", "Article 1er", "§ 4" at the start of text.
func parseLabel(text string) (ordinal, bool) {
	lead := lexicon.LeadEnd(text)
	l, at := labelAt(text[lead:])
	if n := answerAsked(text, l, at); lead == 0 && n > 0 {
		lead = n
		l, at = labelAt(text[lead:])
	}
	if l == nil {
		l, at = hyphenedLabel(text[lead:])
	}
	if l == nil {
		return ordinal{}, false
	}
	at += lead
	body := strings.TrimLeftFunc(text[at:], unicode.IsSpace)
	if behind, ok := strings.CutPrefix(body, "-"); ok && l.rank <= rankChapter && !strings.HasSuffix(behind, "-") { // "ANLAGE - 1 -" counts enclosures
		body = strings.TrimLeftFunc(behind, unicode.IsSpace)
	}
	start := len(text) - len(body)
	o, ok := labelNumeral(body)
	if long, is := longNumeral(body); !ok && is && l.rank >= rankDivision && l.rank <= rankArticle {
		o, ok = long, true
	}
	if !ok || start == at && l.word != "§" {
		return ordinal{}, false
	}
	end := start + numeralEnd(body, len(o.raw))
	if lead > 0 {
		end = answerEnd(text, end)
	}
	if l.rank == rankArticle {
		end += subdivisionEnd(text[end:])
	}
	o.label = l
	return o.closeLabel(text, end)
}

// hyphenedLabel finds the label that a hyphen glues to its number, as laws of South Asia
// print "Part-1" and "Chapter-II", and its length.
func hyphenedLabel(text string) (*label, int) {
	at := strings.IndexByte(text[:min(len(text), maxLabel)], '-')
	if at < 0 {
		return nil, 0
	}
	l := labels[strings.ToLower(text[:at])]
	if l == nil || l.rank > rankChapter {
		return nil, 0
	}
	return l, at
}

// leadEnd is how many bytes of text stand before the label of an answer, the space behind
// them included: a phrase that leads to it, or the word for an answer.
func leadEnd(text string) int {
	if n := lexicon.LeadEnd(text); n > 0 {
		return n
	}
	l, at := labelAt(text)
	return answerAsked(text, l, at)
}

// answerAsked is how many bytes of text, the space behind them included, are the word for an
// answer alone before that for a question, as in "Antwoord vragen 2 t/m 4". The text begins
// with label l of so many bytes.
func answerAsked(text string, l *label, at int) int {
	if l == nil || l.rank != rankQuestion {
		return 0
	}
	asked, _ := labelAt(strings.TrimLeft(text[at:], " "))
	if asked == nil || asked.rank != rankQuestion {
		return 0
	}
	return at + 1
}

// labelAt finds the label that text begins with, and its length.
func labelAt(text string) (*label, int) {
	if strings.HasPrefix(text, "§") {
		return labels["§"], len("§")
	}
	end := plainEnd(text[:min(len(text), maxLabel)])
	n := strings.IndexFunc(text[end:min(len(text), maxLabel)], unicode.IsSpace)
	if n < 0 {
		return nil, 0
	}
	if end += n; n == 0 && labelLengths[text[0]|0x20]>>end&1 == 0 {
		return nil, end // as nearly all words of ASCII
	}
	var room [maxLabel]byte
	l := labels[string(chars.AppendLower(room[:0], text[:end]))]
	if l != nil && l.word == calledLabel && text[:end] != strings.ToUpper(calledLabel) {
		return nil, end
	}
	return l, end
}

// labelNumeral reads the numeral after a label: decimal, Roman, or a capital.
func labelNumeral(body string) (ordinal, bool) {
	if o, ok := parseDecimal(body); ok {
		return o, true
	}
	if w := firstWord(body); lexicon.Is(w, lexicon.First) {
		return ordinal{raw: w, style: ast.Decimal, parts: []int{1}}, true
	}
	o, ok := parseLetters(body)
	if !ok || o.style == ast.LowerRoman {
		return ordinal{}, false
	}
	next, _ := utf8.DecodeRuneInString(body[len(o.raw):])
	return o, next != '\''
}

// longNumeral reads a number of four or five figures, as codes and acts of several divisions
// have for their articles and sections: "Art. 2043.", "Sec. 3001.". What may be a year is none
// without a stop behind it.
func longNumeral(body string) (ordinal, bool) {
	end := digitsEnd(body, 0)
	if end < 4 || end > 5 || body[0] == '0' || isYear(body[:end]) && !strings.HasPrefix(body[end:], ".") {
		return ordinal{}, false
	}
	return ordinal{raw: body[:end], style: ast.Decimal, parts: []int{atoi(body[:end])}}, true
}

// ordinalSuffixes may be glued to the number of an article.
var ordinalSuffixes = []string{"^er", "er", "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "a", "b", "c", "d", "e"}

// joiners are the words between numbers of one heading, the longer ones first;
// a comma may stand before or instead of them.
var joiners = []string{"en met ", "tot en met ", "t/m ", "tot ", "en ", "und ", "and ", "et ", "bis ", "to ", "à ", "& ", "– ", "- "}

// joinerEnd is the end of what joins two numbers, that text begins with; 0 is none.
func joinerEnd(text string) int {
	for _, dash := range []string{"-", "–"} {
		if strings.HasPrefix(text, dash) {
			return len(dash)
		}
	}
	body := strings.TrimLeft(text, ", ")
	at := len(text) - len(body)
	if at == 0 {
		return 0
	}
	for _, word := range joiners {
		if strings.HasPrefix(body, word) {
			return at + len(word)
		}
	}
	if strings.HasPrefix(text, ", ") {
		return at
	}
	return 0
}

// numeralEnd extends the numeral that ends at offset at in body over suffixes
// and further numbers: "1er", "2 en 3", "4, 5, und 6", "7 t/m 9".
func numeralEnd(body string, at int) int {
	for at = suffixEnd(body, at); ; {
		join := joinerEnd(body[at:])
		rest := body[at+join:]
		end := digitsEnd(rest, 0)
		if end == 0 && unicode.IsUpper(firstRune(body)) && loneCapital(rest) {
			end = 1
		}
		if join == 0 || end == 0 || end > 3 {
			return at
		}
		at = suffixEnd(body, at+join+end)
	}
}

// answerEnd extends the numbers of the questions that an answer is to, which end at offset end,
// over words in small letters and further numbers that the line ends with: "2, 3, alsmede 4".
func answerEnd(text string, end int) int {
	last := strings.LastIndexAny(text, "0123456789") + 1
	if last > end && strings.Trim(text[last:], ".:") == "" && !strings.ContainsFunc(text[end:last], func(r rune) bool {
		return !unicode.IsLower(r) && !unicode.IsDigit(r) && r != ' ' && r != ','
	}) {
		return last
	}
	return end
}

// loneCapital reports whether text begins with one capital letter: the "D" of
// "Onderdelen C en D".
func loneCapital(text string) bool {
	return len(text) > 0 && text[0] >= 'A' && text[0] <= 'Z' && (len(text) == 1 || !isLetter(text[1]) && text[1] < utf8.RuneSelf)
}

func suffixEnd(body string, at int) int {
	for _, suffix := range ordinalSuffixes {
		end := min(at+len(suffix), len(body))
		if rest := body[end:]; strings.EqualFold(body[at:end], suffix) {
			if r, _ := utf8.DecodeRuneInString(rest); rest == "" || notWord(r) {
				return at + len(suffix)
			}
		}
	}
	return at
}

// closeLabel ends a labelled number at offset end of text with its delimiter.
func (o ordinal) closeLabel(text string, end int) (ordinal, bool) {
	if end < len(text) && strings.ContainsRune(".:)", rune(text[end])) {
		o.delim = text[end : end+1]
		end++
	} else if strings.HasPrefix(text[end:], "—") {
		o.delim = dashDelim
		end += len("—")
	}
	o.raw = text[:end]
	o.rest = strings.TrimLeftFunc(text[end:], unicode.IsSpace)
	o.sep = text[end : len(text)-len(o.rest)]
	if o.rest != "" && o.sep == "" && o.delim != dashDelim {
		return ordinal{}, false
	}
	return o, true
}

// isLabelled reports whether text is a labelled number and nothing else, as
// "Vraag 3" or "Artikel 12" on a line of its own.
func isLabelled(text string) bool {
	if len(text) > 60 {
		return false
	}
	o, ok := parseLabel(text)
	return ok && o.rest == ""
}
