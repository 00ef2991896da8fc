package cite

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxReach is how far a reference may extend past its trigger or, in a list,
// past the entry before. The longest written forms have about 90 bytes.
const maxReach = 240

// cursor reads text from left to right. A copy is a bookmark.
type cursor struct {
	s    string
	from int // where the trigger, or the entry of a list, begins
	i    int
	lang string

	short map[string]statute // the document's own short names
}

// rest returns what is ahead, at most maxReach bytes of it.
func (c *cursor) rest() string {
	return c.s[c.i:min(len(c.s), c.i+maxReach)]
}

// match makes the reference that runs from c.from to here.
func (c *cursor) match(scheme Scheme, url string, confidence float64) Match {
	return Match{Start: c.from, End: c.i, Scheme: scheme, URL: url, Confidence: confidence}
}

// problem makes a reference without an address, from c.from to here.
func (c *cursor) problem(scheme Scheme, why string) Match {
	return Match{Start: c.from, End: c.i, Scheme: scheme, Problem: why}
}

// lit reads t exactly.
func (c *cursor) lit(t string) bool {
	if !strings.HasPrefix(c.s[c.i:], t) {
		return false
	}
	c.i += len(t)
	return true
}

// fold reads the first of ts that stands here without regard to the case of
// ASCII letters, and returns it as given; "" if none does.
func (c *cursor) fold(ts ...string) string {
	for _, t := range ts {
		if end := c.i + len(t); end <= len(c.s) && equalFold(c.s[c.i:end], t) {
			c.i = end
			return t
		}
	}
	return ""
}

// word is fold for whole words: no letter or digit may follow.
func (c *cursor) word(ts ...string) string {
	for _, t := range ts {
		d := *c
		if d.fold(t) != "" && d.atEnd() {
			*c = d
			return t
		}
	}
	return ""
}

// space skips blanks, no-break blanks included, and reports whether there was
// one.
func (c *cursor) space() bool {
	start := c.i
	for c.i < len(c.s) {
		n := blank(c.s[c.i:])
		if n == 0 {
			break
		}
		c.i += n
	}
	return c.i > start
}

// blank returns the length of the blank that s begins with, or 0.
func blank(s string) int {
	switch {
	case strings.HasPrefix(s, " "):
		return 1
	case strings.HasPrefix(s, "\u00a0"):
		return len("\u00a0")
	case strings.HasPrefix(s, "\u202f"), strings.HasPrefix(s, "\u2009"):
		return len("\u202f")
	}
	return 0
}

// comma skips blanks with or without a comma among them and reports whether
// anything was skipped.
func (c *cursor) comma() bool {
	start := c.i
	c.space()
	c.lit(",")
	c.space()
	return c.i > start
}

// digits reads from least to most digits that no further digit follows.
func (c *cursor) digits(least, most int) string {
	n := 0
	for c.i+n < len(c.s) && isDigit(c.s[c.i+n]) {
		n++
		if n > most {
			return ""
		}
	}
	if n < least {
		return ""
	}
	c.i += n
	return c.s[c.i-n : c.i]
}

// capitals reads from least to most capital letters that no further letter or
// digit follows.
func (c *cursor) capitals(least, most int) string {
	n := 0
	for n <= most && c.i+n < len(c.s) && isCapital(c.s[c.i+n]) {
		n++
	}
	d := *c
	d.i += n
	if n < least || n > most || !d.atEnd() {
		return ""
	}
	c.i = d.i
	return c.s[c.i-n : c.i]
}

// dash reads one of the signs that stand for "to" between years and numbers.
func (c *cursor) dash() bool {
	for _, d := range [...]string{"-", "–", "‒", "‑", "‐", "—"} {
		if c.lit(d) {
			return true
		}
	}
	return false
}

// atEnd reports whether no letter or digit stands here.
func (c *cursor) atEnd() bool {
	r, _ := utf8.DecodeRuneInString(c.s[c.i:])
	return !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// numero reads "nr.", "nrs", "nummer", "no." and the like, with the blank that
// follows; plural tells "nrs." from "nr.".
func (c *cursor) numero() (ok, plural bool) {
	d := *c
	switch w := d.fold("nummers", "nummer", "nrs", "nos", "nr", "no", "n°", "nº"); w {
	case "":
		return false, false
	case "nummers", "nrs", "nos":
		plural = true
	}
	d.lit(".")
	d.space()
	if d.i >= len(d.s) || !(isDigit(d.s[d.i]) || isCapital(d.s[d.i])) {
		return false, false
	}
	*c = d
	return true, plural
}

func isDigit(b byte) bool   { return b >= '0' && b <= '9' }
func isCapital(b byte) bool { return b >= 'A' && b <= 'Z' }

func lower(b byte) byte {
	if isCapital(b) {
		return b + 'a' - 'A'
	}
	return b
}

// equalFold compares strings of equal length without regard to the case of
// ASCII letters.
func equalFold(a, b string) bool {
	for i := 0; i < len(b); i++ {
		if lower(a[i]) != lower(b[i]) {
			return false
		}
	}
	return true
}
