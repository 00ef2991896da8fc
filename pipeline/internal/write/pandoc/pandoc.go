// Package pandoc writes the document tree as pandoc's JSON (pandoc-types 1.23,
// Text.Pandoc.Definition), which pandoc makes any of its formats of. What pandoc
// has no node for stands in attributes, so that package read/pandoc gives the
// same tree back:
//
//	section number   Span .number, and Span .sep for what parts it from the title, if no space
//	list             Div .list style start delim, around one whose markers do not follow from it
//	item marker      Span .marker at the front of the item
//	note             Span .note data-id data-label, around the Note, if it is not the next number;
//	                 Span .noteref data-note for later calls; Div .octavo-notes behind the text for
//	                 notes that nothing calls, data-order for another order than that of the calls
//	cell             data-header, data-scope, data-headers
//	citation         Link .citation data-scheme
//	formula          Span .math data-alt, around one in the author's words
//	figure           .group, where it holds no picture of its own
//	box              Div .warning and the like, its title in a Div .title
//	anchor           empty Span with an identifier
//	code             data-info for what is more than a class
//	mark             Strikeout, Underline, Span .mark, .insertion and .deletion
//	abbr, lang       Span .abbr title; Span lang
//	image            .decorative, width
package pandoc

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/meta"
)

// apiVersion is the version of pandoc-types whose nodes are written.
var apiVersion = []int{1, 23}

// node is a tagged value: a block, an inline, a value of metadata or a setting.
type node struct {
	T string `json:"t"`
	C any    `json:"c,omitempty"`
}

// attr is pandoc's Attr: an identifier, classes, and pairs of keys and values.
type attr struct {
	id      string
	classes []string
	pairs   [][2]string
}

// MarshalJSON writes the three as a list.
func (a attr) MarshalJSON() ([]byte, error) {
	return json.Marshal([]any{a.id, append([]string{}, a.classes...), append([][2]string{}, a.pairs...)})
}

// with adds a pair; a value that is empty says nothing.
func (a attr) with(key, value string) attr {
	if value != "" {
		a.pairs = append(a.pairs, [2]string{key, value})
	}
	return a
}

func class(names ...string) attr { return attr{classes: names} }

// Write gives the document as JSON on one line. Generated matter is left out, as
// it is from canonical Markdown. The error names a node that the writer does not
// know.
func Write(doc *ast.Document) ([]byte, error) {
	w := &writer{known: map[*ast.Note]bool{}}
	blocks := w.blocks(ast.WithoutMatter(doc.Blocks))
	blocks = append(blocks, w.otherNotes(doc.Notes)...)
	fields, err := metaFields(doc.Meta)
	if w.err == nil {
		w.err = err
	}
	if w.err != nil {
		return nil, w.err
	}
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	err = enc.Encode(struct {
		Version []int           `json:"pandoc-api-version"`
		Meta    map[string]node `json:"meta"`
		Blocks  []node          `json:"blocks"`
	}{apiVersion, fields, blocks})
	return out.Bytes(), err
}

// writer carries what is known while one document is written.
type writer struct {
	known map[*ast.Note]bool // the notes that are written
	order []*ast.Note        // the same, in the order of their calls
	err   error
}

// refuse keeps the first node that is not known.
func (w *writer) refuse(n ast.Node, what string) {
	if w.err != nil {
		return
	}
	place := ""
	if n != nil && n.Pos().IsValid() {
		place = n.Pos().String() + ": "
	}
	w.err = fmt.Errorf("%spandoc's JSON cannot hold %s (%T)", place, what, n)
}

// metaFields gives the metadata under its own names, but for the creators, which
// pandoc calls author.
func metaFields(m meta.Meta) (map[string]node, error) {
	data, err := json.Marshal(m)
	if err != nil {
		return nil, err
	}
	var fields map[string]any
	if err := json.Unmarshal(data, &fields); err != nil {
		return nil, err
	}
	out := map[string]node{}
	for key, v := range fields {
		if key == "creators" {
			key = "author"
		}
		out[key] = metaValue(v)
	}
	return out, nil
}

func metaValue(v any) node {
	switch v := v.(type) {
	case map[string]any:
		fields := map[string]node{}
		for key, inner := range v {
			fields[key] = metaValue(inner)
		}
		return node{"MetaMap", fields}
	case []any:
		list := []node{}
		for _, inner := range v {
			list = append(list, metaValue(inner))
		}
		return node{"MetaList", list}
	case string:
		return node{"MetaInlines", words(v)}
	}
	return node{"MetaString", fmt.Sprint(v)}
}

// words cuts text into pandoc's words and spaces.
func words(s string) []node {
	out := []node{}
	for i, word := range strings.Split(s, " ") {
		if i > 0 {
			out = append(out, node{T: "Space"})
		}
		if word != "" {
			out = append(out, node{"Str", word})
		}
	}
	return out
}
