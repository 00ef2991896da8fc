package pipeline

import (
	"bytes"
	"testing"
)

// The EPUB knows nothing of the standards of the PDF, so that judging one of the two
// judges both.
func TestEPUBIsTheSameByAnyPDFStandard(t *testing.T) {
	for _, job := range []Job{sampleJob(t), loadCase(t, "testdata/cases/everything.txtar").job} {
		var first []byte
		for _, standard := range PDFStandards() {
			job.PDFStandard, job.Editions = standard, []string{"pdf", "epub"}
			files, _ := convert(t, job)
			epub := files[job.Name+".epub"]
			if first == nil {
				first = epub
			}
			if len(epub) == 0 || !bytes.Equal(epub, first) {
				t.Errorf("%s: the EPUB by %s differs", job.Name, standard)
			}
		}
	}
}
