package html_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode"

	nethtml "golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/read/html"
	"octavo/pipeline/internal/read/markdown"
	printer "octavo/pipeline/internal/write/markdown"
)

// FuzzRead holds the reader to law 1 on any input: no panic, a sound tree,
// every letter of the page in the tree or in the log, and canonical Markdown
// that gives the tree back.
func FuzzRead(f *testing.F) {
	for _, page := range golden.Files(f, "testdata/*.html") {
		f.Add([]byte(golden.Read(f, page)))
	}
	f.Fuzz(holdsLaws)
}

func holdsLaws(t *testing.T, data []byte) {
	var log diag.Log
	doc, err := html.Read("page.html", data, &log)
	if err != nil {
		return
	}
	if len(doc.Blocks) > 0 {
		if _, raw := doc.Blocks[0].(*ast.Line); raw { // plain text, which understand reads
			if lost := missing(pageText(data), doc, &log); lost != "" {
				t.Fatalf("lost %q of the page's lines", lost)
			}
			return
		}
	}
	var found diag.Log
	ast.Check(doc, &found)
	for _, d := range found.All() {
		if d.Severity == diag.Error && d.Code != ast.CodeAddress { // links to files become text once it is known which files there are
			t.Fatalf("%s: %s", d.Code, d.Message)
		}
	}
	if lost := missing(pageText(data), doc, &log); lost != "" {
		t.Fatalf("lost %q of the page\n%s", lost, ast.Dump(doc))
	}
	if added := invented(pageText(data), doc); added != "" {
		t.Fatalf("invented %q\n%s", added, ast.Dump(doc))
	}
	back, err := markdown.Read("page.md", []byte(printer.Print(doc)), &diag.Log{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := ast.Equal(doc, back); diff != "" {
		t.Fatalf("the canonical Markdown gives another tree:\n%s\n%s", diff, printer.Print(doc))
	}
}

// pageText is all text of the page in UTF-8, whether it is seen or not, found
// without any of the reader's code.
func pageText(data []byte) string {
	if !bytes.Equal(data, bytes.ToValidUTF8(data, nil)) || bytes.HasPrefix(data, []byte("\ufeff")) || bytes.IndexByte(data, 0) >= 0 {
		return "" // what such bytes mean is for the encoding to say: UTF-16 is one answer
	}
	root, err := nethtml.ParseWithOptions(bytes.NewReader(data), nethtml.ParseOptionEnableScripting(false))
	if err != nil {
		return ""
	}
	var b strings.Builder
	var visit func(*nethtml.Node)
	visit = func(n *nethtml.Node) {
		if n.Type == nethtml.TextNode {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if n.Data != "head" || c.Data == "title" {
				visit(c)
			}
		}
	}
	visit(root)
	return b.String()
}

// invented gives the letters of the tree that the page has not, or not as
// often.
func invented(text string, doc *ast.Document) string {
	have := map[rune]int{}
	for _, r := range text {
		have[r]++
	}
	var added strings.Builder
	ast.WalkDocument(doc, func(n ast.Node) bool {
		if t, ok := n.(*ast.Text); ok && text != "" {
			for _, r := range t.Value {
				if have[r]--; have[r] < 0 && unicode.IsLetter(r) {
					added.WriteRune(r)
				}
			}
		}
		return true
	})
	return added.String()
}

// missing gives the letters of text that are neither in the document nor in
// the log.
func missing(text string, doc *ast.Document, log *diag.Log) string {
	have := map[rune]int{}
	count := func(s string) {
		for _, r := range s {
			have[r]++
		}
	}
	ast.WalkDocument(doc, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Text:
			count(n.Value)
		case *ast.Line:
			count(n.Text)
		case *ast.Code:
			count(n.Value)
		case *ast.CodeBlock:
			count(n.Text)
		case *ast.Section:
			count(n.Number)
		case *ast.NoteRef:
			count(n.Label)
		case *ast.ListItem:
			count(n.Marker)
		case *ast.Image: // the words in an object are its alternative
			count(n.Alt)
		}
		return true
	})
	count(doc.Meta.Title + doc.Meta.Subtitle)
	for _, d := range log.All() {
		count(d.Dropped)
	}
	var lost strings.Builder
	for _, r := range text {
		if unicode.IsSpace(r) || unicode.IsControl(r) || r >= 0xfff0 {
			continue
		}
		if have[r]--; have[r] < 0 {
			lost.WriteRune(r)
		}
	}
	return lost.String()
}
