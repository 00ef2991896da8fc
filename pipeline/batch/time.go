package batch

import (
	"fmt"
	"math"
	"time"
)

// ParseTime reads the one time of a run as a person gives it, a day or an RFC 3339
// time; of no text it is zero. The error goes on behind the name of what was given.
func ParseTime(value string) (time.Time, error) {
	if value == "" {
		return time.Time{}, nil
	}
	for _, form := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(form, value); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is no time; give a day such as 2026-11-01, or 2026-11-01T12:00:00Z", value)
}

// Took notes how long the last try took, to the millisecond.
func (o *Outcome) Took(d time.Duration) { o.Seconds = math.Round(d.Seconds()*1000) / 1000 }
