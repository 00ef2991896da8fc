// Package hyphen finds where a word may be hyphenated: in come a language and
// a word, out go byte offsets. It is Liang's method (F. M. Liang, "Word
// Hy-phen-a-tion by Com-put-er", Stanford, 1983) with the patterns of the
// hyph-utf8 package and our exceptions, which package wording has with each
// language, packed for use. What is no plain word (figures, addresses, abbreviations in capitals) is not hyphenated.
package hyphen

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"octavo/pipeline/internal/wording"
)

// LeftMin and RightMin are the fewest letters before and after a hyphen.
const (
	LeftMin  = 2
	RightMin = 3
)

// Language hyphenates the words of one language. It is safe for concurrent
// use. The nil Language hyphenates nothing.
type Language struct {
	tag     string // of the patterns
	load    sync.Once
	trie    *trie
	except  map[string][]byte // word to levels as Liang's, odd is a break
	keep    string            // letters that no hyphen may stand before
	digraph string            // two letters that count as one, or ""
}

var (
	languages = map[string]*Language{} // by the tag of their patterns
	lock      sync.Mutex               // of languages
)

// For returns the rules for a BCP 47 tag, or nil where there are none. Nothing
// is read before the first word.
func For(tag string) *Language {
	if tag = wording.HyphenationTag(tag); tag == "" {
		return nil
	}
	lock.Lock()
	defer lock.Unlock()
	if languages[tag] == nil {
		languages[tag] = &Language{tag: tag}
	}
	return languages[tag]
}

// Points returns the byte offsets in word at which a hyphen may be put, in
// rising order. Parts of a word on either side of a hyphen, an apostrophe or
// another sign are looked at one by one.
func (l *Language) Points(word string) []int {
	if l == nil || !plain(word) {
		return nil
	}
	l.load.Do(l.read)
	var points []int
	for at := 0; at < len(word); {
		n := letters(word[at:])
		if n == 0 {
			_, n = utf8.DecodeRuneInString(word[at:])
		} else if !capitals(word[at : at+n]) {
			points = l.part(points, word[at:at+n], at)
		}
		at += n
	}
	return points
}

// letters is how many bytes of letters s begins with.
func letters(s string) int {
	for i, r := range s {
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) {
			return i
		}
	}
	return len(s)
}

// plain reports whether word may be hyphenated at all: it has no figure and
// none of the signs of an address.
func plain(word string) bool {
	for _, r := range word {
		if unicode.IsDigit(r) || strings.ContainsRune("/@_\\=&%#", r) {
			return false
		}
	}
	return !strings.Contains(word, "www.")
}

// capitals reports whether a part has a capital after its first letter, as
// abbreviations do (JenV, NIS, WvSv).
func capitals(part string) bool {
	for i, r := range part {
		if i > 0 && unicode.IsUpper(r) {
			return true
		}
	}
	return false
}

// part adds the points of a run of letters that stands at byte offset base.
func (l *Language) part(points []int, part string, base int) []int {
	runes := []rune(strings.ToLower(part))
	if len(runes) < LeftMin+RightMin || len(runes) != utf8.RuneCountInString(part) {
		return points
	}
	levels := l.except[string(runes)]
	if levels == nil {
		levels = l.trie.of(runes)
	}
	i, last := 0, 0
	for at := range part {
		if i >= LeftMin && i <= len(runes)-RightMin && levels[i]%2 == 1 && l.allows(runes, i) && syllable(runes[last:i]) {
			points = append(points, base+at)
			last = i
		}
		i++
	}
	return points
}

// syllable reports whether letters between two points have a vowel: patterns
// break some compounds on both sides of a consonant (migratie-p-act).
func syllable(letters []rune) bool {
	for _, r := range letters {
		if r > unicode.MaxASCII || strings.ContainsRune("aeiouy", r) {
			return true
		}
	}
	return false
}

// allows reports whether the spelling stays as it is when runes is broken
// before i.
func (l *Language) allows(runes []rune, i int) bool {
	if strings.ContainsRune(l.keep, runes[i]) {
		return false
	}
	return l.digraph == "" || string(runes[i-1:i+1]) != l.digraph
}
