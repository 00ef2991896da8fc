package batch

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Copied is a file that was mirrored: its name, and the SHA-256 that its copy was read
// back with, in hexadecimal digits.
type Copied struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
}

// DiffersError says that a file to mirror has another content in its place, which stays.
type DiffersError struct {
	File, Has, Wanted string // the file, and two SHA-256
}

func (e *DiffersError) Error() string {
	return fmt.Sprintf("%s holds something else (SHA-256 %s, the new package has %s) and stays as it is; take it away where the new one is to stand there, or mirror into another folder", e.File, e.Has, e.Wanted)
}

// Mirror copies files of the folder from into the folder to, in the order of names, each
// exactly once: a copy that is there with the same bytes stays, one with others is a
// DiffersError, and a new one appears under its name only when it was read back with the
// hash of what it is a copy of. It may be broken off at any moment and begun again.
func Mirror(from, to string, names []string) ([]Copied, error) {
	if err := os.MkdirAll(to, 0o755); err != nil {
		return nil, err
	}
	copies := make([]Copied, len(names))
	for i, name := range names {
		sum, err := mirrorOne(filepath.Join(from, name), filepath.Join(to, name))
		if err != nil {
			return nil, err
		}
		copies[i] = Copied{name, sum}
	}
	return copies, nil
}

// mirrorOne copies one file, unless it is there.
func mirrorOne(from, to string) (sum string, err error) {
	if sum, err = Sum(from); err != nil {
		return "", err
	}
	switch there, err := Sum(to); {
	case err == nil && there == sum:
		return sum, nil
	case err == nil:
		return "", &DiffersError{to, there, sum}
	case !errors.Is(err, fs.ErrNotExist):
		return "", err
	}
	temp, err := copyBeside(from, to)
	if err != nil {
		return "", err
	}
	defer os.Remove(temp)
	if got, err := Sum(temp); err != nil || got != sum {
		return "", errors.Join(err, &fs.PathError{Op: "copy", Path: to, Err: fmt.Errorf("it was read back with the SHA-256 %s instead of %s; the disk or the network is at fault", got, sum)})
	}
	return sum, putInPlace(temp, to, sum)
}

// Sum is the SHA-256 of a file, in hexadecimal digits.
func Sum(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// copyBeside copies a file to a temporary one beside where it is to stand, and has it
// written to the disk: an archive's copy must outlive a power cut.
func copyBeside(from, to string) (temp string, err error) {
	source, err := os.Open(from)
	if err != nil {
		return "", err
	}
	defer source.Close()
	f, err := os.CreateTemp(filepath.Dir(to), "."+filepath.Base(to)+".*")
	if err != nil {
		return "", err
	}
	_, err = io.Copy(f, source)
	const readable = 0o644 // a temporary file is its owner's alone
	if err = errors.Join(err, f.Chmod(readable), f.Sync(), f.Close()); err != nil {
		return "", errors.Join(err, os.Remove(f.Name()))
	}
	return f.Name(), nil
}

// putInPlace gives a copy its name if that is not taken. A hard link fails where it is, at
// once for all processes; file systems without links get the name by renaming, where the
// hash that was asked for just now must do.
func putInPlace(temp, to, sum string) error {
	err := os.Link(temp, to)
	switch {
	case err == nil:
		return nil
	case !errors.Is(err, fs.ErrExist):
		return os.Rename(temp, to)
	}
	there, err := Sum(to)
	if err == nil && there != sum {
		err = &DiffersError{to, there, sum}
	}
	return err
}
