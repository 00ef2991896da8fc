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
	"octavo/pipeline/internal/read/foreign"
	chars "octavo/pipeline/internal/text"
)

// Read returns the lines of the file name as a document of ast.Line blocks
// only, and no other field set. Package encoding says how bytes become text;
// lines end in LF, CRLF, CR, NEL (U+0085) or U+2028. An empty file and a binary one are
// errors that name the remedy.
func Read(name string, data []byte, log *diag.Log) (*ast.Document, error) {
	e := encoding.Recognise(data)
	text := chars.PlainLineEnds.Replace(e.Decode(data))
	if strings.TrimSpace(text) == "" {
		return nil, &diag.Fault{Pos: diag.Pos{File: name}, Msg: "the file is empty", Remedy: "give a file that holds text"}
	}
	if k := foreign.Of(data); k != nil {
		return nil, k.Fault(name)
	}
	if isBinary(text) {
		return nil, &diag.Fault{Pos: diag.Pos{File: name}, Msg: "this is binary data, not text",
			Remedy: "export it as plain text, Markdown or HTML first"}
	}
	encoding.Report(name, text, e, log)
	return &ast.Document{Blocks: lines(name, text)}, nil
}

// binarySample is how much of a text tells whether it is one.
const binarySample = 64 << 10

// isBinary reports whether a file is none of text: more than one control or unreadable
// character in ten is no text in any encoding we know.
func isBinary(text string) bool {
	var bad, all int
	for _, r := range text[:min(len(text), binarySample)] {
		all++
		if r == 0 {
			bad += 5
		} else if r == unicode.ReplacementChar || unicode.IsControl(r) && !unicode.IsSpace(r) {
			bad++
		}
	}
	return bad*10 > all
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
