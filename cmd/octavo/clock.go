package main

import (
	"io/fs"
	"time"

	"octavo/pipeline"
)

// This file alone finds a run's time (law 7): where its files are opened. What
// the run makes of it is pipeline.Job's matter.

// changedAt moves a job's time on to the last change of one of its files. What
// is built into the program has no such time.
func changedAt(job *pipeline.Job, fsys fs.FS, name string) {
	info, err := fs.Stat(fsys, name)
	if err != nil || !info.ModTime().After(job.Time) {
		return
	}
	job.Time, job.TimeFrom = info.ModTime(), pipeline.TimeFromFiles
}

// readNow gives a job from standard input, which has no time, the moment.
func readNow(job *pipeline.Job) {
	job.Time, job.TimeFrom = time.Now(), pipeline.TimeFromReading
}

// timeFromEnvironment gives a job the time of SOURCE_DATE_EPOCH where it is set.
func (env *environment) timeFromEnvironment(job *pipeline.Job) error {
	value := env.getenv(string(pipeline.TimeFromEnvironment))
	if value == "" {
		return nil
	}
	t, err := pipeline.ParseEpoch(value)
	job.Time, job.TimeFrom = t, pipeline.TimeFromEnvironment
	return err
}
