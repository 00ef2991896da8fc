package main

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestExitCodes(t *testing.T) {
	dir := t.TempDir()
	for _, c := range []struct {
		name string
		args []string
		code int
		says string
	}{
		{"unknown flag", []string{"-nothing"}, 2, "not defined"},
		{"no EPUB", nil, 1, "no EPUB is named"},
		{"readers that are not installed", []string{"-cache", dir, "-o", filepath.Join(dir, "out"), "a.epub"}, 1, "./check judges"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var errs strings.Builder
			if code := run(c.args, &errs); code != c.code || !strings.Contains(errs.String(), c.says) {
				t.Errorf("exit code %d, want %d: %s", code, c.code, &errs)
			}
		})
	}
}
