package layout

import (
	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/style"
)

// row is a strip of a page that no page end divides: a line of text with its
// marker, a row of a table, a picture. Its fragments have their origin at the
// row's top and the left margin of the page.
type row struct {
	frags  []Fragment
	height geom.Length
	// baseline is the distance from the top to the text's baseline.
	baseline geom.Length
	// space is the white space above; it is dropped at the top of a page,
	// except after a forced break.
	space geom.Length
	// onGrid tells that the row is a line of running text: it stands at a whole
	// number of such lines from the top of the page.
	onGrid bool
	// cost is that of a page end just before this row; see breaker.go.
	cost int
	// start is where what the row shows begins in the tree.
	start ast.Loc
	// para and index say which line of which paragraph the row is.
	para  *para
	index int
	rare  *rare
	with  bool // a row of a table that no page end parts from the one before
	heads bool // it begins a heading
}

// rare is what few rows have.
type rare struct {
	notes   []*ast.Note
	dests   []spot
	strings []namedString
	force   style.Break // a forced page end before the row
	short   style.Break // what it is where chapters are short
	opens   bool        // the row begins a chapter for which that holds
	page    string      // the name of the pages from a forced break on
	from    int         // the number of the row's page; 0 goes on counting
	head    *tableHead  // repeated above the row at the top of a page
	folio   *folio
	push    bool // the row and what follows stands at the foot of the page
	behind  bool // the row is a picture below text that follows it in the tree
}

// spot is a destination with the left edge of what it names, counted from the
// page's left margin.
type spot struct {
	name string
	x    geom.Length
}

// namedString is a value of a running string (CSS GCPM 3, 1.1).
type namedString struct{ name, value string }

// more returns the row's rare part, making it first where there is none.
func (r *row) more() *rare {
	if r.rare == nil {
		r.rare = &rare{}
	}
	return r.rare
}

// divided reports whether the row begins inside a word.
func (r *row) divided() bool {
	return r.para != nil && r.index > 0 && !r.para.lines[r.index].startsWord
}

// shift moves fragments; those of a row belong to it alone.
func shift(frags []Fragment, dx, dy geom.Length) {
	for i := range frags {
		switch f := &frags[i]; {
		case f.Run != nil:
			f.Run.X += dx
			f.Run.Y += dy
		case f.Rule != nil:
			f.Rule.X += dx
			f.Rule.Y += dy
		case f.Image != nil:
			f.Image.X += dx
			f.Image.Y += dy
		}
	}
}

// artifacts copies fragments for a second showing, without their place in the
// structure: a table's head is read once (ISO 14289-1, 7.1).
func artifacts(frags []Fragment) []Fragment {
	out := make([]Fragment, 0, len(frags))
	for _, f := range frags {
		f.Content, f.Artifact = nil, LayoutArt
		switch {
		case f.Run != nil:
			run := *f.Run
			run.Loc = ast.Loc{}
			f.Run = &run
		case f.Rule != nil:
			rule := *f.Rule
			f.Rule = &rule
		case f.Image != nil:
			img := *f.Image
			img.Loc = ast.Loc{}
			f.Image = &img
		}
		out = append(out, f)
	}
	return out
}

// ruleAt makes a filled rectangle that is no part of the text.
func ruleAt(x, y, w, h geom.Length, c style.Color) Fragment {
	return Fragment{Artifact: LayoutArt, Rule: &Rule{Rect: geom.Rect{Point: geom.Point{X: x, Y: y}, Size: geom.Size{W: w, H: h}}, Color: Color(c)}}
}
