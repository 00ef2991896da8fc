package markdown

import (
	"math"
	"slices"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/markup"
)

// withoutContentsHeads leaves out headings over nothing but a command or list in whose
// place another program puts the contents: a chapter without text would be left of them.
// Sections in the row have no blocks yet.
func (r *reader) withoutContentsHeads(row []ast.Block) []ast.Block {
	out := make([]ast.Block, 0, len(row))
	for i, b := range row {
		s, ok := b.(*ast.Section)
		if !ok || !markup.HeadsContents(s.Heading()) || !r.commandBetween(s.Src.Line, nextText(row[i+1:])) {
			out = append(out, b)
			continue
		}
		r.drop(diag.Info, CodeCommand, s.Src, s.Heading(), "the heading of the contents was left out: they are made anew")
	}
	return out
}

// nextText is the line of the first block that is no break, where that is a heading; 0
// where text stands before one.
func nextText(row []ast.Block) int {
	for _, b := range row {
		switch b := b.(type) {
		case *ast.Break:
		case *ast.Section:
			return b.Src.Line
		default:
			return 0
		}
	}
	return math.MaxInt
}

// commandBetween reports whether a command that was left out stands between two lines.
func (r *reader) commandBetween(from, to int) bool {
	return slices.ContainsFunc(r.commands, func(line int) bool { return from < line && line < to })
}
