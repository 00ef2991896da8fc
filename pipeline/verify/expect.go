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

	"octavo/pipeline/ast"
)

// Expected is what a document promises of every edition.
type Expected struct {
	// Text holds every sign outside contents and notes, in reading order:
	// white space, soft hyphens, note calls and list labels left out.
	Text string
	// Notes holds the text of each note in the same way, in order.
	Notes []string
	// Heads holds what may stand in running heads and feet.
	Heads []string
}

// Expect takes a document with its matter: title page, contents, colophon.
func Expect(doc *ast.Document) Expected {
	want := Expected{Text: signs(blockText(doc.Blocks)), Heads: []string{doc.Meta.Title, doc.Meta.Publisher, doc.Meta.Subtitle}}
	for _, n := range doc.Notes {
		want.Notes = append(want.Notes, signs(blockText(n.Blocks)))
	}
	ast.WalkBlocks(doc.Blocks, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Section:
			want.Heads = append(want.Heads, ast.PlainText(n.Title))
		case *ast.Matter:
			want.Heads = append(want.Heads, ast.PlainText(n.Title))
		}
		return true
	})
	return want
}

// blockText is all that a reader sees of the blocks, calls and contents aside.
func blockText(blocks []ast.Block) string {
	var b strings.Builder
	ast.WalkBlocks(blocks, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Matter:
			return n.Role != ast.TOC
		case *ast.Section:
			b.WriteString(n.Number)
		case *ast.CodeBlock:
			b.WriteString(n.Text)
		case *ast.Text:
			b.WriteString(n.Value)
		case *ast.Code:
			b.WriteString(n.Value)
		}
		return true
	})
	return b.String()
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
