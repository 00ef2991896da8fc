package epub

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
)

// href returns what stands in the attribute for a link's address: a place in
// the publication or an absolute address. It returns "" and logs a finding
// where the place is not in the publication.
func (bk *book) href(n ast.Node, address string) string {
	if id, ok := strings.CutPrefix(address, "#"); ok {
		file, known := bk.places[id]
		if !known || file == pagePlace {
			bk.warn(CodeLinkDangling, n, fmt.Sprintf("link to #%s leads to nothing in the document", id),
				"give the place that is meant this identifier, or remove the link")
			return ""
		}
		return file + "#" + xmlName(id)
	}
	return ast.EscapeAddress(address)
}

// address leads to a place of the publication: a note that a note calls may
// stand in another file than its first call in the text.
func (r *renderer) address(id string) string {
	if file := r.bk.places[id]; file != r.unit.file {
		return file + "#" + xmlName(id)
	}
	return "#" + xmlName(id)
}
