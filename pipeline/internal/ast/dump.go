package ast

import (
	"fmt"
	"strconv"
	"strings"
)

// Dump shows the tree as indented lines, a node each: its kind, its fields,
// and what it holds one step further in. It is meant for golden files and for
// reading; positions are left out.
func Dump(doc *Document) string {
	d := dumper{}
	d.document(doc)
	return d.b.String()
}

// dumper writes the lines. With canonical set, what canonical Markdown does
// not tell apart looks the same.
type dumper struct {
	b         strings.Builder
	canonical bool
}

func (d *dumper) document(doc *Document) {
	m := doc.Meta
	m.Digest = "" // of the file, not of the publication
	if y := m.YAML(); y != "" {
		d.b.WriteString("meta\n")
		for _, line := range strings.Split(strings.TrimSuffix(y, "\n"), "\n") {
			d.b.WriteString("  " + line + "\n")
		}
	}
	for _, b := range doc.Blocks {
		d.node(b, 0)
	}
	for _, n := range doc.Notes {
		d.node(n, 0)
	}
}

func (d *dumper) node(n Node, depth int) {
	ds := describe(n)
	if d.canonical {
		ds = canonicalDesc(n, ds)
	}
	d.indent(depth)
	d.b.WriteString(ds.kind)
	for _, a := range ds.attrs {
		if a.shown() {
			d.attr(a)
		}
	}
	d.b.WriteByte('\n')
	for _, g := range ds.kids {
		d.group(g, depth+1)
	}
}

// group writes the nodes of a group; the name is shown where a node holds
// several groups and this is not its content.
func (d *dumper) group(g group, depth int) {
	if len(g.nodes) == 0 {
		return
	}
	switch g.name {
	case "title", "caption", "term", "head", "body":
		d.indent(depth)
		d.b.WriteString("(" + g.name + ")\n")
		depth++
	}
	nodes := g.nodes
	if d.canonical {
		nodes = mergeText(nodes)
	}
	for _, n := range nodes {
		d.node(n, depth)
	}
}

func (d *dumper) indent(depth int) {
	for range depth {
		d.b.WriteString("  ")
	}
}

func (d *dumper) attr(a attr) {
	switch v := a.value.(type) {
	case string:
		if a.name == "value" || a.name == "text" {
			d.b.WriteString(" " + strconv.Quote(v))
			return
		}
		fmt.Fprintf(&d.b, " %s=%q", a.name, v)
	case bool:
		d.b.WriteString(" " + a.name)
	default:
		fmt.Fprintf(&d.b, " %s=%v", a.name, v)
	}
}
