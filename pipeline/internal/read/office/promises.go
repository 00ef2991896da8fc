package office

import (
	"strings"
	"unicode"

	"octavo/pipeline/internal/ast"
)

// Promises are the headings that printed contents name, with their levels: by the
// anchors that the entries lead to, or else by their words.
type Promises struct {
	anchors, words map[string]int
	// titles are words behind a number, which may stand elsewhere in the text: above an
	// article is its title, and its number stands before its first member.
	titles map[string]int
}

// NewPromises gives contents without entries.
func NewPromises() *Promises {
	return &Promises{map[string]int{}, map[string]int{}, map[string]int{}}
}

// Add adds an entry of a level, from 1, with the anchors that it leads to: its words,
// with a tab behind the number and before the page.
func (p *Promises) Add(words string, level int, anchors []string) {
	for _, a := range anchors {
		p.anchors[a] = level
	}
	if len(anchors) > 0 {
		return
	}
	if i := strings.LastIndexByte(words, '\t'); i > 0 && isPage(words[i+1:]) {
		words = words[:i]
	}
	if key := wordsKey(strings.TrimRight(words, " .0123456789")); key != "" {
		p.words[key] = level
	}
	if number, title, ok := strings.Cut(words, "\t"); ok && strings.Trim(number, " .0123456789") == "" {
		p.titles[wordsKey(strings.TrimRight(title, " .0123456789"))] = level
	}
}

// isPage reports whether a text is the number of a page, or nothing.
func isPage(s string) bool {
	s = strings.TrimSpace(s)
	return strings.Trim(s, "0123456789") == "" || ast.ParseRoman(s) > 0
}

// wordsKey is a line by its letters and digits alone, in small letters.
func wordsKey(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// ofContents are how the names of the bookmarks begin that word processors make for
// their contents.
var ofContents = []string{"_Toc", "__RefHeading"}

// Level gives the level at which the contents name a paragraph, with the anchors in it
// and the number that it shows, which may be nil; 0 where they do not. styled tells
// that it has a style of its own, which running text has not.
func (p *Promises) Level(names []string, text string, number *Number, styled bool) int {
	if len(text) > LongHeading {
		return 0
	}
	for _, name := range names {
		for _, begin := range ofContents {
			if level := p.anchors[name]; level > 0 && strings.HasPrefix(name, begin) {
				return level
			}
		}
	}
	if len(p.words) == 0 || number != nil && number.Numerals == Bullets {
		return 0
	}
	key := wordsKey(strings.TrimRight(text, " .0123456789"))
	level := p.words[key]
	if level == 0 && number == nil && styled {
		level = p.titles[key]
	}
	if level > 0 || number == nil {
		return level
	}
	return p.words[wordsKey(number.Text)+key]
}
