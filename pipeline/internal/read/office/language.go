package office

import (
	"cmp"
	"sort"
	"strings"
	"unicode"

	"octavo/pipeline/internal/meta"
)

// Langs are the languages that word processors mark text with: one for each of three
// kinds of scripts, of which the letters tell which one holds.
type Langs struct{ Western, Asian, Complex string }

// Over gives the languages, or where they say nothing those below them.
func (l Langs) Over(below Langs) Langs {
	return Langs{cmp.Or(l.Western, below.Western), cmp.Or(l.Asian, below.Asian), cmp.Or(l.Complex, below.Complex)}
}

// Of is the language of a text by the kind of most of its letters.
func (l Langs) Of(text string) string {
	western, asian, complex := 0, 0, 0
	for _, r := range text {
		switch {
		case r < 0x590 || !unicode.IsLetter(r):
			if unicode.IsLetter(r) {
				western++
			}
		case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo, unicode.Yi):
			asian++
		case unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar, unicode.Tibetan,
			unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala):
			complex++
		default:
			western++
		}
	}
	switch {
	case asian > western && asian >= complex:
		return l.Asian
	case complex > western:
		return l.Complex
	}
	return l.Western
}

// Language is the language of most letters, which letters counts by the tag of their
// runs; where most have none it is that of the document's properties.
func Language(letters map[string]int, property string) string {
	tags := make([]string, 0, len(letters))
	for tag := range letters {
		if tag != "" && meta.IsLang(tag) {
			tags = append(tags, tag)
		}
	}
	sort.Slice(tags, func(i, k int) bool {
		a, b := letters[tags[i]], letters[tags[k]]
		return a > b || a == b && tags[i] < tags[k]
	})
	if len(tags) == 0 || letters[""] > letters[tags[0]] {
		return primaryTag(property)
	}
	return primaryTag(tags[0])
}

// primaryTag is a tag as it is written: the language alone, but for a region that
// makes another spelling of it.
func primaryTag(tag string) string {
	if p := Primary(tag); p != "zh" && p != "pt" {
		return p
	}
	return tag
}

// Primary is the language of a tag, in small letters.
func Primary(tag string) string {
	tag, _, _ = strings.Cut(strings.ToLower(tag), "-")
	return tag
}
