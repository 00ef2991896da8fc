package batch

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"

	"octavo/pipeline"
)

// Store keeps the outcomes of jobs that are done. Its methods may be called by any number
// of processes at once.
type Store interface {
	// Loads are what the job with this key loaded when it was last done.
	Loads(job string) ([]pipeline.Load, bool)
	// Outcome is what became of the job that is called so by Key.
	Outcome(key string) (Outcome, bool)
	// Put keeps both. Two that put one key put the same files, so either may stay.
	Put(job string, loads []pipeline.Load, o Outcome) error
}

// DirStore is a store in a folder: a file for each outcome, one for each list of loads,
// in folders by the first two digits of their keys.
type DirStore struct{ dir string }

// NewDirStore is the store in the folder dir, which Put makes where it is missing.
func NewDirStore(dir string) *DirStore { return &DirStore{dir} }

const (
	outcomes = "outcomes"
	loads    = "loads"
)

func (s *DirStore) file(kind, key string) string {
	return filepath.Join(s.dir, kind, key[:2], key+".json")
}

// Loads implements Store.
func (s *DirStore) Loads(job string) (list []pipeline.Load, found bool) {
	return list, readJSON(s.file(loads, job), &list)
}

// Outcome implements Store.
func (s *DirStore) Outcome(key string) (o Outcome, found bool) {
	return o, readJSON(s.file(outcomes, key), &o)
}

// readJSON reports whether a file is there and whole.
func readJSON(name string, into any) bool {
	data, err := os.ReadFile(name)
	return err == nil && json.Unmarshal(data, into) == nil
}

// Put implements Store. The outcome comes last: without it nothing counts as done.
func (s *DirStore) Put(job string, list []pipeline.Load, o Outcome) error {
	if list == nil {
		list = []pipeline.Load{}
	}
	if err := writeJSON(s.file(loads, job), list); err != nil {
		return err
	}
	// An outcome whose files have gone is replaced by the one that brings them back.
	return writeJSON(s.file(outcomes, o.Key), o)
}

func writeJSON(name string, value any) error {
	return WriteFile(name, func(w io.Writer) error { return json.NewEncoder(w).Encode(value) })
}

// WriteFile writes a file whole or not at all, with its folder. Unlike pipeline.DirSink it
// puts nothing aside first, so that any number of processes may write one name at once: the
// last of them stays.
func WriteFile(name string, write func(io.Writer) error) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".put.*")
	if err != nil {
		return err
	}
	const readable = 0o644 // a temporary file is its owner's alone
	if err = errors.Join(write(f), f.Chmod(readable), f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		err = errors.Join(err, os.Remove(f.Name()))
	}
	return err
}
