package markdown

import (
	"strings"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/pattern"
)

// Blocks between slashes, as PyMdown Extensions have them ("Blocks"): /// name |
// title, options indented by four columns, the content, and ///.
var (
	slashTag    = pattern.Of(`^/{3,}\s*([A-Za-z][\w-]*)\s*(?:\|\s*(.*?)\s*)?$`)
	slashEnd    = pattern.Of(`^/{3,}$`)
	slashOption = pattern.Of(`^(?: {4,}|\t)([a-z]+):[ \t]*(.*?)[ \t]*\n?$`)
)

// slashCloser closes the innermost of these blocks.
const slashCloser = "/"

// slashBlocks are those that only hold what is in them, and those that make a
// caption of it.
var slashBlocks = map[string]bool{
	"tab": false, "html": false, "div": false, "define": false, "caption": true, "figure-caption": true, "table-caption": true,
}

// slashDiv reads a line that opens such a block; nil where it is none.
func slashDiv(line string) *div {
	m := slashTag.FindStringSubmatch(line)
	if m == nil {
		return nil
	}
	name := strings.ToLower(m[1])
	_, known := slashBlocks[name]
	_, box := ast.BoxOfName(name)
	if !known && !box && name != "details" && name != "admonition" {
		return nil
	}
	d := &div{tag: line, closer: slashCloser, title: m[2]}
	switch {
	case name == "html" || name == "div":
		d.title = "" // names the element
	case box:
		d.attrs.classes = []string{name}
	case !known:
		d.attrs.classes = []string{"aside"}
	case slashBlocks[name]:
		d.attrs.classes = []string{captionClass}
	}
	return d
}

// captionClass is the class of a division that is the caption of what stands before
// it.
const captionClass = "caption"

// slashOption keeps an option of a block between slashes; its type is its kind.
func (n *div) slashOption(key, value string) {
	if key == "type" {
		if _, ok := ast.BoxOfName(value); ok {
			n.attrs.classes = []string{strings.ToLower(value)}
			return
		}
	}
	n.option(key, value)
}

// captionDiv makes the content of a division the caption of the picture, table or
// code before it which has none; where nothing of the kind stands there, it stays.
func (r *reader) captionDiv(out []ast.Block, n *div) []ast.Block {
	inner := r.blocks(n, false)
	if len(out) == 0 || len(inner) != 1 {
		return append(out, inner...)
	}
	p, ok := inner[0].(*ast.Paragraph)
	if !ok {
		return append(out, inner...)
	}
	last := len(out) - 1
	switch b := out[last].(type) {
	case *ast.Figure:
		b.Caption = p.Inlines
		return out
	case *ast.Table:
		if len(b.Caption) == 0 {
			b.Caption = p.Inlines
			return out
		}
	case *ast.CodeBlock:
		out[last] = &ast.Figure{At: b.At, Blocks: []ast.Block{b}, Caption: p.Inlines}
		return out
	case *ast.Paragraph:
		if img := onlyImage([]ast.Block{b}); img != nil {
			out[last] = &ast.Figure{At: b.At, Image: img, Caption: p.Inlines}
			return out
		}
	}
	return append(out, p)
}
