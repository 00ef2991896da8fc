package pipeline

import (
	"context"
	"fmt"
	"io"

	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/meta"
)

// makeBooklet writes the printed pages two by two, in the order in which sheets
// that are folded once and laid into each other have them.
func makeBooklet(ctx context.Context, b *book, e edition, w io.Writer) (made, error) {
	set, err := b.set(ctx, e.sheet)
	if err != nil {
		return made{}, err
	}
	creep, err := b.creep()
	if err != nil {
		return made{}, err
	}
	sides := layout.Booklet(set.pages, creep)
	if err := b.writePress(ctx, w, e, sides); err != nil {
		return made{}, err
	}
	m := describePrint(b.press)
	m.what = fmt.Sprintf("booklet of %d sheets, two pages a side, %s", len(sides.Pages)/2, m.what)
	return m, nil
}

// creep is by how much each sheet comes out further than the one around it: the
// thickness of a leaf where the paper is known, else nothing.
func (b *book) creep() (geom.Length, error) {
	if b.paper() == "" {
		return 0, nil
	}
	mm, fault := meta.PaperThickness(b.paper())
	return geom.Millimetres(mm), asError(fault)
}
