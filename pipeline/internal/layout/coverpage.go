package layout

import (
	"context"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/font"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/structure"
	"octavo/pipeline/internal/style"
	"octavo/pipeline/internal/wording"
)

// AddCover puts a page with the cover's picture before the first page, of that
// page's size: the picture as large as fits, in the middle. The page is labelled
// with the word for a cover in the document's language and counts for no folio.
func AddCover(ctx context.Context, b *Book, n *ast.Image, doc *resolve.Document, st *style.Styled, tree *structure.Tree, fonts *font.Set,
	load func(string) ([]byte, error), log *diag.Log) error {
	p := newPaginator(ctx, doc, st, tree, fonts, load, log)
	picture, size, err := p.picture(n.Src)
	if err != nil {
		return err
	}
	picture.Pos, picture.Drawing = n.Pos(), (&composer{p: p}).outlined(n, picture.Drawing)
	page := b.Pages[0].Size
	w, h := page.W, page.W.MulDiv(int64(size.H), int64(size.W))
	if h > page.H {
		w, h = page.H.MulDiv(int64(size.W), int64(size.H)), page.H
	}
	at := geom.Point{X: (page.W - w) / 2, Y: (page.H - h) / 2}
	picture.Rect = geom.Rect{Point: at, Size: geom.Size{W: w, H: h}}
	frag := Fragment{Content: tree.Content(n, structure.Own), Image: picture}
	if frag.Content == nil {
		frag.Artifact = LayoutArt
	}
	cover := Page{Label: wording.For(doc.Meta.Lang).Cover, Size: page, Press: b.Pages[0].Press, Fragments: []Fragment{frag}, Cover: true}
	b.Pages = append([]Page{cover}, b.Pages...)
	for name, d := range b.Dests {
		d.Page++
		b.Dests[name] = d
	}
	return nil
}
