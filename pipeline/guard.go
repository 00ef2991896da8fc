package pipeline

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"octavo/pipeline/internal/desk"
)

// recorder is a sink that takes the digest of each file on its way.
type recorder struct {
	Sink
	files []recorded
}

type recorded struct {
	name string
	sum  hash.Hash
}

// Create implements Sink. What the writer reports is a WriteError, so that it
// can be told from a fault in what is written.
func (r *recorder) Create(name string) (io.Writer, error) {
	w, err := r.Sink.Create(name)
	if err != nil {
		return nil, &WriteError{name, err}
	}
	sum := sha256.New()
	r.files = append(r.files, recorded{name, sum})
	return storing{name, w, sum}, nil
}

// digests lists the files so far, in the order of their creation.
func (r *recorder) digests() []desk.File {
	out := make([]desk.File, len(r.files))
	for i, f := range r.files {
		out[i] = desk.File{Name: f.name, Digest: desk.Digest(f.sum.Sum(nil))}
	}
	return out
}

type storing struct {
	name string
	w    io.Writer
	sum  hash.Hash
}

// Write implements io.Writer.
func (s storing) Write(p []byte) (int, error) {
	s.sum.Write(p)
	n, err := s.w.Write(p)
	if err != nil {
		err = &WriteError{s.name, err}
	}
	return n, err
}

// keeper is a sink that holds files of earlier runs.
type keeper interface {
	// earlier gives a file as it lies there; nil where there is none.
	earlier(name string) []byte
	// guard keeps a person's files from being replaced by the set that the
	// next Commit is to put in place.
	guard(set desk.Folder)
}

func (s *DirSink) earlier(name string) []byte {
	data, err := os.ReadFile(filepath.Join(s.Dir, name))
	if err != nil {
		return nil
	}
	return data
}

func (s *DirSink) guard(set desk.Folder) {
	set.Dir = s.Dir
	s.set = &set
}

// replace puts the set in place, or where a file is in its way the new review
// copy alone.
func (s *DirSink) replace(moves []desk.Move) error {
	if s.set == nil {
		return s.move(moves)
	}
	moves = append(moves, s.set.Stale(moves)...)
	obstacles := s.set.Obstacles(moves)
	conflict := &ConflictError{Dir: s.Dir}
	blocked := false
	for _, o := range obstacles {
		if o.Blocks || !s.Force {
			conflict.Files = append(conflict.Files, Conflict{o.Name, o.Why, o.Blocks, o.Review})
			blocked = blocked || o.Blocks
		}
	}
	switch {
	case len(conflict.Files) == 0:
		return s.move(moves)
	case blocked:
		return conflict
	}
	return errors.Join(conflict, s.putAside(moves, conflict))
}

// putAside writes the review copy of a set that cannot be put in place as
// NAME.new.md, unless that is a person's too.
func (s *DirSink) putAside(moves []desk.Move, conflict *ConflictError) error {
	name := newCopyOf(s.set.Review)
	for _, m := range moves {
		if m.To != filepath.Join(s.Dir, s.set.Review) {
			continue
		}
		m.To = filepath.Join(s.Dir, name)
		aside := desk.Folder{Dir: s.Dir, Review: name}
		for _, o := range aside.Obstacles([]desk.Move{m}) {
			conflict.Files = append(conflict.Files, Conflict{o.Name, o.Why, o.Blocks, false})
			return nil
		}
		if err := s.move([]desk.Move{m}); err != nil {
			return err
		}
		conflict.NewCopy = name
	}
	return nil
}

// newCopyOf gives report.new.md for report.md.
func newCopyOf(review string) string {
	ext := filepath.Ext(review)
	return review[:len(review)-len(ext)] + ".new" + ext
}

// errFolderGone is the cause where a file has no folder any more.
var errFolderGone = errors.New("the folder was taken away while the files were made")

// orGone gives the cause of an error: the folder's where that is gone.
func (s *DirSink) orGone(err error) error {
	if _, gone := os.Lstat(s.Dir); errors.Is(err, fs.ErrNotExist) && errors.Is(gone, fs.ErrNotExist) {
		return errFolderGone
	}
	return err
}

func (s *DirSink) move(moves []desk.Move) error {
	rename := os.Rename
	if s.rename != nil {
		rename = s.rename
	}
	err := desk.Replace(moves, rename)
	var failed *desk.MoveError
	if !errors.As(err, &failed) {
		return err
	}
	list := []error{&WriteError{filepath.Base(failed.Path), s.orGone(failed.Err)}}
	for _, m := range failed.NotBack {
		list = append(list, fmt.Errorf("the earlier %s could not be put back; it lies in %s: rename it yourself", m.To, m.From))
	}
	return errors.Join(list...)
}
