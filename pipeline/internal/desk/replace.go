package desk

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Move is a finished file on its way to its name. Both stand on one file
// system. Without From, what stands at the name is to be removed.
type Move struct{ From, To string }

// MoveError says which file could not be put in its place.
type MoveError struct {
	Path string
	Err  error
	// NotBack are the earlier files that could not be put back either: where
	// they lie, and where they belong.
	NotBack []Move
}

// Error names the file and the cause, and what is not as it was.
func (e *MoveError) Error() string {
	text := fmt.Sprintf("%s: %v", e.Path, e.Err)
	for _, m := range e.NotBack {
		text += fmt.Sprintf("\nthe earlier %s could not be put back; it lies in %s", m.To, m.From)
	}
	return text
}

// Unwrap gives the cause.
func (e *MoveError) Unwrap() error { return e.Err }

// Replace makes every move or none: what stands at the names is set aside
// first, and comes back where a move fails. rename is os.Rename but in tests.
func Replace(moves []Move, rename func(from, to string) error) error {
	r := replacement{rename: rename}
	for _, m := range moves {
		if err := r.move(m); err != nil {
			return &MoveError{m.To, err, r.putBack()}
		}
	}
	for _, aside := range r.aside {
		os.Remove(aside.From)
	}
	for _, m := range moves {
		if m.From == "" {
			removeEmpty(filepath.Dir(m.To))
		}
	}
	return nil
}

// removeEmpty removes a folder that holds nothing, and those above it that then hold
// nothing either.
func removeEmpty(dir string) {
	for os.Remove(dir) == nil {
		dir = filepath.Dir(dir)
	}
}

// replacement remembers what to undo.
type replacement struct {
	rename func(from, to string) error
	placed []string // names that have their new file
	aside  []Move   // earlier files: where they are, where they belong
	dirs   []string // folders that were made
}

func (r *replacement) move(m Move) error {
	aside := m.From + ".old"
	if m.From == "" {
		aside = filepath.Join(filepath.Dir(m.To), "."+filepath.Base(m.To)+".old")
	} else if err := r.makeDir(filepath.Dir(m.To)); err != nil {
		return err
	}
	switch err := r.rename(m.To, aside); {
	case err == nil:
		r.aside = append(r.aside, Move{aside, m.To})
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	if m.From == "" {
		return nil
	}
	if err := r.rename(m.From, m.To); err != nil {
		return err
	}
	r.placed = append(r.placed, m.To)
	return nil
}

func (r *replacement) makeDir(dir string) error {
	err := os.Mkdir(dir, 0o755)
	if errors.Is(err, fs.ErrNotExist) && filepath.Dir(dir) != dir {
		if err := r.makeDir(filepath.Dir(dir)); err != nil {
			return err
		}
		err = os.Mkdir(dir, 0o755)
	}
	if err == nil {
		r.dirs = append(r.dirs, dir)
	}
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	return err
}

// putBack undoes what was done and gives what could not be put back.
func (r *replacement) putBack() []Move {
	var failed []Move
	for _, name := range r.placed {
		os.Remove(name)
	}
	for _, aside := range r.aside {
		if r.rename(aside.From, aside.To) != nil {
			failed = append(failed, aside)
		}
	}
	for _, dir := range slices.Backward(r.dirs) {
		os.Remove(dir)
	}
	return failed
}
