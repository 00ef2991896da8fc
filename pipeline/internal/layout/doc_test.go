package layout

import (
	"context"
	"fmt"
	"os"
	"strings"

	"octavo/fonts"
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/font"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/matter"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/structure"
	"octavo/pipeline/internal/style"
	"octavo/styles"
)

// sheetNamed parses a sheet of testdata or of the house; a name with rules in it is a
// sheet itself.
func sheetNamed(t failer, name string) *style.Sheet {
	t.Helper()
	load := func(name string) ([]byte, error) {
		if strings.Contains(name, "{") {
			return []byte(name), nil
		}
		if css, err := os.ReadFile("testdata/" + name); err == nil {
			return css, nil
		}
		return styles.Files.ReadFile(name)
	}
	css, err := load(name)
	if err != nil {
		t.Fatal(err)
	}
	var log diag.Log
	sheet, err := style.Parse(name, css, load, &log)
	if err != nil || len(log.All()) > 0 {
		t.Fatal(err, log.All())
	}
	return sheet
}

var faces = func() *font.Set {
	set, err := font.Open(fonts.Files)
	if err != nil {
		panic(err)
	}
	return set
}()

// set makes pages of a document. What is noted of the spaces of its lines is left
// out of the log.
func set(t failer, doc *ast.Document, sheet string) (*Book, *structure.Tree, *diag.Log) {
	t.Helper()
	book, tree, log := setAll(t, doc, sheet)
	return book, tree, log.Where(func(d diag.Diagnostic) bool { return d.Rule != "spacing" })
}

// setAll makes pages of a document, with all findings.
func setAll(t failer, doc *ast.Document, sheet string) (*Book, *structure.Tree, *diag.Log) {
	t.Helper()
	log := &diag.Log{}
	resolved := resolve.Of(doc)
	tree := structure.Build(resolved)
	noFile := func(name string) ([]byte, error) { return os.ReadFile("testdata/" + name) }
	book, err := Paginate(context.Background(), resolved, style.Resolve(resolved, sheetNamed(t, sheet)), tree, faces, noFile, log)
	if err != nil {
		t.Fatal(err)
	}
	return book, tree, log
}

func txt(s string) []ast.Inline { return []ast.Inline{&ast.Text{Value: s}} }

func par(s string) *ast.Paragraph { return &ast.Paragraph{Inlines: txt(s)} }

func chapter(number, title string, blocks ...ast.Block) *ast.Section {
	return &ast.Section{Level: 1, Number: number, Sep: " ", Title: txt(title), Blocks: blocks}
}

func note(id string, blocks ...ast.Block) *ast.Note {
	return &ast.Note{ID: id, Label: id, Blocks: blocks}
}

// calling is a paragraph that calls notes at its end.
func calling(s string, notes ...*ast.Note) *ast.Paragraph {
	p := par(s)
	for _, n := range notes {
		p.Inlines = append(p.Inlines, &ast.NoteRef{Label: n.Label, Note: n})
	}
	return p
}

// countedWords is n words of running text, each told apart by its number.
func countedWords(prefix string, n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "%s%d", prefix, i)
	}
	return b.String()
}

// withMatter adds title page, contents and colophon.
func withMatter(d *ast.Document) *ast.Document { return matter.Add(d) }

func codesOf(log *diag.Log) map[diag.Code]int {
	out := map[diag.Code]int{}
	for _, d := range log.All() {
		out[d.Code]++
	}
	return out
}

// dump writes a book as text, a line of the page a line.
func dump(b *Book) string {
	var out strings.Builder
	for i, p := range b.Pages {
		fmt.Fprintf(&out, "page %d %q", i+1, p.Label)
		if p.Start.Node != nil {
			fmt.Fprintf(&out, " starts %.12q", startText(p.Start))
		}
		out.WriteString("\n")
		dumpFragments(&out, p.Fragments)
	}
	return out.String()
}

// startText is the text from a place on, or what kind of node is meant as a whole.
func startText(l ast.Loc) string {
	if s := l.Text(); s != "" {
		return s[l.Offset:]
	}
	return strings.TrimPrefix(fmt.Sprintf("%T", l.Node), "*ast.")
}

func dumpFragments(out *strings.Builder, frags []Fragment) {
	y, open := geom.Length(-1), false
	for _, f := range frags {
		switch {
		case f.Rule != nil:
			closeLine(out, &open)
			fmt.Fprintf(out, "  %5.1f rule %.1f+%.1f×%.2f\n", f.Rule.Y.Points(), f.Rule.X.Points(), f.Rule.W.Points(), f.Rule.H.Points())
		case f.Image != nil:
			closeLine(out, &open)
			fmt.Fprintf(out, "  %5.1f image %s %.1f×%.1f\n", f.Image.Y.Points(), f.Image.Name, f.Image.W.Points(), f.Image.H.Points())
		case f.Run != nil:
			if !open || f.Run.Y != y {
				closeLine(out, &open)
				fmt.Fprintf(out, "  %5.1f %5.1f ", f.Run.Y.Points(), f.Run.X.Points())
			}
			y, open = f.Run.Y, true
			out.WriteString(mark(f) + f.Run.Text)
		}
	}
	closeLine(out, &open)
}

func mark(f Fragment) string {
	if f.Content == nil {
		return "~" // an artifact
	}
	return "|"
}

func closeLine(out *strings.Builder, open *bool) {
	if *open {
		out.WriteString("\n")
	}
	*open = false
}

// failer is what testing.TB and rapid.T have in common.
type failer interface {
	Helper()
	Fatal(args ...any)
}
