// Package pdfjs_test has pdf.js prove that a reader who searches the sample's PDFs
// finds the words that line ends divide.
package pdfjs_test

import (
	"cmp"
	"path/filepath"
	"strings"
	"testing"

	"octavo/pipeline/internal/qa/proof"
	"octavo/pipeline/internal/qa/verify"
)

const judge = "pdf.js find"

func TestMain(m *testing.M) { proof.Main(m, cmp.Or(proof.Installed(judge), verify.Poppler())) }

func TestSample(t *testing.T) { proof.SampleIsPassedBy(t, judge) }

// The judge takes the words from the files: it must have some to look for.
func TestSampleDividesWords(t *testing.T) {
	dir, job := t.TempDir(), proof.Sample(t)
	proof.Convert(t, job, dir)
	for _, suffix := range []string{".pdf", "-print.pdf"} {
		pages, err := verify.PageTexts(filepath.Join(dir, job.Name+suffix))
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(strings.Join(pages, ""), "\u00ad\n"); n < 20 {
			t.Errorf("%s: %d words are divided", suffix, n)
		}
	}
}
