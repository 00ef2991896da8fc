package tree

import (
	"fmt"

	"octavo/pipeline/internal/ast"
)

func (r *reader) inlines(list []*object) []ast.Inline {
	var out []ast.Inline
	for _, o := range list {
		at, kind := r.at(o), o.text("type")
		n := r.leaf(at, kind, o)
		if n == nil {
			n = r.container(at, kind, o)
		}
		if n == nil {
			r.refuse(o.line, fmt.Sprintf("the tree holds a part of a line of the kind %q, which cannot be read", kind))
			continue
		}
		r.spent(o)
		out = append(out, n)
	}
	return out
}

// leaf reads an inline that holds no others; nil where it is none.
func (r *reader) leaf(at ast.At, kind string, o *object) ast.Inline {
	switch kind {
	case "text":
		return &ast.Text{At: at, Value: o.text("value")}
	case "code":
		return &ast.Code{At: at, Value: o.text("value")}
	case "formula":
		return &ast.Formula{At: at, TeX: o.text("tex"), Alt: o.text("alt"), Display: o.yes("display")}
	case "noteref":
		return &ast.NoteRef{At: at, Label: o.text("label"), Note: r.notes[o.text("note")]}
	case "image":
		return &ast.Image{At: at, Src: o.text("src"), Alt: o.text("alt"), Title: o.text("title"), Decorative: o.yes("decorative"),
			Width: ast.Width(o.text("width"))}
	case "anchor":
		return &ast.Anchor{At: at, ID: o.text("id")}
	case "linebreak":
		return &ast.LineBreak{At: at}
	}
	return nil
}

// container reads an inline that holds others; nil where it is none.
func (r *reader) container(at ast.At, kind string, o *object) ast.Inline {
	n := emptyContainer(at, kind, o)
	if n != nil {
		ast.SetChildren(n, r.inlines(o.list("inlines")))
	}
	return n
}

func emptyContainer(at ast.At, kind string, o *object) ast.Inline {
	switch kind {
	case "emph":
		return &ast.Emph{At: at}
	case "strong":
		return &ast.Strong{At: at}
	case "super":
		return &ast.Super{At: at}
	case "sub":
		return &ast.Sub{At: at}
	case "link":
		return &ast.Link{At: at, URL: o.text("url"), Title: o.text("title")}
	case "citation":
		return &ast.Citation{At: at, Scheme: o.text("scheme"), URL: o.text("url")}
	case "abbr":
		return &ast.Abbr{At: at, Expansion: o.text("expansion")}
	case "lang":
		return &ast.Lang{At: at, Tag: o.text("tag")}
	case "mark":
		return &ast.Mark{At: at, Kind: ast.MarkKind(o.text("kind"))}
	}
	return nil
}
