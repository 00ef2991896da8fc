package meta

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"octavo/pipeline/internal/pattern"
)

//go:embed months.txt
var monthTable string

// months maps every name of a month to its number.
var months = parseMonths(monthTable)

// parseMonths reads the table: a line for each month, its names in it, then
// a line of dashes and the next month.
func parseMonths(table string) map[string]int {
	out, month := map[string]int{}, 0
	for _, line := range strings.Split(table, "\n") {
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		month++
		for _, name := range strings.Fields(line) {
			out[name] = month
		}
	}
	return out
}

// isoDates are the forms of a date of ISO 8601, most exact first; a nought may
// be missing in a day.
var isoDates = []string{"2006-1-2", "2006-01", "2006"}

// The forms of a date in words, "21 mei 2025", "21. Mai 2025", "le 1er mai
// 2025", "mei 2025", "May 21, 2025", "May 21st 2025"; and of numbers whose
// order nobody can know.
var (
	dayFirst   = pattern.Of(`^(?:[a-z]+ )?(?:([0-9]{1,2})(?:\.|er|e|st|nd|rd|th)? (?:de |d'|of )?)?(\p{L}+)[.,]? (?:de )?([0-9]{4})$`)
	monthFirst = pattern.Of(`^(\p{L}+)[.,]? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})$`)
	allNumbers = pattern.Of(`^([0-9]{1,2})[-./ ]([0-9]{1,2})[-./ ]([0-9]{4})$`)
)

// dateRemedy tells how a date is written.
const dateRemedy = "write a day, month or year that exists: 2025-05-21, 21 mei 2025, 2025-05 or 2025; what is no date belongs under 'period'"

// checkDate takes a date of publication and gives it as ISO 8601 writes it:
// 2025-05-21, 2025-05 or 2025. A time of day behind it is cut off: works are
// published on a day.
func checkDate(value string) (string, *Fault) {
	if t, err := time.Parse(time.RFC3339, value); err == nil {
		return t.Format(time.DateOnly), nil
	}
	for _, form := range isoDates {
		if t, err := time.Parse(form, value); err == nil {
			return t.Format(strings.Replace(form, "1-2", "01-02", 1)), nil
		}
	}
	if date, ok := dateInWords(value); ok {
		return date, nil
	}
	return "", faultf(numbersRemedy(value), "%q is no date", value)
}

// ParseDate gives a date as ISO 8601 writes it: a day, a month or a year; days in
// numbers only where their order can be known, as with stops between, which nobody
// writes with the month first.
func ParseDate(value string) (string, bool) {
	if date, fault := checkDate(value); fault == nil {
		return date, true
	}
	m := allNumbers.FindStringSubmatch(value)
	if m == nil {
		return "", false
	}
	first, _ := strconv.Atoi(m[1]) // two digits
	second, _ := strconv.Atoi(m[2])
	month, day := first, second
	if first > 12 || strings.Contains(value, ".") {
		month, day = second, first
	} else if second <= 12 && first != second && !strings.Contains(value, ".") {
		return "", false
	}
	if date, ok := isoDay(m[3], month, day); ok {
		return date, true
	}
	return "", false
}

// dateInWords reads a date with the name of a month.
func dateInWords(value string) (string, bool) {
	words := strings.ToLower(strings.Join(strings.Fields(value), " "))
	day, month, year := "", "", ""
	if m := monthFirst.FindStringSubmatch(words); m != nil {
		month, day, year = m[1], m[2], m[3]
	} else if m := dayFirst.FindStringSubmatch(words); m != nil {
		day, month, year = m[1], m[2], m[3]
	}
	n := months[month]
	if n == 0 {
		return "", false
	}
	if day == "" {
		return fmt.Sprintf("%s-%02d", year, n), true
	}
	d, _ := strconv.Atoi(day) // two digits
	return isoDay(year, n, d)
}

// isoDay writes a day of the calendar, where there is such a day.
func isoDay(year string, month, day int) (string, bool) {
	date := fmt.Sprintf("%s-%02d-%02d", year, month, day)
	_, err := time.Parse(time.DateOnly, date)
	return date, err == nil
}

// NumberedDays gives the days in ISO 8601 that a date in numbers stands for, such as
// 5-4-2025, read with the day first and with the month first; "" where there is no such
// day.
func NumberedDays(value string) (dayFirst, monthFirst string) {
	m := allNumbers.FindStringSubmatch(value)
	if m == nil {
		return "", ""
	}
	first, _ := strconv.Atoi(m[1]) // two digits
	second, _ := strconv.Atoi(m[2])
	if d, ok := isoDay(m[3], second, first); ok {
		dayFirst = d
	}
	if d, ok := isoDay(m[3], first, second); ok {
		monthFirst = d
	}
	return dayFirst, monthFirst
}

// numbersRemedy names the days that 5-4-2025 may stand for.
func numbersRemedy(value string) string {
	dayFirst, monthFirst := NumberedDays(value)
	var days []string
	for _, d := range []string{dayFirst, monthFirst} {
		if d != "" && !slices.Contains(days, d) {
			days = append(days, d)
		}
	}
	if days == nil {
		return dateRemedy
	}
	return "write it with the year first: " + strings.Join(days, ", or ")
}

// checkModified takes the time of the last change: a day, or a time of RFC
// 3339, which is given in UTC.
func checkModified(value string) (string, *Fault) {
	if t, err := time.Parse(time.RFC3339, value); err == nil {
		return t.UTC().Format(time.RFC3339), nil
	}
	if date, ok := dateInWords(value); ok {
		value = date
	}
	if _, err := time.Parse(time.DateOnly, value); err != nil {
		return "", faultf("write the day, 2025-05-21, or the time, 2025-05-21T14:30:00Z", "%q is no time of a change", value)
	}
	return value, nil
}

// ModifiedTime is Modified as a time in UTC, a day as its first second; the
// zero time where it is not given.
func (m Meta) ModifiedTime() time.Time {
	for _, form := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(form, m.Modified); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}
