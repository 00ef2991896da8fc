package understand

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// unlink makes text of the links that may not stand in a publication. A
// citation stays one, without its address. Links to other files of the place from which
// the text was taken have one cause, and are one finding.
func unlink(s *state) {
	dead := map[ast.Inline]bool{}
	var first diag.Diagnostic
	var elsewhere []string
	ast.WalkDocument(s.doc, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Link:
			if !ast.Followable(n.URL) {
				dead[n] = true
				if d := ast.Unlinked(n.Pos(), "links", n.URL); strings.Contains(n.URL, ":") || len(n.URL) > ast.MaxAddress {
					s.log.Add(d)
				} else {
					if len(elsewhere) == 0 {
						first = d
					}
					elsewhere = append(elsewhere, n.URL)
				}
			}
		case *ast.Citation:
			if n.URL != "" && !ast.Followable(n.URL) {
				s.log.Add(ast.Unlinked(n.Pos(), "links", n.URL))
				n.URL = ""
			}
		}
		return true
	})
	if len(elsewhere) > 0 {
		s.log.Add(first.ForAll(elsewhere, "so too"))
	}
	ast.Unwrap(s.doc, dead)
}
