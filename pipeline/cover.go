package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/element"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/matter"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/structure"
	"octavo/pipeline/internal/style"
)

const coverSheet = "cover.css"

// codeCoverPicture and codeNoISBN are findings about the cover for the binder.
const (
	codeCoverPicture diag.Code = "cover-picture-not-printed"
	codeNoISBN       diag.Code = "cover-without-isbn"
	codeSpine        diag.Code = "cover-spine-reckoned"
)

var _ = diag.Register(map[diag.Code]string{
	codeCoverPicture: "The picture for the cover is made for screens and has no bleed; the binder's cover is set from the metadata.",
	codeNoISBN:       "The publication has no ISBN, so its cover has no bar code.",
	codeSpine:        "The width of the book's back follows from its pages and the thickness of the paper.",
})

// spineOf gives the width of the book's back: as the binder says, or half the
// pages times the thickness of a leaf.
func spineOf(m *meta.Meta, paper string, pages int, log *diag.Log) (geom.Length, error) {
	if m.Print != nil && m.Print.Spine != "" {
		mm, fault := meta.SpineWidth(m.Print.Spine)
		return geom.Millimetres(mm), asError(fault)
	}
	leaf, fault := meta.PaperThickness(paper)
	if fault != nil {
		return 0, asError(fault)
	}
	mm := float64(pages) / 2 * leaf
	log.Add(diag.Diagnostic{Code: codeSpine, Rule: "pages / 2 × thickness of a leaf",
		Message: fmt.Sprintf("the back of the book is %.2f mm wide: %d leaves of %.3g mm", mm, pages/2, leaf),
		Hint:    "compare it with what the binder says, and give that as print: {spine: 14 mm} where it differs"})
	return geom.Millimetres(mm), nil
}

func asError(f *meta.Fault) error {
	if f == nil {
		return nil
	}
	return errors.New(f.Cause + "; " + f.Remedy)
}

func (b *book) paper() string { return paperOf(b.job, &b.doc.Meta) }

// paperOf is the paper of the job, or of the metadata.
func paperOf(job Job, m *meta.Meta) string {
	if job.Press.Paper == "" && m.Print != nil {
		return m.Print.Paper
	}
	return job.Press.Paper
}

// beginCover finds the press, and that the width of the back can be known.
func beginCover(b *book) error {
	if err := beginPress(b); err != nil {
		return err
	}
	return spineKnown(b.job, &b.doc.Meta)
}

// spineKnown is an error where nothing tells how wide the book's back is.
func spineKnown(job Job, m *meta.Meta) error {
	if p := m.Print; paperOf(job, m) == "" && (p == nil || p.Spine == "") {
		return errors.New("how wide the book's back is follows from the paper, and none is known; ask the printer and give --paper-thickness \"0.11 mm\" " +
			"or \"90 g/m² 1.3\", weight and volume (or in the metadata, print: {paper: 90 g/m² 1.3}), or the binder's own width, print: {spine: 14 mm}")
	}
	return nil
}

// makeCover writes the sheet that the binder lays around the pages.
func makeCover(ctx context.Context, b *book, e edition, w io.Writer) (made, error) {
	set, err := b.set(ctx, e.sheet)
	if err != nil {
		return made{}, err
	}
	spine, err := spineOf(&b.doc.Meta, b.paper(), len(set.pages.Pages), b.log)
	if err != nil {
		return made{}, err
	}
	sheet, err := b.drawCover(ctx, set.pages.Pages[0].Size, spine)
	if err != nil {
		return made{}, err
	}
	if err := b.writePress(ctx, w, e, sheet); err != nil {
		return made{}, err
	}
	m := describePrint(b.press)
	m.what = fmt.Sprintf("cover with a back of %.1f mm, %s", spine.Points()*25.4/72, m.what)
	return m, nil
}

// writePress writes pages for the press that are no part of a structure.
func (b *book) writePress(ctx context.Context, w io.Writer, e edition, pages *layout.Book) error {
	opt := b.pdfOptions(e)
	opt.Press = b.press
	none := structure.Build(resolve.Of(&ast.Document{Meta: b.doc.Meta}))
	return b.writePages(ctx, w, &setting{pages: pages, tree: none}, opt)
}

// drawCover sets front and back and lays them around the spine.
func (b *book) drawCover(ctx context.Context, size geom.Size, spine geom.Length) (*layout.Book, error) {
	m := &b.doc.Meta
	if m.Cover != nil && m.Cover.Image != "" {
		b.log.Add(diag.Diagnostic{Code: codeCoverPicture, Severity: diag.Warning, Rule: "a picture that reaches the edge needs bleed",
			Message: fmt.Sprintf("the cover for the binder does not show %s", m.Cover.Image), Hint: "have the printer place the picture"})
	}
	c := &layout.Cover{Spine: spine, SpineText: [2]string{m.Title, m.Publisher}, RightToLeft: meta.RightToLeft(m.Lang)}
	var err error
	if c.Size, err = b.numberOnCover(c); err != nil {
		return nil, err
	}
	spineNode, codeNode := &ast.Paragraph{Class: "spine"}, &ast.Paragraph{Class: "barcode"} // for their style
	front, styled, err := b.panel(ctx, size, matter.Cover(m), spineNode, codeNode)
	if err != nil {
		return nil, fmt.Errorf("the title, subtitle and authors do not fit on the front: %w", err)
	}
	back, _, err := b.panel(ctx, size, matter.Blurb(m)...)
	if err != nil {
		return nil, fmt.Errorf("the description does not fit on the back: %w", err)
	}
	c.Front, c.Back = front, back
	c.SpineType, c.DigitType = styled.Of(spineNode, element.Box), styled.Of(codeNode, element.Box)
	c.Band, c.Bleed = styled.Body().Border.Top.Width, front.Press.Bleed
	sheet, err := c.Sheet(b.faces, b.log)
	if err == nil {
		sheet.Pages[0].Press = front.Press
		sheet.Pages[0].Press.Folds = [2]geom.Length{size.W, size.W + spine}
	}
	return sheet, err
}

// numberOnCover puts the ISBN on the cover and gives the size of its bar code.
func (b *book) numberOnCover(c *layout.Cover) (percent int, err error) {
	m := &b.doc.Meta
	if c.ISBN, c.Digits = m.Identifiers.Digits(); c.Digits == "" {
		b.log.Add(noISBN())
	}
	size := ""
	if m.Print != nil {
		size = m.Print.Barcode
	}
	percent, fault := meta.BarcodeSize(size)
	return percent, asError(fault)
}

// panel sets blocks as one page of the book's size.
func (b *book) panel(ctx context.Context, size geom.Size, blocks ...ast.Block) (*layout.Page, *style.Styled, error) {
	sheet, err := b.sheet(coverSheet)
	if err != nil {
		return nil, nil, err
	}
	sheet = sheet.Sized(size)
	doc := resolve.Of(&ast.Document{Meta: b.doc.Meta, Blocks: blocks})
	styled := style.Resolve(doc, sheet)
	pages, err := layout.Paginate(ctx, doc, styled, structure.Build(doc), b.faces, b.job.Load, b.log)
	switch {
	case err != nil:
		return nil, nil, err
	case len(pages.Pages) > 1:
		return nil, nil, errors.New("shorten it in the metadata, or make the cover without this edition")
	}
	return &pages.Pages[0], styled, nil
}

// noISBN is the finding about a cover that has no number to print.
func noISBN() diag.Diagnostic {
	return diag.Diagnostic{Code: codeNoISBN, Rule: "no number is invented", Message: "the publication has no ISBN, so the cover has no bar code",
		Hint: "give it in the metadata: identifiers: {isbn: …}"}
}
