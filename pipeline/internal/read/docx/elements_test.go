package docx_test

import (
	"fmt"
	"testing"

	"octavo/pipeline/internal/qa/officetest"
)

func TestElements(t *testing.T) {
	run := func(s string) string { return "<w:r>" + s + "</w:r>" }
	text := func(s string) string { return run(`<w:t xml:space="preserve">` + s + "</w:t>") }
	para := func(s string) string { return "<w:p>" + s + "</w:p>" }
	body := map[string]func(element string) string{
		"block":  func(e string) string { return para(text("voor")) + e + para(text("na")) },
		"inline": func(e string) string { return para(text("voor ") + e + text(" na")) },
		"run": func(e string) string {
			return para(run(`<w:t xml:space="preserve">voor</w:t>` + e + `<w:t>na</w:t>`))
		},
		"rPr": func(e string) string {
			return para(text("voor ") + run("<w:rPr>"+e+"</w:rPr><w:t>woord</w:t>") + text(" na"))
		},
		"pPr": func(e string) string { return para("<w:pPr>" + e + "</w:pPr>" + text("woord")) },
	}
	note := `<w:%s w:id="2">` + para(text("noot")) + `</w:%[1]s>`
	sample := func(where, element string) []byte {
		return build(t, officetest.Parts("document.xml", body[where](element),
			"footnotes.xml", fmt.Sprintf(note, "footnote"), "endnotes.xml", fmt.Sprintf(note, "endnote")))
	}
	word := map[string]string{"block": para(text("woord")), "inline": text("woord"), "run": "woord"}
	officetest.Elements(t, "testdata/elements.tsv", sample, word, reader)
}
