// Package text_test has poppler prove that PDF and EPUB hold every sign of
// their document in order, and that the EPUB's page list agrees with the PDF.
package text_test

import (
	"os"
	"path/filepath"
	"testing"

	"octavo/pipeline"
	"octavo/pipeline/internal/matter"
	"octavo/pipeline/internal/qa/proof"
	"octavo/pipeline/internal/qa/verify"
)

func TestMain(m *testing.M) { proof.Main(m, verify.Poppler()) }

// TestEditionsHoldTheirText leaves the files it made in the folder that the
// environment variable OCTAVO_KEEP names, for ./check to judge.
func TestEditionsHoldTheirText(t *testing.T) {
	for _, job := range proof.Jobs(t) {
		t.Run(job.Name, func(t *testing.T) {
			dir := t.TempDir()
			if keep := os.Getenv("OCTAVO_KEEP"); keep != "" {
				dir = filepath.Join(keep, job.Name)
			}
			proof.Convert(t, job, dir)
			base := filepath.Join(dir, job.Name)
			for _, problem := range problems(t, job, base) {
				t.Error(problem)
			}
			if job.PDFStandard == pipeline.StandardUA2A4 { // the EPUB is that of the first pair of standards
				if err := os.Remove(base + ".epub"); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

func problems(t *testing.T, job pipeline.Job, base string) []string {
	t.Helper()
	want := verify.Expect(matter.Add(proof.Document(t, job)))
	structText, err := verify.StructText(base + ".pdf")
	if err != nil {
		t.Fatal(err)
	}
	pages, err := verify.PageTexts(base + ".pdf")
	if err != nil {
		t.Fatal(err)
	}
	book, err := verify.ReadEPUB(base + ".epub")
	if err != nil {
		t.Fatal(err)
	}
	list := append(verify.PDF(structText, want), verify.EPUB(book, want)...)
	return append(list, verify.Pages(book, pages, want)...)
}
