package matter

import "strings"

// Wording is the words that generated parts and writers' labels need, in one
// language. Fields that end in "For" hold one %s.
type Wording struct {
	// Lang is the language of these words as a BCP 47 tag. It differs from
	// the language asked for where that one is not supported.
	Lang string

	Contents, Colophon, TitlePage, Cover string
	Note, Notes, Page, Pages, Chapter    string
	Table, Figure                        string
	Start                                string // where the text begins, in the landmarks
	Landmarks                            string // heading of the landmarks

	// BackFor labels the way back from a note to its call.
	BackFor string
	// NoteFor labels the way from a call to its note.
	NoteFor string
	// CoverFor is the text alternative of a cover made from the title.
	CoverFor string

	Publisher, Creator, Date, Period, Edition, Rights, Dossier, Number, Address string
	// Made is the colophon's sentence on accessibility. It says how the
	// edition was made, not what a judge would find.
	Made string
	// Months are the names of the months, for dates.
	Months [12]string
	// DayStop follows the day's number in a date ("3. März").
	DayStop string
}

// Words returns the words of the language whose primary subtag is lang's, or
// the English ones where that language is not supported.
func Words(lang string) *Wording {
	p := primary(lang)
	for _, w := range wordings {
		if w.Lang == p {
			return w
		}
	}
	return english
}

// primary is the primary subtag of a BCP 47 tag, in lower case.
func primary(lang string) string {
	p, _, _ := strings.Cut(lang, "-")
	return strings.ToLower(p)
}

var wordings = []*Wording{dutch, english, german, french}

var dutch = &Wording{
	Lang:     "nl",
	Contents: "Inhoud", Colophon: "Colofon", TitlePage: "Titelpagina", Cover: "Omslag",
	Note: "Noot", Notes: "Noten", Page: "Pagina", Pages: "Pagina’s", Chapter: "Hoofdstuk",
	Table: "Tabel", Figure: "Figuur",
	Start: "Begin van de tekst", Landmarks: "Onderdelen",
	BackFor: "Terug naar verwijzing %s", NoteFor: "Naar noot %s", CoverFor: "Omslag: %s",
	Publisher: "Uitgever", Creator: "Opsteller", Date: "Datum", Period: "Periode", Edition: "Uitgave",
	Rights: "Rechten", Dossier: "Dossier", Number: "Nummer", Address: "Vindplaats",
	Made:   "Deze uitgave is gemaakt om ook met hulpsoftware te lezen te zijn: de opbouw en de taal van de tekst zijn in het bestand vastgelegd.",
	Months: [12]string{"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"},
}

var english = &Wording{
	Lang:     "en",
	Contents: "Contents", Colophon: "Colophon", TitlePage: "Title page", Cover: "Cover",
	Note: "Note", Notes: "Notes", Page: "Page", Pages: "Pages", Chapter: "Chapter",
	Table: "Table", Figure: "Figure",
	Start: "Start of the text", Landmarks: "Landmarks",
	BackFor: "Back to reference %s", NoteFor: "To note %s", CoverFor: "Cover: %s",
	Publisher: "Publisher", Creator: "Author", Date: "Date", Period: "Period", Edition: "Edition",
	Rights: "Rights", Dossier: "Dossier", Number: "Number", Address: "Location",
	Made:   "This edition was made to be read with assistive technology as well: the structure and the language of the text are recorded in the file.",
	Months: [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"},
}

var german = &Wording{
	Lang:     "de",
	Contents: "Inhalt", Colophon: "Impressum", TitlePage: "Titelseite", Cover: "Umschlag",
	Note: "Anmerkung", Notes: "Anmerkungen", Page: "Seite", Pages: "Seiten", Chapter: "Kapitel",
	Table: "Tabelle", Figure: "Abbildung",
	Start: "Textbeginn", Landmarks: "Bestandteile",
	BackFor: "Zurück zu Verweis %s", NoteFor: "Zu Anmerkung %s", CoverFor: "Umschlag: %s",
	Publisher: "Herausgeber", Creator: "Verfasser", Date: "Datum", Period: "Zeitraum", Edition: "Ausgabe",
	Rights: "Rechte", Dossier: "Dossier", Number: "Nummer", Address: "Fundstelle",
	Made:    "Diese Ausgabe wurde so erstellt, dass sie auch mit Hilfsmitteln gelesen werden kann: Gliederung und Sprache des Textes sind in der Datei festgehalten.",
	Months:  [12]string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"},
	DayStop: ".",
}

var french = &Wording{
	Lang:     "fr",
	Contents: "Sommaire", Colophon: "Colophon", TitlePage: "Page de titre", Cover: "Couverture",
	Note: "Note", Notes: "Notes", Page: "Page", Pages: "Pages", Chapter: "Chapitre",
	Table: "Tableau", Figure: "Figure",
	Start: "Début du texte", Landmarks: "Repères",
	BackFor: "Retour à l’appel %s", NoteFor: "Vers la note %s", CoverFor: "Couverture : %s",
	Publisher: "Éditeur", Creator: "Auteur", Date: "Date", Period: "Période", Edition: "Édition",
	Rights: "Droits", Dossier: "Dossier", Number: "Numéro", Address: "Adresse",
	Made:   "Cette édition a été conçue pour être lue aussi avec des technologies d’assistance : la structure et la langue du texte sont enregistrées dans le fichier.",
	Months: [12]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
}
