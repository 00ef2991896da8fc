package pdf

import (
	"slices"
	"strconv"

	"octavo/pipeline/internal/structure"
)

// What PDF 2.0 (ISO 32000-2) with PDF/UA-2 and PDF/A-4 has otherwise than PDF 1.7.
// PDF_UA2.md lists the clauses of PDF/UA-2 and what holds each.

// namespaces of structure types (ISO 32000-2, 14.8.6).
const (
	namespace17   = "http://iso.org/pdf/ssn"
	namespace20   = "http://iso.org/pdf2/ssn"
	namespaceHTML = "http://www.w3.org/1999/xhtml"
)

// oldRoles are the standard types that PDF 2.0 took over from PDF 1.7 in that one's
// namespace alone (ISO 32000-2, 14.8.6.1).
var oldRoles = []structure.Role{structure.TOC, structure.TOCI, structure.Reference, structure.BlockQuote, structure.Code, structure.Quote}

// htmlRoles are the types that go by HTML's names, for want of standard ones; each
// leads to Span.
var htmlRoles = map[structure.Role]name{structure.Del: "del", structure.Ins: "ins", structure.Mark: "mark"}

// type20 is the type of e in PDF 2.0, with its namespace.
func type20(e *structure.Elem, role structure.Role) (name, string) {
	switch {
	case role == structure.Note:
		return "FENote", namespace20
	case role == structure.Aside && nestedAside(e):
		return name(structure.Sect), namespace20
	case slices.Contains(oldRoles, role):
		return name(role), namespace17
	case htmlRoles[role] != "":
		return htmlRoles[role], namespaceHTML
	}
	return name(role), namespace20
}

// nestedAside reports whether e stands where no Aside may (ISO/TS 32005, table 5).
func nestedAside(e *structure.Elem) bool {
	for p := e.Parent; p != nil; p = p.Parent {
		if p.Role == structure.Aside || p.Role == structure.BlockQuote {
			return true
		}
	}
	return false
}

// namespaced gives the entries for the type, the namespace and the references of e.
func (t *tags) namespaced(e *structure.Elem, role structure.Role) dict {
	typ, space := type20(e, role)
	d := dict{{"S", typ}, {"NS", t.namespace(space)}}
	var to array
	for _, other := range e.Refs {
		if t.live(other) {
			to = append(to, t.ref(other))
		}
	}
	if len(to) > 0 {
		d = append(d, entry{"Ref", to})
	}
	if file := t.mathFile(e); file != 0 {
		d = append(d, entry{"AF", array{file}})
	}
	return d
}

// namespace is the dictionary of a namespace (ISO 32000-2, table 356).
func (t *tags) namespace(uri string) ref {
	if r, ok := t.spaces[uri]; ok {
		return r
	}
	r := t.alloc()
	t.spaces[uri] = r
	d := dict{{"NS", text(uri)}, {"Type", name("Namespace")}}
	if uri == namespaceHTML {
		roles := dict{}
		for _, html := range htmlRoles {
			roles = append(roles, entry{html, array{name(structure.Span), t.namespace(namespace20)}})
		}
		d = append(d, entry{"RoleMapNS", roles})
	}
	t.set(r, d)
	return r
}

// allSpaces are the namespaces that the tree uses.
func (t *tags) allSpaces() array {
	var out array
	for _, uri := range []string{namespace20, namespace17, namespaceHTML} {
		if r, ok := t.spaces[uri]; ok {
			out = append(out, r)
		}
	}
	return out
}

// roleMap20 tells programs that know PDF 1.7 alone, and would pass over the text in
// types that they do not know, what is nearest to these; the namespaces go before it
// (ISO 32000-2, 14.7.3).
func (t *tags) roleMap20() dict {
	m := dict{}
	if t.used[structure.Note] {
		m = append(m, entry{"FENote", name(structure.Note)})
	}
	for role, standard := range structure.RoleMap {
		if !t.used[role] {
			continue
		}
		typ := name(role)
		if html := htmlRoles[role]; html != "" {
			typ = html
		}
		m = append(m, entry{typ, name(standard)})
	}
	return m // encode sorts the keys
}

// captioned gives the parts of a group that is one Figure with its caption: in PDF 2.0
// the second is part of the first (ISO 32000-2, table 371).
func (t *tags) captioned(e *structure.Elem) (figure, caption *structure.Elem) {
	if !t.opt.PDF20 || e.Role != structure.Div || len(e.Kids) != 2 {
		return nil, nil
	}
	f, isElem := e.Kids[0].(*structure.Elem)
	c, alsoElem := e.Kids[1].(*structure.Elem)
	if !isElem || !alsoElem || f.Role != structure.Figure || c.Role != structure.Caption || !t.live(f) || !t.live(c) {
		return nil, nil
	}
	return f, c
}

// listNumbering is the value of ListNumbering in PDF 2.0, which has a word for lists
// of terms (ISO 32000-2, table 382).
func (t *tags) listNumbering(e *structure.Elem) name {
	if t.opt.PDF20 && e.Attrs.ListNumbering == "None" {
		return "Description"
	}
	return name(e.Attrs.ListNumbering)
}

// target is the written element that a destination leads to: the one that it names,
// or what holds it where that was not drawn; nil where there is none.
func (t *tags) target(dest string) *structure.Elem {
	e := t.tree.Target(dest)
	for e != nil && !t.live(e) {
		e = e.Parent
	}
	return e
}

// goTo is the action that leads to a place and, for who reads by structure, to the
// element there (ISO 32000-2, table 202: SD; ISO 14289-2, 8.8).
func (a *assembly) goTo(target string, place array) dict {
	element := slices.Clone(place)
	element[0] = a.tags.ref(a.tags.target(target))
	return dict{{"D", place}, {"S", name("GoTo")}, {"SD", element}}
}

// leadTo is how an annotation or bookmark leads to a destination of the book; false
// where nothing of that name was drawn.
func (a *assembly) leadTo(target string) (entry, bool) {
	place, ok := a.dest(target).(array)
	switch {
	case !ok:
		return entry{}, false
	case !a.opt.PDF20:
		return entry{"Dest", place}, true
	case a.tags.target(target) == nil:
		return entry{}, false
	}
	return entry{"A", a.goTo(target, place)}, true
}

// mathFile is the file specification with the MathML of a formula (ISO 32000-2,
// 14.13; ISO 14289-2, 8.2.5.29), 0 for other elements: the same one for the same
// formula.
func (t *tags) mathFile(e *structure.Elem) ref {
	mathML := e.MathML()
	if mathML == "" {
		return 0
	}
	if r, ok := t.files[mathML]; ok {
		return r
	}
	file := "formula-" + strconv.Itoa(len(t.files)+1) + ".mml"
	stream := flate(dict{{"Params", dict{{"Size", integer(len(mathML))}}}, {"Subtype", name("application/mathml+xml")}, {"Type", name("EmbeddedFile")}}, []byte(mathML))
	data := t.add(stream)
	r := t.add(dict{
		{"AFRelationship", name("Supplement")},
		{"Desc", text(e.Alt)}, // ISO 14289-2, 8.14.1
		{"EF", dict{{"F", data}, {"UF", data}}},
		{"F", text(file)},
		{"Type", name("Filespec")},
		{"UF", text(file)},
	})
	t.files[mathML] = r
	t.fileNames = append(t.fileNames, text(file), r)
	return r
}

// names is the catalog's Names with the files of the formulas, or nil; PDF/A-4f lists
// all that are embedded (ISO 19005-4, annex A).
func (t *tags) names() object {
	if len(t.fileNames) == 0 {
		return nil
	}
	sorted := sortedPairs(t.fileNames)
	return dict{{"EmbeddedFiles", t.numberTree("Names", sorted)}}
}

// sortedPairs sorts pairs of a string and a value by the strings.
func sortedPairs(pairs array) array {
	at := make([]int, len(pairs)/2)
	for i := range at {
		at[i] = 2 * i
	}
	slices.SortFunc(at, func(a, b int) int { return slices.Compare(pairs[a].(str), pairs[b].(str)) })
	var out array
	for _, i := range at {
		out = append(out, pairs[i], pairs[i+1])
	}
	return out
}
