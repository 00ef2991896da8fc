package pdf

import (
	"image/color"
	"io"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/structure"
)

// longBook repeats the fixture's chapter until the book has the pages.
func longBook(b *testing.B, pages int) (*layout.Book, *structure.Tree) {
	doc := &ast.Document{Meta: meta.Meta{Lang: "nl"}}
	for i := 0; i < pages/3; i++ {
		part := everything()
		doc.Blocks = append(doc.Blocks, part.Blocks[2])
	}
	return set(b, doc, map[string][]byte{"a.png": pngImage(b, color.NRGBA{30, 30, 200, 255})})
}

func benchmarkWrite(b *testing.B, pages int) {
	book, tree := longBook(b, pages)
	b.ReportMetric(float64(len(book.Pages)), "pages")
	b.ReportAllocs()
	for b.Loop() {
		if err := Write(b.Context(), io.Discard, book, tree, fullOptions, &diag.Log{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWrite14(b *testing.B)   { benchmarkWrite(b, 14) }
func BenchmarkWrite1000(b *testing.B) { benchmarkWrite(b, 1000) }

func BenchmarkSubsetFaces(b *testing.B) {
	book, _ := longBook(b, 14)
	fs, err := codeFaces(book)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, f := range fs.list {
			if _, err := f.subset(); err != nil {
				b.Fatal(err)
			}
		}
	}
}
