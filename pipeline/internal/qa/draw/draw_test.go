package draw

import (
	"image"
	"image/color"
	"path/filepath"
	"testing"
)

// page is a white picture with dark pixels at the places.
func page(level uint8, places ...image.Point) *image.Gray {
	p := image.NewGray(image.Rect(0, 0, 20, 10))
	for i := range p.Pix {
		p.Pix[i] = 255
	}
	for _, at := range places {
		p.SetGray(at.X, at.Y, color.Gray{Y: level})
	}
	return p
}

func TestDiff(t *testing.T) {
	dot := []image.Point{{3, 3}, {4, 3}, {3, 4}, {4, 4}}
	for name, c := range map[string]struct {
		got  *image.Gray
		same bool
	}{
		"the same":          {page(0, dot...), true},
		"a little lighter":  {page(apart, dot...), true},
		"three strays":      {page(0, dot[0]), true},
		"without the stop":  {page(0), false},
		"with another stop": {page(0, append(dot, image.Pt(9, 3), image.Pt(10, 3), image.Pt(9, 4), image.Pt(10, 4))...), false},
		"much lighter":      {page(apart+1, dot...), false},
		"another size":      {image.NewGray(image.Rect(0, 0, 10, 20)), false},
	} {
		problem, marks := Diff(page(0, dot...), c.got)
		if (problem == "") != c.same || (marks == nil) != c.same {
			t.Errorf("%s: %q, %v", name, problem, marks)
		}
	}
}

func TestDiffMarksWhatIsMissingAndWhatIsAdded(t *testing.T) {
	dot := []image.Point{{3, 3}, {4, 3}, {3, 4}, {4, 4}}
	_, marks := Diff(page(0, dot...), page(0, image.Pt(9, 3)))
	if r, _, b, _ := marks.At(3, 3).RGBA(); r != 0 || b == 0 {
		t.Error("what is missing is not blue")
	}
	if r, _, b, _ := marks.At(9, 3).RGBA(); r == 0 || b != 0 {
		t.Error("what is added is not red")
	}
}

// What is written is read back within the tolerance, at every level.
func TestWrittenPicturesAreReadBack(t *testing.T) {
	want := image.NewGray(image.Rect(0, 0, 256, 1))
	for i := range want.Pix {
		want.Pix[i] = uint8(i)
	}
	path := filepath.Join(t.TempDir(), "page.png")
	if err := Write(path, want); err != nil {
		t.Fatal(err)
	}
	got, err := Read(path)
	if err != nil {
		t.Fatal(err)
	}
	for i, g := range got.Pix {
		if d := int(g) - i; d > 8 || d < -8 {
			t.Errorf("level %d is read back as %d", i, g)
		}
	}
}
