package layout

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// ties says for one language which spaces should not end a line. The text
// keeps its plain space: only the break is discouraged.
type ties struct {
	// holds are words that hold what follows, whatever it is; refs hold a
	// number; units and months are held by a number before them; series hold a
	// Roman numeral; signs are held by whatever is before them.
	holds, refs, units, months, series, signs map[string]bool
}

func words(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// openers and closers are set aside before a word is looked up.
const (
	openers = "(['\"‘“„«"
	closers = ")],;:!?'\"’”»"
)

// dashes do not begin a line.
const dashes = "–—-‒"

// hold reports whether the space between two words should not end a line.
func (t *ties) hold(before, after string) bool {
	if before == "" || after == "" {
		return false
	}
	if strings.Contains(dashes, after) || t.signs[after] || t.holds[before] {
		return true
	}
	if before = strings.TrimLeft(before, openers); before == "" {
		return false
	}
	after = strings.TrimRight(after, closers)
	if t.holds[before] || initial(before) && startsUpper(after) {
		return true
	}
	first, _ := utf8.DecodeRuneInString(after)
	switch {
	case unicode.IsDigit(first):
		return t.refs[strings.ToLower(before)]
	case endsInDigit(before):
		return t.units[after] || t.units[strings.TrimRight(after, ".")] || t.months[strings.ToLower(strings.TrimRight(after, "."))]
	}
	return t.series[before] && isRoman(strings.TrimRight(after, "."))
}

func endsInDigit(s string) bool {
	last := s[len(s)-1]
	return last >= '0' && last <= '9'
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// initial reports whether s is one or more initials, as "J." or "J.P.".
func initial(s string) bool {
	if len(s) < 2 || len(s) > 8 || s[len(s)-1] != '.' {
		return false
	}
	for i := 0; i < len(s); i += 2 {
		if i+1 >= len(s) || s[i] < 'A' || s[i] > 'Z' || s[i+1] != '.' {
			return false
		}
	}
	return true
}

func isRoman(s string) bool { return s != "" && strings.Trim(s, "IVXLCDM") == "" }
