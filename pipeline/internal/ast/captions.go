package ast

import (
	"slices"
	"strings"

	"octavo/pipeline/internal/pattern"
)

// CaptionKind is what a caption belongs to, as far as it says.
type CaptionKind int

const (
	NoCaption CaptionKind = iota
	AnyCaption
	TableCaption
	FigureCaption
)

// captionLabel is the label of a caption, by its word for a table or a picture
// and its number; a sentence that begins with one goes on in small letters.
var captionLabel = pattern.Of(`^(?:(Tabel|Table|Tabelle|Tab\.|Tableau)|(?:Figuur|Figure|Fig\.|Afbeelding|Abbildung|Abb\.|Grafiek|Diagramm?e?|Kaart|Foto|Photo|Chart|Graph|Graphique|Illustration|Schema|Schéma|Map|Carte|Bild|Karte))[ \x{a0}]?(\p{Lu}?[0-9]+(?:[.\-–][0-9]+)*[a-z]?|[IVXLC]+)(?:[ \x{a0}]?[:.–—|-][ \x{a0}]?|[ \x{a0}]+\P{Ll}|$)`)

// MaxCaption is how long a text is at most, in bytes, that is a caption by its label
// alone.
const MaxCaption = 400

// LabelKind tells what a text is the caption of by its label: "Table 2: Boats".
func LabelKind(text string) CaptionKind {
	switch m := captionLabel.FindStringSubmatch(strings.TrimSpace(text)); {
	case m == nil:
		return NoCaption
	case m[1] != "":
		return TableCaption
	}
	return FigureCaption
}

// CaptionByLabel is LabelKind for a run that may be a caption by its label alone.
func CaptionByLabel(list []Inline) CaptionKind {
	if text := PlainText(list); len(text) <= MaxCaption {
		return LabelKind(text)
	}
	return NoCaption
}

// PictureWithCaption parts a run that is a picture and its caption, between which
// parts reports that there is a border: nil where it is none.
func PictureWithCaption(list []Inline, parts func(Inline) bool) (*Image, []Inline) {
	img, caption := endPicture(list, parts)
	if img == nil || CaptionByLabel(caption) != FigureCaption || slices.ContainsFunc(caption, isImage) {
		return nil, nil
	}
	return img, Trim(caption)
}

// endPicture is the picture at one end of a run, and what stands beyond the border
// beside it: a line break is none of that, a text with a blank is.
func endPicture(list []Inline, parts func(Inline) bool) (*Image, []Inline) {
	n := len(list)
	if n < 2 {
		return nil, nil
	}
	if img, ok := list[0].(*Image); ok && parts(list[1]) {
		return img, list[1+lineBreaks(list[1]):]
	}
	if img, ok := list[n-1].(*Image); ok && parts(list[n-2]) {
		return img, list[:n-1-lineBreaks(list[n-2])]
	}
	return nil, nil
}

// lineBreaks counts one for a line break.
func lineBreaks(in Inline) int {
	if _, ok := in.(*LineBreak); ok {
		return 1
	}
	return 0
}

func isImage(in Inline) bool {
	_, ok := in.(*Image)
	return ok
}

// Captions gives the captions among blocks to the tables and pictures right beside
// them.
type Captions struct {
	// Kind tells of a paragraph whether it may be a caption, and of what.
	Kind func(*Paragraph) CaptionKind
	// Say is called for each that was given, with the description in whose place it is.
	Say func(p *Paragraph, description string)
	// Described tells that a figure's caption that only repeats the description of
	// its picture, as Markdown makes it, gives way to one with a label.
	Described bool
}

// Join gives what is left of blocks, in which owners of captions are changed.
func (c Captions) Join(blocks []Block) []Block {
	var out []Block
	for i, b := range blocks {
		p, ok := b.(*Paragraph)
		if ok && c.Kind(p) != NoCaption {
			if owner := c.ownerOf(blocks, i, c.Kind(p)); owner != nil {
				c.Say(p, PlainText(captionOf(owner)))
				out = giveCaption(blocks, out, i, owner, p.Inlines)
				continue
			}
		}
		out = append(out, b)
	}
	return out
}

// giveCaption gives a caption at place i to its owner, which stands last in out or is
// the next block. A picture in a paragraph, which may be a link, becomes a figure.
func giveCaption(blocks, out []Block, i int, owner Block, caption []Inline) []Block {
	p, ok := owner.(*Paragraph)
	if !ok {
		SetCaption(owner, caption)
		return out
	}
	fig := &Figure{At: p.At, Caption: caption}
	if img, ok := p.Inlines[0].(*Image); ok && len(p.Inlines) == 1 {
		fig.Image = img
	} else {
		fig.Blocks = []Block{p}
	}
	if n := len(out); n > 0 && out[n-1] == owner {
		out[n-1] = fig
	} else {
		blocks[i+1] = fig
	}
	return out
}

func captionOf(b Block) []Inline {
	if f, ok := b.(*Figure); ok {
		return f.Caption
	}
	return nil
}

// onlyPicture reports whether a paragraph is an image, which may be a link, and
// nothing else.
func onlyPicture(p *Paragraph) bool {
	list := WithoutAnchors(p.Inlines)
	if len(list) != 1 {
		return false
	}
	if l, ok := list[0].(*Link); ok {
		list = Trim(l.Inlines)
	}
	return len(list) == 1 && isImage(list[0])
}

// ownerOf finds the block that the caption at place i belongs to. Where one
// stands on both sides, captions and blocks take turns: the first of them tells
// who goes with whom, and of one between two a table takes what stands above it.
func (c Captions) ownerOf(blocks []Block, i int, kind CaptionKind) Block {
	above, below := c.owner(blocks, i-1, kind), c.owner(blocks, i+1, kind)
	if above == nil || below == nil {
		if above == nil {
			return below
		}
		return above
	}
	first, last := c.turns(blocks, i, -1), c.turns(blocks, i, 1)
	switch {
	case c.isCaption(blocks[first]) && !c.isCaption(blocks[last]):
		return below
	case c.isCaption(blocks[last]) && !c.isCaption(blocks[first]):
		return above
	}
	if _, table := below.(*Table); table {
		return below
	}
	return above
}

// owner is the block at place i, where it may take a caption of the kind.
func (c Captions) owner(blocks []Block, i int, kind CaptionKind) Block {
	if i < 0 || i >= len(blocks) {
		return nil
	}
	switch b := blocks[i].(type) {
	case *Table:
		if len(b.Caption) == 0 && kind != FigureCaption {
			return b
		}
	case *Figure:
		if b.Image != nil && (len(b.Caption) == 0 || c.Described && kind == FigureCaption && describes(b)) {
			return b
		}
	case *Paragraph:
		if kind != TableCaption && onlyPicture(b) {
			return b
		}
	}
	return nil
}

// describes reports whether a figure's caption is its picture's description and has no
// label.
func describes(f *Figure) bool {
	return PlainText(f.Caption) == f.Image.Alt && LabelKind(f.Image.Alt) == NoCaption
}

func (c Captions) isCaption(b Block) bool {
	p, ok := b.(*Paragraph)
	return ok && c.Kind(p) != NoCaption
}

// turns is how far captions and blocks that may have one take turns from place i
// on, in steps of step.
func (c Captions) turns(blocks []Block, i, step int) int {
	caption := true
	for {
		next := i + step
		if next < 0 || next >= len(blocks) {
			return i
		}
		if caption && c.owner(blocks, next, AnyCaption) == nil || !caption && !c.isCaption(blocks[next]) {
			return i
		}
		i, caption = next, !caption
	}
}
