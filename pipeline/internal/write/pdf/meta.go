package pdf

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

// info writes the document information dictionary (ISO 32000-1, 14.3.3). It
// says the same as the XMP packet.
func (a *assembly) info() ref {
	d := dict{}
	add := func(key name, value string) {
		if value != "" {
			d = append(d, entry{key, text(value)})
		}
	}
	for _, v := range infoTexts(a.opt) {
		add(v.key, v.value)
	}
	if !a.opt.Date.IsZero() {
		date := a.opt.Date.UTC().Format("D:20060102150405Z")
		add("CreationDate", date)
		add("ModDate", date)
	}
	if p := a.opt.Press; p != nil {
		for _, e := range p.identification() {
			d = append(d, entry{name(e[0]), text(e[1])})
		}
		d = append(d, entry{"Trapped", name("False")})
	}
	return a.add(d)
}

// metadata writes the XMP packet (ISO 16684-1); it is not compressed, so that
// tools find it without reading PDF.
func (a *assembly) metadata() *stream {
	return &stream{dict{
		{"Subtype", name("XML")},
		{"Type", name("Metadata")},
	}, xmp(a.opt, a.claims, a.contentID())}
}

// xmp makes the packet; id names the content of a file for a press.
func xmp(opt Options, claims Conformance, id string) []byte {
	x := &xmpWriter{}
	x.raw("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` + "\n")
	x.raw(`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
		` xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">` + "\n")
	x.value("dc:format", "application/pdf")
	x.list("dc:title", "Alt", opt.Title)
	x.list("dc:creator", "Seq", opt.Creators...)
	x.list("dc:contributor", "Bag", opt.Contributors...)
	x.value("dc:coverage", opt.Coverage)
	x.list("dc:description", "Alt", opt.Subject)
	x.list("dc:subject", "Bag", opt.Keywords...)
	x.list("dc:language", "Bag", opt.Lang)
	x.list("dc:publisher", "Bag", opt.Publisher)
	x.list("dc:date", "Seq", opt.Published)
	x.value("dc:identifier", opt.Identifier)
	x.list("dc:relation", "Bag", opt.Relations...)
	x.value("dc:source", opt.Source)
	x.list("dc:rights", "Alt", opt.Rights)
	x.value("pdf:Keywords", strings.Join(opt.Keywords, ", "))
	x.value("pdf:Producer", opt.Producer)
	x.value("xmp:CreatorTool", opt.CreatorTool)
	if !opt.Date.IsZero() {
		date := opt.Date.UTC().Format(time.RFC3339)
		x.value("xmp:CreateDate", date)
		x.value("xmp:ModifyDate", date)
		x.value("xmp:MetadataDate", date)
	}
	x.raw("</rdf:Description>\n")
	if opt.Press != nil {
		x.press(opt.Press, id)
	}
	x.claims(claims, opt.PDF20)
	x.raw("</rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>")
	return x.Bytes()
}

type xmpWriter struct{ bytes.Buffer }

func (x *xmpWriter) raw(s string) { x.WriteString(s) }

func (x *xmpWriter) text(s string) {
	_ = xml.EscapeText(x, []byte(s)) // a Buffer takes everything
}

// value writes a simple property that is not empty.
func (x *xmpWriter) value(tag, value string) {
	if value == "" {
		return
	}
	x.raw("<" + tag + ">")
	x.text(value)
	x.raw("</" + tag + ">\n")
}

// list writes an array property of the kind Alt, Bag or Seq; empty values are
// left out, and the property where none is left.
func (x *xmpWriter) list(tag, kind string, values ...string) {
	attr := ""
	if kind == "Alt" {
		attr = ` xml:lang="x-default"`
	}
	open := false
	for _, v := range values {
		if v == "" {
			continue
		}
		if !open {
			x.raw("<" + tag + "><rdf:" + kind + ">")
			open = true
		}
		x.raw("<rdf:li" + attr + ">")
		x.text(v)
		x.raw("</rdf:li>")
	}
	if open {
		x.raw("</rdf:" + kind + "></" + tag + ">\n")
	}
}

// claims writes the identification of PDF/A (ISO 19005-2, 6.6.4) and PDF/UA
// (ISO 14289-1, 5), and for the second, which PDF/A does not know, its
// extension schema (ISO 19005-2, 6.6.2.3.3).
func (x *xmpWriter) claims(c Conformance, pdf20 bool) {
	if pdf20 {
		x.claims20(c)
		return
	}
	if c.A != LevelNone {
		fmt.Fprintf(x, `<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">`+
			"<pdfaid:part>2</pdfaid:part><pdfaid:conformance>%s</pdfaid:conformance></rdf:Description>\n", c.A)
	}
	if c.UA {
		x.raw(`<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">` +
			"<pdfuaid:part>1</pdfuaid:part></rdf:Description>\n")
	}
	if c.UA && c.A != LevelNone {
		x.raw(uaExtensionSchema)
	}
}

// claims20 writes the identification of PDF/A-4 (ISO 19005-4, 6.7.3) and of PDF/UA-2
// (ISO 14289-2, 5); PDF/A-4 asks for no extension schema.
func (x *xmpWriter) claims20(c Conformance) {
	if c.A != LevelNone {
		x.raw(`<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>4</pdfaid:part><pdfaid:rev>2020</pdfaid:rev>`)
		if c.A == LevelF {
			x.raw("<pdfaid:conformance>F</pdfaid:conformance>")
		}
		x.raw("</rdf:Description>\n")
	}
	if c.UA {
		x.raw(`<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">` +
			"<pdfuaid:part>2</pdfuaid:part><pdfuaid:rev>2024</pdfuaid:rev></rdf:Description>\n")
	}
}

const uaExtensionSchema = `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"` +
	` xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
`
