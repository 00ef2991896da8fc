package pipeline

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// folderOf reads every file below dir.
func folderOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		out[strings.TrimPrefix(path, dir)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func sameFolder(a, b map[string]string) bool {
	if len(a) != len(b) {
		return false
	}
	for name, text := range a {
		if b[name] != text {
			return false
		}
	}
	return true
}

// Law 9: where a file cannot be put in its place, all are as they were, whichever
// one it is.
func TestFailingRenamePutsBack(t *testing.T) {
	dir := t.TempDir()
	if _, err := Convert(t.Context(), noteJob("nl"), NewDirSink(dir)); err != nil {
		t.Fatal(err)
	}
	before := folderOf(t, dir)
	for fail := 1; ; fail++ {
		sink, n := NewDirSink(dir), 0
		sink.rename = func(from, to string) error {
			if n++; n == fail {
				return &os.LinkError{Op: "rename", Old: from, New: to, Err: os.ErrPermission}
			}
			return os.Rename(from, to)
		}
		_, err := Convert(t.Context(), noteJob("en"), sink)
		if fail > n {
			if err != nil || sameFolder(before, folderOf(t, dir)) {
				t.Errorf("nothing was replaced in the end: %v", err)
			}
			return
		}
		var failed *WriteError
		if !errors.As(err, &failed) || !strings.HasPrefix(failed.Name, "r.") {
			t.Errorf("rename %d: error is %v", fail, err)
		}
		if !sameFolder(before, folderOf(t, dir)) {
			t.Errorf("rename %d: the folder is not as it was", fail)
		}
	}
}

func noteJob(lang string) Job {
	m, _ := ParseMeta("r.yaml", []byte("title: Een brief\nlang: "+lang))
	return Job{Name: "r", Source: "r.md", Meta: m, Editions: DefaultEditions(), Time: runTime, Parts: []Part{{Name: "r.md", Data: []byte("# Een\n\nTekst.\n")}}}
}

// Law 9: a folder that may not be written to is said, and stays as it is.
func TestReadOnlyFolder(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("the administrator may write everywhere")
	}
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(dir, 0o755)
	var failed *WriteError
	if _, err := Convert(t.Context(), noteJob("nl"), NewDirSink(dir)); !errors.As(err, &failed) || !errors.Is(err, os.ErrPermission) {
		t.Errorf("error is %v", err)
	}
}

// A caller of the package meets the same care as a user of the program.
func TestConflict(t *testing.T) {
	dir := t.TempDir()
	mine := filepath.Join(dir, "r.pdf")
	if err := os.WriteFile(mine, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := Convert(t.Context(), noteJob("nl"), NewDirSink(dir))
	var conflict *ConflictError
	if !errors.As(err, &conflict) || len(conflict.Files) != 1 || conflict.Files[0].Name != "r.pdf" || conflict.NewCopy != "r.new.md" {
		t.Fatalf("error is %v", err)
	}
	if got := folderOf(t, dir); len(got) != 2 || got["/r.pdf"] != "mine" || got["/r.new.md"] == "" {
		t.Errorf("the folder holds %v", got)
	}
	sink := NewDirSink(dir)
	sink.Force = true
	if _, err := Convert(t.Context(), noteJob("nl"), sink); err != nil {
		t.Error(err)
	}
	if data, _ := os.ReadFile(mine); string(data) == "mine" {
		t.Error("Force replaced nothing")
	}
}

// A name that leads out of the folder, or is not written plainly, is refused.
func TestSinkNames(t *testing.T) {
	for name, good := range map[string]bool{"a.pdf": true, "a-pictures/b.png": true, "../a": false, "/a": false, "a/b/c/d.xml": true, "a//b": false, "": false, "a/../../b": false} {
		sink := NewDirSink(t.TempDir())
		if _, err := sink.Create(name); (err == nil) != good {
			t.Errorf("%q: %v", name, err)
		}
		sink.Abort()
	}
}
