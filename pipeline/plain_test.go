package pipeline

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// Every error of the operating system is told in our own words.
func TestFileErrorsAreInPlainWords(t *testing.T) {
	for n := syscall.Errno(1); n < 134; n++ {
		for _, err := range []error{n, &fs.PathError{Op: "openat", Path: "x", Err: n}, os.NewSyscallError("mkdir", n), &os.LinkError{Op: "renameat", Old: "a", New: "b", Err: n}} {
			got := FileError("x", err).Error()
			if strings.Contains(got, n.Error()) || strings.Contains(got, "openat") || strings.Contains(got, "mkdir") || strings.Contains(got, "renameat") {
				t.Errorf("error %d: %s", n, got)
			}
		}
	}
}

func TestFileErrorsNameCauseAndRemedy(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "f")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, missing := os.ReadFile(filepath.Join(dir, "g"))
	_, folder := os.ReadFile(dir)
	_, below := os.ReadFile(filepath.Join(file, "g"))
	for err, want := range map[error]string{
		missing:               "x: there is no such file; check the path",
		folder:                "x: it is a folder; give a file",
		below:                 "x: a part of this path is a file, not a folder; check the path",
		errors.New("our own"): "x: our own",
	} {
		if got := FileError("x", err).Error(); got != want {
			t.Errorf("%v: %q, want %q", err, got, want)
		}
	}
	if err := FileError("x", nil); err != nil {
		t.Error(err)
	}
	if got := FileError("\xff", fs.ErrInvalid).Error(); got != `"\xff": the file's name is not UTF-8; rename the file` {
		t.Error(got)
	}
}
