package ast

import "strings"

// desc is a node laid open: what Dump, Equal and JSON show of it. Spelling the
// nodes out once keeps the three in step.
type desc struct {
	kind  string
	attrs []attr
	kids  []group
}

// attr is a field of a node; value is a string, an int or a bool. Fields that
// hold their zero value are not shown.
type attr struct {
	name  string
	value any
}

// group is a list of nodes inside a node.
type group struct {
	name  string
	nodes []Node
}

// definition wraps one definition of a DefItem, so that it can be shown as a
// node.
type definition struct {
	At
	blocks []Block
}

func describe(n Node) desc {
	switch n := n.(type) {
	case Inline:
		return describeInline(n)
	case Block:
		return describeBlock(n)
	}
	return describePart(n)
}

func describeBlock(n Block) desc {
	switch n := n.(type) {
	case *Line:
		return desc{"line", []attr{{"text", n.Text}, {"indent", n.Indent}, {"blank", n.Blank}, {"pageStart", n.PageStart}}, nil}
	case *Section:
		return desc{"section", []attr{{"level", n.Level}, {"number", n.Number}, {"sep", n.Sep}, {"id", n.ID}, {"region", string(n.Region)}},
			[]group{inlineGroup("title", n.Title), blockGroup("blocks", n.Blocks)}}
	case *Paragraph:
		return desc{"paragraph", []attr{{"class", n.Class}}, []group{inlineGroup("inlines", n.Inlines)}}
	case *List:
		return describeList(n)
	case *ListItem:
		return desc{"item", []attr{{"marker", n.Marker}}, []group{blockGroup("blocks", n.Blocks)}}
	case *DefList:
		return desc{"deflist", nil, []group{nodeGroup("items", n.Items)}}
	case *Table:
		return describeTable(n)
	case *Figure:
		return describeFigure(n)
	case *BlockQuote:
		return desc{"blockquote", nil, []group{blockGroup("blocks", n.Blocks)}}
	case *Box:
		return desc{"box", []attr{{"kind", string(n.Kind)}, {"id", n.ID}},
			[]group{inlineGroup("title", n.Title), blockGroup("blocks", n.Blocks)}}
	case *CodeBlock:
		return desc{"codeblock", []attr{{"id", n.ID}, {"info", n.Info}, {"text", n.Text}}, nil}
	case *Break:
		return desc{"break", nil, nil}
	case *Matter:
		return desc{"matter", []attr{{"role", string(n.Role)}, {"id", n.ID}},
			[]group{inlineGroup("title", n.Title), blockGroup("blocks", n.Blocks)}}
	case *Contents:
		return desc{"contents", nil, []group{nodeGroup("entries", n.Entries)}}
	}
	return unknown(n)
}

func describeInline(n Inline) desc {
	inner := []group{inlineGroup("inlines", Children(n))}
	switch n := n.(type) {
	case *Text:
		return desc{"text", []attr{{"value", n.Value}}, nil}
	case *Emph:
		return desc{"emph", nil, inner}
	case *Strong:
		return desc{"strong", nil, inner}
	case *Super:
		return desc{"super", nil, inner}
	case *Sub:
		return desc{"sub", nil, inner}
	case *Code:
		return desc{"code", []attr{{"value", n.Value}}, nil}
	case *Formula:
		return desc{"formula", []attr{{"tex", n.TeX}, {"alt", n.Alt}, {"display", n.Display}}, nil}
	case *Link:
		return desc{"link", []attr{{"url", n.URL}, {"title", n.Title}}, inner}
	case *NoteRef:
		return desc{"noteref", []attr{{"note", n.NoteID()}, {"label", n.Label}}, nil}
	case *Citation:
		return desc{"citation", []attr{{"scheme", n.Scheme}, {"url", n.URL}}, inner}
	case *Abbr:
		return desc{"abbr", []attr{{"expansion", n.Expansion}}, inner}
	case *Lang:
		return desc{"lang", []attr{{"tag", n.Tag}}, inner}
	case *Mark:
		return desc{"mark", []attr{{"kind", string(n.Kind)}}, inner}
	case *Image:
		return desc{"image", []attr{{"src", n.Src}, {"alt", n.Alt}, {"title", n.Title}, {"decorative", n.Decorative}, {"width", string(n.Width)}}, nil}
	case *Anchor:
		return desc{"anchor", []attr{{"id", n.ID}}, nil}
	case *LineBreak:
		return desc{"linebreak", nil, nil}
	}
	return unknown(n)
}

// describePart lays open the nodes that are neither block nor inline.
func describePart(n Node) desc {
	switch n := n.(type) {
	case *DefItem:
		var defs []Node
		for _, d := range n.Defs {
			defs = append(defs, &definition{blocks: d})
		}
		return desc{"defitem", nil, []group{inlineGroup("term", n.Term), {"defs", defs}}}
	case *definition:
		return desc{"definition", nil, []group{blockGroup("blocks", n.blocks)}}
	case *Row:
		return desc{"row", nil, []group{nodeGroup("cells", n.Cells)}}
	case *Cell:
		return describeCell(n)
	case *Entry:
		return desc{"entry", []attr{{"number", n.Number}, {"object", n.Object}},
			[]group{inlineGroup("title", n.Title), nodeGroup("entries", n.Entries)}}
	case *Note:
		return desc{"note", []attr{{"id", n.ID}, {"label", n.Label}}, []group{blockGroup("blocks", n.Blocks)}}
	}
	return unknown(n)
}

func describeList(n *List) desc {
	return desc{"list", []attr{{"style", string(n.Style)}, {"start", n.Start}, {"delim", n.Delim}},
		[]group{nodeGroup("items", n.Items)}}
}

func describeTable(n *Table) desc {
	cols := ""
	for i, a := range n.Cols {
		if i > 0 {
			cols += " "
		}
		cols += alignName(a)
	}
	return desc{"table", []attr{{"cols", cols}, {"headCols", n.HeadCols}, {"footRows", n.FootRows}, {"id", n.ID}},
		[]group{inlineGroup("caption", n.Caption), nodeGroup("head", n.Head), nodeGroup("body", n.Body)}}
}

func describeCell(n *Cell) desc {
	return desc{"cell", []attr{{"rowspan", spanAttr(n.RowSpan)}, {"colspan", spanAttr(n.ColSpan)},
		{"header", string(n.Header)}, {"scope", string(n.Scope)}, {"id", n.ID}, {"headers", strings.Join(n.Headers, " ")}},
		[]group{blockGroup("blocks", n.Blocks)}}
}

func describeFigure(n *Figure) desc {
	var image []Node
	if n.Image != nil {
		image = []Node{n.Image}
	}
	return desc{"figure", []attr{{"id", n.ID}}, []group{{"image", image}, blockGroup("blocks", n.Blocks), inlineGroup("caption", n.Caption)}}
}

// unknown describes a node that this package does not know; no writer accepts
// one and Check reports it.
func unknown(Node) desc { return desc{kind: "unknown"} }

func alignName(a Align) string {
	if a == AlignDefault {
		return "default"
	}
	return string(a)
}

// spanAttr hides the span of ordinary cells.
func spanAttr(n int) int {
	if n == 1 {
		return 0
	}
	return n
}

// NoteID is the ID of the note that a call names, or "" for none.
func (n *NoteRef) NoteID() string {
	if n.Note == nil {
		return ""
	}
	return n.Note.ID
}

func inlineGroup(name string, inlines []Inline) group { return nodeGroup(name, inlines) }

func blockGroup(name string, blocks []Block) group { return nodeGroup(name, blocks) }

func nodeGroup[T Node](name string, list []T) group {
	nodes := make([]Node, len(list))
	for i, n := range list {
		nodes[i] = n
	}
	return group{name, nodes}
}

// shown reports whether a field holds more than its zero value.
func (a attr) shown() bool {
	switch v := a.value.(type) {
	case string:
		return v != ""
	case int:
		return v != 0
	case bool:
		return v
	}
	return false
}
