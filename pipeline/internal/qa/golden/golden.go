// Package golden holds what tests print to the files that a person has read.
// In come the path of a golden file and what was printed; out goes a failed
// test that shows the lines in which they differ. With -update the files are
// written instead. A missing file and a pattern that finds none are failures,
// so that no test passes for want of cases.
//
// A case is a file of a package's testdata, NAME.txt, .md or .html as its reader
// takes it, and what must come of it stands beside it as NAME.golden (NAME.md and
// NAME.log where a case is held to two things). Two other forms remain because
// they say less that way: one txtar archive for a run of the whole line
// (pipeline/testdata/cases) or of the program (cmd/octavo/testdata), and many
// cases of one line in one file, the answer below each or in it.
package golden

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files; read what changed before it is kept")

// Update reports whether the golden files are to be written.
func Update() bool { return *update }

// Compare fails the test where got is not what the golden file at path holds.
func Compare(t testing.TB, path, got string) {
	t.Helper()
	if want, known := expected(t, path, []byte(got)); known && got != string(want) {
		t.Errorf("%s differs; run the test with -update and read what changed\n%s", path, Diff(string(want), got))
	}
}

// CompareBytes is Compare for files that are no text.
func CompareBytes(t testing.TB, path string, got []byte) {
	t.Helper()
	if want, known := expected(t, path, got); known && !bytes.Equal(want, got) {
		t.Errorf("%s holds %d other bytes (%d now); run the test with -update", path, len(want), len(got))
	}
}

// expected returns the golden file, which it first writes where that is asked.
func expected(t testing.TB, path string, got []byte) (want []byte, known bool) {
	t.Helper()
	if *update {
		Write(t, path, got)
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Errorf("%v; run the test with -update and read what it writes", err)
	}
	return want, err == nil
}

// Write writes a golden file and the folder it stands in.
func Write(t testing.TB, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// Read returns the text of a file of a test's data.
func Read(t testing.TB, path string) string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// Files lists the files that match a pattern, sorted. None is a failure.
func Files(t testing.TB, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("no files match %s (%v)", pattern, err)
	}
	return files
}

// Each runs the test run for every file that matches a pattern, by the file's
// name without its ending. No file is a failure.
func Each(t *testing.T, pattern string, run func(t *testing.T, file string)) {
	t.Helper()
	for _, file := range Files(t, pattern) {
		t.Run(Name(file), func(t *testing.T) { run(t, file) })
	}
}

// Name is a file's name without folder and ending.
func Name(file string) string {
	return strings.TrimSuffix(filepath.Base(file), filepath.Ext(file))
}

// HaveCases fails the test where a golden file that matches pattern has no
// case of its name, or a case no file.
func HaveCases(t testing.TB, pattern string, cases []string) {
	t.Helper()
	var names []string
	for _, file := range Files(t, pattern) {
		names = append(names, Name(file))
		if !slices.Contains(cases, Name(file)) {
			t.Errorf("%s has no case", file)
		}
	}
	for _, c := range cases {
		if !slices.Contains(names, c) {
			t.Errorf("no file %s for the case %s", pattern, c)
		}
	}
}
