package pdf

import (
	"bytes"
	"strings"
	"testing"

	"octavo/pipeline/internal/ast"
	"octavo/pipeline/internal/icc"
	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/meta"
	"octavo/pipeline/internal/structure"
	"octavo/pipeline/internal/vector"
)

const drawingSVG = `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><clipPath id="c"><rect width="30" height="30"/></clipPath>
<rect x="1" width="20" height="10" fill="#ff0000" fill-opacity=".5" clip-path="url(#c)"/>
<path transform="scale(2)" d="M1 2L3 4 1 4Z" stroke="#0000ff" stroke-width=".5" stroke-dasharray="1 2" fill-rule="evenodd"/></svg>`

// drawingBook shows a drawing twice, beside a picture of pixels.
func drawingBook(t testing.TB) (*layout.Book, *structure.Tree) {
	d, err := vector.Read([]byte(drawingSVG))
	if err != nil {
		t.Fatal(err)
	}
	doc := &ast.Document{Meta: meta.Meta{Lang: "en"}}
	for _, name := range []string{"a.svg", "rgb.png", "a.svg"} {
		doc.Blocks = append(doc.Blocks, para(&ast.Image{Src: name, Alt: "A drawing"}))
	}
	images := pictures(t)
	images["a.svg"] = []byte(drawingSVG)
	book, tree := set(t, doc, images)
	for i := range book.Pages[0].Fragments {
		if im := book.Pages[0].Fragments[i].Image; im != nil && im.Name == "a.svg" {
			im.Drawing = d
		}
	}
	return book, tree
}

// drawnForm is what the file has for the drawing, and how often the page shows it.
func drawnForm(t *testing.T, data []byte) (dict, string, int) {
	t.Helper()
	in := inspect(t, data)
	objects := in.dict(in.dict(in.pages[0].get("Resources")).get("XObject"))
	s, ok := in.resolve(objects.get("D0")).(*stream)
	if !ok || len(objects) != 2 {
		t.Fatalf("the page's objects are %v", objects)
	}
	return s.dict, string(in.inflate(s)), strings.Count(string(in.content(in.pages[0])), "/D0 Do")
}

func TestDrawingForm(t *testing.T) {
	book, tree := drawingBook(t)
	data, log := write(t, book, tree, fullOptions)
	d, content, shown := drawnForm(t, data)
	if want := "/BBox [0 0 80 40]"; shown != 2 || !bytes.Contains(d.encode(nil), []byte(want)) || !bytes.Contains(d.encode(nil), []byte("/ca500 <</ca .5>>")) && !bytes.Contains(d.encode(nil), []byte("/ca500 <</ca 0.5>>")) {
		t.Errorf("shown %d times, by %s", shown, d.encode(nil))
	}
	want := `1 0 0 -1 0 40 cm
q
0 0 m
30 0 l
30 30 l
0 30 l
h
W n
q
1 0 0 1 0 0 cm
1 0 0 rg
/ca500 gs
1 0 m
21 0 l
21 10 l
1 10 l
h
f
Q
Q
q
2 0 0 2 0 0 cm
0 0 0 rg
0 0 1 RG
0.5 w
0 J 0 j
4 M
[1 2 ] 0 d
1 2 m
3 4 l
1 4 l
h
B*
Q
`
	if content != want {
		t.Errorf("got\n%s", content)
	}
	if len(log.All()) > 0 {
		t.Error(log.All())
	}
}

// For a press of which the profile is known a drawing has its inks, grays apart.
func TestDrawingInInks(t *testing.T) {
	table, err := icc.ForPress(srgbProfile(), iccFile(t, "press-lut16.icc"))
	if err != nil {
		t.Fatal(err)
	}
	book, tree := drawingBook(t)
	data, log := write(t, forPress(book, fullPress), tree, pressed(colourPress(t, X4)))
	_, content, _ := drawnForm(t, data)
	operator := func(r, g, b uint16, op string) string {
		line := ""
		for _, v := range table.Of(r, g, b) {
			line += string(appendNumber(nil, float64(v)/255)) + " "
		}
		return "\n" + line + op + "\n"
	}
	for _, want := range []string{operator(0xffff, 0x8000, 0x8000, "k"), operator(0, 0, 0xffff, "K"), "\n0 g\n"} {
		if !strings.Contains(content, want) {
			t.Errorf("no %q in\n%s", want, content)
		}
	}
	checkFirst(t, log, CodePictureInks, "the colours of the picture a.svg are turned from sRGB to cyan, magenta, yellow and black")
	if faults := preflight(inspect(t, data), data, X4); len(faults) > 0 {
		t.Error(faults)
	}
}

// For a press a drawing is gray, without transparency, and what that changes is
// said.
func TestDrawingForPress(t *testing.T) {
	book, tree := drawingBook(t)
	data, log := write(t, forPress(book, fullPress), tree, pressed(&Press{Part: X3, Condition: "FOGRA51"}))
	d, content, _ := drawnForm(t, data)
	if bytes.Contains(d.encode(nil), []byte("ExtGState")) || strings.Contains(content, "rg") || strings.Contains(content, "RG") || strings.Contains(content, "gs") {
		t.Errorf("%s\n%s", d.encode(nil), content)
	}
	if !strings.Contains(content, "\n0.64902 g\n") || !strings.Contains(content, "\n0.113725 G\n") {
		t.Errorf("the grays are others:\n%s", content)
	}
	said := map[string]int{}
	for _, f := range log.All() {
		if strings.Contains(f.Message, "a.svg") {
			said[string(f.Code)]++
		}
	}
	if said[string(CodePictureGray)] != 1 || said[string(CodePictureFlat)] != 1 {
		t.Error(log.All())
	}
}
