package style

import (
	"strconv"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/resolve"
)

// Part distinguishes the boxes of one node.
type Part uint8

// The parts: most nodes have only their box.
const (
	Box      Part = iota // the node's own box, or its text
	Title                // the heading of a section or generated part; the link of an entry
	Number               // the number in a heading or an entry
	Marker               // the marker of a list item, the number of a note
	Caption              // the caption of a table or figure
	Term                 // the term of a definition item
	Def                  // each of its definitions
	Folio                // the leader and page number of an entry
	Backlink             // a note's way back to its call
	Head                 // the head rows of a table
	Body                 // its body rows
)

// kind is all of an element that selectors can ask about it alone.
type kind struct {
	tag, classes, id, lang, pseudo string
}

// element is a place in the document as selectors see it. Nodes in the same
// place (same ancestors, same kind, same kind of sibling before) share one, so
// that a long document has few.
type element struct {
	kind
	parent *element
	prev   kind
	kids   map[[2]kind]*element

	computed           *Computed
	factor             float64
	variants, settings []Feature
}

// up is the element's parent as selectors see it. A pseudo-element inherits
// from the element that it belongs to, but stands beside it for selectors.
func (e *element) up() *element {
	if e.pseudo != "" && e.parent != nil {
		return e.parent.parent
	}
	return e.parent
}

// Styled is a document with the computed style of every part of it.
type Styled struct {
	sheet         *Sheet
	body          *element
	root, measure geom.Length
	styles        map[place]*Computed
}

type place struct {
	node ast.Node
	part Part
}

// Of returns the computed style of a part of a node: never nil for the nodes
// of the document and the parts that they have; else the style of the body.
func (s *Styled) Of(n ast.Node, p Part) *Computed {
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
func (w *walker) child(parent *element, prev *kind, k kind) *element {
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
	e := &element{kind: k, parent: parent, prev: key[1], kids: map[[2]kind]*element{}}
	w.s.sheet.compute(e, w.s.measure, w.s.root)
	if parent != nil {
		parent.kids[key] = e
	}
	return e
}

// put records the style of a part of a node and returns its element.
func (w *walker) put(n ast.Node, p Part, parent *element, prev *kind, k kind) *element {
	e := w.child(parent, prev, k)
	w.s.styles[place{n, p}] = e.computed
	return e
}

func (w *walker) blocks(parent *element, list []ast.Block) {
	prev := kind{}
	for _, b := range list {
		w.block(parent, &prev, b)
	}
}

func (w *walker) block(parent *element, prev *kind, b ast.Block) {
	switch n := b.(type) {
	case *ast.Section:
		w.section(parent, prev, n)
	case *ast.Paragraph:
		e := w.put(n, Box, parent, prev, kind{tag: "p", classes: paragraphClasses(n)})
		w.inlines(e, n.Inlines)
	case *ast.List:
		w.list(parent, prev, n)
	case *ast.DefList:
		w.defList(parent, prev, n)
	case *ast.Table:
		w.table(parent, prev, n)
	case *ast.Figure:
		w.figure(parent, prev, n)
	case *ast.BlockQuote:
		w.blocks(w.put(n, Box, parent, prev, kind{tag: "blockquote"}), n.Blocks)
	case *ast.CodeBlock:
		w.put(n, Box, parent, prev, kind{tag: "pre"})
	case *ast.Break:
		w.put(n, Box, parent, prev, kind{tag: "hr"})
	case *ast.Matter:
		w.matter(parent, prev, n)
	case *ast.Contents:
		w.entries(w.put(n, Box, parent, prev, kind{tag: "ol"}), n.Entries, 1)
	}
}

// longTitle and longerTitle are the lengths in characters from which a title
// asks for smaller type, so that the title page stays one page.
const (
	longTitle   = 90
	longerTitle = 330
)

// paragraphClasses adds runin where a paragraph begins with a run-in heading,
// and to a title how long it is: long, or longer.
func paragraphClasses(p *ast.Paragraph) string {
	if p.Class == "title" {
		switch n := utf8.RuneCountInString(ast.PlainText(p.Inlines)); {
		case n >= longerTitle:
			return "title longer"
		case n >= longTitle:
			return "title long"
		}
	}
	if len(p.Inlines) > 0 {
		if _, ok := p.Inlines[0].(*ast.Strong); ok && p.Class == "" {
			return "runin"
		}
	}
	return p.Class
}

func (w *walker) section(parent *element, prev *kind, n *ast.Section) {
	level := strconv.Itoa(min(w.doc.Depth(n), 6))
	box := w.put(n, Box, parent, prev, kind{tag: "section", classes: "level" + level, id: n.ID})
	inner := kind{}
	h := w.put(n, Title, box, &inner, kind{tag: "h" + level})
	w.put(n, Number, h, &kind{}, kind{tag: "span", classes: "number"})
	w.inlines(h, n.Title)
	for _, b := range n.Blocks {
		w.block(box, &inner, b)
	}
}

func (w *walker) matter(parent *element, prev *kind, n *ast.Matter) {
	tag := "section"
	if n.Role == ast.TOC {
		tag = "nav"
	}
	box := w.put(n, Box, parent, prev, kind{tag: tag, classes: string(n.Role), id: n.ID})
	inner := kind{}
	if len(n.Title) > 0 {
		w.inlines(w.put(n, Title, box, &inner, kind{tag: "h1"}), n.Title)
	}
	for _, b := range n.Blocks {
		w.block(box, &inner, b)
	}
}

func (w *walker) list(parent *element, prev *kind, n *ast.List) {
	tag := "ul"
	if n.Ordered() {
		tag = "ol"
	}
	box := w.put(n, Box, parent, prev, kind{tag: tag})
	inner := kind{}
	for _, it := range n.Items {
		li := w.put(it, Box, box, &inner, kind{tag: "li"})
		w.put(it, Marker, li, &kind{}, kind{tag: "li", pseudo: "marker"})
		w.blocks(li, it.Blocks)
	}
}

func (w *walker) defList(parent *element, prev *kind, n *ast.DefList) {
	box := w.put(n, Box, parent, prev, kind{tag: "dl"})
	inner := kind{}
	for _, it := range n.Items {
		w.inlines(w.put(it, Term, box, &inner, kind{tag: "dt"}), it.Term)
		for _, def := range it.Defs {
			w.blocks(w.put(it, Def, box, &inner, kind{tag: "dd"}), def)
		}
	}
}

func (w *walker) table(parent *element, prev *kind, n *ast.Table) {
	box := w.put(n, Box, parent, prev, kind{tag: "table", id: n.ID})
	inner := kind{}
	w.inlines(w.put(n, Caption, box, &inner, kind{tag: "caption"}), n.Caption)
	grid := w.doc.Grid(n)
	if len(n.Head) > 0 {
		w.rows(w.put(n, Head, box, &inner, kind{tag: "thead"}), n.Head, grid.Head)
	}
	w.rows(w.put(n, Body, box, &inner, kind{tag: "tbody"}), n.Body, grid.Body)
}

func (w *walker) rows(group *element, rows []*ast.Row, places [][]resolve.Place) {
	prev := kind{}
	for i, r := range rows {
		tr := w.put(r, Box, group, &prev, kind{tag: "tr"})
		inner := kind{}
		for j, c := range r.Cells {
			p := &places[i][j]
			k := kind{tag: "td", classes: string(p.Align)}
			if p.Header != ast.HeaderNone {
				k.tag = "th"
			}
			w.blocks(w.put(c, Box, tr, &inner, k), c.Blocks)
		}
	}
}

func (w *walker) figure(parent *element, prev *kind, n *ast.Figure) {
	box := w.put(n, Box, parent, prev, kind{tag: "figure", id: n.ID})
	inner := kind{}
	if n.Image != nil {
		w.put(n.Image, Box, box, &inner, kind{tag: "img"})
	}
	w.inlines(w.put(n, Caption, box, &inner, kind{tag: "figcaption"}), n.Caption)
}

// entries styles the items of the contents: li.level1 > a, span.number in it
// and the leader and folio as a::after.
func (w *walker) entries(parent *element, list []*ast.Entry, level int) {
	prev := kind{}
	for _, n := range list {
		li := w.put(n, Box, parent, &prev, kind{tag: "li", classes: "level" + strconv.Itoa(level)})
		inner := kind{}
		a := w.put(n, Title, li, &inner, kind{tag: "a"})
		w.put(n, Number, a, &kind{}, kind{tag: "span", classes: "number"})
		w.put(n, Folio, a, &kind{}, kind{tag: "a", pseudo: "after"})
		w.inlines(a, n.Title)
		if len(n.Entries) > 0 {
			w.entries(w.child(li, &inner, kind{tag: "ol"}), n.Entries, level+1)
		}
	}
}

func (w *walker) note(prev *kind, n *ast.Note) {
	box := w.put(n, Box, w.s.body, prev, kind{tag: "aside", classes: "footnote"})
	w.put(n, Marker, box, &kind{}, kind{tag: "aside", classes: "footnote", pseudo: "marker"})
	w.put(n, Backlink, box, &kind{}, kind{tag: "a", classes: "backlink"})
	w.blocks(box, n.Blocks)
}
