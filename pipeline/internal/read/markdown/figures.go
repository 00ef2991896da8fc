package markdown

import (
	gast "github.com/yuin/goldmark/ast"

	"octavo/pipeline/internal/ast"
)

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
	caption := solid(trimInlines(r.siblings(img.FirstChild(), nil)))
	_, quarto := a.keys["fig-alt"]
	if len(caption) == 0 && !a.has("figure") && !quarto || len(img.Destination) == 0 {
		return nil
	}
	f := &ast.Figure{At: r.at(r.offset(n)), ID: r.id(a.id, r.pos(r.offset(n))), Image: r.image(img), Caption: caption}
	if _, given := a.alt(); given {
		return f
	}
	if a.has("decorative") {
		f.Image.Alt, f.Image.Decorative = "", true
	}
	return f
}
