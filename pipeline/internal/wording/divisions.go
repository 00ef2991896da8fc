package wording

import (
	"strings"
	"sync"
)

// Divisions tells by their titles what the divisions of a book are, for one
// language, as EPUB's structural semantics vocabulary calls them.
type Divisions struct {
	// titles are whole titles, labels what stands before a number or letter
	// ("Bijlage A"), both in lower case; the values are kinds.
	titles, labels map[string]string
}

// DivisionsFor returns those of the language whose primary subtag is lang's; a
// language without a folder has none. The result is shared: do not change it.
func DivisionsFor(lang string) *Divisions {
	if f := folders()[Primary(lang)]; f != nil {
		return f.divisions()
	}
	return noDivisions()
}

var noDivisions = sync.OnceValue(func() *Divisions { return parseDivisions("") })

func (f *folder) readDivisions() *Divisions { return parseDivisions(f.read("divisions.txt")) }

// parseDivisions reads a divisions.txt: kinds with titles between bars, where "#"
// stands for a number or letter and what follows it.
func parseDivisions(text string) *Divisions {
	d := &Divisions{titles: map[string]string{}, labels: map[string]string{}}
	for kind, value := range entries(text) {
		for title := range strings.SplitSeq(value, "|") {
			title = strings.ToLower(strings.TrimSpace(title))
			if label, ok := strings.CutSuffix(title, " #"); ok {
				d.labels[label] = kind
			} else {
				d.titles[title] = kind
			}
		}
	}
	return d
}

// Kind is what a heading says that it heads, "" where it does not say it for sure.
func (d *Divisions) Kind(heading string) string {
	heading = strings.ToLower(strings.Join(strings.Fields(heading), " "))
	if kind := d.titles[strings.TrimRight(heading, ".: ")]; kind != "" {
		return kind
	}
	label, rest, ok := strings.Cut(heading, " ")
	if !ok || d.labels[label] == "" {
		return ""
	}
	if number, _, _ := strings.Cut(rest, " "); isOrdinal(strings.TrimRight(number, ".:,–—-")) {
		return d.labels[label]
	}
	return ""
}

// isOrdinal reports whether a word is a number, a Roman one, or a letter.
func isOrdinal(word string) bool {
	if len(word) == 1 && word[0] >= 'a' && word[0] <= 'z' {
		return true
	}
	return word != "" && (strings.Trim(word, "0123456789.") == "" || strings.Trim(word, "ivxlc") == "")
}
