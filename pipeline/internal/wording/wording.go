// Package wording holds what Octavo knows of each language that it publishes
// in: the words of generated parts and labels, the words that are not parted
// at a line's end, and how words are hyphenated. A language is one folder, and
// adding one is adding a folder (README.md says with what). In comes a BCP 47
// tag, out go the data of its language, read when they are first asked for.
package wording

import (
	"embed"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

//go:embed */*.txt */*.trie
var files embed.FS

// fallback is the language of the words for a language that has none here.
const fallback = "en"

// Words is the words that generated parts and writers' labels need, in one
// language. The tags are their names in words.txt. Words whose field ends in
// "For", links and days hold one %s for what is named.
type Words struct {
	// Lang is the language of these words as a BCP 47 tag. It differs from
	// the language asked for where that one has no folder.
	Lang string

	Contents  string `word:"contents"`
	Tables    string `word:"list-of-tables"`
	Figures   string `word:"list-of-figures"`
	Colophon  string `word:"colophon"`
	TitlePage string `word:"title-page"`
	Cover     string `word:"cover"`
	// CoverFor is the text alternative of a cover made from the title.
	CoverFor string `word:"cover-for"`
	Notes    string `word:"notes"`
	// BackFor labels the way back from a note to its call.
	BackFor string `word:"back-for"`
	Pages   string `word:"pages"`
	// Start is where the text begins, Landmarks the heading over such places.
	Start     string `word:"start"`
	Landmarks string `word:"landmarks"`
	// Table names a table that has no caption.
	Table string `word:"table"`

	// Totals are the words that the last row of a table begins with where it adds up
	// the others, in lower case, parted by " | ".
	Totals string `word:"totals"`
	// Credits are the words that a line below a table or figure begins with, before a
	// colon, which says where it is from; in lower case, with " | " between them.
	Credits string `word:"credits"`

	Publisher string `word:"publisher"`
	// Contributor, Series and Source label fields of the colophon; ISBNPrint is an ISBN
	// of the printed book.
	Contributor string `word:"contributor"`
	Issuer      string `word:"issuer"` // labels the body that issues the publication
	Series      string `word:"series"`
	Source      string `word:"source"`
	ISBNPrint   string `word:"isbn-print"`
	Creator     string `word:"creator"`
	Date        string `word:"date"`
	Period      string `word:"period"`
	Edition     string `word:"edition"`
	Rights      string `word:"rights"`
	Dossier     string `word:"dossier"`
	Number      string `word:"number"`
	Address     string `word:"address"`
	// Made is the colophon's sentence on accessibility. It says how the
	// edition was made, not what a judge would find.
	Made string `word:"made"`

	// Summary is said of an EPUB's accessibility.
	Summary Summary
	// Links describe the links of a PDF.
	Links Links

	// Boxes are the titles of boxes that have none.
	Boxes Boxes
	// Labels stand before the numbers of what cross-references lead to.
	Labels Labels

	// Months are the names of the months, for dates.
	Months [12]string
	// Day writes the day of a date ("3. März"), FirstDay is the month's first.
	Day      string `word:"day"`
	FirstDay string `word:"first-day"`
}

// Summary is the sentences that make up an accessibility summary (EPUB
// Accessibility 1.1, 2.2), each true of a book that has what it names.
type Summary struct {
	Structure  string `word:"summary-structure"`
	Order      string `word:"summary-order"`
	Notes      string `word:"summary-notes"`
	Tables     string `word:"summary-tables"`
	Images     string `word:"summary-images"`
	MissingAlt string `word:"summary-missing-alt"`
	Pages      string `word:"summary-pages"`
	Formulas   string `word:"summary-formulas"`
	// Declared says who declares conformance (%s) and what was counted for it.
	Declared string `word:"summary-declared-for"`
}

// Labels is the words for figures, listings and equations before their numbers; that
// for tables is Table.
type Labels struct {
	Figure   string `word:"label-figure"`
	Listing  string `word:"label-listing"`
	Equation string `word:"label-equation"`
}

// Boxes is the words for boxes set apart from the text, by their kinds.
type Boxes struct {
	Note      string `word:"box-note"`
	Info      string `word:"box-info"`
	Tip       string `word:"box-tip"`
	Important string `word:"box-important"`
	Warning   string `word:"box-warning"`
	Caution   string `word:"box-caution"`
	Danger    string `word:"box-danger"`
	Example   string `word:"box-example"`
	Summary   string `word:"box-summary"`
	Question  string `word:"box-question"`
	Success   string `word:"box-success"`
	Failure   string `word:"box-failure"`
}

// Of is the word for a kind, as its tag names it behind "box-"; "" for none.
func (b Boxes) Of(kind string) string {
	fields := map[string]reflect.Value{}
	collect(reflect.ValueOf(&b).Elem(), fields)
	if f, ok := fields["box-"+kind]; ok {
		return f.String()
	}
	return ""
}

// Links is the alternate descriptions of links (ISO 14289-1, 7.18.5): to an
// address, to a place in the document, to a note and back to its call. Each
// holds one %s: the address, the place's heading, the note's number.
type Links struct {
	Outside string `word:"link-outside"`
	Inside  string `word:"link-inside"`
	Note    string `word:"link-note"`
	Call    string `word:"link-call"`
	// Struck and Inserted are said of such a run, whose text is their %s.
	Struck   string `word:"run-struck"`
	Inserted string `word:"run-inserted"`
}

// For returns the words of the language whose primary subtag is lang's, or the
// English ones where that language has no folder. The result is shared: do not
// change it.
func For(lang string) *Words {
	f := folders()[Primary(lang)]
	if f == nil {
		f = folders()[fallback]
	}
	return f.words()
}

func (f *folder) readWords() *Words {
	w, _ := parseWords(f.lang, f.read("words.txt"))
	return w
}

// Primary is the primary subtag of a BCP 47 tag, in lower case.
func Primary(lang string) string {
	p, _, _ := strings.Cut(lang, "-")
	return strings.ToLower(p)
}

// parseWords reads a words.txt. The problems are what the file lacks and what
// it has too much, each as a sentence.
func parseWords(tag, text string) (w *Words, problems []string) {
	w = &Words{Lang: tag}
	fields := map[string]reflect.Value{}
	collect(reflect.ValueOf(w).Elem(), fields)
	for name, value := range entries(text) {
		field, known := fields[name]
		value = strings.ReplaceAll(value, "~", "\u00a0")
		switch {
		case name == "months":
			if months := strings.Fields(value); copy(w.Months[:], months) != len(months) {
				problems = append(problems, "months has more than 12 words")
			}
		case !known:
			problems = append(problems, name+" is no word that is asked for")
		case field.String() != "":
			problems = append(problems, name+" stands twice")
		default:
			field.SetString(value)
		}
	}
	return w, append(problems, lacking(w, fields)...)
}

// collect gathers the fields of a struct, and of structs in it, by their names
// in words.txt.
func collect(v reflect.Value, into map[string]reflect.Value) {
	for i := range v.NumField() {
		name := v.Type().Field(i).Tag.Get("word")
		switch {
		case name != "":
			into[name] = v.Field(i)
		case v.Field(i).Kind() == reflect.Struct:
			collect(v.Field(i), into)
		}
	}
}

// lacking lists what a language has no word for.
func lacking(w *Words, fields map[string]reflect.Value) []string {
	var out []string
	for name, field := range fields {
		if field.String() == "" {
			out = append(out, name+" is missing")
		}
	}
	for i, month := range w.Months {
		if month == "" {
			out = append(out, "month "+strconv.Itoa(i+1)+" is missing")
		}
	}
	slices.Sort(out)
	return out
}

// ISBNLabel labels the ISBN of a kind of edition: "print", "pdf", "epub", or "" for
// none in particular.
func (w *Words) ISBNLabel(kind string) string {
	switch kind {
	case "":
		return "ISBN"
	case "print":
		return w.ISBNPrint
	}
	return "ISBN (" + strings.ToUpper(kind) + ")"
}
