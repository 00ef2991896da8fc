package cite

import "strings"

// Learn notes the short names that text gives to statutes: "de Wet op het
// primair onderwijs (WPO)", "de Wet publieke gezondheid (hierna: Wpg)". Read
// every line before the first Find. A name that is given to two statutes
// belongs to the first.
func (f *Finder) Learn(text string) {
	if !strings.Contains(text, "(") {
		return
	}
	for i := 0; i < len(text); i = nextWord(text, i) {
		c := &cursor{s: text, from: i, i: i}
		s, ok := c.title()
		if !ok {
			continue
		}
		short := c.shortName()
		if _, given := f.short[short]; short != "" && !given {
			f.short[short] = s
		}
	}
}

// shortName reads the name in brackets behind a title: one to three words,
// the first with a capital, no year alone, with or without quotation marks.
func (c *cursor) shortName() string {
	c.space()
	if !c.lit("(") {
		return ""
	}
	if c.fold("hierna te noemen", "hierna", "verder", "afgekort") != "" {
		c.fold(" de", " het")
		c.lit(":")
		c.space()
	}
	name, _, closed := strings.Cut(c.rest(), ")")
	name = strings.Trim(name, "‘’“”\"'«»„ ")
	if !closed || name == "" || len(name) > maxShortName || !isCapital(name[0]) || strings.ContainsAny(name, ",;:.") {
		return ""
	}
	return name
}

// maxShortName is the length of the longest short name in bytes, as
// "Wet Suwi 2030" or "Kaderwet EZK".
const maxShortName = 20
