package markdown

import (
	gast "github.com/yuin/goldmark/ast"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// await keeps an identifier for the text that comes next.
func (r *reader) await(id string, pos diag.Pos) {
	if id = r.id(id, pos); id != "" {
		r.waiting = append(r.waiting, &ast.Anchor{At: ast.At{Src: pos}, ID: id})
	}
}

// anchored puts the anchors that wait before a run that shows something; those of
// a run that shows nothing wait for the next.
func (r *reader) anchored(list []ast.Inline) []ast.Inline {
	if !ast.HasContent(list) {
		for _, in := range list {
			if ast.IsAnchor(in) {
				r.waiting = append(r.waiting, in)
			}
		}
		return nil
	}
	list = append(r.waiting, list...)
	r.waiting = nil
	return list
}

// awaited is the identifier of its author, or else that of an anchor which stands
// before it.
func (r *reader) awaited(own string, pos diag.Pos) string {
	if own = r.id(own, pos); own != "" || len(r.waiting) == 0 {
		return own
	}
	last := r.waiting[len(r.waiting)-1].(*ast.Anchor)
	r.waiting = r.waiting[:len(r.waiting)-1]
	return last.ID
}

// nameBlock gives a table, figure or block of code the identifier of an anchor that
// stood before it.
func (r *reader) nameBlock(made []ast.Block) {
	if len(r.waiting) == 0 || len(made) != 1 || ast.NodeID(made[0]) != "" {
		return
	}
	switch made[0].(type) {
	case *ast.Table, *ast.Figure, *ast.CodeBlock:
		ast.SetNodeID(made[0], r.awaited("", diag.Pos{}))
	}
}

// headingAttrs takes the attributes at its end from a heading.
func headingAttrs(n gast.Node) attrs {
	last, ok := n.LastChild().(*attrNode)
	if !ok || takesAttrs(last.PreviousSibling()) {
		return attrs{}
	}
	n.RemoveChild(n, last)
	return last.attrs
}
