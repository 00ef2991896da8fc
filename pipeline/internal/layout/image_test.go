package layout

import (
	"bytes"
	"context"
	"image"
	"image/png"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/diag"
	"octavo/pipeline/internal/geom"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/resolve"
	"octavo/pipeline/internal/structure"
	"octavo/pipeline/internal/style"
)

// TestPictureInTheLine: a picture of the size of a sign stands between the words
// before and behind it, on their baseline, as wide as its author says, and one amid
// a sentence up to half the measure; a larger one stands below its paragraph.
func TestPictureInTheLine(t *testing.T) {
	for _, c := range []struct {
		width  ast.Width
		points float64
		inLine bool
	}{{"24px", 18, true}, {"1em", 0, true}, {"6cm", 6 * 72 / 2.54, true}, {"40%", 0, true}, {"7cm", 7 * 72 / 2.54, false}, {"", 300, false}} {
		img := &ast.Image{Src: "sign.png", Alt: "sign", Width: c.width}
		para := &ast.Paragraph{Inlines: []ast.Inline{&ast.Text{Value: "Mind "}, img, &ast.Text{Value: " this."}}}
		book := withPicture(t, &ast.Document{Meta: meta.Meta{Lang: "en"}, Blocks: []ast.Block{para}})
		var before, behind *Run
		var picture *Image
		for _, f := range book.Pages[0].Fragments {
			switch {
			case f.Image != nil:
				picture = f.Image
			case f.Run != nil && strings.Contains(f.Run.Text, "Mind"):
				before = f.Run
			case f.Run != nil && strings.Contains(f.Run.Text, "this"):
				behind = f.Run
			}
		}
		if picture == nil || before == nil {
			t.Fatalf("%q: no picture or no text", c.width)
		}
		inLine := behind != nil && picture.Bottom() == before.Y && before.X < picture.X && picture.Right() <= behind.X+geom.Pt
		if inLine != c.inLine {
			t.Errorf("%q: in the line is %t", c.width, inLine)
		}
		if w := picture.W.Points(); c.points > 0 && (w < c.points-0.01 || w > c.points+0.01) {
			t.Errorf("%q: %v points wide, not %v", c.width, w, c.points)
		}
	}
}

// withPicture sets a document whose pictures are all of 400 by 200 pixels.
func withPicture(t *testing.T, doc *ast.Document) *Book {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 400, 200))); err != nil {
		t.Fatal(err)
	}
	book, _ := withPictureData(t, doc, b.Bytes())
	return book
}

// withPictureData sets a document whose pictures are all one file.
func withPictureData(t *testing.T, doc *ast.Document, data []byte) (*Book, *diag.Log) {
	t.Helper()
	log := &diag.Log{}
	d := resolve.Of(doc)
	tree := structure.Build(d)
	load := func(string) ([]byte, error) { return data, nil }
	book, err := Paginate(context.Background(), d, style.Resolve(d, sheetNamed(t, "screen.css")), tree, faces, load, log)
	if err != nil {
		t.Fatal(err)
	}
	return book, log
}

// TestPictureAmidASentence: what has words of its sentence on both sides stands
// in its line.
func TestPictureAmidASentence(t *testing.T) {
	words := func(s string) ast.Inline { return &ast.Text{Value: s} }
	for _, c := range []struct {
		name           string
		before, behind []ast.Inline
		want           bool
	}{
		{"amid", []ast.Inline{words("Press ")}, []ast.Inline{words(" to go on.")}, true},
		{"in a link", []ast.Inline{words("Press "), &ast.Strong{Inlines: []ast.Inline{words("the key")}}}, []ast.Inline{words(" now.")}, true},
		{"at the end", []ast.Inline{words("See the map.")}, nil, false},
		{"between sentences", []ast.Inline{words("See the map. ")}, []ast.Inline{words(" It is new.")}, false},
		{"on a line of its own", []ast.Inline{words("See"), &ast.LineBreak{}}, []ast.Inline{&ast.LineBreak{}, words("here")}, false},
	} {
		img := &ast.Image{Src: "a.png"}
		list := append(append(append([]ast.Inline(nil), c.before...), img), c.behind...)
		if got := inSentence(img, list); got != c.want {
			t.Errorf("%s: %t", c.name, got)
		}
	}
}
