package pipeline

import (
	"slices"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/read/markdown"
	"octavo/pipeline/internal/write/epub"
	"octavo/pipeline/internal/write/pdf"
)

// causesOf says for a kind of finding from which others it follows, where such
// a one stands at the same place.
var causesOf = map[diag.Code][]diag.Code{
	epub.CodeNoAlternative: {ast.CodeAlt},
	pdf.CodeNoAlternative:  {ast.CodeAlt},
	pdf.CodeNoTitle:        {ast.CodeNoTitle},
	pdf.CodeNoLanguage:     {ast.CodeNoLang},
	codeTitleAssumed:       {ast.CodeNoTitle},
	epub.CodeNoteUncalled:  {ast.CodeNoCall},
	epub.CodeLinkDangling:  {ast.CodeTarget},
	epub.CodeImage:         {codePicture},
	layout.NoImage:         {codePicture},
	markdown.CodeNoNote:    {markdown.CodeColon},
}

// Cause is a finding with those that only follow from it: an image without a
// text alternative, and what each edition does not claim because of it.
type Cause struct {
	Finding
	Consequences []Finding
}

// Causes groups findings by cause, in the order of the causes. A consequence is
// a finding of a kind that is declared to follow from the cause's, at the same
// place; where no cause stands there, it counts as one itself.
func Causes(findings []Finding) []Cause {
	codes := map[Pos][]string{}
	for _, f := range findings {
		codes[f.Pos] = append(codes[f.Pos], f.Code)
	}
	var out []Cause
	roots := map[Pos][]int{}
	for _, f := range findings {
		if !slices.ContainsFunc(codes[f.Pos], func(code string) bool { return follows(f, code) }) {
			roots[f.Pos] = append(roots[f.Pos], len(out))
			out = append(out, Cause{Finding: f})
		}
	}
	for _, f := range findings {
		for _, i := range roots[f.Pos] {
			if follows(f, out[i].Code) {
				out[i].Consequences = append(out[i].Consequences, f)
				break
			}
		}
	}
	return out
}

func follows(f Finding, cause string) bool {
	return slices.Contains(causesOf[diag.Code(f.Code)], diag.Code(cause))
}
