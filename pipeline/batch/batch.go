// Package batch makes each of many documents exactly once, whoever asks for it and
// however often: a job has a key, its outcome is put into a store under that key as the
// last thing that is done, and a job whose outcome is there is not done again. It holds
// what one machine and many have in common; processes, folders and messages are their
// callers' business.
package batch

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"

	"octavo/pipeline"
)

// State says what became of a document.
type State string

// The states. Only Done is kept in a store.
const (
	Done    State = "done"    // all its files were made
	Skipped State = "skipped" // they were there already
	Failed  State = "failed"  // it could not be converted; the error says why
	Other   State = "other"   // it belongs to another shard
)

// Outcome is what became of one document: a line of the ledger.
type Outcome struct {
	Input string `json:"input"`
	State State  `json:"state"`
	// Key names what was made (Key); empty where the input could not be read.
	Key string `json:"key,omitempty"`
	// Dir is the folder of the files, and Files are those in it, by name.
	Dir   string `json:"dir,omitempty"`
	Files []File `json:"files,omitempty"`

	Pages      int      `json:"pages,omitempty"`
	Doubtful   int      `json:"doubtful"` // decisions that a person should confirm
	Warnings   int      `json:"warnings"`
	Claims     []string `json:"claims,omitempty"`
	Identifier string   `json:"identifier,omitempty"`
	Title      string   `json:"title,omitempty"`
	Cover      string   `json:"cover,omitempty"`  // a picture, by its path from the ledger's folder
	Review     string   `json:"review,omitempty"` // the page on which a person confirms what is doubtful, likewise
	// Mirrored are the files of the archive package that were mirrored, or were there.
	Mirrored []Copied `json:"mirrored,omitempty"`
	Error    string   `json:"error,omitempty"`
	// Machine tells a fault of the machine, such as a full disk, which may pass, from one
	// of the document, which will not.
	Machine bool `json:"machine,omitempty"`
	// Tries is how often it was begun, and Seconds how long the last try took.
	Tries   int     `json:"tries,omitempty"`
	Seconds float64 `json:"seconds,omitempty"`
}

// File is a file that was made.
type File struct {
	Name string `json:"name"`
	Size int64  `json:"size"` // bytes
}

// Light is what a person sees of an outcome at a glance: green, amber where something is
// to be looked at, red where there is no result.
func (o Outcome) Light() string {
	switch {
	case o.State == Failed:
		return "red"
	case o.Doubtful > 0 || o.Warnings > 0:
		return "amber"
	}
	return "green"
}

// Shelf is where the files of documents lie.
type Shelf interface {
	// Sink takes a document's files.
	Sink() pipeline.Sink
	// Holds reports whether the files of an outcome, and its review page, are still there.
	Holds(Outcome) bool
	// Sized gives files their sizes.
	Sized([]pipeline.File) ([]File, error)
	// Look finds the title and the cover of what was made, where its files show them.
	Look(Outcome) (title, cover string)
	// Review keeps the review page of the document with a key, and gives its name from
	// the ledger's folder.
	Review(key string, page []byte) (string, error)
}

// Convert makes the files of a job, whose key is job.Key's, and puts the outcome into the
// store, unless it is there already. An error is part of the outcome; only an interrupted run has none.
func Convert(ctx context.Context, job pipeline.Job, key string, store Store, shelf Shelf) (Outcome, error) {
	if o, found := done(job, key, store, shelf); found {
		o.State = Skipped
		return o, nil
	}
	var loads pipeline.Loads
	loads.Watch(&job)
	var page bytes.Buffer
	job.ReviewPage = &page
	result, err := pipeline.Convert(ctx, job, shelf.Sink())
	var interrupted *pipeline.InterruptedError
	switch {
	case errors.As(err, &interrupted):
		return Outcome{}, err
	case err != nil:
		o := failed(err)
		o.Key = key
		return o, nil
	}
	o, err := outcomeOf(result, shelf)
	if err == nil {
		o.Key = Key(key, loads.All())
		o.Title, o.Cover = shelf.Look(o)
		err = keep(store, shelf, key, loads.All(), &o, page.Bytes())
	}
	if err != nil {
		o = failed(err)
		o.Machine = true // the files were made; their sizes, the review page or the store failed
	}
	return o, nil
}

// keep puts the review page, where there is one, and then the outcome.
func keep(store Store, shelf Shelf, job string, loads []pipeline.Load, o *Outcome, page []byte) (err error) {
	if len(page) > 0 {
		if o.Review, err = shelf.Review(o.Key, page); err != nil {
			return err
		}
	}
	return store.Put(job, loads, *o)
}

// done gives the outcome of a job that was done with the files that it would load now.
func done(job pipeline.Job, key string, store Store, shelf Shelf) (Outcome, bool) {
	loads, found := store.Loads(key)
	if !found || !pipeline.Unchanged(job, loads) {
		return Outcome{}, false
	}
	o, found := store.Outcome(Key(key, loads))
	return o, found && shelf.Holds(o)
}

// Key is the key of a job with all that it loads, in whatever order that was.
func Key(job string, loads []pipeline.Load) string {
	sorted := slices.SortedFunc(slices.Values(loads), func(a, b pipeline.Load) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.SHA256, b.SHA256), cmp.Compare(fmt.Sprint(a.Style), fmt.Sprint(b.Style)))
	})
	h := sha256.New()
	fmt.Fprintln(h, job)
	for _, l := range sorted {
		fmt.Fprintf(h, "%q %t %s %s\n", l.Name, l.Style, l.SHA256, l.Absent)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// failed is the outcome of an error.
func failed(err error) Outcome {
	var storing *pipeline.WriteError
	text := err.Error()
	if errors.Is(err, pipeline.ErrNoTime) {
		text = "it has no time: give modified in its metadata, or --modified or SOURCE_DATE_EPOCH for all; a file's own time changes with every copy"
	}
	return Outcome{State: Failed, Error: text, Machine: errors.As(err, &storing)}
}

// outcomeOf tells what a run made.
func outcomeOf(r pipeline.Result, shelf Shelf) (Outcome, error) {
	files, err := shelf.Sized(r.Files)
	o := Outcome{State: Done, Files: files, Pages: r.Pages, Doubtful: r.Doubtful, Identifier: r.Identifier}
	for _, c := range pipeline.Causes(r.Findings) {
		if c.Severity == pipeline.SeverityWarning {
			o.Warnings++
		}
	}
	for _, f := range r.Files {
		for _, c := range f.Claims {
			if !slices.Contains(o.Claims, c) {
				o.Claims = append(o.Claims, c)
			}
		}
	}
	return o, err
}
