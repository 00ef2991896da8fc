package matter

import (
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/wording"
)

// takeColophon reports whether the document has a colophon of its own: a chapter,
// or a section right under one, that is called so in the document's language. A
// chapter that is nothing but text becomes the part of the book that the
// generated one would be.
func takeColophon(blocks []ast.Block, words *wording.Words) bool {
	found := false
	for i, b := range blocks {
		s, ok := b.(*ast.Section)
		if !ok {
			continue
		}
		if isColophon(s, words) {
			found = true
			if isPlain(s) {
				blocks[i] = &ast.Matter{At: s.At, Role: ast.Colophon, Title: s.Title, ID: s.ID, Blocks: s.Blocks}
			}
		}
		for _, inner := range s.Blocks {
			sub, ok := inner.(*ast.Section)
			found = found || ok && isColophon(sub, words)
		}
	}
	return found
}

func isColophon(s *ast.Section, words *wording.Words) bool {
	return s.Number == "" && ast.SameWords(ast.PlainText(s.Title), words.Colophon)
}

// isPlain reports whether a section can be a generated part: it has text, no
// sections and no calls.
func isPlain(s *ast.Section) bool {
	plain := len(s.Blocks) > 0
	ast.WalkBlocks([]ast.Block{s}, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Section:
			plain = plain && n == s
		case *ast.NoteRef:
			plain = false
		}
		return plain
	})
	return plain
}
