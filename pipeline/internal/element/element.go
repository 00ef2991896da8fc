// Package element is the one table from the nodes of the document tree to
// elements of HTML: tag, classes, EPUB structural semantics and ARIA role. The
// style sheets select by it in pages, and the EPUB is marked up by it, so that
// one selector means the same in every edition.
//
// What comes in is a node and which of its boxes is meant; for what depends on
// the place, Section, Entry and Cell take the place from the resolved document.
package element

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/resolve"
)

// Part distinguishes the boxes of one node.
type Part uint8

// The parts: most nodes have only their box.
const (
	Box      Part = iota // the node's own box, or its text
	Title                // the heading of a section, generated part or box; the link of an entry
	Number               // the number in a heading or an entry
	Marker               // the marker of a list item, the number of a note, as pages generate it
	Label                // the same where the mark-up holds it as text
	Caption              // the caption of a table or figure
	Term                 // the term of a definition item
	Def                  // each of its definitions
	Folio                // the leader and page number of an entry
	Backlink             // a note's way back to its call
	Head                 // the head rows of a table
	Body                 // its body rows
	Raised               // what stands around a call
)

// Element is how a part of a node is marked up. Strings that are empty are not
// written.
type Element struct {
	Tag   string
	Class string // separated by spaces
	Type  string // EPUB 3 Structural Semantics Vocabulary 1.1
	Role  string // WAI-ARIA 1.2 and DPUB-ARIA 1.1
	Scope string // of a header cell (HTML, 4.9.10)
	// Pseudo is the pseudo-element that pages draw; mark-up has none for it.
	Pseudo string
}

// Elements that stand for no single node.
var (
	// Notes holds the notes of a file.
	Notes = Element{Tag: "section", Class: "notes", Type: "footnotes"}
	// PageBreak marks where a page of the print layout begins.
	PageBreak = Element{Tag: "span", Type: "pagebreak", Role: "doc-pagebreak"}
	// PageTarget is where one begins inside what is named by its content. EPUBCheck
	// takes a span in a list of the navigation for one that must have text.
	PageTarget = Element{Tag: "i", Type: "pagebreak"}
)

// row holds the elements of one kind of node by its parts.
type row [Raised + 1]Element

// The table of what follows from the kind of node and the part alone.
var (
	noteParts = row{
		Box:      {Tag: "aside", Class: "footnote", Type: "footnote", Role: "doc-footnote"},
		Marker:   {Tag: "aside", Class: "footnote", Pseudo: "marker"},
		Label:    {Tag: "span", Class: "label"},
		Backlink: {Tag: "a", Class: "backlink", Type: "backlink", Role: "doc-backlink"},
	}
	itemParts    = row{Box: {Tag: "li"}, Marker: {Tag: "li", Pseudo: "marker"}, Label: {Tag: "span", Class: "marker"}}
	defItemParts = row{Term: {Tag: "dt"}, Def: {Tag: "dd"}}
	tableParts   = row{Box: {Tag: "table"}, Caption: {Tag: "caption"}, Head: {Tag: "thead"}, Body: {Tag: "tbody"}}
	figureParts  = row{Box: {Tag: "figure"}, Caption: {Tag: "figcaption"}}
	entryParts   = row{Title: {Tag: "a"}, Number: {Tag: "span", Class: "number"}, Folio: {Tag: "a", Pseudo: "after"}}
	callParts    = row{
		Box:    {Tag: "a", Class: "noteref", Type: "noteref", Role: "doc-noteref"},
		Raised: {Tag: "sup", Class: "call"}, // around the link, or Apple Books shows no pop-up
	}
	matterBoxes = map[ast.MatterRole]Element{
		ast.TitlePage: {Tag: "section", Class: "titlepage", Type: "titlepage"},
		ast.TOC:       {Tag: "nav", Class: "toc", Type: "toc", Role: "doc-toc"},
		ast.Tables:    {Tag: "nav", Class: "toc lot", Type: "lot"},
		ast.Figures:   {Tag: "nav", Class: "toc loi", Type: "loi"},
		ast.Colophon:  {Tag: "section", Class: "colophon", Type: "colophon", Role: "doc-colophon"},
	}
)

// Of returns the element of a part of a node; its tag is empty for a node
// that is not known. Sections, entries and cells have functions of their own
// for their boxes.
func Of(n ast.Node, p Part) Element {
	switch n := n.(type) {
	case ast.Inline:
		return inline(n, p)
	case *ast.Paragraph:
		return paragraph(n)
	case *ast.List:
		return list(n)
	case *ast.ListItem:
		return itemParts[p]
	case *ast.DefList:
		return Element{Tag: "dl"}
	case *ast.DefItem:
		return defItemParts[p]
	case *ast.Table:
		return tableParts[p]
	case *ast.Row:
		return Element{Tag: "tr"}
	case *ast.Figure:
		return figureParts[p]
	case *ast.BlockQuote:
		return Element{Tag: "blockquote"}
	case *ast.Box:
		return box(n, p)
	case *ast.CodeBlock:
		return Element{Tag: "pre"}
	case *ast.Break:
		return Element{Tag: "hr"}
	case *ast.Contents:
		return Element{Tag: "ol"}
	case *ast.Matter:
		return matter(n, p)
	case *ast.Section:
		return number(n)
	case *ast.Entry:
		return entryParts[p]
	case *ast.Note:
		return noteParts[p]
	}
	return Element{}
}

func inline(in ast.Inline, p Part) Element {
	switch n := in.(type) {
	case *ast.Emph:
		return Element{Tag: "em"}
	case *ast.Strong:
		return Element{Tag: "strong"}
	case *ast.Super:
		return Element{Tag: "sup"}
	case *ast.Sub:
		return Element{Tag: "sub"}
	case *ast.Code:
		return Element{Tag: "code"}
	case *ast.Formula:
		return Element{Tag: "math"}
	case *ast.Link:
		return Element{Tag: "a"}
	case *ast.Citation:
		return Element{Tag: "a", Class: "citation"}
	case *ast.NoteRef:
		return callParts[p]
	case *ast.Abbr:
		return Element{Tag: "abbr"}
	case *ast.Lang:
		return Element{Tag: "span"}
	case *ast.Mark:
		return Element{Tag: string(n.Kind)}
	case *ast.Image:
		return image(n)
	case *ast.Anchor:
		return Element{Tag: "span"}
	case *ast.LineBreak:
		return Element{Tag: "br"}
	}
	return Element{}
}

func image(n *ast.Image) Element {
	if n.Decorative {
		return Element{Tag: "img", Role: "presentation"}
	}
	return Element{Tag: "img"}
}

// longTitle and longerTitle are the lengths in characters from which a title
// asks for smaller type, so that the title page stays one page.
const (
	longTitle   = 90
	longerTitle = 330
)

// paragraph adds runin where a paragraph begins with a run-in heading, formula
// where it is a display formula, and to a title how long it is. The publication's title is a heading in mark-up, as
// reading systems look for one; PDF has a structure type for it.
func paragraph(n *ast.Paragraph) Element {
	e := Element{Tag: "p", Class: n.Class}
	switch n.Class {
	case "title":
		e.Tag, e.Type = "h1", "title"
		switch length := utf8.RuneCountInString(ast.PlainText(n.Inlines)); {
		case length >= longerTitle:
			e.Class = "title longer"
		case length >= longTitle:
			e.Class = "title long"
		}
	case "subtitle":
		e.Type, e.Role = "subtitle", "doc-subtitle"
	case "":
		if ast.LoneFormula(n.Inlines) != nil {
			e.Class = "formula"
		}
		if len(n.Inlines) > 0 {
			if _, ok := n.Inlines[0].(*ast.Strong); ok {
				e.Class = "runin"
			}
		}
	}
	return e
}

func matter(n *ast.Matter, p Part) Element {
	if p == Title {
		return Element{Tag: "h1"}
	}
	e := matterBoxes[n.Role]
	if n.Letter {
		e.Class += " letter"
	}
	return e
}

// number is that of a heading. Where the source has no blank behind it the sheet
// gives room.
func number(s *ast.Section) Element {
	if s.Sep == "" && len(s.Title) > 0 {
		return Element{Tag: "span", Class: "number glued"}
	}
	return Element{Tag: "span", Class: "number"}
}

// Section returns the box or the heading of a section by its depth, counted from
// 1: HTML has six levels of headings.
func Section(depth int, p Part) Element {
	level := strconv.Itoa(min(depth, 6))
	if p == Title {
		return Element{Tag: "h" + level}
	}
	return Element{Tag: "section", Class: "level" + level}
}

// Entry returns the box of an entry of the contents by its depth.
func Entry(e *ast.Entry, depth int) Element {
	if e.Target == nil {
		return Element{Tag: "li"}
	}
	return Element{Tag: "li", Class: "level" + strconv.Itoa(depth)}
}

// scopes are the values of scope; HTML has no word for a cell that heads both
// its row and its column.
var scopes = map[ast.Header]string{ast.HeaderColumn: "col", ast.HeaderRow: "row"}

// Cell returns the box of a cell in its place.
func Cell(p *resolve.Place) Element {
	if p.Header == ast.HeaderNone {
		return Element{Tag: "td", Class: string(p.Align)}
	}
	e := Element{Tag: "th", Class: string(p.Align), Scope: scopes[p.Header]}
	if e.Scope != "" && p.Group {
		e.Scope += "group"
	}
	return e
}

// list says which numerals and bullets the mark-up leaves to the reader.
func list(l *ast.List) Element {
	e := Element{Tag: "ul"}
	if l.Ordered() {
		e.Tag = "ol"
	}
	if !MarksItself(l) {
		e.Class, e.Role = "marked", "list" // without its markers some readers take it for none
	}
	return e
}

// bullets are the signs that a reading system's own bullet may stand for.
const bullets = "•◦▪▫●○■□–—-*·‣⁃➢\uf0b7\uf0a7o"

// MarksItself reports whether a reading system shows the list's markers by
// itself: bullets, and numbers with a full stop, which need not be in sequence.
func MarksItself(l *ast.List) bool {
	for i, it := range l.Items {
		switch {
		case l.Ordered() && (l.Delim == "." || l.Delim == ""):
			if n, ok := l.Number(i); !ok || it.Marker != "" && it.Marker != ast.FormatNumeral(l.Style, n)+"." {
				return false
			}
		case l.Ordered():
			return false
		case it.Marker != "" && !strings.Contains(bullets, it.Marker):
			return false
		}
	}
	return true
}
