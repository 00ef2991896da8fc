package judge

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
)

// untaggedPDF is a sound PDF 1.7 of one page that paints in DeviceRGB with
// neither a structure tree nor an output intent.
func untaggedPDF() ([]byte, error) { return barePDF("1.7", 0), nil }

// untaggedPDF20 is the same file as PDF 2.0.
func untaggedPDF20() ([]byte, error) { return barePDF("2.0", 0), nil }

// misplacedXref is the same file with a startxref that points beside the
// cross-reference table.
func misplacedXref() ([]byte, error) { return barePDF("1.7", 7), nil }

// softHyphenPDF divides a word at the end of a line by a hyphen that its font calls
// U+00AD, a soft hyphen.
func softHyphenPDF() ([]byte, error) {
	const toUnicode = "/CIDInit /ProcSet findresource begin begincmap /CMapType 2 def 1 begincodespacerange <00> <ff> endcodespacerange " +
		"2 beginbfrange <20> <2c> <0020> <2e> <7e> <002e> endbfrange 1 beginbfchar <2d> <00ad> endbfchar endcmap end"
	return onePage("1.7", "<< /Font << /F 5 0 R >> >>", "BT /F 10 Tf 10 50 Td 12 TL (divi-) Tj T* (ded) Tj ET", 0,
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>", stream(toUnicode)), nil
}

func barePDF(version string, shift int) []byte {
	return onePage(version, "<< >>", "1 0 0 rg 10 10 20 20 re f", shift)
}

func stream(data string) string {
	return fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(data), data)
}

// onePage is a PDF of one page with those resources and that content, and with further
// objects from number 5; its startxref is shift bytes off.
func onePage(version, resources, paint string, shift int, further ...string) []byte {
	objects := append([]string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Resources " + resources + " /Contents 4 0 R >>",
		stream(paint),
	}, further...)
	var b bytes.Buffer
	b.WriteString("%PDF-" + version + "\n%\xe2\xe3\xcf\xd3\n")
	xref := "0000000000 65535 f \n"
	for i, o := range objects {
		xref += fmt.Sprintf("%010d 00000 n \n", b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start, size := b.Len()+shift, len(objects)+1
	fmt.Fprintf(&b, "xref\n0 %d\n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", size, xref, size, start)
	return b.Bytes()
}

const (
	containerXML = `<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`
	packageXML = `<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:identifier id="id">urn:example:broken</dc:identifier><dc:title>Broken</dc:title><dc:language>en</dc:language><meta property="dcterms:modified">2023-01-01T00:00:00Z</meta></metadata><manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="dot" href="dot.svg" media-type="image/svg+xml"/></manifest><spine><itemref idref="nav"/></spine></package>`
	navXHTML = `<?xml version="1.0"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en"><head><title>Broken</title></head><body><nav epub:type="toc"><ol><li><a href="nav.xhtml">Broken</a></li></ol></nav><p><img src="dot.svg"/></p></body></html>`
	dotSVG = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>`
)

// wordlessImageEPUB is a sound EPUB with an image that has no text
// alternative.
func wordlessImageEPUB() ([]byte, error) { return bareEPUB(packageXML) }

// incompleteEPUB names a file in its manifest that it does not hold.
func incompleteEPUB() ([]byte, error) {
	lost := `<item id="lost" href="lost.css" media-type="text/css"/></manifest>`
	return bareEPUB(strings.Replace(packageXML, "</manifest>", lost, 1))
}

// deadEndsEPUB is a book whose contents lead to a file that it has not, with three notes:
// to one no call leads, one is empty and one has no way back.
func deadEndsEPUB() ([]byte, error) {
	const nav = `<ol><li><a href="lost.xhtml">Lost</a></li></ol></nav>` +
		`<p>One<a href="#none" epub:type="noteref">1</a>, two<a href="#empty" epub:type="noteref">2</a>, three<a href="#note" epub:type="noteref">3</a>.</p>` +
		`<aside id="empty" epub:type="footnote"></aside><aside id="note" epub:type="footnote">A note.</aside></body>`
	before, _, _ := strings.Cut(navXHTML, "<ol>")
	return bareEPUBWith(packageXML, before+nav+"</html>")
}

func bareEPUB(opf string) ([]byte, error) { return bareEPUBWith(opf, navXHTML) }

func bareEPUBWith(opf, nav string) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range [][2]string{
		{"mimetype", "application/epub+zip"},
		{"META-INF/container.xml", containerXML},
		{"book.opf", opf},
		{"nav.xhtml", nav},
		{"dot.svg", dotSVG},
	} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: f[0], Method: zip.Store})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write([]byte(f[1])); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}
