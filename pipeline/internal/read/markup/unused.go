package markup

import (
	"slices"

	"octavo/pipeline/internal/ast"
)

// dropUnused takes off identifiers that only links in what was left out lead
// to.
func dropUnused(doc *ast.Document, used map[string]bool) {
	unused := func(in ast.Inline) bool { return ast.IsAnchor(in) && !used[ast.NodeID(in)] }
	drop := func(list []ast.Inline) []ast.Inline {
		if !slices.ContainsFunc(list, unused) {
			return list
		}
		return ast.JoinText(slices.DeleteFunc(list, unused))
	}
	ast.MapInlines(doc.Blocks, drop)
	for _, n := range doc.Notes {
		ast.MapInlines(n.Blocks, drop)
	}
	ast.WalkBlocks(doc.Blocks, func(n ast.Node) bool {
		if id := ast.NodeID(n); id != "" {
			ast.SetNodeID(n, ifUsed(id, used))
		}
		_, inline := n.(ast.Inline)
		return !inline
	})
}

func ifUsed(id string, used map[string]bool) string {
	if used[id] {
		return id
	}
	return ""
}
