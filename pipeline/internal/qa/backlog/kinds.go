package backlog

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"html"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/qa/bulk"
	"octavo/pipeline/internal/write/markdown"
	"octavo/pipeline/internal/write/pandoc"
)

// kinds are those that are written, in turn.
var kinds = []kind{
	{"raw", writeText, badMetadata},
	{"markdown", writeMarkdown, badMetadata},
	{"web", writeWeb, badMetadata},
	{"word", writeWord, cutOff},
	{"odt", writeODT, cutOff},
	{"pandoc", writePandoc, cutOff},
	{"book", writeBook, missingFile},
}

// badMetadata puts metadata beside the text that nobody can read.
func badMetadata(files []file) []file {
	name := strings.TrimSuffix(files[0].name, "."+ending(files[0].name))
	return append(files, file{name + ".yaml", []byte("title: [one\nlang: nl\n")})
}

func ending(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// cutOff keeps the first half, as an upload that was broken off.
func cutOff(files []file) []file {
	files[0].data = files[0].data[:len(files[0].data)/2]
	return files
}

// missingFile loses the last file of a book.
func missingFile(files []file) []file { return files[:len(files)-1] }

func one(name string, data []byte) []file { return []file{{name, data}} }

func writeText(name string, doc *ast.Document) ([]file, error) {
	return one(name+".txt", []byte(bulk.Text(doc))), nil
}

func writeMarkdown(name string, doc *ast.Document) ([]file, error) {
	return one(name+".md", []byte(markdown.Print(doc))), nil
}

func writePandoc(name string, doc *ast.Document) ([]file, error) {
	data, err := pandoc.Write(doc)
	return one(name+".json", data), err
}

// writeBook writes a folder with the parts of the document as files.
func writeBook(name string, doc *ast.Document) ([]file, error) {
	plan := fmt.Sprintf("title: %q\nlang: %s\nfiles:\n", doc.Meta.Title, "nl")
	files := one(name+"/book.yaml", nil)
	for i, b := range doc.Blocks {
		part := fmt.Sprintf("%02d.md", i+1)
		plan += "  - " + part + "\n"
		text := "# " + heading(b) + "\n\n"
		for _, l := range flat([]ast.Block{b}) {
			if l.kind != head {
				text += strings.TrimSpace(html.EscapeString(l.text)) + "\n\n"
			}
		}
		files = append(files, file{name + "/" + part, []byte(text)})
	}
	files[0].data = []byte(plan)
	return files, nil
}

func heading(b ast.Block) string {
	if s, ok := b.(*ast.Section); ok {
		return ast.PlainText(s.Title)
	}
	return "Tekst"
}

// A line is what flat kinds keep of a block: what it is, how deep, and its words.
type line struct {
	kind  lineKind
	level int
	text  string
}

type lineKind int

const (
	body lineKind = iota
	head
	item
)

// flat lists the lines of blocks; notes are left out.
func flat(blocks []ast.Block) []line {
	var out []line
	for _, b := range blocks {
		switch b := b.(type) {
		case *ast.Section:
			out = append(out, line{head, b.Level, b.Number + b.Sep + ast.PlainText(b.Title)})
			out = append(out, flat(b.Blocks)...)
		case *ast.Paragraph:
			out = append(out, line{body, 0, ast.PlainText(b.Inlines)})
		case *ast.List:
			for _, it := range b.Items {
				for _, l := range flat(it.Blocks) {
					out = append(out, line{item, 0, l.text})
				}
			}
		case *ast.Box:
			out = append(out, flat(b.Blocks)...)
		case *ast.BlockQuote:
			out = append(out, flat(b.Blocks)...)
		}
	}
	return out
}

func writeWeb(name string, doc *ast.Document) ([]file, error) {
	var b strings.Builder
	title := html.EscapeString(doc.Meta.Title)
	fmt.Fprintf(&b, "<!DOCTYPE html>\n<html lang=\"nl\"><head><meta charset=\"utf-8\"><title>%s</title></head><body><main>\n<h1>%s</h1>\n", title, title)
	for _, l := range flat(doc.Blocks) {
		text := html.EscapeString(l.text)
		switch l.kind {
		case head:
			fmt.Fprintf(&b, "<h%d>%s</h%[1]d>\n", min(l.level+1, 6), text)
		case item:
			fmt.Fprintf(&b, "<ul><li>%s</li></ul>\n", text)
		default:
			fmt.Fprintf(&b, "<p>%s</p>\n", text)
		}
	}
	b.WriteString("</main></body></html>\n")
	return one(name+".html", []byte(b.String())), nil
}

func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a bytes.Buffer does not fail
	return b.String()
}

// zipped packs files without times, so that the same ones give the same bytes.
func zipped(name string, files ...file) ([]file, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f.name)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write(f.data); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return one(name, b.Bytes()), err
}

// writeWord writes a document of ECMA-376 with the styles by their built-in names.
func writeWord(name string, doc *ast.Document) ([]file, error) {
	var b strings.Builder
	para := func(style, text string) {
		fmt.Fprintf(&b, `<w:p><w:pPr><w:pStyle w:val="%s"/></w:pPr><w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>`, style, escaped(text))
	}
	para("Title", doc.Meta.Title)
	for _, l := range flat(doc.Blocks) {
		switch l.kind {
		case head:
			para(fmt.Sprintf("Heading%d", min(l.level, 6)), l.text)
		default:
			para("Normal", l.text)
		}
	}
	const head = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	return zipped(name+".docx",
		file{"[Content_Types].xml", []byte(head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`)},
		file{"_rels/.rels", []byte(head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`)},
		file{"word/document.xml", []byte(head + `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + b.String() + `</w:body></w:document>`)})
}

// writeODT writes a text of OpenDocument 1.3.
func writeODT(name string, doc *ast.Document) ([]file, error) {
	var b strings.Builder
	fmt.Fprintf(&b, `<text:p text:style-name="Title">%s</text:p>`, escaped(doc.Meta.Title))
	for _, l := range flat(doc.Blocks) {
		if l.kind == head {
			fmt.Fprintf(&b, `<text:h text:outline-level="%d">%s</text:h>`, l.level, escaped(l.text))
			continue
		}
		fmt.Fprintf(&b, `<text:p>%s</text:p>`, escaped(l.text))
	}
	const head = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	return zipped(name+".odt",
		file{"mimetype", []byte("application/vnd.oasis.opendocument.text")},
		file{"META-INF/manifest.xml", []byte(head + `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`)},
		file{"content.xml", []byte(head + `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>` + b.String() + `</office:text></office:body></office:document-content>`)})
}
