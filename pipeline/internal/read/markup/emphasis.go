package markup

import (
	"slices"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
)

// emphasis is a mark that an element or the style of one makes.
type emphasis struct {
	names  []string // the elements that are it by themselves
	styled func(n *html.Node) bool
	node   func() ast.Inline
}

// emphases are the marks that programs make of styles where HTML has elements for
// them.
var emphases = []emphasis{
	{[]string{"sup"}, func(n *html.Node) bool { return style(n, "vertical-align") == "super" }, func() ast.Inline { return &ast.Super{} }},
	{[]string{"sub"}, func(n *html.Node) bool { return style(n, "vertical-align") == "sub" }, func() ast.Inline { return &ast.Sub{} }},
	{[]string{"em", "i", "cite", "dfn", "var"}, slanted, func() ast.Inline { return &ast.Emph{} }},
	{[]string{"strong", "b"}, heavy, func() ast.Inline { return &ast.Strong{} }},
}

func slanted(n *html.Node) bool {
	return slices.Contains([]string{"italic", "oblique"}, style(n, "font-style"))
}

// heavyWeights are the weights of bold letters (CSS Fonts Level 4, 2.2).
var heavyWeights = []string{"bold", "bolder", "600", "700", "800", "900"}

func heavy(n *html.Node) bool { return slices.Contains(heavyWeights, style(n, "font-weight")) }

// light reports whether the style of an element takes its weight away.
func light(n *html.Node) bool {
	return slices.Contains([]string{"normal", "lighter", "100", "200", "300", "400"}, style(n, "font-weight"))
}

// emphasised gives a run the marks that the style of the element around it makes,
// unless something around makes them already. Headings and header cells are bold
// or slanted as a whole.
func (r *reader) emphasised(n *html.Node, list []ast.Inline) []ast.Inline {
	if style(n, "font-weight")+style(n, "font-style")+style(n, "vertical-align") == "" || isBlock(n) || n.Data == "a" || !hasLetters(list) {
		return list
	}
	head := closest(n, "h1", "h2", "h3", "h4", "h5", "h6", "th", "caption", "figcaption") != nil
	for i, e := range emphases {
		if raised := i < 2; !e.styled(n) || is(n, e.names...) || head && !raised || e.around(n) {
			continue
		}
		mark := e.node()
		ast.SetChildren(mark, list)
		list = []ast.Inline{mark}
	}
	return list
}

// around reports whether an inline element around n makes the mark.
func (e emphasis) around(n *html.Node) bool {
	for p := n.Parent; p != nil && p.Type == html.ElementNode && !isBlock(p); p = p.Parent {
		if e.styled(p) {
			return true
		}
		if is(p, e.names...) {
			return !light(p) && style(p, "font-style") != "normal"
		}
	}
	return false
}

// Styled gives a run the marks that declarations of CSS, as in a style attribute,
// make of it.
func Styled(declarations string, list []ast.Inline) []ast.Inline {
	n := &html.Node{Type: html.ElementNode, Data: "span", Attr: []html.Attribute{{Key: "style", Val: declarations}}}
	r := &reader{}
	return r.emphasised(n, r.decorated(n, list))
}

// unstrong unwraps a run that is strong or underlined as a whole.
func unstrong(list []ast.Inline) []ast.Inline {
	for len(list) == 1 {
		if _, ok := list[0].(*ast.Strong); !ok && !underlined(list[0]) {
			break
		}
		list = ast.Children(list[0])
	}
	if len(list) > 1 && !slices.ContainsFunc(list, func(in ast.Inline) bool {
		_, strong := in.(*ast.Strong)
		return !strong && !isBlank(in)
	}) {
		return unstrongParts(list)
	}
	return list
}

// unstrongParts is a run of nothing but strong words without their emphasis, which
// marks none of them before another.
func unstrongParts(list []ast.Inline) []ast.Inline {
	var out []ast.Inline
	add := func(in ast.Inline) {
		if t, ok := in.(*ast.Text); ok {
			own := *t // joined with its neighbours here, and nowhere else
			in = &own
		}
		out = append(out, in)
	}
	for _, in := range list {
		s, ok := in.(*ast.Strong)
		if !ok {
			add(in)
			continue
		}
		for _, part := range s.Inlines {
			add(part)
		}
	}
	return ast.JoinText(out)
}
