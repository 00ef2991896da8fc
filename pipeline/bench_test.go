package pipeline

import (
	"fmt"
	"io"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/qa/bulk"
)

// discard is a sink that keeps nothing.
type discard struct{}

func (discard) Create(string) (io.Writer, error) { return io.Discard, nil }
func (discard) Commit() error                    { return nil }
func (discard) Abort()                           {}

// BenchmarkLine is the whole run, from bytes to all files, over the sample
// once and repeated with other words. pipeline/internal/qa/cmd/compare measures the program itself.
func BenchmarkLine(b *testing.B) {
	for _, copies := range []int{1, 8} {
		b.Run(fmt.Sprintf("copies=%d", copies), func(b *testing.B) {
			job := repeated(b, copies)
			b.SetBytes(int64(len(job.Parts[0].Data)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Convert(b.Context(), job, discard{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkUnderstand is reading and normalising alone.
func BenchmarkUnderstand(b *testing.B) {
	job := repeated(b, 8)
	b.SetBytes(int64(len(job.Parts[0].Data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := understandAll(b.Context(), job, nil); err != nil {
			b.Fatal(err)
		}
	}
}

// repeated is the sample's job with its text repeated.
func repeated(tb testing.TB, copies int) Job {
	tb.Helper()
	job := sampleJob(tb)
	if copies == 1 {
		return job
	}
	doc, err := understandAll(tb.Context(), job, nil)
	if err != nil {
		tb.Fatal(err)
	}
	job.Parts[0].Data = []byte(bulk.Text(bulk.Repeat(doc, copies)))
	return job
}

// A text repeated keeps its structure, so that what is measured on it is
// measured on a real report: every copy has its numbered chapters and notes.
func TestRepeatedTextIsUnderstoodAlike(t *testing.T) {
	const copies = 3
	once, err := understandAll(t.Context(), sampleJob(t), nil)
	if err != nil {
		t.Fatal(err)
	}
	long, err := understandAll(t.Context(), repeated(t, copies), nil)
	if err != nil {
		t.Fatal(err)
	}
	one, many := numberedChapters(once), numberedChapters(long)
	if one == 0 || many != copies*one || len(long.Notes) != copies*len(once.Notes) {
		t.Errorf("%d chapters and %d notes in %d copies; one has %d and %d",
			many, len(long.Notes), copies, one, len(once.Notes))
	}
}

func numberedChapters(doc *ast.Document) int {
	n := 0
	for _, b := range doc.Blocks {
		if s, ok := b.(*ast.Section); ok && s.Number != "" {
			n++
		}
	}
	return n
}
