package layout

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/matter"
	"octavo/pipeline/internal/read/plaintext"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/structure"
	"octavo/pipeline/internal/style"
	"octavo/pipeline/internal/understand"
	"octavo/source"
)

// sampleDoc is the embedded report, ready for layout.
func sampleDoc(t testing.TB) *ast.Document {
	t.Helper()
	data, err := source.Files.ReadFile(source.Sample + ".txt")
	if err != nil {
		t.Fatal(err)
	}
	var log diag.Log
	doc, err := plaintext.Read("sample.txt", data, &log)
	if err != nil {
		t.Fatal(err)
	}
	return matter.Add(understand.Run(t.Context(), doc, &log))
}

// TestSampleBreaksNoRuleOfPages: no widow, orphan, stranded heading, divided
// word or postponed note in any edition of the sample.
func TestSampleBreaksNoRuleOfPages(t *testing.T) {
	doc := sampleDoc(t)
	for _, sheet := range []string{"screen.css", "print-a4.css", "print-b5.css", "large.css"} {
		t.Run(sheet, func(t *testing.T) {
			book, _, log := set(t, doc, sheet)
			for _, d := range log.All() {
				t.Errorf("%s: %s", d.Code, d.Message)
			}
			for i, p := range book.Pages {
				if text := lastText(p); strings.HasSuffix(strings.TrimSpace(text), "\u00ad") {
					t.Errorf("page %d ends in %q", i+1, text)
				}
			}
		})
	}
}

// lastText is the last running text of a page, which is not a note.
func lastText(p Page) string {
	text := ""
	for _, f := range p.Fragments {
		if f.Rule != nil && f.Artifact == LayoutArt {
			break // the rule above the notes
		}
		if f.Run != nil && f.Content != nil {
			text = f.Run.Text
		}
	}
	return text
}

func BenchmarkPaginateSample(b *testing.B) {
	doc := resolve.Of(sampleDoc(b))
	sheet := sheetNamed(b, "screen.css")
	tree := structure.Build(doc)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Paginate(b.Context(), doc, style.Resolve(doc, sheet), tree, faces, nil, &diag.Log{}); err != nil {
			b.Fatal(err)
		}
	}
}
