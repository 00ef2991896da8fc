package pipeline

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/matter"
	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/structure"
	"octavo/pipeline/internal/write/markdown"
)

// testCase is one file of testdata/cases: a section input.EXT, perhaps a
// section meta.yaml, and one section for what each stage makes of it.
type testCase struct {
	path    string
	archive *txtar.Archive
	job     Job
}

// caseJobs loads every case.
func caseJobs(t testing.TB) []testCase {
	t.Helper()
	var out []testCase
	for _, p := range golden.Files(t, "testdata/cases/*.txtar") {
		out = append(out, loadCase(t, p))
	}
	return out
}

func loadCase(t testing.TB, path string) testCase {
	t.Helper()
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	name := golden.Name(path)
	c := testCase{path: path, archive: archive, job: Job{Time: runTime, Name: name, Editions: namesWhere(func(e edition) bool { return len(e.takes) == 0 }), // cases give nothing that an archive asks for
		Press: Press{Condition: "FOGRA51", Paper: "0.1 mm"}, Load: caseLoader(archive)}}
	for _, f := range archive.Files {
		switch {
		case strings.HasPrefix(f.Name, "input."):
			c.job.Source = f.Name
			c.job.Parts = []Part{{Name: f.Name, Data: f.Data}}
		case f.Name == "meta.yaml":
			if c.job.Meta, err = ParseMeta(f.Name, f.Data); err != nil {
				t.Fatal(err)
			}
		}
	}
	if c.job.Parts == nil {
		t.Fatalf("%s has no section input.EXT", path)
	}
	return c
}

// caseLoader gives pictures from the testdata folder.
func caseLoader(*txtar.Archive) func(string) ([]byte, error) {
	return func(name string) ([]byte, error) {
		return os.ReadFile(filepath.Join("testdata", "pictures", filepath.Base(name)))
	}
}

// stages is the table of expected sections, in the line's order.
var stages = []struct {
	name  string
	print func(*testing.T, testCase) string
}{
	{"review.md", func(t *testing.T, c testCase) string { return markdown.Print(understood(t, c.job)) }},
	{"log", printLog},
	{"tags", printTags},
	{"pages", printPages},
	{"nav", printNav},
}

// TestCases compares every stage's output with its section.
func TestCases(t *testing.T) {
	for _, c := range caseJobs(t) {
		t.Run(c.job.Name, func(t *testing.T) {
			for _, s := range stages {
				c.compare(t, s.name, s.print(t, c))
			}
			if golden.Update() {
				golden.Write(t, c.path, txtar.Format(c.archive))
			}
		})
	}
}

func (c *testCase) compare(t *testing.T, name, got string) {
	t.Helper()
	if got != "" && !strings.HasSuffix(got, "\n") {
		got += "\n"
	}
	for i, f := range c.archive.Files {
		if f.Name != name {
			continue
		}
		if golden.Update() {
			c.archive.Files[i].Data = []byte(got)
		} else if want := string(f.Data); got != want {
			t.Errorf("%s: section %s:\n%s", c.path, name, golden.Diff(want, got))
		}
		return
	}
	if !golden.Update() {
		t.Fatalf("%s has no section %s; run the test with -update and read what it wrote", c.path, name)
	}
	c.archive.Files = append(c.archive.Files, txtar.File{Name: name, Data: []byte(got)})
}

func caseBook(t *testing.T, job Job) *book {
	t.Helper()
	faces, err := openFaces()()
	if err != nil {
		t.Fatal(err)
	}
	doc := understood(t, job)
	bk, err := newBook(job, doc, readPictures(job, doc, nil), nil, faces, nil)
	if err != nil {
		t.Fatal(err)
	}
	return bk
}

func laidOutDocument(t *testing.T, job Job) *ast.Document {
	t.Helper()
	return matter.Add(understood(t, job))
}

func printTags(t *testing.T, c testCase) string {
	var b strings.Builder
	if err := structure.Build(resolve.Of(laidOutDocument(t, c.job))).Dump(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func printLog(t *testing.T, c testCase) string {
	log := &diag.Log{}
	if _, err := understandAll(t.Context(), c.job, log); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, d := range log.All() {
		fmt.Fprintf(&b, "%d %s %.2f %s", d.Pos.Line, d.Code, d.Confidence, d.Message)
		if d.Dropped != "" {
			fmt.Fprintf(&b, " [dropped %q]", d.Dropped)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// printPages gives the words of every page, a line each, notes included.
func printPages(t *testing.T, c testCase) string {
	bk := caseBook(t, c.job)
	set, err := bk.set(t.Context(), "screen.css")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, p := range set.pages.Pages {
		fmt.Fprintf(&b, "page %s\n", p.Label)
		y := p.Size.H + 1
		for _, f := range p.Fragments {
			if f.Run == nil {
				continue
			}
			if f.Run.Y != y {
				y = f.Run.Y
				b.WriteString("\n  ")
			}
			b.WriteString(strings.ReplaceAll(f.Run.Text, "\u00ad", "~"))
		}
		b.WriteString("\n\n")
	}
	return strings.ReplaceAll(strings.ReplaceAll(b.String(), " \n", "\n"), "\n\n\n", "\n")
}

// printNav gives the EPUB's navigation document.
func printNav(t *testing.T, c testCase) string {
	files, _ := convert(t, c.job)
	return inZip(t, files[c.job.Name+".epub"], "nav.xhtml")
}

// inZip gives the file of that name in an archive, in whatever folder.
func inZip(t *testing.T, data []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if path.Base(f.Name) != name {
			continue
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		return string(content)
	}
	t.Fatalf("the archive has no %s", name)
	return ""
}
