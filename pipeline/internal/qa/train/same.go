package train

import (
	"strings"
	"unicode"

	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/understand/lexicon"
)

// says is what a value of the front says, in letters and figures: two values that say the
// same are one. How a value was broken, drawn or stopped says nothing of it, nor do the
// word for it before it and the form of a day. CONVENTION.md tells which these are.
func says(name, value string) string {
	value = strings.TrimSpace(value)
	switch name {
	case "title":
		value = withoutLabel(strings.TrimLeft(value, "| "), lexicon.Subject|lexicon.Title)
	case "reference":
		if label, number, ok := strings.Cut(value, ":"); ok && !strings.ContainsFunc(label, unicode.IsDigit) {
			value = number
		}
	case "publisher":
		value = lexicon.WithoutArticle(value)
	case "date":
		value = dayOf(value)
	}
	return letters(value)
}

// withoutLabel is value without the labels of a class that it begins with: "Subject: Bridges",
// or "Subject Bridges" where the value itself begins in capitals.
func withoutLabel(value string, label lexicon.Class) string {
	class, n := lexicon.Begins(value)
	rest := strings.TrimLeft(value[n:], " ")
	named, colon := strings.CutPrefix(rest, ":")
	if class&label == 0 || !colon && !strings.ContainsFunc(firstLetter(rest), unicode.IsUpper) {
		return value
	}
	return withoutLabel(strings.TrimSpace(named), label) // an answer has another label behind the first
}

// firstLetter is the first letter or figure of text, brackets aside.
func firstLetter(text string) string {
	for _, r := range text {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return string(r)
		}
	}
	return ""
}

// dayOf is a date as the metadata write it; one in numbers has the day first, as all
// labels do that do not write the year first.
func dayOf(value string) string {
	if date, ok := meta.ParseDate(value); ok {
		return date
	}
	if dayFirst, _ := meta.NumberedDays(value); dayFirst != "" {
		return dayFirst
	}
	if _, dated, ok := strings.Cut(value, " "); ok { // behind the day of the week
		if date, ok := meta.ParseDate(dated); ok {
			return date
		}
	}
	return value
}
