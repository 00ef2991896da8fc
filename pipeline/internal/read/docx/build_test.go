package docx_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"path"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// roots are the elements around the parts of a Word document that a case gives without
// them, with what a relationship to the part is called.
var roots = map[string][2]string{
	"document.xml":  {"<w:document %s><w:body>%s</w:body></w:document>", ""},
	"styles.xml":    {"<w:styles %s>%s</w:styles>", "styles"},
	"numbering.xml": {"<w:numbering %s>%s</w:numbering>", "numbering"},
	"footnotes.xml": {"<w:footnotes %s>%s</w:footnotes>", "footnotes"},
	"endnotes.xml":  {"<w:endnotes %s>%s</w:endnotes>", "endnotes"},
	"comments.xml":  {"<w:comments %s>%s</w:comments>", "comments"},
	"settings.xml":  {"<w:settings %s>%s</w:settings>", "settings"},
	"header1.xml":   {"<w:hdr %s>%s</w:hdr>", "header"},
	"core.xml":      {"<cp:coreProperties %s>%s</cp:coreProperties>", ""},
}

const namespaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
	`xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" ` +
	`xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" ` +
	`xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" ` +
	`xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" ` +
	`xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" ` +
	`xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" ` +
	`xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" ` +
	`xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" ` +
	`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" ` +
	`xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" ` +
	`xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" ` +
	`xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" ` +
	`xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
	`xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"`

const relationships = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>`

// build makes a Word document of a case: of its parts by their names in word/, each
// without its outermost element, and of the lines of a part "rels": an identifier, a
// kind, a target, and "external" for one outside the file.
func build(t testing.TB, c *txtar.Archive) []byte {
	t.Helper()
	var rels, top strings.Builder
	var data bytes.Buffer
	z := zip.NewWriter(&data)
	put := func(name, text string) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	relate := func(b *strings.Builder, id, kind, target, more string) {
		fmt.Fprintf(b, `<Relationship Id=%q Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" Target=%q%s/>`, id, kind, target, more)
	}
	for i, f := range c.Files {
		text := strings.TrimSuffix(string(f.Data), "\n")
		switch root := roots[f.Name]; {
		case f.Name == "rels":
			for _, line := range strings.Split(text, "\n") {
				w := strings.Fields(line)
				more := ""
				if len(w) > 3 {
					more = ` TargetMode="External"`
				}
				relate(&rels, w[0], w[1], w[2], more)
			}
		case strings.HasPrefix(f.Name, "core"):
			put("docProps/"+f.Name, fmt.Sprintf(roots["core.xml"][0], namespaces, text))
			relate(&top, "rId2"+f.Name, "core-properties", "docProps/"+f.Name, "")
		case root[0] != "":
			if !strings.HasPrefix(text, "<?xml") {
				text = fmt.Sprintf(root[0], namespaces, text)
			}
			put("word/"+f.Name, text)
			if root[1] != "" {
				relate(&rels, fmt.Sprintf("part%d", i), root[1], f.Name, "")
			}
		case path.Dir(f.Name) == "charts" || path.Dir(f.Name) == "diagrams":
			put("word/"+f.Name, strings.Replace(text, ">", " "+namespaces+">", 1))
		case path.Dir(f.Name) == "media":
			put("word/"+f.Name, text)
		}
	}
	relate(&top, "rId1", "officeDocument", "word/document.xml", "")
	put("_rels/.rels", fmt.Sprintf(relationships, top.String()))
	put("word/_rels/document.xml.rels", fmt.Sprintf(relationships, rels.String()))
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return data.Bytes()
}
