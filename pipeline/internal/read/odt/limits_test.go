package odt_test

import (
	"fmt"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/qa/officetest"
	"octavo/pipeline/internal/read/odt"
	"octavo/pipeline/internal/read/office"
)

const mimetype = "application/vnd.oasis.opendocument.text"

// Each file that cannot be read, or should not be, gives its cause and a remedy.
func TestRefused(t *testing.T) {
	body := content("", "", "<text:p>x</text:p>")
	officetest.Refused(t, reader, map[string][]byte{
		"no zip archive":            []byte("Dit is gewoon tekst."),
		"archive cannot be opened":  []byte("PK\x03\x04 and then nothing"),
		"holds no text (content":    officetest.Zipped(t, "mimetype", mimetype),
		"holds no text (office":     officetest.Zipped(t, "mimetype", mimetype, "content.xml", "<a/>"),
		"another kind (spreadsheet": officetest.Zipped(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", body),
		"another kind (present":     []byte(strings.Replace(string(flat(officetest.Parts("body", ""))), "opendocument.text", "opendocument.presentation", 1)),
		"encrypted with a password": officetest.Zipped(t, "mimetype", mimetype, "content.xml", "\x01\x02", "META-INF/manifest.xml", "<!DOCTYPE x><m><manifest:encryption-data/></m>"),
		"is no XML":                 officetest.Zipped(t, "mimetype", mimetype, "content.xml", body+"<"),
		"declares a document type":  officetest.Zipped(t, "mimetype", mimetype, "content.xml", `<!DOCTYPE w [<!ENTITY a "aaaa">]>`+body),
		"line 1 of its part":        officetest.Zipped(t, "mimetype", mimetype, "content.xml", content("", "", "<text:p>&a;</text:p>")),
		"elements inside one":       officetest.Zipped(t, "mimetype", mimetype, "content.xml", content("", "", strings.Repeat("<text:section>", 500))),
		"unpacks to more than":      officetest.Zipped(t, "mimetype", mimetype, "content.xml", content("", "", strings.Repeat(" ", 20<<20))),
		"is based on itself": build(t, officetest.Parts("styles", `<style:style style:name="A" style:family="paragraph" style:parent-style-name="B"/>`+
			`<style:style style:name="B" style:family="paragraph" style:parent-style-name="A"/>`, "body", "<text:p/>")),
	})
}

// A document is known by its content: packed by its mimetype, flat by its first element.
func TestKnownByContent(t *testing.T) {
	c := officetest.Parts("body", "<text:p>Havenhoofd</text:p>")
	other := strings.NewReplacer("<office:", "<o:", "</office:", "</o:", "xmlns:office=", "xmlns:o=", "office:mimetype", "o:mimetype").Replace(string(flat(c)))
	for name, data := range map[string][]byte{"packed": build(t, c), "flat": flat(c), "with a mark": append([]byte("\ufeff"), flat(c)...), "other prefix": []byte(other)} {
		if !odt.IsDocument(data) {
			t.Errorf("%s: not known", name)
		}
		doc, err := odt.Read("r", data, office.Options{}, &diag.Log{})
		if err != nil || !strings.Contains(ast.Dump(doc), "Havenhoofd") {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, data := range []string{"", "<html>urn:oasis:names:tc:opendocument:xmlns:office:1.0</html>", "PK\x03\x04", string(officetest.Zipped(t, "mimetype", "application/epub+zip"))} {
		if odt.IsDocument([]byte(data)) {
			t.Errorf("%.30q is none", data)
		}
	}
}

// Lines has the text of each paragraph at the number by which findings name it: those
// of styles and of deletions have none.
func TestLinesAreParagraphs(t *testing.T) {
	c := officetest.Parts("pages", "<style:master-page><style:header><text:p>kop</text:p></style:header></style:master-page>",
		"body", `<text:tracked-changes><text:changed-region><text:deletion><text:p>weg</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p>een</text:p><text:p/><text:h>dr<text:span>ie</text:span></text:h>`)
	for _, data := range [][]byte{build(t, c), flat(c)} {
		lines, err := odt.Lines("r.odt", data)
		if err != nil || strings.Join(lines, "|") != "een||drie" {
			t.Errorf("%q, %v", lines, err)
		}
	}
}

// Long lists, rows, styles and repeats take time that grows with their length alone; a
// square of it would not end within the test's time.
func TestLongDocumentsEnd(t *testing.T) {
	var chain strings.Builder
	for i := range 60_000 {
		fmt.Fprintf(&chain, `<style:style style:name="S%d" style:family="paragraph" style:parent-style-name="S%d"/>`, i, i+1)
	}
	row := "<table:table-row>" + strings.Repeat("<table:table-cell><text:p/></table:table-cell>", 1500) + "</table:table-row>"
	for name, body := range map[string]string{
		"items":   "<text:list>" + strings.Repeat("<text:list-item><text:p>1</text:p><text:p>1</text:p></text:list-item>", 50_000) + "</text:list>",
		"spans":   "<text:p>" + strings.Repeat("<text:span>1 </text:span>", 200_000) + "</text:p>",
		"columns": "<table:table>" + strings.Repeat(row, 40) + "</table:table>",
		"repeats": `<table:table><table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000000"><text:p>` + strings.Repeat("<text:span>x</text:span>", 10_000) + `</text:p></table:table-cell></table:table-row></table:table>`,
		"styles":  strings.Repeat(`<text:p text:style-name="S1">x</text:p>`, 20_000),
		"spaces":  strings.Repeat(`<text:p>x<text:s text:c="2000000000"/>x</text:p>`, 1000),
	} {
		styles := "" // the others name none
		if name == "styles" {
			styles = chain.String()
		}
		if _, err := odt.Read("r.odt", build(t, officetest.Parts("styles", styles, "body", body)), office.Options{}, &diag.Log{}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
