package understand

import (
	"strings"

	"octavo/pipeline/internal/understand/lexicon"
)

// actOpeners begin the title of an act that names itself with its number or
// date, in the languages that we know.
var actOpeners = []string{"décret n°", "arrêté du", "loi n°", "ordonnance n°", "real decreto", "ley ", "decreto ", "legge ",
	"wet van ", "besluit van ", "koninklijk besluit van ", "arrêté royal du", "loi du "}

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
	return len(f) >= 4 && f[0] == "the" && isYear(f[len(f)-1]) && lexicon.IsWhole(f[len(f)-2], lexicon.ActWord)
}

// actTitle finds the title of an act that is printed alone, under nothing but
// letterhead and lines in capitals.
func (s *state) actTitle(limit int) (int, int, string, float64) {
	for i, b := range s.blocks[:limit] {
		switch {
		case lexicon.IsWhole(b.text, lexicon.Enacted) && i+1 < len(s.blocks) && s.blocks[i+1].role == roleText && s.blocks[i+1].claim() == nil:
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
// the line that says by whom the paper is made, apart from the name of the item; where the
// name alone stands there, that line is the title if it says more than the kind.
func (c *cover) agendaTitle(limit int) (int, int, string, float64) {
	named := -1 // the block with the name of the item
	for i, b := range c.blocks[:limit] {
		if isAgenda(strings.ToLower(b.text)) {
			named = i + 1
		}
		if named < 1 || i <= named || !isGenre(b.text) || isLetterhead(c.blocks[i-1].text) {
			continue
		}
		from, to := i-1, i
		if from == named && c.blocks[named].blank == 0 {
			for from, to = i, i+1; to < limit && c.gap(to) == 0 && c.goesOn(to); to++ {
			}
			if words(c.joined(from, to)) < minOwnTitle {
				return 0, 0, "", 0
			}
			return from, to, agendaRule, 0.85
		}
		for from > 0 && c.blocks[from].blank == 0 && c.blocks[from-1].titleLook() {
			from--
		}
		return from, to, agendaRule, 0.85
	}
	return 0, 0, "", 0
}

// enactedWords is how many words the title of an act above who enacts it has at least.
const enactedWords = 6

// enactedTitle finds the title of an act in the lines tight below each other above the body
// that enacts it, which stands above what the act rests on: they begin with the kind of act.
func (s *state) enactedTitle(limit int) (int, int, string, float64) {
	for by := 1; by+1 < min(len(s.blocks), limit+1); by++ {
		enacts := s.blocks[by].text
		if !lexicon.BeginsAs(s.blocks[by+1].text, lexicon.Recital) || !isSignatory(enacts) && !namesBody(lexicon.WithoutArticle(strings.TrimRight(enacts, ",;: "))) {
			continue
		}
		for from := by - 1; from >= 0 && by-from <= maxTitleBlocks && s.blocks[from].role == roleText; from-- {
			if b := s.blocks[from]; startsUpper(b.text) && lexicon.BeginsAs(b.text, lexicon.Act) && words(s.joined(from, by)) >= enactedWords {
				return from, by, "the lines above the body that enacts an act", 0.85
			}
			if b := s.blocks[from]; b.blank > 0 || from > 0 && startsUpper(b.text) && strings.HasSuffix(s.blocks[from-1].text, ")") {
				break // what the act does to another stands below its short name
			}
		}
	}
	return 0, 0, "", 0
}

// agendaRule is the rule that finds the title for an item of an agenda, by the name of its
// weight, and minOwnTitle how many words a line has at least that says what a paper is about
// besides its kind and who made it.
const (
	agendaRule  = "the lines above those that say who made the paper"
	minOwnTitle = 7
)
