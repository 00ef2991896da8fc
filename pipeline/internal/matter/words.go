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
	// Summary is said of an EPUB's accessibility.
	Summary Summary
	// Months are the names of the months, for dates.
	Months [12]string
	// DayStop follows the day's number in a date ("3. März").
	DayStop string
}

// Summary is the sentences that make up an accessibility summary (EPUB
// Accessibility 1.1, 2.2), each true of a book that has what it names.
type Summary struct {
	Structure, Pages, Notes, Tables, Images, MissingAlt string
}

// Words returns the words of the language whose primary subtag is lang's, or
// the English ones where that language is not supported.
func Words(lang string) *Wording {
	p := Primary(lang)
	for _, w := range wordings {
		if w.Lang == p {
			return w
		}
	}
	return english
}

// Primary is the primary subtag of a BCP 47 tag, in lower case.
func Primary(lang string) string {
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
	Made: "Deze uitgave is gemaakt om ook met hulpsoftware te lezen te zijn: de opbouw en de taal van de tekst zijn in het bestand vastgelegd.",
	Summary: Summary{
		Structure:  "Koppen, lijsten en inhoudsopgave zijn als zodanig gemarkeerd; de leesvolgorde is die van de tekst.",
		Notes:      "Van elke nootverwijzing leidt een link naar de noot en terug.",
		Tables:     "Tabellen hebben gemarkeerde kopcellen.",
		Images:     "Afbeeldingen hebben een tekstalternatief.",
		MissingAlt: "Niet elke afbeelding heeft een tekstalternatief.",
		Pages:      "De pagina’s van de gedrukte uitgave zijn in de tekst gemarkeerd en in een lijst opgenomen.",
	},
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
	Made: "This edition was made to be read with assistive technology as well: the structure and the language of the text are recorded in the file.",
	Summary: Summary{
		Structure:  "Headings, lists and table of contents are marked as such; the reading order is that of the text.",
		Notes:      "Every note reference links to its note, and the note back to it.",
		Tables:     "Tables have marked header cells.",
		Images:     "Images have text alternatives.",
		MissingAlt: "Not every image has a text alternative.",
		Pages:      "The pages of the print edition are marked in the text and collected in a list.",
	},
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
	Made: "Diese Ausgabe wurde so erstellt, dass sie auch mit Hilfsmitteln gelesen werden kann: Gliederung und Sprache des Textes sind in der Datei festgehalten.",
	Summary: Summary{
		Structure:  "Überschriften, Listen und Inhaltsverzeichnis sind als solche ausgezeichnet; die Lesereihenfolge ist die des Textes.",
		Notes:      "Von jedem Anmerkungszeichen führt ein Link zur Anmerkung und zurück.",
		Tables:     "Tabellen haben ausgezeichnete Kopfzellen.",
		Images:     "Abbildungen haben eine Textalternative.",
		MissingAlt: "Nicht jede Abbildung hat eine Textalternative.",
		Pages:      "Die Seiten der Druckausgabe sind im Text markiert und in einer Liste verzeichnet.",
	},
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
	Made: "Cette édition a été conçue pour être lue aussi avec des technologies d’assistance : la structure et la langue du texte sont enregistrées dans le fichier.",
	Summary: Summary{
		Structure:  "Les titres, les listes et le sommaire sont balisés comme tels ; l’ordre de lecture est celui du texte.",
		Notes:      "Chaque appel de note mène à sa note, et la note à son appel.",
		Tables:     "Les tableaux ont des cellules d’en-tête balisées.",
		Images:     "Les images ont un équivalent textuel.",
		MissingAlt: "Certaines images n’ont pas d’équivalent textuel.",
		Pages:      "Les pages de l’édition imprimée sont repérées dans le texte et réunies dans une liste.",
	},
	Months: [12]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
}
