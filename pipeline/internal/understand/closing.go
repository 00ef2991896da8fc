package understand

import "strings"

// closingTitles are the usual titles of a part that closes a whole report, by
// language. Such a part is a chapter even where only the others are numbered.
var closingTitles = map[string]bool{
	// Dutch
	"tot slot": true, "tot besluit": true, "slot": true, "slotwoord": true, "slotbeschouwing": true,
	"slotopmerkingen": true, "conclusie": true, "conclusies": true, "conclusies en aanbevelingen": true, "afsluiting": true, "nawoord": true,
	// English
	"conclusion": true, "conclusions": true, "closing remarks": true, "concluding remarks": true, "conclusions and recommendations": true, "afterword": true,
	// German
	"fazit": true, "schluss": true, "schlusswort": true, "schlussbemerkung": true, "schlussbemerkungen": true,
	"schlussfolgerungen": true, "schlussfolgerungen und empfehlungen": true, "nachwort": true,
	// French
	"en conclusion": true, "remarques finales": true, "postface": true,
}

// backTitles are the usual titles of the matter behind a report's text, in the
// languages that we know. They belong to the whole, never to the chapter above.
var backTitles = wordSet("literatuur|literatuurlijst|geraadpleegde literatuur|bronnen|bronnenlijst|referenties|colofon|begrippenlijst|afkortingen|" +
	"lijst van afkortingen|verklarende woordenlijst|bijlagen|dankwoord|" +
	"references|bibliography|glossary|abbreviations|list of abbreviations|acknowledgements|annexes|appendices|" +
	"literatur|literaturverzeichnis|quellenverzeichnis|abkürzungsverzeichnis|glossar|impressum|anhänge|" +
	"bibliographie|références|glossaire|liste des abréviations|remerciements")

// liftClosing makes the report's last heading a chapter where its title closes
// the whole and it would be the only sub-heading of the last chapter: a lone
// sub-division is no division.
func liftClosing(s *state) {
	var headings []*block
	for _, b := range s.blocks {
		if b.role == roleHeading {
			headings = append(headings, b)
		}
	}
	n := len(headings)
	if n < 3 {
		return
	}
	last, before := headings[n-1], headings[n-2]
	title := strings.ToLower(strings.TrimRight(last.text, ".: "))
	if last.ord.style == "" && last.level == before.level+1 && closingTitles[title] {
		last.level = before.level
	}
}
