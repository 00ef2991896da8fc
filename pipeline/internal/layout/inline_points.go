package layout

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-text/typesetting/segmenter"

	"octavo/pipeline/internal/hyphen"
	chars "octavo/pipeline/internal/text"
)

// points returns where a word may be broken, in rising order: by hyphenation,
// and behind signs by the Unicode line breaking algorithm (UAX 14).
func (tf *typeface) points(word string) []point {
	if address(word) {
		return addressPoints(word)
	}
	var points []point
	for _, at := range tf.hyphens.Points(word) {
		points = append(points, point{at, hyphenated})
	}
	if !signed(word) {
		return points
	}
	points = slices.DeleteFunc(points, func(p point) bool { return nearHyphen(word, p.at) })
	points = append(points, signPoints(word)...)
	slices.SortFunc(points, func(a, b point) int { return a.at - b.at })
	return slices.CompactFunc(points, func(a, b point) bool { return a.at == b.at })
}

// syllables are where a word that is longer than a line may be hyphenated, though its style
// may not ask for it or it may stand in capitals, which only in shorter ones are abbreviations.
func (p *part) syllables(word string) []int {
	small := strings.ToLower(word)
	if len(small) != len(word) {
		return nil
	}
	return hyphen.For(p.tf.st.Lang).Points(small)
}

// signed reports whether word has a sign between letters, so that UAX 14 has
// something to say about it.
func signed(word string) bool {
	return strings.ContainsAny(word, "-/|–—‑‐…\u200b\u00ad\\") || !alphabetic(word)
}

// alphabetic reports whether all letters are of scripts that put spaces
// between words.
func alphabetic(word string) bool {
	for _, r := range word {
		if r >= 0x0E00 && unicode.IsLetter(r) && !unicode.In(r, unicode.Latin, unicode.Greek, unicode.Georgian) {
			return false
		}
	}
	return true
}

// signPoints are UAX 14's opportunities inside a word, but for those that
// would leave a single letter on either side (e-mail, 1-2).
func signPoints(word string) []point {
	runes := []rune(word)
	var seg segmenter.Segmenter
	seg.Init(runes)
	var points []point
	first, last := secondLetters(word)
	at := 0
	for it := seg.LineIterator(); it.Next(); {
		at += len(string(it.Line().Text))
		if at < first || at > last {
			continue
		}
		points = append(points, point{at, signKind(word[:at])})
	}
	return points
}

func signKind(before string) opportunity {
	switch r, _ := utf8.DecodeLastRuneInString(before); r {
	case '-', '\u2010', '\u00ad':
		return afterHyphen
	}
	return afterSign
}

// secondLetters is where a word may be broken at the earliest and at the latest
// so that two letters are on either side.
func secondLetters(word string) (first, last int) {
	first, last = len(word), -1
	n, before := 0, 0 // letters so far, and where the one before began
	for i, r := range word {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		if n++; n == 2 {
			first = i + utf8.RuneLen(r)
		}
		if n > 1 {
			last = before
		}
		before = i
	}
	return first, last
}

func letterCount(s string) int {
	n := 0
	for _, r := range s {
		if chars.IsWord(r) {
			n++
		}
	}
	return n
}

// nearHyphen reports whether a hyphen of the source stands within two letters
// of offset at: two breaks side by side look like a mistake.
func nearHyphen(word string, at int) bool {
	from, to := at, at
	for range 2 {
		_, n := utf8.DecodeLastRuneInString(word[:from])
		from -= n
		_, n = utf8.DecodeRuneInString(word[to:])
		to += n
	}
	return strings.ContainsAny(word[from:to], "-/–—‑‐")
}

// address reports whether word is a web or mail address.
func address(word string) bool {
	return strings.Contains(word, "://") || strings.Contains(word, "www.") ||
		strings.Contains(word, "@") && strings.Contains(word, ".")
}

// minAddress is how much of an address stays together at its ends.
const minAddress = 4

// addressPoints are places where an address may be broken without a hyphen
// that could be taken for its own: behind slashes and before other signs (The
// Chicago Manual of Style, 17th edition, 14.18).
func addressPoints(word string) []point {
	var points []point
	for i := minAddress; i < len(word)-minAddress; i++ {
		behind := strings.IndexByte("/:", word[i-1]) >= 0 && word[i] != '/'
		before := strings.IndexByte(".-_?&=#%@~", word[i]) >= 0 && strings.IndexByte("/:.-_?&=#%@~", word[i-1]) < 0
		if behind || before {
			points = append(points, point{i, inAddress})
		}
	}
	return points
}
