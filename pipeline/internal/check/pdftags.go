package check

import (
	"maps"
	"slices"
	"strings"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pdffile"
)

func sortedKeys[V any](m map[pdffile.Name]V) []pdffile.Name { return slices.Sorted(maps.Keys(m)) }

// standardTypes are the types of structure elements (ISO 32000-1, 14.8.4; ISO
// 32000-2, 14.8.4.7 adds those of the second line).
var standardTypes = strings.Fields(`Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody
 Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form
 DocumentFragment Aside Title FENote Sub Em Strong Artifact`)

// element is a structure element as it is met on the way through the tree.
type element struct {
	kind pdffile.Name // after the role map
	dict pdffile.Dict
	page int // on which it begins; 0 where nothing says it
}

func (e element) pos() diag.Pos {
	if e.page == 0 {
		return nowhere
	}
	return onPage(e.page)
}

// tags looks over the tree of structure elements and what it names on pages.
func (p *pdfCheck) tags() {
	catalog := p.f.Catalog()
	root := p.f.Dict(catalog["StructTreeRoot"])
	if root == nil && p.claims.x != "" {
		return // nothing asks a file for a press for them
	}
	if root == nil {
		p.find(pdfTags, nowhere, "the file has no tags (StructTreeRoot)")
	} else if !p.f.Bool(p.f.Dict(catalog["MarkInfo"])["Marked"]) {
		p.find(pdfTags, nowhere, "the file has tags and does not say so (MarkInfo with Marked)")
	}
	if lang := p.f.Text(catalog["Lang"]); lang == "" {
		p.find(pdfLanguage, nowhere, "the catalogue has no Lang")
	} else if !isTag(lang) {
		p.find(pdfLanguage, nowhere, "Lang is %q, which is no language's tag", clip(lang))
	}
	p.title(catalog)
	if root == nil {
		return
	}
	w := &tagWalk{p: p, roles: p.f.Dict(root["RoleMap"]), seen: map[pdffile.Ref]bool{}, named: map[int]map[int]bool{}, notes: map[string]bool{}, ids: map[string]bool{}}
	w.kids(root["K"], element{}, 0)
	w.end()
}

func (p *pdfCheck) title(catalog pdffile.Dict) {
	title := p.f.Text(p.f.Dict(p.f.Trailer["Info"])["Title"])
	if p.xmp != nil {
		title = p.property("title")
	}
	switch {
	case title == "":
		p.find(pdfTitle, nowhere, "the metadata name no title")
	case !p.f.Bool(p.f.Dict(catalog["ViewerPreferences"])["DisplayDocTitle"]):
		p.find(pdfTitle, nowhere, "readers show the file's name and not its title (DisplayDocTitle)")
	}
}

// tagWalk goes through the tree in reading order.
type tagWalk struct {
	p     *pdfCheck
	roles pdffile.Dict
	seen  map[pdffile.Ref]bool
	named map[int]map[int]bool // marked content that the tree names, by page
	level int                  // of the last heading
	notes map[string]bool
	ids   map[string]bool
	count int
}

// Bounds on a tree of tags, in depth and elements.
const (
	maxTagDepth = 500
	maxTags     = 5 << 20
)

// kids goes through what K of an element holds (ISO 32000-1, 14.7.2).
func (w *tagWalk) kids(o pdffile.Object, above element, depth int) {
	for _, kid := range w.p.f.List(o) {
		ref, isRef := kid.(pdffile.Ref)
		switch k := w.p.f.Get(kid).(type) {
		case int64:
			w.content(above.page, int(k))
		case pdffile.Dict:
			switch w.p.f.Name(k["Type"]) {
			case "MCR":
				page := above.page
				if pg, ok := k["Pg"].(pdffile.Ref); ok {
					page = w.p.number[pg]
				}
				if k["Stm"] == nil { // that of a form is its own
					w.content(page, w.p.f.Int(k["MCID"], -1))
				}
			case "OBJR":
			default:
				if isRef && w.seen[ref] || depth > maxTagDepth || w.count > maxTags {
					w.p.find(pdfStructure, above.pos(), "the tree of tags runs in a circle, or is too deep or large")
					return
				}
				w.seen[ref] = true
				w.count++
				w.element(k, above, depth)
			}
		case nil:
			w.p.find(pdfStructure, above.pos(), "an entry of the tree of tags leads nowhere")
		}
	}
}

// content notes marked content that the tree names.
func (w *tagWalk) content(page, id int) {
	switch {
	case page == 0:
		w.p.find(pdfStructure, nowhere, "the tree names marked content %d of no page", id)
		return
	case !w.p.marked[page][id]:
		w.p.find(pdfStructure, onPage(page), "the tree names marked content %d, which is not on the page", id)
	}
	if w.named[page] == nil {
		w.named[page] = map[int]bool{}
	}
	w.named[page][id] = true
}

func (w *tagWalk) element(d pdffile.Dict, above element, depth int) {
	e := element{kind: w.role(d, above), dict: d, page: above.page}
	if pg, ok := d["Pg"].(pdffile.Ref); ok && w.p.number[pg] > 0 {
		e.page = w.p.number[pg]
	}
	if id := w.p.f.Text(d["ID"]); id != "" {
		w.ids[id] = true
	}
	switch kind := string(e.kind); {
	case len(kind) == 2 && kind[0] == 'H' && kind[1] >= '1' && kind[1] <= '6':
		w.heading(e, int(kind[1]-'0'))
	case kind == "Figure" || kind == "Formula":
		if strings.TrimSpace(w.p.f.Text(d["Alt"])) == "" && w.p.f.Text(d["ActualText"]) == "" && w.p.f.List(d["AF"]) == nil {
			w.p.find(pdfAlt, e.pos(), "a %s has no alternative (Alt)", strings.ToLower(kind))
		}
	case kind == "Table":
		w.table(e)
	case kind == "Note":
		w.note(e)
	}
	w.kids(d["K"], e, depth+1)
}

// role follows the role map to a standard type. Types of PDF 2.0's namespaces other
// than these are taken as they are.
func (w *tagWalk) role(d pdffile.Dict, above element) pdffile.Name {
	kind := w.p.f.Name(d["S"])
	for range maxTagDepth {
		to := w.p.f.Name(w.roles[kind])
		if slices.Contains(standardTypes, string(kind)) || to == "" || to == kind {
			break
		}
		kind = to
	}
	if !slices.Contains(standardTypes, string(kind)) && d["NS"] == nil {
		w.p.find(pdfRole, above.pos(), "the type %q is not a standard one and is mapped to none", clip(string(kind)))
	}
	return kind
}

func (w *tagWalk) heading(e element, level int) {
	if w.level > 0 && level > w.level+1 || w.level == 0 && level > 1 {
		w.p.find(pdfHeading, e.pos(), "a heading of level %d follows %s", level, map[bool]string{true: "none", false: "one of level " + string(rune('0'+w.level))}[w.level == 0])
	}
	if len(w.p.f.List(e.dict["K"])) == 0 {
		w.p.find(pdfHeading, e.pos(), "a heading is empty")
	}
	w.level = level
}

func (w *tagWalk) note(e element) {
	id := w.p.f.Text(e.dict["ID"])
	switch {
	case id == "":
		w.p.find(pdfNote, e.pos(), "a note has no ID")
	case w.notes[id]:
		w.p.find(pdfNote, e.pos(), "two notes have the ID %q", clip(id))
	}
	w.notes[id] = true
}

// table wants header cells that say for what they are, in a table that has rows and
// columns: a lone row or column is followed without them.
func (w *tagWalk) table(e element) {
	heads, named, cells, headers := 0, 0, 0, 0
	rows, columns, inRow := 0, 0, 0
	w.cells(e.dict, 0, func(kind pdffile.Name, d pdffile.Dict) {
		inRow++
		switch kind {
		case "TR":
			rows, inRow = rows+1, 0
		case "TH":
			heads++
			if w.attribute(d, "Scope") != nil || w.p.f.Text(d["ID"]) != "" {
				named++
			}
		case "TD":
			cells++
			if w.attribute(d, "Headers") != nil {
				headers++
			}
		}
		columns = max(columns, inRow)
	})
	switch {
	case heads+cells == 0:
		w.p.find(pdfTable, e.pos(), "a table has no cells")
	case heads == 0 && headers == 0 && rows > 1 && columns > 1:
		w.p.find(pdfTable, e.pos(), "a table has no header cells (TH)")
	case named < heads && headers < cells:
		w.p.find(pdfTable, e.pos(), "%d of %s of a table say neither Scope nor ID", heads-named, summary(heads, "header cell"))
	}
}

// cells visits the rows of a table, each before its cells, and not those of tables in
// its cells.
func (w *tagWalk) cells(d pdffile.Dict, depth int, visit func(pdffile.Name, pdffile.Dict)) {
	if depth > 4 { // Table, THead, TR, TH
		return
	}
	for _, kid := range w.p.f.List(d["K"]) {
		k, ok := w.p.f.Get(kid).(pdffile.Dict)
		if !ok {
			continue
		}
		kind := w.p.f.Name(k["S"])
		if to := w.p.f.Name(w.roles[kind]); to != "" {
			kind = to
		}
		switch kind {
		case "TH", "TD":
			visit(kind, k)
		case "TR":
			visit(kind, k)
			w.cells(k, depth+1, visit)
		case "THead", "TBody", "TFoot":
			w.cells(k, depth+1, visit)
		}
	}
}

// attribute is an attribute of the owner Table (ISO 32000-1, 14.7.5).
func (w *tagWalk) attribute(d pdffile.Dict, key pdffile.Name) pdffile.Object {
	for _, o := range w.p.f.List(d["A"]) {
		if a := w.p.f.Dict(o); a != nil && w.p.f.Name(a["O"]) == "Table" && a[key] != nil {
			return w.p.f.Get(a[key])
		}
	}
	return nil
}

// end finds marked content that no element names.
func (w *tagWalk) end() {
	for page := 1; page <= len(w.p.pages); page++ {
		lost := 0
		for id := range w.p.marked[page] {
			if !w.named[page][id] {
				lost++
			}
		}
		if lost > 0 {
			w.p.find(pdfStructure, onPage(page), "no tag names %s of marked content on the page", summary(lost, "piece"))
		}
	}
	if w.count == 0 {
		w.p.find(pdfTags, nowhere, "the tree of tags is empty")
	}
}
