package wording

import (
	"strconv"
	"strings"
)

// DateText writes an ISO 8601 date ("2024", "2024-05", "2024-05-15") as the
// language does. Anything else is returned as it stands.
func (w *Words) DateText(date string) string {
	parts := strings.Split(date, "-")
	if len(parts) < 2 || len(parts) > 3 || len(parts[0]) != 4 {
		return date
	}
	month, ok := number(parts[1], len(w.Months))
	if !ok {
		return date
	}
	text := w.Months[month-1] + " " + parts[0]
	if len(parts) == 3 {
		day, ok := number(parts[2], 31)
		if !ok {
			return date
		}
		text = w.day(day) + " " + text
	}
	return text
}

// day writes the day of the month.
func (w *Words) day(n int) string {
	if n == 1 {
		return w.FirstDay
	}
	return strings.ReplaceAll(w.Day, "%s", strconv.Itoa(n))
}

// number reads two digits from 1 to most.
func number(s string, most int) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && len(s) == 2 && n >= 1 && n <= most
}
