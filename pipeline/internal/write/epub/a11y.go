package epub

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
)

// counts are of what was written: what the accessibility metadata rest on.
type counts struct {
	text bool // that can be read aloud, enlarged and broken anew
	// images are all pictures; a text alternative have those described, and none need
	// those that are decoration.
	images, described, decorative, animated int
	formulas, math                          int // all, and those that are MathML with their text
	headed, headless                        int // tables with header cells, and grids without
	notes, called                           int // all in each file, and those with a way back
	headings, entries                       int // of the text, and in the contents
	pages, markers, unlisted                int // in the list of pages, in the text, and in neither
	index                                   bool
	// The cover that the metadata name has a text alternative, or none; it is no part
	// of the text.
	describedCover, mutedCover bool
}

// textSuffices reports whether nothing is lost to who does not see the pictures.
func (c *counts) textSuffices() bool {
	return c.text && c.images == c.described+c.decorative && c.formulas == c.math
}

// Access is one thing that the package document says of accessibility, with what was
// counted for it, in English.
type Access struct{ Property, Value, Rests string }

// access is what EPUB Accessibility 1.1, 2.2, asks for, in the terms of the
// Schema.org Accessibility Properties for Discoverability Vocabulary, which the
// Display Guide 2.0 shows to readers. accessModeSufficient is given although it is
// only recommended: the next version requires it.
func (bk *book) access() []Access {
	seen := &bk.seen
	var out []Access
	say := func(holds bool, property, value, rests string, counted ...any) {
		if holds {
			out = append(out, Access{"schema:" + property, value, fmt.Sprintf(rests, counted...)})
		}
	}
	pictures := seen.images - seen.decorative
	say(seen.text || pictures == 0, "accessMode", "textual", "text was written as text")
	say(pictures > 0, "accessMode", "visual", "%d pictures that are no decoration", pictures)
	all := fmt.Sprintf("%d of %d pictures have a text alternative or are marked as decoration, %d of %d formulas are MathML with their text",
		seen.described+seen.decorative, seen.images, seen.math, seen.formulas)
	say(seen.textSuffices(), "accessModeSufficient", "textual", "%s", all)
	say(pictures > 0, "accessModeSufficient", "textual,visual", "text and pictures together are all that there is")
	bk.features(say, all)
	if seen.animated > 0 { // whether it flashes was not measured
		say(true, "accessibilityHazard", "unknown", "%d pictures move; whether they flash was not measured", seen.animated)
	} else {
		say(true, "accessibilityHazard", "none", "no picture moves, and there is neither sound nor script")
	}
	return out
}

// features are the values of accessibilityFeature.
func (bk *book) features(say func(holds bool, property, value, rests string, counted ...any), pictures string) {
	seen := &bk.seen
	feature := func(holds bool, value, rests string, counted ...any) {
		say(holds, "accessibilityFeature", value, rests, counted...)
	}
	feature(seen.text, "displayTransformability", "text that flows, without a fixed layout")
	feature(true, "readingOrder", "the files stand in the spine in the order of the text")
	feature(seen.headings > 0, "structuralNavigation", "%d headings, none of whose levels is skipped", seen.headings)
	feature(seen.entries > 0, "tableOfContents", "%d entries that lead to headings", seen.entries)
	feature(seen.index, "index", "a division of the text that is one")
	feature((seen.described > 0 || seen.describedCover) && seen.textSuffices() && !seen.mutedCover, "alternativeText", "%s", pictures)
	feature(seen.math > 0 && seen.math == seen.formulas, "MathML", "%d of %d formulas", seen.math, seen.formulas)
	feature(seen.math > 0 && seen.math == seen.formulas, "describedMath", "%d of %d formulas have their text in words", seen.math, seen.formulas)
	feature(seen.markers > 0, "pageBreakMarkers", "%d markers in the text", seen.markers)
	feature(seen.pages > 0 && seen.unlisted == 0, "pageNavigation", "all %d pages that have something on them are listed", seen.pages)
}

// accessibility writes what is known, and who vouches for it.
func (p *packager) accessibility() {
	for _, a := range p.bk.access() {
		p.meta(a.Property, a.Value)
	}
	p.meta("schema:accessibilitySummary", p.bk.summary(), "xml:lang", p.bk.wordsLang())
	if p.bk.seen.pages > 0 {
		p.meta("pageBreakSource", p.bk.pageSource())
	}
	p.conformance()
}

func (bk *book) pageSource() string {
	if bk.opt.PageSource != "" {
		return bk.opt.PageSource
	}
	return bk.doc.Meta.Title + " (PDF)"
}

// certified returns the version and level of WCAG that a certifier declares, where
// nothing that was counted speaks against it: no picture or formula lacks its text, no
// table its headers, no page its place in the list, and nothing of the source was lost
// (EPUB Accessibility 1.1, 4.1.3).
func (bk *book) certified() (version, level string, ok bool) {
	by, seen := bk.doc.Meta.Certifier, &bk.seen
	if by == nil || by.Name == "" || bk.opt.Lossy || seen.mutedCover ||
		seen.images > seen.described+seen.decorative || seen.math < seen.formulas || seen.headless > 0 || seen.unlisted > 0 {
		return "", "", false
	}
	return by.WCAG()
}

// conformance writes the claim with who vouches for it.
func (p *packager) conformance() {
	version, level, ok := p.bk.certified()
	if !ok {
		return
	}
	by := p.bk.doc.Meta.Certifier
	p.meta("dcterms:conformsTo", "EPUB Accessibility 1.1 - WCAG "+version+" Level "+level, "id", "conformance")
	p.meta("a11y:certifiedBy", by.Name, "id", "certifier", "refines", "#conformance")
	p.meta("a11y:certifierCredential", by.Credential, "refines", "#certifier")
	if strings.HasPrefix(by.Report, "https://") || strings.HasPrefix(by.Report, "http://") {
		p.empty("link", "rel", "a11y:certifierReport", "refines", "#certifier", "href", ast.EscapeAddress(by.Report))
		p.line()
	}
}

// summary says in the document's language what a reader can count on, and what a
// claim of conformance rests on.
func (bk *book) summary() string {
	w, seen := &bk.words.Summary, &bk.seen
	var parts []string
	add := func(has bool, sentence string) {
		if has {
			parts = append(parts, sentence)
		}
	}
	add(seen.headings > 0 && seen.entries > 0, w.Structure)
	add(true, w.Order)
	add(seen.pages > 0 && seen.unlisted == 0, w.Pages)
	add(seen.notes > 0 && seen.called == seen.notes, w.Notes)
	add(seen.headed > 0 && seen.headless == 0, w.Tables)
	add(seen.described > 0 && seen.images == seen.described+seen.decorative, w.Images)
	add(seen.images > seen.described+seen.decorative, w.MissingAlt)
	add(seen.math > 0 && seen.math == seen.formulas, w.Formulas)
	if _, _, ok := bk.certified(); ok {
		add(true, fmt.Sprintf(w.Declared, bk.doc.Meta.Certifier.Name))
	}
	return strings.Join(parts, " ")
}
