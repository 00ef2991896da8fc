package epub

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/matter"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/resolve"
)

// onePixel is a PNG file.
var onePixel = newCanvas(2, 1).png(coverGround, coverPaper)

func loadPixel(name string) ([]byte, error) {
	switch {
	case strings.HasSuffix(name, ".png"):
		return onePixel, nil
	case strings.HasSuffix(name, ".gif"):
		return movingGIF(2), nil
	case strings.HasSuffix(name, ".jpg"):
		return os.ReadFile("testdata/" + name)
	case strings.HasSuffix(name, ".svg"):
		return []byte("<svg/>"), nil
	}
	return nil, errors.New("no such file")
}

func testOptions() Options {
	return Options{
		CSS: "p { margin: 0; }\n", Time: time.Date(2024, 5, 15, 12, 0, 0, 0, time.UTC),
		Load: loadPixel, Generator: "Octavo", Identifier: "urn:uuid:aca56117-e80e-8e12-97e3-6b80abf31797",
	}
}

// build makes a publication that must come out without error, and returns its
// files and findings.
func build(t testing.TB, doc *ast.Document, pages []PageBreak, opt Options) (map[string]string, []diag.Diagnostic) {
	t.Helper()
	log := &diag.Log{}
	p, err := Build(t.Context(), resolve.Of(doc), pages, opt, log)
	if err != nil {
		t.Fatalf("%v\n%v", err, log.All())
	}
	var buf bytes.Buffer
	n, err := p.WriteTo(&buf)
	if err != nil || n != int64(buf.Len()) {
		t.Fatalf("wrote %d of %d bytes: %v", n, buf.Len(), err)
	}
	holdsFacts(t, p.entries)
	return unzip(t, buf.Bytes()), log.All()
}

func unzip(t testing.TB, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		files[f.Name] = string(content)
	}
	return files
}

func text(s string) []ast.Inline { return []ast.Inline{&ast.Text{Value: s}} }

func para(inlines ...ast.Inline) *ast.Paragraph { return &ast.Paragraph{Inlines: inlines} }

func chapter(title string, blocks ...ast.Block) *ast.Section {
	return &ast.Section{Level: 1, Sep: " ", Title: text(title), Blocks: blocks}
}

// long is text enough to make a book of chapters of the document it stands in.
func long() *ast.Paragraph { return para(text(strings.Repeat("Een lange zin. ", 150))...) }

func document(blocks ...ast.Block) *ast.Document {
	return &ast.Document{Blocks: blocks, Meta: meta.Meta{Title: "Verslag", Lang: "nl", Publisher: "Ministerie",
		Certifier: &meta.Certifier{Name: "Keurder", Level: "WCAG 2.2 AA"}}}
}

func TestContainerBeginsWithAStoredMimetype(t *testing.T) {
	p, err := Build(t.Context(), resolve.Of(matter.Add(document(chapter("Een")))), nil, testOptions(), &diag.Log{})
	if err != nil {
		t.Fatal(err)
	}
	var buf bytes.Buffer
	if _, err := p.WriteTo(&buf); err != nil {
		t.Fatal(err)
	}
	// EPUB 3.3, 4.3.3: a local header of 30 bytes without an extra field,
	// the name, the content.
	if got := string(buf.Bytes()[30:58]); got != "mimetypeapplication/epub+zip" {
		t.Errorf("the container begins with %q", got)
	}
	z, err := zip.NewReader(bytes.NewReader(buf.Bytes()), int64(buf.Len()))
	if err != nil {
		t.Fatal(err)
	}
	last := ""
	for _, f := range z.File[1:] {
		if f.Name <= last {
			t.Errorf("%s comes behind %s", f.Name, last)
		}
		last = f.Name
		if f.Flags&8 != 0 || len(f.Extra) > 0 || f.Modified.Year() != 1980 {
			t.Errorf("%s: flags %x, extra %x, time %v", f.Name, f.Flags, f.Extra, f.Modified)
		}
	}
}

// TestSameInputSameBytes is law 7.
func TestSameInputSameBytes(t *testing.T) {
	make1 := func(procs int) []byte {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(procs))
		opt := testOptions()
		opt.CSS, opt.Faces = `p { font-family: "Source Serif 4"; }`, houseFaces(t)
		p, err := Build(t.Context(), resolve.Of(report()), nil, opt, &diag.Log{})
		if err != nil {
			t.Fatal(err)
		}
		var buf bytes.Buffer
		for range 2 { // writing again gives the same
			buf.Reset()
			if _, err := p.WriteTo(&buf); err != nil {
				t.Fatal(err)
			}
		}
		return buf.Bytes()
	}
	first := make1(1)
	for _, procs := range []int{1, 2, 8} {
		if !bytes.Equal(first, make1(procs)) {
			t.Errorf("other bytes on %d processors", procs)
		}
	}
}

func TestConcurrentBuildsDoNotMeet(t *testing.T) {
	want, _ := build(t, matter.Add(document(chapter("Een"))), nil, testOptions())
	done := make(chan error, 4)
	for i := range 4 {
		go func() {
			doc := document(chapter("Een"))
			if i%2 == 1 {
				doc = document(chapter("Ander"), chapter("Boek"))
			}
			log := &diag.Log{}
			p, err := Build(t.Context(), resolve.Of(matter.Add(doc)), nil, testOptions(), log)
			if err == nil && i%2 == 0 && !bytes.Contains(p.entries[len(p.entries)-2].data, []byte("Verslag")) {
				err = fmt.Errorf("%s lost its title", p.entries[len(p.entries)-2].name)
			}
			done <- err
		}()
	}
	for range 4 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	again, _ := build(t, matter.Add(document(chapter("Een"))), nil, testOptions())
	for name := range want {
		if want[name] != again[name] {
			t.Errorf("%s differs", name)
		}
	}
}

func TestFailingWriterIsReported(t *testing.T) {
	p, err := Build(t.Context(), resolve.Of(matter.Add(document(chapter("Een")))), nil, testOptions(), &diag.Log{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.WriteTo(&fullDisk{room: 2000}); !errors.Is(err, errFull) {
		t.Errorf("got %v, want the writer's error", err)
	}
}

var errFull = errors.New("no space left")

// fullDisk fails when its room is used up.
type fullDisk struct{ room int }

func (d *fullDisk) Write(p []byte) (int, error) {
	if d.room -= len(p); d.room < 0 {
		return 0, errFull
	}
	return len(p), nil
}

func TestUnknownNodesAreErrors(t *testing.T) {
	cases := map[string]*ast.Document{
		"raw line":          document(&ast.Line{Text: "ruw"}),
		"item of its own":   document(&ast.ListItem{}),
		"matter inside":     document(chapter("Een", &ast.Matter{Role: ast.Colophon})),
		"unknown matter":    document(&ast.Matter{Role: "preface"}),
		"no inline":         document(para(nil)),
		"no block":          document(nil),
		"call without note": document(para(&ast.NoteRef{Label: "1"})),
	}
	for name, doc := range cases {
		t.Run(name, func(t *testing.T) {
			if _, err := Build(t.Context(), resolve.Of(doc), nil, testOptions(), &diag.Log{}); err == nil || !strings.Contains(err.Error(), "unknown") {
				t.Errorf("got %v, want an error about an unknown node", err)
			}
		})
	}
}

func TestIdentifiersInThePackage(t *testing.T) {
	doc := document(chapter("Een"))
	doc.Meta.Identifiers = &meta.Identifiers{ISSN: "2049-3630", DOI: "10.2861/1", URI: "https://example.org/1"}
	doc.Meta.Archive = &meta.Archive{Identification: &meta.ArchiveID{ID: "X-1"}}
	opt := testOptions()
	opt.Identifier = "https://example.org/1"
	files, _ := build(t, doc, nil, opt)
	want := `<dc:identifier id="pub-id">https://example.org/1</dc:identifier>
<dc:identifier>urn:issn:2049-3630</dc:identifier>
<dc:identifier>https://doi.org/10.2861/1</dc:identifier>
<dc:identifier>X-1</dc:identifier>
`
	if !strings.Contains(files["EPUB/package.opf"], want) {
		t.Errorf("%s", files["EPUB/package.opf"])
	}
	opt.Identifier = ""
	if _, err := Build(t.Context(), resolve.Of(doc), nil, opt, &diag.Log{}); err == nil || !strings.Contains(err.Error(), "identifiers: …") {
		t.Errorf("without an identifier: %v", err)
	}
}

func TestNoBookWithoutATitle(t *testing.T) {
	_, err := Build(t.Context(), resolve.Of(&ast.Document{Blocks: []ast.Block{para(text("x")...)}}), nil, testOptions(), &diag.Log{})
	if err == nil || !strings.Contains(err.Error(), "title: …") {
		t.Errorf("the error is %v, want one that says how to give a title", err)
	}
}
