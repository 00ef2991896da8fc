package matter

import (
	"slices"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/wording"
)

// The classes of the title page's and colophon's paragraphs.
const (
	ClassTitle     = "title"
	ClassSubtitle  = "subtitle"
	ClassCreator   = "creator"
	ClassPublisher = "publisher"
	ClassPeriod    = "period"
	ClassDate      = "date"
	ClassEdition   = "edition"
	ClassImprint   = "imprint"
	ClassBlurb     = "blurb"
)

// page collects the paragraphs of a generated part. Words in another language
// than the document's are marked as such.
type page struct {
	lang   string // the document's
	words  *wording.Words
	blocks []ast.Block
}

// add appends a paragraph with the text, or nothing for an empty text.
func (p *page) add(class, text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	p.blocks = append(p.blocks, &ast.Paragraph{Class: class, Inlines: []ast.Inline{&ast.Text{Value: text}}})
}

// say appends a paragraph of our own words, or nothing for an empty text.
func (p *page) say(class, text string) {
	if text == "" {
		return
	}
	p.blocks = append(p.blocks, &ast.Paragraph{Class: class, Inlines: inlines(p.words, text, p.lang)})
}

// field appends "label: value", the label in our own words.
func (p *page) field(label, value string) {
	if strings.TrimSpace(value) == "" {
		return
	}
	p.entry(label, &ast.Text{Value: ": " + value})
}

// entry appends a label with what stands behind it.
func (p *page) entry(label string, value ...ast.Inline) {
	p.blocks = append(p.blocks, &ast.Paragraph{Class: ClassImprint, Inlines: append(inlines(p.words, label, p.lang), value...)})
}

// date appends "label: day month year", in our own words.
func (p *page) date(label, date string) {
	if date == "" {
		return
	}
	words := inlines(p.words, date, p.lang)
	if plain, same := words[0].(*ast.Text); same {
		p.field(label, plain.Value)
		return
	}
	p.entry(label, append([]ast.Inline{&ast.Text{Value: ": "}}, words...)...)
}

// inlines gives text of ours in a document in lang, as a run in its own
// language where the two differ (WCAG 2.2, 3.1.2).
func inlines(w *wording.Words, text, lang string) []ast.Inline {
	run := []ast.Inline{&ast.Text{Value: text}}
	if lang == "" || wording.Primary(lang) == w.Lang {
		return run
	}
	return []ast.Inline{&ast.Lang{Tag: w.Lang, Inlines: run}}
}

// titlePage makes the title page, or nil where nothing is known.
func titlePage(meta *meta.Meta, words *wording.Words) *ast.Matter {
	p := &page{lang: meta.Lang, words: words}
	p.logo(meta)
	p.add(ClassTitle, meta.Title)
	p.add(ClassSubtitle, meta.Subtitle)
	for _, creator := range authors(meta) {
		p.add(ClassCreator, creator)
	}
	if !strings.Contains(meta.Title+" "+meta.Subtitle, meta.Period) {
		p.add(ClassPeriod, meta.Period)
	}
	p.add(ClassEdition, meta.Edition)
	p.say(ClassDate, words.DateText(meta.Date))
	p.add(ClassPublisher, meta.Publisher)
	if len(p.blocks) == 0 {
		return nil
	}
	return &ast.Matter{Role: ast.TitlePage, ID: TitlePageID, Blocks: p.blocks}
}

// logo appends the logo as a figure.
func (p *page) logo(m *meta.Meta) {
	if m.Logo.At(meta.LogoTitlePage) {
		at := ast.At{Src: m.Place("logo.image")}
		p.blocks = append(p.blocks, &ast.Figure{At: at, ID: LogoID, Image: &ast.Image{At: at, Src: m.Logo.Image, Alt: m.Logo.Alt}})
	}
}

// Cover makes what stands on the front of a printed cover: the title page without
// period, edition and date, and with the logo where that is to stand there.
func Cover(m *meta.Meta) *ast.Matter {
	short := *m
	short.Period, short.Edition, short.Date = "", "", ""
	if !m.Logo.At(meta.LogoCover) {
		short.Logo = nil
	}
	if part := titlePage(&short, wording.For(m.Lang)); part != nil {
		return part
	}
	return &ast.Matter{Role: ast.TitlePage, ID: TitlePageID}
}

// Blurb makes what stands on the back of a printed cover: the description, a
// paragraph a line.
func Blurb(m *meta.Meta) []ast.Block {
	p := &page{lang: m.Lang}
	for line := range strings.Lines(m.Description) {
		p.add(ClassBlurb, strings.TrimSpace(line))
	}
	return p.blocks
}

// authors are the creators that are not the publisher as well: a ministry
// that publishes its own report is named once.
func authors(m *meta.Meta) []string {
	return slices.DeleteFunc(meta.Names(m.Creators), func(c string) bool { return c == m.Publisher })
}

// issuers parts the bodies that issue the publication, MARC's relator isb, from the other
// contributors.
func issuers(people []meta.Person) (issuers, others []meta.Person) {
	for _, p := range people {
		if p.Role == meta.IssuingBody {
			issuers = append(issuers, p)
		} else {
			others = append(others, p)
		}
	}
	return issuers, others
}

// colophon makes the page with what identifies the publication.
func colophon(m *meta.Meta, words *wording.Words) *ast.Matter {
	p := &page{lang: m.Lang, words: words}
	p.add(ClassImprint, m.Title)
	p.field(words.Publisher, m.Publisher)
	p.field(words.Creator, strings.Join(authors(m), ", "))
	issuers, others := issuers(m.Contributors)
	p.field(words.Issuer, strings.Join(meta.Names(issuers), ", "))
	p.field(words.Contributor, strings.Join(meta.Names(others), ", "))
	p.series(m.Series)
	p.field(words.Period, m.Period)
	p.field(words.Edition, m.Edition)
	p.date(words.Date, words.DateText(m.Date))
	p.identifiers(m.Identifiers)
	p.field(words.Source, m.Source)
	p.field(words.Rights, m.Rights)
	p.say(ClassImprint, words.Made)
	return &ast.Matter{
		Role: ast.Colophon, ID: ColophonID,
		Title:  inlines(words, words.Colophon, m.Lang),
		Blocks: p.blocks,
	}
}

// series appends the series with the publication's number in it.
func (p *page) series(s *meta.Series) {
	if s == nil {
		return
	}
	parts := []string{s.Title}
	if s.Number != "" {
		parts = append(parts, s.Number)
	}
	if s.ISSN != "" {
		parts = append(parts, "ISSN "+s.ISSN)
	}
	p.field(p.words.Series, strings.Join(parts, ", "))
}

func (p *page) identifiers(id *meta.Identifiers) {
	if id == nil {
		return
	}
	for _, isbn := range id.ISBNs() {
		p.field(p.words.ISBNLabel(isbn.Key), isbn.Text)
	}
	p.field("ISSN", id.ISSN)
	p.field("DOI", id.DOI)
	p.field(p.words.Dossier, id.Dossier)
	p.field(p.words.Number, id.Number)
	p.field(p.words.Address, id.URI)
}
