package docx_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/qa/officetest"
	"octavo/pipeline/internal/read/docx"
	"octavo/pipeline/internal/read/office"
)

func document(body string) string {
	return fmt.Sprintf(roots["document.xml"][0], namespaces, body)
}

// Each file that cannot be read, or should not be, gives its cause and a remedy.
func TestRefused(t *testing.T) {
	ole := "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600)
	many := make([]string, 0, 2*20_002)
	for i := range 20_001 {
		many = append(many, fmt.Sprintf("p%d", i), "")
	}
	officetest.Refused(t, reader, map[string][]byte{
		"empty":                                    {},
		"no zip archive":                           []byte("Dit is gewoon tekst."),
		"encrypted with a password":                []byte(ole + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"),
		"older format (.doc)":                      []byte(ole + "W\x00o\x00r\x00d\x00D\x00o\x00c\x00u\x00m\x00e\x00n\x00t\x00"),
		"older format of Microsoft":                []byte(ole),
		"an RTF file":                              []byte(`{\rtf1 a}`),
		"archive cannot be opened":                 []byte("PK\x03\x04 and then nothing"),
		"holds no text":                            officetest.Zipped(t, "mimetype", "x"),
		"has no body":                              officetest.Zipped(t, "word/document.xml", "<a/>"),
		"is no XML":                                officetest.Zipped(t, "word/document.xml", document("<w:p>")+"<"),
		"declares a document type":                 officetest.Zipped(t, "word/document.xml", `<!DOCTYPE w [<!ENTITY a "aaaa">]>`+document("<w:p><w:r><w:t>x</w:t></w:r></w:p>")),
		"line 1 of its part word/document.xml":     officetest.Zipped(t, "word/document.xml", document("<w:p><w:r><w:t>&a;</w:t></w:r></w:p>")),
		"elements inside one another":              officetest.Zipped(t, "word/document.xml", document(strings.Repeat("<w:sdt><w:sdtContent>", 300))),
		"unpacks to more than a document can need": officetest.Zipped(t, "word/document.xml", document(strings.Repeat(" ", 20<<20))),
		"more than 20000":                          officetest.Zipped(t, many...),
		"is based on itself": build(t, officetest.Parts("styles.xml", `<w:style w:type="paragraph" w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/></w:style>`+
			`<w:style w:type="paragraph" w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style>`, "document.xml", "<w:p/>")),
	}, "empty")
}

// A directory that lies about the size of a part is met when the part is read.
func TestPartThatIsLargerThanItSays(t *testing.T) {
	data := officetest.Zipped(t, "word/document.xml", document(strings.Repeat("<w:p/>", 1<<20)))
	at := bytes.LastIndex(data, []byte("PK\x01\x02"))
	copy(data[at+24:], []byte{9, 0, 0, 0}) // APPNOTE.TXT 4.3.12: uncompressed size
	if _, err := docx.Read("r.docx", data, office.Options{}, &diag.Log{}); err == nil {
		t.Error("it was read")
	}
}

// A body by another name, in UTF-16, in the strict form of the standard and with
// backslashes in the names of its parts is read.
func TestOtherForms(t *testing.T) {
	strict := strings.ReplaceAll(document("<w:p><w:r><w:t>Havenhoofd</w:t></w:r></w:p>"), "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main")
	rels := fmt.Sprintf(relationships, `<Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/document2.xml"/>`)
	wide := "\xff\xfe"
	for _, c := range []byte(`<?xml version="1.0" encoding="UTF-16"?>` + strict) {
		wide += string([]byte{c, 0})
	}
	for name, data := range map[string][]byte{
		"other name": officetest.Zipped(t, "_rels/.rels", rels, "word/document2.xml", strict),
		"UTF-16":     officetest.Zipped(t, "word/document.xml", wide),
		"backslash":  officetest.Zipped(t, `Word\Document.xml`, strict),
	} {
		doc, err := docx.Read("r.docx", data, office.Options{}, &diag.Log{})
		if err != nil || !strings.Contains(ast.Dump(doc), "Havenhoofd") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Lines has the text of each paragraph at the number by which findings name it.
func TestLinesAreParagraphs(t *testing.T) {
	data := build(t, officetest.Parts("document.xml", `<w:p><w:r><w:t>een</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:p><w:r><w:t>dr</w:t></w:r><w:r><w:t>ie</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`))
	lines, err := docx.Lines("r.docx", data)
	if err != nil || strings.Join(lines, "|") != "een||drie" {
		t.Errorf("%q, %v", lines, err)
	}
}

// Long lists, rows and paragraphs take time that grows with their length alone; a
// square of it would not end within the test's time.
func TestLongDocumentsEnd(t *testing.T) {
	item := `<w:p><w:pPr><w:ind w:left="720"/></w:pPr><w:r><w:t>1</w:t></w:r></w:p>`
	first := `<w:p><w:pPr><w:ind w:left="720"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>`
	list := `<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>`
	for name, body := range map[string]string{
		"paragraphs below an item": first + strings.Repeat(item, 50_000),
		"runs":                     "<w:p>" + strings.Repeat("<w:r><w:t>1 </w:t></w:r>", 200_000) + "</w:p>",
		"bookmarks":                strings.Repeat(`<w:p><w:bookmarkStart w:name="a"/><w:hyperlink w:anchor="a"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>`, 30_000),
		"captions":                 strings.Repeat(`<w:tbl><w:tr><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p><w:fldSimple w:instr="SEQ Table"><w:r><w:t>Table 1</w:t></w:r></w:fldSimple></w:p>`, 10_000),
		"columns":                  "<w:tbl>" + strings.Repeat("<w:tr>"+strings.Repeat("<w:tc><w:p/></w:tc>", 1500)+"</w:tr>", 40) + "</w:tbl>",
	} {
		if _, err := docx.Read("r.docx", build(t, officetest.Parts("numbering.xml", list, "document.xml", body)), office.Options{}, &diag.Log{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A picture that is there but may not be unpacked is left out with that cause, and its
// alternative is on record.
func TestPictureThatSwells(t *testing.T) {
	drawing := `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="a" descr="De kade"/><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip r:embed="rId1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r><w:r><w:t>Haven</w:t></w:r></w:p>`
	data := build(t, officetest.Parts("rels", "rId1 image media/a.png", "media/a.png", strings.Repeat(" ", 20<<20), "document.xml", drawing))
	text, findings := reader.Print(data, office.Accept)
	if !strings.Contains(text, "Haven") || !strings.Contains(findings, "unpacks to more than a document can need") || !strings.Contains(findings, `"De kade"`) {
		t.Errorf("%s\n%s", text, findings)
	}
}
