package layout

import (
	"slices"

	"octavo/pipeline/internal/geom"
)

// Booklet puts the pages of a book two by two on sheets that are folded once
// and laid into each other. Blank pages fill the last sheet; what is drawn is no
// part of a structure any more. The result's pages are the sides of the sheets,
// the outermost first, each front before its back.
//
// Inner sheets come out further at the fore-edge, by the thickness of the paper
// each. By creep a sheet, their pages are moved towards the fold, so that the
// outer margins are equal after trimming.
func Booklet(b *Book, creep geom.Length) *Book {
	pages := &Book{Pages: slices.Clone(b.Pages), number: b.number, numerals: b.numerals}
	Pad(pages, 4)
	n := len(pages.Pages)
	out := &Book{}
	for s := range n / 4 {
		in := creep * geom.Length(s)
		front, back := [2]*Page{&pages.Pages[n-1-2*s], &pages.Pages[2*s]}, [2]*Page{&pages.Pages[2*s+1], &pages.Pages[n-2-2*s]}
		if b.RightToLeft { // the first page lies on the left
			front[0], front[1], back[0], back[1] = front[1], front[0], back[1], back[0]
		}
		out.Pages = append(out.Pages, side(front[0], front[1], in), side(back[0], back[1], in))
	}
	return out
}

// side lays two pages beside each other, moved towards the fold by in.
func side(left, right *Page, in geom.Length) Page {
	out := Page{Label: left.Label + "–" + right.Label, Size: geom.Size{W: left.Size.W + right.Size.W, H: left.Size.H}, Press: left.Press}
	out.Press.Folds[0] = left.Size.W
	out.Fragments = append(left.flat(in), right.flat(left.Size.W-in)...)
	return out
}

// flat copies a page's fragments to another place, without their place in the
// structure; what is turned on the page is turned by itself.
func (p *Page) flat(dx geom.Length) []Fragment {
	out := artifacts(p.Fragments)
	for i := range out {
		if a := p.Fragments[i].Artifact; p.Turned && a != HeaderArt && a != FooterArt {
			p.layOnSheet(&out[i])
		}
	}
	shift(out, dx, 0)
	return out
}

// layOnSheet turns a fragment of a page whose text is turned to the left.
func (p *Page) layOnSheet(f *Fragment) {
	switch {
	case f.Run != nil:
		f.Run.Point, f.Run.Way = p.OnSheet(geom.Rect{Point: f.Run.Point}).Point, Up
	case f.Rule != nil:
		f.Rule.Rect = p.OnSheet(f.Rule.Rect)
	case f.Image != nil:
		f.Image.Rect, f.Image.Orientation = p.OnSheet(f.Image.Rect), turnedLeft[f.Image.Orientation]
	}
}

// turnedLeft is how a picture is to be shown that is turned to the left besides:
// EXIF's first row and column go from top to left, left to bottom and so on.
var turnedLeft = [9]Orientation{8, 8, 5, 6, 7, 4, 1, 2, 3}
