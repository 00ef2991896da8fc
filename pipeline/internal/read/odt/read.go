// Package odt reads text documents of OpenDocument (1.3 part 3), packed (ODT) and flat
// (FODT): what styles, lists, tables, notes and fields say, as LibreOffice shows it.
// What it leaves out (generated indexes, running heads, comments, what was deleted) is
// on record, and what it does not understand is a warning. Positions are numbers of
// paragraphs, counted from 1 in the order of the body.
package odt

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/office"
)

// Read reads the text document called name, packed or flat. Findings go to log; the
// error tells that the file is none, is damaged or encrypted, or would unpack to more
// than a document can need.
func Read(name string, data []byte, opts office.Options, log *diag.Log) (*ast.Document, error) {
	r, err := open(name, data)
	if err != nil {
		return nil, err
	}
	r.Report = office.NewReport(name, log)
	r.opts = opts
	return r.document(), nil
}

// Lines gives the text of each paragraph, as positions number them.
func Lines(name string, data []byte) ([]string, error) {
	r, err := open(name, data)
	if err != nil {
		return nil, err
	}
	return office.Paragraphs(r.body, nil), nil
}

// reader carries what is known while one document is read.
type reader struct {
	*office.Report
	name    string
	opts    office.Options
	archive *office.Archive // nil for a flat document
	body    *office.Node    // office:text
	meta    *office.Node
	styles  *styles
	lists   *lists
	lang    string // of the document
	anchors *office.Anchors
	changes changes
	notes   []*ast.Note
	noteIDs office.Unique
	noteOf  map[string]*ast.Note // by their identifiers

	comments, hidden, covered []string
	described                 []described
	shapes                    []string
	inChart                   bool // the table of a chart is read
	pictures                  *office.Pictures
	title                     office.Title
	authors                   string // in the properties
	promised                  *office.Promises
	looks                     map[*ast.Paragraph]ast.Look
	seen                      map[string]bool // what is told once
	heads                     int
	sizes                     map[int]int            // letters by their size, in twentieths of a point
	smallest                  map[*ast.Paragraph]int // the size of the smallest letters
}

func (r *reader) document() *ast.Document {
	doc := &ast.Document{}
	r.readChanges()
	r.readMeta(doc)
	r.lang = doc.Meta.Lang
	r.readPromises(r.body)
	f := &flow{r: r, top: true}
	f.blocks(r.body)
	r.enlarge()
	doc.Blocks = r.WithoutTypedContents(f.finish(), r.anchors)
	doc.Notes = r.notes
	r.leftOut(doc)
	r.title.Give(doc, r.Report)
	office.GiveAuthors(doc, r.authors, r.Report)
	ast.FillBodies(doc, r.Log)
	r.anchors.Resolve(doc, r.opts.Wanted, r.Report)
	doc.Blocks = ast.Nest(doc.Blocks, r.Log)
	r.CoverBox(doc, r.looks)
	office.Loosen(doc, r.heads, r.looks)
	return doc
}

// leftOut says what was left out as a whole.
func (r *reader) leftOut(doc *ast.Document) {
	r.changes.report(r)
	r.reportHidden()
	r.TellSigns()
	for _, d := range r.described {
		if !ast.SameWords(ast.PlainText(d.table.Caption), d.text) {
			r.Drop(d.table.Src.Line, office.CodeTable, 0.8, d.text, "the alternative text of a table was left out; readers hear the table itself")
		}
	}
	if n := len(r.comments); n > 0 {
		r.Drop(0, office.CodeComments, 1, joined(r.comments), office.Count(n, "comment", "comments")+" left out")
	}
	if n := len(r.covered); n > 0 {
		r.Drop(0, office.CodeTable, 0.9, joined(r.covered), office.Count(n, "text in a cell that another one covers", "texts in cells that others cover")+" left out, as LibreOffice shows none")
	}
	if n := len(r.shapes); n > 0 {
		r.WarnDropped(0, office.CodeDrawing, joined(r.shapes), office.Count(n, "drawing", "drawings")+" left out",
			"in LibreOffice, cut each that readers should see and paste it as a picture, with a text alternative")
	}
	r.furniture(doc)
}

func (r *reader) reportHidden() {
	r.Hidden(joined(r.hidden), "show what readers should see: take the mark off Hidden (Format, Character, Font Effects), or show the section")
}

// hide keeps the text of what is not shown, for the record.
func (r *reader) hide(n *office.Node) { r.hidden = keep(r.hidden, n) }

// keep adds the text in n to a list of texts.
func keep(list []string, n *office.Node) []string {
	if s := office.Plain(n, nil); s != "" {
		return append(list, s)
	}
	return list
}

func joined(list []string) string { return strings.Join(list, "\n") }

// passed are elements that carry no meaning of their own, or whose meaning is taken
// where they stand.
var passed = map[string]bool{
	"text:sequence-decls": true, "text:variable-decls": true, "text:user-field-decls": true, "text:dde-connection-decls": true,
	"text:alphabetical-index-auto-mark-file": true, "text:tracked-changes": true, "text:soft-page-break": true, "office:forms": true,
	"table:table-column": true, "table:table-columns": true, "table:table-header-columns": true, "table:table-column-group": true,
	"text:bookmark-end": true, "text:reference-mark-end": true, "office:annotation-end": true, "field:fieldmark-separator": true, "field:param": true, "field:fieldmark-end": true, "office:event-listeners": true, "office:dde-source": true,
	"table:title": true, "table:desc": true, "table:table-source": true, "text:section-source": true, "table:named-expressions": true,
	"text:toc-mark": true, "text:toc-mark-start": true, "text:toc-mark-end": true,
	"text:alphabetical-index-mark": true, "text:alphabetical-index-mark-start": true, "text:alphabetical-index-mark-end": true,
	"text:user-index-mark": true, "text:user-index-mark-start": true, "text:user-index-mark-end": true,
	"svg:title": true, "svg:desc": true, "draw:glue-point": true, "draw:enhanced-geometry": true, "draw:image-map": true, "draw:contour-polygon": true, "draw:contour-path": true,
	"text:label": true, "text:list-level-style-bullet": true, "text:variable-set": false,
}

// unknown says once for each kind of element that it was not understood.
func (r *reader) unknown(n *office.Node) {
	if passed[n.Name] {
		return
	}
	if n.Name == "" {
		r.stray(n)
		return
	}
	text := strings.TrimSpace(n.AllText())
	if r.seen[n.Name] && text == "" {
		return
	}
	r.seen[n.Name] = true
	r.WarnDropped(n.Place, office.CodeUnknown, text, fmt.Sprintf("the element %q is not understood and was left out", n.Name),
		"look whether the text is whole; in LibreOffice, write what is missing in another way")
}

// stray keeps, for the record, text that stands between paragraphs, where none may.
func (r *reader) stray(n *office.Node) {
	if text := strings.TrimSpace(n.Text); text != "" {
		r.WarnDropped(n.Place, office.CodeUnknown, text, "text that stands outside any paragraph was left out, as LibreOffice shows none",
			"look whether the text is whole; in LibreOffice, write what is missing anew")
	}
}
