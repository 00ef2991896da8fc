//go:build unix

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// TestEmitKeepsPipe holds that output to a named pipe goes through it and
// leaves it a pipe.
func TestEmitKeepsPipe(t *testing.T) {
	name := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(name, 0o600); err != nil {
		t.Fatal(err)
	}
	got := make(chan []byte)
	go func() {
		data, _ := os.ReadFile(name)
		got <- data
	}()
	if err := (&environment{}).emit(name, []byte("text")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(name)
	if err != nil || info.Mode().Type() != os.ModeNamedPipe {
		t.Fatalf("the pipe became %v (%v)", info.Mode(), err)
	}
	if data := <-got; !bytes.Equal(data, []byte("text")) {
		t.Errorf("the pipe gave %q", data)
	}
}
