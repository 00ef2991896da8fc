package random

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"

	"octavo/pipeline/internal/ast"
)

// inlines makes a run without spaces at its ends; around is the inline it
// stands in.
func (g *generator) inlines(depth int, around ast.Inline) []ast.Inline {
	var out []ast.Inline
	n := g.n("inlines", 1, 4)
	for i := range n {
		if i > 0 && i < n-1 && !ast.IsAnchor(out[i-1]) && g.n("blank", 0, 3) == 0 {
			out = append(out, &ast.Text{Value: " "})
			continue
		}
		out = append(out, g.inline(depth, around))
	}
	if ast.IsAnchor(out[len(out)-1]) { // no blank may stand before it
		out = append(out, &ast.Text{Value: "z"})
	}
	for _, in := range out {
		if t, ok := in.(*ast.Text); ok && t.Value != " " {
			return joined(out)
		}
	}
	return joined(append(out, &ast.Text{Value: g.text()}))
}

// joined merges text with text, without two spaces in a row.
func joined(list []ast.Inline) []ast.Inline {
	var out []ast.Inline
	for _, in := range list {
		t, ok := in.(*ast.Text)
		if ok && len(out) > 0 {
			if last, ok := out[len(out)-1].(*ast.Text); ok {
				last.Value = strings.ReplaceAll(last.Value+t.Value, "  ", " ")
				continue
			}
		}
		out = append(out, in)
	}
	if t, ok := out[len(out)-1].(*ast.Text); ok {
		t.Value = strings.TrimRight(t.Value, " ") + "."
	}
	return out
}

func (g *generator) inline(depth int, around ast.Inline) ast.Inline {
	kinds := []string{"text", "text", "text", "code", "image", "break", "formula", "anchor"}
	if len(g.notes) > 0 {
		kinds = append(kinds, "note")
	}
	if depth > 0 {
		kinds = append(kinds, "emph", "strong", "sup", "sub", "abbr", "lang", "mark")
		if around == nil {
			kinds = append(kinds, "link", "cite", "auto")
		}
	}
	switch g.one("inline", kinds...) {
	case "code":
		return &ast.Code{Value: g.odd("code", "x", "`", " a ", "a``b", "|", "\\", "<br><br>", " ", "&#10;", "[", "x\\")}
	case "formula":
		return g.formula()
	case "anchor":
		g.ids++
		return &ast.Anchor{ID: fmt.Sprintf("at-%d", g.ids)}
	case "image":
		return g.image()
	case "break":
		return &ast.LineBreak{}
	case "note":
		n := rapid.SampledFrom(g.notes).Draw(g.t, "note")
		return &ast.NoteRef{Label: n.Label, Note: n}
	case "auto":
		url := g.odd("auto url", "https://example.nl/a_b?c=d&e", "http://x.nl/(y)")
		return &ast.Link{URL: url, Inlines: []ast.Inline{&ast.Text{Value: url}}}
	case "text":
		return &ast.Text{Value: g.text()}
	default:
		return g.container(depth-1, around)
	}
}

func (g *generator) container(depth int, around ast.Inline) ast.Inline {
	kinds := []string{"emph", "strong", "sup", "sub", "abbr", "lang", "mark", "mark"}
	if around == nil {
		kinds = append(kinds, "link", "cite")
	}
	var n ast.Inline
	inner := around
	switch g.one("container", kinds...) {
	case "emph":
		n = &ast.Emph{}
	case "strong":
		n = &ast.Strong{}
	case "sup":
		n = &ast.Super{}
	case "sub":
		n = &ast.Sub{}
	case "abbr":
		n = &ast.Abbr{Expansion: g.odd("expansion", "An expansion", `q " } ] | & <br> {x}`)}
	case "mark":
		n = &ast.Mark{Kind: rapid.SampledFrom(ast.MarkKinds).Draw(g.t, "kind")}
	case "lang":
		n = &ast.Lang{Tag: g.one("tag", "en", "de-AT")}
	case "cite":
		n = &ast.Citation{Scheme: g.one("scheme", "kamerstuk", "stb"), URL: g.odd("url", "https://x.nl/a.html", "", "https://x.nl/?a=b&amp;c|d")}
		inner = n
	default:
		n = &ast.Link{URL: g.odd("url", "https://x.nl", "https://x.nl/(a) [b] <c>`d`", "https://x.nl/a\\b"), Title: g.odd("link title", "", `T "x" \ & | <y> [z]`)}
		inner = n
	}
	ast.SetChildren(n, g.inlines(depth, inner))
	return n
}
