package office

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/read/encoding"
)

// Limits of one XML part: a document of 1,000 pages has half a million elements
// and texts, nested some forty deep.
const (
	maxNodes = 4_000_000
	maxDepth = 400
)

// Node is an element, or a text where Name is empty. Names have the usual prefix
// of their namespace ("w:p"), whatever the file calls it, and "?:" for one that
// no reader knows.
type Node struct {
	Name  string
	Text  string
	Attrs []Attr
	Kids  []*Node
	// Place is the number of the paragraph that the element is, or stands in,
	// counted from 1 in the order of the part; 0 before the first.
	Place int
}

// Attr is an attribute; its name has a prefix where it has one in the file.
type Attr struct{ Name, Value string }

// Attr gives an attribute's value, "" where it is absent.
func (n *Node) Attr(name string) string {
	v, _ := n.Lookup(name)
	return v
}

// Lookup gives an attribute's value and whether it is there. A nil node has none.
func (n *Node) Lookup(name string) (string, bool) {
	if n == nil {
		return "", false
	}
	for _, a := range n.Attrs {
		if a.Name == name {
			return a.Value, true
		}
	}
	return "", false
}

// Kid gives the first child element on a path of names; nil where there is none.
func (n *Node) Kid(path ...string) *Node {
	for _, name := range path {
		if n == nil {
			return nil
		}
		var found *Node
		for _, k := range n.Kids {
			if k.Name == name {
				found = k
				break
			}
		}
		n = found
	}
	return n
}

// Find gives the first element of a name in n, in document order.
func (n *Node) Find(name string) *Node {
	if n == nil || n.Name == name {
		return n
	}
	for _, k := range n.Kids {
		if found := k.Find(name); found != nil {
			return found
		}
	}
	return nil
}

// Each calls f for every child element of a name.
func (n *Node) Each(name string, f func(*Node)) {
	if n == nil {
		return
	}
	for _, k := range n.Kids {
		if k.Name == name {
			f(k)
		}
	}
}

// Descend calls f for every element of a name in n, at any depth but inside another one
// that it was called for.
func (n *Node) Descend(name string, f func(*Node)) {
	if n == nil {
		return
	}
	for _, k := range n.Kids {
		if k.Name == name {
			f(k)
		} else {
			k.Descend(name, f)
		}
	}
}

// AllText is the text in n.
func (n *Node) AllText() string {
	var b strings.Builder
	n.addText(&b)
	return b.String()
}

func (n *Node) addText(b *strings.Builder) {
	if n == nil {
		return
	}
	b.WriteString(n.Text)
	for _, k := range n.Kids {
		k.addText(b)
	}
}

// Parse reads an XML part of the file called name. Entities other than XML's
// five are refused, and so is a document type that could declare them: no office
// document has one (ISO/IEC 29500-2, 6.2.5; OpenDocument 1.3 part 3, 2.2.1).
func Parse(name, part string, data []byte) (*Node, error) {
	dec := xml.NewDecoder(bytes.NewReader(inUTF8(data)))
	dec.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // inUTF8 saw to it
	p := &parser{root: &Node{}}
	p.open = []*Node{p.root}
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = p.take(token)
		}
		if err != nil {
			return nil, xmlFault(name, part, err)
		}
	}
	if len(p.root.Kids) == 0 {
		return nil, Damaged(name, "its part "+part+" is empty")
	}
	return p.root.Kids[0], nil
}

// inUTF8 gives a part in UTF-8, the other encoding that a part may have being
// UTF-16.
func inUTF8(data []byte) []byte {
	if enc := encoding.Recognise(data); strings.HasPrefix(enc.Name, "UTF-16") {
		return []byte(enc.Decode(data))
	}
	return bytes.TrimPrefix(data, []byte("\ufeff"))
}

var (
	errDocType = errors.New("it declares a document type, which no office document does")
	errNodes   = fmt.Errorf("it has more than %d elements", maxNodes)
	errDepth   = fmt.Errorf("it has more than %d elements inside one another", maxDepth)
)

func xmlFault(name, part string, err error) error {
	var syntax *xml.SyntaxError
	switch {
	case errors.As(err, &syntax):
		return Damaged(name, fmt.Sprintf("line %d of its part %s is no XML", syntax.Line, part))
	case errors.Is(err, errDocType):
		return &diag.Fault{Pos: diag.Pos{File: name}, Msg: fmt.Sprintf("its part %s was not read: %v", part, err),
			Remedy: "open it in a word processor, save it anew and try again"}
	case errors.Is(err, errNodes) || errors.Is(err, errDepth):
		return tooMuch(name, fmt.Sprintf("its part %s is too large: %v", part, err))
	}
	return Damaged(name, "its part "+part+" is no XML")
}

type parser struct {
	root  *Node
	open  []*Node
	nodes int
	place int
}

func (p *parser) take(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		return p.start(t)
	case xml.EndElement:
		p.open = p.open[:len(p.open)-1]
	case xml.CharData:
		return p.text(t)
	case xml.Directive:
		return errDocType
	}
	return nil
}

func (p *parser) start(t xml.StartElement) error {
	if p.nodes++; p.nodes > maxNodes {
		return errNodes
	}
	if len(p.open) > maxDepth {
		return errDepth
	}
	n := &Node{Name: qualified(t.Name)}
	if paragraphs[n.Name] {
		p.place++
	}
	n.Place = p.place
	for _, a := range t.Attr {
		if a.Name.Space != "xmlns" && (a.Name.Space != "" || a.Name.Local != "xmlns") {
			n.Attrs = append(n.Attrs, Attr{qualified(a.Name), undeleted(a.Value)})
		}
	}
	top := p.open[len(p.open)-1]
	top.Kids = append(top.Kids, n)
	p.open = append(p.open, n)
	return nil
}

func (p *parser) text(t xml.CharData) error {
	top := p.open[len(p.open)-1]
	if top == p.root {
		return nil
	}
	if p.nodes++; p.nodes > maxNodes {
		return errNodes
	}
	top.Kids = append(top.Kids, &Node{Text: undeleted(string(t)), Place: p.place})
	return nil
}

// undeleted is a text without U+007F, the one control character that XML allows and
// that shows nothing.
func undeleted(s string) string { return strings.ReplaceAll(s, "\x7f", "") }

// paragraphs are the elements that are counted to say where something stands.
var paragraphs = map[string]bool{"w:p": true, "text:p": true, "text:h": true}

// qualified gives a name its usual prefix.
func qualified(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	prefix, ok := prefixes[n.Space]
	if !ok {
		prefix = "?"
	}
	return prefix + ":" + n.Local
}

// SetPlace gives n and what is in it one place, where it is no paragraph of the
// main text.
func (n *Node) SetPlace(place int) {
	n.Place = place
	for _, k := range n.Kids {
		k.SetPlace(place)
	}
}
