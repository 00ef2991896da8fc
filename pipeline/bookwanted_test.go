package pipeline

import (
	"strings"
	"testing"

	"octavo/pipeline/internal/qa/officetest"
)

// TestLinksBetweenOfficeFiles: a link of one file to a bookmark in another leads to
// the paragraph there, though nothing in that file does.
func TestLinksBetweenOfficeFiles(t *testing.T) {
	const word = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	docx := func(body, target string) []byte {
		return officetest.Zipped(t, "_rels/.rels", rels+`officeDocument" Target="word/document.xml"/></Relationships>`,
			"word/document.xml", `<w:document `+word+`><w:body>`+body+`</w:body></w:document>`,
			"word/_rels/document.xml.rels", rels+`hyperlink" Target="`+target+`" TargetMode="External"/></Relationships>`)
	}
	para := func(inner string) string { return "<w:p>" + inner + "</w:p>" }
	text := func(s string) string { return `<w:r><w:t xml:space="preserve">` + s + `</w:t></w:r>` }
	link := func(anchor, s string) string {
		return `<w:hyperlink r:id="r1" w:anchor="` + anchor + `">` + text(s) + `</w:hyperlink>`
	}
	odt := officetest.Zipped(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml",
		`<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink">`+
			`<office:body><office:text><text:h text:outline-level="1">Deel drie</text:h><text:p>Zie <text:a xlink:href="../twee.docx#tweede punt">het punt</text:a>.</text:p></office:text></office:body></office:document-content>`)
	job := Job{Name: "boek", Source: "boek", Time: runTime, Parts: []Part{
		{Name: "een.docx", Data: docx(para(text("Zie ")+link("tweede punt", "het punt")+text(".")), "twee.docx")},
		{Name: "twee.docx", Data: docx(para(text("Hier is iets."))+para(`<w:bookmarkStart w:id="1" w:name="tweede punt"/>`+text("Daar ook.")), "https://a.example")},
		{Name: "drie.odt", Data: odt},
	}}
	data, _, err := Normalise(t.Context(), job, FormMarkdown)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Zie [het punt](#tweede-punt).", "[]{#tweede-punt}Daar ook.", "# Deel drie\n\nZie [het punt](#tweede-punt)."} {
		if !strings.Contains(string(data), want) {
			t.Errorf("without %q:\n%s", want, data)
		}
	}
}
