package pipeline

import (
	"fmt"
	"strconv"
	"time"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
)

// TimeSource says where a run's time was found; it stands in the log.
type TimeSource string

// The sources of a run's time. The time that a caller chose, or the
// environment, goes before the metadata's modified; that goes before the others.
const (
	TimeFromCaller      TimeSource = ""
	TimeFromEnvironment TimeSource = "SOURCE_DATE_EPOCH"
	TimeFromMetadata    TimeSource = "modified"
	TimeFromFiles       TimeSource = "latest change of the input files"
	TimeFromReading     TimeSource = "moment of reading"
)

// ParseEpoch reads the value of SOURCE_DATE_EPOCH: seconds since 1970
// (reproducible-builds.org, specs/source-date-epoch).
func ParseEpoch(value string) (time.Time, error) {
	sec, err := strconv.ParseInt(value, 10, 64)
	if err != nil || sec < 0 || sec > lastSecond {
		return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH is %q; give seconds since 1970, for instance 1700000000", value)
	}
	return time.Unix(sec, 0).UTC(), nil
}

// lastSecond is the end of the year 9999, the last that the dates of PDF and XMP
// can write.
const lastSecond = 253402300799

// codeTimeOfReading is the finding about standard input, which has no time.
const codeTimeOfReading diag.Code = "time-of-reading"

var _ = diag.Register(map[diag.Code]string{
	codeTimeOfReading: "Standard input has no time of its own, so the files carry the moment of reading.",
})

// settleTime gives the one time of the run (law 7), in whole seconds of UTC, as
// every edition writes it. Beneath it nobody reads a clock or a file's time.
func settleTime(job *Job, m *meta.Meta, log *diag.Log) error {
	modified := m.ModifiedTime()
	chosen := !job.Time.IsZero() && (job.TimeFrom == TimeFromCaller || job.TimeFrom == TimeFromEnvironment)
	switch {
	case !chosen && !modified.IsZero():
		job.Time, job.TimeFrom = modified, TimeFromMetadata
	case job.Time.IsZero():
		return ErrNoTime
	case job.TimeFrom == TimeFromReading:
		log.Add(diag.Diagnostic{Code: codeTimeOfReading, Pos: diag.Pos{File: job.Source}, Rule: "one time for a run",
			Message: fmt.Sprintf("standard input has no time; the files carry the moment of reading, %s", job.Time.UTC().Format(time.RFC3339)),
			Hint:    "for the same bytes another time set SOURCE_DATE_EPOCH, or give modified in the metadata"})
	}
	job.Time = job.Time.UTC().Truncate(time.Second)
	return nil
}
