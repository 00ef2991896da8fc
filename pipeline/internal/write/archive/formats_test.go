package archive

import (
	"archive/zip"
	"bytes"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"
)

func TestFormatOf(t *testing.T) {
	cases := []struct{ name, data, code string }{
		{"a.pdf", "%PDF-1.7\n<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>", "fmt/476"},
		{"a.pdf", "%PDF-1.7\n<pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>", "fmt/478"},
		{"a.pdf", "%PDF-1.7\n", "fmt/276"},
		{"a.pdf", "%PDF-2.0\n", ""},
		{"a.epub", "PK\x03\x04                          mimetypeapplication/epub+zip", "fmt/483"},
		{"a.md", "# A", "fmt/1149"},
		{"a.TXT", "A", "x-fmt/111"},
		{"a.json", "{}", "fmt/817"},
		{"a.xml", "<a/>", "fmt/101"},
		{"a.html", "<html></html>", "fmt/96"},
		{"a.html", "\ufeff <!-- x -->\n<!DOCTYPE html>\n<html>", "fmt/471"},
		{"a.htm", `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">`, "fmt/100"},
		{"a.htm", `<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0 Transitional//EN">`, "fmt/99"},
		{"a.xhtml", `<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "x">`, "fmt/102"},
		{"a.svg", `<?xml version="1.0"?><svg xmlns="x" version="1.1">`, "fmt/92"},
		{"a.svg", `<svg>`, "fmt/101"},
		{"a.docx", "PK\x03\x04 word/document.xml", "fmt/412"},
		{"a.dotx", "PK\x03\x04 word/document.xml", "fmt/597"},
		{"a.docx", "no zip", ""},
		{"a.odt", odt(t, `<office:document-content office:version="1.3">`), "fmt/1756"},
		{"a.odt", odt(t, `<office:document-content>`), "fmt/136"},
		{"a.png", picture(t, "png"), "fmt/11"},
		{"a.jpg", "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01", "fmt/43"},
		{"a.jpg", "\xff\xd8\xff\xe1\x00\x10Exif\x00\x00MM\x00*\x90\x00\x00\x07\x00\x00\x00\x040221", "fmt/645"},
		{"a.jpg", picture(t, "jpeg"), "fmt/41"},
		{"a.gif", picture(t, "gif"), "fmt/4"},
		{"a.webp", "RIFF\x00\x00\x00\x00WEBPVP8L\x00", "fmt/567"},
		{"a.xyz", "A", ""},
		{"a", "", ""},
	}
	for _, c := range cases {
		got, ok := FormatOf(c.name, []byte(c.data))
		if got.Code != c.code || ok != (c.code != "") {
			t.Errorf("%s %.40q: %+v, want %q", c.name, c.data, got, c.code)
		}
		if ok && (got.Name == "" || got.Media == "") {
			t.Errorf("%+v", got)
		}
	}
}

func odt(t *testing.T, content string) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("content.xml")
	if err == nil {
		_, err = w.Write([]byte(content))
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func picture(t *testing.T, kind string) string {
	var b bytes.Buffer
	img := image.NewGray(image.Rect(0, 0, 2, 2))
	var err error
	switch kind {
	case "png":
		err = png.Encode(&b, img)
	case "jpeg":
		err = jpeg.Encode(&b, img, nil)
	case "gif":
		err = gif.Encode(&b, img, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}
