package draw

import (
	"fmt"
	"image"
	"image/color"
)

// Two pictures are the same where at most strays pixels differ by more than apart of
// 255 levels. A written picture is at most 8 levels off; another processor may round
// the edges of a shape another way. A full stop at 60 dpi has some 4 pixels, a letter
// that moves by a third of a point some 10.
const (
	apart  = 40
	strays = 3
)

// Diff compares a picture with what is wanted. Where they are the same, problem is
// empty; else it says how they differ, and marks is the wanted picture, faded, with
// what is missing in blue and what is there besides in red.
func Diff(want, got *image.Gray) (problem string, marks image.Image) {
	if want.Rect != got.Rect {
		return fmt.Sprintf("it is %v pixels and should be %v", got.Rect.Size(), want.Rect.Size()), got
	}
	const fade = 4 // a quarter of the ink stays
	out, n := image.NewRGBA(want.Rect), 0
	for i, w := range want.Pix {
		g := got.Pix[i]
		pale := 255 - (255-w)/fade
		c := color.RGBA{R: pale, G: pale, B: pale, A: 255}
		switch {
		case int(g)-int(w) > apart:
			c, n = color.RGBA{B: 255, A: 255}, n+1
		case int(w)-int(g) > apart:
			c, n = color.RGBA{R: 255, A: 255}, n+1
		}
		out.SetRGBA(i%want.Stride, i/want.Stride, c)
	}
	if n <= strays {
		return "", nil
	}
	return fmt.Sprintf("%d of %d pixels differ by more than %d levels, where %d may", n, len(want.Pix), apart, strays), out
}
