package pipeline

import (
	"slices"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/read/markdown"
	"octavo/pipeline/internal/understand"
	"octavo/pipeline/internal/understand/annotate/inline"
	"octavo/pipeline/internal/write/epub"
	"octavo/pipeline/internal/write/pdf"
)

// causesOf says for a kind of finding from which others it follows; none comes
// round to itself.
var causesOf = map[diag.Code][]diag.Code{
	epub.CodeNoAlternative: {ast.CodeAlt, ast.CodeFormula},
	pdf.CodeNoAlternative:  {ast.CodeAlt, ast.CodeFormula},
	pdf.CodeNoGlyph:        {layout.CodeGlyphMissing},
	pdf.CodeBoxPrinted:     {layout.CodeGlyphMissing},
	pdf.CodeNoTitle:        {ast.CodeNoTitle},
	pdf.CodeNoLanguage:     {ast.CodeNoLang},
	ast.CodeNoLang:         {inline.LangUnknown},
	ast.CodeNoTitle:        {understand.CodeNoTitle},
	codeTitleAssumed:       {ast.CodeNoTitle},
	epub.CodeNoteUncalled:  {ast.CodeNoCall},
	epub.CodeImage:         {codePicture},
	layout.NoImage:         {codePicture},
	markdown.CodeNoNote:    {markdown.CodeColon},
	epub.CodeNoHeader:      {ast.CodeNoHeader},
	pdf.CodeNoHeader:       {ast.CodeNoHeader},
}

// Cause is a finding with those that only follow from it: an image without a
// text alternative, and what each edition does not claim because of it.
type Cause struct {
	Finding
	Consequences []Finding
}

// Causes groups findings by cause, in the order of the causes. A consequence is
// a finding of a kind that is declared to follow from the cause's, at the same
// place, or anywhere where it is about the whole document; where there is no such
// cause, or a less severe one alone, it counts as one itself.
func Causes(findings []Finding) []Cause {
	x := indexOf(findings)
	place := map[int]int{} // of a cause in out, by its finding
	var out []Cause
	for i, f := range findings {
		if x.root(i) == i {
			place[i] = len(out)
			out = append(out, Cause{Finding: f})
		}
	}
	for i, f := range findings {
		if r := x.root(i); r != i {
			c := &out[place[r]]
			c.Consequences = append(c.Consequences, f)
		}
	}
	return out
}

// findingIndex finds a finding by its kind, and by kind and place: the first of
// each.
type findingIndex struct {
	list   []Finding
	byCode map[diag.Code]int
	at     map[diag.Code]map[Pos]int
}

func indexOf(findings []Finding) findingIndex {
	x := findingIndex{findings, map[diag.Code]int{}, map[diag.Code]map[Pos]int{}}
	for i, f := range findings {
		code := diag.Code(f.Code)
		if x.at[code] == nil {
			x.byCode[code], x.at[code] = i, map[Pos]int{}
		}
		if _, known := x.at[code][f.Pos]; !known {
			x.at[code][f.Pos] = i
		}
	}
	return x
}

// root is the finding that all others behind number i follow from; i itself
// where there is none.
func (x findingIndex) root(i int) int {
	f := x.list[i]
	for _, code := range causesOf[diag.Code(f.Code)] {
		c, found := x.at[code][f.Pos]
		if !found && f.Pos.Line == 0 {
			c, found = x.byCode[code]
		}
		if found && weight(x.list[c].Severity) >= weight(f.Severity) {
			return x.root(c)
		}
	}
	return i
}

// weight orders severities.
func weight(s Severity) int {
	return slices.Index([]Severity{SeverityInfo, SeverityWarning, SeverityError}, s)
}
