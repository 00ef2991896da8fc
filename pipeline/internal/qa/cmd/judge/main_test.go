package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"octavo/pipeline/internal/qa/judge"
)

func TestExitCodes(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "report.pdf")
	if err := os.WriteFile(file, []byte("%PDF-1.7"), 0o644); err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, j := range judge.All() {
		all = append(all, j.Name)
	}
	for _, c := range []struct {
		name string
		args []string
		code int
		says string
	}{
		{"unknown flag", []string{"-nothing"}, 2, "not defined"},
		{"no files", nil, 1, "no file to judge"},
		{"a missing file", []string{filepath.Join(dir, "none.pdf")}, 1, "none.pdf"},
		{"an unknown judge to skip", []string{"-skip", "acme", file}, 1, `no judge named "acme"`},
		{"judges that are not installed", []string{"-cache", dir, "-skip", "qpdf --check,Ace", file}, 1, "run ./check judges"},
		{"every judge skipped by name", []string{"-skip", strings.Join(all, ","), file}, 0, "skipped by name"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out, errs strings.Builder
			if code := run(c.args, &out, &errs); code != c.code {
				t.Errorf("exit code %d, want %d", code, c.code)
			}
			if text := out.String() + errs.String(); !strings.Contains(text, c.says) {
				t.Errorf("it does not say %q: %s", c.says, text)
			}
		})
	}
}
