package markup

import (
	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
)

// figure reads a figure: its caption goes to the image or table that it holds;
// where it holds something else, or more, that all is one figure.
func (f *flow) figure(n *html.Node) {
	at := f.r.at()
	caption := f.figcaption(n)
	blocks := f.r.blocksIn(n, f.lang)
	if len(caption) > 0 && len(blocks) > 0 && !owns(blocks) {
		f.out = append(f.out, &ast.Figure{At: at, ID: f.r.figureID(n), Blocks: blocks, Caption: caption})
		return
	}
	switch owner := captionOwner(blocks).(type) {
	case *ast.Figure:
		owner.Caption = append(owner.Caption, caption...)
		if owner.ID == "" {
			owner.ID = f.r.figureID(n)
		}
	case *ast.Table:
		if len(owner.Caption) > 0 && len(caption) > 0 {
			owner.Caption = append(owner.Caption, &ast.LineBreak{})
		}
		owner.Caption = append(owner.Caption, caption...)
	default:
		if len(caption) > 0 {
			blocks = append(blocks, &ast.Paragraph{At: at, Inlines: caption})
		}
	}
	f.out = append(f.out, blocks...)
}

// owns reports whether a figure's caption can go to the one thing that the figure
// holds: an image without a caption of its own, or a table.
func owns(blocks []ast.Block) bool {
	if len(blocks) != 1 {
		return false
	}
	switch b := blocks[0].(type) {
	case *ast.Figure:
		return b.Image != nil && len(b.Caption) == 0
	case *ast.Table:
		return true
	}
	return false
}

// figureID is the identifier of a figure: one that a link leads to, else its own,
// by which its author means it to be found.
func (r *reader) figureID(n *html.Node) string {
	if id := r.anchor(n); id != "" {
		return id
	}
	id := attr(n, "id")
	if !ast.IsID(id) || r.given[id] || r.ids[id] != n {
		return ""
	}
	r.given[id], r.kept[id] = true, true
	return id
}

// captionOwner is the block that the only caption of a figure belongs to.
func captionOwner(blocks []ast.Block) ast.Block {
	if !owns(blocks) {
		return nil
	}
	return blocks[0]
}

// figcaption reads the captions of a figure and takes them out of it.
func (f *flow) figcaption(n *html.Node) []ast.Inline {
	var out []ast.Inline
	for _, c := range matches(n, func(c *html.Node) bool { return is(c, "figcaption") }) {
		if closest(c.Parent, "figure") != n || f.r.leaveOut(c) != "" {
			continue // a figure in the figure has captions of its own
		}
		f.r.enter(c)
		list := f.r.inlinesIn(c, f.r.langOf(c, f.lang))
		if len(out) > 0 && len(list) > 0 {
			out = append(out, &ast.LineBreak{})
		}
		out = append(out, list...)
		f.r.marks[c] = true
	}
	return out
}
