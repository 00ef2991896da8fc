// Package html makes a report one file of HTML that needs nothing beside it and
// meets WCAG 2.2 AA: contents, text, notes and colophon in landmarks, pictures in
// the file itself, no script, and a policy by which a browser fetches nothing.
//
// The content is that of the EPUB (epub.Flatten), so that every node is marked up
// once for both; this package writes the page around it. The same input gives the
// same bytes.
package html

import (
	"bytes"
	"context"
	_ "embed"
	"html"
	"io"
	"strings"
	"time"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/write/epub"
)

// Options are what the file needs beside its document.
type Options struct {
	// CSS is the house's sheet.
	CSS string
	// Identifier is the publication's; it may be empty.
	Identifier string
	// Time is that of the last change; it is written in UTC.
	Time time.Time
	// Load reads a picture from the input's folder. A nil Load refuses all.
	Load func(name string) ([]byte, error)
	// Generator is the program's name for the metadata.
	Generator string
}

// Write writes the file. pages are the beginnings of pages that it marks and
// lists; it may be empty. Findings go to log; the error is that of epub.Flatten or
// of w.
func Write(ctx context.Context, w io.Writer, doc *resolve.Document, pages []epub.PageBreak, opt Options, log *diag.Log) error {
	content, err := epub.Flatten(ctx, doc, pages, epub.Options{Load: opt.Load}, log)
	if err != nil {
		return err
	}
	p := &page{meta: &doc.Meta, opt: opt, content: content}
	p.write()
	_, err = w.Write(p.buf.Bytes())
	return err
}

// page is the file in the making.
type page struct {
	buf     bytes.Buffer
	meta    *meta.Meta
	opt     Options
	content *epub.Flat
}

func (p *page) write() {
	p.buf.WriteString("<!DOCTYPE html>\n")
	p.open("html", "lang", p.meta.Lang, "dir", epub.Direction(p.meta.Lang))
	p.buf.WriteString("<head>\n")
	p.head()
	p.buf.WriteString("</head>\n<body>\n")
	p.body()
	p.buf.WriteString("</body>\n</html>\n")
}

// policy lets a browser fetch nothing: pictures stand in the file, and so does the
// one sheet, with the widths of pictures (Content Security Policy Level 3).
const policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

func (p *page) head() {
	p.open("meta", "charset", "utf-8")
	p.open("meta", "http-equiv", "Content-Security-Policy", "content", policy)
	p.open("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
	p.buf.WriteString("<title>" + html.EscapeString(p.meta.Title) + "</title>\n")
	p.named("author", strings.Join(meta.Names(p.meta.Creators), "; "))
	p.named("description", p.meta.Description)
	p.named("keywords", strings.Join(p.meta.Keywords, ", "))
	p.named("generator", p.opt.Generator)
	p.dublinCore()
	p.buf.WriteString("<style>\n")
	// No text of a sheet ends the element: in CSS a slash may be escaped.
	p.buf.WriteString(strings.ReplaceAll(p.content.CSS+pageRules+p.opt.CSS, "</", `<\/`))
	p.buf.WriteString("</style>\n")
}

//go:embed page.css
var pageRules string

// dublinCore writes what is known, by DCMI's terms in HTML (DCMI, Expressing
// Dublin Core metadata using HTML/XHTML meta and link elements, 2008).
func (p *page) dublinCore() {
	m := p.meta
	p.open("link", "rel", "schema.DCTERMS", "href", "http://purl.org/dc/terms/")
	p.named("DCTERMS.title", m.Title)
	p.named("DCTERMS.alternative", m.Subtitle)
	p.named("DCTERMS.language", m.Lang)
	for _, creator := range meta.Names(m.Creators) {
		p.named("DCTERMS.creator", creator)
	}
	for _, name := range meta.Names(m.Contributors) {
		p.named("DCTERMS.contributor", name)
	}
	p.named("DCTERMS.publisher", m.Publisher)
	p.named("DCTERMS.source", m.Source)
	p.named("DCTERMS.temporal", m.Period)
	p.named("DCTERMS.date", m.Date)
	if !p.opt.Time.IsZero() {
		p.named("DCTERMS.modified", p.opt.Time.UTC().Format("2006-01-02T15:04:05Z"))
	}
	p.named("DCTERMS.description", m.Description)
	for _, subject := range meta.SubjectNames(m.Subjects) {
		p.named("DCTERMS.subject", subject)
	}
	p.named("DCTERMS.rights", m.Rights)
	p.named("DCTERMS.identifier", p.opt.Identifier)
}

// named writes a meta element, or nothing for an empty value.
func (p *page) named(name, value string) {
	if strings.TrimSpace(value) != "" {
		p.open("meta", "name", name, "content", value)
	}
}

// open writes a start tag on a line of its own. Attributes are given as name and
// value in turn; those with an empty value are left out.
func (p *page) open(tag string, attrs ...string) {
	p.buf.WriteString("<" + tag)
	for i := 0; i+1 < len(attrs); i += 2 {
		if attrs[i+1] != "" {
			p.buf.WriteString(" " + attrs[i] + `="` + html.EscapeString(attrs[i+1]) + `"`)
		}
	}
	p.buf.WriteString(">\n")
}

func (p *page) body() {
	c := p.content
	p.open("a", "class", "skip", "href", "#"+c.MainID, "lang", c.WordsLang)
	p.buf.WriteString(html.EscapeString(c.Words.Start) + "</a>\n")
	p.buf.WriteString("<header>\n")
	if len(c.Header) == 0 {
		p.buf.WriteString("<h1>" + html.EscapeString(p.meta.Title) + "</h1>\n")
	}
	p.part("header", c.Header)
	if len(c.Nav) > 0 {
		p.buf.WriteString(`<div class="contents">` + "\n")
		p.part("div", c.Nav)
	}
	p.open("main", "id", c.MainID, "tabindex", "-1")
	p.part("main", c.Main)
	if len(c.Footer) > 0 {
		p.buf.WriteString("<footer>\n")
		p.part("footer", c.Footer)
	}
}

// part writes what stands in an element that is open, and its end.
func (p *page) part(tag string, inside []byte) {
	p.buf.Write(inside)
	p.buf.WriteString("</" + tag + ">\n")
}
