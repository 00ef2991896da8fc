package epub

import (
	"strings"

	"octavo/pipeline/internal/ast"
)

// href returns what stands in the attribute for a link's address: a place in
// the publication or an absolute address. It returns "" where the place is not
// in the publication, of which ast.Check has told.
func (r *renderer) href(address string) string {
	if id, ok := strings.CutPrefix(address, "#"); ok {
		file, known := r.bk.places[id]
		if !known || file == pagePlace {
			return ""
		}
		return addressIn(r.unit.file, file) + "#" + xmlName(r.bk.doc.Landing(id))
	}
	return ast.EscapeAddress(address)
}

// landing writes the empty element to which links in the text lead, where a node
// has one: Kobo opens what a link leads to in a pop-up, unless it is empty.
func (r *renderer) landing(id string) {
	if at := r.bk.doc.Landing(id); at != id {
		r.element("span", "", "id", xmlName(at))
	}
}
