package pipeline

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// sinkRun is one run that writes into a folder. A file of its own there, held as long as
// the run lives, tells others that what bears its mark is being written.
type sinkRun struct {
	dir, mark string
	file      *os.File
	count     int
}

// runPrefix begins the name of a run's file; behind it stands its mark, which is
// os.CreateTemp's figures.
const runPrefix = ".octavo-"

// beginRun takes away what dead runs left in dir and begins one.
func beginRun(dir string) (*sinkRun, error) {
	sweep(dir)
	f, err := os.CreateTemp(dir, runPrefix+"*")
	if err != nil {
		return nil, err
	}
	hold(f)
	return &sinkRun{dir: dir, mark: strings.TrimPrefix(filepath.Base(f.Name()), runPrefix), file: f}, nil
}

// create makes a temporary file for one that is to be called base.
func (r *sinkRun) create(base string) (*os.File, error) {
	r.count++
	return os.OpenFile(filepath.Join(r.dir, fmt.Sprintf(".%s.%s-%d", base, r.mark, r.count)), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
}

// end lets the run's file go. Nil ends nothing.
func (r *sinkRun) end() {
	if r != nil {
		r.file.Close()
		os.Remove(r.file.Name())
	}
}

// sweep removes the temporary files of runs that ended without removing them, as one
// that is killed does. A run that has made its file and not yet locked it may be taken
// for dead, and loses that file alone: others it makes only then, when entries is read. What a run set aside to put a file in its place (.old) may be
// somebody's only copy and stays.
func sweep(dir string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return // it is not there, or cannot be read: then it cannot be written either
	}
	for _, e := range entries {
		mark, isRun := strings.CutPrefix(e.Name(), runPrefix)
		if !isRun || !isFigures(mark) || !e.Type().IsRegular() || !isDead(filepath.Join(dir, e.Name())) {
			continue
		}
		for _, other := range entries {
			if other.Type().IsRegular() && bears(other.Name(), mark) {
				os.Remove(filepath.Join(dir, other.Name()))
			}
		}
		os.Remove(filepath.Join(dir, e.Name()))
	}
}

// bears reports whether a file's name is one that sinkRun.create gives under a mark.
func bears(name, mark string) bool {
	at := strings.LastIndex(name, "."+mark+"-")
	return at > 1 && name[0] == '.' && isFigures(name[at+len(mark)+2:])
}

func isFigures(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }
