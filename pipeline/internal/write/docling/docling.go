// Package docling writes the document tree as a DoclingDocument, the JSON of the
// docling family of programs (docling-core, docs/DoclingDocument.json, version
// 1.10.0 of the schema), which cut documents for search and for language models.
//
// A paragraph is one text item with its whole text, because readers of the format
// join the items of an inline group with spaces, which would change the text. What
// stands inside a text, and all else that the format has no field for, is said in one
// place: the "meta" of the body's last group, octavo, which lies in the layer of what is
// not shown. docling's programs keep it there, while they print the meta of what is shown
// as text. It has the publication's metadata in octavo__metadata, and in octavo__items, by
// the self_ref of each item:
//
//	spans      parts of a text: range, kind, and what the kind says (url, title, scheme, tex,
//	           display, alt, expansion, lang, id, $ref of a picture)
//	markers    of the notes in comments, as they stand in orig
//	calls      of a note: the items that call it
//	role       subtitle, term, title, break or box: what an item is that has no label of its own
//	cells      of a table: what cells say of headers beside their kind
//	id number region label info alt src title decorative width align
//
// A call leads to its note by the field comments, docling's only one that ties an item
// to a range of a text: $ref is the note, which is a text labelled footnote, and range
// is empty, because the marker stands in orig alone and not in text. Ranges count
// characters (code points) of text and exclude their end, as docling's do. A note
// stands in the tree behind the block that calls it first; tables and pictures name
// theirs in their field footnotes too.
package docling

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/meta"
)

// SchemaVersion is the version of the schema that is written.
const SchemaVersion = "1.10.0"

// document is a DoclingDocument. The lists that it leaves empty are for what only
// scanned pages and forms have.
type document struct {
	SchemaName    string           `json:"schema_name"`
	Version       string           `json:"version"`
	Name          string           `json:"name"`
	Furniture     *item            `json:"furniture"`
	Body          *item            `json:"body"`
	Groups        []*item          `json:"groups"`
	Texts         []*item          `json:"texts"`
	Pictures      []*item          `json:"pictures"`
	Tables        []*item          `json:"tables"`
	KeyValueItems []struct{}       `json:"key_value_items"`
	FormItems     []struct{}       `json:"form_items"`
	Pages         map[string]*item `json:"pages"`
}

// ref names an item by its place.
type ref struct {
	Ref string `json:"$ref"`
}

// item is a node of any kind: a group, a text, a picture or a table. What a kind
// does not have is nil.
type item struct {
	Self     string  `json:"self_ref"`
	Parent   *ref    `json:"parent,omitempty"`
	Children []ref   `json:"children"`
	Layer    string  `json:"content_layer"`
	Meta     *inMeta `json:"meta,omitempty"`
	Name     string  `json:"name,omitempty"`
	Label    string  `json:"label"`

	Prov     *[]struct{} `json:"prov,omitempty"`
	Comments []fineRef   `json:"comments,omitempty"`
	*textFields
	*floatFields
	Data *grid `json:"data,omitempty"`

	up   *item // its parent
	said *about
}

// inMeta is an item's "meta": a picture's description, or what is said of all items.
type inMeta struct {
	Description *described        `json:"description,omitempty"`
	Metadata    *meta.Meta        `json:"octavo__metadata,omitempty"`
	Items       map[string]*about `json:"octavo__items,omitempty"`
}

// textFields are those of every item that is text.
type textFields struct {
	Orig       string      `json:"orig"`
	Text       string      `json:"text"`
	Level      int         `json:"level,omitempty"`
	Formatting *formatting `json:"formatting,omitempty"`
	Hyperlink  string      `json:"hyperlink,omitempty"`
	Enumerated *bool       `json:"enumerated,omitempty"`
	Marker     *string     `json:"marker,omitempty"`
	Language   string      `json:"code_language,omitempty"`
}

// floatFields are those of pictures and tables.
type floatFields struct {
	Captions   []ref `json:"captions"`
	References []ref `json:"references"`
	Footnotes  []ref `json:"footnotes"`
}

// formatting is the look of a whole text.
type formatting struct {
	Bold          bool   `json:"bold"`
	Italic        bool   `json:"italic"`
	Underline     bool   `json:"underline"`
	Strikethrough bool   `json:"strikethrough"`
	Script        string `json:"script"`
}

// Write gives the document as JSON, indented. Generated matter is left out, as it
// is from canonical Markdown. The error names a node that the writer does not know.
func Write(doc *ast.Document) ([]byte, error) {
	w := newWriter(doc)
	w.title(doc.Meta)
	w.top(ast.WithoutMatter(doc.Blocks))
	w.notes(doc.Notes)
	w.link()
	w.say(doc.Meta)
	if w.err != nil {
		return nil, w.err
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	err := enc.Encode(w.doc)
	return out.Bytes(), err
}

// writer carries what is known while one document is written.
type writer struct {
	doc     *document
	open    []*item              // where items are put: the last is the innermost
	noted   map[*ast.Note]*item  // the notes that are written
	waiting []*ast.Note          // called by the block at hand, not yet written
	calls   map[*ast.Note][]call // where each is called from
	err     error
}

// call is a note's call, before the note has a place.
type call struct {
	from  *item
	index int // in from's comments
}

func newWriter(doc *ast.Document) *writer {
	name := doc.Meta.Title
	if name == "" {
		name = "document"
	}
	root := func(self, layer string) *item {
		return &item{Self: self, Children: []ref{}, Layer: layer, Name: "_root_", Label: "unspecified"}
	}
	body := root("#/body", "body")
	return &writer{
		doc: &document{SchemaName: "DoclingDocument", Version: SchemaVersion, Name: name, Furniture: root("#/furniture", "furniture"), Body: body,
			Groups: []*item{}, Texts: []*item{}, Pictures: []*item{}, Tables: []*item{},
			KeyValueItems: []struct{}{}, FormItems: []struct{}{}, Pages: map[string]*item{}},
		open: []*item{body}, noted: map[*ast.Note]*item{}, calls: map[*ast.Note][]call{},
	}
}

// refuse keeps the first node that is not known.
func (w *writer) refuse(n ast.Node, what string) {
	if w.err != nil {
		return
	}
	place := ""
	if n.Pos().IsValid() {
		place = n.Pos().String() + ": "
	}
	w.err = fmt.Errorf("%sa DoclingDocument cannot hold %s (%T)", place, what, n)
}

// add puts an item into one of the document's lists and, as a child, into what is
// open.
func (w *writer) add(list *[]*item, kind string, it *item) *item {
	parent := w.open[len(w.open)-1]
	it.Self = "#/" + kind + "/" + strconv.Itoa(len(*list))
	it.Parent, it.up, it.Children, it.Layer = &ref{parent.Self}, parent, []ref{}, "body"
	*list = append(*list, it)
	parent.Children = append(parent.Children, ref{it.Self})
	return it
}

func (w *writer) group(label, name string) *item {
	return w.add(&w.doc.Groups, "groups", &item{Label: label, Name: name})
}

// text adds an item of text whose words stand in no inlines.
func (w *writer) text(label, words string) *item {
	return w.add(&w.doc.Texts, "texts", &item{Label: label, Prov: &[]struct{}{}, textFields: &textFields{Orig: words, Text: words}})
}

// in calls f while it is open.
func (w *writer) in(it *item, f func()) {
	w.open = append(w.open, it)
	f()
	w.open = w.open[:len(w.open)-1]
}

// title begins the body with the publication's title, which the tree keeps beside
// its blocks.
func (w *writer) title(m meta.Meta) {
	if m.Title != "" {
		w.text("title", m.Title)
	}
	if m.Subtitle != "" {
		w.text("text", m.Subtitle).about().Role = "subtitle"
	}
}
