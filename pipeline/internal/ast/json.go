package ast

import (
	"bytes"
	"encoding/json"
	"strings"

	"octavo/pipeline/internal/diag"
)

// SchemaVersion is the version of the tree's shape in JSON. It changes when a
// reader of an older version would misunderstand a newer one.
const SchemaVersion = 1

// JSON writes the tree as JSON, indented, with fields in a fixed order:
//
//	{"version": 1, "meta": {…}, "blocks": [node…], "notes": [node…]}
//
// Meta has the names of Meta's fields. A node is an object with "type", where
// known "pos" ({"file", "line", "col"}), and its fields; fields that hold
// nothing are left out. The types, their fields, and in brackets their lists
// of nodes:
//
//	line text indent blank pageStart · section level number sep id [title blocks] ·
//	paragraph class [inlines] · list style start delim [items] · item marker [blocks] ·
//	deflist [items] · defitem [term defs] · definition [blocks] ·
//	table cols headCols id [caption head body] · row [cells] · cell rowspan colspan header scope id headers [blocks] ·
//	figure id [image blocks caption] · blockquote [blocks] · box kind id [title blocks] · codeblock info text · break ·
//	matter role id [title blocks] · contents [entries] · entry number [title entries] ·
//	note id label [blocks] · text value · code value · formula tex alt display · linebreak ·
//	emph, strong, super, sub [inlines] · link url title [inlines] ·
//	noteref note label · citation scheme url [inlines] · abbr expansion [inlines] ·
//	lang tag [inlines] · mark kind [inlines] · image src alt title decorative width · anchor id
//
// A table's cols are its columns' alignments, separated by spaces; a cell's
// headers are ids of cells of its table, separated by spaces, and its header is
// left out where it follows from head rows and headCols; a noteref's note is the
// id of a note.
func JSON(doc *Document) ([]byte, error) {
	w := &jsonWriter{}
	w.b.WriteString(`{"version":`)
	w.value(SchemaVersion)
	w.b.WriteString(`,"meta":`)
	w.value(doc.Meta)
	w.nodes(blockGroup("blocks", doc.Blocks))
	w.nodes(nodeGroup("notes", doc.Notes))
	w.b.WriteString("}\n")
	if w.err != nil {
		return nil, w.err
	}
	var out bytes.Buffer
	err := json.Indent(&out, w.b.Bytes(), "", " ")
	return out.Bytes(), err
}

type jsonWriter struct {
	b   bytes.Buffer
	err error
}

// value writes any value but nodes; letters outside ASCII and <, >, & stay as
// they are.
func (w *jsonWriter) value(v any) {
	var one strings.Builder
	enc := json.NewEncoder(&one)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil && w.err == nil {
		w.err = err
	}
	w.b.WriteString(strings.TrimSuffix(one.String(), "\n"))
}

func (w *jsonWriter) field(name string, v any) {
	w.b.WriteString(`,"` + name + `":`)
	w.value(v)
}

func (w *jsonWriter) nodes(g group) {
	w.b.WriteString(`,"` + g.name + `":[`)
	for i, n := range g.nodes {
		if i > 0 {
			w.b.WriteByte(',')
		}
		w.node(n)
	}
	w.b.WriteByte(']')
}

func (w *jsonWriter) node(n Node) {
	ds := describe(n)
	w.b.WriteString(`{"type":`)
	w.value(ds.kind)
	if pos := n.Pos(); pos != (diag.Pos{}) {
		w.field("pos", pos)
	}
	for _, a := range ds.attrs {
		if a.shown() {
			w.field(a.name, a.value)
		}
	}
	for _, g := range ds.kids {
		if len(g.nodes) > 0 {
			w.nodes(g)
		}
	}
	w.b.WriteByte('}')
}
