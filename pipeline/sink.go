package pipeline

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
)

// Sink takes the finished files of one run. Files become visible together, by
// Commit; until then, and after Abort, nothing of them is to be seen (law 9).
type Sink interface {
	// Create starts the file name, a plain name without a folder.
	Create(name string) (io.Writer, error)
	// Commit makes all files appear under their names.
	Commit() error
	// Abort drops whatever was not committed; it is safe after Commit.
	Abort()
}

// storing marks what a sink's writer reports as a WriteError, so that it can
// be told from a fault in what is written.
type storing struct {
	name string
	w    io.Writer
}

// Write implements io.Writer.
func (s storing) Write(p []byte) (int, error) {
	n, err := s.w.Write(p)
	if err != nil {
		err = &WriteError{s.name, err}
	}
	return n, err
}

// create starts the file name in the sink.
func create(sink Sink, name string) (io.Writer, error) {
	w, err := sink.Create(name)
	if err != nil {
		return nil, &WriteError{name, err}
	}
	return storing{name, w}, nil
}

// DirSink writes into a folder, which it makes where it is missing. Each file
// is written under a temporary name and renamed. It is not forced to the disk:
// waiting for that can take longer than the whole run, and what it guards
// against, a power cut, loses nothing that a second run does not give back.
type DirSink struct {
	Dir string
	// Wrap, where it is set, stands between the program and each file; tests
	// use it to simulate a full disk.
	Wrap func(io.Writer) io.Writer

	mu       sync.Mutex // Abort may come from a signal while files are made
	aborted  bool
	madeDirs []string
	pending  []pendingFile
}

// pendingFile is an open temporary file and the name that it is to get.
type pendingFile struct {
	*os.File
	name string
}

// NewDirSink returns a sink for the folder dir.
func NewDirSink(dir string) *DirSink { return &DirSink{Dir: dir} }

// Create implements Sink.
func (s *DirSink) Create(name string) (io.Writer, error) {
	if filepath.Base(name) != name {
		return nil, fmt.Errorf("%q is not a plain file name", name)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.aborted {
		return nil, errors.New("the run was broken off")
	}
	if err := s.makeDir(); err != nil {
		return nil, err
	}
	f, err := os.CreateTemp(s.Dir, "."+name+".*")
	if err != nil {
		return nil, err
	}
	s.pending = append(s.pending, pendingFile{f, filepath.Join(s.Dir, name)})
	if s.Wrap != nil {
		return s.Wrap(f), nil
	}
	return f, nil
}

// makeDir makes the folder and remembers which of its parents are new, so that
// Abort leaves no empty folder behind.
func (s *DirSink) makeDir() error {
	for dir := filepath.Clean(s.Dir); ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(dir); err == nil || dir == filepath.Dir(dir) {
			break
		}
		s.madeDirs = append(s.madeDirs, dir)
	}
	return os.MkdirAll(s.Dir, 0o755)
}

// Commit implements Sink. Every file is closed before the first name changes,
// so that what the system only says on closing is noticed while nothing is
// visible yet.
func (s *DirSink) Commit() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range s.pending {
		if err := closeReadable(f.File); err != nil {
			return err
		}
	}
	for _, f := range s.pending {
		if err := os.Rename(f.Name(), f.name); err != nil {
			return err
		}
	}
	s.pending, s.madeDirs = nil, nil
	return nil
}

// closeReadable closes f with the permissions of an ordinary file; temporary
// files are their owner's alone.
func closeReadable(f *os.File) error {
	err := f.Chmod(0o644)
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}

// Abort implements Sink.
func (s *DirSink) Abort() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.aborted = true
	for _, f := range s.pending {
		f.Close()
		os.Remove(f.Name())
	}
	for _, dir := range s.madeDirs {
		os.Remove(dir)
	}
	s.pending, s.madeDirs = nil, nil
}
