package pipeline

import (
	"archive/zip"
	"bytes"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"octavo/pipeline/internal/qa/golden"
)

// TestEPUBCases holds what reading systems, shops and screen readers meet in the EPUB of
// each file of testdata/epub, section reads, to what was looked at once: metadata of
// language, direction and accessibility, contents, pages, the text's XHTML and the
// findings; or why there is none.
func TestEPUBCases(t *testing.T) {
	for _, p := range golden.Files(t, "testdata/epub/*.txtar") {
		c := loadCase(t, p)
		t.Run(c.job.Name, func(t *testing.T) {
			c.job.Editions = []string{"epub"}
			c.compare(t, "reads", readsAs(t, c.job))
			if golden.Update() {
				golden.Write(t, c.path, txtar.Format(c.archive))
			}
		})
	}
}

func readsAs(t *testing.T, job Job) string {
	t.Helper()
	var sink MemSink
	result, err := Convert(t.Context(), job, &sink)
	var b strings.Builder
	if err == nil {
		b.WriteString(epubView(t, sink.Files()[job.Name+".epub"]))
	}
	if err != nil {
		fmt.Fprintf(&b, "no EPUB: %v\n", err)
	}
	for _, f := range result.Findings {
		if f.Severity != SeverityInfo {
			fmt.Fprintf(&b, "%s %d: %s\n", f.Severity, f.Pos.Line, f.Message)
		}
	}
	return b.String()
}

// told are the lines of a package document that say something of what the text is.
var told = regexp.MustCompile(`(?m)^.*(?:dc:language|dc:identifier|conformsTo|certifi|accessMode|accessibilityHazard|alternativeText|describedMath|MathML|page-progression).*$`)

// navEntries are the links of a navigation document, with what they are called.
var navEntries = regexp.MustCompile(`<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>`)

func epubView(t *testing.T, data []byte) string {
	t.Helper()
	var b strings.Builder
	b.WriteString(strings.Join(told.FindAllString(inZip(t, data, "package.opf"), -1), "\n") + "\n")
	for _, m := range navEntries.FindAllStringSubmatch(inZip(t, data, "nav.xhtml"), -1) {
		fmt.Fprintf(&b, "to %s: %s\n", path.Base(m[1]), m[2])
	}
	for _, name := range chaptersOf(t, data) {
		_, root, _ := strings.Cut(inZip(t, data, name), "<html ")
		html, rest, _ := strings.Cut(root, ">")
		_, body, _ := strings.Cut(rest, "<body")
		body, _, _ = strings.Cut(body, "</body>")
		_, lang, _ := strings.Cut(html, " lang=")
		fmt.Fprintf(&b, "\n%s lang=%s\n<body%s", name, lang, body)
	}
	return b.String() + "\n"
}

// chaptersOf names the files of an EPUB that hold its text, in order.
func chaptersOf(t *testing.T, data []byte) []string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range z.File {
		if name := path.Base(f.Name); strings.HasPrefix(name, "chapter-") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}
