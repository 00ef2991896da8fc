package layout

import (
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/style"
)

// logoOn gives the logo that stands in the head of page i: on the page where the
// text's first section begins, if the metadata say so; else nil.
func (d *divider) logoOn(i int, dests map[string]Dest) *ast.Image {
	doc := d.p.doc
	if !doc.Meta.Logo.InHead() {
		return nil
	}
	for _, b := range doc.Blocks {
		if s, ok := b.(*ast.Section); ok {
			if at, known := dests[s.ID]; known && at.Page == i {
				return logoOf(doc.Document)
			}
			return nil
		}
	}
	return nil
}

// logoOf is the logo on the title page.
func logoOf(doc *ast.Document) *ast.Image {
	for _, b := range doc.Blocks {
		m, ok := b.(*ast.Matter)
		if !ok || m.Role != ast.TitlePage || len(m.Blocks) == 0 {
			continue
		}
		if f, ok := m.Blocks[0].(*ast.Figure); ok {
			return f.Image
		}
	}
	return nil
}

// headLogo sets the logo above the text, where it is read no second time: in the
// middle of the margin, at most half as high as that and half as wide as the text.
func (p *paginator) headLogo(n *ast.Image, page *style.Page) []Fragment {
	pic, size, err := p.picture(n.Src)
	if err != nil {
		return nil // on record since the title page
	}
	pic.Pos, pic.Drawing = n.Pos(), (&composer{p: p}).outlined(n, pic.Drawing)
	area := page.Content()
	h := min(size.H, page.Margin.Top/2)
	w := h.MulDiv(int64(size.W), int64(size.H))
	if most := area.W / 2; w > most {
		w, h = most, most.MulDiv(int64(size.H), int64(size.W))
	}
	pic.Rect = geom.Rect{Point: geom.Point{X: area.X, Y: (page.Margin.Top - h) / 2}, Size: geom.Size{W: w, H: h}}
	return []Fragment{{Artifact: HeaderArt, Image: pic}}
}
