package pipeline

import (
	"archive/zip"
	"bytes"
	"path"
	"slices"
	"strings"
	"testing"
)

// The EPUB carries the faces that its text is set in, and no others.
func TestEPUBCarriesTheFacesOfItsText(t *testing.T) {
	const text = "SourceSerif4-Regular SourceSans3-SemiBold" // with the heading's
	for content, more := range map[string]string{
		"Gewoon.":                         "",
		"*Schuin* en **vet**.":            "SourceSerif4-Italic SourceSerif4-SemiBold",
		"***Beide***.":                    "SourceSerif4-Italic SourceSerif4-SemiBoldItalic",
		"Een `a` b.":                      "SourceCodePro-Regular",
		"    a  b":                        "SourceCodePro-Regular",
		"| A | B |\n|---|---|\n| 1 | 2 |": "SourceSans3-Regular",
		"Een ☒ **kruis**.":                "SourceSerif4-SemiBold NotoSansSymbols2-Regular",
		"שלום.":                           "NotoSansHebrew-Regular NotoSansHebrew-SemiBold",
	} {
		job := Job{Name: "x", Source: "x.md", Time: runTime, Editions: []string{"epub"},
			Parts: []Part{{Name: "x.md", Data: []byte("---\ntitle: T\nlang: nl\ntitle-page: false\ntoc: false\ncolophon: false\n---\n\n# Een\n\n" + content + "\n")}}}
		var sink MemSink
		if _, err := Convert(t.Context(), job, &sink); err != nil {
			t.Fatal(err)
		}
		z, err := zip.NewReader(bytes.NewReader(sink.Files()["x.epub"]), int64(len(sink.Files()["x.epub"])))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, f := range z.File {
			if name, ok := strings.CutSuffix(path.Base(f.Name), ".ttf"); ok {
				got = append(got, name)
			}
		}
		want := strings.Fields(text + " " + more)
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", content, got, want)
		}
	}
}
