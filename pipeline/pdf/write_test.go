package pdf

import (
	"os"
	"testing"
)

func TestDumpFile(t *testing.T) {
	book, tree := everythingBook(t)
	data, log := write(t, book, tree, fullOptions)
	for _, d := range log.All() {
		t.Error(d.Message)
	}
	if p := os.Getenv("PDF_OUT"); p != "" {
		os.WriteFile(p, data, 0o644)
	}
}
