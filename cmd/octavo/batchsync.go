package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"octavo/pipeline"
	"octavo/pipeline/batch"
)

// mirror mirrors the archive package of a report that is made. A report whose package is
// not mirrored has failed, though its files stay: a later run mirrors them only.
func (w *worker) mirror(o batch.Outcome, name, dir string) batch.Outcome {
	if w.sync == "" || o.State != batch.Done && o.State != batch.Skipped {
		return o
	}
	from, to := filepath.Join(w.out, dir), filepath.Join(w.sync, dir)
	sweep(to, name)
	zip, note := pipeline.ArchiveFiles(name)
	err := checkNote(filepath.Join(from, zip), filepath.Join(from, note))
	if err == nil {
		o.Mirrored, err = batch.Mirror(from, to, []string{zip, note}) // the note last: it says that the zip is whole
	}
	if err != nil {
		var differs *batch.DiffersError
		o.State, o.Error = batch.Failed, "the archive package was not mirrored: "+err.Error()
		o.Machine = !errors.As(err, &differs) && !errors.Is(err, errNote)
	}
	return o
}

// errNote says that a package is not the one that was made.
var errNote = errors.New("take the package away, or give --force, to have it made again")

// checkNote refuses a package that is not the one of its delivery note.
func checkNote(zip, note string) error {
	sum, err := batch.Sum(zip)
	if err != nil {
		return err
	}
	said, err := os.ReadFile(note)
	if err == nil && !strings.Contains(strings.ToLower(string(said)), sum) {
		err = fmt.Errorf("%s has the SHA-256 %s, and its delivery note has another; one of them was changed; %w", zip, sum, errNote)
	}
	return err
}

// leftover is a copy that had not yet its name when its process was killed: a dot, the
// name, and os.CreateTemp's figures.
var leftover = regexp.MustCompile(`^\.(.+)\.\d+$`)

// sweep removes from a document's folder in the depot what a killed process left of it.
// The document is held, so nobody is writing there.
func sweep(dir, name string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return // it is not there yet
	}
	for _, entry := range entries {
		m := leftover.FindStringSubmatch(entry.Name())
		if m != nil && strings.HasPrefix(m[1], name) && entry.Type().IsRegular() {
			_ = os.Remove(filepath.Join(dir, entry.Name())) // it is in nobody's way
		}
	}
}
