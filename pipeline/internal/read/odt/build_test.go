package odt_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"octavo/pipeline/internal/qa/officetest"
)

const namespaces = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" ` +
	`xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" ` +
	`xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" ` +
	`xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" ` +
	`xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" ` +
	`xmlns:math="http://www.w3.org/1998/Math/MathML" xmlns:dc="http://purl.org/dc/elements/1.1/"`

// sections are the parts that a case may have: the body's text, automatic and common
// styles, pages, properties, and formulas as objects.
func sections(c *txtar.Archive) map[string]string {
	out := map[string]string{}
	for _, f := range c.Files {
		out[f.Name] = strings.TrimSuffix(string(f.Data), "\n")
	}
	return out
}

// build makes a packed document of a case.
func build(t testing.TB, c *txtar.Archive) []byte {
	t.Helper()
	s := sections(c)
	files := []string{"mimetype", "application/vnd.oasis.opendocument.text",
		"content.xml", content(s["faces"], s["auto"], s["body"]),
		"styles.xml", fmt.Sprintf(`<office:document-styles %s><office:styles>%s</office:styles><office:master-styles>%s</office:master-styles></office:document-styles>`, namespaces, s["styles"], s["pages"]),
		"meta.xml", fmt.Sprintf(`<office:document-meta %s><office:meta>%s</office:meta></office:document-meta>`, namespaces, s["meta"])}
	for _, f := range c.Files {
		if strings.Contains(f.Name, "/") {
			files = append(files, f.Name, s[f.Name])
		}
	}
	return officetest.Zipped(t, files...)
}

func content(faces, auto, body string) string {
	return fmt.Sprintf(`<office:document-content %s><office:font-face-decls>%s</office:font-face-decls><office:automatic-styles>%s</office:automatic-styles><office:body><office:text>%s</office:text></office:body></office:document-content>`, namespaces, faces, auto, body)
}

// flat makes the same document in one file.
func flat(c *txtar.Archive) []byte {
	s := sections(c)
	return fmt.Appendf(nil, `<?xml version="1.0"?><office:document %s office:mimetype="application/vnd.oasis.opendocument.text"><office:meta>%s</office:meta><office:font-face-decls>%s</office:font-face-decls><office:styles>%s</office:styles>`+
		`<office:automatic-styles>%s</office:automatic-styles><office:master-styles>%s</office:master-styles><office:body><office:text>%s</office:text></office:body></office:document>`,
		namespaces, s["meta"], s["faces"], s["styles"], s["auto"], s["pages"], s["body"])
}
