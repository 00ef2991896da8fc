// Package pandoc_test has pandoc read the EPUB of every case back: the same headings,
// the same note at every call and the same words.
package pandoc_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"octavo/pipeline"
	"octavo/pipeline/internal/qa/proof"
	"octavo/pipeline/internal/qa/verify"
)

// program is pandoc as ./check installs it, or that of the path.
var program = "pandoc"

func TestMain(m *testing.M) {
	if own, err := filepath.Abs(filepath.Join(proof.Cache(), "pandoc", "pypandoc", "files", "pandoc")); err == nil {
		if _, err := os.Stat(own); err == nil {
			program = own
		}
	}
	_, missing := exec.LookPath(program)
	proof.Main(m, missing)
}

func TestBooksAreReadBack(t *testing.T) {
	for _, job := range proof.Jobs(t) {
		if job.PDFStandard == pipeline.StandardUA2A4 { // the EPUB is that of the first pair of standards
			continue
		}
		t.Run(job.Name, func(t *testing.T) {
			job.Editions = []string{"epub"}
			dir := t.TempDir()
			proof.Convert(t, job, dir)
			got := readBack(t, filepath.Join(dir, job.Name+".epub"))
			for _, problem := range got.Compare("pandoc", verify.ExpectReading(proof.Document(t, job), job.Load)) {
				t.Error(problem)
			}
		})
	}
}

func readBack(t *testing.T, file string) verify.Reading {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), program, "-f", "epub", "-t", "json", file).Output()
	if err != nil {
		t.Fatal(err)
	}
	got, err := verify.ReadPandoc(out)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// A book with a word, a note or a heading less is told from the whole one.
func TestLossIsNoticed(t *testing.T) {
	job := proof.Sample(t)
	want := verify.ExpectReading(proof.Document(t, job), job.Load)
	for name, lose := range map[string]func(*verify.Reading){
		"word":    func(r *verify.Reading) { r.Words = slices.Delete(slices.Clone(r.Words), 5, 6) },
		"note":    func(r *verify.Reading) { r.Notes = r.Notes[1:] },
		"heading": func(r *verify.Reading) { r.Headings = r.Headings[:len(r.Headings)-1] },
	} {
		got := want
		lose(&got)
		if len(got.Compare("pandoc", want)) != 1 {
			t.Errorf("a lost %s: %v", name, fmt.Sprint(got.Compare("pandoc", want)))
		}
	}
}
