package pdf

import (
	"fmt"
	"iter"
	"strings"
	"unicode"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/font"
	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/structure"
)

// Claims returns what the file that Write makes will claim.
func Claims(book *layout.Book, t *structure.Tree, opt Options) Conformance {
	return checkClaims(book, t, opt, &diag.Log{})
}

// checkClaims takes back what the content does not bear out, and says why.
func checkClaims(book *layout.Book, t *structure.Tree, opt Options, log *diag.Log) Conformance {
	c := opt.Conformance
	access := c.UA || c.A == LevelA
	if opt.Title == "" && c.UA { // ISO 14289-1, 7.1
		c.UA = false
		log.Add(warning(CodeNoTitle, "title-required", "the publication has no title, so the PDF does not claim PDF/UA",
			"give the metadata a title"))
	}
	if opt.Lang == "" && access { // ISO 14289-1, 7.2
		c = withoutAccess(c)
		log.Add(warning(CodeNoLanguage, "language-required", "the publication's language is not known, so the PDF does not claim to be accessible",
			"give the metadata a lang, such as nl"))
	}
	if lacking := t.Unlabelled(); access && len(lacking) > 0 { // ISO 14289-1, 7.3 and 7.5
		c = withoutAccess(c)
		for _, e := range lacking {
			log.Add(unlabelled(e))
		}
	}
	if c.A == LevelA && reportRuns(book, log, privateUse, privateUseFound) { // ISO 19005-2, 6.2.11.7.3
		c.A = LevelU
		c.UA = c.UA && !opt.PDF20 // ISO 14289-2, 8.4.3
	}
	if !opt.PDF20 && c.A != LevelNone && reportLong(t, opt, log) { // ISO 19005-2, 6.1.13
		c.A = LevelNone
	}
	if opt.PDF20 && c.A != LevelNone && t.HasMathML() {
		c.A = LevelF
	}
	if reportRuns(book, log, hasNotdef, missingGlyph) { // ISO 19005-2, 6.2.11.8; ISO 14289-1, 7.21.8
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

// unlabelled is the finding about a figure, formula or table that costs the claims.
func unlabelled(e *structure.Elem) diag.Diagnostic {
	d := warning(CodeNoAlternative, "alternative-required", "an image has no text alternative, so the PDF does not claim to be accessible",
		"describe the image, or mark it as decorative")
	if e.Role == structure.Table {
		d = warning(CodeNoHeader, "headers-required", "a table has no header cells, so the PDF does not claim to be accessible",
			"mark its first row or column as a header")
	}
	if e.Role == structure.Formula {
		d = warning(CodeNoAlternative, "alternative-required", "a formula cannot be read, so the PDF does not claim to be accessible",
			"write it with the commands of LaTeX and amsmath")
	}
	if e.Node != nil {
		d.Pos = e.Node.Pos()
	}
	return d
}

// reportRuns looks for clusters of glyphs that bad refuses, and reports each text of such
// a cluster once, and those of a script that the faces do not have together.
func reportRuns(book *layout.Book, log *diag.Log, bad func(*layout.Run) bool,
	finding func(run *layout.Run, text string) diag.Diagnostic) bool {
	seen, group := map[string]bool{}, map[string]int{}
	var found []diag.Diagnostic
	for run := range badRuns(book, bad) {
		for c := range clusters(run) {
			if seen[c.text] || !bad(&layout.Run{Glyphs: c.glyphs, Text: c.text}) {
				continue
			}
			seen[c.text] = true
			name := font.ScriptOf(c.text)
			if at, known := group[name]; known && name != "" {
				found[at].More++
				continue
			}
			group[name] = len(found)
			found = append(found, located(finding(run, c.text), run))
		}
	}
	for name, at := range group {
		if more := found[at].More; more > 0 {
			found[at].Message += fmt.Sprintf("; nor has it one for %d more of the script %s", more, name)
		}
	}
	for _, d := range found {
		log.Add(d)
	}
	return len(seen) > 0
}

// badRuns gives the runs of a book that bad refuses, in its order.
func badRuns(book *layout.Book, bad func(*layout.Run) bool) iter.Seq[*layout.Run] {
	return func(yield func(*layout.Run) bool) {
		for i := range book.Pages {
			for j := range book.Pages[i].Fragments {
				if run := book.Pages[i].Fragments[j].Run; run != nil && bad(run) && !yield(run) {
					return
				}
			}
		}
	}
}

func located(d diag.Diagnostic, run *layout.Run) diag.Diagnostic {
	if run.Loc.Node != nil {
		d.Pos = run.Loc.Node.Pos()
	}
	d.Excerpt = run.Text
	return d
}

// hasNotdef reports whether a glyph is the one for a missing shape; no judge
// would notice.
func hasNotdef(run *layout.Run) bool {
	for i := range run.Glyphs {
		if run.Glyphs[i].ID == 0 {
			return true
		}
	}
	return false
}

// signs is how a message names characters: as they look, where they have a look, with
// their code points.
func signs(text string) string {
	var shown, points []string
	for _, r := range text {
		points = append(points, fmt.Sprintf("%U", r))
		if unicode.IsGraphic(r) && !unicode.IsSpace(r) {
			shown = append(shown, string(r))
		}
	}
	if len(shown) < len(points) {
		return strings.Join(points, " ")
	}
	return "“" + text + "” (" + strings.Join(points, " ") + ")"
}

func missingGlyph(run *layout.Run, text string) diag.Diagnostic {
	return warning(CodeNoGlyph, "glyph-required",
		"face "+run.Face.Name+" has no shape for "+signs(text)+", so the PDF claims no conformance",
		"replace the character, or set it in a face that has it")
}

// privateUse reports whether the text holds a private-use character.
func privateUse(run *layout.Run) bool {
	return strings.ContainsFunc(run.Text, func(r rune) bool {
		return r >= 0xE000 && r <= 0xF8FF || r >= 0xF0000
	})
}

func privateUseFound(_ *layout.Run, text string) diag.Diagnostic {
	return warning(CodePrivateUse, "meaning-required",
		"the private-use character "+signs(text)+" means nothing to a reader of the text, so the PDF does not claim level A of PDF/A",
		"replace it by the character that is meant")
}
