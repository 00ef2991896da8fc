package docx

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/office"
)

// furniture says which running heads and feet were left out, and gives doc the lines of the
// head that the first page has for itself.
func (r *reader) furniture(doc *ast.Document) error {
	var texts []string
	first := r.firstHead()
	for _, id := range r.main.order() {
		rel := r.main.rels[id]
		if rel.kind != "header" && rel.kind != "footer" {
			continue
		}
		root, err := r.archive.XML(rel.target)
		if err != nil {
			return err
		}
		s := office.Plain(root, textElements)
		if s != "" {
			texts = append(texts, s)
		}
		if id == first {
			doc.Outside.Head = strings.Split(s, "\n")
		}
	}
	if len(texts) > 0 {
		r.Drop(0, office.CodeFurniture, 1, strings.Join(texts, "\n"), "the running heads and feet of the pages were left out; the editions have their own")
	}
	return nil
}

// firstHead is the relationship of the head that only the first page of the first section
// has (17.10.5 and 17.10.6); "" where that is like others.
func (r *reader) firstHead() string {
	var section *office.Node
	r.main.root.Descend("w:sectPr", func(n *office.Node) {
		if section == nil {
			section = n
		}
	})
	id := ""
	if title := section.Kid("w:titlePg"); title != nil && isOn(title.Attr("w:val")) {
		section.Each("w:headerReference", func(n *office.Node) {
			if n.Attr("w:type") == "first" {
				id = n.Attr("r:id")
			}
		})
	}
	return id
}
