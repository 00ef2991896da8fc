package style

import (
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/element"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/resolve"
)

// kind is all of an element that selectors can ask about it alone.
type kind struct {
	tag, classes, id, lang, pseudo string
}

// site is a place in the document as selectors see it. Nodes in the same
// place (same ancestors, same kind, same kind of sibling before) share one, so
// that a long document has few.
type site struct {
	kind
	parent *site
	prev   kind
	kids   map[[2]kind]*site

	computed           *Computed
	factor             float64
	variants, settings []Feature
}

// up is the element's parent as selectors see it. A pseudo-element inherits
// from the element that it belongs to, but stands beside it for selectors.
func (e *site) up() *site {
	if e.pseudo != "" && e.parent != nil {
		return e.parent.parent
	}
	return e.parent
}

// Styled is a document with the computed style of every part of it.
type Styled struct {
	sheet         *Sheet
	body          *site
	root, measure geom.Length
	styles        map[place]*Computed
}

type place struct {
	node ast.Node
	part element.Part
}

// Of returns the computed style of a part of a node: never nil for the nodes
// of the document and the parts that they have; else the style of the body.
func (s *Styled) Of(n ast.Node, p element.Part) *Computed {
	if c := s.styles[place{n, p}]; c != nil {
		return c
	}
	return s.body.computed
}

// Body returns the style of the body, from which everything inherits.
func (s *Styled) Body() *Computed { return s.body.computed }

// Resolve computes the style of every node of doc. Nodes in the same place
// share one Computed, which must not be changed.
func Resolve(doc *resolve.Document, sheet *Sheet) *Styled {
	s := &Styled{sheet: sheet, styles: map[place]*Computed{}}
	w := &walker{s: s, doc: doc, lang: doc.Meta.Lang}
	html := w.child(nil, &kind{}, kind{tag: "html"})
	s.root = html.computed.FontSize
	s.body = html
	s.measure = s.Page("", false, false).Content().W
	s.body = w.child(html, &kind{}, kind{tag: "body"})
	w.blocks(s.body, doc.Blocks)
	prev := kind{}
	for _, n := range doc.Notes {
		w.note(&prev, n)
	}
	return s
}

// walker visits the document in reading order.
type walker struct {
	s    *Styled
	doc  *resolve.Document
	lang string
}

// child returns the element of kind k under parent, after a sibling of kind
// prev; prev then becomes k.
func (w *walker) child(parent *site, prev *kind, k kind) *site {
	if k.lang == "" {
		k.lang = w.lang
		if parent != nil {
			k.lang = parent.lang
		}
	}
	if !w.s.sheet.ids[k.id] {
		k.id = ""
	}
	key := [2]kind{k, *prev}
	if k.pseudo == "" {
		*prev = k
	}
	if parent != nil && parent.kids[key] != nil {
		return parent.kids[key]
	}
	e := &site{kind: k, parent: parent, prev: key[1], kids: map[[2]kind]*site{}}
	w.s.sheet.compute(e, w.s.measure, w.s.root)
	if parent != nil {
		parent.kids[key] = e
	}
	return e
}

// put records the style of a part of a node and returns its site.
func (w *walker) put(n ast.Node, p element.Part, parent *site, prev *kind, k kind) *site {
	e := w.child(parent, prev, k)
	w.s.styles[place{n, p}] = e.computed
	return e
}

// of is put for a part whose element follows from the node alone.
func (w *walker) of(n ast.Node, p element.Part, parent *site, prev *kind) *site {
	return w.put(n, p, parent, prev, kindOf(element.Of(n, p)))
}

// named is of for the box of a node with an identifier.
func (w *walker) named(n ast.Node, id string, parent *site, prev *kind) *site {
	k := kindOf(element.Of(n, element.Box))
	k.id = id
	return w.put(n, element.Box, parent, prev, k)
}

func kindOf(e element.Element) kind { return kind{tag: e.Tag, classes: e.Class, pseudo: e.Pseudo} }

func (w *walker) blocks(parent *site, list []ast.Block) {
	prev := kind{}
	for _, b := range list {
		w.block(parent, &prev, b)
	}
}

func (w *walker) block(parent *site, prev *kind, b ast.Block) {
	switch n := b.(type) {
	case *ast.Section:
		w.section(parent, prev, n)
	case *ast.Paragraph:
		w.inlines(w.of(n, element.Box, parent, prev), n.Inlines)
	case *ast.List:
		w.list(parent, prev, n)
	case *ast.DefList:
		w.defList(parent, prev, n)
	case *ast.Table:
		w.table(parent, prev, n)
	case *ast.Figure:
		w.figure(parent, prev, n)
	case *ast.BlockQuote:
		w.blocks(w.of(n, element.Box, parent, prev), n.Blocks)
	case *ast.Box:
		w.titled(parent, prev, n, n.ID, n.Title, n.Blocks)
	case *ast.CodeBlock, *ast.Break:
		w.of(n, element.Box, parent, prev)
	case *ast.Matter:
		w.titled(parent, prev, n, n.ID, n.Title, n.Blocks)
	case *ast.Contents:
		w.entries(w.of(n, element.Box, parent, prev), n.Entries, 1)
	}
}

func (w *walker) section(parent *site, prev *kind, n *ast.Section) {
	depth := w.doc.Depth(n)
	k := kindOf(element.Section(depth, element.Box))
	if n.Region != "" { // so that a sheet can number what stands before the chapters by itself
		k.classes += " " + string(n.Region)
	}
	k.id = n.ID
	box := w.put(n, element.Box, parent, prev, k)
	inner := kind{}
	h := w.put(n, element.Title, box, &inner, kindOf(element.Section(depth, element.Title)))
	w.of(n, element.Number, h, &kind{})
	w.inlines(h, n.Title)
	for _, b := range n.Blocks {
		w.block(box, &inner, b)
	}
}

// titled styles what has a title above its blocks: a part that is generated, a box.
func (w *walker) titled(parent *site, prev *kind, n ast.Node, id string, title []ast.Inline, blocks []ast.Block) {
	box := w.named(n, id, parent, prev)
	inner := kind{}
	if len(title) > 0 {
		w.inlines(w.of(n, element.Title, box, &inner), title)
	}
	for _, b := range blocks {
		w.block(box, &inner, b)
	}
}

func (w *walker) list(parent *site, prev *kind, n *ast.List) {
	box := w.of(n, element.Box, parent, prev)
	inner := kind{}
	for _, it := range n.Items {
		li := w.of(it, element.Box, box, &inner)
		w.of(it, element.Marker, li, &kind{})
		w.blocks(li, it.Blocks)
	}
}

func (w *walker) defList(parent *site, prev *kind, n *ast.DefList) {
	box := w.of(n, element.Box, parent, prev)
	inner := kind{}
	for _, it := range n.Items {
		w.inlines(w.of(it, element.Term, box, &inner), it.Term)
		for _, def := range it.Defs {
			w.blocks(w.of(it, element.Def, box, &inner), def)
		}
	}
}

func (w *walker) table(parent *site, prev *kind, n *ast.Table) {
	box := w.named(n, n.ID, parent, prev)
	inner := kind{}
	w.inlines(w.of(n, element.Caption, box, &inner), n.Caption)
	grid := w.doc.Grid(n)
	if len(n.Head) > 0 {
		w.rows(w.of(n, element.Head, box, &inner), n.Head, grid.Head)
	}
	w.rows(w.of(n, element.Body, box, &inner), n.Body, grid.Body)
}

func (w *walker) rows(group *site, rows []*ast.Row, places [][]resolve.Place) {
	prev := kind{}
	for i, r := range rows {
		tr := w.of(r, element.Box, group, &prev)
		inner := kind{}
		for j, c := range r.Cells {
			w.blocks(w.put(c, element.Box, tr, &inner, kindOf(element.Cell(&places[i][j]))), c.Blocks)
		}
	}
}

func (w *walker) figure(parent *site, prev *kind, n *ast.Figure) {
	box := w.named(n, n.ID, parent, prev)
	inner := kind{}
	if n.Image != nil {
		w.of(n.Image, element.Box, box, &inner)
	}
	for _, b := range n.Blocks {
		w.block(box, &inner, b)
	}
	w.inlines(w.of(n, element.Caption, box, &inner), n.Caption)
}

// entries styles the items of the contents: in each a link with the number in
// it, and behind it the leader and folio.
func (w *walker) entries(parent *site, list []*ast.Entry, depth int) {
	prev := kind{}
	for _, n := range list {
		li := w.put(n, element.Box, parent, &prev, kindOf(element.Entry(n, depth)))
		inner := kind{}
		a := w.of(n, element.Title, li, &inner)
		w.of(n, element.Number, a, &kind{})
		w.of(n, element.Folio, a, &kind{})
		w.inlines(a, n.Title)
		if len(n.Entries) > 0 {
			w.entries(w.child(li, &inner, kindOf(element.Of(&ast.Contents{}, element.Box))), n.Entries, depth+1)
		}
	}
}

func (w *walker) note(prev *kind, n *ast.Note) {
	box := w.of(n, element.Box, w.s.body, prev)
	w.of(n, element.Marker, box, &kind{})
	w.of(n, element.Backlink, box, &kind{})
	w.blocks(box, n.Blocks)
}
