package understand

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// unlink makes text of the links that may not stand in a publication. A
// citation stays one, without its address. Links to other files of the place from which
// the text was taken have one cause, and are one finding.
func unlink(s *state) {
	dead := map[ast.Inline]bool{}
	var elsewhere []diag.Diagnostic
	var addresses []string
	ast.WalkDocument(s.doc, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Link:
			if !ast.Followable(n.URL) {
				dead[n] = true
				if d := ast.Unlinked(n.Pos(), "links", n.URL); strings.Contains(n.URL, ":") || len(n.URL) > ast.MaxAddress {
					s.log.Add(d)
				} else {
					elsewhere, addresses = append(elsewhere, d), append(addresses, n.URL)
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
		d := elsewhere[0]
		if d.More = len(elsewhere) - 1; d.More > 0 { // all of them stay on record
			d.Message += fmt.Sprintf("; so too %d more", d.More)
			d.Excerpt = strings.Join(addresses, " ")
		}
		s.log.Add(d)
	}
	ast.Unwrap(s.doc, dead)
}
