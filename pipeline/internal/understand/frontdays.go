package understand

import (
	"slices"
	"strings"
	"unicode"

	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/pattern"
	"octavo/pipeline/internal/understand/annotate/lang"
	"octavo/pipeline/internal/understand/lexicon"
)

// behindPlace is what stands in a value behind the name of a place and before a remark in
// brackets: "Bath, 3 May 2031 (draft)".
func behindPlace(value string) string {
	if at := strings.LastIndex(value, " ("); at > 0 && strings.HasSuffix(value, ")") {
		value = value[:at]
	}
	if at := strings.LastIndex(value, ", "); at > 0 && words(value[:at]) <= 3 && !lexicon.Is(value[:at], lexicon.Month) && !strings.ContainsAny(value[:at], "0123456789") {
		value = value[at+2:]
	}
	return strings.TrimSpace(withoutTime(value))
}

// severalDays is the run of days on which a meeting is held: "4–15 November 2031", "vom 4.
// bis 15. Mai 2031", "16 June – 8 July 2031". A dash with spaces behind a number alone parts
// other things: "Fassung 2 – 14. Mai 2031".
var severalDays = pattern.Of(`(?i)\b[0-9]{1,2}(?:\.|er|st|nd|rd|th)?(?:[–—-]| \p{L}+ ?[–—-] ?|(?: \p{L}+)? (?:bis|to|au|tot|t/m) )[0-9]{1,2}(?:\.|st|nd|rd|th)?(?:,| \p{L})`)

// withoutTime is a value without the time of day behind its date: "3 May 2031 16:07".
func withoutTime(value string) string {
	at := strings.LastIndexByte(value, ' ')
	if at > 0 && strings.Count(value[at:], ":") > 0 && strings.Trim(value[at:], " 0123456789:") == "" {
		return value[:at]
	}
	return value
}

// isDateline reports whether a short text holds a day and a year, as the line
// with place and date of a letter does.
func isDateline(text string) bool {
	if len(text) > 80 || !strings.ContainsFunc(text, unicode.IsDigit) || words(text) > 9 || endsSentence(text) {
		return false
	}
	if endsInMonth(text) {
		return true
	}
	f := strings.Fields(text)
	year := func(word string) bool { return slices.ContainsFunc(figures(word), isYear) }
	return slices.ContainsFunc(f, holdsDay) && slices.ContainsFunc(f, year) && !slices.ContainsFunc(f, isFinancialYear) && count(text, unicode.IsLetter) < 60
}

// isFinancialYear reports whether a word is two years, "2023–24", and no day.
func isFinancialYear(word string) bool {
	return isYearSpan(strings.TrimFunc(word, unicode.IsPunct))
}

// holdsDay reports whether a word holds a day: two figures at most that no letters come
// before, as in "COVID-19", nor more than the end of an ordinal behind, and no decimal such
// as "2.02".
func holdsDay(word string) bool {
	word = strings.TrimFunc(word, unicode.IsPunct)
	parts := figures(word)
	if len(parts) == 0 || !strings.HasPrefix(word, parts[0]) || len(parts) == 2 && strings.ContainsAny(word, ".,:") && !slices.ContainsFunc(parts, isYear) {
		return false
	}
	return count(word, unicode.IsLetter) <= maxOrdinalEnd && slices.ContainsFunc(parts, func(f string) bool { return len(f) <= 2 })
}

// maxOrdinalEnd is how many letters the end of an ordinal has at most: 1er, 2nd.
const maxOrdinalEnd = 3

// figures are the runs of digits of a word.
func figures(word string) []string {
	return strings.FieldsFunc(word, func(r rune) bool { return !unicode.IsDigit(r) })
}

// isDay reports whether a value is a date, also one in numbers whose order is open.
func isDay(value string) bool {
	if dateOf(value) != "" {
		return true
	}
	dayFirst, monthFirst := meta.NumberedDays(behindPlace(value))
	return dayFirst != "" || monthFirst != ""
}

// day is the day that a value gives in ISO 8601; "" is none. Numbers whose order is open
// are read as the language or the other dates of the text write them. Where neither
// settles it, the paper has a date that is not read.
func (s *state) day(value string) string {
	if date := dateOf(value); date != "" {
		return date
	}
	dayFirst, monthFirst := meta.NumberedDays(behindPlace(value))
	if dayFirst == "" || monthFirst == "" {
		return ""
	}
	switch first, last := s.orderOfDates(); {
	case first && !last:
		return dayFirst
	case last && !first:
		return monthFirst
	}
	s.undatable = true
	return ""
}

// orderOfDates reports whether the dates in numbers of the text have the day first, and
// whether they have the month first. Only English has both ways.
func (s *state) orderOfDates() (dayFirst, monthFirst bool) {
	if tag := s.guessLanguage(); tag != "" && tag != lang.English {
		return true, false
	}
	for _, l := range s.lines[:min(len(s.lines), orderReach)] {
		for w := range strings.FieldsSeq(l.text) {
			if len(w) < len("1-1-2031") || w[0] < '0' || w[0] > '9' {
				continue
			}
			day, month := meta.NumberedDays(strings.TrimRight(w, ".,;:)"))
			dayFirst, monthFirst = dayFirst || day != "" && month == "", monthFirst || month != "" && day == ""
		}
	}
	return dayFirst, monthFirst
}

// orderReach is among how many lines other dates are looked for.
const orderReach = 2000

// besideDay is the day behind its label further on in a line whose parts have labels and
// values: "Meeting: Cabinet     Date: 3 May 2031".
func (h *letterhead) besideDay() (line int, day string) {
	from, to := h.extent()
	for i := from; i < to; i++ {
		l := h.lines[i]
		if l.block != nil || !hasGap(l.text) {
			continue
		}
		for k, part := range l.parts() {
			label, value, _ := strings.Cut(part, ":")
			if k > 0 && value == "" && k+1 < len(l.parts()) {
				value = l.parts()[k+1]
			}
			if d := h.day(strings.TrimSpace(value)); k > 0 && d != "" && lexicon.Of(label)&lexicon.Date != 0 {
				return i, d
			}
		}
	}
	return 0, ""
}

// versionDay is the day that the lines above the text give behind a version, where all of them
// give the same: "Version 1.2 – 3 May 2031".
func (h *letterhead) versionDay() (line int, day string) {
	from, to := h.extent()
	for i := from; i < to; i++ {
		l := h.lines[i]
		if l.block != nil || !namesVersion(l.text) {
			continue
		}
		d := h.day(behindSeparator(l.text))
		if d == "" || d == day {
			continue
		}
		if day != "" {
			return 0, ""
		}
		line, day = i, d
	}
	return line, day
}

// namesVersion reports whether one of the first two words of a line is the word for a version.
func namesVersion(text string) bool {
	_, rest, _ := strings.Cut(text, " ")
	return lexicon.BeginsAs(text, lexicon.Version) || lexicon.BeginsAs(rest, lexicon.Version)
}

// behindSeparator is what stands behind the last comma, dash or stroke of a line.
func behindSeparator(text string) string {
	for _, sign := range []string{", ", " – ", " - ", " / "} {
		if at := strings.LastIndex(text, sign); at >= 0 {
			text = text[at+len(sign):]
		}
	}
	return text
}
