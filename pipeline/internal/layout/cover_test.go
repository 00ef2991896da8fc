package layout

import (
	"math"
	"strings"
	"testing"

	"octavo/pipeline/internal/barcode"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/style"
)

// coverOf draws a cover with a spine of so many millimetres.
func coverOf(t *testing.T, spine float64, c Cover) (*Page, *diag.Log) {
	t.Helper()
	return coverFrom(t, spine, c, func() *Page { return &Page{Size: geom.Size{W: geom.Millimetres(176), H: geom.Millimetres(250)}} })
}

// coverFrom draws it with such a front and back.
func coverFrom(t *testing.T, spine float64, c Cover, page func() *Page) (*Page, *diag.Log) {
	t.Helper()
	st := &style.Computed{FontFamily: []string{"sans-serif"}, FontWeight: 400, FontSize: 10 * geom.Pt, LineHeight: 12 * geom.Pt, Lang: "nl"}
	c.Front, c.Back, c.Spine, c.SpineType, c.DigitType = page(), page(), geom.Millimetres(spine), st, st
	log := &diag.Log{}
	b, err := c.Sheet(faces, log)
	if err != nil {
		t.Fatal(err)
	}
	return &b.Pages[0], log
}

func TestCoverSheetIsBackSpineFront(t *testing.T) {
	p, _ := coverOf(t, 9.5, Cover{SpineText: [2]string{"Titel", "Uitgever"}, Band: geom.Millimetres(20), Bleed: geom.Millimetres(3)})
	if got, want := p.Size, (geom.Size{W: geom.Millimetres(176)*2 + geom.Millimetres(9.5), H: geom.Millimetres(250)}); got != want {
		t.Errorf("the sheet is %v, want %v", got, want)
	}
	band := p.Fragments[0].Rule.Rect
	bleed := geom.Millimetres(3)
	if band.X != -bleed || band.Y != -bleed || band.Right() != p.Size.W+bleed || band.Bottom() != geom.Millimetres(20) {
		t.Errorf("the band is %v", band)
	}
	text := ""
	for _, f := range p.Fragments[1:] {
		if f.Run == nil {
			t.Errorf("there is %+v without an ISBN", f)
			continue
		}
		text += f.Run.Text + " "
		if f.Run.Way != Down || f.Run.X < geom.Millimetres(176) || f.Run.X > geom.Millimetres(185.5) {
			t.Errorf("%q stands at %v", f.Run.Text, f.Run.X)
		}
		if f.Run.Y < band.Bottom() || f.Run.Y > p.Size.H {
			t.Errorf("%q begins at %v", f.Run.Text, f.Run.Y)
		}
	}
	if text != "Titel Uitgever " {
		t.Errorf("on the back stands %q", text)
	}
}

// A book that is read from right to left has its front on the left, and the bar code of
// its back beside the spine all the same.
func TestCoverFromTheRight(t *testing.T) {
	rule := func() *Page {
		return &Page{Size: geom.Size{W: geom.Millimetres(176), H: geom.Millimetres(250)}, Fragments: []Fragment{ruleAt(geom.Pt, geom.Pt, geom.Pt, geom.Pt, style.Color{})}}
	}
	for _, back := range []bool{false, true} {
		c := Cover{RightToLeft: back, ISBN: "978-90-12-34567-5", Digits: "9789012345675", Size: 100}
		p, _ := coverFrom(t, 9.5, c, rule)
		wide := geom.Millimetres(176) + geom.Millimetres(9.5)
		front, code := wide+geom.Pt, geom.Millimetres(176)
		if back {
			front, code = geom.Pt, wide
		}
		if got := p.Fragments[1].Rule.X; got != front {
			t.Errorf("right to left %v: the front's rule stands at %v, want %v", back, got, front)
		}
		for _, f := range p.Fragments[2:] {
			if f.Rule == nil {
				continue
			}
			if away := max(code-f.Rule.X, f.Rule.X-code); away > geom.Millimetres(60) || (f.Rule.X > code) != back {
				t.Errorf("right to left %v: a bar stands at %v, the spine ends at %v", back, f.Rule.X, code)
			}
		}
	}
}

func TestSpineTextFits(t *testing.T) {
	long := strings.Repeat("Verslag over het beleid ", 8)
	for _, c := range []struct {
		spine float64
		title string
		code  diag.Code
	}{{3, "Titel", SpineNarrow}, {5, "Titel", ""}, {12, long, ""}, {12, long + long + long, SpineText}} {
		p, log := coverOf(t, c.spine, Cover{SpineText: [2]string{c.title, "Uitgever"}})
		if codes := codesOf(log); c.code != "" && codes[c.code] != 1 || c.code == "" && len(codes) > 0 {
			t.Errorf("a back of %v mm: %v", c.spine, codes)
		}
		if got := len(p.Fragments) > 0; got == (c.code != "") {
			t.Errorf("a back of %v mm has text: %v", c.spine, got)
		}
		var ends geom.Length
		for _, f := range p.Fragments {
			if f.Run.Y < ends {
				t.Errorf("%q begins before the text above it ends", f.Run.Text)
			}
			l := line{frags: []Fragment{f}}
			flat := *f.Run
			flat.X, flat.Way = 0, Across
			l.frags[0].Run = &flat
			ends = f.Run.Y + lineWidth(&l)
		}
		if ends > p.Size.H-spineMargin+geom.Pt {
			t.Errorf("the text on the back ends at %v", ends)
		}
	}
}

// TestBarcodeHasTheSizesOfGS1: modules of 0.33 mm at 100 %, quiet zones of 11 and
// 7 of them, bars of 22.85 mm, guard bars longer by 5 modules.
func TestBarcodeHasTheSizesOfGS1(t *testing.T) {
	for _, percent := range []int{80, 100, 200} {
		p, _ := coverOf(t, 0, Cover{ISBN: "978-90-12-34567-5", Digits: "9789012345675", Size: percent})
		scale := float64(percent) / 100
		mm := func(l geom.Length) float64 { return l.Points() * 25.4 / 72 / scale }
		near := func(what string, got, want float64) {
			if math.Abs(got-want) > 0.002 {
				t.Errorf("at %d %% the %s is %.4f mm, want %.4f", percent, what, got, want)
			}
		}
		var first, last, tall, short geom.Rect
		var texts []string
		for _, f := range p.Fragments {
			if f.Run != nil {
				texts = append(texts, f.Run.Text)
				continue
			}
			r := f.Rule.Rect
			if f.Rule.Color != (Color{}) {
				t.Errorf("a bar is not black: %v", f.Rule.Color)
			}
			if first.W == 0 {
				first, tall, short = r, r, r
			}
			if r.H < short.H {
				short = r
			}
			last = r
		}
		near("width of the first bar", mm(first.W), 0.33)
		near("width of all bars", mm(last.Right()-first.X), 95*0.33)
		near("height", mm(short.H), 22.85)
		near("height of the guards", mm(tall.H), 22.85+5*0.33)
		if room := mm(p.Size.W/2 - last.Right()); room < barcode.QuietRight*0.33 {
			t.Errorf("right of the bars are %.2f mm", room)
		}
		if got, want := strings.Join(texts, ""), "9789012345675ISBN 978-90-12-34567-5"; got != want {
			t.Errorf("the code is read as %q, want %q", got, want)
		}
	}
}

func TestWrongDigitsGiveNoCover(t *testing.T) {
	page := &Page{Size: geom.Size{W: 100 * geom.Pt, H: 100 * geom.Pt}}
	c := Cover{Front: page, Back: page, Digits: "9789012345676", Size: 100, DigitType: &style.Computed{}}
	if _, err := c.Sheet(faces, &diag.Log{}); err == nil {
		t.Error("a wrong check digit is drawn")
	}
}
