package markdown

import (
	gast "github.com/yuin/goldmark/ast"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// figureDiv adds a division of the class figure: other matter than one image,
// and last its caption. What has no caption is kept as it is.
func (r *reader) figureDiv(out []ast.Block, n *div) []ast.Block {
	at := r.at(r.offset(n))
	inner := r.blocks(n, false)
	last := len(inner) - 1
	if last > 0 && n.title == "" {
		if caption, ok := inner[last].(*ast.Paragraph); ok {
			return append(out, &ast.Figure{At: at, ID: r.id(n.attrs.id, at.Src), Blocks: inner[:last:last], Caption: caption.Inlines})
		}
	}
	r.add(diag.Warning, CodeAttrs, at.Src, "a division of the class figure does not end in a caption; it was left out and its content kept",
		"put what the figure shows into it, and below that a paragraph for the caption")
	return append(r.divTitle(out, n), inner...)
}

// figure gives the figure that a paragraph is: an image that stands alone and
// has a description, which is the caption, or the class figure or Quarto's
// fig-alt. Without alt the caption is the text alternative too, as in pandoc.
func (r *reader) figure(n gast.Node) *ast.Figure {
	img, ok := n.FirstChild().(*gast.Image)
	if !ok {
		return nil
	}
	a := r.takeAttrs(img)
	if last := n.LastChild(); last != img && !(last == img.NextSibling() && last.Kind() == kindAttrs) {
		return nil
	}
	sizeInWords(img, r.source)
	caption := solid(ast.Trim(r.siblings(img.FirstChild(), nil)))
	_, quarto := a.keys["fig-alt"]
	if own := r.figureCaption(a, img); len(own) > 0 {
		caption = own
	}
	if len(caption) == 0 && !a.has("figure") && !quarto || len(img.Destination) == 0 {
		return nil
	}
	f := &ast.Figure{At: r.at(r.offset(n)), ID: r.awaited(a.id, r.pos(r.offset(n))), Image: r.image(img), Caption: a.inLang(caption)}
	if _, given := a.alt(); given {
		return f
	}
	if a.has("decorative") {
		f.Image.Alt, f.Image.Decorative = "", true
	}
	return f
}
