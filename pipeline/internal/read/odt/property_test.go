package odt_test

import (
	"encoding/xml"
	"testing"

	"golang.org/x/tools/txtar"

	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/qa/officetest"
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
		data := build(t, c)
		officetest.HoldsLaws(t, reader, data, shownText(data))
	})
}

// shownText is the text of the paragraphs and headings of the body, found without the
// reader's code, but for what stands beside them: changes, descriptions and formulas.
func shownText(data []byte) string {
	var open []string // the namespaces of the elements around
	texts, beside, body := 0, 0, 0
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
	return officetest.TextOf(data, "content.xml", func(token xml.Token) bool {
		switch n := token.(type) {
		case xml.StartElement:
			open = append(open, n.Name.Space)
			step(n.Name, 1)
		case xml.EndElement:
			open = open[:len(open)-1]
			step(n.Name, -1)
		}
		// Frames and drawings hold elements alone (ODF 1.3, 10.4.2).
		return texts > 0 && beside == 0 && body > 0 && open[len(open)-1] != drawSpace
	})
}

const (
	textSpace = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
	drawSpace = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
)

// aside are elements in paragraphs whose text is no part of them.
var aside = map[string]bool{"title": true, "desc": true, "math": true, "tracked-changes": true, "annotation": true, "binary-data": true, "note-citation": true, "label": true}
