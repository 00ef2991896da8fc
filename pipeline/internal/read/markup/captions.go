package markup

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/pattern"
)

// captionClasses are the classes by which programs and publishers mark a
// paragraph that is the caption of what stands beside it.
var captionClasses = map[string]bool{
	"caption": true, "msocaption": true, "wp-caption-text": true, "table-caption": true, "figure-caption": true,
	"image-caption": true, "tablecaption": true, "figurecaption": true, "imagecaption": true, "captionedfigure": true,
	"bijschrift": true, "beschriftung": true, "bildunterschrift": true, "legende": true, "oj-ti-tbl": true, "ti-tbl": true,
	"thumbcaption": true, "gallerytext": true,
}

// captionLabel is the label of a caption, by its word for a table or a picture
// and its number; a sentence that begins with one goes on in small letters.
var captionLabel = pattern.Of(`^(?:(Tabel|Table|Tabelle|Tab\.|Tableau)|(?:Figuur|Figure|Fig\.|Afbeelding|Abbildung|Abb\.|Grafiek|Diagramm?e?|Kaart|Foto|Photo|Chart|Graph|Graphique|Illustration|Schema|Schéma|Map|Carte|Bild|Karte))[ \x{a0}]?(\p{Lu}?[0-9]+(?:[.\-–][0-9]+)*[a-z]?|[IVXLC]+)(?:[ \x{a0}]?[:.–—|-][ \x{a0}]?|[ \x{a0}]+\P{Ll}|$)`)

// maxCaption is how long a paragraph is at most, in bytes, that is a caption by
// its label alone.
const maxCaption = 400

// captionKind is what a caption belongs to, as far as it says.
type captionKind int

const (
	noCaption captionKind = iota
	anyCaption
	tableCaption
	figureCaption
)

// captionOf tells whether a paragraph may be a caption: by the class of its
// element, or by its label.
func captionOf(n *html.Node, list []ast.Inline) captionKind {
	text := strings.TrimSpace(ast.PlainText(list))
	label := captionLabel.FindStringSubmatch(text)
	classed := false
	for _, c := range strings.Fields(strings.ToLower(attr(n, "class"))) {
		classed = classed || captionClasses[c]
	}
	switch {
	case label != nil && (classed || len(text) <= maxCaption) && label[1] != "":
		return tableCaption
	case label != nil && (classed || len(text) <= maxCaption):
		return figureCaption
	case classed:
		return anyCaption
	}
	return noCaption
}

// noteCaption keeps in mind that the paragraph just added may be a caption.
func (f *flow) noteCaption(n *html.Node) {
	if n == nil || len(f.out) == 0 || !is(n, "p", "div", "h4", "h5", "h6") {
		return
	}
	if p, ok := f.out[len(f.out)-1].(*ast.Paragraph); ok {
		if kind := captionOf(n, p.Inlines); kind != noCaption {
			f.r.captions[p] = kind
		}
	}
}

// captionBeside parts a run that is a picture and its caption, which a line break
// parts: nil where it is none.
func captionBeside(list []ast.Inline) (*ast.Image, []ast.Inline) {
	if len(list) < 3 {
		return nil, nil
	}
	img, first := list[0].(*ast.Image)
	caption := list[2:]
	if !first {
		img, _ = list[len(list)-1].(*ast.Image)
		caption = list[:len(list)-2]
	}
	if img == nil || !isBreak(list[1]) && first || !first && !isBreak(list[len(list)-2]) {
		return nil, nil
	}
	text := strings.TrimSpace(ast.PlainText(caption))
	if label := captionLabel.FindStringSubmatch(text); label == nil || label[1] != "" || len(text) > maxCaption || slices.ContainsFunc(caption, isImage) {
		return nil, nil
	}
	return img, caption
}

func isImage(in ast.Inline) bool {
	_, ok := in.(*ast.Image)
	return ok
}

// joinCaptions gives the captions among blocks to the tables and pictures right
// beside them.
func (r *reader) joinCaptions(blocks []ast.Block) []ast.Block {
	var out []ast.Block
	for i, b := range blocks {
		p, ok := b.(*ast.Paragraph)
		if kind := r.captions[p]; ok && kind != noCaption {
			if owner := r.captionFor(blocks, i, kind); owner != nil {
				out = r.giveCaption(blocks, out, i, owner, p.Inlines)
				r.sayCaption(p.Src, p.Inlines)
				continue
			}
		}
		out = append(out, b)
	}
	return out
}

func (r *reader) sayCaption(at diag.Pos, caption []ast.Inline) {
	r.log.Add(diag.Diagnostic{Code: CodeCaption, Pos: at, Rule: "html", Confidence: 0.9,
		Message: fmt.Sprintf("%q is the caption of what stands beside it", ast.PlainText(caption))})
}

// giveCaption gives a caption at place i to its owner, which stands last in out or is
// the next block. A picture that is a link becomes a figure that holds the link.
func (r *reader) giveCaption(blocks, out []ast.Block, i int, owner ast.Block, caption []ast.Inline) []ast.Block {
	linked, ok := owner.(*ast.Paragraph)
	if !ok {
		ast.SetCaption(owner, caption)
		return out
	}
	fig := &ast.Figure{At: linked.At, Blocks: []ast.Block{linked}, Caption: caption}
	if n := len(out); n > 0 && out[n-1] == owner {
		out[n-1] = fig
	} else {
		blocks[i+1] = fig
	}
	return out
}

// isLinkedImage reports whether a paragraph is an image that is a link, and nothing
// else.
func isLinkedImage(p *ast.Paragraph) bool {
	list := ast.WithoutAnchors(p.Inlines)
	if len(list) != 1 {
		return false
	}
	l, ok := list[0].(*ast.Link)
	if !ok {
		return false
	}
	inner := tidy(l.Inlines)
	if len(inner) != 1 {
		return false
	}
	_, ok = inner[0].(*ast.Image)
	return ok
}

// captionFor finds the block that the caption at place i belongs to. Where one
// stands on both sides, captions and blocks take turns: the first of them tells
// who goes with whom, and of one between two a table takes what stands above it.
func (r *reader) captionFor(blocks []ast.Block, i int, kind captionKind) ast.Block {
	above, below := r.owner(blocks, i-1, kind), r.owner(blocks, i+1, kind)
	if above == nil || below == nil {
		if above == nil {
			return below
		}
		return above
	}
	first, last := r.turns(blocks, i, -1), r.turns(blocks, i, 1)
	switch {
	case r.isCaption(blocks[first]) && !r.isCaption(blocks[last]):
		return below
	case r.isCaption(blocks[last]) && !r.isCaption(blocks[first]):
		return above
	}
	if _, table := below.(*ast.Table); table {
		return below
	}
	return above
}

// owner is the block at place i, where it may take a caption of the kind.
func (r *reader) owner(blocks []ast.Block, i int, kind captionKind) ast.Block {
	if i < 0 || i >= len(blocks) {
		return nil
	}
	switch b := blocks[i].(type) {
	case *ast.Table:
		if len(b.Caption) == 0 && kind != figureCaption {
			return b
		}
	case *ast.Figure:
		if len(b.Caption) == 0 && b.Image != nil {
			return b
		}
	case *ast.Paragraph:
		if kind != tableCaption && isLinkedImage(b) {
			return b
		}
	}
	return nil
}

func (r *reader) isCaption(b ast.Block) bool {
	p, ok := b.(*ast.Paragraph)
	return ok && r.captions[p] != noCaption
}

// turns is how far captions and blocks that may have one take turns from place i
// on, in steps of step.
func (r *reader) turns(blocks []ast.Block, i, step int) int {
	caption := true
	for {
		next := i + step
		if next < 0 || next >= len(blocks) {
			return i
		}
		if caption && r.owner(blocks, next, anyCaption) == nil || !caption && !r.isCaption(blocks[next]) {
			return i
		}
		i, caption = next, !caption
	}
}
