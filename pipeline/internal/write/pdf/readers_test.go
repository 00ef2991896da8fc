package pdf

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/structure"
)

// runTool gives the output of an outside program on the file, or skips.
func runTool(t *testing.T, data []byte, tool string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(tool); err != nil {
		t.Skipf("%s is not installed; ./check installs it and runs this test", tool)
	}
	path := filepath.Join(t.TempDir(), "book.pdf")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	for i, a := range args {
		if a == "FILE" {
			args[i] = path
		}
	}
	out, err := exec.Command(tool, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", tool, err, out)
	}
	return string(out)
}

func TestQPDFFindsNothing(t *testing.T) {
	for name, book := range cases {
		b, tree := book(t)
		data, _ := write(t, b, tree, fullOptions)
		if out := runTool(t, data, "qpdf", "--check", "FILE"); strings.Contains(out, "WARNING") {
			t.Errorf("%s: %s", name, out)
		}
	}
}

// hyphenatedBook has a word divided over two lines, with a space at the end of
// each line that the source has one at.
func hyphenatedBook(t *testing.T) (*layout.Book, *structure.Tree) {
	n := &ast.Text{Value: "Een lang afbreekwoord in de regel."}
	tree := structure.Build(resolve.Of(&ast.Document{Meta: meta.Meta{Lang: "nl"}, Blocks: []ast.Block{para(n)}}))
	f := face(t, "SourceSerif4-Regular")
	page := layout.Page{Label: "1", Size: geom.Size{W: pageW, H: pageH}}
	for i, line := range []string{"Een lang afbreek\u00AD", "woord in ", "de regel."} {
		run := &layout.Run{Face: f.face, Size: 10 * geom.Pt, Text: line, Glyphs: f.glyphs(line)}
		run.X, run.Y = 60*geom.Pt, geom.Length(100+14*i)*geom.Pt
		page.Fragments = append(page.Fragments, layout.Fragment{Content: tree.Content(n, structure.Own), Run: run})
	}
	return &layout.Book{Pages: []layout.Page{page}}, tree
}

func TestPopplerReadsHyphenatedWordsWhole(t *testing.T) {
	book, tree := hyphenatedBook(t)
	data, _ := write(t, book, tree, fullOptions)
	got := runTool(t, data, "pdftotext", "-enc", "UTF-8", "FILE", "-")
	got = strings.NewReplacer("\u00AD\n", "", "\u00AD", "", "\n", " ").Replace(got)
	if want := "Een lang afbreekwoord in de regel."; strings.Join(strings.Fields(got), " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
	tags := runTool(t, data, "pdfinfo", "-struct-text", "FILE")
	tags = strings.NewReplacer("\"\n", "", "\"", "", "    ", "").Replace(tags) // a sequence a line
	if want := "Een lang afbreekwoord in de regel."; !strings.Contains(tags, want) {
		t.Errorf("structure text %q, want %s in it", tags, want)
	}
}

// TestPopplerReadsOnAfterActualText holds the sequences apart: see mark.
func TestPopplerReadsOnAfterActualText(t *testing.T) {
	book, tree := clustersBook(t)
	data, _ := write(t, book, tree, fullOptions)
	got := runTool(t, data, "pdfinfo", "-struct-text", "FILE")
	if want := "\"xyz\"\n    \" "; !strings.Contains(strings.ReplaceAll(got, "\u00AD", ""), want) {
		t.Errorf("got %q, want %q in it", got, want)
	}
}

func TestPopplerReadsTheStructure(t *testing.T) {
	book, tree := everythingBook(t)
	data, _ := write(t, book, tree, fullOptions)
	got := runTool(t, data, "pdfinfo", "-struct-text", "FILE")
	for _, want := range []string{"Note <fn-1>", "/Scope /Column", "/ListNumbering /Disc", "TOCI", "\"De noot.\""} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}
