package ast

// Text is a run of characters, exactly as in the source. White space inside
// is single spaces; a join of lines is one space.
type Text struct {
	At
	Value string
}

// Emph is emphasis.
type Emph struct {
	At
	Inlines []Inline
}

// Strong is strong importance; at the start of a paragraph or item it is a
// run-in heading.
type Strong struct {
	At
	Inlines []Inline
}

// Super is superscript that is not a note call ("1er", "m2").
type Super struct {
	At
	Inlines []Inline
}

// Sub is subscript.
type Sub struct {
	At
	Inlines []Inline
}

// Code is a run of preformatted text.
type Code struct {
	At
	Value string
}

// Formula is mathematics, as TeX in the canonical form of formula.Clean. Alt is
// the author's own words for who cannot see it, empty where there are none; what
// stands for the formula then follows from it. Display says that it stands on a
// line of its own.
type Formula struct {
	At
	TeX     string
	Alt     string
	Display bool
}

// Link leads to URL: absolute, or "#id" inside the document.
type Link struct {
	At
	URL     string
	Title   string
	Inlines []Inline
}

// NoteRef is a footnote call. Label is the marker as it stood in the source.
type NoteRef struct {
	At
	Label string
	Note  *Note
}

// Citation is a reference to an official publication. Scheme is one of
// Schemes, URL its official address; the visible text is the source's.
type Citation struct {
	At
	Scheme  string
	URL     string
	Inlines []Inline
}

// Abbr is an abbreviation whose expansion the document itself gives.
type Abbr struct {
	At
	Expansion string
	Inlines   []Inline
}

// Lang is a run in another language than its surroundings, as a BCP 47 tag.
type Lang struct {
	At
	Tag     string
	Inlines []Inline
}

// Image is a picture. Alt is its text alternative; Decorative says that it
// needs none. An image with neither is a finding.
type Image struct {
	At
	Src        string
	Alt        string
	Title      string
	Decorative bool
	// Width is how wide it is shown, where its author said so.
	Width Width
	// Height is how high it is shown where its author said that and no width. It is
	// what a reader read, until the width is known that the picture has then: trees
	// are told by their widths alone.
	Height Width
}

// LineBreak is a forced line end.
type LineBreak struct{ At }

func (*Text) inline()      {}
func (*Emph) inline()      {}
func (*Strong) inline()    {}
func (*Super) inline()     {}
func (*Sub) inline()       {}
func (*Code) inline()      {}
func (*Formula) inline()   {}
func (*Link) inline()      {}
func (*NoteRef) inline()   {}
func (*Citation) inline()  {}
func (*Abbr) inline()      {}
func (*Lang) inline()      {}
func (*Image) inline()     {}
func (*LineBreak) inline() {}

// Whole takes the marks off a run that it has as a whole.
func Whole(list []Inline, isMark func(Inline) bool) []Inline {
	for len(list) == 1 && isMark(list[0]) {
		list = Children(list[0])
	}
	return list
}

// IsEmphasis reports whether an inline is emphasis, weak or strong.
func IsEmphasis(in Inline) bool {
	switch in.(type) {
	case *Emph, *Strong:
		return true
	}
	return false
}
