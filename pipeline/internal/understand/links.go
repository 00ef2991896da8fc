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
	ast.Unwrap(s.doc, dead)
}
