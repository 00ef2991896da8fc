package layout

import (
	"math"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/meta"
)

// drawn sets a document whose pictures are all one drawing, and gives it.
func drawn(t *testing.T, body string) (*Image, *diag.Log) {
	t.Helper()
	svg := `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">` + body + `</svg>`
	fig := &ast.Figure{Image: &ast.Image{Src: "a.svg", Alt: "a"}, Caption: []ast.Inline{&ast.Text{Value: "Caption"}}}
	book, log := withPictureData(t, &ast.Document{Meta: meta.Meta{Lang: "en"}, Blocks: []ast.Block{fig}}, []byte(svg))
	for _, f := range book.Pages[0].Fragments {
		if f.Image != nil {
			return f.Image, log
		}
	}
	t.Fatal("no picture")
	return nil, nil
}

// A drawing has its own size, and its letters are shapes about the point that
// they are anchored to.
func TestDrawing(t *testing.T) {
	for anchor, want := range map[string][2]float64{"start": {100, 150}, "middle": {75, 125}, "end": {50, 100}} {
		im, log := drawn(t, `<rect width="9" height="9"/><text x="100" y="50" font-size="20" text-anchor="`+anchor+`">HHH <tspan font-weight="bold">HH</tspan></text>`)
		if im.W != 150*geom.Pt || im.H != 75*geom.Pt {
			t.Errorf("the drawing is %v by %v", im.W, im.H)
		}
		left, right := math.Inf(1), math.Inf(-1)
		for _, it := range im.Drawing.Items[1:] {
			if it.Text != nil {
				t.Error("a text is none of shapes")
			}
			for i := 0; i < len(it.Path.Points); i += 2 {
				left, right = min(left, it.Path.Points[i]), max(right, it.Path.Points[i])
				if y := it.Path.Points[i+1]; y < 30 || y > 50.5 {
					t.Errorf("a point of H is at %v", y)
				}
			}
		}
		if width := right - left; width < 50 || width > 90 || math.Abs(left-100+width*(100-want[0])/50) > 5 {
			t.Errorf("%s: letters from %v to %v", anchor, left, right)
		}
		if len(log.All()) > 0 {
			t.Error(log.All())
		}
	}
}

// Letters that are spaced stand apart by that, spaces and all, and are not joined.
func TestDrawingLetterSpacing(t *testing.T) {
	right := func(attrs, text string) float64 {
		im, _ := drawn(t, `<rect width="9" height="9"/><text y="50" `+attrs+`>`+text+`</text>`)
		at := math.Inf(-1)
		for _, it := range im.Drawing.Items[1:] {
			for i := 0; i < len(it.Path.Points); i += 2 {
				at = max(at, it.Path.Points[i])
			}
		}
		return at
	}
	for text, gaps := range map[string]float64{"HH": 1, "H H": 2, "HHHH": 3} {
		if got := right(`letter-spacing="5"`, text) - right("", text); math.Abs(got-5*gaps) > 0.1 {
			t.Errorf("%s: wider by %v, want %v", text, got, 5*gaps)
		}
	}
	if got := right(`letter-spacing="5"`, "Hfi") - right("", "Hf"); got < 9 {
		t.Errorf("the letters f and i are one sign: the second ends %v behind the first", got)
	}
}

// A picture is read once, wherever and however often it stands.
func TestPictureIsReadOnce(t *testing.T) {
	reads := 0
	p := &paginator{load: func(string) ([]byte, error) {
		reads++
		return []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="9" height="9"/></svg>`), nil
	}}
	first, _, err := p.picture("a.svg")
	if err != nil {
		t.Fatal(err)
	}
	first.W = geom.Pt
	second, size, err := p.picture("a.svg")
	if err != nil || reads != 1 || second == first || second.W != 0 || second.Drawing != first.Drawing || size.W != 15*geom.Pt {
		t.Errorf("read %d times; the second is %+v of %v (%v)", reads, second, size, err)
	}
}

// A letter that no face has is said.
func TestDrawingMissingLetter(t *testing.T) {
	_, log := drawn(t, `<text x="1" y="50">`+"\U00013000\U00013000"+`</text>`)
	if len(log.All()) != 1 || log.All()[0].Code != CodeGlyphMissing || !strings.Contains(log.All()[0].Message, "a.svg") {
		t.Error(log.All())
	}
}
