// Package cite finds references to official publications in running text and
// says where each is published: parliamentary papers, proceedings, gazettes,
// statutes and case law of the Netherlands; acts, proposals, the Official
// Journal and case law of the European Union. In goes text as printed, out
// come byte ranges with addresses. It changes nothing and reads nothing but
// its table of statutes.
//
// An address is given only where the printed words determine it. A reference
// that is recognised but does not determine one is returned with a Problem
// instead, so that it can be reported and left as it is.
//
// The forms of the addresses are those in use on officielebekendmakingen.nl,
// wetten.overheid.nl (Juriconnect 1.3), deeplink.rechtspraak.nl and
// eur-lex.europa.eu; the written forms follow the "Leidraad voor juridische
// auteurs" (Netherlands) and the "Interinstitutional style guide" (Union).
package cite

import (
	"unicode"
	"unicode/utf8"

	chars "octavo/pipeline/internal/text"
)

// Match is one reference: text[Start:End] is its visible text. Either URL is
// set, with the confidence that the words mean it, or Problem says in one
// sentence why no address can be given.
type Match struct {
	Start, End int
	Scheme     Scheme
	URL        string
	Confidence float64
	Problem    string
}

// Scheme is the kind of publication that a reference leads to.
type Scheme string

// The kinds of publication.
const (
	Kamerstuk   Scheme = "kamerstuk"
	Dossier     Scheme = "dossier"
	Handelingen Scheme = "handelingen"
	Aanhangsel  Scheme = "aanhangsel"
	Staatsblad  Scheme = "stb"
	Courant     Scheme = "stcrt"
	Tractaat    Scheme = "trb"
	Publication Scheme = "publicatie"
	Law         Scheme = "bwb"
	CaseLaw     Scheme = "ecli"
	CELEX       Scheme = "celex"
	COM         Scheme = "com"
	OJ          Scheme = "oj"
	ELI         Scheme = "eli"
)

// A rule reads one kind of reference. Its trigger is compared without regard
// to case unless exact is set; parse is called with a cursor behind it and
// returns what it recognised, in order, the first match beginning at c.from.
type rule struct {
	trigger string
	exact   bool
	parse   func(c *cursor) []Match
}

// rules by the lower-case first byte of their triggers. Of two triggers that
// begin alike the longer stands first.
var rules = index(
	rule{"kamerstukken", false, kamerstuk},
	rule{"kamerstuknummer", false, kamerstuk},
	rule{"kamerstuknr.", false, kamerstuk},
	rule{"kamerstuk", false, kamerstuk},
	rule{"Tweede Kamer", true, sessionPaper},
	rule{"Eerste Kamer", true, sessionPaper},
	rule{"TK", true, sessionPaper},
	rule{"EK", true, sessionPaper},
	rule{"handelingen", false, handelingen},
	rule{"aanhangsel", false, aanhangsel},
	rule{"staatsblad", false, gazette(Staatsblad, 1996)},
	rule{"stb.", false, gazette(Staatsblad, 1996)},
	rule{"staatscourant", false, gazette(Courant, 2010)},
	rule{"stcrt.", false, gazette(Courant, 2010)},
	rule{"tractatenblad", false, gazette(Tractaat, 1996)},
	rule{"trb.", false, gazette(Tractaat, 1996)},
	rule{"kst-", true, identifier},
	rule{"stb-", true, identifier},
	rule{"stcrt-", true, identifier},
	rule{"trb-", true, identifier},
	rule{"gmb-", true, identifier},
	rule{"blg-", true, identifier},
	rule{"ah-tk-", true, identifier},
	rule{"ah-ek-", true, identifier},
	rule{"h-tk-", true, identifier},
	rule{"h-ek-", true, identifier},
	rule{"artikelen ", false, articles},
	rule{"artt. ", false, articles},
	rule{"artikel ", false, article},
	rule{"art. ", false, article},
	rule{"ECLI:", true, ecli},
	rule{"CELEX", true, celexNumber},
	rule{"COM", true, comDocument},
	rule{"SWD", true, comDocument},
	rule{"JOIN", true, comDocument},
	rule{"http://data.europa.eu/eli/", false, eli},
	rule{"https://data.europa.eu/eli/", false, eli},
	rule{"https://eur-lex.europa.eu/eli/", false, eli},
	rule{"http://eur-lex.europa.eu/eli/", false, eli},
	rule{"OJ", true, journal},
	rule{"PbEU", false, journal},
	rule{"PbEG", false, journal},
	rule{"PB", true, journal},
	rule{"ABl.", true, journal},
	rule{"ABl", true, journal},
	rule{"JO", true, journal},
)

// ruleList are the rules whose triggers begin with one byte, and, as a set of their five
// low bits, the bytes that come second.
type ruleList struct {
	rules  []rule
	second uint32
}

func index(list ...rule) *[256]ruleList {
	for _, a := range actNames {
		list = append(list, rule{a.name, false, act(a.sector)})
	}
	var t [256]ruleList
	for _, r := range list {
		of := &t[lower(r.trigger[0])]
		of.rules, of.second = append(of.rules, r), of.second|bit(r.trigger[1])
	}
	return &t
}

// bit is the same for a small letter and its capital.
func bit(b byte) uint32 { return 1 << (b & 31) }

// at are the rules that a text with these first bytes may begin.
func at(text string) []rule {
	of := &rules[lower(text[0])]
	if len(text) < 2 || of.second&bit(text[1]) == 0 {
		return nil
	}
	return of.rules
}

// Finder finds references in the lines of one document.
type Finder struct {
	lang  string
	short map[string]statute
}

// NewFinder returns a finder for a document. lang is its language (BCP 47) and
// chooses the language in which EUR-Lex shows a document; unknown ones give
// English.
func NewFinder(lang string) *Finder {
	return &Finder{lang: lang, short: map[string]statute{}}
}

// Find returns the references in text, in order and not overlapping. The time
// is linear in the text: a rule looks at most maxReach bytes ahead and a list
// is read once.
func (f *Finder) Find(text string) []Match {
	var out []Match
	for i := 0; i < len(text); {
		if found := f.matchAt(text, i); len(found) > 0 {
			out = append(out, found...)
			i = found[len(found)-1].End
			continue
		}
		i = nextWord(text, i)
	}
	return out
}

// matchAt tries the rules whose trigger stands at i, then the statutes.
func (f *Finder) matchAt(text string, i int) []Match {
	c := cursor{s: text, from: i, lang: f.lang, short: f.short}
	for _, r := range at(text[i:]) {
		if !hasTrigger(text[i:], r) {
			continue
		}
		c := c
		c.i = i + len(r.trigger)
		if found := r.parse(&c); len(found) > 0 {
			return found
		}
	}
	c.i = i
	return known(&c)
}

func hasTrigger(s string, r rule) bool {
	if len(s) < len(r.trigger) {
		return false
	}
	if r.exact {
		return s[:len(r.trigger)] == r.trigger
	}
	return equalFold(s[:len(r.trigger)], r.trigger)
}

// nextWord returns the next place after i where a word begins: a letter or
// digit whose predecessor is neither, a capital behind a digit (the number of
// a note glued to a reference), or the end of the text.
func nextWord(text string, i int) int {
	inWord, digit := true, false
	for i < len(text) {
		switch b := text[i]; { // nearly all of a text
		case b == ' ':
			inWord, digit = false, false
			i++
			continue
		case b >= 'a' && b <= 'z' && !inWord:
			return i
		case b >= 'a' && b <= 'z':
			for digit = false; i < len(text) && text[i] >= 'a' && text[i] <= 'z'; i++ {
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		isWord := chars.IsWord(r)
		if isWord && (!inWord || digit && unicode.IsUpper(r)) {
			return i
		}
		inWord, digit = isWord || r == '-' || r == '_' || r == '/', unicode.IsDigit(r)
		i += n
	}
	return i
}
