package markup

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
)

// captionClasses are the classes by which programs and publishers mark a
// paragraph that is the caption of what stands beside it.
var captionClasses = map[string]bool{
	"caption": true, "msocaption": true, "wp-caption-text": true, "table-caption": true, "figure-caption": true,
	"image-caption": true, "tablecaption": true, "figurecaption": true, "imagecaption": true, "captionedfigure": true,
	"bijschrift": true, "beschriftung": true, "bildunterschrift": true, "legende": true, "oj-ti-tbl": true, "ti-tbl": true,
	"thumbcaption": true, "gallerytext": true,
}

// captionOf tells whether a paragraph may be a caption: by the class of its
// element, or by its label.
func captionOf(n *html.Node, list []ast.Inline) ast.CaptionKind {
	for _, c := range strings.Fields(strings.ToLower(attr(n, "class"))) {
		if captionClasses[c] {
			return max(ast.LabelKind(ast.PlainText(list)), ast.AnyCaption)
		}
	}
	return ast.CaptionByLabel(list)
}

// noteCaption keeps in mind that the paragraph just added may be a caption.
func (f *flow) noteCaption(n *html.Node) {
	if n == nil || len(f.out) == 0 || !is(n, "p", "div", "h4", "h5", "h6") {
		return
	}
	if p, ok := f.out[len(f.out)-1].(*ast.Paragraph); ok {
		if kind := captionOf(n, p.Inlines); kind != ast.NoCaption {
			f.r.captions[p] = kind
		}
	}
}

// joinCaptions gives the captions among blocks to the tables and pictures right
// beside them.
func (r *reader) joinCaptions(blocks []ast.Block) []ast.Block {
	return ast.Captions{
		Kind: func(p *ast.Paragraph) ast.CaptionKind { return r.captions[p] },
		Say:  func(p *ast.Paragraph, _ string) { r.sayCaption(p.Src, p.Inlines) },
	}.Join(blocks)
}

func (r *reader) sayCaption(at diag.Pos, caption []ast.Inline) {
	r.log.Add(diag.Diagnostic{Code: CodeCaption, Pos: at, Rule: "html", Confidence: 0.9,
		Message: fmt.Sprintf("%q is the caption of what stands beside it", ast.PlainText(caption))})
}
