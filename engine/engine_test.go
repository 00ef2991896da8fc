package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/batch"
)

// asProgram lets the test's binary be the program itself, which is large to link.
const asProgram = "OCTAVO_ENGINE"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// reports is how many reports the comparison makes; OCTAVO_ENGINE_REPORTS gives another
// number, and OCTAVO_ENGINE_FLAGS the flags of another runner. ./check --long and ./check
// --engine set them.
func reports() string {
	if n := os.Getenv("OCTAVO_ENGINE_REPORTS"); n != "" {
		return n
	}
	return "60"
}

// program builds a program of the main module.
func program(t *testing.T, dir, path string) string {
	t.Helper()
	name := filepath.Join(dir, filepath.Base(path))
	cmd := exec.Command("go", "build", "-o", name, path)
	cmd.Dir = ".."
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return name
}

// start runs a program in a folder and demands its exit code.
func start(t *testing.T, code int, dir string, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), asProgram+"=1")
	out, err := cmd.CombinedOutput()
	if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != code {
		t.Fatalf("%s %q: %v, want exit code %d\n%s", name, args, err, code, out)
	}
	return string(out)
}

// The engine makes of a folder what octavo batch makes of it: the same files, byte by
// byte, and the same ledger; the damaged reports are its dead letters, and a second run
// makes nothing.
func TestEngineMakesWhatABatchMakes(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("left out: the engine beside a batch, whose generator runs on Linux")
	}
	dir := t.TempDir()
	octavo := program(t, dir, "./cmd/octavo")
	start(t, 0, dir, program(t, dir, "./pipeline/internal/qa/cmd/backlog"), "-write", dir, "-count", reports())
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	start(t, 1, dir, octavo, "batch", "in", "-o", "batch", "-q", "--modified", "2026-11-01", "--edition", "epub,html")
	args := append(strings.Fields(os.Getenv("OCTAVO_ENGINE_FLAGS")), "-in", dir, "-out", filepath.Join(dir, "engine"), "-modified", "2026-11-01", "-edition", "epub,html", "in")
	start(t, 1, dir, self, args...)
	same(t, filepath.Join(dir, "batch"), filepath.Join(dir, "engine"))

	first := ledger(t, filepath.Join(dir, "batch", "ledger.jsonl"))
	if got := ledger(t, filepath.Join(dir, "engine", "ledger.jsonl")); !slices.Equal(got, first) {
		t.Errorf("the ledgers differ:\n%s\n---\n%s", strings.Join(first, "\n"), strings.Join(got, "\n"))
	}
	damaged, err := os.ReadFile(filepath.Join(dir, "damaged.txt"))
	if err != nil {
		t.Fatal(err)
	}
	want := slices.Sorted(strings.Lines(string(damaged)))
	if got := inputs(t, filepath.Join(dir, "engine", "dead-letters.jsonl")); !slices.Equal(got, want) || len(got) == 0 {
		t.Errorf("dead letters:\n%q\nwant\n%q", got, want)
	}

	start(t, 1, dir, self, args...)
	for _, line := range ledger(t, filepath.Join(dir, "engine", "ledger.jsonl")) {
		if strings.Contains(line, `"state":"done"`) {
			t.Errorf("the second run made %s", line)
		}
	}
}

// same demands the same files in two folders, but for what each keeps for itself.
func same(t *testing.T, want, got string) {
	t.Helper()
	a, b := files(t, want), files(t, got)
	for name, data := range a {
		if other, made := b[name]; !made || !bytes.Equal(data, other) {
			t.Errorf("%s: made %t, with the same bytes %t", name, made, bytes.Equal(data, other))
		}
		delete(b, name)
	}
	for name := range b {
		t.Errorf("%s was made, and a batch makes none", name)
	}
	if len(a) < 10 {
		t.Errorf("only %d files were compared", len(a))
	}
}

func files(t *testing.T, root string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		own := strings.HasPrefix(name, ".octavo/locks") || strings.HasPrefix(name, ".octavo/begun") || strings.HasPrefix(name, ".octavo/made") ||
			name == "index.html" || strings.HasSuffix(name, ".jsonl")
		if err != nil || d.IsDir() || own {
			return err
		}
		out[name], err = os.ReadFile(filepath.Join(root, name))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// outcomes reads a ledger.
func outcomes(t *testing.T, name string) []batch.Outcome {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var list []batch.Outcome
	for line := range bytes.Lines(data) {
		var o batch.Outcome
		if err := json.Unmarshal(line, &o); err != nil {
			t.Fatal(err)
		}
		list = append(list, o)
	}
	return list
}

// ledger gives the lines of a ledger in order, without what differs from run to run.
func ledger(t *testing.T, name string) []string {
	var lines []string
	for _, o := range outcomes(t, name) {
		o.Seconds, o.Tries = 0, 0
		line, _ := json.Marshal(o)
		lines = append(lines, string(line))
	}
	slices.Sort(lines)
	return lines
}

// inputs are those of a ledger, a line each, in its order.
func inputs(t *testing.T, name string) (all []string) {
	for _, o := range outcomes(t, name) {
		all = append(all, o.Input+"\n")
	}
	return all
}

// What is wrong on the command line is said before anything is begun.
func TestCommandLine(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for says, args := range map[string][]string{
		"-in and -out are both needed":    {"-in", "x"},
		`-modified "tomorrow" is no time`: {"-in", "x", "-out", "y", "-modified", "tomorrow"},
		"-ledger-parts 0 is no number":    {"-in", "x", "-out", "y", "-ledger-parts", "0"},
		"-time-limit 0s is no time":       {"-in", "x", "-out", "y", "-time-limit", "0s"},
		`"scroll" is not an edition`:      {"-in", "x", "-out", "y", "-edition", "scroll"},
	} {
		if out := start(t, exitUsage, t.TempDir(), self, args...); !strings.Contains(out, says) {
			t.Errorf("%q: %s", args, out)
		}
	}
}

func TestOutWithinIn(t *testing.T) {
	for _, c := range [][3]string{{"a", "a/out", "out"}, {".", "out/deep", "out/deep"}, {"a", "b", ""}, {"a", "a", ""}, {"s3://a", "s3://a/out", ""}} {
		if got := within(c[0], c[1]); got != c[2] {
			t.Errorf("%q in %q: %q, want %q", c[1], c[0], got, c[2])
		}
	}
}
