package understand

import (
	"strings"

	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/pattern"
	"octavo/pipeline/internal/understand/annotate/lang"
	"octavo/pipeline/internal/understand/lexicon"
)

// behindPlace is what stands in a value behind the name of a place: "Bath, 3 May 2031".
func behindPlace(value string) string {
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
