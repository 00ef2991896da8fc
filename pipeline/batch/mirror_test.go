package batch

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
)

func write(t *testing.T, dir, name, data string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
}

func names(t *testing.T, dir string) (list []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

func TestMirrorCopiesOnce(t *testing.T) {
	from, to := t.TempDir(), filepath.Join(t.TempDir(), "deep", "r")
	write(t, from, "a.zip", "package")
	write(t, from, "a.xml", "note")
	both := []string{"a.zip", "a.xml"}
	first, err := Mirror(from, to, both)
	if err != nil || len(first) != 2 || first[0].Name != "a.zip" || len(first[0].SHA256) != 64 {
		t.Fatalf("%v, %v", first, err)
	}
	before, _ := os.Stat(filepath.Join(to, "a.zip"))
	again, err := Mirror(from, to, both)
	after, _ := os.Stat(filepath.Join(to, "a.zip"))
	if err != nil || !slices.Equal(again, first) || !os.SameFile(before, after) {
		t.Errorf("the second time: %v, %v", again, err)
	}
	if got := names(t, to); !slices.Equal(got, []string{"a.xml", "a.zip"}) {
		t.Errorf("%q", got)
	}
}

// What stands there with another content stays, and the file behind it is not copied.
func TestMirrorReplacesNothing(t *testing.T) {
	from, to := t.TempDir(), t.TempDir()
	write(t, from, "a.zip", "package")
	write(t, from, "a.xml", "note")
	write(t, to, "a.zip", "another")
	var differs *DiffersError
	if _, err := Mirror(from, to, []string{"a.zip", "a.xml"}); !errors.As(err, &differs) {
		t.Fatalf("%v", err)
	}
	if data, _ := os.ReadFile(filepath.Join(to, "a.zip")); string(data) != "another" || len(names(t, to)) != 1 {
		t.Errorf("%q, %q", data, names(t, to))
	}
}

func TestMirrorOfWhatIsMissing(t *testing.T) {
	to := t.TempDir()
	if _, err := Mirror(t.TempDir(), to, []string{"a.zip"}); !os.IsNotExist(err) {
		t.Errorf("%v", err)
	}
	if got := names(t, to); len(got) != 0 {
		t.Errorf("%q", got)
	}
}

// Any number of processes may mirror one file, and one copy stays.
func TestMirrorAtOnce(t *testing.T) {
	from, to := t.TempDir(), t.TempDir()
	write(t, from, "a.zip", "package")
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if _, err := Mirror(from, to, []string{"a.zip"}); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if got := names(t, to); !slices.Equal(got, []string{"a.zip"}) {
		t.Errorf("%q", got)
	}
}
