package understand

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/hyphen"
	"octavo/pipeline/internal/understand/annotate/lang"
	"octavo/pipeline/internal/understand/lexicon"
)

// mendHyphen decides on the hyphen sign inside a word, behind text at the end of a line and
// before more, and puts what it decides on record. It leaves where the document or the
// language proves the whole word; else it may be the author's and stays. It reports whether
// it leaves: a dash behind a space that stays is no hyphen.
func (s *state) mendHyphen(text, sign, more string, pos diag.Pos) bool {
	left, right := lastWord(text), firstLetters(more)
	if strings.ContainsAny(left, "/@") {
		return false // in an address or a path each sign counts
	}
	left = left[strings.LastIndexFunc(left, notLetter)+1:]
	if left == "" || right == "" {
		return false
	}
	s.dividesWords() // asked while all hyphens stand
	h := s.judgeHyphen(left, right)
	if !h.out {
		if sign[0] != ' ' {
			s.say(decision{codeHyphenKept, h.rule, "hyphen at the end of the line above kept", h.confidence}, pos, left+sign+right)
		}
		return false
	}
	s.log.Add(diag.Diagnostic{
		Code: codeHyphen, Pos: pos, Rule: h.rule,
		Message: "hyphen at the end of the line above left out",
		Excerpt: left + right, Dropped: sign, Confidence: h.confidence,
	})
	return true
}

// endHyphen is what is decided about a hyphen at the end of a line.
type endHyphen struct {
	out        bool
	rule       string
	confidence float64
}

// judgeHyphen decides between a word that the end of a line divided into left and right, and
// two words that the author tied: by what the document says elsewhere, then by the language.
func (s *state) judgeHyphen(left, right string) endHyphen {
	l, r := strings.ToLower(left), strings.ToLower(right)
	tag := s.wordLanguage()
	switch {
	case s.hasWord(l + "-" + r):
		return endHyphen{false, "the word stands with its hyphen elsewhere in the document", 0.90}
	case s.hasWord(l + r):
		return endHyphen{true, "the whole word stands elsewhere in the document", 0.90}
	case tag == "":
		return endHyphen{false, "the language of the document is not known", unsureHyphen}
	case startsUpper(right), allCaps(left):
		return endHyphen{false, "a capital behind the hyphen, or capitals before it", 0.80}
	case lexicon.Is(left, lexicon.Prefix):
		return endHyphen{false, "the word before the hyphen mostly keeps it", 0.80}
	case lang.Usual(l+r, tag):
		return endHyphen{true, "the whole word is usual in the language", 0.90}
	case tiesAdjectives(l, r):
		return endHyphen{false, "a hyphen between two adjectives", 0.75}
	case !s.knows(l, tag) || !s.knows(r, tag):
		return endHyphen{true, "one of the halves is no word of the document or the language", 0.75}
	}
	return s.judgeCompound(l, r, tag)
}

// unsureHyphen is the confidence in a hyphen that stays because nothing speaks against it.
const unsureHyphen = 0.55

// judgeCompound decides on a hyphen between two words that nothing shows joined. Dutch and
// German write most compounds without one, so that in a text that divides words it stands for
// a division where one is allowed.
func (s *state) judgeCompound(left, right string, tag lang.Tag) endHyphen {
	switch {
	case beginsPhrase(right):
		return endHyphen{false, "both sides are words, and that behind the hyphen begins a phrase", unsureHyphen}
	case !slices.Contains(hyphen.For(string(tag)).Points(left+right), len(left)):
		return endHyphen{false, "no division of a word is usual there", 0.80}
	case !writesSolid[tag[:2]], tag[:2] == "nl" && vowelsMeet(left, right):
		return endHyphen{false, "both sides are words that the language ties with a hyphen", 0.75}
	case !s.dividesWords():
		return endHyphen{false, "both sides are words, and the text hardly divides any", unsureHyphen}
	}
	return endHyphen{true, "a compound of two words where the text divides words at the ends of lines", 0.75}
}

// writesSolid are the languages that write most compounds in one word.
var writesSolid = map[lang.Tag]bool{"nl": true, "de": true}

// vowelsMeet reports whether letters meet that Dutch parts by a hyphen in a compound, since
// they would be read as one sound: "milieu-informatie", "data-analyse" (Woordenlijst
// Nederlandse Taal, on clashing vowels).
func vowelsMeet(left, right string) bool {
	last, first := left[len(left)-1:], right[:1]
	return strings.Contains(" aa ae ai au ee ei eu ie ii ij oe oi oo ou ui uu ", " "+last+first+" ")
}

// adjectives are endings of adjectives before a hyphen that ties two: "bestuurlijk-juridisch",
// "politisch-kulturell".
var adjectives = []string{"isch", "lijk", "lich", "aal", "iek", "ief", "eel", "ell", "ial"}

// tiesAdjectives reports whether a hyphen may stand between two adjectives.
func tiesAdjectives(left, right string) bool {
	ends := func(word string) bool {
		return slices.ContainsFunc(adjectives, func(end string) bool {
			return strings.HasSuffix(word, end) || strings.HasSuffix(word, end+"e") || strings.HasSuffix(word, end+"en") || strings.HasSuffix(word, end+"er") || strings.HasSuffix(word, end+"es")
		})
	}
	return ends(left) && (ends(right) || strings.HasSuffix(right, "ale") || strings.HasSuffix(right, "ieve") || strings.HasSuffix(right, "ele"))
}

// knows reports whether a word stands whole in the document or is usual.
func (s *state) knows(word string, tag lang.Tag) bool {
	return lang.Usual(word, tag) || s.hasWord(word)
}

// wordLanguage is the language of the lines, found when a hyphen first asks.
func (s *state) wordLanguage() lang.Tag {
	if s.tag == nil {
		tag := s.guessLanguage()
		s.tag = &tag
	}
	return *s.tag
}

// guessLanguage is the language of the longer lines as they are now.
func (s *state) guessLanguage() lang.Tag {
	var sample strings.Builder
	for _, l := range s.lines {
		if sample.Len() > homeSample {
			break
		}
		if words(l.text) > 5 {
			sample.WriteString(l.text)
			sample.WriteByte(' ')
		}
	}
	tag, _ := lang.Guess(sample.String())
	return tag
}

// longestWord bounds the search for the start of a word, in bytes.
const longestWord = 120

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// firstLetters is the run of letters that text begins with.
func firstLetters(text string) string {
	if i := strings.IndexFunc(text, notLetter); i >= 0 {
		return text[:i]
	}
	return text
}

// hasWord reports whether a word in small letters, or two tied by a hyphen, stand in the
// document. The list of words is made when a hyphen first asks for it, without the halves at
// line ends.
func (s *state) hasWord(word string) bool {
	if s.words == nil {
		s.words = map[string]bool{}
		for i, l := range s.lines {
			text := l.text
			if i > 0 && mayDivide(s.lines[i-1].text) {
				text = text[len(firstLetters(text)):]
			}
			if mayDivide(text) {
				body := strings.TrimRight(strings.TrimRight(text, "-\u2011"), " ")
				text = strings.TrimSuffix(body, lastWord(body))
			}
			s.addWords(text)
		}
	}
	return s.words[word]
}

// addWords adds the words of a line to those of the document, and what hyphens tie in pairs.
func (s *state) addWords(text string) {
	for w := range strings.FieldsFuncSeq(text, notLetter) {
		s.words[strings.ToLower(w)] = true
	}
	if strings.IndexByte(text, '-') < 0 && !strings.Contains(text, "\u2011") {
		return
	}
	for token := range strings.FieldsFuncSeq(text, func(r rune) bool { return notLetter(r) && r != '-' && r != '\u2011' }) {
		before := ""
		for w := range strings.FieldsFuncSeq(strings.ToLower(token), notLetter) {
			if before != "" {
				s.words[before+"-"+w] = true
			}
			before = w
		}
	}
}

func itoa(n int) string { return strconv.Itoa(n) }

// endsWithHyphen reports whether a hyphen glued to a letter ends text.
func endsWithHyphen(text string) bool {
	body, hyphen := cutHyphen(text)
	r, _ := utf8.DecodeLastRuneInString(body)
	return hyphen != "" && unicode.IsLetter(r)
}

// cutHyphen parts text from the hyphen at its end. Some typesetting programs write
// each hyphen as the one that forbids a break, U+2011, and break behind it.
func cutHyphen(text string) (body, hyphen string) {
	for _, hyphen := range [...]string{"-", "\u2011", typesetHyphen} {
		if body, ok := strings.CutSuffix(text, hyphen); ok {
			return body, hyphen
		}
	}
	return text, ""
}
