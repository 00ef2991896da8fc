// Package pandoc reads pandoc's JSON (pandoc-types 1.22 and 1.23,
// Text.Pandoc.Definition), which pandoc makes of any format that it knows. What
// package write/pandoc carries in attributes comes back as it was. What the tree
// has no place for is a warning of lost meaning, its text kept. Positions are
// numbers of blocks of text, counted from 1.
package pandoc

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// The codes of this reader.
const (
	CodeMeta    diag.Code = "pandoc-metadata"
	CodeRaw     diag.Code = "pandoc-raw"
	CodeAttrs   diag.Code = "pandoc-attributes"
	CodeShape   diag.Code = "pandoc-shape"
	CodeHeading diag.Code = "pandoc-heading-inside"
	CodeControl diag.Code = "pandoc-control-character"
	CodeName    diag.Code = "pandoc-style"
)

var _ = diag.RegisterLoss(map[diag.Code]string{
	CodeRaw:     "Raw text in the format of another output, or a comment, was left out.",
	CodeAttrs:   "A class or an attribute of pandoc's tree means nothing here; its text was kept.",
	CodeShape:   "A part of pandoc's tree has no place here as it is; its text was kept in another form.",
	CodeHeading: "A heading of pandoc's tree stands inside a quotation, list, table or note; it was taken for a strong paragraph.",
})

var _ = diag.Register(map[diag.Code]string{
	CodeMeta:    "A field of pandoc's metadata is not known, or its value is no use and was left out.",
	CodeControl: "Control characters of pandoc's tree were left out.",
	CodeName:    "A class or key of pandoc's tree that only a style sheet or a program knows was left out.",
})

// IsDocument reports whether a file is pandoc's JSON by its content.
func IsDocument(data []byte) bool {
	data = bytes.TrimLeft(data, "\ufeff \t\r\n")
	if !bytes.HasPrefix(data, []byte("{")) || !bytes.Contains(data, []byte(`"pandoc-api-version"`)) {
		return false
	}
	var top map[string]json.RawMessage
	return json.Unmarshal(data, &top) == nil && top["pandoc-api-version"] != nil
}

// reader carries what is known while one document is read.
type reader struct {
	name   string
	log    *diag.Log
	losses diag.Losses
	err    error
	lines  []string // the text of each block of text
	ids    map[string]bool
	notes  []*ast.Note
	byID   map[string]*ast.Note
	tags   map[string][]tag // of raw HTML
	raws   map[string]bool  // formats of which raw text was left out
	styles map[string]bool  // names that were left out
	order  []string         // of the notes, where it is not that of their calls
	linked bool             // inside a link
	inAlt  bool             // inside a text alternative or metadata
	held   bool             // inside a block in which no heading can stand
	deep   int              // how many tags of running text stand around
}

// Read reads the JSON called name. The error tells that it is none, is made by a
// pandoc that is too old, or is no tree.
func Read(name string, data []byte, log *diag.Log) (*ast.Document, error) {
	_, doc, err := read(name, data, log)
	return doc, err
}

// Lines gives the text of each block, as positions number them.
func Lines(name string, data []byte) ([]string, error) {
	r, _, err := read(name, data, nil)
	return r.lines, err
}

func read(name string, data []byte, log *diag.Log) (*reader, *ast.Document, error) {
	r := &reader{name: name, log: log, ids: map[string]bool{}, byID: map[string]*ast.Note{}, tags: map[string][]tag{}, raws: map[string]bool{}, styles: map[string]bool{}}
	var top struct {
		Version []int          `json:"pandoc-api-version"`
		Meta    map[string]any `json:"meta"`
		Blocks  []any          `json:"blocks"`
	}
	if err := json.Unmarshal(bytes.TrimPrefix(data, []byte("\ufeff")), &top); err != nil {
		return r, nil, r.fault("this is no JSON of pandoc's: it is damaged or has another shape")
	}
	if v := top.Version; len(v) < 2 || v[0] != 1 || v[1] < oldestAPI {
		return r, nil, r.fault(fmt.Sprintf("this JSON has version %s of pandoc's tree, and 1.%d or a later 1 is needed", dotted(v), oldestAPI))
	}
	doc := &ast.Document{}
	row := r.blocks(top.Blocks)
	doc.Meta = r.meta(top.Meta)
	doc.Blocks = ast.Nest(row, log)
	doc.Notes = r.inOrder()
	r.losses.Say(log)
	ast.FillBodies(doc, log)
	return r, doc, r.err
}

// oldestAPI is the second number of the version since which tables have the shape
// that is read here.
const oldestAPI = 22

func dotted(version []int) string {
	return strings.ReplaceAll(strings.Trim(fmt.Sprint(version), "[]"), " ", ".")
}

func (r *reader) fault(msg string) error {
	return &diag.Fault{Pos: diag.Pos{File: r.name}, Msg: msg, Remedy: "make it anew by pandoc 3: pandoc NAME -t json"}
}

// pos is the place of the block of text that is being read.
func (r *reader) pos() diag.Pos { return diag.Pos{File: r.name, Line: max(len(r.lines), 1)} }

func (r *reader) at() ast.At { return ast.At{Src: r.pos()} }

// begin gives a block of text its number.
func (r *reader) begin() ast.At {
	r.lines = append(r.lines, "")
	return r.at()
}

// lose notes lost meaning; one cause is told once.
func (r *reader) lose(code diag.Code, cause, message, hint string) {
	r.losses.Add(cause, diag.Diagnostic{Code: code, Pos: r.pos(), Rule: "pandoc", Message: message, Hint: hint})
}

// leaveOut logs text that is none of the document's own: what a person said about
// it, or says over again elsewhere.
func (r *reader) leaveOut(code diag.Code, dropped, message string) {
	r.log.Add(diag.Diagnostic{Code: code, Pos: r.pos(), Rule: "pandoc", Message: message, Dropped: dropped})
}

// clean is a string without the characters that no edition can hold.
func (r *reader) clean(s string) string {
	out := strings.Map(func(c rune) rune {
		if c < ' ' && c != '\n' && c != '\t' || c == 0x7f || c == 0xfffe || c == 0xffff {
			return -1
		}
		return c
	}, s)
	if out != s {
		r.lose(CodeControl, "control", "the file holds control characters; they were left out", "")
	}
	return out
}
