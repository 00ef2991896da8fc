package understand

import (
	"strings"
	"unicode"

	"octavo/pipeline/internal/understand/lexicon"
)

// publishers begin the line that names the house or the gazette a paper comes
// from, in the languages that we know. It stands above the title and is never
// the title itself.
var publishers = []string{
	"tweede kamer", "eerste kamer", "staten-generaal", "ministerie van", "rijksoverheid", "staatscourant", "staatsblad", "algemene rekenkamer",
	"tractatenblad", "officiële uitgave van", "raad van de europese unie", "europees parlement", "europese commissie", "publicatieblad",
	"ministry of", "department for ", "department of ", "house of commons", "house of lords", "hm government", "european commission",
	"european parliament", "council of the european union", "official journal",
	"deutscher bundestag", "bundesrat", "bundesministerium", "europäische kommission", "europäisches parlament", "rat der europäischen union", "amtsblatt",
	"assemblée nationale", "sénat", "république française", "ministère d", "commission européenne", "parlement européen",
	"conseil de l", "cour des comptes", "journal officiel",
	"bundesrechnungshof", "schweizerischer bundesrat", "nationalrat", "rekenhof", "raad van state", "belgische kamer", "chambre des représentants",
	"european court of auditors", "national audit office", "united states government", "congressional research service", "united nations", "general assembly", "security council", "human rights council", "economic and social council", "distr.:", "original:", "agenda item",
	"scottish parliament", "houses of the oireachtas", "boletín oficial", "gazzetta ufficiale",
}

// publishersBy are the publishers by their first bytes.
var publishersBy = func() (by [256][]string) {
	for _, p := range publishers {
		by[p[0]] = append(by[p[0]], p)
	}
	return by
}()

// sessions are words of the line that names a parliament's session or a paper's
// place in it.
var sessions = []string{"vergaderjaar", "wahlperiode", "session ordinaire", "session extraordinaire", "législature", "session 20", "th congress", "st congress", "d congress", "st session", "d session", "drucksache", "enregistré à la présidence", "aanhangsel van de handelingen"}

// isGovernment reports whether text is the name of a regional or local authority.
func isGovernment(text string) bool {
	return words(text) <= 3 && lexicon.BeginsAs(text, lexicon.Government)
}

// isLetterhead reports whether a line names the publisher, the session, a web
// address, or shows a name in spaced letters: what stands above a title.
func isLetterhead(text string) bool {
	if moreWords(text, 12) {
		return isSpaced(text)
	}
	lower := strings.ToLower(text)
	if isGovernment(text) {
		return true
	}
	if lower == "" {
		return false
	}
	return startsWithAny(lower, publishersBy[lower[0]]) || holdsAny(lower, sessions) || isSpaced(text) || isDomain(text) || isAgenda(lower)
}

// isAgenda reports whether a line in small letters gives the session or the
// item of the agenda that a paper is for, as those of the United Nations do.
func isAgenda(lower string) bool {
	return words(lower) <= 3 && strings.HasSuffix(lower, " session") || isAgendaItem(lower)
}

// isAgendaItem reports whether a line in small letters gives the item of the agenda; the
// line right below has its name.
func isAgendaItem(lower string) bool {
	item, number := strings.CutPrefix(strings.TrimPrefix(lower, "agenda "), "item ")
	return number && digitsEnd(item, 0) > 0 && words(lower) <= 8
}

// addressed begin a line that says whom a paper is sent to by whom.
var addressed = []string{"report to ", "report by the ", "report of the ", "note by the ", "mededeling van de ", "communication from the ", "mitteilung der ", "communication de la ", "communication à la ",
	"verslag van de commissie aan ", "report from the commission to ", "bericht der kommission an ", "rapport de la commission au ",
	"joint communication ", "gezamenlijke mededeling ", "gemeinsame mitteilung ", "communication conjointe "}

// dedications begin a line that says to whom a paper is made, or for whom, and no more.
var dedications = []string{"report to ", "testimony before ", "rapport aan ", "advies aan ", "bericht an ", "rapport au ", "rapport à ",
	"in opdracht van ", "im auftrag ", "commissioned by ", "prepared for ", "réalisé pour ", "réalisée pour ", "à la demande d"}

// dedicationWords is how many words such a line has at most, a date behind the name perhaps.
const dedicationWords = 12

// isDedication reports whether a line says to whom a paper is made: "Report to the
// Harbour Council".
func isDedication(text string) bool {
	return words(text) <= dedicationWords && startsWithAny(strings.ToLower(text), dedications)
}

// isGenre reports whether a line says what kind of paper this is, to whom it is
// sent or by whom it is made, and not what it is about.
func isGenre(text string) bool {
	lower := strings.ToLower(text)
	return lexicon.IsWhole(lower, lexicon.Genre) || startsWithAny(lower, addressed) || startsWithAny(text, bylines)
}

// bylines begin a line that names the author: "Par Mme Hélène Roux, Sénatrice".
var bylines = []string{"Par M. ", "Par MM. ", "Par Mme ", "Par Mmes ", "Présenté par ", "Présentée par ", "Réalisé par ", "Réalisée par ", "Rédigé par ",
	"Uitgevoerd door ", "Geschreven door ", "Opgesteld door ", "Written by ", "Prepared by ", "Verfasst von ", "Erstellt von ", "Durchgeführt von "}

// isSpaced reports whether a name is printed with a space between its letters.
func isSpaced(text string) bool {
	n := 0
	for w := range strings.FieldsSeq(text) {
		if moreRunes(w, 1) {
			return false
		}
		n++
	}
	return n >= 4
}

// isDomain reports whether text is the name of a web site: "example.org".
func isDomain(text string) bool {
	host, top, found := strings.Cut(text, ".")
	for strings.Contains(top, ".") {
		_, top, _ = strings.Cut(top, ".")
	}
	return found && host != "" && len(top) >= 2 && len(top) <= 4 && !strings.ContainsFunc(text, unicode.IsSpace) &&
		count(top, unicode.IsLower) == len(top) && count(text, unicode.IsLetter) > len(text)/2
}

// isPaperNumber reports whether a line is the number of a paper in its series and
// nothing else: "Nr. 3", "No. 12".
func isPaperNumber(text string) bool {
	sign, number, ok := strings.Cut(strings.ToLower(text), " ")
	return ok && lexicon.IsWhole(sign, lexicon.NumberSign) && words(number) == 1 && (len(number) == 1 || isDigits(number))
}

// isSigned reports whether text is the name that signs under the office or the
// party above it, which ends in a comma: "De vice-president van de Raad van
// State," over "Th.C. de Graaf". What is enclosed signs nothing.
func isSigned(above, text string) bool {
	return !lexicon.BeginsAs(text, lexicon.Enclosure) && words(text) <= 5 && startsUpper(text) && !endsClause(text) &&
		words(above) <= 14 && startsUpper(above) && strings.HasSuffix(above, ",") && !lexicon.BeginsAs(above, lexicon.Salutation)
}

// offices begin the line of a signature that names an office.
var offices = []string{
	"de minister", "de staatssecretaris", "minister", "de voorzitter", "voorzitter", "de fungerend voorzitter", "de griffier", "de adjunct-griffier", "adjunct-griffier", "de secretaris", "namens de minister", "namens deze", "mede namens",
	"for the commission", "for the council", "for the european parliament", "the president", "the minister", "secretary of state",
	"der bundesminister", "die bundesminister", "für die bundesregierung", "die bundesregierung", "der präsident",
	"le ministre", "la ministre", "le président", "la présidente", "pour la commission",
}

// isSignatory reports whether a line names the office that signs a paper: "De
// Minister van Financiën,".
func isSignatory(text string) bool {
	if endsSentence(text) || moreWords(text, 12) {
		return false
	}
	rest, ok := behindOffice(text)
	return ok && (rest == "" || strings.HasSuffix(rest, ","))
}

// behindOffice is what follows the office that text begins with.
func behindOffice(text string) (rest string, ok bool) {
	for _, o := range offices {
		if len(text) >= len(o) && strings.EqualFold(text[:len(o)], o) {
			return text[len(o):], true
		}
	}
	class, end := lexicon.Begins(text)
	return text[end:], class&lexicon.Office != 0
}

// isOfficeWithName reports whether a line names an office and behind a comma who
// holds it: "De griffier van de commissie, De Boer".
func isOfficeWithName(text string) bool {
	rest, ok := behindOffice(text)
	at := strings.LastIndex(rest, ", ")
	return ok && at >= 0 && words(text) <= 16 && words(rest[at+2:]) <= 4 && startsUpper(rest[at+2:]) && !endsClause(text)
}
