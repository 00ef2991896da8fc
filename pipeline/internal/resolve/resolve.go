// Package resolve works out, once, what every edition needs to know of a
// finished document: the order of calls, the order of notes and the calls of
// each, how deep sections stand, where the cells of tables stand and what they
// head, and which identifiers are where.
//
// What comes in is a checked document with its generated parts; what goes out is
// that document with the answers. Writers ask here and never count for
// themselves, so that all editions agree.
package resolve

import (
	"strings"

	"octavo/pipeline/internal/ast"
)

// Document is a document with what was worked out. It must not be changed.
type Document struct {
	*ast.Document
	*Calls
	depths map[*ast.Section]int
	grids  map[*ast.Table]*Grid
	held   map[ast.Node]*Held
	// landings are the empty elements before what links lead to, by its identifier.
	landings map[string]string
}

// Held is what one outermost block or one note holds, what is nested in it
// included.
type Held struct {
	// Calls are the calls in it, in order.
	Calls []*ast.NoteRef
	// IDs are the identifiers of what stands in it, its own first.
	IDs []string
	// Size is the length of its text in bytes.
	Size int
}

// Of resolves doc in one walk.
func Of(doc *ast.Document) *Document {
	w := walker{d: &Document{
		Document: doc,
		Calls:    newCalls(),
		depths:   map[*ast.Section]int{},
		grids:    map[*ast.Table]*Grid{},
		held:     make(map[ast.Node]*Held, len(doc.Blocks)+len(doc.Notes)),
		landings: map[string]string{},
	}, linked: map[string]bool{}, blocks: map[string]bool{}}
	for _, b := range doc.Blocks {
		w.enter(b)
		w.block(b, 0)
	}
	for _, n := range doc.Notes {
		w.enter(n)
		ast.Walk(n, w.visit)
	}
	w.d.finish(doc.Notes)
	w.d.nameCells(w.named)
	w.land()
	return w.d
}

// Depth counts the sections from the outermost, which is 1, to s. It is the
// level of the heading: so none is skipped (ISO 14289-1, 7.4.2).
func (d *Document) Depth(s *ast.Section) int {
	if depth := d.depths[s]; depth > 0 {
		return depth
	}
	return s.Level // Check lets none stand elsewhere
}

// In returns what an outermost block or a note of the document holds.
func (d *Document) In(n ast.Node) *Held {
	if h := d.held[n]; h != nil {
		return h
	}
	return &Held{}
}

// walker visits the document in its order: blocks, then notes.
type walker struct {
	d     *Document
	held  *Held
	named []named
	// linked are the identifiers that links lead to, blocks those of whole blocks.
	linked, blocks map[string]bool
	order          []string // of linked
}

// enter begins what n holds.
func (w *walker) enter(n ast.Node) {
	w.held = &Held{}
	w.d.held[n] = w.held
}

func (w *walker) block(b ast.Block, depth int) {
	s, ok := b.(*ast.Section)
	if !ok {
		ast.Walk(b, w.visit)
		return
	}
	w.d.depths[s] = depth + 1
	w.id(s.ID)
	ast.WalkInlines(s.Title, w.visit)
	for _, kid := range s.Blocks {
		w.block(kid, depth+1)
	}
}

func (w *walker) id(id string) {
	if id != "" {
		w.held.IDs = append(w.held.IDs, id)
		w.blocks[id] = true
	}
}

// land names the landings.
func (w *walker) land() {
	if len(w.order) == 0 {
		return
	}
	used := w.d.ids()
	for _, id := range w.order {
		if w.blocks[id] {
			w.d.landings[id] = fresh("to-"+id, used)
		}
	}
}

// Landing is the identifier to which a link to id leads: that of an empty element
// before it where it is a whole block, else id itself.
func (d *Document) Landing(id string) string {
	if at := d.landings[id]; at != "" {
		return at
	}
	return id
}

func (w *walker) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Text:
		w.held.Size += len(n.Value)
	case *ast.Anchor:
		w.held.IDs = append(w.held.IDs, n.ID)
	case *ast.Link:
		if id, inside := strings.CutPrefix(n.URL, "#"); inside && !w.linked[id] {
			w.linked[id] = true
			w.order = append(w.order, id)
		}
	case *ast.NoteRef:
		if w.d.add(n) {
			w.held.Calls = append(w.held.Calls, n)
		}
	case *ast.Table:
		w.id(n.ID)
		g := gridOf(n)
		w.d.grids[n] = g
		if g.grouped || hasNamedCell(n) {
			w.named = append(w.named, named{n, w.held})
		}
	default:
		w.id(ast.NodeID(n))
	}
	return true
}
