package understand

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// bulletSigns are the signs that stand before list items, private use signs of
// the Symbol and Wingdings faces included. A dash or asterisk is one of them
// only before a space.
const bulletSigns = "•●○◦▪▫■□◆◇►▶▸‣⁃∙·☆★➢➤✓✔\uF0B7\uF0A7\uF0D8\uF0FC\uF02D\uF06F\uF076\uF0A8\uF071"

// dashSigns are bullets only where a list shows itself.
const dashSigns = "-–—*+"

// bullet is the list sign that text begins with, and the offset of the text
// behind it; "" is none. A lone bullet sign has its text on the next line.
func bullet(text string) (sign string, at int) {
	r, size := utf8.DecodeRuneInString(text)
	rest := strings.TrimLeftFunc(text[size:], unicode.IsSpace)
	spaced := len(rest) < len(text)-size
	switch {
	case strings.ContainsRune(bulletSigns, r):
		return text[:size], len(text) - len(rest)
	case strings.ContainsRune(dashSigns, r) && spaced && rest != "" && !strings.HasSuffix(rest, " "+text[:size]):
		return text[:size], len(text) - len(rest)
	case r >= firstPrivate && r <= lastPrivate && spaced && rest != "":
		return text[:size], len(text) - len(rest)
	case r == 'o' && spaced && rest != "":
		return text[:size], len(text) - len(rest)
	}
	return "", 0
}

// Signs of the private use area are those of a symbol face: before a space they can
// only be list signs.
const firstPrivate, lastPrivate = '\uE000', '\uF8FF'

// isDash reports whether sign is also used inside sentences.
func isDash(sign string) bool {
	return strings.Contains(dashSigns, sign) || sign == "o" || sign == "·"
}
