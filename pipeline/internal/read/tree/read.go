// Package tree reads the document tree as JSON, as ast.JSON writes it. Every field
// is known or refused, so that nothing is lost in silence. Positions are lines of
// the JSON.
package tree

import (
	"bytes"
	"encoding/json"
	"fmt"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// IsDocument reports whether a file is a tree in JSON by its content.
func IsDocument(data []byte) bool {
	data = bytes.TrimLeft(data, "\ufeff \t\r\n")
	if !bytes.HasPrefix(data, []byte("{")) || !bytes.Contains(data, []byte(`"version"`)) {
		return false
	}
	var top map[string]json.RawMessage
	return json.Unmarshal(data, &top) == nil && top["version"] != nil && top["blocks"] != nil
}

// Read reads the JSON called name. The error tells that it is none, is of another
// version, or holds a node or a field that is not known.
func Read(name string, data []byte, log *diag.Log) (*ast.Document, error) {
	r := &reader{name: name, log: log, data: bytes.TrimPrefix(data, []byte("\ufeff")), notes: map[string]*ast.Note{}}
	top := r.top()
	if r.err != nil {
		return nil, r.err
	}
	doc := &ast.Document{}
	r.meta(doc, top)
	for _, n := range top.list("notes") {
		doc.Notes = append(doc.Notes, r.announce(n))
	}
	doc.Blocks = r.blocks(top.list("blocks"))
	for i, n := range top.list("notes") {
		doc.Notes[i].Blocks = r.blocks(n.list("blocks"))
		r.spent(n)
	}
	r.spent(top)
	return doc, r.err
}

// reader carries what is known while one tree is read.
type reader struct {
	name  string
	log   *diag.Log
	data  []byte
	notes map[string]*ast.Note
	err   error
	// line is the number of the line that begins at or before offset.
	line, offset int
}

// refuse keeps the first fault.
func (r *reader) refuse(line int, msg string) {
	if r.err == nil {
		r.err = &diag.Fault{Pos: diag.Pos{File: r.name, Line: line}, Msg: msg,
			Remedy: "give a tree that octavo normalise --format json wrote, or JSON that pandoc wrote"}
	}
}

// object is an object of the JSON: what has been asked for is taken out of it, so
// that what is left was not known.
type object struct {
	line   int
	fields map[string]any
	read   []string // the lists that were read
}

// top reads the whole and checks its version.
func (r *reader) top() *object {
	r.line = 1
	dec := json.NewDecoder(bytes.NewReader(r.data))
	v, err := r.value(dec)
	top, ok := v.(*object)
	if err != nil || !ok {
		r.refuse(r.line, "this is no tree in JSON: it is damaged or has another shape")
		return nil
	}
	if top.fields["version"] == nil || top.fields["blocks"] == nil {
		r.refuse(top.line, "this JSON is neither a document tree nor pandoc's")
		return nil
	}
	if version := top.number("version"); version != ast.SchemaVersion {
		r.refuse(top.line, fmt.Sprintf("this tree has version %d, and version %d is needed", version, ast.SchemaVersion))
	}
	return top
}

// value reads the next value with the lines of its objects.
func (r *reader) value(dec *json.Decoder) (any, error) {
	token, err := dec.Token()
	if err != nil {
		return nil, err
	}
	switch token {
	case json.Delim('{'):
		return r.object(dec)
	case json.Delim('['):
		list := []any{}
		for dec.More() {
			v, err := r.value(dec)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		_, err = dec.Token()
		return list, err
	}
	return token, nil
}

func (r *reader) object(dec *json.Decoder) (any, error) {
	end := int(dec.InputOffset())
	r.line += bytes.Count(r.data[r.offset:end], []byte("\n"))
	r.offset = end
	o := &object{line: r.line, fields: map[string]any{}}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return nil, err
		}
		if o.fields[key.(string)], err = r.value(dec); err != nil { // the decoder gives no other keys
			return nil, err
		}
	}
	_, err := dec.Token()
	return o, err
}

// meta reads the metadata by the names that it has in JSON.
func (r *reader) meta(doc *ast.Document, top *object) {
	o, _ := top.fields["meta"].(*object)
	delete(top.fields, "meta")
	if o == nil {
		return
	}
	data, err := json.Marshal(plain(o))
	if err == nil {
		dec := json.NewDecoder(bytes.NewReader(data))
		dec.DisallowUnknownFields()
		err = dec.Decode(&doc.Meta)
	}
	if err != nil {
		r.refuse(o.line, "the metadata of the tree hold a field that is not known, or one of another kind")
	}
}

// plain gives values without their lines.
func plain(v any) any {
	switch v := v.(type) {
	case *object:
		out := map[string]any{}
		for key, inner := range v.fields {
			out[key] = plain(inner)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i, inner := range v {
			out[i] = plain(inner)
		}
		return out
	}
	return v
}

// announce makes a note without its text, for the calls of it.
func (r *reader) announce(o *object) *ast.Note {
	if kind := o.text("type"); kind != "note" {
		r.refuse(o.line, fmt.Sprintf("among the notes of the tree stands a node of the kind %q", kind))
	}
	n := &ast.Note{At: r.at(o), ID: o.text("id"), Label: o.text("label")}
	if r.notes[n.ID] != nil {
		r.refuse(o.line, fmt.Sprintf("two notes have the identifier %q", n.ID))
	}
	r.notes[n.ID] = n
	return n
}

// at is the place of an object; where it stood in the source of the tree is
// nothing that a person can look up.
func (r *reader) at(o *object) ast.At {
	delete(o.fields, "pos")
	return ast.At{Src: diag.Pos{File: r.name, Line: o.line}}
}
