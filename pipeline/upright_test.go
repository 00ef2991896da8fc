package pipeline

import (
	"image"
	"image/color"
	"testing"

	"octavo/pipeline/internal/layout"
)

// Where the first stored pixel of a picture of 3 × 2 stands once it is turned, and the one
// right of it (CIPA DC-008, 4.6.4, tag 274: the 0th row and column).
func TestUpright(t *testing.T) {
	img := image.NewGray(image.Rect(5, 5, 8, 7))
	img.SetGray(5, 5, color.Gray{Y: 1})
	img.SetGray(6, 5, color.Gray{Y: 2})
	for turn, want := range map[layout.Orientation][2]image.Point{
		2: {{2, 0}, {1, 0}}, 3: {{2, 1}, {1, 1}}, 4: {{0, 1}, {1, 1}},
		5: {{0, 0}, {0, 1}}, 6: {{1, 0}, {1, 1}}, 7: {{1, 2}, {1, 1}}, 8: {{0, 2}, {0, 1}},
	} {
		got := upright(img, turn)
		size := image.Pt(3, 2)
		if turn.Lies() {
			size = image.Pt(2, 3)
		}
		if got.Bounds() != (image.Rectangle{Max: size}) {
			t.Errorf("%d: bounds %v", turn, got.Bounds())
		}
		for i, p := range want {
			if y := color.GrayModel.Convert(got.At(p.X, p.Y)).(color.Gray).Y; int(y) != i+1 {
				t.Errorf("%d: at %v stands %d", turn, p, y)
			}
		}
	}
}
