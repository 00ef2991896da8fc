// Package backlog makes the reports of a bucket on Apache Beam: in come the options of a
// run, out comes a pipeline that lists the bucket, converts each report by the function and
// the store of octavo batch, and groups what became of them into a ledger, with those that
// failed as a second output. A report that fails is an outcome and never an error of the
// pipeline, which would end the whole run.
package backlog

import (
	"errors"
	"fmt"
	"time"

	"octavo/pipeline"
	"octavo/pipeline/batch"
)

// Options are those of a run. They are sent to the workers as JSON.
type Options struct {
	In    string // address of the bucket with the reports
	Names []string
	Out   string // address of the bucket for the editions
	// Without is a folder of In in which no reports are sought, where Out lies in it.
	Without string

	Editions    []string
	PDFStandard string
	Package     string
	PageList    string
	Fonts       string
	Changes     string
	Lang        string
	// Modified is the time that all files carry whose metadata give none.
	Modified time.Time
	Force    bool
	// TimeLimit is how long a report may take.
	TimeLimit time.Duration
	// Parts is into how many files the ledger is divided: one is sorted in memory.
	Parts int
}

// Check refuses options that every report would be refused for.
func (o Options) Check() error {
	switch {
	case o.In == "" || o.Out == "":
		return errors.New("-in and -out are both needed; give each a folder, or the address of a bucket")
	case o.Parts < 1:
		return fmt.Errorf("-ledger-parts %d is no number of files; give 1 or more", o.Parts)
	case o.TimeLimit <= 0:
		return fmt.Errorf("-time-limit %s is no time; give one such as 5m", o.TimeLimit)
	}
	return errors.Join(pipeline.CheckEditions(o.Editions), pipeline.CheckPDFStandard(o.PDFStandard), pipeline.CheckPackage(o.Package),
		pipeline.CheckPageList(o.PageList), pipeline.CheckFonts(o.Fonts), pipeline.CheckChanges(o.Changes), pipeline.CheckArchivePDF(o.Editions, o.PDFStandard))
}

// dress gives a job the options about what is made.
func (o Options) dress(job *pipeline.Job) (err error) {
	job.Editions, job.PDFStandard, job.Package, job.PageList, job.Fonts = o.Editions, o.PDFStandard, o.Package, o.PageList, o.Fonts
	job.Changes, job.Time = o.Changes, o.Modified
	if o.Lang != "" {
		job.Meta, err = job.Meta.WithLang(o.Lang)
	}
	return err
}

// SetModified takes the time of the run as a person gives it (batch.ParseTime).
func (o *Options) SetModified(value string) (err error) {
	o.Modified, err = batch.ParseTime(value)
	return err
}
