package pipeline

import (
	"fmt"
	"strconv"
	"time"
)

// fallbackTime dates a publication of which no date is known: a fixed time, so
// that the same input gives the same bytes (law 7).
var fallbackTime = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// dateForms are the forms of a date in metadata, most exact first (ISO 8601).
var dateForms = []string{time.RFC3339, "2006-01-02", "2006-01", "2006"}

// Date gives the time to write into files: sourceDateEpoch (the environment's
// SOURCE_DATE_EPOCH, seconds since 1970) where it is not empty, else the
// metadata's date, else a fixed one. A malformed epoch is an error; a date in
// words, which a title page may well have, falls through to the fixed time.
func Date(sourceDateEpoch, metaDate string) (time.Time, error) {
	if sourceDateEpoch != "" {
		sec, err := strconv.ParseInt(sourceDateEpoch, 10, 64)
		if err != nil || sec < 0 {
			return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH is %q; give seconds since 1970, for instance 1700000000", sourceDateEpoch)
		}
		return time.Unix(sec, 0).UTC(), nil
	}
	for _, form := range dateForms {
		if t, err := time.Parse(form, metaDate); err == nil {
			return t.UTC(), nil
		}
	}
	return fallbackTime, nil
}
