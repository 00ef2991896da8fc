package odt

import (
	"bytes"
	"encoding/xml"
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
	"octavo/pipeline/internal/read/office"
)

// Types of documents by their mimetype (1.3 part 2, 3.3), and what is no text.
const (
	textType   = "application/vnd.oasis.opendocument.text"
	openPrefix = "application/vnd.oasis.opendocument."
)

const officeSpace = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"

// IsDocument reports whether a file is an OpenDocument by its content; Read says what
// is wrong with one that holds no text.
func IsDocument(data []byte) bool {
	if isFlat(data) {
		return true
	}
	if office.NotZip("", data) != nil {
		return false
	}
	a, err := office.Open("", data)
	if err != nil || a.Has("word/document.xml") {
		return false
	}
	kind, _ := a.Bytes("mimetype")
	return strings.HasPrefix(string(kind), openPrefix)
}

// isFlat reports whether a file is one flat XML document: its first element is
// office:document.
func isFlat(data []byte) bool {
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\ufeff")), " \t\r\n")
	if !bytes.HasPrefix(data, []byte("<")) || !bytes.Contains(data, []byte(officeSpace)) {
		return false
	}
	dec := xml.NewDecoder(bytes.NewReader(data))
	for {
		token, err := dec.Token()
		if err != nil {
			return false
		}
		if t, ok := token.(xml.StartElement); ok {
			return t.Name.Space == officeSpace && t.Name.Local == "document"
		}
	}
}

// open opens a document and reads the parts that all others need.
func open(name string, data []byte) (*reader, error) {
	r := &reader{name: name, seen: map[string]bool{}, noteOf: map[string]*ast.Note{}, anchors: office.NewAnchors(), promised: office.NewPromises(),
		looks: map[*ast.Paragraph]ast.Look{}, sizes: map[int]int{}, smallest: map[*ast.Paragraph]int{}}
	read := r.openPacked
	if isFlat(data) {
		read = r.openFlat
	}
	if err := read(data); err != nil {
		return nil, err
	}
	if r.body == nil {
		return nil, office.Damaged(name, "it holds no text (office:text)")
	}
	r.renumber()
	r.lists = newLists(r.styles)
	return r, nil
}

func (r *reader) openFlat(data []byte) error {
	root, err := office.Parse(r.name, "document", data)
	if err != nil {
		return err
	}
	if err := r.isText(root.Attr("office:mimetype")); err != nil {
		return err
	}
	r.body, r.meta = root.Kid("office:body", "office:text"), root.Kid("office:meta")
	r.styles, err = readStyles(r.name, root)
	return err
}

// openPacked reads the parts of an archive.
func (r *reader) openPacked(data []byte) error {
	err := office.NotZip(r.name, data)
	if err != nil {
		return err
	}
	if r.archive, err = office.Open(r.name, data); err != nil {
		return err
	}
	r.pictures = office.NewPictures(r.archive)
	if err := r.isOpen(); err != nil {
		return err
	}
	var roots [3]*office.Node
	for i, part := range []string{"styles.xml", "content.xml", "meta.xml"} {
		if roots[i], err = r.archive.XML(part); err != nil {
			return err
		}
	}
	if roots[1] == nil {
		return office.Damaged(r.name, "it holds no text (content.xml), so it is no OpenDocument file")
	}
	r.body, r.meta = roots[1].Kid("office:body", "office:text"), roots[2].Kid("office:meta")
	r.styles, err = readStyles(r.name, roots[0], roots[1])
	return err
}

// isOpen tells files of other kinds and those that are encrypted (1.3 part 2, 4.3).
// The manifest is searched as text, for older programs give it a document type.
func (r *reader) isOpen() error {
	kind, err := r.archive.Bytes("mimetype")
	if err == nil {
		err = r.isText(strings.TrimSpace(string(kind)))
	}
	if err != nil {
		return err
	}
	manifest, err := r.archive.Bytes("META-INF/manifest.xml")
	if err == nil && bytes.Contains(manifest, []byte("encryption-data")) {
		err = &diag.Fault{Pos: diag.Pos{File: r.name}, Msg: "the document is encrypted with a password",
			Remedy: "open it in LibreOffice, and save it anew (File, Save As) without Save with password"}
	}
	return err
}

func (r *reader) isText(kind string) error {
	if kind == "" || strings.HasPrefix(kind, textType) || !strings.HasPrefix(kind, openPrefix) {
		return nil
	}
	return &diag.Fault{Pos: diag.Pos{File: r.name}, Msg: "it is an OpenDocument file of another kind (" + strings.TrimPrefix(kind, openPrefix) + ") and no text",
		Remedy: "copy what is in it into a text document"}
}

// renumber counts the paragraphs of the body alone: those of styles, and deleted ones
// that are kept before the text, have no number.
func (r *reader) renumber() {
	base := r.body.Place
	if t := r.body.Kid("text:tracked-changes"); t != nil {
		base = lastPlace(t)
		t.SetPlace(0)
	}
	var walk func(n *office.Node)
	walk = func(n *office.Node) {
		if n.Name == "text:tracked-changes" {
			return
		}
		n.Place = max(n.Place-base, 0)
		for _, k := range n.Kids {
			walk(k)
		}
	}
	walk(r.body)
}

func lastPlace(n *office.Node) int {
	if len(n.Kids) == 0 {
		return n.Place
	}
	return max(n.Place, lastPlace(n.Kids[len(n.Kids)-1]))
}

// docType is a document type without declarations, which older programs give to
// formulas.
var docType = pattern.Of(`<!DOCTYPE[^\[>]*>`)

// object reads an embedded object's content; nil where there is none or it is no XML.
func (r *reader) object(n *office.Node) *office.Node {
	for _, k := range n.Kids {
		if k.Name == "math:math" || k.Name == "office:document" {
			return k
		}
	}
	if r.archive == nil {
		return nil
	}
	part := strings.TrimPrefix(n.Attr("xlink:href"), "./")
	data, err := r.archive.Bytes(strings.TrimSuffix(part, "/") + "/content.xml")
	if err != nil || data == nil {
		return nil
	}
	head := min(len(data), 1000)
	root, err := office.Parse(r.name, part, append(docType.ReplaceAll(data[:head:head], nil), data[head:]...))
	if err != nil {
		return nil
	}
	return root
}
