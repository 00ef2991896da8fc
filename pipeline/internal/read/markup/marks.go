package markup

import (
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// decoration is the mark that an element's style makes; "" for none. A link's
// underline says that it is a link.
func decoration(n *html.Node) ast.MarkKind {
	lines := strings.Fields(style(n, "text-decoration") + " " + style(n, "text-decoration-line"))
	for _, l := range lines {
		if l == "line-through" {
			return ast.Struck
		}
	}
	for _, l := range lines {
		if l == "underline" && n.Data != "a" {
			return ast.Underlined
		}
	}
	if h := style(n, "mso-highlight"); h != "" && h != "none" && !isBlock(n) {
		return ast.Highlighted
	}
	switch strings.ReplaceAll(style(n, "background-color")+style(n, "background"), " ", "") {
	case "yellow", "#ff0", "#ffff00", "rgb(255,255,0)": // the highlighter of word processors
		if !isBlock(n) {
			return ast.Highlighted
		}
	}
	return ""
}

func underlined(in ast.Inline) bool {
	m, ok := in.(*ast.Mark)
	return ok && m.Kind == ast.Underlined
}

// mark marks the blocks from start on as a whole, their headings' numbers too.
func (f *flow) mark(start int, kind ast.MarkKind) {
	if kind == "" || start >= len(f.out) {
		return
	}
	MarkBlocks(f.out[start:], kind, f.r.log)
}

// MarkBlocks marks all text of blocks. What no line can be drawn through is
// said.
func MarkBlocks(blocks []ast.Block, kind ast.MarkKind, log *diag.Log) {
	ast.WalkBlocks(blocks, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Section:
			if n.Number != "" {
				number := &ast.Text{At: n.At, Value: n.Number + n.Sep}
				n.Number, n.Sep, n.Title = "", "", ast.JoinText(append([]ast.Inline{number}, n.Title...))
			}
		case *ast.Figure, *ast.CodeBlock:
			if kind == ast.Deleted || kind == ast.Struck {
				log.Add(diag.Diagnostic{Code: CodeUnmarked, Severity: diag.Warning, Pos: n.Pos(), Rule: "html",
					Message: "a picture or code that was struck out stands as if it were current", Hint: "say in the text that it is struck out"})
			}
		}
		_, inline := n.(ast.Inline)
		return !inline
	})
	ast.MapRuns(blocks, func(list []ast.Inline) []ast.Inline {
		if !hasLetters(list) {
			return list
		}
		return []ast.Inline{&ast.Mark{At: ast.At{Src: list[0].Pos()}, Kind: kind, Inlines: list}}
	})
}

// boxes are the signs of fields to tick, empty and ticked.
var boxes = map[string][2]string{"checkbox": {"☐", "☑"}, "radio": {"○", "◉"}}

// box gives the sign of a field that says whether something holds: in an item,
// label or cell, or one that nobody can change. Others switch parts of a page.
func box(n *html.Node) string {
	signs, ok := boxes[strings.ToLower(attr(n, "type"))]
	if _, fixed := lookup(n, "disabled"); !is(n, "input") || !ok || hidden(n) || !fixed && !is(n.Parent, "li", "label", "td", "th") && !answers(n) {
		return ""
	}
	if _, ticked := lookup(n, "checked"); ticked {
		return signs[1]
	}
	return signs[0]
}
