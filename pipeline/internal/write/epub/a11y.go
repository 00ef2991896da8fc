package epub

import (
	"strings"

	"octavo/pipeline/internal/ast"
)

// accessibility writes what EPUB Accessibility 1.1, 2.2, asks for, derived from
// what is in the book. accessModeSufficient is given although it is only
// recommended: the next version requires it.
func (p *packager) accessibility() {
	seen := p.bk.seen
	p.meta("schema:accessMode", "textual")
	if seen.images {
		p.meta("schema:accessMode", "visual")
	}
	if !seen.missingAlt {
		p.meta("schema:accessModeSufficient", "textual")
	}
	if seen.images {
		p.meta("schema:accessModeSufficient", "textual,visual")
	}
	for _, feature := range p.bk.accessibilityFeatures() {
		p.meta("schema:accessibilityFeature", feature)
	}
	p.meta("schema:accessibilityHazard", p.bk.hazard())
	p.meta("schema:accessibilitySummary", p.bk.summary(), "xml:lang", p.bk.wordsLang())
	if seen.pages {
		p.meta("pageBreakSource", p.bk.pageSource())
	}
	p.conformance()
}

func (bk *book) accessibilityFeatures() []string {
	out := []string{"displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents"}
	if bk.seen.described && !bk.seen.missingAlt {
		out = append(out, "alternativeText")
	}
	if bk.seen.math {
		out = append(out, "MathML")
	}
	if bk.seen.pages {
		out = append(out, "pageBreakMarkers", "pageNavigation")
	}
	return out
}

func (bk *book) pageSource() string {
	if bk.opt.PageSource != "" {
		return bk.opt.PageSource
	}
	return bk.doc.Meta.Title + " (PDF)"
}

// hazard is unknown where something moves: whether it flashes was not measured.
func (bk *book) hazard() string {
	if bk.seen.animated {
		return "unknown"
	}
	return "none"
}

// conformance claims WCAG only where a certifier declares a level, no image
// lacks an alternative, no table its headers and nothing of the source was lost (EPUB
// Accessibility 1.1, 4.1.3).
func (p *packager) conformance() {
	by := p.bk.doc.Meta.Certifier
	if by == nil || p.bk.seen.missingAlt || p.bk.seen.missingHeader || p.bk.opt.Lossy {
		return
	}
	version, level, ok := by.WCAG()
	if !ok || by.Name == "" {
		return
	}
	p.meta("dcterms:conformsTo", "EPUB Accessibility 1.1 - WCAG "+version+" Level "+level, "id", "conformance")
	p.meta("a11y:certifiedBy", by.Name, "id", "certifier", "refines", "#conformance")
	p.meta("a11y:certifierCredential", by.Credential, "refines", "#certifier")
	if strings.HasPrefix(by.Report, "https://") || strings.HasPrefix(by.Report, "http://") {
		p.empty("link", "rel", "a11y:certifierReport", "refines", "#certifier", "href", ast.EscapeAddress(by.Report))
		p.line()
	}
}

// summary says in the document's language what a reader can count on.
func (bk *book) summary() string {
	w := &bk.words.Summary
	parts := []string{w.Structure}
	add := func(has bool, sentence string) {
		if has {
			parts = append(parts, sentence)
		}
	}
	add(bk.seen.pages, w.Pages)
	add(bk.seen.notes, w.Notes)
	add(bk.seen.tables, w.Tables)
	add(bk.seen.described && !bk.seen.missingAlt, w.Images)
	add(bk.seen.missingAlt, w.MissingAlt)
	return strings.Join(parts, " ")
}
