package epubfile

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Bounds on a document's tree, in nested elements and in nodes: what is asked of an
// element walks what it holds, and browsers nest no deeper than 512.
const (
	maxDepth = 256
	maxNodes = 4 << 20
)

// Namespaces that are asked for.
const (
	XHTML = "http://www.w3.org/1999/xhtml"
	OPS   = "http://www.idpf.org/2007/ops"
	OPF   = "http://www.idpf.org/2007/opf"
	XML   = "http://www.w3.org/XML/1998/namespace"
	SVG   = "http://www.w3.org/2000/svg"
	Math  = "http://www.w3.org/1998/Math/MathML"
	XLink = "http://www.w3.org/1999/xlink"
)

// Node is an element, or a text, whose Name is "".
type Node struct {
	Space, Name string
	Attrs       []xml.Attr
	// Line counts from 1: of the end of the element's start tag.
	Line   int
	Data   string
	Parent *Node
	Kids   []*Node
}

// SyntaxError says where a document is not well-formed, and why, in plain words.
type SyntaxError struct {
	Line    int
	Message string
}

func (e *SyntaxError) Error() string { return e.Message }

// Parse reads XML; the node that it gives stands above the root element. Entities of
// HTML are known where the document type names a DTD of XHTML, as in EPUB 2.
func Parse(data []byte) (*Node, error) {
	if !utf8.Valid(data) {
		return nil, &SyntaxError{Line: lineOfInvalid(data), Message: "it is not in UTF-8"}
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(charset string, r io.Reader) (io.Reader, error) {
		if strings.EqualFold(charset, "us-ascii") {
			return r, nil
		}
		return nil, fmt.Errorf("it says that it is in %s and not in UTF-8", charset)
	}
	b := &builder{root: &Node{}}
	b.at = b.root
	for {
		tok, err := d.Token()
		line, _ := d.InputPos()
		if errors.Is(err, io.EOF) {
			return b.root, b.end(line)
		}
		if err == nil {
			err = b.add(d, tok, line)
		}
		if err != nil {
			return nil, plain(err, line)
		}
	}
}

func lineOfInvalid(data []byte) int {
	line := 1
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n == 1 {
			break
		}
		if r == '\n' {
			line++
		}
		data = data[n:]
	}
	return line
}

// plain puts an error of the library in the form of this package.
func plain(err error, line int) error {
	var own *SyntaxError
	if errors.As(err, &own) {
		return own
	}
	text := err.Error()
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		text, line = syntax.Msg, syntax.Line
	}
	if _, after, found := strings.Cut(text, "CharsetReader: "); found {
		text = after
	}
	return &SyntaxError{line, strings.TrimPrefix(text, "xml: ")}
}

type builder struct {
	root, at     *Node
	depth, nodes int
}

func (b *builder) add(d *xml.Decoder, tok xml.Token, line int) error {
	switch tok := tok.(type) {
	case xml.Directive:
		if bytes.Contains(tok, []byte("XHTML")) {
			d.Entity = xml.HTMLEntity
		}
	case xml.StartElement:
		return b.open(tok, line)
	case xml.EndElement:
		b.at = b.at.Parent
		b.depth--
	case xml.CharData:
		if b.at == b.root && len(bytes.TrimSpace(tok)) > 0 && b.nodes > 0 {
			return &SyntaxError{line, "text stands outside the root element"}
		}
		return b.put(&Node{Data: string(tok), Line: line})
	}
	return nil
}

func (b *builder) open(e xml.StartElement, line int) error {
	if b.at == b.root && b.root.Element() != nil {
		return &SyntaxError{line, "a second root element begins"}
	}
	seen := map[xml.Name]bool{}
	for _, a := range e.Attr {
		if seen[a.Name] {
			return &SyntaxError{line, fmt.Sprintf("the attribute %s stands twice on <%s>", a.Name.Local, e.Name.Local)}
		}
		seen[a.Name] = true
		if prefix := a.Name.Space; undeclared(prefix) {
			return &SyntaxError{line, fmt.Sprintf("the prefix %s: is not declared (xmlns:%[1]s)", prefix)}
		}
	}
	if prefix := e.Name.Space; undeclared(prefix) {
		return &SyntaxError{line, fmt.Sprintf("the prefix %s: is not declared (xmlns:%[1]s)", prefix)}
	}
	n := &Node{Space: e.Name.Space, Name: e.Name.Local, Attrs: e.Attr, Line: line}
	if err := b.put(n); err != nil {
		return err
	}
	b.at = n
	if b.depth++; b.depth > maxDepth {
		return &SyntaxError{line, fmt.Sprintf("elements are nested deeper than %d", maxDepth)}
	}
	return nil
}

// undeclared tells a prefix that the library left as it is, since no namespace is
// declared for it, from a namespace, which is an address.
func undeclared(space string) bool {
	return space != "" && space != "xmlns" && !strings.Contains(space, ":")
}

func (b *builder) put(n *Node) error {
	n.Parent = b.at
	b.at.Kids = append(b.at.Kids, n)
	if b.nodes++; b.nodes > maxNodes {
		return &SyntaxError{n.Line, fmt.Sprintf("the document has more than %d nodes", maxNodes)}
	}
	return nil
}

func (b *builder) end(line int) error {
	if b.root.Element() == nil {
		return &SyntaxError{line, "the document has no element"}
	}
	return nil
}

// Element is the first element in n, nil where there is none: of what Parse gives,
// the root element.
func (n *Node) Element() *Node {
	for _, k := range n.Kids {
		if k.Name != "" {
			return k
		}
	}
	return nil
}

// Attr is an attribute without a namespace; "" where it is not there.
func (n *Node) Attr(local string) string { return n.AttrNS("", local) }

// AttrNS is an attribute of a namespace; "" where it is not there.
func (n *Node) AttrNS(space, local string) string {
	value, _ := n.Lookup(space, local)
	return value
}

// Lookup is an attribute of a namespace and whether it is there.
func (n *Node) Lookup(space, local string) (value string, has bool) {
	for _, a := range n.Attrs {
		if a.Name.Local == local && a.Name.Space == space {
			return a.Value, true
		}
	}
	return "", false
}

// Walk visits n and what it holds in the document's order; where visit gives false,
// what the node holds is passed over.
func (n *Node) Walk(visit func(*Node) bool) {
	if !visit(n) {
		return
	}
	for _, k := range n.Kids {
		k.Walk(visit)
	}
}

// All lists the elements of a name in n, whatever their namespace; "" stands for
// every name.
func (n *Node) All(name string) []*Node {
	var out []*Node
	n.Walk(func(k *Node) bool {
		if k != n && k.Name != "" && (name == "" || k.Name == name) {
			out = append(out, k)
		}
		return true
	})
	return out
}

// First is the first of All; nil where there is none.
func (n *Node) First(name string) *Node {
	for _, k := range n.Kids {
		if k.Name == name {
			return k
		}
		if found := k.First(name); found != nil {
			return found
		}
	}
	return nil
}

// Text is all text in n, white space as one blank.
func (n *Node) Text() string {
	var b strings.Builder
	n.Walk(func(k *Node) bool {
		b.WriteString(k.Data)
		return true
	})
	return strings.Join(strings.Fields(b.String()), " ")
}

// Kind reports whether the element has one of the kinds, as a word of epub:type or
// as a role; a role's own kind is "doc-" and the kind.
func (n *Node) Kind(kinds ...string) bool {
	words := strings.Fields(n.AttrNS(OPS, "type"))
	for _, role := range strings.Fields(n.Attr("role")) {
		words = append(words, strings.TrimPrefix(role, "doc-"))
	}
	for _, w := range words {
		for _, k := range kinds {
			if w == k {
				return true
			}
		}
	}
	return false
}

// Inside reports whether n stands in an element of which is is true.
func (n *Node) Inside(is func(*Node) bool) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		if is(p) {
			return true
		}
	}
	return false
}
