package ast

import (
	"strconv"
	"strings"
)

// Numeral is the marker that follows from the list for item i, counted from
// 0: the number in the list's numerals with its delimiter ("c)", "4."); it is
// "" for bullets.
func (l *List) Numeral(i int) string {
	if !l.Ordered() {
		return ""
	}
	return FormatNumeral(l.Style, l.Start+i) + l.Delim
}

// Number is the number that item i, counted from 0, shows in the list's numerals;
// false where its marker is no such number.
func (l *List) Number(i int) (int, bool) {
	marker := l.Items[i].Marker
	if marker == "" {
		return l.Start + i, l.Ordered()
	}
	core, ok := strings.CutSuffix(marker, l.Delim)
	if !ok || !l.Ordered() || len(core) > maxNumeral {
		return 0, false
	}
	return parseNumeral(l.Style, core)
}

// maxNumeral is more bytes than any number of 32 bits takes.
const maxNumeral = 20

// parseNumeral is the inverse of FormatNumeral.
func parseNumeral(style ListStyle, s string) (int, bool) {
	n, err := strconv.Atoi(s)
	switch {
	case err == nil:
	case style == LowerAlpha || style == UpperAlpha:
		n = parseAlpha(strings.ToLower(s))
	default:
		n = ParseRoman(s)
	}
	return n, FormatNumeral(style, n) == s
}

// parseAlpha reads a…z, aa, ab, …; 0 is none.
func parseAlpha(s string) int {
	n := 0
	for _, r := range s {
		if r < 'a' || r > 'z' || n > maxAlpha {
			return 0
		}
		n = n*26 + int(r-'a') + 1
	}
	return n
}

// maxAlpha keeps the count of letters inside 32 bits.
const maxAlpha = 1 << 26

// FormatNumeral writes n in the numerals of style. What the numerals cannot
// express (0, or 4000 and more in Roman) is written in decimals, as CSS
// Counter Styles Level 3, section 2, falls back.
func FormatNumeral(style ListStyle, n int) string {
	s := ""
	switch style {
	case LowerAlpha, UpperAlpha:
		s = alpha(n)
	case LowerRoman, UpperRoman:
		s = roman(n)
	}
	if s == "" {
		return strconv.Itoa(n)
	}
	if style == UpperAlpha || style == UpperRoman {
		return strings.ToUpper(s)
	}
	return s
}

// alpha counts a…z, aa, ab, … (CSS Counter Styles Level 3, section 3.1.4).
func alpha(n int) string {
	s := ""
	for n > 0 {
		n--
		s = string(rune('a'+n%26)) + s
		n /= 26
	}
	return s
}

var romanDigits = []struct {
	value int
	text  string
}{
	{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"},
	{50, "l"}, {40, "xl"}, {10, "x"}, {9, "ix"}, {5, "v"}, {4, "iv"}, {1, "i"},
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return ""
	}
	var b strings.Builder
	for _, d := range romanDigits {
		for n >= d.value {
			b.WriteString(d.text)
			n -= d.value
		}
	}
	return b.String()
}

// ParseRoman reads a Roman numeral in one case; it is 0 for anything that
// FormatNumeral would not write.
func ParseRoman(s string) int {
	if len(s) == 0 || len(s) > 15 {
		return 0
	}
	lower := strings.ToLower(s)
	if s != lower && s != strings.ToUpper(s) {
		return 0
	}
	n, rest := 0, lower
	for _, d := range romanDigits {
		for strings.HasPrefix(rest, d.text) {
			n += d.value
			rest = rest[len(d.text):]
		}
	}
	if rest != "" || roman(n) != lower {
		return 0
	}
	return n
}

// ListMarkers recognises the markers of a list's items: "a)", "b)"; "iv.",
// "v."; "(1)", "(2)". They must count on by one and share their numerals and
// what stands around them. A marker that can be read as letter and as Roman
// numeral is a letter, but "i", where no "j" follows it, is Roman.
func ListMarkers(markers []string) (style ListStyle, start int, delim string, ok bool) {
	if len(markers) == 0 {
		return "", 0, "", false
	}
	core, open, delim, ok := splitMarker(markers[0])
	if !ok {
		return "", 0, "", false
	}
	for _, c := range markerReadings(core) {
		if followOn(markers, c.style, c.start, open, delim) {
			return c.style, c.start, delim, true
		}
	}
	return "", 0, "", false
}

// splitMarker takes a marker apart: "(a)" into "a", "(" and ")".
func splitMarker(m string) (core, open, delim string, ok bool) {
	if strings.HasPrefix(m, "(") {
		open, m = "(", m[1:]
	}
	if len(m) < 2 {
		return "", "", "", false
	}
	core, delim = m[:len(m)-1], m[len(m)-1:]
	ok = delim == ")" || delim == "." && open == ""
	return core, open, delim, ok
}

type reading struct {
	style ListStyle
	start int
}

// markerReadings lists what a marker may mean, the likeliest first.
func markerReadings(core string) []reading {
	if digitsLen(core) == len(core) {
		if n, err := strconv.Atoi(core); err == nil {
			return []reading{{Decimal, n}}
		}
		return nil
	}
	romanStyle, alphaStyle := LowerRoman, LowerAlpha
	if core == strings.ToUpper(core) {
		romanStyle, alphaStyle = UpperRoman, UpperAlpha
	}
	var out []reading
	n := ParseRoman(core)
	if n == 1 || n > 0 && len(core) > 1 {
		out = append(out, reading{romanStyle, n})
	}
	if l := strings.ToLower(core); len(l) == 1 && l[0] >= 'a' && l[0] <= 'z' {
		out = append(out, reading{alphaStyle, int(l[0]-'a') + 1})
	}
	if n > 1 && len(core) == 1 {
		out = append(out, reading{romanStyle, n})
	}
	return out
}

func followOn(markers []string, style ListStyle, start int, open, delim string) bool {
	for i, m := range markers {
		if m != open+FormatNumeral(style, start+i)+delim {
			return false
		}
	}
	return true
}
