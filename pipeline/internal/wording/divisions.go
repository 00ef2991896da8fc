package wording

import (
	"strings"
	"sync"
)

// Divisions tells by their titles what the divisions of a book are, for one
// language, as EPUB's structural semantics vocabulary calls them.
type Divisions struct {
	// titles are whole titles, labels what stands before a number or letter
	// ("Bijlage A"), ranked what stands behind an ordinal ("Eerste deel"), all in lower
	// case; the values are kinds.
	titles, labels, ranked map[string]string
	// ordinals and cardinals are the words for first and one, second and two …; ranks
	// stand behind figures that are ordinals, 2nd.
	ordinals, cardinals, ranks map[string]bool
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
// stands for a number or letter and what follows it, or for an ordinal before the word;
// and the words for ordinals and cardinals.
func parseDivisions(text string) *Divisions {
	d := &Divisions{map[string]string{}, map[string]string{}, map[string]string{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
	for kind, value := range entries(text) {
		for title := range strings.SplitSeq(value, "|") {
			d.add(kind, strings.ToLower(strings.TrimSpace(title)))
		}
	}
	return d
}

func (d *Divisions) add(kind, title string) {
	label, labelled := strings.CutSuffix(title, " #")
	rank, ranked := strings.CutPrefix(title, "# ")
	switch {
	case kind == "ordinals":
		d.ordinals[title] = true
	case kind == "cardinals":
		d.cardinals[title] = true
	case kind == "ranks":
		d.ranks[title] = true
	case labelled:
		d.labels[label] = kind
	case ranked:
		d.ranked[rank] = kind
	default:
		d.titles[title] = kind
	}
}

// Kind is what a heading says that it heads, "" where it does not say it for sure.
func (d *Divisions) Kind(heading string) string {
	heading = strings.ToLower(strings.Join(strings.Fields(heading), " "))
	if kind := d.titles[strings.TrimRight(heading, ".: ")]; kind != "" {
		return kind
	}
	first, rest, ok := strings.Cut(heading, " ")
	if !ok {
		return ""
	}
	second, more, _ := strings.Cut(rest, " ")
	second, ends := ended(second, more)
	switch {
	case d.labels[first] != "" && (isOrdinal(second) || ends && d.cardinals[second]):
		return d.labels[first]
	case ends && (d.ordinals[first] || d.isRank(first)):
		return d.ranked[second]
	}
	return ""
}

// ended is a word without the sign behind it, and whether the label of a heading ends
// with it: at a sign, or as nothing follows. A number needs no sign to end a label, a
// word does: "Part One of the plan" is no part.
func ended(word, more string) (bare string, ends bool) {
	const signs = ".:,–—-"
	bare = strings.TrimRight(word, signs)
	return bare, bare != word || more == "" || strings.ContainsAny(more[:1], signs) || strings.HasPrefix(more, "–") || strings.HasPrefix(more, "—")
}

// isRank reports whether a word is an ordinal in figures: "2e", "IIe", "3rd".
func (d *Divisions) isRank(word string) bool {
	for rank := range d.ranks {
		if number, ok := strings.CutSuffix(word, rank); ok && isOrdinal(number) && !strings.HasSuffix(number, ".") {
			return true
		}
	}
	return false
}

// isOrdinal reports whether a word is a number, a Roman one, or a letter.
func isOrdinal(word string) bool {
	if len(word) == 1 && word[0] >= 'a' && word[0] <= 'z' {
		return true
	}
	return word != "" && (strings.Trim(word, "0123456789.") == "" || strings.Trim(word, "ivxlc") == "")
}
