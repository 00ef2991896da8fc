package pdf

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"unicode"
)

// registry is where names of printing conditions are registered.
const registry = "http://www.color.org"

// pressIntent writes the one intent of a file for a press (ISO 15930-7, 6.2.2; ISO
// 32000-1, table 365): the condition by its registered name, the profile itself
// where there is one.
func (a *assembly) pressIntent() array {
	p := a.opt.Press
	d := dict{{"S", name("GTS_PDFX")}, {"Type", name("OutputIntent")}}
	if p.Condition != "" {
		d = append(d, entry{"OutputConditionIdentifier", text(p.Condition)}, entry{"RegistryName", text(registry)})
	} else {
		d = append(d, entry{"OutputConditionIdentifier", text("Custom")})
	}
	if p.Profile != nil {
		profile := a.add(flate(dict{{"N", integer(p.Profile.components())}}, p.Profile.data))
		d = append(d, entry{"DestOutputProfile", profile}, entry{"Info", text(p.Profile.Title())})
	}
	return array{d}
}

// Title is what the profile calls itself, or else its file's name.
func (p *Profile) Title() string {
	if p.description != "" {
		return p.description
	}
	return p.name
}

// identification is what the Info dictionary says of the part of PDF/X, and XMP
// over again.
func (p *Press) identification() [][2]string {
	out := [][2]string{{"GTS_PDFXVersion", string(p.Part)}}
	if p.Part == X1a {
		out = append(out, [2]string{"GTS_PDFXConformance", string(p.Part)})
	}
	return out
}

// press writes what PDF/X asks of XMP: PDF/X-4 is identified there (ISO 15930-7,
// 6.6); for the earlier parts stands what the Info dictionary has, in the
// namespace that Acrobat gives keys of that dictionary.
func (x *xmpWriter) press(p *Press, id string) {
	prefix, space := "pdfx", "http://ns.adobe.com/pdfx/1.3/"
	if p.Part == X4 {
		prefix, space = "pdfxid", "http://www.npes.org/pdfx/ns/id/"
	}
	x.raw(`<rdf:Description rdf:about="" xmlns:` + prefix + `="` + space + `" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"` +
		` xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">` + "\n")
	for _, e := range p.identification() {
		x.value(prefix+":"+e[0], e[1])
	}
	x.value("pdf:Trapped", "False")
	x.value("xmpMM:DocumentID", id)
	x.value("xmpMM:RenditionClass", "default")
	x.value("xmpMM:VersionID", "1")
	x.raw("</rdf:Description>\n")
}

// contentID names the file for a press by all that it holds so far, as a UUID of
// version 8 (RFC 9562, 5.8); "" for other files.
func (a *assembly) contentID() string {
	if a.opt.Press == nil {
		return ""
	}
	h := sha256.New()
	var room []byte
	for _, o := range a.objects {
		if o != nil {
			room = append(o.encode(room[:0]), '\n')
			h.Write(room)
		}
	}
	b := h.Sum(nil)[:16]
	b[6], b[8] = b[6]&0x0f|0x80, b[8]&0x3f|0x80
	return fmt.Sprintf("uuid:%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// printable leaves what can be printed of a text that another program wrote.
func printable(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return -1
	}, s))
}
