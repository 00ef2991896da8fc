package pdf

import (
	"slices"
	"strings"

	"octavo/pipeline/internal/structure"
)

// place is where a slot was drawn: a marked-content identifier on a page.
type place struct{ page, mcid int }

// tags writes the structure tree (ISO 32000-1, 14.7).
type tags struct {
	*assembly
	places [][]place // by Content.Index
	refs   map[*structure.Elem]ref
	notes  []entry // elements with an ID, for the IDTree
	used   map[structure.Role]bool

	// For PDF 2.0: the namespaces by address, the files of formulas by their MathML,
	// and their names with them.
	spaces    map[string]ref
	files     map[string]ref
	fileNames array
}

func newTags(a *assembly) *tags {
	t := &tags{assembly: a, refs: map[*structure.Elem]ref{}, used: map[structure.Role]bool{},
		spaces: map[string]ref{}, files: map[string]ref{}}
	t.findPlaces()
	return t
}

// structTree writes the tree and returns its root.
func (t *tags) structTree() ref {
	root := t.alloc()
	kid := t.elem(t.tree.Root, root)
	d := dict{
		{"K", kid},
		{"ParentTree", t.parentTree()},
		{"ParentTreeNextKey", integer(len(t.painted) + len(t.links))},
		{"Type", name("StructTreeRoot")},
	}
	if t.opt.PDF20 {
		d = append(d, entry{"Namespaces", t.allSpaces()}, entry{"RoleMap", t.roleMap20()})
	} else {
		d = append(d, entry{"RoleMap", t.roleMap()})
	}
	if len(t.notes) > 0 {
		d = append(d, entry{"IDTree", t.idTree()})
	}
	t.set(root, d)
	return root
}

func (t *tags) findPlaces() {
	t.places = make([][]place, len(t.tree.Contents))
	for page := range t.painted {
		for mcid, c := range t.painted[page].slots {
			t.places[c.Index] = append(t.places[c.Index], place{page, mcid})
		}
	}
}

// live reports whether anything of e was drawn, or e is an empty cell, which
// keeps its place in the table. What was not drawn is not written.
func (t *tags) live(e *structure.Elem) bool {
	if e.Role == structure.TD || e.Role == structure.TH {
		return true
	}
	return slices.ContainsFunc(e.Kids, func(k structure.Kid) bool {
		switch k := k.(type) {
		case *structure.Content:
			return len(t.places[k.Index]) > 0
		case *structure.Elem:
			return t.live(k)
		}
		return false
	})
}

// elem writes e and what it holds, and returns its reference.
func (t *tags) elem(e *structure.Elem, parent ref) ref {
	self := t.ref(e)
	kidsOf := e.Kids
	if figure, caption := t.captioned(e); figure != nil {
		e, kidsOf = figure, append(slices.Clip(figure.Kids), caption)
	}
	page := t.firstPage(e)
	d := t.properties(e, parent)
	if page >= 0 {
		d = append(d, entry{"Pg", t.pageRefs[page]})
	}
	var kids array
	for _, k := range kidsOf {
		switch k := k.(type) {
		case *structure.Content:
			kids = append(kids, t.contentKids(k, page)...)
		case *structure.Elem:
			if t.live(k) {
				kids = append(kids, t.elem(k, self))
			}
		}
	}
	kids = append(kids, t.annotationKids(e)...)
	switch len(kids) {
	case 0:
	case 1:
		d = append(d, entry{"K", kids[0]})
	default:
		d = append(d, entry{"K", kids})
	}
	t.set(self, d)
	if e.ID != "" {
		t.notes = append(t.notes, entry{name(e.ID), self})
	}
	return self
}

// ref is the number of e, which is given on the first asking; a figure with its caption
// in PDF 2.0 has one with the group that they are in PDF 1.7.
func (t *tags) ref(e *structure.Elem) ref {
	if r, ok := t.refs[e]; ok {
		return r
	}
	r := t.alloc()
	t.refs[e] = r
	if figure, _ := t.captioned(e); figure != nil {
		t.refs[figure] = r
	} else if e.Parent != nil && e.Role == structure.Figure {
		if figure, _ := t.captioned(e.Parent); figure == e {
			t.refs[e.Parent] = r
		}
	}
	return r
}

// firstPage is the page of e's first own content, or -1.
func (t *tags) firstPage(e *structure.Elem) int {
	for _, k := range e.Kids {
		if c, ok := k.(*structure.Content); ok && len(t.places[c.Index]) > 0 {
			return t.places[c.Index][0].page
		}
	}
	return -1
}

// contentKids are the marked-content identifiers of a slot: plain on the
// element's own page, else as a reference with the page.
func (t *tags) contentKids(c *structure.Content, page int) array {
	var kids array
	for _, p := range t.places[c.Index] {
		if p.page == page {
			kids = append(kids, integer(p.mcid))
			continue
		}
		kids = append(kids, dict{
			{"MCID", integer(p.mcid)},
			{"Pg", t.pageRefs[p.page]},
			{"Type", name("MCR")},
		})
	}
	return kids
}

// annotationKids refer to the annotations of a link (ISO 32000-1, 14.7.4.3).
func (t *tags) annotationKids(e *structure.Elem) array {
	var kids array
	for _, i := range t.linksOf[e] {
		kids = append(kids, dict{
			{"Obj", t.links[i].ref},
			{"Pg", t.pageRefs[t.links[i].page]},
			{"Type", name("OBJR")},
		})
	}
	return kids
}

func (t *tags) properties(e *structure.Elem, parent ref) dict {
	role := e.Role
	if role == structure.Link && len(t.linksOf[e]) == 0 {
		role = structure.Span // its target was lost (see CodeLostLink), or the file has no links
	}
	t.used[role] = true
	d := dict{{"P", parent}}
	if t.opt.PDF20 {
		d = append(d, t.namespaced(e, role)...)
	} else {
		d = append(d, entry{"S", name(role)})
	}
	for _, p := range []struct {
		key   name
		value string
	}{
		{"ActualText", e.ActualText},
		{"Alt", e.Alt},
		{"E", e.E},
		{"ID", e.ID},
		{"Lang", e.Lang},
		{"T", e.Title},
	} {
		if p.value != "" {
			d = append(d, entry{p.key, text(p.value)})
		}
	}
	if attrs := t.attributes(e); attrs != nil {
		d = append(d, entry{"A", attrs})
	}
	return d
}

// attributes makes the attribute object (ISO 32000-1, 14.8.5), or nil: no
// element of ours has attributes of two owners.
func (t *tags) attributes(e *structure.Elem) object {
	switch {
	case e.Attrs.TextDecoration != "":
		return dict{{"O", name("Layout")}, {"TextDecorationType", name(e.Attrs.TextDecoration)}}
	case e.Role == structure.L && e.Attrs.ListNumbering != "":
		return dict{{"ListNumbering", t.listNumbering(e)}, {"O", name("List")}}
	case e.Role == structure.Note && t.opt.PDF20:
		return dict{{"NoteType", name("Footnote")}, {"O", name("FENote")}}
	case e.Role == structure.TH, e.Role == structure.TD:
		return cellAttributes(e.Attrs)
	case e.Role == structure.Figure:
		if box, ok := t.boxes[e]; ok {
			return dict{{"BBox", box}, {"O", name("Layout")}, {"Placement", name("Block")}}
		}
	}
	return nil
}

func cellAttributes(a structure.Attrs) object {
	d := dict{}
	if a.Scope != "" {
		d = append(d, entry{"Scope", name(a.Scope)})
	}
	if a.RowSpan > 1 {
		d = append(d, entry{"RowSpan", integer(a.RowSpan)})
	}
	if a.ColSpan > 1 {
		d = append(d, entry{"ColSpan", integer(a.ColSpan)})
	}
	if len(a.Headers) > 0 {
		ids := make(array, len(a.Headers))
		for i, h := range a.Headers {
			ids[i] = text(h)
		}
		d = append(d, entry{"Headers", ids})
	}
	if len(d) == 0 {
		return nil
	}
	return append(d, entry{"O", name("Table")})
}

// roleMap names the standard types of our own roles, those used only.
func (t *tags) roleMap() dict {
	m := dict{}
	for role, standard := range structure.RoleMap {
		if t.used[role] {
			m = append(m, entry{name(role), name(standard)})
		}
	}
	return m // encode sorts the keys
}

// parentTree leads from marked content and annotations back to their elements
// (ISO 32000-1, 14.7.4.4): pages have the keys from 0, annotations the next.
func (t *tags) parentTree() ref {
	var nums array
	for page := range t.painted {
		parents := make(array, len(t.painted[page].slots))
		for i, c := range t.painted[page].slots {
			parents[i] = t.refs[c.Parent]
		}
		nums = append(nums, integer(page), t.add(parents))
	}
	for i := range t.links {
		nums = append(nums, integer(len(t.painted)+i), t.refs[t.links[i].elem])
	}
	return t.numberTree("Nums", nums)
}

// idTree leads from IDs to elements (ISO 14289-1, 7.9 asks for IDs of notes).
func (t *tags) idTree() ref {
	slices.SortFunc(t.notes, func(a, b entry) int { return strings.Compare(string(a.key), string(b.key)) })
	var names array
	for _, e := range t.notes {
		names = append(names, text(string(e.key)), e.value)
	}
	return t.numberTree("Names", names)
}

// perLeaf bounds the pairs in a leaf of a name or number tree.
const perLeaf = 128

// numberTree writes pairs of a sorted key and a value as a tree of one level
// of leaves (ISO 32000-1, 7.9.6 and 7.9.7); key is Nums or Names.
func (a *assembly) numberTree(key name, pairs array) ref {
	if len(pairs) <= 2*perLeaf {
		return a.add(dict{{key, pairs}})
	}
	var kids array
	for start := 0; start < len(pairs); start += 2 * perLeaf {
		leaf := pairs[start:min(start+2*perLeaf, len(pairs))]
		kids = append(kids, a.add(dict{
			{"Limits", array{leaf[0], leaf[len(leaf)-2]}},
			{key, leaf},
		}))
	}
	return a.add(dict{{"Kids", kids}})
}
