package pipeline

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// repacked is an EPUB with its files changed one by one.
func repacked(t *testing.T, data []byte, change func(name string, text []byte) []byte) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w, changed := zip.NewWriter(&out), false
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		after := change(f.Name, slices.Clone(text))
		changed = changed || !bytes.Equal(after, text)
		fw, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate})
		if err == nil {
			_, err = fw.Write(after)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil || !changed {
		t.Fatal(err, changed)
	}
	return out.Bytes()
}

// in changes one file of an EPUB by a pattern, once.
func in(file, pattern, with string) func(string, []byte) []byte {
	re := regexp.MustCompile(pattern)
	return func(name string, text []byte) []byte {
		at := re.FindSubmatchIndex(text)
		if !strings.HasSuffix(name, file) || at == nil {
			return text
		}
		out := re.Expand(slices.Clone(text[:at[0]]), []byte(with), text, at)
		return append(out, text[at[1]:]...)
	}
}

// An EPUB that somebody changed, and made all anew that speaks of it, is found by what
// it holds.
func TestTamperedEPUBsAreFound(t *testing.T) {
	sound := builtPackage(t, sampleJob(t))
	name := sound.path(".epub")
	for _, c := range []struct {
		what   string
		change func(string, []byte) []byte
		want   string
	}{
		{"an entry of the list of pages that leads elsewhere", in("nav.xhtml", `#page-6">6<`, `#page-5">6<`), "its entry for page 6 leads to"},
		{"an entry less", in("nav.xhtml", `<li><a [^>]*#page-6">6</a></li>`, ``), "page 6 of the PDF is not in it"},
		{"an entry for no page", in("nav.xhtml", `(<li><a [^>]*#page-6">)6(</a></li>)`, `${1}6${2}${1}99${2}`), "its entry for page 99 is for no page of the PDF"},
		{"an entry twice", in("nav.xhtml", `(<li><a [^>]*#page-6">6</a></li>)`, `$1$1`), "it has two entries for page 6"},
		{"an entry that leads nowhere", in("nav.xhtml", `#page-6">`, `#page-66">`), "which is not there"},
		{"a marker that stands a word later", in("chapter-003.xhtml", `(<span id="page-\d+"[^>]*></span>)([^<]*?\s)`, `$2$1`), "its list of pages is not that of the PDF"},
		{"two pages that changed their numbers", in("nav.xhtml", `(#page-6">)6(.*\n.*#page-7">)7`, `${1}7${2}6`), "its list of pages is not that of the PDF"},
		{"chapters that changed places", in("package.opf", `(<itemref idref="[^"]*chapter-002[^"]*"[^>]*/>)(\s*)(<itemref idref="[^"]*chapter-003[^"]*"[^>]*/>)`, `$3$2$1`), "it has"},
		{"a chapter that is not read", in("package.opf", `<itemref idref="[^"]*chapter-003[^"]*"[^>]*/>`, ``), "it has nothing where"},
		{"another note that is called", in("chapter-002.xhtml", `(class="noteref"[^>]*>)\d+<`, `${1}9<`), "it has"},
		{"a word in a note", in("chapter-002.xhtml", `Kamerstukken`, `Kamerstuk`), "in note"},
		{"a word that only the sheet hides", in("chapter-002.xhtml", `<p>`, `<p><span style="display: none">niet</span>`), `it has "niet"`},
		{"another day of change", in("package.opf", `(dcterms:modified">)\d{4}`, `${1}2001`), "package-date"},
	} {
		t.Run(c.what, func(t *testing.T) {
			p := sound.copy()
			p.remake(name, repacked(t, p.files[name].Data, c.change))
			wrong, _ := p.verify(t)
			if !mentions(wrong, c.want) {
				t.Errorf("no %q in\n%s", c.want, strings.Join(wrong, "\n"))
			}
		})
	}
}
