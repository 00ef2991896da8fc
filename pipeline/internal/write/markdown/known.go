package markdown

import "octavo/pipeline/internal/ast"

// known is what the document as a whole tells about its parts.
type known struct {
	// repeated are the abbreviations whose expansion need not be printed.
	repeated map[*ast.Abbr]bool
	// blocks are the identifiers of blocks, which hold no note.
	blocks map[string]bool
}

func learn(doc *ast.Document) *known {
	k := &known{ast.RepeatedAbbrs(doc), map[string]bool{}}
	ast.WalkDocument(doc, func(n ast.Node) bool {
		if b, ok := n.(ast.Block); ok {
			k.blocks[ast.NodeID(b)] = true
		}
		return true
	})
	return k
}
