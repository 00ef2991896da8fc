package tree

import (
	"fmt"
	"strings"

	"octavo/pipeline/internal/ast"
)

func (r *reader) blocks(list []*object) []ast.Block {
	var out []ast.Block
	for _, o := range list {
		if b := r.block(o); b != nil {
			out = append(out, b)
		}
	}
	return out
}

// block reads a block; nil where its kind is not known, which is refused. Raw lines
// and generated matter are no part of a tree that can be built from.
func (r *reader) block(o *object) ast.Block {
	at, kind := r.at(o), o.text("type")
	defer r.spent(o)
	switch kind {
	case "section":
		return &ast.Section{At: at, Level: o.number("level"), Number: o.text("number"), Sep: o.text("sep"), ID: o.text("id"),
			Region: ast.Region(o.text("region")), Title: r.inlines(o.list("title")), Blocks: r.blocks(o.list("blocks"))}
	case "paragraph":
		return &ast.Paragraph{At: at, Class: o.text("class"), Inlines: r.inlines(o.list("inlines"))}
	case "list":
		return r.listBlock(at, o)
	case "deflist":
		return r.definitions(at, o)
	case "table":
		return r.table(at, o)
	case "figure":
		return r.figure(at, o)
	case "blockquote":
		return &ast.BlockQuote{At: at, Blocks: r.blocks(o.list("blocks"))}
	case "box":
		return &ast.Box{At: at, Kind: ast.BoxKind(o.text("kind")), ID: o.text("id"), Title: r.inlines(o.list("title")),
			Blocks: r.blocks(o.list("blocks"))}
	case "codeblock":
		return &ast.CodeBlock{At: at, ID: o.text("id"), Info: o.text("info"), Text: o.text("text")}
	case "break":
		return &ast.Break{At: at}
	}
	r.refuse(o.line, fmt.Sprintf("the tree holds a block of the kind %q, which cannot be read", kind))
	return nil
}

// part takes the kind of a node that can stand in one place only.
func (r *reader) part(o *object, want string) ast.At {
	if kind := o.text("type"); kind != want {
		r.refuse(o.line, fmt.Sprintf("the tree holds a node of the kind %q where only %q can stand", kind, want))
	}
	return r.at(o)
}

func (r *reader) listBlock(at ast.At, o *object) ast.Block {
	l := &ast.List{At: at, Style: ast.ListStyle(o.text("style")), Start: o.number("start"), Delim: o.text("delim")}
	for _, it := range o.list("items") {
		l.Items = append(l.Items, &ast.ListItem{At: r.part(it, "item"), Marker: it.text("marker"), Blocks: r.blocks(it.list("blocks"))})
		r.spent(it)
	}
	return l
}

func (r *reader) definitions(at ast.At, o *object) ast.Block {
	l := &ast.DefList{At: at}
	for _, item := range o.list("items") {
		it := &ast.DefItem{At: r.part(item, "defitem"), Term: r.inlines(item.list("term"))}
		for _, def := range item.list("defs") {
			r.part(def, "definition")
			it.Defs = append(it.Defs, r.blocks(def.list("blocks")))
			r.spent(def)
		}
		l.Items = append(l.Items, it)
		r.spent(item)
	}
	return l
}

func (r *reader) figure(at ast.At, o *object) ast.Block {
	f := &ast.Figure{At: at, ID: o.text("id"), Blocks: r.blocks(o.list("blocks")), Caption: r.inlines(o.list("caption"))}
	for _, in := range r.inlines(o.list("image")) {
		img, ok := in.(*ast.Image)
		if !ok || f.Image != nil {
			r.refuse(o.line, "a figure of the tree holds something else than one image")
		}
		f.Image = img
	}
	return f
}

func (r *reader) table(at ast.At, o *object) ast.Block {
	t := &ast.Table{At: at, ID: o.text("id"), HeadCols: o.number("headCols"), FootRows: o.number("footRows"), Caption: r.inlines(o.list("caption"))}
	for _, name := range strings.Fields(o.text("cols")) {
		t.Cols = append(t.Cols, align(name))
	}
	t.Head, t.Body = r.rows(o.list("head")), r.rows(o.list("body"))
	return t
}

func align(name string) ast.Align {
	if name == "default" {
		return ast.AlignDefault
	}
	return ast.Align(name)
}

func (r *reader) rows(list []*object) []*ast.Row {
	var out []*ast.Row
	for _, o := range list {
		row := &ast.Row{At: r.part(o, "row")}
		for _, c := range o.list("cells") {
			row.Cells = append(row.Cells, r.cell(c))
		}
		r.spent(o)
		out = append(out, row)
	}
	return out
}

func (r *reader) cell(o *object) *ast.Cell {
	c := &ast.Cell{At: r.part(o, "cell"), RowSpan: max(o.number("rowspan"), 1), ColSpan: max(o.number("colspan"), 1),
		Header: ast.Header(o.text("header")), Scope: ast.Scope(o.text("scope")), ID: o.text("id"), Blocks: r.blocks(o.list("blocks"))}
	if ids := strings.Fields(o.text("headers")); len(ids) > 0 {
		c.Headers = ids
	}
	r.spent(o)
	return c
}
