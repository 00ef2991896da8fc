package ast

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/text"
)

// SplitNumber takes the number from the front of a heading's text: "1.
// Inleiding" gives "1.", " " and "Inleiding"; "4.1.1.Principles" gives
// "4.1.1.", "" and "Principles". It is the rule by which canonical Markdown is
// read; a number that it does not find is printed in a span of class number,
// and a title that only looks numbered gets the class unnumbered.
//
// A number is
//   - decimals of up to three digits, joined by stops, with or without a last
//     stop or bracket: "1.", "4.1", "12)";
//   - a capital Roman numeral or a single letter with a stop or bracket:
//     "IV.", "A.", "b)";
//   - any of these, or an ordinal, behind a word that counts parts of a text:
//     "Artikel 3", "Bijlage 1:", "Article 1er", "§ 4".
//
// One space or no-break space follows, and a title; without a title there is
// no number. Only decimals with a last stop may be followed by a letter at
// once. The day of a date, "14 May 2021", is no number.
func SplitNumber(s string) (number, sep, title string) {
	n := numberLen(s)
	if n == 0 || beginsWithDate(s) {
		return "", "", s
	}
	number, title = s[:n], s[n:]
	for _, sp := range []string{" ", "\u00a0"} {
		if rest, ok := strings.CutPrefix(title, sp); ok && !startsWithSpace(rest) {
			return number, sp, rest
		}
	}
	r, _ := utf8.DecodeRuneInString(title)
	if unicode.IsLetter(r) && decimalsLen(s) == n-1 && s[n-1] == '.' {
		return number, "", title
	}
	return "", "", s
}

// beginsWithDate reports whether the first three words of s are a day, the name of a
// month and a year.
func beginsWithDate(s string) bool {
	if s == "" || s[0] < '0' || s[0] > '9' {
		return false
	}
	words := strings.Fields(s)
	if len(words) < 3 || len(words[0]) > len("31.") {
		return false
	}
	date, ok := meta.ParseDate(words[0] + " " + words[1] + " " + strings.TrimRight(words[2], ".,:;"))
	return ok && len(date) == len("2021-05-14") && strings.ContainsFunc(words[1], unicode.IsLetter)
}

func startsWithSpace(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(r)
}

// partWords stand before the number of a part of a text.
var partWords = []string{
	"Afdeling", "Anhang", "Anlage", "Annex", "Annexe", "Appendix", "Artikel", "Article",
	"Abschnitt", "Bijlage", "Chapitre", "Chapter", "Deel", "Hoofdstuk", "Kapitel",
	"Onderdeel", "Paragraaf", "Part", "Partie", "Section", "Teil", "Titel", "Titre", "§",
}

// numberLen is the length of the number at the front of s.
func numberLen(s string) int {
	if word := leadingPartWord(s); word > 0 {
		core := decimalsLen(s[word:])
		if core == 0 {
			core = lettersLen(s[word:])
		}
		if core == 0 {
			return 0
		}
		end := word + core
		end += ordinalLen(s[end:])
		return end + closingLen(s[end:], ".):")
	}
	if n := decimalsLen(s); n > 0 {
		return n + closingLen(s[n:], ".)")
	}
	if n := lettersLen(s); n > 0 {
		if c := closingLen(s[n:], ".)"); c > 0 {
			return n + c
		}
	}
	return 0
}

// leadingPartWord is the length of a part word and the space behind it.
func leadingPartWord(s string) int {
	i := strings.IndexAny(s, " \u00a0")
	if i <= 0 {
		return 0
	}
	for _, w := range partWords {
		if s[:i] == w || s[:i] == strings.ToUpper(w) {
			_, space := utf8.DecodeRuneInString(s[i:])
			return i + space
		}
	}
	return 0
}

// decimalsLen is the length of "4", "4.1" or "4.1.1" at the front of s.
func decimalsLen(s string) int {
	n := digitsLen(s)
	if n == 0 || n > 3 {
		return 0
	}
	for n < len(s) && s[n] == '.' {
		d := digitsLen(s[n+1:])
		if d == 0 || d > 3 {
			break
		}
		n += 1 + d
	}
	return n
}

func digitsLen(s string) int {
	n := 0
	for n < len(s) && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n
}

// lettersLen is the length of a capital Roman numeral or a single letter that
// does not belong to a word.
func lettersLen(s string) int {
	n := 0
	for n < len(s) && (s[n] >= 'a' && s[n] <= 'z' || s[n] >= 'A' && s[n] <= 'Z') {
		n++
	}
	if r, _ := utf8.DecodeRuneInString(s[n:]); text.IsWord(r) {
		return 0
	}
	if n == 1 || n > 1 && s[:n] == strings.ToUpper(s[:n]) && ParseRoman(s[:n]) > 0 {
		return n
	}
	return 0
}

// ordinalLen is the length of an ordinal's ending: "1er", "2bis".
func ordinalLen(s string) int {
	for _, o := range []string{"er", "re", "bis", "ter"} {
		if strings.HasPrefix(s, o) {
			return len(o)
		}
	}
	return 0
}

func closingLen(s, set string) int {
	if s != "" && strings.IndexByte(set, s[0]) >= 0 {
		return 1
	}
	return 0
}
