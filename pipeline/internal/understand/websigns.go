package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/understand/lexicon"
)

// webSign is a kind of line that only a web page has.
type webSign uint16

const (
	signSkip    webSign = 1 << iota // leads over the navigation, or says where one is
	signTrail                       // the way from the first page to this one
	signField                       // a field to fill in, between brackets
	signButton                      // words in brackets
	signWords                       // names of parts of a site, one after another
	signGlued                       // column heads whose gaps were lost
	signForeign                     // a first line in another language than the text, which ends with a part of a site
	signSlash                       // names with slashes between
	signBlank                       // a field drawn as a line, which forms on paper have too
)

// sureSigns are those that nothing else looks like.
const sureSigns = signSkip | signTrail | signField

// longestSign is how many bytes a sign has at most.
const longestSign = 300

// signOf is the kind of sign that a text is; 0 is none.
func signOf(text string) webSign {
	switch field := fieldOf(text); {
	case len(text) > longestSign:
		return 0
	case field != 0:
		return field
	case hasSkipPhrase(text):
		return signSkip
	case isTrailSign(text):
		return signTrail
	case isBreadcrumb(text):
		if strings.Contains(text, slash) {
			return signSlash
		}
		return signTrail
	case isBracketed(text):
		return signButton
	case isGlued(text):
		return signGlued
	}
	return 0
}

// sign is the kind of sign that a block is; only its lines show how wide a field is.
func (b *block) sign() webSign {
	if field := b.field(); field != 0 {
		return field
	}
	return signOf(b.text)
}

// field is the sign of the block where that is a field.
func (b *block) field() webSign {
	for _, l := range b.lines {
		if field := fieldOf(l.text); field != 0 {
			return field
		}
	}
	return fieldOf(b.text)
}

// fieldOf is the sign of a text where that is a field.
func fieldOf(text string) webSign {
	switch field := hasField(text); {
	case len(text) > longestSign || !field && !hasBlank(text) || hasSkipPhrase(text):
		return 0
	case field:
		return signField
	}
	return signBlank
}

// isSign reports whether a block can only be furniture.
func (b *block) isSign() bool { return b.sign() != 0 || isOwner(b.text) }

// isFurnitureWord reports whether text names a part of a web site.
func isFurnitureWord(text string) bool {
	return len(text) < 40 && lexicon.Is(text, lexicon.Link)
}

// isSign reports whether a text can only be furniture: a form field, a
// breadcrumb, a skip link, a mark of the page's owner.
func isSign(text string) bool {
	return signOf(text) != 0 || isOwner(text)
}

// hasField reports whether text shows an empty form field as text browsers do. A
// box to tick is none: it is an answer.
func hasField(text string) bool {
	at := strings.IndexByte(text, '[')
	if at < 0 {
		return false
	}
	body := strings.TrimLeft(text[at+1:], " _\u00a0")
	return len(body)+minField < len(text)-at && strings.HasPrefix(body, "]")
}

// minField is how many places an empty field has at least; a box has one to four.
const minField = 5

// hasBlank reports whether text shows a field to fill in behind its name, drawn as a line.
func hasBlank(text string) bool {
	return strings.IndexByte(text, '_') > 0 && strings.Contains(text, " "+blankField)
}

// blankField is the least of a field to fill in that is drawn as a line.
const blankField = "________"

// slash parts the names of a trail too, but also two names of one thing.
const slash = " / "

// isBreadcrumb reports whether text is a trail of short names.
func isBreadcrumb(text string) bool {
	if endsSentence(text) || !startsUpper(text) {
		return false
	}
	for _, sign := range [...]string{" > ", " » ", " › ", slash} {
		if strings.IndexByte(text, sign[len(sign)-2]) < 0 { // nearly all
			continue
		}
		if sign == " » " && strings.Contains(text, "«") {
			continue // it closes a quotation, as French sets it
		}
		if n := strings.Count(text, sign); n > 0 && (sign != slash || n > 1) && !moreWords(text, 6*(n+1)) &&
			count(text, unicode.IsDigit) <= 4 {
			return true
		}
	}
	return false
}

// trailSigns part the names of a trail.
const trailSigns = "/›»>"

// isTrailSign reports whether text is the sign alone between two names of a trail, behind the
// number that it has where its page holds the trail as a list.
func isTrailSign(text string) bool {
	if last, _ := utf8.DecodeLastRuneInString(text); !strings.ContainsRune(trailSigns, last) { // nearly all
		return false
	}
	o, ok := parseOrdinal(text)
	return ok && o.delim != "" && runes(o.rest) == 1 && strings.Contains(trailSigns, o.rest)
}

// hasSkipPhrase reports whether text leads over the navigation of a web page or
// says where one is.
func hasSkipPhrase(text string) bool {
	return lexicon.BeginsAs(text, lexicon.Skip) && words(text) <= 40 && (!endsSentence(text) || words(text) <= 20)
}

// isBracketed reports whether words in brackets, as text browsers show buttons,
// are all of text.
func isBracketed(text string) bool {
	if !strings.HasPrefix(text, "[") || !strings.HasSuffix(text, "]") || len(text) <= 3 {
		return false
	}
	parts := strings.Split(strings.Trim(text, "[]"), "] [")
	for _, p := range parts {
		if words(p) > 4 || isDigits(strings.TrimSpace(p)) || strings.ContainsAny(p, "[]…") || count(p, unicode.IsDigit) > 4 {
			return false
		}
	}
	return true
}

// isGlued reports whether text is a row of column heads whose gaps were lost:
// "DatumOrganisatieVergaderjaar".
func isGlued(text string) bool {
	if moreWords(text, 10) {
		return false
	}
	glued := 0
	var before, last rune
	for _, r := range text {
		if unicode.IsUpper(last) && unicode.IsLower(r) && unicode.IsLower(before) {
			glued++
		}
		before, last = last, r
	}
	return glued >= 2 && words(text) <= 4*glued && !strings.Contains(text, "://")
}

func isOwner(text string) bool {
	return strings.HasPrefix(text, "©") && words(text) <= 8
}
