//go:build linux

package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"octavo/pipeline/batch"
)

// The same number gives the same reports, of each kind, and the damaged ones are named.
func TestReportsAreWritten(t *testing.T) {
	var first []byte
	for range 2 {
		dir := t.TempDir()
		if err := writeOnly(dir, 60); err != nil {
			t.Fatal(err)
		}
		for _, kind := range []string{"raw-00000.txt", "markdown-00001.md", "web-00002.html", "word-00003.docx", "odt-00004.odt", "pandoc-00005.json", "book-00006/book.yaml"} {
			if _, err := os.Stat(filepath.Join(dir, "in", "000", kind)); err != nil {
				t.Error(err)
			}
		}
		damaged, err := os.ReadFile(filepath.Join(dir, "damaged.txt"))
		if err != nil || string(damaged) != "in/000/markdown-00050.md\n" {
			t.Errorf("%q, %v", damaged, err)
		}
		word, err := os.ReadFile(filepath.Join(dir, "in", "000", "word-00003.docx"))
		if err != nil || first != nil && !slices.Equal(word, first) {
			t.Errorf("another report the second time: %v", err)
		}
		first = word
	}
}

// Each way in which a report can come out wrong is a fault.
func TestFaultsAreFound(t *testing.T) {
	trial := trial{dir: t.TempDir()}
	file := batch.Outcome{State: batch.Done, Dir: "r", Files: []batch.File{{Name: "r.pdf", Size: 3}}}
	for says, c := range map[string]struct {
		damaged, told bool
		o             batch.Outcome
		times         int
	}{
		"was lost":     {false, false, batch.Outcome{}, 0},
		"is damaged":   {true, true, batch.Outcome{State: batch.Done}, 1},
		"it failed":    {false, true, batch.Outcome{State: batch.Failed, Error: "x"}, 0},
		"was made 2":   {false, true, batch.Outcome{State: batch.Skipped}, 2},
		"no such file": {false, true, file, 1},
	} {
		if err := trial.fault(c.damaged, "in/r.txt", c.o, c.told, c.times); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", says, err)
		}
	}
	for _, o := range []batch.Outcome{{State: batch.Done}, {State: batch.Skipped}} {
		if err := trial.fault(false, "in/r.txt", o, true, 1); err != nil {
			t.Error(err)
		}
	}
	if err := trial.fault(true, "in/r.txt", batch.Outcome{State: batch.Failed, Error: "x"}, true, 0); err != nil {
		t.Error(err)
	}
}

func TestGrowth(t *testing.T) {
	flat := []int64{1, 2, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4}
	if got := grown(flat); got != 1 {
		t.Errorf("flat: %v", got)
	}
	if got := grown([]int64{1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3}); got != 3 {
		t.Errorf("growing: %v", got)
	}
}
