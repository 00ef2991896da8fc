package main

import (
	"errors"
	"unicode/utf16"
)

// book is a PDF as far as it is measured.
type book struct {
	*file
	pages  []dict
	number map[ref]int // page object to index
	blocks map[place]*block
	calls  []call
	fonts  map[ref]*face
	lines  []*line
	walked map[ref]bool
}

// place is a marked content sequence (ISO 32000-1, 14.7.4.2).
type place struct{ page, mcid int }

// block is a structure element that holds lines: a paragraph, a heading.
type block struct {
	role    name
	inNote  bool
	inTable bool
	lines   []*line
}

// call is a link from a note call to its note.
type call struct{ page, note int }

// face is what is needed of a font.
type face struct {
	widths map[int]float64
	usual  float64
	text   map[int]string
}

// read reads pages, structure and text of a file.
func read(data []byte) (*book, error) {
	f, err := parseFile(data)
	if err != nil {
		return nil, err
	}
	b := &book{file: f, number: map[ref]int{}, blocks: map[place]*block{}, fonts: map[ref]*face{}, walked: map[ref]bool{}}
	root := b.root()
	if root == nil {
		return nil, errors.New("no catalog found")
	}
	b.addPages(root["Pages"], 0)
	tree := f.dict(root["StructTreeRoot"])
	if len(b.pages) == 0 || tree == nil {
		return nil, errors.New("the file is not a tagged PDF: without structure, lines cannot be told apart")
	}
	b.structure(tree["K"], nil, branch{}, 0)
	for i := range b.pages {
		if err := b.content(i); err != nil {
			return nil, err
		}
	}
	return b, nil
}

func (b *book) root() dict {
	for _, o := range b.objects {
		if d, ok := o.(dict); ok && d["Type"] == name("Catalog") {
			return d
		}
	}
	return nil
}

// maxDepth bounds trees whose nodes are written into one another.
const maxDepth = 200

// enter reports whether o may be walked: an indirect object belongs to one
// place of a tree, so a file that is wound in itself ends.
func (b *book) enter(o any) bool {
	r, ok := o.(ref)
	if !ok {
		return true
	}
	if b.walked[r] {
		return false
	}
	b.walked[r] = true
	return true
}

func (b *book) addPages(o any, depth int) {
	if !b.enter(o) {
		return
	}
	d := b.dict(o)
	if d["Type"] == name("Page") {
		if r, ok := o.(ref); ok {
			b.number[r] = len(b.pages)
		}
		b.pages = append(b.pages, d)
		return
	}
	for _, kid := range b.array(d["Kids"]) {
		if depth < maxDepth {
			b.addPages(kid, depth+1)
		}
	}
}

// branch is what the structure elements above say.
type branch struct {
	inNote, inTOC, inTable, isRef bool
	block                         *block
}

// blockRoles are the elements whose lines belong together.
var blockRoles = map[name]bool{
	"P": true, "H1": true, "H2": true, "H3": true, "H4": true, "H5": true, "H6": true, "TOCI": true, "TD": true, "TH": true,
	"LBody": true, "Lbl": true, "Caption": true, "Title": true, "Code": true,
}

// structure walks the structure tree (ISO 32000-1, 14.7.2).
func (b *book) structure(o any, page any, up branch, depth int) {
	if depth > maxDepth || !b.enter(o) {
		return
	}
	switch o := b.get(o).(type) {
	case array:
		for _, kid := range o {
			b.structure(kid, page, up, depth+1)
		}
	case float64:
		b.sequence(page, int(o), up)
	case dict:
		if p := o["Pg"]; p != nil {
			page = p
		}
		switch o["Type"] {
		case name("MCR"):
			b.sequence(page, int(b.num(o["MCID"])), up)
		case name("OBJR"):
			b.link(o, up)
		default:
			b.structure(o["K"], page, up.below(o), depth+1)
		}
	}
}

func (up branch) below(elem dict) branch {
	role, _ := elem["S"].(name)
	up.inNote = up.inNote || role == "Note"
	up.inTOC = up.inTOC || role == "TOC"
	up.inTable = up.inTable || role == "Table"
	if blockRoles[role] {
		up.block, up.isRef = &block{role: role, inNote: up.inNote, inTable: up.inTable}, false
	}
	up.isRef = up.isRef || role == "Reference"
	return up
}

func (b *book) sequence(page any, mcid int, up branch) {
	if r, ok := page.(ref); ok && up.block != nil {
		b.blocks[place{b.number[r], mcid}] = up.block
	}
}

// link notes a call: a link under Reference, outside contents and notes, with
// a destination on a page.
func (b *book) link(objr dict, up branch) {
	if !up.isRef || up.inTOC || up.inNote {
		return
	}
	annot, ok := objr["Obj"].(ref)
	dest := b.array(b.dict(annot)["Dest"])
	if !ok || len(dest) == 0 {
		return
	}
	target, ok := dest[0].(ref)
	if ok {
		b.calls = append(b.calls, call{b.pageOf(annot), b.number[target]})
	}
}

func (b *book) pageOf(annot ref) int {
	for i, p := range b.pages {
		for _, a := range b.array(p["Annots"]) {
			if a == any(annot) {
				return i
			}
		}
	}
	return -1
}

// font reads widths and texts of a Type 0 font.
func (b *book) font(o any) *face {
	r, _ := o.(ref)
	if f := b.fonts[r]; f != nil {
		return f
	}
	d := b.dict(o)
	f := &face{widths: map[int]float64{}, text: map[int]string{}, usual: 1000}
	b.fonts[r] = f
	if kids := b.array(d["DescendantFonts"]); len(kids) > 0 {
		cid := b.dict(kids[0])
		if dw, ok := b.get(cid["DW"]).(float64); ok {
			f.usual = dw
		}
		b.widths(f, b.array(cid["W"]))
	}
	if st, ok := b.get(d["ToUnicode"]).(*stream); ok {
		if data, err := st.data(); err == nil {
			f.toUnicode(data)
		}
	}
	return f
}

// widths reads the W array (ISO 32000-1, 9.7.4.3).
func (b *book) widths(f *face, w array) {
	for i := 0; i+1 < len(w); {
		first := int(b.num(w[i]))
		if list := b.array(w[i+1]); list != nil {
			for k, v := range list {
				f.widths[first+k] = b.num(v)
			}
			i += 2
			continue
		}
		if i+2 >= len(w) {
			return
		}
		for c := max(first, 0); c <= int(b.num(w[i+1])) && c < 1<<16; c++ {
			f.widths[c] = b.num(w[i+2])
		}
		i += 3
	}
}

// toUnicode reads a ToUnicode CMap (ISO 32000-1, 9.10.3).
func (f *face) toUnicode(data []byte) {
	s := &scanner{data: data}
	var args []any
	for o := s.object(); o != nil; o = s.object() {
		switch o {
		case keyword("endbfchar"):
			for i := 0; i+1 < len(args); i += 2 {
				f.text[code(args[i])] = decode(args[i+1])
			}
		case keyword("endbfrange"):
			for i := 0; i+2 < len(args); i += 3 {
				f.addRange(code(args[i]), code(args[i+1]), args[i+2])
			}
		}
		if _, ok := o.(keyword); ok {
			args = args[:0]
			continue
		}
		args = append(args, o)
	}
}

func (f *face) addRange(from, to int, texts any) {
	list, isList := texts.(array)
	for c := max(from, 0); c <= to && c < 1<<16; c++ {
		switch {
		case isList && c-from < len(list):
			f.text[c] = decode(list[c-from])
		case !isList:
			r := []rune(decode(texts))
			if len(r) > 0 {
				r[len(r)-1] += rune(c - from)
			}
			f.text[c] = string(r)
		}
	}
}

func code(o any) int {
	n := 0
	s, _ := o.(string)
	for i := range len(s) {
		n = n<<8 | int(s[i])
	}
	return n
}

// decode reads UTF-16BE.
func decode(o any) string {
	s, _ := o.(string)
	var units []uint16
	for i := 0; i+1 < len(s); i += 2 {
		units = append(units, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(units))
}

// width is the advance of a code at size 1.
func (f *face) width(c int) float64 {
	if w, ok := f.widths[c]; ok {
		return w / 1000
	}
	return f.usual / 1000
}
