package layout

import (
	"fmt"

	"octavo/pipeline/internal/barcode"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/font"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/style"
)

// Cover is what stands on the sheet that a binder lays around a book.
type Cover struct {
	// Front and Back are pages of the book's size.
	Front, Back *Page
	// Spine is the width of the book's back, SpineText what stands on it: the
	// title, and the publisher at its foot.
	Spine     geom.Length
	SpineText [2]string
	SpineType *style.Computed
	// Band is the height of a black band at the head of the sheet, over its edges
	// by Bleed.
	Band, Bleed geom.Length
	// ISBN is the number as it is printed, Digits are its thirteen; empty for none.
	ISBN, Digits string
	// Size is that of the bar code in percent.
	Size      int
	DigitType *style.Computed
	// RightToLeft has the book open to the right: its front lies left of its back.
	RightToLeft bool
}

// The findings of covers.
const (
	SpineNarrow diag.Code = "cover-spine-narrow"
	SpineText   diag.Code = "cover-spine-text"
)

var _ = diag.Register(map[diag.Code]string{
	SpineNarrow: "The back of the book is too narrow for text, so the cover has none there.",
	SpineText:   "Title and publisher are too long for the back of the book and are left out there.",
})

// places are where back and front begin on the sheet.
func (c *Cover) places() (back, front geom.Length) {
	right := c.Front.Size.W + c.Spine
	if c.RightToLeft {
		return right, 0
	}
	return 0, right
}

// Sheet draws the cover as one page: back, spine, front, or front, spine, back.
func (c *Cover) Sheet(fonts *font.Set, log *diag.Log) (*Book, error) {
	size := c.Front.Size
	page := Page{Label: "1", Size: geom.Size{W: 2*size.W + c.Spine, H: size.H}}
	if c.Band > 0 {
		band := ruleAt(-c.Bleed, -c.Bleed, page.Size.W+2*c.Bleed, c.Band+c.Bleed, style.Color{})
		page.Fragments = append(page.Fragments, band)
	}
	back, front := c.places()
	page.Fragments = append(page.Fragments, c.Back.flat(back)...)
	page.Fragments = append(page.Fragments, c.Front.flat(front)...)
	p := &paginator{setter: newSetter(fonts, log), log: log}
	page.Fragments = append(page.Fragments, c.spine(p)...)
	if c.Digits != "" {
		code, err := c.barcode(p)
		if err != nil {
			return nil, err
		}
		page.Fragments = append(page.Fragments, code...)
	}
	return &Book{Pages: []Page{page}}, nil
}

// The least width of a spine that has text, as a back is bound up to a
// millimetre off its place; the part of the width that the type takes, its
// largest size, and what stays free at head and foot.
var (
	leastSpine   = geom.Millimetres(5)
	spineShare   = 0.6
	mostSpine    = 14 * geom.Pt
	leastType    = 6 * geom.Pt
	spineMargin  = geom.Millimetres(12)
	spineBetween = geom.Millimetres(8)
)

// spine sets the text on the back, from head to foot, as books in Dutch and
// English have it: it stands upright when the book lies with its front above.
func (c *Cover) spine(p *paginator) []Fragment {
	if c.Spine < leastSpine {
		p.log.Add(diag.Diagnostic{Code: SpineNarrow, Rule: "text on a back needs 5 mm",
			Message: fmt.Sprintf("the back of the book is %.1f mm wide, too narrow for text", millimetres(c.Spine))})
		return nil
	}
	st := *c.SpineType
	st.FontSize = min(c.Spine.Scale(spineShare), mostSpine)
	from, to := c.Band+spineMargin, c.Front.Size.H-spineMargin
	head, foot := p.plain(c.SpineText[0], &st, nil), p.plain(c.SpineText[1], &st, nil)
	if w, room := lineWidth(&head)+lineWidth(&foot), to-from-spineBetween; w > room {
		st.FontSize = st.FontSize.MulDiv(int64(room), int64(w))
		head, foot = p.plain(c.SpineText[0], &st, nil), p.plain(c.SpineText[1], &st, nil)
	}
	if st.FontSize < leastType {
		p.log.Add(diag.Diagnostic{Code: SpineText, Severity: diag.Warning, Rule: "text on a back has 6 points or more",
			Message: "title and publisher are too long for the back of the book and are left out there", Hint: "give the metadata a shorter title"})
		return nil
	}
	return append(c.down(head, from, &st), c.down(foot, to-lineWidth(&foot), &st)...)
}

// down turns a line to run down the middle of the back, from y.
func (c *Cover) down(l line, y geom.Length, st *style.Computed) []Fragment {
	// The middle of capitals, two thirds of the size high, lies on that of the back.
	x := c.Front.Size.W + c.Spine/2 - st.FontSize/3
	for i := range l.frags {
		if r := l.frags[i].Run; r != nil {
			r.X, r.Y, r.Way = x, y+r.X, Down
			l.frags[i].Content, l.frags[i].Artifact = nil, LayoutArt
		}
	}
	return l.frags
}

func millimetres(l geom.Length) float64 { return l.Points() * 25.4 / 72 }

// codeMargin is how far the bar code with its quiet zones stands from the spine
// and from the foot; isbnGap is that between the ISBN and the bars.
var codeMargin, isbnGap = geom.Millimetres(12), geom.Millimetres(1)

// barcode draws the ISBN as an EAN-13 symbol at the foot of the back, near the
// spine, with its digits below and the ISBN above (ISBN Users' Manual, 7th
// edition, 7.2; GS1 General Specifications, 5.2.1 and 5.2.3).
func (c *Cover) barcode(p *paginator) ([]Fragment, error) {
	bars, err := barcode.EAN13(c.Digits)
	if err != nil {
		return nil, err
	}
	at := func(mm float64) geom.Length { return geom.Millimetres(mm * float64(c.Size) / 100) }
	modules := func(n float64) geom.Length { return at(n * barcode.XDimension) }
	const digitHeight = 2.75 // millimetres at 100 %, and a module above it
	foot := c.Back.Size.H - codeMargin
	top := foot - at(barcode.Height+barcode.XDimension+digitHeight)
	left := c.Back.Size.W - codeMargin - modules(barcode.QuietRight+barcode.Bars)
	if back, _ := c.places(); c.RightToLeft {
		left = back + codeMargin + modules(barcode.QuietLeft)
	}
	var out []Fragment
	for _, b := range bars {
		h := at(barcode.Height)
		if b.Guard {
			h += modules(barcode.GuardLonger)
		}
		x := modules(float64(b.At))
		out = append(out, ruleAt(left+x, top, modules(float64(b.At+b.Width))-x, h, style.Color{}))
	}
	st := *c.DigitType
	st.FontSize = at(digitHeight).Scale(1 / digitShare)
	for i := range c.Digits {
		out = append(out, centred(p, c.Digits[i:i+1], &st, left+modules(digitCentre(i)), foot)...)
	}
	st.FontSize = max(at(digitHeight), isbnSize)
	return append(out, centred(p, "ISBN "+c.ISBN, &st, left+modules(barcode.Bars/2), top-isbnGap)...), nil
}

// digitShare is the height of the house face's lining figures, in ems; isbnSize
// is the least size of the number above the bars (ISBN Users' Manual, 7.2).
const digitShare, isbnSize = 0.65, 9 * geom.Pt

// digitCentre is the middle of digit i below the bars, in modules from the left
// guard bar. The first stands in the quiet zone.
func digitCentre(i int) float64 {
	switch {
	case i == 0:
		return -7.5
	case i < 7:
		return 3 + 7*float64(i-1) + 3.5
	}
	return 50 + 7*float64(i-7) + 3.5
}

// centred sets generated text around x on a baseline.
func centred(p *paginator, text string, st *style.Computed, x, baseline geom.Length) []Fragment {
	l := p.plain(text, st, nil)
	shift(l.frags, x-lineWidth(&l)/2, baseline)
	for i := range l.frags {
		l.frags[i].Artifact = LayoutArt
	}
	return l.frags
}
