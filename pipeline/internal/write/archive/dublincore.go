package archive

import (
	"encoding/xml"
	"fmt"

	"octavo/pipeline/internal/meta"
)

// dublinCore is the publication in the fifteen elements of Dublin Core (ISO 15836-1),
// in the container of OAI-PMH 2.0.
func (b *builder) dublinCore() []byte {
	m := b.Meta
	doc := dcDocument{OAI: "http://www.openarchives.org/OAI/2.0/oai_dc/", DC: "http://purl.org/dc/elements/1.1/"}
	doc.add("title", m.Title, m.Subtitle)
	doc.add("creator", meta.Names(m.Creators)...)
	doc.add("contributor", meta.Names(m.Contributors)...)
	doc.add("subject", append(meta.SubjectNames(m.Subjects), m.Keywords...)...)
	doc.add("description", m.Description)
	doc.add("publisher", m.Publisher)
	doc.add("date", m.Date)
	doc.add("type", "Text")
	for _, it := range b.of(Edition) {
		doc.add("format", it.format.Media)
	}
	for _, id := range b.ids {
		doc.add("identifier", id.Mark)
	}
	if id := m.Identifiers; id != nil {
		doc.add("identifier", id.URI, id.Number)
	}
	doc.add("source", m.Source)
	for _, it := range b.of(Source) {
		doc.add("source", fmt.Sprintf("%s (SHA-256 %s)", it.name, SHA256.Sum(it.Data)))
	}
	doc.add("language", m.Lang)
	if m.Series != nil {
		doc.add("relation", m.Series.Title)
	}
	doc.add("relation", b.archive.Parent.Name)
	doc.add("coverage", m.Period)
	doc.add("rights", m.Rights, b.archive.Restriction.Label)
	return document(doc)
}

type dcDocument struct {
	XMLName  xml.Name `xml:"oai_dc:dc"`
	OAI      string   `xml:"xmlns:oai_dc,attr"`
	DC       string   `xml:"xmlns:dc,attr"`
	Elements []dcElement
}

type dcElement struct {
	XMLName xml.Name
	Text    string `xml:",chardata"`
}

// add adds an element for each value that is known.
func (d *dcDocument) add(name string, values ...string) {
	for _, v := range values {
		if v != "" {
			d.Elements = append(d.Elements, dcElement{xml.Name{Local: "dc:" + name}, v})
		}
	}
}
