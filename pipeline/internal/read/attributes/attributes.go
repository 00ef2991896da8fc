// Package attributes knows what the attributes of Markdown and of pandoc's tree
// (Pandoc User's Guide, Header identifiers, link_attributes, fenced_divs,
// bracketed_spans) mean on an element, for those who read either.
package attributes

import (
	_ "embed"
	"strings"
)

// Column is what becomes of an attribute.
type Column string

// The columns of attributes.tsv. Style is a class that only a style sheet knows,
// Private a key for programs alone: both are passed by, on record.
const (
	Read    Column = "read"
	Pass    Column = "pass"
	Lost    Column = "lost"
	Style   Column = "style"
	Private Column = "private"
)

// Element is what bears attributes.
type Element string

// The elements.
const (
	Heading   Element = "heading"
	Link      Element = "link"
	Picture   Element = "picture"
	Code      Element = "code"
	CodeBlock Element = "code block"
	Span      Element = "span"
	Emphasis  Element = "emphasis"
	Division  Element = "division"
	Table     Element = "table"
	List      Element = "list"
)

// Elements are all that bear attributes.
var Elements = []Element{Heading, Link, Picture, Code, CodeBlock, Span, Emphasis, Division, Table, List}

// Row is what the table says of an attribute on an element; Use is what a lost one
// is for.
type Row struct {
	Column Column
	Use    string
}

//go:embed attributes.tsv
var file string

// rows has the table by attribute and element; that of the element "" stands for
// those that are not named.
var rows = parse(file)

func parse(file string) map[string]map[Element]Row {
	out := map[string]map[Element]Row{}
	for _, line := range strings.Split(file, "\n") {
		cells := strings.Split(line, "\t")
		if len(cells) < 2 || line[0] == '#' {
			continue
		}
		cells = append(cells, "", "")
		if out[cells[0]] == nil {
			out[cells[0]] = map[Element]Row{}
		}
		for _, e := range elementsOf(cells[2]) {
			out[cells[0]][e] = Row{Column(cells[1]), cells[3]}
		}
	}
	return out
}

// elementsOf takes a cell with names of elements apart.
func elementsOf(cell string) []Element {
	if cell == "" {
		return []Element{""}
	}
	var out []Element
	for _, word := range strings.Fields(strings.ReplaceAll(cell, string(CodeBlock), "code-block")) {
		out = append(out, Element(strings.ReplaceAll(word, "code-block", string(CodeBlock))))
	}
	return out
}

// Names are the attributes that the table has, in no order.
func Names() []string {
	var out []string
	for name := range rows {
		out = append(out, name)
	}
	return out
}

// Of is what becomes of an attribute on an element; a class has a dot before it.
func Of(e Element, name string) Row {
	if row, ok := rows[name][e]; ok {
		return row
	}
	if row, ok := rows[name][""]; ok {
		return row
	}
	class := strings.HasPrefix(name, ".")
	switch {
	case class && (e == Code || e == CodeBlock):
		return Row{Pass, ""} // its language
	case class && e != Span:
		return Row{Style, ""}
	case strings.HasPrefix(name, "data-"):
		return Row{Private, ""}
	}
	return Row{Lost, unknown}
}

const unknown = "whose meaning is not known here"

// Cause is that for which an attribute is lost on an element: attributes for one
// use are one cause.
func (r Row) Cause(e Element, name string) string {
	if r.Use == unknown {
		return string(e) + " " + name
	}
	return string(e) + " " + r.Use
}

// Article is how one element is called in a sentence.
func (e Element) Article() string {
	if e == Emphasis {
		return string(e)
	}
	return "a " + string(e)
}

// Called is how an attribute is called in a sentence.
func Called(name string) string {
	if class, ok := strings.CutPrefix(name, "."); ok {
		return "the class " + class
	}
	return "the attribute " + name
}
