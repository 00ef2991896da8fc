// Package mdto checks sidecars of an archive package: in come files of MDTO-XML
// 1.0.1 (Nationaal Archief), out come findings about what departs from its schema, and
// about what one sidecar says otherwise than a file, or than another. The schema is
// kept as a table, schema.tsv; a validator with the schema itself says more about
// values.
package mdto

import (
	"bytes"
	_ "embed"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"sync"

	"octavo/pipeline/internal/pattern"
)

const namespace = "https://www.nationaalarchief.nl/mdto"

//go:embed schema.tsv
var schemaTable string

// particle is a row of the schema: an element where it may stand.
type particle struct {
	name, kind string
	least      int
	many       bool
}

// schema gives the particles of each type in order.
var schema = sync.OnceValue(func() map[string][]particle {
	out := map[string][]particle{}
	for _, line := range strings.Split(strings.TrimSpace(schemaTable), "\n") {
		if f := strings.Split(line, "\t"); len(f) == 5 {
			least, _ := strconv.Atoi(f[3])
			out[f[0]] = append(out[f[0]], particle{f[1], f[2], least, f[4] == "n"})
		}
	}
	return out
})

// values are the types of values, as patterns (W3C XML Schema Part 2).
var values = map[string]*pattern.Pattern{
	"string":   pattern.Of(`(?s)^.*$`),
	"language": pattern.Of(`^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*$`),
	"integer":  pattern.Of(`^[+-]?[0-9]+$`),
	"date":     pattern.Of(`^` + day + zone + `$`),
	"day":      pattern.Of(`^-?\d{4,}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?` + zone + `$`),
	"dateTime": pattern.Of(`^` + day + clock + zone + `$`),
	"moment":   pattern.Of(`^-?\d{4,}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(` + clock + `)?)?)?` + zone + `$`),
	"duration": pattern.Of(`^-?P(\d+Y)?(\d+M)?(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$`),
}

const (
	day   = `-?\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])`
	clock = `T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?`
	zone  = `(Z|[+-](0\d|1[0-4]):[0-5]\d)?`
)

// Fault is what is wrong in a sidecar, with its line.
type Fault struct {
	Line    int
	Message string
}

// node is an element as it was read.
type node struct {
	name xml.Name
	line int
	text strings.Builder
	kids []*node
}

// maxDepth bounds how deep elements lie in each other; MDTO's lie six deep.
const maxDepth = 50

// parse reads the elements of a document.
func parse(data []byte) (*node, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	root := &node{}
	open := []*node{root}
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		here := open[len(open)-1]
		switch tok := tok.(type) {
		case xml.StartElement:
			line, _ := d.InputPos()
			kid := &node{name: tok.Name, line: line}
			here.kids = append(here.kids, kid)
			if open = append(open, kid); len(open) > maxDepth {
				return nil, errors.New("too deep")
			}
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			here.text.Write(tok)
		}
	}
	if len(root.kids) != 1 {
		return nil, errors.New("no root")
	}
	return root.kids[0], nil
}

// Shape says where a sidecar departs from the schema.
func Shape(data []byte) []Fault {
	root, err := parse(data)
	if err != nil {
		return []Fault{{1, "the file is no well-formed XML"}}
	}
	if root.name != (xml.Name{Space: namespace, Local: "MDTO"}) {
		return []Fault{{root.line, fmt.Sprintf("the outermost element is %s and should be MDTO of %s", root.name.Local, namespace)}}
	}
	c := &shape{}
	c.element(root, "MDTO")
	if len(root.kids) != 1 {
		c.fault(root, "MDTO has to hold one informatieobject or one bestand and holds %d elements", len(root.kids))
	}
	return c.faults
}

type shape struct{ faults []Fault }

func (c *shape) fault(n *node, message string, args ...any) {
	c.faults = append(c.faults, Fault{n.line, fmt.Sprintf(message, args...)})
}

// element checks what an element of a type holds: the elements of the schema, in its
// order, or a value.
func (c *shape) element(n *node, kind string) {
	particles := schema()[kind]
	if particles == nil {
		c.value(n, kind)
		return
	}
	if text := strings.TrimSpace(n.text.String()); text != "" {
		c.fault(n, "%s holds text where elements are expected: %q", n.name.Local, clip(text))
	}
	kids := n.kids
	for _, p := range particles {
		count := 0
		for len(kids) > 0 && kids[0].name == (xml.Name{Space: namespace, Local: p.name}) && (p.many || count == 0) {
			c.element(kids[0], p.kind)
			kids = kids[1:]
			count++
		}
		if count < p.least {
			c.fault(n, "%s has no %s, which is mandatory, or not in its place", n.name.Local, p.name)
		}
	}
	if len(kids) > 0 {
		c.fault(kids[0], "%s may not stand here in %s: it is unknown, repeated or out of order", kids[0].name.Local, n.name.Local)
	}
}

func (c *shape) value(n *node, kind string) {
	text := n.text.String()
	if len(n.kids) > 0 {
		c.fault(n, "%s holds elements where a value is expected", n.name.Local)
	}
	if kind != "string" {
		text = strings.TrimSpace(text)
	}
	if p := values[kind]; p == nil || !p.MatchString(text) || kind == "duration" && !strings.ContainsAny(text, "0123456789") {
		c.fault(n, "%s is %q, which is no %s", n.name.Local, clip(text), kind)
	}
}

func clip(s string) string {
	const most = 60
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
