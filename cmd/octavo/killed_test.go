//go:build unix

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A build that is killed at any moment leaves each file whole: as it was before, or as
// the build makes it. What was being written has a name that begins with a dot.
func TestKilledBuildLeavesWholeFiles(t *testing.T) {
	program, err := exec.LookPath("octavo")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	build := func(month string) *exec.Cmd {
		text := "---\nlang: nl\n---\n\n# Verslag\n\n" + strings.Repeat("De raad heeft in "+month+" besloten.\n\n", 300)
		if err := os.WriteFile(filepath.Join(dir, "r.md"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command(program, "build", "r.md")
		cmd.Dir, cmd.Env = dir, append(os.Environ(), "SOURCE_DATE_EPOCH=1700000000")
		return cmd
	}
	whole := map[string][][]byte{} // by name, before and after
	var took time.Duration
	for _, month := range []string{"april", "maart"} {
		start := time.Now()
		if out, err := build(month).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		took = time.Since(start)
		for name, data := range visible(t, filepath.Join(dir, "out")) {
			whole[name] = append(whole[name], data)
		}
	}
	for i := range 12 {
		cmd := build([]string{"april", "maart"}[i%2])
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(took * time.Duration(i+1) / 12)
		_ = cmd.Process.Kill() // it may be done
		_ = cmd.Wait()
		for name, data := range visible(t, filepath.Join(dir, "out")) {
			if known := whole[name]; len(known) != 2 || !bytes.Equal(data, known[0]) && !bytes.Equal(data, known[1]) {
				t.Errorf("killed after %d twelfths: %s is neither what it was nor what it was to be", i+1, name)
			}
		}
	}
}

// visible are the files of a folder, not those in folders of its own, without those whose
// names begin with a dot.
func visible(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, e := range entries {
		if e.IsDir() || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		if files[e.Name()], err = os.ReadFile(filepath.Join(dir, e.Name())); err != nil {
			t.Fatal(err)
		}
	}
	if len(files) == 0 {
		t.Fatalf("nothing lies in %s", dir)
	}
	return files
}
