package pdf

import (
	"octavo/pipeline/diag"
	"octavo/pipeline/layout"
	"octavo/pipeline/structure"
)

// checkClaims takes back what the content does not bear out, and says why.
func checkClaims(book *layout.Book, t *structure.Tree, opt Options, log *diag.Log) Conformance {
	c := opt.Conformance
	if opt.Title == "" && c.UA { // ISO 14289-1, 7.1
		c.UA = false
		log.Add(warning(CodeNoTitle, "title-required", "the publication has no title, so the PDF does not claim PDF/UA",
			"give the metadata a title"))
	}
	if opt.Lang == "" && (c.UA || c.A == LevelA) { // ISO 14289-1, 7.2
		c = withoutAccess(c)
		log.Add(warning(CodeNoLanguage, "language-required", "the publication's language is not known, so the PDF does not claim to be accessible",
			"give the metadata a lang, such as nl"))
	}
	for _, fig := range t.Unlabelled() { // ISO 14289-1, 7.3
		c = withoutAccess(c)
		d := warning(CodeNoAlternative, "alternative-required", "an image has no text alternative, so the PDF does not claim to be accessible",
			"describe the image, or mark it as decorative")
		if fig.Node != nil {
			d.Pos = fig.Node.Pos()
		}
		log.Add(d)
	}
	if reportMissing(book, log) { // ISO 19005-2, 6.2.11.8; ISO 14289-1, 7.21.8
		c = Conformance{}
	}
	return c
}

// withoutAccess is what a file may claim that is not accessible.
func withoutAccess(c Conformance) Conformance {
	c.UA = false
	if c.A == LevelA {
		c.A = LevelU
	}
	return c
}

func warning(code diag.Code, rule, message, hint string) diag.Diagnostic {
	return diag.Diagnostic{Code: code, Severity: diag.Warning, Rule: rule, Message: message, Hint: hint}
}

// reportMissing names each character that was set with .notdef, once; no judge
// would notice.
func reportMissing(book *layout.Book, log *diag.Log) bool {
	seen := map[string]bool{}
	for i := range book.Pages {
		for j := range book.Pages[i].Fragments {
			run := book.Pages[i].Fragments[j].Run
			if run == nil || !hasNotdef(run) {
				continue
			}
			for c := range clusters(run) {
				if hasNotdef(&layout.Run{Glyphs: c.glyphs}) && !seen[c.text] {
					seen[c.text] = true
					log.Add(missingGlyph(run, c.text))
				}
			}
		}
	}
	return len(seen) > 0
}

func hasNotdef(run *layout.Run) bool {
	for i := range run.Glyphs {
		if run.Glyphs[i].ID == 0 {
			return true
		}
	}
	return false
}

func missingGlyph(run *layout.Run, text string) diag.Diagnostic {
	d := warning(CodeNoGlyph, "glyph-required",
		"face "+run.Face.Name+" has no shape for “"+text+"”, so the PDF claims no conformance",
		"replace the character, or set it in a face that has it")
	if run.Loc.Node != nil {
		d.Pos = run.Loc.Node.Pos()
	}
	d.Excerpt = run.Text
	return d
}
