package docx

import (
	"path"
	"sort"
	"strings"

	"octavo/pipeline/internal/read/office"
)

// rel is a relationship of a part: what it is for, and where it leads.
type rel struct {
	kind, target string
	external     bool
}

// mainPart finds the document's main part by the package's relationships, else by
// its usual name.
func (r *reader) mainPart() (*part, error) {
	rels, err := r.relsOf("")
	if err != nil {
		return nil, err
	}
	name := "word/document.xml"
	top := part{rels: rels}
	for _, id := range top.order() {
		if rel := rels[id]; rel.kind == "officeDocument" && r.archive.Has(rel.target) {
			name = rel.target
		}
	}
	p, err := r.part(name)
	if err == nil && p == nil {
		err = office.Damaged(r.name, "it holds no text (word/document.xml), so it is no Word document")
	}
	return p, err
}

// part reads a part with its relationships; nil where there is none.
func (r *reader) part(name string) (*part, error) {
	root, err := r.archive.XML(name)
	if root == nil || err != nil {
		return nil, err
	}
	rels, err := r.relsOf(name)
	return &part{name: name, root: root, rels: rels}, err
}

// relsOf reads the relationships of a part (ISO/IEC 29500-2, 6.5), with targets as
// names of parts where they lie in the package.
func (r *reader) relsOf(name string) (map[string]rel, error) {
	dir, file := path.Split(name)
	root, err := r.archive.XML(dir + "_rels/" + file + ".rels")
	if err != nil {
		return nil, err
	}
	out := map[string]rel{}
	root.Each("rel:Relationship", func(n *office.Node) {
		kind := n.Attr("Type")
		x := rel{kind: kind[strings.LastIndexByte(kind, '/')+1:], target: n.Attr("Target"), external: n.Attr("TargetMode") == "External"}
		if !x.external {
			x.target = inPackage(dir, x.target)
		}
		out[n.Attr("Id")] = x
	})
	return out, nil
}

// inPackage gives the name of a part that a target names from a folder.
func inPackage(dir, target string) string {
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return strings.TrimPrefix(path.Clean("/"+dir+target), "/")
}

// related reads the part that is something to another one; nil where there is
// none.
func (r *reader) related(p *part, kind string) (*office.Node, error) {
	for _, id := range p.order() {
		if x := p.rels[id]; x.kind == kind && !x.external {
			return r.archive.XML(x.target)
		}
	}
	return nil, nil
}

// relatedPart reads such a part with its relationships.
func (r *reader) relatedPart(p *part, kind string) (*part, error) {
	for _, id := range p.order() {
		if x := p.rels[id]; x.kind == kind && !x.external {
			return r.part(x.target)
		}
	}
	return nil, nil
}

// order are the identifiers of a part's relationships in a fixed order.
func (p *part) order() []string {
	ids := make([]string, 0, len(p.rels))
	for id := range p.rels {
		ids = append(ids, id)
	}
	sort.Slice(ids, func(i, k int) bool {
		a, b := p.rels[ids[i]].target, p.rels[ids[k]].target
		return a < b || a == b && ids[i] < ids[k]
	})
	return ids
}
