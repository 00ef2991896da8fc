package structure

import (
	"fmt"
	"io"
	"strings"

	"octavo/pipeline/internal/ast"
)

// Dump writes the tree as indented lines, one an element or slot, for tests
// and for people.
func (t *Tree) Dump(w io.Writer) error {
	d := &dumper{w: w, names: map[*Content]string{}}
	for key, c := range t.slots {
		d.names[c] = slotNames[min(key.slot, Line)] + " " + describe(key.node)
		if key.slot >= Line {
			d.names[c] = fmt.Sprintf("line %d", key.slot-Line+1)
		}
	}
	d.elem(t.Root, 0)
	d.outline(t.Outline, 0)
	return d.err
}

var slotNames = [...]string{
	Own: "own", Label: "label", Number: "number", Folio: "folio", Backlink: "backlink", Line: "line",
}

type dumper struct {
	w     io.Writer
	names map[*Content]string
	err   error
}

func (d *dumper) line(depth int, text string) {
	if d.err == nil {
		_, d.err = fmt.Fprintf(d.w, "%s%s\n", strings.Repeat("  ", depth), text)
	}
}

func (d *dumper) elem(e *Elem, depth int) {
	d.line(depth, string(e.Role)+e.properties())
	for _, k := range e.Kids {
		switch k := k.(type) {
		case *Elem:
			d.elem(k, depth+1)
		case *Content:
			d.line(depth+1, fmt.Sprintf("- %d %s", k.Index, d.names[k]))
		}
	}
}

func (d *dumper) outline(list []*Outline, depth int) {
	for _, o := range list {
		d.line(depth, fmt.Sprintf("bookmark %q -> #%s", o.Title, o.Target))
		d.outline(o.Kids, depth+1)
	}
}

// properties lists what is set on e, as " name=value".
func (e *Elem) properties() string {
	var b strings.Builder
	add := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, " %s=%q", name, value)
		}
	}
	add("lang", e.Lang)
	add("alt", e.Alt)
	add("actual", e.ActualText)
	add("e", e.E)
	add("id", e.ID)
	add("title", e.Title)
	add("numbering", e.Attrs.ListNumbering)
	add("scope", e.Attrs.Scope)
	if e.Attrs.RowSpan > 1 {
		fmt.Fprintf(&b, " rowspan=%d", e.Attrs.RowSpan)
	}
	if e.Attrs.ColSpan > 1 {
		fmt.Fprintf(&b, " colspan=%d", e.Attrs.ColSpan)
	}
	add("headers", strings.Join(e.Attrs.Headers, " "))
	add("decoration", e.Attrs.TextDecoration)
	add("uri", e.URI)
	add("target", e.Target)
	add("contents", e.Contents)
	return b.String()
}

// describe names a node in a few characters.
func describe(n ast.Node) string {
	switch n := n.(type) {
	case *ast.Text:
		return fmt.Sprintf("%q", n.Value)
	case *ast.Code:
		return fmt.Sprintf("code %q", n.Value)
	case *ast.Formula:
		return fmt.Sprintf("formula %q", n.TeX)
	case *ast.CodeBlock:
		return fmt.Sprintf("code %q", n.Text)
	case *ast.Section:
		return fmt.Sprintf("%q", n.Number+n.Sep)
	case *ast.ListItem:
		return fmt.Sprintf("marker %q", n.Marker)
	case *ast.NoteRef:
		return fmt.Sprintf("call %q", n.Label)
	case *ast.Note:
		return fmt.Sprintf("note %q", n.Label)
	case *ast.Entry:
		return fmt.Sprintf("entry %q", n.Heading())
	case *ast.Image:
		return "image " + n.Src
	}
	return fmt.Sprintf("%T", n)
}
