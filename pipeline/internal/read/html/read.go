// Package html reads web pages: it finds out in which encoding their bytes are
// and leaves the rest to package markup.
package html

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
	textenc "golang.org/x/text/encoding"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/encoding"
	"octavo/pipeline/internal/read/markup"
	chars "octavo/pipeline/internal/text"
)

// CodeEncoding tells which encoding a page was read in.
const CodeEncoding diag.Code = "html-encoding"

var _ = diag.Register(map[diag.Code]string{
	CodeEncoding: "A web page is in another encoding than UTF-8, as it says or by its bytes.",
})

// Read reads the web page called name. Findings go to log; the error tells
// that the page cannot be parsed.
func Read(name string, data []byte, log *diag.Log) (*ast.Document, error) {
	return ReadOf(name, data, nil, log)
}

// ReadOf is Read for a page that is one file of a book, as markup.PageOf is.
func ReadOf(name string, data []byte, wanted map[string]string, log *diag.Log) (*ast.Document, error) {
	yaml, page, line := withoutFrontMatter([]byte(decode(name, data, log)))
	doc, err := markup.PageOf(name, page, wanted, log)
	if err == nil && line > 0 {
		takeFrontMatter(name, yaml, line, doc, log)
	}
	return doc, err
}

// prescan is how many bytes of a page are searched for its meta element (HTML,
// 13.2.3.2).
const prescan = 1024

// decode makes the page UTF-8 with lines that end in LF: by its byte-order mark
// or its meta element. A page that names no encoding, or one of the two that
// pages are labelled with unread, is known by its bytes.
func decode(name string, data []byte, log *diag.Log) string {
	enc, label, _ := charset.DetermineEncoding(data[:min(len(data), prescan)], "")
	if late, name := lateLabel(data); late != nil {
		enc, label = late, name
	}
	if label != "utf-8" && label != "windows-1252" && !savedAsUTF8(data) {
		if out, err := enc.NewDecoder().Bytes(data); err == nil {
			text := chars.LineEnds.Replace(strings.TrimPrefix(string(out), "\ufeff"))
			log.Add(diag.Diagnostic{Code: CodeEncoding, Pos: diag.Pos{File: name, Line: 1}, Rule: "encoding",
				Message: "the page was read as " + label, Confidence: 0.9})
			encoding.Report(name, text, encoding.Encoding{Name: "UTF-8"}, log)
			return text
		}
	}
	own := encoding.Recognise(data)
	text := chars.LineEnds.Replace(own.Decode(data))
	encoding.Report(name, text, own, log)
	return text
}

// maxHead is how many bytes of a page are read for a meta element behind the prescan.
const maxHead = 64 << 10

// lateLabel is the encoding that a page names in its head, but behind the bytes of the
// prescan, where a browser changes the encoding while it parses (HTML, 13.2.3.4); nil
// where it names none there, or its bytes are UTF-8.
func lateLabel(data []byte) (enc textenc.Encoding, label string) {
	if len(data) <= prescan || utf8.Valid(data) {
		return nil, ""
	}
	z := html.NewTokenizer(bytes.NewReader(data[:min(len(data), maxHead)]))
	for at := 0; ; {
		kind := z.Next()
		token := z.Token()
		switch {
		case kind == html.ErrorToken, token.DataAtom == atom.Body:
			return nil, ""
		case token.DataAtom == atom.Meta:
			if enc, label = charset.Lookup(metaLabel(token.Attr)); enc != nil {
				if at < prescan {
					return nil, ""
				}
				return enc, label
			}
		}
		at += len(z.Raw())
	}
}

// metaLabel is the encoding that a meta element names; "" for none.
func metaLabel(attrs []html.Attribute) string {
	value := map[string]string{}
	for _, a := range attrs {
		value[a.Key] = a.Val
	}
	if label := value["charset"]; label != "" {
		return label
	}
	if !strings.EqualFold(value["http-equiv"], "content-type") {
		return ""
	}
	_, params, err := mime.ParseMediaType(value["content"])
	if err != nil {
		return ""
	}
	return params["charset"]
}

// savedAsUTF8 reports whether the bytes are UTF-8 whatever their meta element
// says, as a page is that a program fetched, made UTF-8 and saved: text of
// another encoding is hardly ever valid UTF-8 throughout.
func savedAsUTF8(data []byte) bool {
	long := 0
	for _, b := range data {
		if b >= 0xc2 { // begins a character of several bytes
			long++
		}
	}
	return long >= minLong && utf8.Valid(data)
}

// minLong is how many characters of several bytes prove UTF-8.
const minLong = 8
