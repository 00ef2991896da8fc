package markdown

import (
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
)

// linkLine is a line of contents as they were written for programs that want no space
// behind the signs of a heading (kramdown, Redcarpet): "####[Title](#title)".
var linkLine = pattern.Of(`^ {0,3}#{1,6}\[[^\[\]]+\]\(#[^()\s]+\)\s*$`)

// isLinkLines reports whether all lines of a paragraph are such.
func (r *reader) isLinkLines(n gast.Node) bool {
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		if line := seg.Value(r.source); len(line) < 8 || !linkLine.Match(line) {
			return false
		}
	}
	return n.Lines().Len() > 0
}

// linkLines makes a list of such a paragraph; nil for another.
func (r *reader) linkLines(n gast.Node) *ast.List {
	if !r.isLinkLines(n) {
		return nil
	}
	l := &ast.List{At: r.at(r.offset(n))}
	var signs []string
	for _, in := range r.inlines(n) {
		switch in := in.(type) {
		case *ast.LineBreak:
		case *ast.Text:
			signs = append(signs, strings.TrimSpace(in.Value))
		default:
			p := &ast.Paragraph{At: ast.At{Src: in.Pos()}, Inlines: []ast.Inline{in}}
			l.Items = append(l.Items, &ast.ListItem{At: p.At, Blocks: []ast.Block{p}})
		}
	}
	r.drop(diag.Info, CodeHash, l.Src, strings.Join(signs, " "), "lines that are but links within the text are a list; the signs of a heading before them were left out")
	return l
}
