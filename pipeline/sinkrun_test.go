//go:build linux || darwin

package pipeline

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func write(t *testing.T, dir string, names ...string) {
	t.Helper()
	for _, name := range names {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func namesIn(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range entries {
		out = append(out, e.Name())
	}
	return out
}

// What a dead run left goes with the next one that writes there; what a living one is
// writing, and what only looks like it, stays.
func TestDeadRunsAreSwept(t *testing.T) {
	dir := t.TempDir()
	others := []string{".octavo-", ".octavo-12a", ".report.pdf.123", ".report.pdf.99-1", ".report.pdf.12-1.old", "report.pdf.12-1", ".12-1", "report.md"}
	write(t, dir, others...)
	write(t, dir, ".octavo-12", ".report.pdf.12-1", ".map.png.12-20")
	living, err := beginRun(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer living.end()
	for _, base := range []string{"report.pdf", "map.png", "map.png"} {
		f, err := living.create(base)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
	}
	before := namesIn(t, dir)
	sink := NewDirSink(dir)
	w, err := sink.Create("new.txt")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte("x")); err != nil {
		t.Fatal(err)
	}
	if err := sink.Commit(); err != nil {
		t.Fatal(err)
	}
	want := append(slices.Clone(before), "new.txt")
	slices.Sort(want)
	if got := namesIn(t, dir); !slices.Equal(got, want) || len(got) != len(others)+1+3+1 {
		t.Errorf("there are %q, want %q", got, want)
	}
}

// A run that failed leaves nothing, not the folder that it made either.
func TestAbortedRunLeavesNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	sink := NewDirSink(dir)
	if _, err := sink.Create("new.txt"); err != nil {
		t.Fatal(err)
	}
	sink.Abort()
	if _, err := os.Stat(filepath.Dir(dir)); !os.IsNotExist(err) {
		t.Errorf("the folder is there: %v", err)
	}
}

// A folder that is taken away meanwhile is named as the cause, and is not made again.
func TestFolderThatIsTakenAway(t *testing.T) {
	for _, files := range []int{1, 2} {
		dir := filepath.Join(t.TempDir(), "out")
		sink := NewDirSink(dir)
		_, err := sink.Create("one.txt")
		if err == nil {
			err = os.RemoveAll(dir)
		}
		if err != nil {
			t.Fatal(err)
		}
		if files == 2 {
			_, err = sink.Create("two.txt")
		} else {
			err = sink.Commit()
		}
		if !errors.Is(err, errFolderGone) {
			t.Errorf("%d: %v", files, err)
		}
		sink.Abort()
		if _, err := os.Stat(dir); !os.IsNotExist(err) {
			t.Errorf("the folder is there: %v", err)
		}
	}
}
