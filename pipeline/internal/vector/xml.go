package vector

import (
	"bytes"
	"encoding/xml"
	"io"
	"strings"
)

// node is an element of the file or, where its name is empty, a text.
type node struct {
	name string
	attr map[string]string
	kids []*node
	text string
	// declared are what attributes and sheets say of the element, once it was
	// asked for.
	declared map[string]string
	weight   int // characters in them, which are read whenever it is painted
}

// parse reads the file's elements that belong to SVG. Entities that the file
// itself declares are never filled in, so that they cannot grow.
func parse(data []byte) (*node, error) {
	if len(data) > maxFile {
		return nil, errLarge
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Strict = false
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) { return nil, errCode }
	b := builder{root: &node{}}
	b.open = []*node{b.root}
	for {
		token, err := d.Token()
		switch {
		case err == io.EOF:
			return b.svg()
		case err != nil && strings.Contains(err.Error(), errCode.Error()):
			return nil, errCode
		case err != nil:
			return nil, errXML
		}
		if err := b.take(token); err != nil {
			return nil, err
		}
	}
}

// builder makes nodes of tokens.
type builder struct {
	root  *node
	open  []*node
	alien int // depth in an element of another language
	count int
}

func (b *builder) take(token xml.Token) error {
	if b.count++; b.count > maxNodes {
		return errMuch
	}
	top := b.open[len(b.open)-1]
	switch t := token.(type) {
	case xml.StartElement:
		if b.alien > 0 || !ours(t.Name.Space) {
			b.alien++
			return nil
		}
		n := &node{name: t.Name.Local, attr: attributes(t.Attr)}
		top.kids = append(top.kids, n)
		if b.open = append(b.open, n); len(b.open) > maxDepth {
			return errDeep
		}
	case xml.EndElement:
		if b.alien > 0 {
			b.alien--
		} else if len(b.open) > 1 {
			b.open = b.open[:len(b.open)-1]
		}
	case xml.CharData:
		if b.alien == 0 {
			top.kids = append(top.kids, &node{text: string(t)})
		}
	}
	return nil
}

// ours reports whether a namespace is SVG's or is not told. Illustrator names it
// by an entity of its own.
func ours(space string) bool {
	switch space {
	case "", "svg", "http://www.w3.org/2000/svg", "&ns_svg;":
		return true
	}
	return false
}

func attributes(list []xml.Attr) map[string]string {
	out := make(map[string]string, len(list))
	for _, a := range list {
		switch {
		case a.Name.Space == "" || a.Name.Local == "href" && out["href"] == "":
			out[a.Name.Local] = strings.TrimSpace(a.Value)
		case a.Name.Local == "space":
			out["xml:space"] = a.Value
		}
	}
	return out
}

// svg is the outermost svg element.
func (b *builder) svg() (*node, error) {
	for _, k := range b.root.kids {
		if k.name == "svg" {
			return k, nil
		}
	}
	return nil, errNotSVG
}

// words is the text in an element.
func (n *node) words() string {
	if n.name == "" {
		return n.text
	}
	var b strings.Builder
	for _, k := range n.kids {
		b.WriteString(k.words())
	}
	return b.String()
}

// index notes the elements that have names, the first of each name.
func (n *node) index(ids map[string]*node) {
	if id := n.attr["id"]; id != "" && ids[id] == nil {
		ids[id] = n
	}
	for _, k := range n.kids {
		k.index(ids)
	}
}

// has reports whether the element or one in it is of a kind.
func (n *node) has(kind func(*node) bool) bool {
	if kind(n) {
		return true
	}
	for _, k := range n.kids {
		if k.has(kind) {
			return true
		}
	}
	return false
}
