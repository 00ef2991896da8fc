// Package verify proves that finished files hold the text of their document.
// In come the document, what poppler prints of the PDF, and the EPUB; out come
// sentences about what is missing, added or out of order, none when all is
// well. It is for tests: nothing that converts imports it.
//
// It reads the files as others would, through pdfinfo -struct-text, pdftotext
// and the EPUB's own XHTML, and shares no code with the writers.
package verify

import (
	"fmt"
	"strings"
	"unicode"

	"octavo/pipeline/internal/ast"
)

// Expected is what a document promises of every edition.
type Expected struct {
	// Text holds every sign outside contents and notes, in reading order:
	// white space, soft hyphens, note calls and list labels left out.
	Text string
	// Printed is Text as a PDF's structure holds it: with the heading of the
	// contents, which stands outside the contents' own element, and without
	// defined terms, which are the labels of their list.
	Printed string
	// Terms holds the defined terms, in order.
	Terms []string
	// Notes holds the text of each note in the same way, in order.
	Notes []string
	// Labels holds the label of each.
	Labels []string
	// Feet holds the letters of all notes as pages show them, each behind its label.
	Feet string
	// Heads holds what may stand in running heads and feet, and what a table that
	// goes on repeats above its rows.
	Heads []string
}

// Expect takes a document with its matter: title page, contents, colophon.
func Expect(doc *ast.Document) Expected {
	want := Expected{
		Text:    signs(blockText(doc.Blocks)),
		Printed: signs(printedText(doc.Blocks)),
		Heads:   []string{doc.Meta.Title, doc.Meta.Publisher, doc.Meta.Subtitle},
	}
	for _, n := range doc.Notes {
		text := blockText(n.Blocks)
		want.Notes = append(want.Notes, signs(text))
		want.Labels = append(want.Labels, n.Label)
		want.Feet += letters(n.Label + text)
	}
	ast.WalkBlocks(doc.Blocks, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Section:
			want.Heads = append(want.Heads, ast.PlainText(n.Title))
		case *ast.Matter:
			want.Heads = append(want.Heads, ast.PlainText(n.Title))
		case *ast.Table:
			want.Heads = append(want.Heads, headText(n))
		case *ast.DefItem:
			want.Terms = append(want.Terms, signs(ast.PlainText(n.Term)))
		}
		return true
	})
	return want
}

// headText is the text of a table's head rows, cell by cell.
func headText(t *ast.Table) string {
	var b strings.Builder
	for _, row := range t.Head {
		for _, cell := range row.Cells {
			b.WriteString(blockText(cell.Blocks))
		}
	}
	return b.String()
}

// blockText is all that a reader sees of the blocks, calls and contents aside.
func blockText(blocks []ast.Block) string {
	var b strings.Builder
	ast.WalkBlocks(blocks, func(n ast.Node) bool {
		b.WriteString(ast.OwnText(n))
		return !isContents(n)
	})
	return b.String()
}

// printedText is blockText as Expected.Printed wants it.
func printedText(blocks []ast.Block) string {
	var b strings.Builder
	ast.WalkBlocks(blocks, func(n ast.Node) bool {
		if m, ok := n.(*ast.Matter); ok && isContents(n) {
			b.WriteString(ast.PlainText(m.Title))
			return false
		}
		if d, ok := n.(*ast.DefItem); ok {
			for _, def := range d.Defs {
				b.WriteString(printedText(def))
			}
			return false
		}
		b.WriteString(ast.OwnText(n))
		return true
	})
	return b.String()
}

func isContents(n ast.Node) bool {
	m, ok := n.(*ast.Matter)
	return ok && (m.Role == ast.TOC || m.Role == ast.Tables || m.Role == ast.Figures)
}

// signs leaves out white space and soft hyphens.
func signs(s string) string {
	return keep(s, func(r rune) bool { return !unicode.IsSpace(r) && r != '\u00ad' })
}

// letters leaves out everything but letters, so that folios, labels and
// hyphens do not count.
func letters(s string) string { return keep(s, unicode.IsLetter) }

func keep(s string, want func(rune) bool) string {
	return strings.Map(func(r rune) rune {
		if want(r) {
			return r
		}
		return -1
	}, s)
}

// compare says where got departs from want, or nothing.
func compare(what, got, want string) []string {
	if got == want {
		return nil
	}
	g, w := []rune(got), []rune(want)
	i := 0
	for i < len(g) && i < len(w) && g[i] == w[i] {
		i++
	}
	return []string{fmt.Sprintf("%s: after %q it has %q and should have %q (sign %d of %d)",
		what, window(g, i-30, i), window(g, i, i+40), window(w, i, i+40), i, len(w))}
}

func window(r []rune, from, to int) string {
	return string(r[max(from, 0):min(max(to, 0), len(r))])
}
