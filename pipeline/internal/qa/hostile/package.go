package hostile

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"hash/crc32"
	"slices"
	"strings"
)

// trees are trees of documents in JSON.
func trees() []Case {
	const pandoc = `{"pandoc-api-version":[1,23,1],"meta":{},"blocks":[`
	of := func(name, text string) Case { return Case{Name: "tree, " + name, Files: []File{file("x.json", text)}} }
	para := `{"t":"Para","c":[{"t":"Str","c":"a"}]}`
	return []Case{
		of("lists, 1,000,000 deep", strings.Repeat("[", 1_000_000)),
		of("quotes, 100,000 deep", pandoc+strings.Repeat(`{"t":"BlockQuote","c":[`, 30_000)+para+strings.Repeat("]}", 30_000)+"]}"),
		of("quotes, 3,000 deep", pandoc+strings.Repeat(`{"t":"BlockQuote","c":[`, 3_000)+para+strings.Repeat("]}", 3_000)+"]}"),
		of("stress, 3,000 deep", pandoc+`{"t":"Para","c":[`+strings.Repeat(`{"t":"Emph","c":[`, 3_000)+strings.Repeat("]}", 3_000)+"]}]}"),
		of("notes in notes", pandoc+`{"t":"Para","c":[`+strings.Repeat(`{"t":"Note","c":[{"t":"Para","c":[`, 1_000)+strings.Repeat("]}]}", 1_000)+"]}]}"),
		of("a table of a thousand million columns", pandoc+`{"t":"Table","c":[["",[],[]],[null,[]],[[{"t":"AlignDefault"},{"t":"ColWidthDefault"}]],[["",[],[]],[]],[[["",[],[]],999999999,[],[[["",[],[]],[[["",[],[]],{"t":"AlignDefault"},999999999,999999999,[`+para+`]]]]]]],[["",[],[]],[]]]}]}`),
		of("a list that begins at the end", pandoc+`{"t":"OrderedList","c":[[9223372036854775807,{"t":"LowerRoman"},{"t":"Period"}],[[`+para+`],[`+para+`]]]}]}`),
		of("a heading of level a thousand million", pandoc+`{"t":"Header","c":[999999999,["",[],[]],[{"t":"Str","c":"a"}]]}]}`),
		of("a number without end", `{"pandoc-api-version":[`+strings.Repeat("9", 500_000)+`],"meta":{},"blocks":[]}`),
		of("nothing in everything", `{"pandoc-api-version":[1,23],"meta":null,"blocks":[null,{"t":null,"c":null},{"t":"Para","c":null},{"t":"Para","c":[null]},{}]}`),
		of("surrogates", pandoc+`{"t":"Para","c":[{"t":"Str","c":"a\ud800b\udc00\ufffe\u0000"}]}]}`),
		of("cut off", pandoc+para),
		of("40,000 paragraphs", pandoc+strings.TrimSuffix(strings.Repeat(para+",", 20_000), ",")+"]}"),
		of("noise", string(noise(most))),
	}
}

// packed makes a zip of entries; what is given as a number of bytes swells from nearly
// nothing.
func packed(entries ...any) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(entries); i += 2 {
		if err := pack(z, entries[i].(string), entries[i+1]); err != nil {
			panic(err) // into memory
		}
	}
	_ = z.Close()
	return b.Bytes()
}

func pack(z *zip.Writer, name string, data any) error {
	if n, swells := data.(int); swells {
		return swollen(z, name, n)
	}
	w, err := z.Create(name)
	if err != nil {
		return err
	}
	if text, ok := data.(string); ok {
		data = []byte(text)
	}
	_, err = w.Write(data.([]byte))
	return err
}

// swollen packs an entry of n zero bytes, whole megabytes, with the header that
// zip.Writer.Create gives an entry.
func swollen(z *zip.Writer, name string, n int) error {
	const dataDescriptor = 0x8 // APPNOTE.TXT, 4.4.4: sizes stand behind the entry
	zero, sum := make([]byte, mega), crc32.NewIEEE()
	for range n / mega {
		_, _ = sum.Write(zero)
	}
	data := deflatedZeros(n / mega)
	w, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, Flags: dataDescriptor,
		CRC32: sum.Sum32(), UncompressedSize64: uint64(n), CompressedSize64: uint64(len(data))})
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

// deflatedZeros is a deflate stream of so many megabytes of zero bytes, two at least. A
// megabyte is packed the same after every one but the first, so that a second is repeated:
// to deflate 4 GB takes 12 s, and minutes under the race detector.
func deflatedZeros(megabytes int) []byte {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.DefaultCompression)
	if err != nil {
		panic(err) // the level is one
	}
	ends := [2]int{}
	for i := range ends {
		_, _ = w.Write(make([]byte, mega)) // into memory
		_ = w.Flush()                      // to a whole byte (RFC 1951, 3.2.4)
		ends[i] = b.Len()
	}
	_ = w.Close()
	out := b.Bytes()
	return slices.Concat(out[:ends[0]], bytes.Repeat(out[ends[0]:ends[1]], megabytes-1), out[ends[1]:])
}

const (
	wordTypes = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`
	wordRels  = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	wordHead  = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Verslag</w:t></w:r></w:p><w:p><w:r><w:t>` + SoundText + `</w:t></w:r></w:p>`
	wordSpace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	wordEnd   = `</w:body></w:document>`
	wordPara  = `<w:p><w:r><w:t>a</w:t></w:r></w:p>`
)

// word is a Word document with a body and further entries.
func word(body string, more ...any) func() []byte {
	return func() []byte {
		return packed(append([]any{"[Content_Types].xml", wordTypes, "_rels/.rels", wordRels, "word/document.xml", wordHead + body + wordEnd}, more...)...)
	}
}

// openDocument is an OpenDocument text with a body and further entries.
func openDocument(body string, more ...any) func() []byte {
	return func() []byte {
		return packed(append([]any{"mimetype", "application/vnd.oasis.opendocument.text", "content.xml",
			`<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"><office:body><office:text><text:h text:outline-level="1">Verslag</text:h><text:p>` + SoundText + `</text:p>` + body + `</office:text></office:body></office:document-content>`}, more...)...)
	}
}

// offices are office documents.
func offices() []Case {
	of := func(name, input string, data func() []byte) Case {
		return Case{Name: name, Files: []File{{Name: input, Data: data}}}
	}
	docx := func(name string, data func() []byte) Case { return of("Word, "+name, "x.docx", data) }
	odt := func(name string, data func() []byte) Case { return of("OpenDocument, "+name, "x.odt", data) }
	pic := `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="9999999999999" cy="-1"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill><a:blip r:embed="p1"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`
	rel := func(target, mode string) string {
		return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="p1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="` + target + `"` + mode + `/></Relationships>`
	}
	part := func(kind string) string {
		return strings.ReplaceAll(rel(kind+".xml", ""), "/image", "/"+kind)
	}
	items := strings.Repeat(`<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>`, 3_000)
	numbers := func(text string) string {
		return "<w:numbering " + wordSpace + `><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="` + text + `"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`
	}
	return []Case{
		docx("whole", word(wordPara)),
		docx("a document that swells to 4 GB", func() []byte {
			return packed("[Content_Types].xml", wordTypes, "_rels/.rels", wordRels, "word/document.xml", 4<<30)
		}),
		docx("a picture that swells to 4 GB", word(pic, "word/_rels/document.xml.rels", rel("media/a.png", ""), "word/media/a.png", 4<<30)),
		docx("100,000 entries", word(wordPara, many(20_000)...)),
		docx("the same entry 1,000 times", word(wordPara, same("word/document.xml", 1_000)...)),
		docx("a picture outside", word(pic, "word/_rels/document.xml.rels", rel("../../../geheim.png", ""), "../geheim.png", Secret)),
		docx("a picture of the web", word(pic, "word/_rels/document.xml.rels", rel("http://example.nl/a.png", ` TargetMode="External"`))),
		docx("a picture of the system", word(pic, "word/_rels/document.xml.rels", rel("file:///etc/passwd", ` TargetMode="External"`))),
		docx("tables, 3,000 deep", word(strings.Repeat("<w:tbl><w:tr><w:tc>", 3_000)+wordPara+strings.Repeat("</w:tc></w:tr></w:tbl>", 3_000))),
		docx("elements, 100,000 deep", word(strings.Repeat("<w:sdt><w:sdtContent>", 50_000)+strings.Repeat("</w:sdtContent></w:sdt>", 50_000))),
		docx("elements that stay open", word(strings.Repeat("<w:p>", 100_000))),
		docx("a table of a thousand million columns", word(`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr>`+wordPara+`</w:tc></w:tr></w:tbl>`)),
		docx("cells that go on for ever", word("<w:tbl>"+strings.Repeat(`<w:tr><w:tc><w:tcPr><w:gridSpan w:val="60"/><w:vMerge/></w:tcPr>`+wordPara+`</w:tc></w:tr>`, 5_000)+"</w:tbl>")),
		docx("laughing entities", func() []byte {
			return packed("[Content_Types].xml", wordTypes, "_rels/.rels", wordRels, "word/document.xml", "<!DOCTYPE a [<!ENTITY a0 \"ha\">"+
				numbered(60, func(i int) string {
					return fmt.Sprintf("<!ENTITY a%d \"%s\">", i+1, strings.Repeat(fmt.Sprintf("&a%d;", i), 10))
				})+"]>"+wordHead+"<w:p><w:r><w:t>&a60;</w:t></w:r></w:p>"+wordEnd)
		}),
		docx("a ring of styles", word(wordPara, "word/_rels/document.xml.rels", strings.ReplaceAll(rel("styles.xml", ""), "/image", "/styles"), "word/styles.xml",
			`<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:style w:type="paragraph" w:styleId="Heading1"><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="Heading1"/></w:style></w:styles>`)),
		docx("20,000 fields that stay open", word(strings.Repeat(`<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>`, 10_000))),
		docx("a list number of 500,000 letters, 3,000 times", word(items, "word/_rels/document.xml.rels", part("numbering"), "word/numbering.xml", numbers(strings.Repeat("abcd efgh ", 50_000)+"%1"))),
		docx("a list number of 2,000 numbers, 3,000 times", word(items, "word/_rels/document.xml.rels", part("numbering"), "word/numbering.xml", numbers(strings.Repeat("%1", 2_000)))),
		docx("10,000 levels of a list", word(items, "word/_rels/document.xml.rels", part("numbering"), "word/numbering.xml", "<w:numbering "+wordSpace+`><w:abstractNum w:abstractNumId="0">`+
			numbered(10_000, func(i int) string { return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:numFmt w:val="decimal"/></w:lvl>`, i) })+`</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`)),
		docx("a note that calls itself", word(`<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>`, "word/_rels/document.xml.rels", part("footnotes"), "word/footnotes.xml",
			"<w:footnotes "+wordSpace+`><w:footnote w:id="1"><w:p><w:r><w:t>a</w:t><w:footnoteReference w:id="1"/></w:r></w:p></w:footnote></w:footnotes>`)),
		docx("500,000 empty paragraphs", word(strings.Repeat("<w:p/>", 500_000))),
		docx("the parts of the system", word(wordPara, "word/_rels/document.xml.rels", strings.ReplaceAll(part("styles"), "styles.xml", "../../../etc/passwd"))),
		docx("no document", func() []byte { return packed("[Content_Types].xml", wordTypes, "_rels/.rels", wordRels) }),
		docx("an empty zip", func() []byte { return packed() }),
		docx("cut off", func() []byte { d := word(wordPara)(); return d[:len(d)/2] }),
		docx("noise", func() []byte { return noise(most) }),
		docx("an OpenDocument text", openDocument("")),
		odt("whole", openDocument("<text:p>a</text:p>")),
		odt("a document that swells to 4 GB", func() []byte {
			return packed("mimetype", "application/vnd.oasis.opendocument.text", "content.xml", 4<<30)
		}),
		odt("blanks without end", openDocument(`<text:p>a<text:s text:c="2000000000"/>b</text:p>`)),
		odt("rows and cells without end", openDocument(`<table:table><table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000000"><text:p>a</text:p></table:table-cell></table:table-row></table:table>`)),
		odt("columns without end", openDocument(`<table:table><table:table-column table:number-columns-repeated="2000000000"/><table:table-row><table:table-cell table:number-columns-spanned="2000000000" table:number-rows-spanned="2000000000"><text:p>a</text:p></table:table-cell></table:table-row></table:table>`)),
		odt("lists, 10,000 deep", openDocument(strings.Repeat("<text:list><text:list-item>", 10_000)+"<text:p>a</text:p>"+strings.Repeat("</text:list-item></text:list>", 10_000))),
		odt("a heading of level a thousand million", openDocument(`<text:h text:outline-level="999999999">a</text:h>`)),
		odt("a picture outside", openDocument(`<text:p><draw:frame><draw:image xlink:href="../geheim.png"/></draw:frame></text:p>`)),
		odt("a picture of the system", openDocument(`<text:p><draw:frame><draw:image xlink:href="file:///etc/passwd"/></draw:frame></text:p>`)),
		odt("a chart that draws itself", openDocument(`<text:p><draw:frame><draw:object xlink:href="./Object 1"/></draw:frame></text:p>`, "Object 1/content.xml",
			`<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:c="urn:oasis:names:tc:opendocument:xmlns:chart:1.0"><o:body><o:chart><c:chart><table:table><table:table-row><table:table-cell><text:p>a<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame></text:p></table:table-cell><table:table-cell/></table:table-row></table:table></c:chart></o:chart></o:body></o:document-content>`)),
		odt("5,000 notes of one mark", openDocument(strings.Repeat(`<text:p>a<text:note><text:note-citation>*</text:note-citation><text:note-body><text:p>b</text:p></text:note-body></text:note></text:p>`, 5_000))),
		odt("notes in notes", openDocument("<text:p>"+strings.Repeat("<text:note><text:note-body><text:p>a", 2_000)+strings.Repeat("</text:p></text:note-body></text:note>", 2_000)+"</text:p>")),
		of("flat OpenDocument, 100,000 deep", "x.fodt", func() []byte {
			return []byte(`<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>` + strings.Repeat("<text:section>", 30_000))
		}),
	}
}

func many(n int) []any {
	var out []any
	for i := range n {
		out = append(out, fmt.Sprintf("word/a%d.xml", i), "<a/>")
	}
	return out
}

func same(name string, n int) []any {
	var out []any
	for range n {
		out = append(out, name, wordHead+wordEnd)
	}
	return out
}

// archives are given to the commands that look over finished files, and to batch.
func archives() []Case {
	of := func(name, command, input string, data func() []byte) Case {
		return Case{Name: name, Command: command + " " + input, Files: []File{{Name: input, Data: data}}}
	}
	pdf := func(name, text string) Case {
		return of("PDF, "+name, "check", "x.pdf", func() []byte { return []byte(text) })
	}
	obj := "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n"
	end := "\nendobj\ntrailer\n<< /Root 1 0 R /Size 9 >>\n%%EOF\n"
	return []Case{
		of("package, names outside", "archive verify", "x.zip", func() []byte { return packed("../y.txt", Secret, "/etc/y.txt", Secret, `..\y.txt`, Secret) }),
		of("package, an entry that swells to 4 GB", "archive verify", "x.zip", func() []byte { return packed("a/bagit.txt", "BagIt-Version: 1.0\n", "a/data/a", 4<<30) }),
		of("package, 20,000 entries", "archive verify", "x.zip", func() []byte { return packed(many(20_000)...) }),
		of("package, the same entry 1,000 times", "archive verify", "x.zip", func() []byte { return packed(same("a/bagit.txt", 1_000)...) }),
		of("package, noise", "archive verify", "x.zip", func() []byte { return noise(most) }),
		of("package, a manifest without end", "archive verify", "x.zip", func() []byte {
			return packed("a/bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n", "a/manifest-sha512.txt", numbered(50_000, func(i int) string { return fmt.Sprintf("%0128d  data/../../%d\n", i, i) }), "a/data/a", "")
		}),
		of("batch, names outside", "batch -o out --modified 2026-11-01", "x.zip", func() []byte {
			return packed("../y.md", head, "/etc/y.md", head, `..\y.md`, head, "sub/../../z.md", head)
		}),
		of("batch, an entry that swells to 4 GB", "batch -o out --modified 2026-11-01", "x.zip", func() []byte { return packed("a.md", head, "b.md", 4<<30) }),
		of("batch, zips in zips", "batch -o out --modified 2026-11-01", "x.zip", func() []byte {
			z := packed("a.md", head)
			for range 30 {
				z = packed("a.zip", z)
			}
			return z
		}),
		of("EPUB, an entry that swells to 4 GB", "check", "x.epub", func() []byte {
			return packed("mimetype", "application/epub+zip", "META-INF/container.xml", `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>`, "a.opf", 4<<30)
		}),
		of("EPUB, a package outside", "check", "x.epub", func() []byte {
			return packed("mimetype", "application/epub+zip", "META-INF/container.xml", `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile full-path="../../../etc/passwd"/></rootfiles></container>`)
		}),
		of("EPUB, noise", "check", "x.epub", func() []byte { return noise(most) }),
		pdf("noise", string(noise(most))),
		pdf("dictionaries, 100,000 deep", obj+strings.Repeat("<< /A ", 100_000)+end),
		pdf("lists, 300,000 deep", obj+strings.Repeat("[", 300_000)+end),
		pdf("a ring of pages", obj+"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"+end),
		pdf("a ring of lengths", obj+"<< /Length 2 0 R >>\nstream\na\nendstream"+end),
		pdf("a ring of updates", obj+"<< >>\nendobj\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R /Prev 60 >>\nstartxref\n60\n%%EOF\n"),
		pdf("ten thousand million pages", obj+"<< /Type /Pages /Kids [] /Count 9999999999 >>"+end),
		of("PDF, a stream that swells to 1 GB", "check", "x.pdf", func() []byte {
			data := deflated(make([]byte, 1<<30))
			return []byte(fmt.Sprintf("%s<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>\nendobj\n4 0 obj\n<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream%s", obj, len(data), data, end))
		}),
	}
}
