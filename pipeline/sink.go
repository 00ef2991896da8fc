package pipeline

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"sync"

	"octavo/pipeline/internal/desk"
)

// Sink takes the finished files of one run. Files become visible together, by
// Commit; until then, and after Abort, nothing of them is to be seen (law 9).
type Sink interface {
	// Create starts the file name: a plain name, or one in folders, with slashes, as
	// in "report-pictures/map.png".
	Create(name string) (io.Writer, error)
	// Commit makes all files appear under their names.
	Commit() error
	// Abort drops whatever was not committed; it is safe after Commit.
	Abort()
}

// DirSink writes into a folder, which it makes where it is missing. Each file
// is written under a temporary name and renamed; what a run left that was killed goes
// with the next one. It is not forced to the disk:
// waiting for that can take longer than the whole run, and what it guards
// against, a power cut, loses nothing that a second run does not give back.
//
// What Convert hands to it replaces only files that earlier runs wrote and that
// nobody changed since, as the digests in NAME.log.json and in the review copy
// tell; otherwise Commit gives a ConflictError, and of the set nothing but the
// new review copy is written, as NAME.new.md. A file that cannot be put in its
// place leaves all others as they were.
type DirSink struct {
	Dir string
	// Force replaces a person's files too; a folder in the way stays.
	Force bool
	// wrap, where it is set, stands between the program and each file; tests
	// use it to simulate a full disk.
	wrap func(io.Writer) io.Writer

	mu       sync.Mutex // Abort may come from a signal while files are made
	aborted  bool
	madeDirs []string
	pending  []pendingFile
	run      *sinkRun
	set      *desk.Folder // what the files are; nil where they are no set
	// rename stands in for os.Rename in tests.
	rename func(from, to string) error
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
	if !filepath.IsLocal(name) || path.Clean(name) != name {
		return nil, fmt.Errorf("%q is not the name of a file here", name)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.aborted {
		return nil, errors.New("the run was broken off")
	}
	if err := s.begin(); err != nil {
		return nil, err
	}
	f, err := s.run.create(path.Base(name))
	if err != nil {
		return nil, s.orGone(err)
	}
	s.pending = append(s.pending, pendingFile{f, filepath.Join(s.Dir, name)})
	if s.wrap != nil {
		return s.wrap(f), nil
	}
	return f, nil
}

// begin makes the folder and begins the run, once.
func (s *DirSink) begin() error {
	if s.run != nil {
		return nil
	}
	err := s.makeDir()
	if err == nil {
		s.run, err = beginRun(s.Dir)
	}
	return err
}

// makeDir makes the folder and remembers which of its parents are new, so that
// Abort leaves no empty folder behind.
func (s *DirSink) makeDir() error {
	for dir := filepath.Clean(s.Dir); ; dir = filepath.Dir(dir) {
		if _, err := os.Lstat(dir); err == nil || dir == filepath.Dir(dir) { // a link that leads nowhere is somebody's too
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
	moves := make([]desk.Move, len(s.pending))
	for i, f := range s.pending {
		moves[i] = desk.Move{From: f.Name(), To: f.name}
	}
	if err := s.replace(moves); err != nil {
		return err
	}
	s.run.end()
	s.pending, s.madeDirs, s.run = nil, nil, nil
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
	s.run.end()
	for _, dir := range s.madeDirs {
		os.Remove(dir)
	}
	s.pending, s.madeDirs, s.run = nil, nil, nil
}
