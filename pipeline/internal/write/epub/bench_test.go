package epub

import (
	"io"
	"strings"
	"testing"
	"time"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/matter"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/resolve"
)

// report is a document of about the sample's size: 8 chapters, 45 kB.
func report() *ast.Document { return longReport(8) }

// longReport has about 5.6 kB a chapter.
func longReport(chapters int) *ast.Document {
	sentence := "Ook in dit jaar werkten wij aan een veilige en rechtvaardige samenleving voor iedereen. "
	doc := &ast.Document{Meta: meta.Meta{Title: "Verslag van het beleid", Subtitle: "Over een heel jaar", Lang: "nl", Publisher: "Ministerie"}}
	for range chapters {
		s := &ast.Section{Level: 1, Title: []ast.Inline{&ast.Text{Value: "Hoofdstuk"}}}
		for range 16 {
			s.Blocks = append(s.Blocks, &ast.Paragraph{Inlines: []ast.Inline{&ast.Text{Value: strings.Repeat(sentence, 4)}}})
		}
		doc.Blocks = append(doc.Blocks, s)
	}
	return matter.Add(doc)
}

func BenchmarkPublication(b *testing.B) { benchmarkBook(b, report()) }

// BenchmarkLongPublication is about 1,000 pages in 560 chapters.
func BenchmarkLongPublication(b *testing.B) { benchmarkBook(b, longReport(560)) }

func benchmarkBook(b *testing.B, doc *ast.Document) {
	b.ReportAllocs()
	opt := Options{CSS: `p { font-family: "Source Serif 4"; } h1 { font-family: "Source Sans 3"; }`, Faces: houseFaces(b), Time: time.Unix(0, 0)}
	for b.Loop() {
		p, err := Build(b.Context(), resolve.Of(doc), nil, opt, &diag.Log{})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := p.WriteTo(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCover(b *testing.B) {
	faces := houseSet(b)
	for b.Loop() {
		if _, err := drawCover(coverText{"Verslag van het beleid", "Over een heel jaar", "Ministerie"}, "nl", faces); err != nil {
			b.Fatal(err)
		}
	}
}
