package inline

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"octavo/pipeline/internal/understand/annotate/lang"
)

// maxShort is the longest abbreviation, in letters; Schwartz and Hearst found
// none longer in their corpus.
const maxShort = 10

// shortForm is a word that may be an abbreviation.
type shortForm struct {
	text     string // without a plural's ’s
	plural   string // the plural's ’s as written
	letters  []rune // what its long form must have, folded to lower case
	upper    []bool // which of them are capitals
	initial  []bool // which of them stand behind a hyphen: they must begin a word
	capitals int
}

// readShort takes a word apart; ok is false if it cannot be an abbreviation:
// no number, no unit, no Roman numeral, no word of the language.
func readShort(word, language string) (s shortForm, ok bool) {
	if s.text = word; strings.IndexByte(word, ' ') >= 0 {
		return s, false
	}
	for _, p := range [...]string{"'s", "’s"} {
		if t, cut := strings.CutSuffix(word, p); cut {
			s.text, s.plural = t, p
		}
	}
	hyphen := false
	for _, r := range s.text {
		switch {
		case unicode.IsLetter(r) || r == '&':
			s.initial = append(s.initial, hyphen)
			s.letters = append(s.letters, fold(r))
			s.upper = append(s.upper, unicode.IsUpper(r))
			if unicode.IsUpper(r) {
				s.capitals++
			}
		case r != '-' && r != '.':
			return s, false
		}
		hyphen = r == '-'
	}
	if wordBehindHyphen(s.text) {
		return s, false
	}
	n := len(s.letters)
	if n < 2 || n > maxShort || s.letters[0] == '&' || isUnit(s.text) || isRoman(s.text) {
		return s, false
	}
	if s.capitals >= 2 {
		return s, true
	}
	return s, n <= 6 && (s.capitals == 0 || s.upper[0]) && !lang.Usual(strings.ToLower(s.text), lang.Tag(language))
}

// wordBehindHyphen reports whether a part between hyphens is an ordinary word:
// "CUB-proces" is no abbreviation, though "CUB" may be one.
func wordBehindHyphen(s string) bool {
	for i, part := range strings.Split(s, "-") {
		if i > 0 && len(part) > 2 && part[1:] == strings.ToLower(part[1:]) {
			return true
		}
	}
	return false
}

// limit is the most that a match may cost. It grows with the letters, each of
// which is a proof; forms that look like words must match by initials alone.
func (s *shortForm) limit() float64 {
	switch n := len(s.letters); {
	case s.capitals == 0 && n < 3:
		return -1
	case s.capitals == 0:
		return 0
	case s.capitals == 1 || n == 2:
		return lowerInside
	default:
		return 0.4 + 0.35*float64(n)
	}
}

// isUnit tells the symbols of units that have capitals and could be read as
// initials.
func isUnit(s string) bool {
	switch s {
	case "kW", "MW", "GW", "TW", "kWh", "MWh", "GWh", "TWh", "PJ", "TJ", "GJ", "MJ", "kJ", "Mton", "kton", "dB", "Hz", "kHz",
		"MHz", "GHz", "MB", "GB", "TB", "kB", "kV", "mV", "mA", "Pa", "hPa", "kPa", "Nm", "km", "cm", "mm", "kg", "mg", "ha":
		return true
	}
	return false
}

func isRoman(s string) bool { return strings.Trim(s, "IVX") == "" }

// fold maps a letter to lower case without its marks.
func fold(r rune) rune {
	if r < utf8.RuneSelf {
		return unicode.ToLower(r)
	}
	base, _ := utf8.DecodeRuneInString(norm.NFD.String(string(unicode.ToLower(r))))
	return base
}

// joins are the words that long forms have and short forms leave out.
var joins = map[string]bool{
	"van": true, "de": true, "het": true, "een": true, "der": true, "den": true, "des": true, "en": true, "in": true, "op": true,
	"voor": true, "tot": true, "te": true, "ter": true, "aan": true, "bij": true, "met": true, "inzake": true, "door": true, "of": true,
	"the": true, "and": true, "for": true, "on": true, "to": true, "by": true, "with": true, "a": true, "an": true,
	"und": true, "für": true, "zur": true, "zum": true, "die": true, "das": true, "dem": true, "über": true, "von": true,
	"la": true, "le": true, "les": true, "du": true, "et": true, "à": true, "au": true, "aux": true, "pour": true, "sur": true, "l": true, "d": true,
}

// isAnd reports whether a word is what "&" stands for.
func isAnd(word string) bool {
	return word == "en" || word == "and" || word == "und" || word == "et"
}
