package understand

import "strings"

// actOpeners begin the title of an act that names itself with its number or
// date, in the languages that we know.
var actOpeners = []string{"décret n°", "arrêté du", "loi n°", "ordonnance n°", "real decreto", "ley ", "decreto ", "legge ",
	"wet van ", "besluit van ", "koninklijk besluit van ", "arrêté royal du", "loi du "}

// actKinds close the title of an act that names itself with its year.
var actKinds = wordSet("act|regulations|order|rules|scheme|(scotland)|(wales)|(england)")

// enacted are the kinds of acts whose long title stands below.
var enacted = wordSet("an act|a bill|act|bill")

// isActTitle reports whether text is the title of an act: "Décret n° 2024-11 du
// …", "The Ferries Regulations 2025".
func isActTitle(text string) bool {
	lower := strings.ToLower(text)
	for _, o := range actOpeners {
		if strings.HasPrefix(lower, o) {
			return strings.ContainsAny(lower[:min(len(lower), 40)], "0123456789") && !endsClause(text)
		}
	}
	f := strings.Fields(lower)
	return len(f) >= 4 && f[0] == "the" && isYear(f[len(f)-1]) && actKinds[f[len(f)-2]]
}

// actTitle finds the title of an act that is printed alone, under nothing but
// letterhead and lines in capitals.
func (s *state) actTitle(limit int) (int, int, string, float64) {
	for i, b := range s.blocks[:limit] {
		switch {
		case enacted[strings.ToLower(b.text)] && i+1 < len(s.blocks) && s.blocks[i+1].role == roleText && s.blocks[i+1].claim() == nil:
			return i + 1, i + 2, "the long title below the kind of an act", 0.85
		case isActTitle(b.text) && b.titleLook():
			return i, i + 1, "the kind of an act with its number or year", 0.85
		case b.titleLook() && isName(b.text) && !allCaps(b.text) && !isLetterhead(b.text) && !isGenre(b.text):
			return 0, 0, "", 0
		}
	}
	return 0, 0, "", 0
}

// agendaTitle finds the title of a paper for an item of an agenda: it stands right above
// the line that says by whom the paper is made, apart from the title of the item.
func (s *state) agendaTitle(limit int) (int, int, string, float64) {
	item := false
	for i, b := range s.blocks[:limit] {
		item = item || isAgenda(strings.ToLower(b.text))
		if !item || !isGenre(b.text) || i == 0 || isAgenda(strings.ToLower(s.blocks[i-1].text)) || isLetterhead(s.blocks[i-1].text) {
			continue
		}
		from := i - 1
		for from > 0 && s.blocks[from].blank == 0 && s.blocks[from-1].titleLook() {
			from--
		}
		return from, i, "the lines above those that say who made the paper", 0.85
	}
	return 0, 0, "", 0
}
