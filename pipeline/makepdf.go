package pipeline

import (
	"context"
	"io"
	"strings"

	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/write/pdf"
)

// makePDF writes an edition of pages.
func makePDF(ctx context.Context, b *book, e edition, w io.Writer) (made, error) {
	set, err := b.set(ctx, e.sheet)
	if err != nil {
		return made{}, err
	}
	for _, d := range set.notDrawn {
		b.log.Add(d)
	}
	opt := b.pdfOptions(e)
	if err := b.writePages(ctx, w, set, opt); err != nil {
		return made{}, err
	}
	return describePDF(pdf.Claims(set.pages, set.tree, opt), opt.PDF20), nil
}

func (b *book) pdfOptions(e edition) pdf.Options {
	m := b.doc.Meta
	identifier, _ := m.IdentifierOf(e.isbn)
	return pdf.Options{
		Title: m.Title, Lang: m.Lang, Creators: meta.Names(m.Creators), Contributors: meta.Names(m.Contributors), Subject: m.Description,
		Keywords: append(append([]string{}, m.Keywords...), meta.SubjectNames(m.Subjects)...),
		Producer: generator, CreatorTool: generator + " " + Version, Date: b.job.Time,
		Coverage: m.Period, Source: m.Source, Relations: relations(m.Series), Publisher: m.Publisher, Published: m.Date, Identifier: identifier, Rights: m.Rights,
		Conformance: e.conformance(b.lossy), PDF20: b.job.PDFStandard == StandardUA2A4 && !e.press,
	}
}

// relations names the series that a publication is a part of, by its title and its
// number.
func relations(s *meta.Series) []string {
	if s == nil {
		return nil
	}
	out := []string{s.Title}
	if s.ISSN != "" {
		out = append(out, "urn:issn:"+s.ISSN)
	}
	return out
}

// describePDF says what a PDF claims to be.
func describePDF(c pdf.Conformance, pdf20 bool) made {
	m := made{claims: claimNames(c, pdf20)}
	switch {
	case c.UA && (c.A == pdf.LevelA || pdf20 && c.A != pdf.LevelNone):
		m.what = "accessible PDF (" + strings.Join(m.claims, ", ") + ")"
	case c.UA:
		m.what = "accessible PDF (" + strings.Join(m.claims, ", ") + "); it cannot claim PDF/A: see the warnings"
	case c.A != pdf.LevelNone:
		m.what = strings.Join(m.claims, ", ") + "; it cannot claim PDF/UA: see the warnings"
	default:
		m.what = "PDF; it cannot claim PDF/UA: see the warnings"
	}
	return m
}
