package archive

import (
	"archive/zip"
	"bytes"
	"cmp"
	_ "embed"
	"encoding/binary"
	"io"
	"path"
	"strings"
	"sync"

	"octavo/pipeline/internal/pattern"
)

//go:embed formats.tsv
var formatTable string

// Format is a file format of the PRONOM register.
type Format struct{ Code, Name, Version, Media string }

// formats are the rows of the table by their codes.
var formats = sync.OnceValue(func() map[string]Format {
	out := map[string]Format{}
	for _, line := range strings.Split(strings.TrimSpace(formatTable), "\n") {
		if f := strings.Split(line, "\t"); len(f) == 4 {
			out[f[0]] = Format{f[0], f[1], f[2], f[3]}
		}
	}
	return out
})

// FormatByCode gives a format of the table; false where it has none of the code.
func FormatByCode(code string) (Format, bool) {
	f, ok := formats()[code]
	return f, ok
}

// Label is the format's name with its version.
func (f Format) Label() string { return strings.TrimSpace(f.Name + " " + f.Version) }

// FormatOf tells a file's format by its extension and its first bytes, as far as
// packages hold such files; ok is false for any other. A PDF is what it says in its
// metadata (XMP, pdfaid) that it is.
func FormatOf(name string, data []byte) (f Format, ok bool) {
	code := codeByBytes(data)
	if code == "" {
		code = codeByExtension(strings.ToLower(path.Ext(name)), data)
	}
	return FormatByCode(code)
}

// byExtension holds the formats that have no signature, and those of which nothing
// else has the extension.
var byExtension = map[string]string{
	".md": "fmt/1149", ".markdown": "fmt/1149", ".mkd": "fmt/1149", ".mdown": "fmt/1149", ".qmd": "fmt/1149", ".rmd": "fmt/1149", ".mdx": "fmt/1149",
	".txt": "x-fmt/111", ".text": "x-fmt/111",
	".json": "fmt/817", ".xml": "fmt/101", ".fodt": "fmt/101",
}

func codeByExtension(ext string, data []byte) string {
	switch ext {
	case ".html", ".htm", ".xhtml":
		return htmlCode(data)
	case ".svg":
		return svgCode(data)
	}
	if !bytes.HasPrefix(data, zipMark) {
		return byExtension[ext]
	}
	if isWord := bytes.Contains(data, []byte("word/document.xml")); isWord {
		return cmp.Or(wordCodes[ext], "fmt/412")
	}
	return odtCode(data)
}

// wordCodes are the kinds of Word documents but the ordinary one.
var wordCodes = map[string]string{".docm": "fmt/523", ".dotx": "fmt/597", ".dotm": "fmt/599"}

var zipMark = []byte("PK\x03\x04")

// codeByBytes knows files by their signatures.
func codeByBytes(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("%PDF-")):
		return pdfCode(data)
	case bytes.HasPrefix(data, zipMark) && bytes.Contains(data[:min(len(data), 128)], []byte("mimetypeapplication/epub+zip")):
		return "fmt/483"
	case bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")):
		return pngCode(data)
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return jpegCode(data)
	case bytes.HasPrefix(data, []byte("GIF87a")):
		return "fmt/3"
	case bytes.HasPrefix(data, []byte("GIF89a")):
		return "fmt/4"
	case bytes.HasPrefix(data, []byte("II*\x00")), bytes.HasPrefix(data, []byte("MM\x00*")):
		return "fmt/353"
	case len(data) > 16 && bytes.HasPrefix(data, []byte("RIFF")) && string(data[8:12]) == "WEBP":
		return map[string]string{"VP8 ": "fmt/566", "VP8L": "fmt/567", "VP8X": "fmt/568"}[string(data[12:16])]
	case len(data) > 18 && bytes.HasPrefix(data, []byte("BM")):
		return map[uint32]string{40: "fmt/116", 108: "fmt/118", 124: "fmt/119"}[binary.LittleEndian.Uint32(data[14:])]
	}
	return ""
}

var pdfLevel = pattern.Of(`pdfaid:part[>="]+2\D[\s\S]{0,80}pdfaid:conformance[>="]+([AU])`)

func pdfCode(data []byte) string {
	m := pdfLevel.FindSubmatch(data)
	switch {
	case m != nil && m[1][0] == 'A':
		return "fmt/476"
	case m != nil:
		return "fmt/478"
	case bytes.HasPrefix(data, []byte("%PDF-1.7")):
		return "fmt/276"
	}
	return ""
}

// pngCode has the version by the chunks that came with it, as PRONOM does.
func pngCode(data []byte) string {
	code := "fmt/11"
	for rest := data[8:]; len(rest) >= 12; {
		switch string(rest[4:8]) {
		case "iTXt":
			return "fmt/13"
		case "iCCP", "sRGB", "sPLT":
			code = "fmt/12"
		}
		n := uint64(binary.BigEndian.Uint32(rest)) + 12
		if n > uint64(len(rest)) {
			break
		}
		rest = rest[n:]
	}
	return code
}

func jpegCode(data []byte) string {
	head := data[:min(len(data), 1<<16)]
	if bytes.Contains(head[:min(len(head), 16)], []byte("Exif")) {
		return exifCode(head)
	}
	if i := bytes.Index(head[:min(len(head), 16)], []byte("JFIF\x00\x01")); i > 0 && i+6 < len(head) {
		switch head[i+6] {
		case 0:
			return "fmt/42"
		case 1:
			return "fmt/43"
		case 2:
			return "fmt/44"
		}
	}
	return "fmt/41"
}

func exifCode(head []byte) string {
	for _, mark := range []string{"\x90\x00\x00\x07\x00\x00\x00\x04", "\x00\x90\x07\x00\x04\x00\x00\x00"} {
		i := bytes.Index(head, []byte(mark))
		if i < 0 || i+12 > len(head) {
			continue
		}
		switch version := string(head[i+8 : i+12]); {
		case version == "0200":
			return "x-fmt/398"
		case version == "0210":
			return "x-fmt/390"
		case version == "0220":
			return "x-fmt/391"
		case version == "0221":
			return "fmt/645"
		case strings.HasPrefix(version, "023"):
			return "fmt/1507"
		}
	}
	return "fmt/41"
}

var (
	htmlType   = pattern.Of(`(?i)^<!doctype html(\s+(?:public|system)\s+["']([^"']*)["'][^>]*)?\s*>`)
	htmlHead   = pattern.Of(`^(?s:\x{FEFF}|\s|<\?xml.*?\?>|<!--.*?-->)*`)
	svgVersion = pattern.Of(`<svg[^>]*\sversion=["'](1\.[01])["']`)
	odfVersion = pattern.Of(`office:version=["']([\d.]+)["']`)
)

// htmlCodes are the formats by the public identifiers of their document types.
var htmlCodes = []struct{ part, code string }{
	{"DTD XHTML 1.1", "fmt/103"}, {"DTD XHTML 1.0", "fmt/102"}, {"DTD HTML 4.01", "fmt/100"}, {"DTD HTML 4.0", "fmt/99"},
	{"DTD HTML 3.2", "fmt/98"}, {"DTD HTML 2.0", "fmt/97"}, {"about:legacy-compat", "fmt/471"},
}

// htmlCode tells a web page by its document type.
func htmlCode(data []byte) string {
	head := data[:min(len(data), 4096)]
	m := htmlType.FindSubmatch(head[len(htmlHead.Find(head)):])
	switch {
	case m == nil:
		return "fmt/96"
	case len(m[1]) == 0:
		return "fmt/471"
	}
	for _, c := range htmlCodes {
		if strings.Contains(strings.ToUpper(string(m[2])), strings.ToUpper(c.part)) {
			return c.code
		}
	}
	return "fmt/96"
}

func svgCode(data []byte) string {
	if m := svgVersion.FindSubmatch(data[:min(len(data), 4096)]); m != nil {
		return map[string]string{"1.0": "fmt/91", "1.1": "fmt/92"}[string(m[1])]
	}
	return "fmt/101"
}

// odtCode reads the version of an OpenDocument text from its content.
func odtCode(data []byte) string {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return ""
	}
	r, err := z.Open("content.xml")
	if err != nil {
		return ""
	}
	defer r.Close()
	head, err := io.ReadAll(io.LimitReader(r, 1<<14)) // it is an attribute of the root
	if err != nil {
		return ""
	}
	m := odfVersion.FindSubmatch(head)
	if m == nil {
		return "fmt/136" // version 1.0 had no such attribute
	}
	return map[string]string{"1.0": "fmt/136", "1.1": "fmt/290", "1.2": "fmt/291", "1.3": "fmt/1756"}[string(m[1])]
}
