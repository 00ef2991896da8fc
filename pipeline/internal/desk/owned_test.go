package desk

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// tree lists the files under a folder by their names with slashes.
func tree(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if rel, relErr := filepath.Rel(dir, path); relErr == nil && path != dir {
			out = append(out, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// What a new set does not have goes from the folders that it owns, with folders that
// hold nothing then; and where a move fails, all of it is back.
func TestOwnedFoldersHoldTheSetAlone(t *testing.T) {
	for fail := 0; ; fail++ {
		dir := t.TempDir()
		for _, d := range []string{"p/old/deep", "p/kept", "other"} {
			if err := os.MkdirAll(in(dir, d), 0o755); err != nil {
				t.Fatal(err)
			}
		}
		write(t, dir, map[string]string{"p/a": "old a", "p/old/deep/b": "ours", "p/kept/c": "ours", "other/d": "mine", ".a": "new a", ".e": "new e"})
		before := tree(t, dir)
		f := &Folder{Dir: dir, Log: "l", Owned: []string{"p/"}, Earlier: &Log{Own: true, Record: Record{Files: []File{
			{"p/a", Sum([]byte("old a"))}, {"p/old/deep/b", Sum([]byte("ours"))}, {"p/kept/c", Sum([]byte("ours"))}}}}}
		moves := []Move{{in(dir, ".a"), in(dir, "p/a")}, {in(dir, ".e"), in(dir, "p/kept/new/deep/e")}}
		moves = append(moves, f.Stale(moves)...)
		if len(moves) != 4 || len(f.Obstacles(moves)) != 0 {
			t.Fatalf("%+v, %+v", moves, f.Obstacles(moves))
		}
		n := 0
		err := Replace(moves, func(from, to string) error {
			if n++; n == fail {
				return errors.New("refused")
			}
			return os.Rename(from, to)
		})
		got := tree(t, dir)
		switch {
		case fail > n:
			if want := []string{"other", "other/d", "p", "p/a", "p/kept", "p/kept/new", "p/kept/new/deep", "p/kept/new/deep/e"}; err != nil || !slices.Equal(got, want) {
				t.Errorf("%q, %v", got, err)
			}
			return
		case fail > 0 && (err == nil || !slices.Contains(got, "p/old/deep/b") || !slices.Contains(got, "p/kept/c") || slices.Contains(got, "p/kept/new")):
			t.Errorf("rename %d failed: %q, before %q, %v", fail, got, before, err)
		}
	}
}

// What a person changed or put into such a folder is in the way, and a folder that is
// a link or a file too.
func TestOwnedFoldersKeepWhatIsAPersons(t *testing.T) {
	dir := t.TempDir()
	if err := errors.Join(os.MkdirAll(in(dir, "p/q"), 0o755), os.Symlink("p", in(dir, "linked"))); err != nil {
		t.Fatal(err)
	}
	write(t, dir, map[string]string{"p/changed": "x", "p/q/mine": "x", "p/ours": "ours", ".a": "new", "file": "x"})
	f := &Folder{Dir: dir, Owned: []string{"p/", "linked/", "missing/", "file/"}, Earlier: &Log{Own: true, Record: Record{Files: []File{
		{"p/changed", Sum([]byte("ours"))}, {"p/ours", Sum([]byte("ours"))}}}}}
	moves := []Move{{in(dir, ".a"), in(dir, "linked/a")}, {in(dir, ".a"), in(dir, "file/deep/a")}}
	got := map[string]string{}
	for _, o := range f.Obstacles(append(moves, f.Stale(moves)...)) {
		got[o.Name] = o.Why
	}
	const none = "is not a folder, and files belong into one of this name"
	if len(got) != 4 || got["p/changed"] != whyChanged || got["p/q/mine"] != whyForeign || got["linked"] != none || got["file"] != none {
		t.Errorf("%+v", got)
	}
}

func TestRecordForgetsWhatAnOwnedFolderHeld(t *testing.T) {
	r := Record{Files: []File{{"p/new", "1"}}}
	r.Keep(&Log{Record: Record{Files: []File{{"p/old", "2"}, {"p/new", "2"}, {"r.pdf", "3"}}}}, []string{"p/"})
	if want := []File{{"p/new", "1"}, {"r.pdf", "3"}}; !slices.Equal(r.Files, want) {
		t.Errorf("%+v", r.Files)
	}
}
