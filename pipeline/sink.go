package pipeline

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/google/renameio/v2"
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

// DirSink writes into a folder, which it makes where it is missing.
type DirSink struct {
	Dir string
	// Wrap, where it is set, stands between the program and each file; tests
	// use it to simulate a full disk.
	Wrap func(io.Writer) io.Writer

	madeDirs []string
	pending  []*renameio.PendingFile
}

// NewDirSink returns a sink for the folder dir.
func NewDirSink(dir string) *DirSink { return &DirSink{Dir: dir} }

// Create implements Sink.
func (s *DirSink) Create(name string) (io.Writer, error) {
	if filepath.Base(name) != name {
		return nil, fmt.Errorf("%q is not a plain file name", name)
	}
	if err := s.makeDir(); err != nil {
		return nil, err
	}
	f, err := renameio.NewPendingFile(filepath.Join(s.Dir, name),
		renameio.WithTempDir(s.Dir), renameio.WithPermissions(0o644))
	if err != nil {
		return nil, err
	}
	s.pending = append(s.pending, f)
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

// Commit implements Sink. All data is on disk before the first name changes,
// so that a full disk is noticed while nothing is visible yet.
func (s *DirSink) Commit() error {
	for _, f := range s.pending {
		if err := f.Sync(); err != nil {
			return err
		}
	}
	for _, f := range s.pending {
		if err := f.CloseAtomicallyReplace(); err != nil {
			return err
		}
	}
	s.pending, s.madeDirs = nil, nil
	return nil
}

// Abort implements Sink.
func (s *DirSink) Abort() {
	for _, f := range s.pending {
		f.Cleanup()
	}
	for _, dir := range s.madeDirs {
		os.Remove(dir)
	}
	s.pending, s.madeDirs = nil, nil
}
