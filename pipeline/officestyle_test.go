package pipeline

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"octavo/fonts"
)

// styledJob is a job with a sheet and the files around it.
func styledJob(t *testing.T, css string, files fstest.MapFS) Job {
	t.Helper()
	data, err := fonts.Files.ReadFile("source-code-pro/SourceCodePro-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	if files == nil {
		files = fstest.MapFS{}
	}
	files["huis.css"] = &fstest.MapFile{Data: []byte(css)}
	files["faces/a b.ttf"] = &fstest.MapFile{Data: data}
	files["broken.ttf"] = &fstest.MapFile{Data: data[:len(data)/2]}
	return Job{Name: "x", Source: "x.md", Time: runTime, Style: "huis.css", Editions: []string{"pdf", "epub"},
		LoadStyle: func(name string) ([]byte, error) { return fs.ReadFile(files, name) },
		Parts:     []Part{{Name: "x.md", Data: []byte("---\ntitle: Proef\nlang: nl\n---\n\n# Een\n\nTekst.\n")}}}
}

// An office's face is in the pages and, whole, in the EPUB, and stands beside the
// review copy.
func TestFaceOfASheet(t *testing.T) {
	job := styledJob(t, `@import "screen.css";
@font-face { font-family: "Huis Sans"; src: url("faces/a b.ttf"); }
:root { --sans: "Huis Sans", sans-serif; }`, nil)
	var sink MemSink
	result, err := Convert(t.Context(), job, &sink)
	if err != nil {
		t.Fatal(err)
	}
	files := sink.Files()
	if !setIn(t, job, "Huis Sans") {
		t.Error("the pages have no face of the office's")
	}
	if !strings.Contains(string(files["x.epub"]), "-a-b.ttf") {
		t.Error("the EPUB has no face of the office's")
	}
	if files["x-style/faces-a b.ttf"] == nil || files["x-style/huis.css"] == nil {
		t.Error("the style does not lie beside the review copy")
	}
	said := false
	for _, f := range result.Findings {
		said = said || f.Code == string(codeFaceEmbedding) && f.Pos.Line == 2 && strings.Contains(f.Message, "in all documents")
	}
	if !said {
		t.Errorf("nothing was said about the licence: %v", result.Findings)
	}
}

// setIn reports whether something on the pages is set in a family.
func setIn(t *testing.T, job Job, family string) bool {
	t.Helper()
	doc := understood(t, job)
	faces, err := openFaces()()
	if err != nil {
		t.Fatal(err)
	}
	office, faces, err := openStyle(job, doc, faces, nil)
	if err != nil {
		t.Fatal(err)
	}
	bk, err := newBook(job, doc, readPictures(job, doc, nil), office, faces, nil)
	if err != nil {
		t.Fatal(err)
	}
	set, err := bk.set(t.Context(), "screen.css")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range set.pages.Pages {
		for _, f := range page.Fragments {
			if f.Run != nil && f.Run.Face.Family == family {
				return true
			}
		}
	}
	return false
}

func TestBrokenFaceOfASheet(t *testing.T) {
	job := styledJob(t, `@font-face { font-family: X; src: url(broken.ttf); }`, nil)
	_, err := Convert(t.Context(), job, &MemSink{})
	if want := `huis.css:1: the face of "X" cannot be used: broken.ttf is damaged`; err == nil || !strings.HasPrefix(err.Error(), want) {
		t.Errorf("error %v, want %s", err, want)
	}
}

// Each edition takes its own house sheet in the place of the one that is
// imported, unless both are of one kind.
func TestStandsFor(t *testing.T) {
	for _, tc := range [][3]string{
		{"screen.css", "screen.css", "screen.css"}, {"screen.css", "large.css", "large.css"}, {"screen.css", "epub.css", "epub.css"},
		{"print-b5.css", "print-a4.css", "print-b5.css"}, {"print-b5.css", "screen.css", "screen.css"}, {"large.css", "screen.css", "screen.css"},
		{"base.css", "screen.css", "base.css"}, {"base.css", "large.css", "large.css"}, {"large-20.css", "large.css", "large-20.css"},
	} {
		if got := standsFor(tc[0], tc[1]); got != tc[2] {
			t.Errorf("%s in %s: %s, want %s", tc[0], tc[1], got, tc[2])
		}
	}
}

// What the program gives to begin with, and its own sheets, have nothing wrong.
func TestHouseSheetsAreSound(t *testing.T) {
	sheets := HouseSheets()
	sheets = append(sheets, HouseSheet{Name: "init", CSS: NewStyle()})
	for _, s := range sheets {
		findings, err := CheckStyle(t.Context(), "own.css", func(string) ([]byte, error) { return s.CSS, nil })
		for _, f := range findings {
			if f.Doubtful {
				t.Errorf("%s: %s: %s", s.Name, f.Pos, f.Message)
			}
		}
		if err != nil || s.Name != "init" && s.About == "" {
			t.Errorf("%s: %q, %v", s.Name, s.About, err)
		}
	}
	if n := strings.Count(string(NewStyle()), "\n"); n > 20 {
		t.Errorf("the sheet to begin with has %d lines", n)
	}
}
