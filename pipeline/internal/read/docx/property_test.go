package docx_test

import (
	"encoding/xml"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"octavo/pipeline/internal/qa/golden"
	"octavo/pipeline/internal/qa/officetest"
)

// FuzzRead holds the reader to its laws on any main part, chart and diagram: no panic, a sound tree,
// every letter of the text in the tree or in the log, and canonical Markdown that
// gives the tree back, with tracked changes accepted and shown.
func FuzzRead(f *testing.F) {
	for _, file := range golden.Files(f, "testdata/*.txtar") {
		c := txtar.Parse([]byte(golden.Read(f, file)))
		for _, p := range c.Files {
			if p.Name == "document.xml" {
				for _, drawn := range []string{partOf(c, "charts/c1.xml"), partOf(c, "diagrams/d1.xml")} {
					f.Add(string(p.Data), partOf(c, "styles.xml"), partOf(c, "numbering.xml"), drawn)
				}
			}
		}
	}
	f.Fuzz(func(t *testing.T, body, styles, numbering, drawn string) {
		c := &txtar.Archive{Files: []txtar.File{{Name: "document.xml", Data: []byte(body)}, {Name: "styles.xml", Data: []byte(styles)},
			{Name: "numbering.xml", Data: []byte(numbering)}, {Name: "media/a.png", Data: []byte("x")},
			{Name: "footnotes.xml", Data: []byte(`<w:footnote w:id="1"><w:p><w:r><w:t>Noot</w:t></w:r></w:p></w:footnote>`)},
			{Name: "charts/c1.xml", Data: []byte(drawn)}, {Name: "diagrams/d1.xml", Data: []byte(drawn)},
			{Name: "rels", Data: []byte("rId3 image media/a.png\nrId4 hyperlink https://a.example/ external\nc1 chart charts/c1.xml\nd1 diagramData diagrams/d1.xml")}}}
		data := build(t, c)
		officetest.HoldsLaws(t, reader, data, shownText(data))
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

// shownText is the text in the w:t of the main part, found without the reader's
// code; of alternatives it has those that were meant for newer programs.
func shownText(data []byte) string {
	texts, fallback := 0, 0
	return officetest.TextOf(data, "word/document.xml", func(token xml.Token) bool {
		switch n := token.(type) {
		case xml.StartElement:
			texts += is(n.Name, "t")
			fallback += is(n.Name, "AlternateContent")
		case xml.EndElement:
			texts -= is(n.Name, "t")
			fallback -= is(n.Name, "AlternateContent")
		}
		return texts > 0 && fallback == 0
	})
}

func is(n xml.Name, local string) int {
	if n.Local == local && (local != "t" || strings.HasSuffix(n.Space, "wordprocessingml/2006/main")) {
		return 1
	}
	return 0
}
