package account

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"io"
	"path"
	"strings"

	"golang.org/x/net/html"
)

// maxPart bounds what is read of a part of an office document, in bytes.
const maxPart = 256 << 20

// Everything is all that a source could say, whatever reads it: the texts, attributes
// and comments of a page, of Markdown and of the parts of an office document, the
// strings of JSON. It knows nothing of what the mark-up means, so that it stays the same
// when readers change. text is the source's, where it is one.
func Everything(data []byte, text string) string {
	switch trimmed := strings.TrimSpace(text); {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return ofParts(data)
	case strings.HasPrefix(trimmed, "{") && json.Valid([]byte(trimmed)):
		return ofStrings(trimmed)
	}
	return ofMarkup(text)
}

// ofMarkup is what a tokeniser of HTML finds.
func ofMarkup(text string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(text))
	for z.Next() != html.ErrorToken {
		t := z.Token()
		if t.Type == html.TextToken || t.Type == html.CommentToken {
			b.WriteString(t.Data)
		}
		for _, a := range t.Attr {
			b.WriteString(" " + a.Val)
		}
		b.WriteByte(' ')
	}
	return b.String()
}

// ofParts is what the XML of an office document holds. Programs part words anywhere, so
// that the texts are joined.
func ofParts(data []byte) string {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return ""
	}
	var b strings.Builder
	for _, f := range z.File {
		if ext := path.Ext(f.Name); ext != ".xml" && ext != ".rels" {
			continue
		}
		if r, err := f.Open(); err == nil {
			ofXML(&b, io.LimitReader(r, maxPart))
			_ = r.Close() // it was read
		}
	}
	return b.String()
}

func ofXML(b *strings.Builder, r io.Reader) {
	d := xml.NewDecoder(r)
	d.Strict = false
	for {
		tok, err := d.Token()
		if err != nil {
			return
		}
		switch tok := tok.(type) {
		case xml.CharData:
			b.Write(tok)
		case xml.EndElement:
			if ends[tok.Name.Local] {
				b.WriteByte(' ')
			}
		}
	}
}

// ends are the elements that part words: paragraphs, headings, cells, breaks and tabs of
// WordprocessingML and OpenDocument.
var ends = map[string]bool{"p": true, "h": true, "tc": true, "br": true, "tab": true, "s": true, "line-break": true}

// ofStrings is all strings of JSON.
func ofStrings(text string) string {
	var b strings.Builder
	d := json.NewDecoder(strings.NewReader(text))
	for {
		tok, err := d.Token()
		if err != nil {
			return b.String()
		}
		if s, ok := tok.(string); ok {
			b.WriteString(s + " ")
		}
	}
}
