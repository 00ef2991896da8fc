package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
)

// The errors of this package are of the types below, for errors.As; several
// faults at once are joined by errors.Join, one a line. A misuse of an option
// (an unknown edition, for instance) is an error of no special type.

// InputError is a fault in what was given: a text, its metadata, a book's file.
type InputError struct {
	// Pos is where it is, as far as that is known.
	Pos Pos
	// Message is the cause; Remedy is what to do, where that is known and the
	// message does not say it.
	Message, Remedy string
}

// Error gives place, cause and remedy: "report.txt:3: …; …".
func (e *InputError) Error() string {
	return (&diag.Fault{Pos: diag.Pos(e.Pos), Msg: e.Message, Remedy: e.Remedy}).Error()
}

// WriteError says that a finished file could not be stored: the disk is full,
// the folder may not be written to.
type WriteError struct {
	Name string
	Err  error
}

// Error names the file and the cause, in plain words.
func (e *WriteError) Error() string {
	name, cause := e.Name, ""
	var path *fs.PathError
	if errors.As(e.Err, &path) && path.Op == "mkdir" {
		name = path.Path // the folder that cannot be made
	}
	cause, _ = inPlainWords(e.Err)
	return fmt.Sprintf("%s: cannot be written: %s", name, cause)
}

// Unwrap gives the cause.
func (e *WriteError) Unwrap() error { return e.Err }

// ConflictError says that the set of files was not put in place, because one of
// them would replace what is a person's.
type ConflictError struct {
	Dir string
	// Files are those that stay as they are.
	Files []Conflict
	// NewCopy is the name under which the new review copy was written; "" where
	// it was not.
	NewCopy string
}

// Conflict is a file that stays as it is.
type Conflict struct {
	// Name is its name in the folder, Why the reason, as it follows the name.
	Name, Why string
	// Blocks tells that no file can be put there: it is a folder, for instance.
	Blocks bool
	// Corrected tells that it is a review copy, from which a run can be made.
	Corrected bool
}

// Error names the files, a line each.
func (e *ConflictError) Error() string {
	lines := make([]string, len(e.Files))
	for i, f := range e.Files {
		lines[i] = fmt.Sprintf("%s: %s", filepath.Join(e.Dir, f.Name), f.Why)
	}
	return strings.Join(lines, "\n")
}

// EditionError says that an edition could not be made from a sound document.
type EditionError struct {
	Edition string
	Err     error
}

// Error names the edition and the cause.
func (e *EditionError) Error() string {
	return fmt.Sprintf("the edition %s cannot be made: %v", e.Edition, e.Err)
}

// Unwrap gives the cause.
func (e *EditionError) Unwrap() error { return e.Err }

// InterruptedError says that the context ended the run before its files
// appeared. errors.Is tells context.Canceled from context.DeadlineExceeded.
type InterruptedError struct{ Err error }

// Error says that nothing was written.
func (e *InterruptedError) Error() string { return "broken off; nothing was written" }

// Unwrap gives the context's error.
func (e *InterruptedError) Unwrap() error { return e.Err }

// interrupted returns err, or what ended the run where that was the context.
func interrupted(ctx context.Context, err error) error {
	if end := ctx.Err(); end != nil && errors.Is(err, end) {
		return &InterruptedError{end}
	}
	return err
}

// asInput turns faults of the inner packages into input errors.
func asInput(err error) error {
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var list []error
		for _, e := range joined.Unwrap() {
			list = append(list, asInput(e))
		}
		return errors.Join(list...)
	}
	var fault *diag.Fault
	var inMeta *meta.Error
	switch {
	case errors.As(err, &fault):
		return &InputError{Pos: Pos(fault.Pos), Message: fault.Msg, Remedy: fault.Remedy}
	case errors.As(err, &inMeta):
		return &InputError{Pos: Pos(inMeta.Pos), Message: inMeta.Msg, Remedy: inMeta.Remedy}
	}
	return err
}

// errorsIn turns the log's errors into input errors.
func errorsIn(log *diag.Log) error {
	var list []error
	for _, d := range log.All() {
		if d.Severity == diag.Error {
			list = append(list, &InputError{Pos: Pos(d.Pos), Message: d.Message, Remedy: d.Hint})
		}
	}
	return errors.Join(list...)
}
