package understand

import "octavo/pipeline/internal/ast"

// unlink makes text of the links that may not stand in a publication. A
// citation stays one, without its address.
func unlink(s *state) {
	dead := map[ast.Inline]bool{}
	ast.WalkDocument(s.doc, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Link:
			if !ast.Followable(n.URL) {
				dead[n] = true
				s.log.Add(ast.Unlinked(n.Pos(), "links", n.URL))
			}
		case *ast.Citation:
			if n.URL != "" && !ast.Followable(n.URL) {
				s.log.Add(ast.Unlinked(n.Pos(), "links", n.URL))
				n.URL = ""
			}
		}
		return true
	})
	if len(dead) == 0 {
		return
	}
	text := func(list []ast.Inline) []ast.Inline {
		var out []ast.Inline
		for _, in := range list {
			if dead[in] {
				out = append(out, ast.Children(in)...)
			} else {
				out = append(out, in)
			}
		}
		return ast.JoinText(out)
	}
	ast.MapInlines(s.doc.Blocks, text)
	for _, n := range s.doc.Notes {
		ast.MapInlines(n.Blocks, text)
	}
}
