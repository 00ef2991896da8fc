// Package plaintext reads a file of plain text: bytes in any of the encodings
// that offices use come in, raw lines (ast.Line) go out. It repairs nothing and
// decides nothing about structure; normalise does.
package plaintext

import (
	"strings"
	"unicode"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/encoding"
	chars "octavo/pipeline/internal/text"
)

// Read returns the lines of the file name as a document of ast.Line blocks
// only, and no other field set. Package encoding says how bytes become text;
// lines end in LF, CRLF, CR, NEL (U+0085) or U+2028. An empty file and a binary one are
// errors that name the remedy.
func Read(name string, data []byte, log *diag.Log) (*ast.Document, error) {
	e := encoding.Recognise(data)
	text := chars.LineEnds.Replace(e.Decode(data))
	if strings.TrimSpace(text) == "" {
		return nil, &diag.Fault{Pos: diag.Pos{File: name}, Msg: "the file is empty", Remedy: "give a file that holds text"}
	}
	if kind := binaryKind(data, text); kind != "" {
		return nil, &diag.Fault{Pos: diag.Pos{File: name}, Msg: kind + ", not text",
			Remedy: "export it as plain text, Markdown or HTML first"}
	}
	encoding.Report(name, text, e, log)
	return &ast.Document{Blocks: lines(name, text)}, nil
}

// signatures are the first bytes of files that people give by mistake.
var signatures = []struct{ magic, kind string }{
	{"%PDF-", "this is a PDF file"},
	{"PK\x03\x04", "this is a zip, Word or EPUB file"},
	{"\xD0\xCF\x11\xE0", "this is an old Word file"},
	{"{\\rtf", "this is an RTF file"},
	{"\x89PNG", "this is a picture"},
	{"\xFF\xD8\xFF", "this is a picture"},
	{"GIF8", "this is a picture"},
	{"\x1F\x8B", "this is a compressed file"},
}

// binarySample is how much of a text tells whether it is one.
const binarySample = 64 << 10

// binaryKind says what kind of file this is where it is none of text; "" is text.
// More than one control or unreadable character in ten is no text in any
// encoding we know.
func binaryKind(data []byte, text string) string {
	for _, s := range signatures {
		if strings.HasPrefix(string(data[:min(len(data), 8)]), s.magic) {
			return s.kind
		}
	}
	var bad, all int
	for _, r := range text[:min(len(text), binarySample)] {
		all++
		if r == 0 {
			bad += 5
		} else if r == unicode.ReplacementChar || unicode.IsControl(r) && !unicode.IsSpace(r) {
			bad++
		}
	}
	if bad*10 > all {
		return "this is binary data"
	}
	return ""
}

// lines cuts the text. A form feed ends its line and marks the next one that
// has text as the start of a page.
func lines(name, text string) []ast.Block {
	blocks := make([]ast.Block, 0, strings.Count(text, "\n")+1)
	blank, page := 0, false
	for number := 1; text != ""; number++ {
		var row string
		row, text, _ = strings.Cut(text, "\n")
		col := 1
		for i, part := range strings.Split(row, "\f") {
			page = page || i > 0
			body := strings.TrimLeftFunc(part, unicode.IsSpace)
			if body == "" {
				blank++
			} else {
				indent := part[:len(part)-len(body)]
				blocks = append(blocks, &ast.Line{
					At:   ast.At{Src: diag.Pos{File: name, Line: number, Col: col + len(indent)}},
					Text: body, Indent: indent, Blank: blank, PageStart: page,
				})
				blank, page = 0, false
			}
			col += len(part) + 1
		}
	}
	return blocks
}
