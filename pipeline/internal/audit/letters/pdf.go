package letters

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"octavo/pipeline/internal/pdffile"
)

// PDF reads a tagged PDF in the order of its structure tree (ISO 32000-1, 14.7 and
// 14.8). What it shows outside of the tree, and not as an artifact, stands in no
// order of reading and comes last.
func PDF(data []byte, made Generated) (*Text, error) {
	f, err := pdffile.Open(data)
	if err == nil && f.Encrypted() {
		err = errors.New("it is encrypted")
	}
	if err != nil {
		return nil, fmt.Errorf("the PDF cannot be read: %w", err)
	}
	r := &pdfReader{File: f, text: &Text{}, number: map[pdffile.Ref]int{}, made: made, cmaps: map[pdffile.Ref]*cmap{}, seen: map[pdffile.Ref]bool{}}
	if err := r.pages(); err != nil {
		return nil, err
	}
	tree := f.Dict(f.Catalog()["StructTreeRoot"])
	if tree == nil {
		return nil, errors.New("the PDF has no structure tree, so its text stands in no order: it is not the PDF that Octavo made")
	}
	r.text.starts, r.text.labels = make([]spot, len(r.shown)), r.pageLabels(len(r.shown))
	r.roles = f.Dict(tree["RoleMap"])
	r.top(tree["K"])
	for _, n := range r.notes {
		r.text.Notes = append(r.text.Notes, *n)
	}
	for i, s := range r.shown {
		add(&r.text.Body, s.loose.String(), place(i), 0)
	}
	return r.text, nil
}

// Dates are the dates of a PDF's document information, each by its key and as RFC 3339
// in UTC where it is one of PDF in UTC (ISO 32000-1, 7.9.4), else as it stands.
func Dates(data []byte) [][2]string {
	f, err := pdffile.Open(data)
	if err != nil {
		return nil
	}
	info := f.Dict(f.Trailer["Info"])
	var out [][2]string
	for _, key := range []pdffile.Name{"CreationDate", "ModDate"} {
		if at := f.Text(info[key]); at != "" {
			out = append(out, [2]string{string(key), rfc3339(at)})
		}
	}
	return out
}

func rfc3339(s string) string {
	d := strings.TrimPrefix(s, "D:")
	if len(d) != len("20250521100000Z") || d[14] != 'Z' {
		return s
	}
	return fmt.Sprintf("%s-%s-%sT%s:%s:%sZ", d[:4], d[4:6], d[6:8], d[8:10], d[10:12], d[12:14])
}

func place(page int) string { return fmt.Sprintf("page %d", page+1) }

// pageOf is the page, counted from 0, that place names.
func pageOf(name string) int {
	n, err := strconv.Atoi(strings.TrimPrefix(name, "page "))
	if err != nil {
		return -1
	}
	return n - 1
}

type pdfReader struct {
	*pdffile.File
	text   *Text
	made   Generated
	roles  pdffile.Dict
	number map[pdffile.Ref]int // of pages
	shown  []*shown
	notes  []*Note
	cmaps  map[pdffile.Ref]*cmap // of fonts
	seen   map[pdffile.Ref]bool  // elements
}

// pages shows all pages.
func (r *pdfReader) pages() error {
	pages, err := r.Pages()
	for i, p := range pages {
		s, fault := r.show(p)
		if fault != nil {
			return fmt.Errorf("page %d of the PDF cannot be read: %w", i+1, fault)
		}
		r.number[p.Ref] = i
		r.shown = append(r.shown, s)
	}
	return err
}

// inside is where in the structure a text stands.
type inside struct {
	page  int
	into  *[]Run
	marks *Marks // nil where they do not count
	skip  bool   // it counts with no text
	note  *Note
	list  int
	depth int
}

// What a label is of.
const (
	noList = iota
	ofItems
	ofTerms
)

// top reads the parts of the document; the first and the last may be made.
func (r *pdfReader) top(o pdffile.Object) {
	parts, page := r.List(o), -1
	if len(parts) == 1 {
		if d := r.Dict(parts[0]); r.role(d) == "Document" {
			if root, ok := o.(pdffile.Ref); ok {
				r.seen[root] = true
			}
			parts, page = r.List(d["K"]), r.page(d, page)
		}
	}
	last := len(parts) - 1
	for last > 0 && r.role(r.Dict(parts[last])) != "Sect" { // notes that nothing calls
		last--
	}
	title := 0
	if len(parts) > 0 && r.isCover(r.Dict(parts[0])) { // it stands before the title page
		title = 1
	}
	for i, part := range parts {
		d := r.Dict(part)
		at := inside{page: page, into: &r.text.Body, marks: &r.text.Marks}
		switch {
		case i == title && r.made.TitlePage && r.role(d) == "Div", r.isContents(d):
			continue
		case i == last && r.made.Colophon:
			at.into, at.marks = &r.text.Last, nil
		case i < title:
			at.marks = nil
		}
		r.walk(part, at)
	}
}

// isCover reports whether a part is a picture and nothing else.
func (r *pdfReader) isCover(d pdffile.Dict) bool {
	kids := r.List(d["K"])
	return r.role(d) == "Div" && len(kids) == 1 && r.role(r.Dict(kids[0])) == "Figure"
}

// isContents reports whether a part is contents, with their heading.
func (r *pdfReader) isContents(d pdffile.Dict) bool {
	return slices.ContainsFunc(r.List(d["K"]), func(k pdffile.Object) bool {
		kid := r.Dict(k)
		return kid != nil && r.role(kid) == "TOC"
	})
}

// role is the standard type of an element, by the role map.
func (r *pdfReader) role(d pdffile.Dict) pdffile.Name {
	n := r.Name(d["S"])
	for range 10 {
		next := r.Name(r.roles[n])
		if next == "" || next == n {
			break
		}
		n = next
	}
	return n
}

// maxDepth bounds how deep elements lie in each other.
const maxDepth = 400

// walk reads a kid of an element: marked content, a reference to it, or an element.
func (r *pdfReader) walk(o pdffile.Object, at inside) {
	ref, isRef := o.(pdffile.Ref)
	if at.depth++; at.depth > maxDepth || isRef && r.seen[ref] {
		return // an element stands in one place; without this, circles would double at each turn
	}
	r.seen[ref] = isRef
	d, ok := r.Get(o).(pdffile.Dict)
	if !ok {
		r.content(r.Int(o, -1), at)
		return
	}
	at.page = r.page(d, at.page)
	switch {
	case r.Name(d["Type"]) == "OBJR":
	case d["MCID"] != nil:
		r.content(r.Int(d["MCID"], -1), at)
	default:
		r.elem(d, at)
	}
}

// page is the page that an element names, or other.
func (r *pdfReader) page(d pdffile.Dict, other int) int {
	if at, ok := d["Pg"].(pdffile.Ref); ok {
		if n, known := r.number[at]; known {
			return n
		}
	}
	return other
}

func (r *pdfReader) content(id int, at inside) {
	if at.skip || at.page < 0 || at.page >= len(r.shown) {
		return
	}
	r.add(at, r.shown[at.page].text(id))
}

// add takes text, and notes it where a page begins with it.
func (r *pdfReader) add(at inside, text string) {
	begins := end(*at.into)
	add(at.into, text, place(at.page), 0)
	if at.into == &r.text.Body && at.page >= 0 && r.text.starts[at.page] == (spot{}) && end(*at.into) != begins {
		r.text.starts[at.page] = begins
	}
}

// elem reads an element by what its role makes of the text inside it.
func (r *pdfReader) elem(d pdffile.Dict, at inside) {
	switch r.role(d) {
	case "TOC":
		return
	case "Figure":
		at.skip = true // a drawing's words are a picture's
		at.marks.picture(r.Text(d["Alt"]), "", place(at.page), 0)
	case "Link":
		r.links(d, at)
	case "Caption":
		at.skip = false
	case "Note", "FENote":
		n := &Note{}
		r.notes = append(r.notes, n)
		at.note, at.into, at.marks, at.list = n, &n.Runs, &n.Marks, noList
	case "L":
		at.list = r.listKind(d)
	case "Lbl":
		r.label(d, at)
		return
	case "Reference":
		var called []Run
		inner := at
		inner.into, inner.marks = &called, nil
		r.inner(d, inner)
		r.call(called, at)
		return
	}
	r.inner(d, at)
}

// links notes where the annotations of a link lead: it has one for each line that it
// stands on (ISO 32000-1, 12.5.6.5 and 14.7.4.3).
func (r *pdfReader) links(d pdffile.Dict, at inside) {
	for _, kid := range r.List(d["K"]) {
		k := r.Dict(kid)
		if r.Name(k["Type"]) != "OBJR" {
			continue
		}
		page := r.page(k, at.page)
		if uri, ok := r.Get(r.Dict(r.Dict(k["Obj"])["A"])["URI"]).(pdffile.String); ok {
			at.marks.link(uri.Text(), place(page), 0)
		}
	}
}

// inner reads what an element holds, or the text that stands for all of it.
func (r *pdfReader) inner(d pdffile.Dict, at inside) {
	if actual, ok := r.Get(d["ActualText"]).(pdffile.String); ok {
		if !at.skip {
			r.add(at, actual.Text())
		}
		return
	}
	for _, kid := range r.List(d["K"]) {
		r.walk(kid, at)
	}
}

// listKind tells lists of terms, whose labels are text, from others.
func (r *pdfReader) listKind(d pdffile.Dict) int {
	for _, a := range r.List(d["A"]) {
		switch r.Name(r.Dict(a)["ListNumbering"]) {
		case "None", "Description":
			return ofTerms
		}
	}
	return ofItems
}

// label reads a label: a term's is text, the first of a note its number, an item's
// does not count.
func (r *pdfReader) label(d pdffile.Dict, at inside) {
	switch {
	case at.list == ofItems:
		at.skip = true
	case at.list == noList && at.note != nil && at.note.Label == "":
		var own []Run
		at.into = &own
		r.inner(d, at)
		at.note.Label = label(flat(own))
		return
	}
	r.inner(d, at)
}

func (r *pdfReader) call(called []Run, at inside) {
	if len(called) > 0 {
		at.page = pageOf(called[0].Place)
		r.add(at, callBegin+label(flat(called))+callEnd)
	}
}

func flat(runs []Run) string {
	var b strings.Builder
	for _, r := range runs {
		b.WriteString(r.Text)
	}
	return b.String()
}
