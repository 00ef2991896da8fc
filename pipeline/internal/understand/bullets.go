package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/pattern"
)

// bulletSigns are the signs that stand before list items, private use signs of
// the Symbol and Wingdings faces included. A dash or asterisk is one of them
// only before a space.
const bulletSigns = "•●○◦▪▫■□◆◇►▶▸‣⁃∙·☆★➢➤✓✔\uF0B7\uF0A7\uF0D8\uF0FC\uF02D\uF06F\uF076\uF0A8\uF071"

// dashSigns are bullets only where a list shows itself.
const dashSigns = "-‐‒–—―−*+"

// figureDash is as wide as a figure: before one it is a minus.
const figureDash = '‒'

// bullet is the list sign that text begins with, and the offset of the text
// behind it; "" is none. A lone bullet sign has its text on the next line.
func bullet(text string) (sign string, at int) {
	r, size := utf8.DecodeRuneInString(text)
	if r < utf8.RuneSelf && (isLetter(byte(r)) || unicode.IsDigit(r)) && r != 'o' && strings.IndexByte(fallenSigns, byte(r)) < 0 {
		return "", 0 // as nearly all
	}
	rest := strings.TrimLeftFunc(text[size:], unicode.IsSpace)
	spaced := len(rest) < len(text)-size
	switch {
	case isAmendmentMark(text):
		return "", 0
	case strings.ContainsRune(bulletSigns, r):
		return text[:size], len(text) - len(rest)
	case isBelowZero(r, rest):
		return "", 0
	case strings.ContainsRune(dashSigns, r) && spaced && rest != "" && !strings.HasSuffix(rest, " "+text[:size]):
		return text[:size], len(text) - len(rest)
	case r >= firstPrivate && r <= lastPrivate && spaced && rest != "":
		return text[:size], len(text) - len(rest)
	case r == 'o' && spaced && rest != "", strings.ContainsRune(fallenSigns, r) && spaced && beginsWord(rest):
		return text[:size], len(text) - len(rest)
	}
	return "", 0
}

// markerOf is the list sign of a line that begins a block.
func (s *state) markerOf(l *line) (string, int) {
	if l.block != nil || l.box {
		return "", 0
	}
	sign, at := bullet(l.text)
	if l.dotted {
		sign, at = ".", len(l.text)-len(strings.TrimLeft(l.text[1:], " "))
	}
	if len(l.calls) > 0 && l.calls[0].from < at {
		at = l.calls[0].from // a call that took the space before it
	}
	if at < len(sign) {
		return "", 0
	}
	return sign, at
}

// fallenSigns are the characters that signs of the Wingdings face come out as where its
// code is read as that of letters: a square, an arrow, a tick and a box. Before a number
// the first is the sign of a section.
const fallenSigns = "§Øüq"

// isBelowZero reports whether sign r before rest makes it an amount below zero; before a
// year, which has no sign, it heads an item.
func isBelowZero(r rune, rest string) bool {
	return r == figureDash && !beginsWord(rest) || r != '*' && strings.ContainsRune(dashSigns, r) && numeric(rest) && !isYear(rest)
}

func beginsWord(text string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(text, "([“„\"'‘«"))
	return unicode.IsLetter(r)
}

// amendmentMark is what consolidated texts of the European Union set before what an
// act gave or took, "►M1": the letter says basic act, amendment or corrigendum.
var amendmentMark = pattern.Of(`^[►▼◄▲](?:B|[AMC]\d{1,3})(?:\s|$)`)

func isAmendmentMark(text string) bool {
	return (strings.HasPrefix(text, "►") || strings.HasPrefix(text, "▼")) && amendmentMark.MatchString(text)
}

// Signs of the private use area are those of a symbol face: before a space they can
// only be list signs.
const firstPrivate, lastPrivate = '\uE000', '\uF8FF'

// isDash reports whether sign is also used inside sentences.
func isDash(sign string) bool {
	return strings.Contains(dashSigns+fallenSigns, sign) || sign == "o" || sign == "·"
}
