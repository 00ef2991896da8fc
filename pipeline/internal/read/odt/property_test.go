package odt_test

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
	"octavo/pipeline/internal/read/markdown"
	"octavo/pipeline/internal/read/odt"
	"octavo/pipeline/internal/read/office"
	printer "octavo/pipeline/internal/write/markdown"
)

// FuzzRead holds the reader to its laws on any main part: no panic, a sound tree,
// every letter of the text in the tree or in the log, and canonical Markdown that
// gives the tree back, with tracked changes accepted and shown.
func FuzzRead(f *testing.F) {
	for _, file := range golden.Files(f, "testdata/*.txtar") {
		s := sections(txtar.Parse([]byte(golden.Read(f, file))))
		f.Add(s["body"], s["auto"], s["styles"])
	}
	f.Fuzz(func(t *testing.T, body, auto, styles string) {
		c := &txtar.Archive{Files: []txtar.File{{Name: "body", Data: []byte(body)}, {Name: "auto", Data: []byte(auto)}, {Name: "styles", Data: []byte(styles)},
			{Name: "Pictures/a.png", Data: []byte("x")}, {Name: "Object 1/content.xml", Data: []byte(`<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>`)}}}
		holdsLaws(t, build(t, c))
	})
}

func holdsLaws(t *testing.T, data []byte) {
	for _, changes := range []office.Changes{office.Accept, office.Show} {
		var log diag.Log
		doc, err := odt.Read("r.odt", data, office.Options{Changes: changes}, &log)
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

// shownText is the text of the paragraphs and headings of the body, found without the
// reader's code, but for what stands beside them: changes, descriptions and formulas.
func shownText(data []byte) string {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return ""
	}
	in, err := z.Open("content.xml")
	if err != nil {
		return ""
	}
	var b strings.Builder
	dec := xml.NewDecoder(in)
	for texts, beside, body := 0, 0, 0; ; {
		token, err := dec.Token()
		if err != nil {
			if err == io.EOF {
				return b.String()
			}
			return ""
		}
		step := func(n xml.Name, by int) {
			switch {
			case n.Space == textSpace && (n.Local == "p" || n.Local == "h"):
				texts += by
			case n.Local == "body":
				body += by
			case aside[n.Local]:
				beside += by
			}
		}
		switch n := token.(type) {
		case xml.StartElement:
			step(n.Name, 1)
		case xml.EndElement:
			step(n.Name, -1)
		case xml.CharData:
			if texts > 0 && beside == 0 && body > 0 {
				b.Write(n)
			}
		}
	}
}

const textSpace = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"

// aside are elements in paragraphs whose text is no part of them.
var aside = map[string]bool{"title": true, "desc": true, "math": true, "tracked-changes": true, "annotation": true, "binary-data": true, "note-citation": true, "label": true}

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
