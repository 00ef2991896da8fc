package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/tools/txtar"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/read/docx"
	"octavo/pipeline/internal/read/markdown"
	"octavo/pipeline/internal/read/office"
	printer "octavo/pipeline/internal/write/markdown"
)

// FuzzRead holds the reader to its laws on any main part: no panic, a sound tree,
// every letter of the text in the tree or in the log, and canonical Markdown that
// gives the tree back, with tracked changes accepted and shown.
func FuzzRead(f *testing.F) {
	for _, file := range golden.Files(f, "testdata/*.txtar") {
		c := txtar.Parse([]byte(golden.Read(f, file)))
		for _, p := range c.Files {
			if p.Name == "document.xml" {
				f.Add(string(p.Data), partOf(c, "styles.xml"), partOf(c, "numbering.xml"))
			}
		}
	}
	f.Fuzz(func(t *testing.T, body, styles, numbering string) {
		c := &txtar.Archive{Files: []txtar.File{{Name: "document.xml", Data: []byte(body)}, {Name: "styles.xml", Data: []byte(styles)},
			{Name: "numbering.xml", Data: []byte(numbering)}, {Name: "media/a.png", Data: []byte("x")},
			{Name: "footnotes.xml", Data: []byte(`<w:footnote w:id="1"><w:p><w:r><w:t>Noot</w:t></w:r></w:p></w:footnote>`)},
			{Name: "rels", Data: []byte("rId3 image media/a.png\nrId4 hyperlink https://a.example/ external")}}}
		holdsLaws(t, build(t, c))
	})
}

func partOf(c *txtar.Archive, name string) string {
	for _, p := range c.Files {
		if p.Name == name {
			return string(p.Data)
		}
	}
	return ""
}

func holdsLaws(t *testing.T, data []byte) {
	for _, changes := range []office.Changes{office.Accept, office.Show} {
		var log diag.Log
		doc, err := docx.Read("r.docx", data, office.Options{Changes: changes}, &log)
		if err != nil || ast.TooDeep(doc) != nil {
			return
		}
		ast.Check(doc, &log)
		for _, d := range log.All() {
			if d.Severity == diag.Error {
				t.Fatalf("%s: %s\n%s", d.Code, d.Message, ast.Dump(doc))
			}
		}
		if lost := missing(shownText(data), doc, &log); lost != "" {
			t.Fatalf("lost %q\n%s", lost, ast.Dump(doc))
		}
		back, err := markdown.Read("r.md", []byte(printer.Print(doc)), &diag.Log{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := ast.Equal(doc, back); diff != "" {
			t.Fatalf("the canonical Markdown gives another tree:\n%s\n%s", diff, printer.Print(doc))
		}
	}
}

// shownText is the text in the w:t of the main part, found without the reader's
// code; of alternatives it has those that were meant for newer programs.
func shownText(data []byte) string {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return ""
	}
	in, err := z.Open("word/document.xml")
	if err != nil {
		return ""
	}
	var b strings.Builder
	dec := xml.NewDecoder(in)
	for texts, fallback := 0, 0; ; {
		token, err := dec.Token()
		if err != nil {
			if err == io.EOF {
				return b.String()
			}
			return ""
		}
		switch n := token.(type) {
		case xml.StartElement:
			texts += is(n.Name, "t")
			fallback += is(n.Name, "AlternateContent")
		case xml.EndElement:
			texts -= is(n.Name, "t")
			fallback -= is(n.Name, "AlternateContent")
		case xml.CharData:
			if texts > 0 && fallback == 0 {
				b.Write(n)
			}
		}
	}
}

func is(n xml.Name, local string) int {
	if n.Local == local && (local != "t" || strings.HasSuffix(n.Space, "wordprocessingml/2006/main")) {
		return 1
	}
	return 0
}

// missing gives the letters of text that are neither in the document nor in the log.
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
		case *ast.Code:
			count(n.Value)
		case *ast.CodeBlock:
			count(n.Text)
		case *ast.Section:
			count(n.Number)
		case *ast.NoteRef:
			count(n.Label)
		}
		return true
	})
	count(doc.Meta.Title + doc.Meta.Subtitle)
	for _, d := range log.All() {
		count(d.Dropped)
	}
	var lost strings.Builder
	for _, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			continue
		}
		if have[r]--; have[r] < 0 {
			lost.WriteRune(r)
		}
	}
	return lost.String()
}
