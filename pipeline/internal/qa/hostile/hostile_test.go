package hostile

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// script is a program of a few lines for the shell.
func script(t *testing.T, lines string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "program")
	if err := os.WriteFile(name, []byte("#!/bin/sh\n"+lines+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return name
}

// Each way to break a rule is found, and a run that keeps to all is not blamed.
func TestFaultsAreFound(t *testing.T) {
	sound := text("x", "x.md", func() string { return head })
	copyOut := "mkdir out; cp x.md out/x.md"
	for _, c := range []struct {
		name, lines, want string
		of                Case
	}{
		{"sound", copyOut, "", sound},
		{"refused", "echo too many levels >&2; exit 1", "", refused(sound, "levels")},
		{"refused for something else", "echo no >&2; exit 1", "not refused", refused(sound, "levels")},
		{"not converted", "echo no >&2; exit 1", "not converted", sound},
		{"without a message", "exit 1", "no message", sound},
		{"exit code", "echo x >&2; exit 2", "exit code 2", either(sound)},
		{"broken down", "echo 'panic: x' >&2; exit 1", "broke down", either(sound)},
		{"signs of control", copyOut + "; printf '\\033[2J' >&2", "signs of control", sound},
		{"many words", copyOut + "; head -c 100000 /dev/zero | tr '\\0' a >&2", "messages of", sound},
		{"the sound part", "mkdir out; echo x > out/x.md", "sound part is gone", sound},
		{"written outside", copyOut + "; echo x > ../y", "y was written", sound},
		{"changed input", copyOut + "; echo x >> x.md", "x.md was written", sound},
		{"input that is gone", copyOut + "; rm x.md", "x.md is gone", sound},
		{"left behind", "mkdir out; echo x > out/y; echo x >&2; exit 1", "left behind", either(sound)},
		{"read outside", copyOut + "; echo " + Secret + " > out/y", "outside", sound},
		{"time", copyOut + "; i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done", "allowed", sound},
		{"never ends", "sleep 60", "exit code -1", either(sound)},
	} {
		t.Run(c.name, func(t *testing.T) {
			bound := Bound{Time: 20 * time.Millisecond}
			if c.want == "" {
				bound.Time = time.Minute
			}
			root := t.TempDir()
			if err := c.of.Write(root); err != nil {
				t.Fatal(err)
			}
			o, err := Run(t.Context(), script(t, c.lines), os.Environ(), c.of, root, bound)
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(o.Faults, "; "); !strings.Contains(got, c.want) || c.want == "" && got != "" {
				t.Errorf("faults %q, want %q; it said %q", got, c.want, o.Said)
			}
		})
	}
}

// No two cases have one name, and those that are not heavy are small.
func TestCases(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range Cases() {
		if seen[c.Name] || len(c.Files) == 0 {
			t.Errorf("%s stands twice, or has no files", c.Name)
		}
		seen[c.Name] = true
	}
	if len(seen) < 500 {
		t.Errorf("%d cases", len(seen))
	}
}

// What swells is so many bytes of zero, by any reader of ZIP files.
func TestSwollenEntriesAreWhole(t *testing.T) {
	const megabytes = 5
	data := packed("a", megabytes*mega)
	if len(data) > megabytes*2*kilo {
		t.Errorf("%d bytes", len(data))
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := z.Open("a")
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(r) // it checks size and sum
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, make([]byte, megabytes*mega)) {
		t.Errorf("%d bytes, not all of them zero", len(got))
	}
}
