package epub

import (
	"strings"

	"octavo/pipeline/internal/meta"
)

// The parts of the container.
const (
	xmlHead     = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	root        = "EPUB/"
	xhtmlFolder = "xhtml/"
	packageFile = "package.opf"
	ncxFile     = "toc.ncx"
	cssFile     = "css/book.css"
	coverFile   = "cover.xhtml"
)

// packageDocument writes the package document (EPUB 3.3, 5).
func (bk *book) packageDocument(items []item) content {
	m := &markup{}
	m.raw(xmlHead)
	m.open("package", "xmlns", "http://www.idpf.org/2007/opf", "version", "3.0",
		"unique-identifier", "pub-id", "xml:lang", bk.lang,
		"prefix", "a11y: http://www.idpf.org/epub/vocab/package/a11y/#")
	m.line()
	p := &packager{markup: m, bk: bk}
	p.metadata()
	p.manifest(items)
	p.spine(items)
	m.raw("</package>\n")
	return m.content()
}

type packager struct {
	*markup
	bk *book
}

// dc writes a Dublin Core element, or nothing for an empty value.
func (p *packager) dc(name, value string, attrs ...string) {
	if strings.TrimSpace(value) == "" {
		return
	}
	p.element("dc:"+name, value, attrs...)
	p.line()
}

// meta writes a property, or nothing for an empty value.
func (p *packager) meta(property, value string, attrs ...string) {
	if strings.TrimSpace(value) == "" {
		return
	}
	p.element("meta", value, append([]string{"property", property}, attrs...)...)
	p.line()
}

func (p *packager) metadata() {
	meta := &p.bk.doc.Meta
	p.open("metadata", "xmlns:dc", "http://purl.org/dc/elements/1.1/")
	p.line()
	p.dc("identifier", p.bk.identifier, "id", "pub-id")
	p.otherIdentifiers(meta)
	p.titles(meta)
	p.dc("language", p.bk.lang)
	p.people(meta)
	p.dc("date", dateOf(meta.Date))
	p.dc("description", meta.Description)
	p.subjects(meta)
	p.dc("rights", meta.Rights)
	p.dc("source", meta.Source)
	p.dc("coverage", meta.Period)
	p.meta("dcterms:temporal", meta.Period)
	p.meta("schema:bookEdition", meta.Edition)
	p.series(meta)
	p.meta("dcterms:modified", p.bk.opt.Time.UTC().Format("2006-01-02T15:04:05Z"))
	p.accessibility()
	if p.bk.opt.Generator != "" {
		p.empty("meta", "name", "generator", "content", p.bk.opt.Generator)
		p.line()
	}
	p.empty("meta", "name", "cover", "content", "cover-image") // EPUB 2
	p.raw("\n</metadata>\n")
}

func (p *packager) titles(meta *meta.Meta) {
	p.dc("title", p.bk.doc.Meta.Title, "id", "title")
	p.meta("title-type", "main", "refines", "#title")
	if meta.Subtitle != "" {
		p.dc("title", meta.Subtitle, "id", "subtitle")
		p.meta("title-type", "subtitle", "refines", "#subtitle")
	}
}

// dateOf keeps dates of ISO 8601; dc:date is to hold no other (EPUB 3.3,
// 5.5.3.2.4).
func dateOf(date string) string {
	for i, r := range date {
		if want := "dddd-dd-dd"; i >= len(want) || (want[i] == 'd') != (r >= '0' && r <= '9') || want[i] == '-' && r != '-' {
			return ""
		}
	}
	switch len(date) {
	case len("2006"), len("2006-01"), len("2006-01-02"):
		return date
	}
	return ""
}

// item is one row of the manifest; items come in the order of the files' paths
// save that the spine keeps its own order.
type item struct {
	id, href, mediaType, properties string
	// spine is the place in the reading order from 1; 0 is none.
	spine int
}

func (p *packager) manifest(items []item) {
	p.raw("<manifest>\n")
	for _, it := range items {
		p.empty("item", "id", it.id, "href", it.href, "media-type", it.mediaType, "properties", it.properties)
		p.line()
	}
	p.raw("</manifest>\n")
}

func (p *packager) spine(items []item) {
	order := make([]string, len(items)+1)
	for _, it := range items {
		order[it.spine] = it.id
	}
	p.open("spine", "toc", "ncx", "page-progression-direction", directionIn(p.bk.lang, ""))
	p.line()
	for _, id := range order[1:] {
		if id != "" {
			p.empty("itemref", "idref", id)
			p.line()
		}
	}
	p.end("spine")
	p.line()
}
