//go:build linux && amd64

package main

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"octavo/source"
)

// The same input gives the same bytes on processors for which the compiler joins a product
// and a sum into one operation that rounds once, as it does for arm64 always and for amd64
// from its third level on. The texts are the embedded sample and the golden cases.
// ./check --long has the cases on 32 bits too.
func TestProcessorsMakeTheSameBytes(t *testing.T) {
	in, program := caseInputs(t), filepath.Join(t.TempDir(), "octavo")
	compile := exec.Command("go", "build", "-o", program, ".")
	compile.Env = append(os.Environ(), "CGO_ENABLED=0", "GOAMD64=v3")
	if said, err := compile.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	want, got := builtBy(t, in, "octavo"), builtBy(t, in, program)
	for _, name := range slices.Sorted(maps.Keys(want)) {
		if !bytes.Equal(got[name], want[name]) {
			t.Errorf("%s differs: %d and %d bytes", name, len(want[name]), len(got[name]))
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d files, want %d", len(got), len(want))
	}
}

// caseInputs writes the sample and the golden cases' texts and pictures into a folder.
func caseInputs(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for _, files := range []fs.FS{source.Files, os.DirFS("../../pipeline/testdata/pictures")} {
		if err := os.CopyFS(dir, files); err != nil {
			t.Fatal(err)
		}
	}
	cases, err := filepath.Glob("../../pipeline/testdata/cases/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, path := range cases {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range archive.Files {
			if ext, isInput := strings.CutPrefix(f.Name, "input."); isInput {
				name := strings.TrimSuffix(filepath.Base(path), ".txtar") + "." + ext
				if err := os.WriteFile(filepath.Join(dir, name), f.Data, 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	return dir
}

// builtBy makes all editions of a folder's texts with a program. It skips the test where
// the processor cannot run it.
func builtBy(t *testing.T, in, program string) map[string][]byte {
	t.Helper()
	out := t.TempDir()
	var texts []string
	for _, ext := range []string{"txt", "md", "html", "json"} {
		found, err := filepath.Glob(filepath.Join(in, "*."+ext))
		if err != nil || len(found) == 0 {
			t.Fatalf("no text ends in %s: %v", ext, err)
		}
		texts = append(texts, found...)
	}
	args := append([]string{"build", "--out", out, "--lang", "nl", "--printing-condition", "FOGRA39",
		"--edition", "pdf,large,print,epub,html,archive"}, texts...)
	cmd := exec.Command(program, args...)
	cmd.Env = append(os.Environ(), "SOURCE_DATE_EPOCH=1700000000")
	said, err := cmd.CombinedOutput()
	switch exit := (*exec.ExitError)(nil); {
	case bytes.Contains(said, []byte("This program can only be run on AMD64 processors")):
		t.Skip("this processor is of no third level")
	case err != nil && (!errors.As(err, &exit) || exit.ExitCode() != exitFailed): // a case may be one that is refused
		t.Fatalf("%v\n%s", err, said)
	}
	return visible(t, out)
}
