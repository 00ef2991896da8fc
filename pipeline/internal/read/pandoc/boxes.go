package pandoc

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/read/attributes"
)

// boxKind is the kind of box that a division's classes name; false where they name
// none.
func boxKind(a attr) (ast.BoxKind, bool) {
	general := false
	for _, c := range a.classes {
		name, callout := strings.CutPrefix(strings.ToLower(c), "callout-")
		general = general || callout || name == "callout" || name == "admonition"
		if kind, ok := ast.BoxOfName(name); ok {
			return kind, true
		}
	}
	return ast.Remark, general
}

// boxNames are the attributes that make a division a box or its title.
func (a attr) boxNames() []string {
	read := []string{"title", "name"}
	for _, c := range a.classes {
		if _, names := boxKind(attr{classes: []string{c}}); names {
			read = append(read, "."+c)
		}
	}
	return read
}

// box reads a box; its title is a heading or a division of the class title with
// which it begins, or its attribute.
func (r *reader) box(kind ast.BoxKind, a attr, list []any) []ast.Block {
	b := &ast.Box{At: r.next(), Kind: kind, ID: r.identifier(a.id)}
	if len(list) > 0 {
		if title, ok := r.boxTitle(list[0]); ok {
			b.Title, list = title, list[1:]
		}
	}
	if title := a.keys["title"]; title != "" && len(b.Title) == 0 {
		b.Title = r.say(title)
	}
	b.Blocks = r.inner(list)
	r.passed(attributes.Division, a, nil, a.boxNames()...)
	if len(b.Title)+len(b.Blocks) == 0 {
		return nil
	}
	return []ast.Block{b}
}

func (r *reader) boxTitle(v any) (title []ast.Inline, found bool) {
	tag, c := r.tagged(v)
	if tag == "Header" {
		text := r.parts(tag, c, 3)[2]
		r.begin()
		return ast.AnchorsLast(ast.Trim(r.inlines(text))), true
	}
	if tag != "Div" {
		return nil, false
	}
	p := r.parts(tag, c, 2)
	inner, _ := p[1].([]any)
	if !r.attr(tag, p[0]).has("title") || len(inner) != 1 || !isTag(inner[0], "Para") && !isTag(inner[0], "Plain") {
		return nil, false
	}
	_, text := r.tagged(inner[0])
	r.begin()
	return ast.Trim(r.inlines(text)), true
}
