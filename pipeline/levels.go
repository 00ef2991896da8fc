package pipeline

import (
	"fmt"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// deepestLevel is the deepest that a heading can be: PDF has H1 to H6 (ISO
// 32000-1, 14.8.4.3.2), as have HTML and Markdown.
const deepestLevel = 6

// codeTooDeep is the finding about a heading that the book puts too deep.
const codeTooDeep diag.Code = "heading-too-deep"

var _ = diag.Register(map[diag.Code]string{
	codeTooDeep: "A heading would come deeper in the book than the editions can hold; it stands beside the heading that it belonged to.",
})

// deepen returns blocks with every heading so many levels deeper. One that would
// come below the deepest stays there, behind the section that it stood in.
func deepen(blocks []ast.Block, by int, log *diag.Log) []ast.Block {
	var out []ast.Block
	for _, b := range blocks {
		s, ok := b.(*ast.Section)
		if !ok {
			out = append(out, b)
			continue
		}
		sayTooDeep(s, s.Level+by, log)
		s.Level = min(s.Level+by, deepestLevel)
		inner := deepen(s.Blocks, by, log)
		out = append(out, s)
		if s.Level == deepestLevel {
			s.Blocks, inner = untilSection(inner)
			out = append(out, inner...)
			continue
		}
		s.Blocks = inner
	}
	return out
}

func sayTooDeep(s *ast.Section, level int, log *diag.Log) {
	if level <= deepestLevel {
		return
	}
	log.Add(diag.Diagnostic{Code: codeTooDeep, Severity: diag.Warning, Pos: s.Pos(), Rule: "headings have six levels",
		Message: fmt.Sprintf("heading %q would be of level %d in the book, and there are %d; it stands beside the heading above it", s.Heading(), level, deepestLevel),
		Hint:    "make it a run-in, **strong** words at the start of a paragraph, or let this file's headings begin less deep"})
}

// untilSection parts blocks before the first section.
func untilSection(blocks []ast.Block) (head, sections []ast.Block) {
	for i, b := range blocks {
		if _, ok := b.(*ast.Section); ok {
			return blocks[:i], blocks[i:]
		}
	}
	return blocks, nil
}
