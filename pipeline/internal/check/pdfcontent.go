package check

import (
	"fmt"

	"octavo/pipeline/internal/pdffile"
)

// painting are the operators that put something on a page (ISO 32000-1, annex A).
var painting = map[string]bool{"f": true, "F": true, "f*": true, "B": true, "B*": true, "b": true, "b*": true, "S": true, "s": true,
	"sh": true, "EI": true, "Do": true, "Tj": true, "TJ": true, "'": true, `"`: true}

// content goes through what stands on the pages.
func (p *pdfCheck) content() {
	p.marked, p.faces = map[int]map[int]bool{}, map[pdffile.Ref]bool{}
	forms := map[pdffile.Ref]bool{}
	for i, page := range p.pages {
		n := i + 1
		data, err := p.f.Content(page)
		if err != nil {
			p.find(pdfPages, onPage(n), "what stands on the page cannot be read: %v", err)
		}
		w := &pageContent{p: p, page: n, ids: map[int]bool{}, forms: forms}
		p.marked[n] = w.ids
		if err := w.stream(data, page.Resources, 0); err != nil {
			p.find(pdfPages, onPage(n), "what stands on the page cannot be read: %v", err)
		}
		if w.unmarked > 0 && p.tagged() {
			p.find(pdfUnmarked, onPage(n), "the page paints %s outside tags and artifacts", summary(w.unmarked, "piece"))
		}
		if group := p.f.Dict(page.Dict["Group"]); p.f.Name(group["S"]) == "Transparency" {
			p.transparent(n, "the page is a transparency group")
		}
	}
}

func (p *pdfCheck) tagged() bool { return p.f.Dict(p.f.Catalog()["StructTreeRoot"]) != nil }

func (p *pdfCheck) transparent(page int, what string) {
	if p.seen.transparent == "" {
		p.seen.transparent = fmt.Sprintf("page %d: %s", page, what)
	}
}

func (p *pdfCheck) rgb(page int, what string) {
	if p.seen.deviceRGB == "" {
		p.seen.deviceRGB = fmt.Sprintf("page %d: %s", page, what)
	}
}

// pageContent follows marked content, resources and forms of a page.
type pageContent struct {
	p         *pdfCheck
	page      int
	open      []bool // the open sequences: whether each is a tag or an artifact
	ids       map[int]bool
	forms     map[pdffile.Ref]bool
	unmarked  int
	resources pdffile.Dict
}

// maxForms bounds forms in forms.
const maxForms = 20

func (w *pageContent) stream(data []byte, resources pdffile.Dict, depth int) error {
	before := w.resources
	w.resources = resources
	defer func() { w.resources = before }()
	w.states()
	w.facesOf()
	return pdffile.Operators(data, func(op string, operands []pdffile.Object) { w.operator(op, operands, depth) })
}

func (w *pageContent) operator(op string, operands []pdffile.Object, depth int) {
	switch op {
	case "BMC", "BDC":
		w.begin(operands)
	case "EMC":
		if n := len(w.open); n > 0 {
			w.open = w.open[:n-1]
		}
	case "rg", "RG":
		w.p.rgb(w.page, "a colour in DeviceRGB")
	case "cs", "CS":
		if len(operands) == 1 && operands[0] == pdffile.Name("DeviceRGB") {
			w.p.rgb(w.page, "a colour in DeviceRGB")
		}
	}
	if !painting[op] {
		return
	}
	if op == "Do" && len(operands) == 1 {
		name, _ := operands[0].(pdffile.Name)
		if w.object(name, depth) {
			return // a form, which was looked into
		}
	}
	if !w.inMarked() {
		w.unmarked++
	}
}

func (w *pageContent) inMarked() bool {
	for _, m := range w.open {
		if m {
			return true
		}
	}
	return false
}

// begin opens a sequence: one that a tag names, an artifact, or another that says
// nothing of either, such as a layer.
func (w *pageContent) begin(operands []pdffile.Object) {
	marked := false
	if len(operands) > 0 && operands[0] == pdffile.Name("Artifact") {
		marked = true
	}
	if len(operands) > 1 {
		props := w.p.f.Dict(operands[1])
		if name, ok := operands[1].(pdffile.Name); ok {
			props = w.p.f.Dict(w.p.f.Dict(w.resources["Properties"])[name])
		}
		if id := w.p.f.Int(props["MCID"], -1); id >= 0 {
			w.ids[id], marked = true, true
		}
	}
	w.open = append(w.open, marked)
}

// object looks into an XObject and reports whether it is a form.
func (w *pageContent) object(name pdffile.Name, depth int) bool {
	f := w.p.f
	o := f.Dict(w.resources["XObject"])[name]
	s := f.Stream(o)
	if s == nil {
		w.p.find(pdfPages, onPage(w.page), "the page shows an object %s that is not there", name)
		return false
	}
	if s.Dict["SMask"] != nil {
		w.p.transparent(w.page, "a picture with a soft mask")
	}
	if f.Name(s.Dict["Subtype"]) == "Image" && f.Name(s.Dict["ColorSpace"]) == "DeviceRGB" {
		w.p.rgb(w.page, "a picture in DeviceRGB")
	}
	if f.Name(s.Dict["Subtype"]) != "Form" {
		return false
	}
	if f.Name(f.Dict(s.Dict["Group"])["S"]) == "Transparency" {
		w.p.transparent(w.page, "a transparency group")
	}
	ref, _ := o.(pdffile.Ref)
	inside := s.Dict["StructParents"] != nil // its own marks are named by the tree
	if depth > maxForms || w.forms[ref] && (inside || w.inMarked()) {
		return true
	}
	w.forms[ref] = true
	resources := f.Dict(s.Dict["Resources"])
	if resources == nil {
		resources = w.resources
	}
	data, err := f.Decode(s)
	if err != nil {
		w.p.find(pdfPages, onPage(w.page), "the form %s cannot be read: %v", name, err)
		return true
	}
	ids, kept := w.ids, w.open
	if inside {
		w.ids = map[int]bool{}
	}
	if err := w.stream(data, resources, depth+1); err != nil {
		w.p.find(pdfPages, onPage(w.page), "the form %s cannot be read: %v", name, err)
	}
	w.ids, w.open = ids, kept
	return true
}

// states looks for transparency in the graphics states that may be used.
func (w *pageContent) states() {
	f := w.p.f
	for name, o := range f.Dict(w.resources["ExtGState"]) {
		g := f.Dict(o)
		if m := f.Get(g["SMask"]); m != nil && m != pdffile.Name("None") {
			w.p.transparent(w.page, fmt.Sprintf("a soft mask (%s)", name))
		}
		for _, key := range []pdffile.Name{"ca", "CA"} {
			if v, ok := f.Get(g[key]).(float64); ok && v < 1 {
				w.p.transparent(w.page, fmt.Sprintf("an opacity of %g", v))
			}
			if v, ok := f.Get(g[key]).(int64); ok && v < 1 {
				w.p.transparent(w.page, "an opacity of 0")
			}
		}
		if bm := f.Name(g["BM"]); bm != "" && bm != "Normal" && bm != "Compatible" {
			w.p.transparent(w.page, fmt.Sprintf("the blend mode %s", bm))
		}
	}
}

// embedded are the keys of a descriptor under which a face's file lies.
var embedded = []pdffile.Name{"FontFile", "FontFile2", "FontFile3"}

// facesOf looks over the faces of the resources, each once.
func (w *pageContent) facesOf() {
	f := w.p.f
	fonts := f.Dict(w.resources["Font"])
	for _, name := range sortedKeys(fonts) {
		o := fonts[name]
		ref, _ := o.(pdffile.Ref)
		if ref.Num > 0 && w.p.faces[ref] {
			continue
		}
		w.p.faces[ref] = true
		w.face(f.Dict(o))
	}
}

func (w *pageContent) face(d pdffile.Dict) {
	f := w.p.f
	base, subtype := f.Name(d["BaseFont"]), f.Name(d["Subtype"])
	inner := d
	if subtype == "Type0" {
		if list := f.Array(d["DescendantFonts"]); len(list) > 0 {
			inner = f.Dict(list[0])
		}
	}
	descriptor, has := f.Dict(inner["FontDescriptor"]), false
	for _, key := range embedded {
		has = has || f.Stream(descriptor[key]) != nil
	}
	if !has && subtype != "Type3" {
		w.p.find(pdfFont, onPage(w.page), "the face %s is not embedded", clip(string(base)))
	}
	if f.Stream(d["ToUnicode"]) == nil && !w.known(subtype, d, inner) {
		w.p.find(pdfUnicode, onPage(w.page), "no map says which characters the codes of the face %s are", clip(string(base)))
	}
}

// orderings are the collections of characters that every reader knows (ISO 14289-1,
// 7.21.7).
var orderings = map[string]bool{"GB1": true, "CNS1": true, "Japan1": true, "Korea1": true}

// known reports whether the characters of a face's codes are known without a map: by
// the names of its glyphs, an encoding, or a collection that readers have.
func (w *pageContent) known(subtype pdffile.Name, d, inner pdffile.Dict) bool {
	switch subtype {
	case "Type0":
		return orderings[w.p.f.Text(w.p.f.Dict(inner["CIDSystemInfo"])["Ordering"])]
	case "Type1", "MMType1":
		return true
	}
	return w.p.f.Get(d["Encoding"]) != nil
}
