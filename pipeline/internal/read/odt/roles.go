package odt

import (
	"strings"

	"octavo/pipeline/internal/pattern"
	"octavo/pipeline/internal/read/office"
)

// roleNames are the names of styles of paragraphs, as LibreOffice and Word have them
// in English, Dutch, German and French, in small letters.
var roleNames = map[string]office.Role{
	"title": office.RoleTitle, "titel": office.RoleTitle, "titre": office.RoleTitle, "titre principal": office.RoleTitle,
	"subtitle": office.RoleSubtitle, "ondertitel": office.RoleSubtitle, "subtitel": office.RoleSubtitle, "untertitel": office.RoleSubtitle, "sous-titre": office.RoleSubtitle,
	"caption": office.RoleCaption, "bijschrift": office.RoleCaption, "beschriftung": office.RoleCaption, "légende": office.RoleCaption,
	"tablecaption": office.RoleCaption, "figurecaption": office.RoleCaption, "figurewithcaption": office.RoleText,
	"contents heading": office.RoleContents, "toc heading": office.RoleContents, "kop inhoudsopgave": office.RoleContents, "inhaltsverzeichnis überschrift": office.RoleContents, "titre de table des matières": office.RoleContents,
	"table of figures": office.RoleContents, "illustration index 1": office.RoleContents, "table index 1": office.RoleContents, "figure index 1": office.RoleContents,
	"lijst met afbeeldingen": office.RoleContents, "abbildungsverzeichnis": office.RoleContents, "table des illustrations": office.RoleContents,
	"quotations": office.RoleQuote, "quote": office.RoleQuote, "intense quote": office.RoleQuote, "citaat": office.RoleQuote, "zitat": office.RoleQuote, "citation": office.RoleQuote, "blockquote": office.RoleQuote,
	"preformatted text": office.RoleCode, "source code": office.RoleCode, "code": office.RoleCode, "code block": office.RoleCode, "code listing": office.RoleCode, "program listing": office.RoleCode, "html preformatted": office.RoleCode,
	"list heading": office.RoleTerm, "definition term": office.RoleTerm, "definition term tight": office.RoleTerm,
	"list contents": office.RoleDefinition, "definition definition": office.RoleDefinition, "definition definition tight": office.RoleDefinition,
	"horizontal line": office.RoleRule, "table heading": office.RoleTableHead,
}

// headingName is the name of a style of headings.
var headingName = pattern.Of(`^(?:` + office.HeadingNames + `) ?([1-9]|10)$`)

// contentsName is the name of a style of entries of printed contents.
var contentsName = pattern.Of(`^(?:contents|toc|inhoudsopgave|verzeichnis|table des matières|tm|inhopg) ?([1-9]|10)$`)

// kept gives what f works out of a style's name, once for each.
func kept[V any](known map[string]V, name string, f func(string) V) V {
	v, ok := known[name]
	if !ok {
		v = f(name)
		known[name] = v
	}
	return v
}

// role gives what the paragraphs of a style are: what its own name says, or that of
// one it is based on.
func (s *styles) role(name string) office.Role { return kept(s.roles, name, s.findRole) }

func (s *styles) findRole(name string) office.Role {
	found := office.RoleText
	s.chain("paragraph", name, func(st *style) bool {
		if st.automatic {
			return false
		}
		low := strings.ToLower(st.name)
		r, ok := roleNames[low]
		if !ok {
			r, ok = office.CoverRole(st.name)
		}
		if ok {
			found = r
		}
		if contentsName.MatchString(low) {
			found, ok = office.RoleContents, true
		}
		return ok || headingName.MatchString(low)
	})
	return found
}

// headingLevel gives the level of a style of headings, from 1; 0 for other text.
func (s *styles) headingLevel(name string) int { return kept(s.headings, name, s.findHeadingLevel) }

func (s *styles) findHeadingLevel(name string) int {
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

// office.RoleCode reports whether a style of characters is one for words of a program.
func (s *styles) isCode(name string) bool {
	found := false
	s.chain("text", name, func(st *style) bool {
		found = codeNames[strings.ToLower(st.name)]
		return found
	})
	return found
}
