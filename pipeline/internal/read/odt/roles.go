package odt

import (
	"regexp"
	"strings"
)

// role is what a paragraph is by its style.
type role int

const (
	isText role = iota
	isTitle
	isSubtitle
	isCaption
	isContents
	isQuote
	isCode
	isTerm
	isDefinition
	isRule
	isTableHead
)

// roleNames are the names of styles of paragraphs, as LibreOffice and Word have them
// in English, Dutch, German and French, in small letters.
var roleNames = map[string]role{
	"title": isTitle, "titel": isTitle, "titre": isTitle, "titre principal": isTitle,
	"subtitle": isSubtitle, "ondertitel": isSubtitle, "subtitel": isSubtitle, "untertitel": isSubtitle, "sous-titre": isSubtitle,
	"caption": isCaption, "bijschrift": isCaption, "beschriftung": isCaption, "légende": isCaption,
	"tablecaption": isCaption, "figurecaption": isCaption, "figurewithcaption": isText,
	"contents heading": isContents, "toc heading": isContents, "kop inhoudsopgave": isContents, "inhaltsverzeichnis überschrift": isContents, "titre de table des matières": isContents,
	"quotations": isQuote, "quote": isQuote, "intense quote": isQuote, "citaat": isQuote, "zitat": isQuote, "citation": isQuote, "blockquote": isQuote,
	"preformatted text": isCode, "source code": isCode, "html preformatted": isCode,
	"list heading": isTerm, "definition term": isTerm, "definition term tight": isTerm,
	"list contents": isDefinition, "definition definition": isDefinition, "definition definition tight": isDefinition,
	"horizontal line": isRule, "table heading": isTableHead,
}

// headingName is the name of a style of headings.
var headingName = regexp.MustCompile(`^(?:heading|kop|überschrift|ueberschrift|titre|título|titolo|rubrik|overskrift|nagłówek) ?([1-9]|10)$`)

// contentsName is the name of a style of entries of printed contents.
var contentsName = regexp.MustCompile(`^(?:contents|toc|inhoudsopgave|verzeichnis|table des matières|tm|inhopg) ?([1-9]|10)$`)

// role gives what the paragraphs of a style are: what its own name says, or that of
// one it is based on.
func (s *styles) role(name string) role {
	found := isText
	s.chain("paragraph", name, func(st *style) bool {
		if st.automatic {
			return false
		}
		low := strings.ToLower(st.name)
		r, ok := roleNames[low]
		if ok {
			found = r
		}
		if contentsName.MatchString(low) {
			found, ok = isContents, true
		}
		return ok || headingName.MatchString(low)
	})
	return found
}

// headingLevel gives the level of a style of headings, from 1; 0 for other text.
func (s *styles) headingLevel(name string) int {
	level := 0
	s.chain("paragraph", name, func(st *style) bool {
		if st.outline >= 0 {
			level = st.outline
			return true
		}
		if m := headingName.FindStringSubmatch(strings.ToLower(st.name)); m != nil && !st.automatic {
			level = number(m[1], 0)
		}
		return level > 0
	})
	return level
}

// codeNames are the names of styles of characters for words of a program.
var codeNames = map[string]bool{"source text": true, "source_text": true, "teletype": true, "user entry": true, "verbatim char": true, "code": true, "html code": true}

// isCode reports whether a style of characters is one for words of a program.
func (s *styles) isCode(name string) bool {
	found := false
	s.chain("text", name, func(st *style) bool {
		found = codeNames[strings.ToLower(st.name)]
		return found
	})
	return found
}
