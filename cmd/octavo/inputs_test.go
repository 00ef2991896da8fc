package main

import (
	"os"
	"path/filepath"
	"testing"
)

// TestOnlyAByteCountsAsPipedIn holds what scripts and CI leave open against what
// a person pipes in.
func TestOnlyAByteCountsAsPipedIn(t *testing.T) {
	pipe := func(text string, ended bool) *os.File {
		r, w, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { r.Close(); w.Close() })
		if _, err := w.WriteString(text); err != nil {
			t.Fatal(err)
		}
		if ended {
			w.Close()
		}
		return r
	}
	file := func(text string, at int64) *os.File {
		name := filepath.Join(t.TempDir(), "f")
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { f.Close() })
		if _, err := f.Seek(at, 0); err != nil {
			t.Fatal(err)
		}
		return f
	}
	device, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer device.Close()
	folder, err := os.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer folder.Close()
	closed := file("text", 0)
	closed.Close()
	for name, c := range map[string]struct {
		in   *os.File
		want bool
	}{
		"a pipe with text":         {pipe("text", true), true},
		"a pipe that goes on":      {pipe("t", false), true},
		"an empty pipe":            {pipe("", true), false},
		"a silent pipe":            {pipe("", false), false},
		"a file":                   {file("text", 0), true},
		"an empty file":            {file("", 0), false},
		"a file read to its end":   {file("text", 4), false},
		"a device":                 {device, false},
		"a folder":                 {folder, false},
		"closed standard input":    {closed, false},
		"no standard input at all": {nil, false},
	} {
		if got := bytesWait(c.in); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}
