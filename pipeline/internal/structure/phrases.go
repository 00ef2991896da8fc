package structure

import "strings"

// phrases describe links in the document's language; each holds one %s.
type phrases struct {
	external string // an address
	goTo     string // a heading or the text of a link
	note     string // a note's number
	back     string // a note's number
}

var phraseTable = map[string]phrases{
	"nl": {"Externe link: %s", "Ga naar: %s", "Naar voetnoot %s", "Terug naar de verwijzing naar voetnoot %s"},
	"en": {"External link: %s", "Go to: %s", "To footnote %s", "Back to the reference to footnote %s"},
	"de": {"Externer Link: %s", "Gehe zu: %s", "Zu Fußnote %s", "Zurück zum Verweis auf Fußnote %s"},
	"fr": {"Lien externe\u00a0: %s", "Aller à\u00a0: %s", "Vers la note %s", "Retour à l’appel de la note %s"},
}

// phrasesFor picks by the primary language of a BCP 47 tag, else English.
func phrasesFor(lang string) phrases {
	primary, _, _ := strings.Cut(lang, "-")
	if p, ok := phraseTable[strings.ToLower(primary)]; ok {
		return p
	}
	return phraseTable["en"]
}
