package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"time"

	"octavo/pipeline"
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/audit/letters"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/matter"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/qa/random"
	"octavo/pipeline/internal/read/markdown"
	printer "octavo/pipeline/internal/write/markdown"
)

// specimen is a random document on its way.
type specimen struct {
	name, dir string
	doc       *ast.Document
	job       pipeline.Job
	found     []string
	refused   bool
}

// newSpecimen gives the document what an archive asks for; from every other one something
// may be inferred.
func newSpecimen(i int, name, dir string) *specimen {
	s := &specimen{name: name, dir: dir, doc: random.Nth(i)}
	s.doc.Meta.Creators = meta.People("Bureau")
	s.doc.Meta.Archive = &meta.Archive{
		Identification: &meta.ArchiveID{ID: name, Source: "random"}, Creator: &meta.ArchiveID{Name: "Bureau", ID: "b", Source: "random"},
		Appraisal: &meta.ArchiveTerm{Label: "Blijvend te bewaren", Code: "B", List: "lijst"}, Restriction: &meta.ArchiveTerm{Label: "Geen", List: "lijst"},
	}
	if i%2 == 1 {
		s.doc.Meta.Inference = meta.InferenceDone
	}
	s.job = pipeline.Job{
		Name: name, Source: name + ".md", Parts: []pipeline.Part{{Name: name + ".md", Data: []byte(printer.Print(s.doc))}},
		Time: time.Date(2026, 2, 3, 4, 5, 6, 0, time.UTC), Press: pipeline.Press{Condition: "FOGRA51", Paper: "0.1 mm"}, Editions: pipeline.EditionNames(),
		Load: func(name string) ([]byte, error) { return picture(name), nil },
	}
	return s
}

// square is a picture of a few pixels.
var square = func() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
		panic(err) // into memory
	}
	return b.Bytes()
}()

// picture is a drawing for names that end so, else a sound PNG.
func picture(name string) []byte {
	if strings.HasSuffix(name, ".svg") {
		return []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10" fill="#345"/></svg>`)
	}
	return square
}

func (s *specimen) wrong(format string, args ...any) {
	s.found = append(s.found, fmt.Sprintf(format, args...))
}

// problems makes all editions and says what is wrong with them.
func (s *specimen) problems(ctx context.Context, text bool) []string {
	defer func() { // the number of the document is what matters
		if r := recover(); r != nil {
			s.wrong("it broke down: %v\n%s", r, debug.Stack())
		}
	}()
	var input *pipeline.InputError
	switch err := s.make(ctx); {
	case errors.As(err, &input) && input.Pos.Line > 0:
		s.refused = true
		return nil
	case err != nil:
		s.wrong("%v", err)
		return s.found
	case !text:
		return s.found
	}
	if doc := s.readsBack(); doc != nil {
		s.agree(matter.Add(doc))
	}
	s.inPackage(ctx)
	return s.found
}

// make writes the editions, twice, and holds the second to the first.
func (s *specimen) make(ctx context.Context) error {
	if _, err := pipeline.Convert(ctx, s.job, pipeline.NewDirSink(s.dir)); err != nil {
		return err
	}
	var again pipeline.MemSink
	if _, err := pipeline.Convert(ctx, s.job, &again); err != nil {
		return err
	}
	for name, data := range again.Files() {
		if first, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(name))); err != nil || !bytes.Equal(first, data) {
			s.wrong("%s is another one when it is made again (%v)", name, err)
		}
	}
	return nil
}

// readsBack holds the review copy to the tree that was drawn, as far as nothing was
// inferred, and gives the tree that it holds.
func (s *specimen) readsBack() *ast.Document {
	data, err := os.ReadFile(s.path(".md"))
	if err != nil {
		s.wrong("%v", err)
		return nil
	}
	log := &diag.Log{}
	back, err := markdown.Read(s.name+".md", data, log)
	if err != nil {
		s.wrong("the review copy: %v", err)
		return nil
	}
	for _, d := range log.All() {
		if d.Severity == diag.Error {
			s.wrong("the review copy: %s: %s", d.Pos, d.Message)
		}
	}
	if s.settled() {
		if diff := ast.Equal(unnamed(s.doc), unnamed(back)); diff != "" {
			s.wrong("the review copy has another tree: %s", diff)
		}
	}
	return back
}

// settled tells that nothing is to be inferred from the document.
func (s *specimen) settled() bool { return s.doc.Meta.Inference != "" }

func (s *specimen) path(suffix string) string { return filepath.Join(s.dir, s.name+suffix) }

// unnamed is the tree without its metadata, to which a run adds, without the names of
// pictures, which lie beside a review copy under names of their own, and without soft
// hyphens, which a run takes out of running text and puts on record.
func unnamed(doc *ast.Document) *ast.Document {
	bare := *ast.Clone(doc)
	bare.Meta = meta.Meta{}
	ast.WalkDocument(&bare, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Image:
			n.Src = ""
		case *ast.Text:
			n.Value = strings.ReplaceAll(strings.ReplaceAll(n.Value, "\u00ad", ""), "  ", " ")
		}
		return true
	})
	ast.MapRuns(bare.Blocks, edgesBare)
	for _, n := range bare.Notes {
		ast.MapRuns(n.Blocks, edgesBare)
	}
	return &bare
}

// edgesBare takes the blanks off the ends of a run, however deep, which stood beside a
// soft hyphen.
func edgesBare(list []ast.Inline) []ast.Inline {
	for in := list; len(in) > 0; in = ast.Children(in[0]) {
		if t, ok := in[0].(*ast.Text); ok {
			t.Value = strings.TrimLeft(t.Value, " ")
		}
	}
	for in := list; len(in) > 0; in = ast.Children(in[len(in)-1]) {
		if t, ok := in[len(in)-1].(*ast.Text); ok {
			t.Value = strings.TrimRight(t.Value, " ")
		}
	}
	return list
}

// agree holds the accessible PDFs and the EPUB to the tree, letter by letter.
func (s *specimen) agree(doc *ast.Document) {
	want, made := letters.Document(doc, s.name)
	for _, suffix := range []string{".pdf", "-large.pdf", "-large-20.pdf", ".epub"} {
		data, err := os.ReadFile(s.path(suffix))
		if err != nil {
			s.wrong("%v", err)
			continue
		}
		read := letters.PDF
		if suffix == ".epub" {
			read = letters.EPUB
		}
		got, err := read(data, made)
		if err != nil {
			s.wrong("%s: %v", suffix, err)
			continue
		}
		for _, d := range letters.Compare(want, got) {
			s.wrong("%s: after %q it has %q, not %q", suffix, d.After, d.Got, d.Want)
		}
	}
}

// inPackage has the archive package verified, the EPUB's list of pages with it.
func (s *specimen) inPackage(ctx context.Context) {
	findings, err := pipeline.VerifyArchive(ctx, pipeline.Archive{Name: s.name, Folder: os.DirFS(s.path("-archive")), Beside: os.DirFS(s.dir)})
	if err != nil {
		s.wrong("archive: %v", err)
	}
	for _, f := range findings {
		if f.Severity == pipeline.SeverityError {
			s.wrong("archive: %s: %s", f.Pos, f.Message)
		}
	}
}
