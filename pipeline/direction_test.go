package pipeline

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
)

// An EPUB says the direction of its text and of its pages where the language is
// written from right to left, and of runs that go the other way; nothing else.
func TestDirectionOfText(t *testing.T) {
	for _, tc := range []struct {
		lang, text string
		want       []string
		none       string
	}{
		{"he", "שלום [word]{lang=en} עולם (1953).", []string{`xml:lang="he" dir="rtl"`, `page-progression-direction="rtl"`, `xml:lang="en" dir="ltr"`}, ""},
		{"nl", "Het woord [שלום, עולם!]{lang=he} staat [there]{lang=en} hier.", []string{`<span lang="he" xml:lang="he" dir="rtl">`, `<span lang="en" xml:lang="en">`}, "page-progression"},
		{"nl", "[שלום, עולם!]{lang=he}\n\n[Hello.]{lang=en}", []string{`dir="rtl"><span lang="he" xml:lang="he" dir="rtl">`, `<p><span lang="en"`}, "page-progression"},
		{"az-Arab", "متن", []string{`dir="rtl"`}, ""},
		{"nl", "Gewoon.", nil, "dir="},
	} {
		job := Job{Name: "x", Source: "x.md", Time: runTime, Editions: []string{"epub"},
			Parts: []Part{{Name: "x.md", Data: []byte("---\ntitle: T\nlang: " + tc.lang + "\n---\n\n# 1. X\n\n" + tc.text + "\n")}}}
		var sink MemSink
		if _, err := Convert(t.Context(), job, &sink); err != nil {
			t.Fatal(err)
		}
		all := textOfZip(t, sink.Files()["x.epub"])
		for _, want := range tc.want {
			if !strings.Contains(all, want) {
				t.Errorf("%s: no %s", tc.lang, want)
			}
		}
		if tc.none != "" && strings.Contains(all, tc.none) {
			t.Errorf("%s: it has %s", tc.lang, tc.none)
		}
	}
}

// textOfZip joins the package document and content documents of an EPUB.
func textOfZip(t *testing.T, data []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range z.File {
		if !strings.HasSuffix(f.Name, ".xhtml") && !strings.HasSuffix(f.Name, ".opf") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&b, r); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}
