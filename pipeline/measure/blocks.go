package measure

import (
	"slices"
	"strings"
)

// block is a structure element that lines are made in, with its text in
// structure order.
type block struct {
	role   string // P, H1, LBody, Note, TOCI, …
	apart  bool   // in contents or a table, where lines are not justified
	note   *note  // of which the block is a part
	lines  []line
	glyphs []glyph
}

// note is a footnote; its call is the reference that bears the same label.
type note struct {
	label  string
	blocks []*block
	order  int
}

// call is a reference to a note.
type call struct {
	label string
	page  int
}

// book is the file's text by structure.
type book struct {
	blocks []*block
	notes  []*note
	calls  []call
}

// blockRoles are the structure types that begin a block of lines
// (ISO 32000-1, 14.8.4.3).
var blockRoles = []string{"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "LBody", "TOCI", "Caption", "TD", "TH", "Note", "Title"}

// reader walks the structure tree.
type reader struct {
	file  *file
	at    map[place][]glyph // glyphs by marked-content identifier
	pages map[string]int    // page number by reference
	roles dict
	book  book
}

type place struct{ page, mcid int }

// context is what the elements above say.
type context struct {
	page  int
	role  string
	block *block
	note  *note
	apart bool // in contents or a table
	skip  bool // in a label
	call  *strings.Builder
}

func (f *file) book() book {
	r := &reader{file: f, at: map[place][]glyph{}, pages: map[string]int{}}
	for i, ref := range f.pages() {
		r.pages[ref] = i
		for _, g := range f.paint(i, ref) {
			if !g.artifact && g.mcid >= 0 {
				r.at[place{i, g.mcid}] = append(r.at[place{i, g.mcid}], g)
			}
		}
	}
	root := f.dict(f.catalog()["/StructTreeRoot"])
	r.roles = f.dict(root["/RoleMap"])
	r.kids(root["/K"], context{})
	return r.book
}

func (r *reader) kids(v any, c context) {
	for _, k := range r.file.list(v) {
		r.kid(k, c)
	}
}

// kid reads a marked-content identifier, a marked-content or object
// reference, or an element.
func (r *reader) kid(v any, c context) {
	if n, ok := v.(float64); ok {
		r.content(c, c.page, int(n))
		return
	}
	d := r.file.dict(v)
	if ref, ok := d["/Pg"].(string); ok {
		c.page = r.pages[ref]
	}
	switch r.file.name(d["/Type"]) {
	case "/MCR":
		r.content(c, c.page, int(r.file.number(d["/MCID"])))
	case "/OBJR":
	default:
		r.element(d, c)
	}
}

func (r *reader) content(c context, page, mcid int) {
	glyphs := r.at[place{page, mcid}]
	if c.call != nil {
		for _, g := range glyphs {
			c.call.WriteString(g.text)
		}
		if len(glyphs) > 0 {
			r.book.calls[len(r.book.calls)-1].page = glyphs[0].page
		}
	}
	if c.block != nil && !c.skip {
		c.block.glyphs = append(c.block.glyphs, glyphs...)
	}
	if c.skip && c.note != nil && len(c.note.blocks) <= 1 && c.note.label == "" {
		for _, g := range glyphs {
			c.note.label += g.text
		}
	}
}

func (r *reader) element(d dict, c context) {
	role := strings.TrimPrefix(r.file.name(d["/S"]), "/")
	if to := r.file.name(r.roles["/"+role]); to != "" && !slices.Contains(blockRoles, role) {
		role = strings.TrimPrefix(to, "/")
	}
	c.role = role
	switch role {
	case "TOC", "Table":
		c.apart = true
	case "Lbl":
		c.skip = true
	case "Note":
		c.note = &note{order: len(r.book.notes)}
		c.skip, c.call = false, nil
		r.book.notes = append(r.book.notes, c.note)
	case "Reference":
		if !c.apart && c.note == nil {
			r.reference(d, c)
			return
		}
	}
	if slices.Contains(blockRoles, role) {
		c.block = r.newBlock(role, c)
	}
	r.kids(d["/K"], c)
}

// reference reads a note call; its glyphs stay part of the line.
func (r *reader) reference(d dict, c context) {
	c.call = &strings.Builder{}
	r.book.calls = append(r.book.calls, call{page: -1})
	at := len(r.book.calls) - 1
	r.kids(d["/K"], c)
	r.book.calls[at].label = label(c.call.String())
}

func (r *reader) newBlock(role string, c context) *block {
	b := &block{role: role, apart: c.apart, note: c.note}
	r.book.blocks = append(r.book.blocks, b)
	if c.note != nil {
		c.note.blocks = append(c.note.blocks, b)
	}
	return b
}

// label keeps a label's own signs: no stop, bracket or space around it.
func label(s string) string { return strings.Trim(s, " .)(\u00a0") }
