package pipeline

import (
	"path"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/office"
)

// wantedPlaces gives, by part, the names of places to which other parts of a book
// lead, for its reader to keep: readers keep those alone to which something leads, and
// see one file each.
func (j Job) wantedPlaces() []map[string]string {
	wanted := make([]map[string]string, len(j.Parts))
	if !j.isBook() || len(j.Parts) < 2 {
		return wanted
	}
	for _, p := range j.Parts {
		r, err := readerFor(p.Name, p.Data)
		if err != nil || !j.mayLead(p, r) {
			continue
		}
		raw, err := r.read(p.Name, p.Data, office.Options{Changes: office.Accept}, &diag.Log{})
		if err != nil {
			continue // told when it is read in earnest
		}
		j.markFileLinks(p, raw)
		ast.WalkDocument(raw, func(n ast.Node) bool {
			l, ok := n.(*ast.Link)
			if !ok {
				return true
			}
			if to, place, ok := fileTarget(l.URL); ok && place != "" {
				if wanted[to] == nil {
					wanted[to] = map[string]string{}
				}
				wanted[to][unescaped(place)] = ""
			}
			return true
		})
	}
	return wanted
}

// mayLead reports whether a part can hold links to places in others: it is packed,
// or has one of their names.
func (j Job) mayLead(p Part, r reader) bool {
	if r.lines != nil {
		return true
	}
	text := strings.ToLower(strings.NewReplacer("%20", "-", " ", "-", "_", "-").Replace(string(p.Data)))
	for _, other := range j.Parts {
		if other.Name != p.Name && strings.Contains(text, path.Base(bare(slashed(other.Name)))) {
			return true
		}
	}
	return false
}
