package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A few documents keep to the laws; the check sends more.
func TestRandomDocuments(t *testing.T) {
	keep := t.TempDir()
	var out, errs strings.Builder
	if code := run([]string{"-text", "-n", "6", "-keep", keep, "-kept", "1"}, &out, &errs); code != 0 {
		t.Fatalf("exit code %d\n%s%s", code, out.String(), errs.String())
	}
	if !strings.Contains(out.String(), "6 random documents") {
		t.Errorf("it said %q", out.String())
	}
	kept, err := os.ReadDir(keep)
	if err != nil || len(kept) > 1 {
		t.Errorf("%d folders stayed, %v", len(kept), err)
	}
	files, err := filepath.Glob(filepath.Join(keep, "random-0000", "*"))
	if err != nil || len(kept) == 1 && len(files) == 0 {
		t.Errorf("a folder stayed without files: %v", err)
	}
}

// What is wrong is found: a document that is another one than its review copy.
func TestDifferencesAreFound(t *testing.T) {
	s := newSpecimen(3, "random-0003", t.TempDir())
	if found := s.problems(t.Context(), false); len(found) > 0 || s.refused {
		t.Fatalf("refused %v, %q", s.refused, found)
	}
	if doc := s.readsBack(); doc == nil || len(s.found) > 0 {
		t.Fatalf("%q", s.found)
	}
	s.doc.Blocks = s.doc.Blocks[:len(s.doc.Blocks)-1]
	if s.readsBack(); len(s.found) == 0 {
		t.Error("a block that is missing is not found")
	}
}
