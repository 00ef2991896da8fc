package lang

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// weight is what is known of a word wherever it stands.
type weight struct {
	lower string
	// cost is the log10 of the word's likelihood in each language.
	cost [count]float64
	// class is how frequent it is in each; all 0 if unknown or neutral.
	class [count]byte
	// gain is how much likelier the word is in each language than at home, named the same
	// where it may be a name.
	gain, named [count]float64
	// hash begins that of a pair of which the word is the first.
	hash uint64
	// upper is set for a word with a capital first letter.
	upper bool
	// neutral is set for what is spoken alike in every language or is not a
	// word: numbers, abbreviations in capitals, single letters.
	neutral bool
}

// token is a word of a text.
type token struct {
	*weight
	start, end int
	// capital is set for a word with a capital first letter that does not
	// begin a sentence: it may be a name.
	capital bool
	// broken is set if a stop, a bracket or a quotation mark stands between
	// this word and the one before.
	broken bool
	// joined is set if nothing but a hyphen stands there.
	joined bool
}

const (
	// absentLog is the log10 likelihood of a word that the table lacks; the
	// rarest words of the table have -7.5.
	absentLog = -7.8
	// spellingSpan bounds what spelling says of an unknown word.
	spellingSpan = 0.8
)

// tokenizer turns texts into tokens; it remembers the words it has looked up.
type tokenizer struct {
	home   int // the language that others are compared with
	known  map[string]*weight
	dotted bool    // the word being read goes on with an address
	out    []token // its room is used again
}

// elision is the length of what an apostrophe divides from its word: "l’État",
// "d'accord", but not "don't".
const elision = 2

// tokens splits text into words: letters with the marks, digits and inner
// apostrophes that go with them. Hyphens divide.
func (z *tokenizer) tokens(text string) []token {
	out := z.out[:0]
	broken, hyphen, start, sign := true, false, -1, 0
	for i, size := 0, 0; i < len(text); i += size {
		if start >= 0 {
			for i < len(text) && isLetter(text[i]) {
				i++
			}
		}
		r := rune(0)
		if r, size = utf8.DecodeRuneInString(text[i:]); size == 0 {
			break
		}
		inner := r < utf8.RuneSelf && isLetter(byte(r)) || r != ' ' && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r))
		if !inner && i > start+elision && start >= 0 && (r == '\'' || r == '’') {
			next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
			inner = unicode.IsLetter(next)
		}
		switch {
		case inner && start < 0:
			start = i
			z.dotted = len(out) > 0 && i == sign+1 && out[len(out)-1].end == sign && isDot(text[sign])
			if z.dotted {
				out[len(out)-1].weight = nameless
			}
		case !inner && start >= 0:
			out = append(out, z.token(text, start, i, broken, hyphen))
			start, broken, sign = -1, breaks(r), i
			hyphen = r == '-' || r == '‑'
		case !inner:
			broken, hyphen = broken || breaks(r), false
		}
	}
	if start >= 0 {
		out = append(out, z.token(text, start, len(text), broken, hyphen))
	}
	z.out = out
	return out
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// nameless is what a number and a part of an address or a file's name weigh: nothing.
var nameless = &weight{neutral: true, hash: pairHash("")}

// isDot tells the signs that stand inside addresses and names of files.
func isDot(b byte) bool { return b == '.' || b == '@' || b == '_' || b == '\\' }

// breaks reports whether a sign ends what is said in one breath. A comma does
// not, nor do blanks and hyphens; a stop may be that of an abbreviation, but
// then little is lost.
func breaks(r rune) bool {
	switch r {
	case ' ', '\u00a0', '\u202f', ',', '-', '‑', '&', '/', '\'', '’':
		return false
	}
	return true
}

func (z *tokenizer) token(text string, start, end int, broken, joined bool) token {
	if last := text[end-1]; z.dotted || last >= '0' && last <= '9' { // numbers are more than words
		return token{weight: nameless, start: start, end: end, broken: broken, joined: joined}
	}
	word := text[start:end]
	w, ok := z.known[word]
	if !ok {
		w = weigh(word)
		w.weighFrom(z.home)
		if z.known == nil {
			z.known = map[string]*weight{}
		}
		z.known[word] = w
	}
	return token{weight: w, start: start, end: end, capital: w.upper && !broken, broken: broken, joined: joined}
}

// weigh looks a word up and judges its spelling.
func weigh(word string) *weight {
	t := &weight{lower: strings.ToLower(word)}
	t.hash = pairHash(t.lower)
	first, size := utf8.DecodeRuneInString(word)
	t.upper = unicode.IsUpper(first)
	t.neutral = isNeutral(word, size)
	if t.neutral {
		return t
	}
	t.class, _ = lookup(t.lower)
	t.lookupStem()
	spelled := spelling(t.lower)
	best := spelled[0]
	for _, s := range spelled {
		best = max(best, s)
	}
	for l := range t.cost {
		if t.class[l] > 0 {
			t.cost[l] = classLog(t.class[l])
			continue
		}
		t.cost[l] = absentLog + max(-spellingSpan, 2*(spelled[l]-best))
	}
	return t
}

// lookupStem looks up what stands before an apostrophe: the tables have no
// genitives and short forms.
func (t *weight) lookupStem() {
	if i := strings.IndexAny(t.lower, "'’"); i > 0 && t.class == [count]byte{} {
		t.class, _ = lookup(t.lower[:i])
	}
}

// isNeutral tells numbers, single letters and abbreviations: words with a
// digit, or with a capital behind their first letter. Of single letters only
// the English article is a word.
func isNeutral(word string, firstSize int) bool {
	if len(word) == firstSize {
		return word != "a"
	}
	if strings.IndexFunc(word, unicode.IsDigit) >= 0 {
		return true
	}
	return strings.IndexFunc(word[firstSize:], unicode.IsUpper) >= 0
}
