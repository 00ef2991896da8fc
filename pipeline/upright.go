package pipeline

import (
	"image"
	"image/color"

	"octavo/pipeline/internal/layout"
)

// upright shows a picture as its file says that it is to be turned (CIPA DC-008, 4.6.4):
// what is written of it in another form does not say so any more.
func upright(img image.Image, turn layout.Orientation) image.Image {
	if turn <= 1 {
		return img
	}
	return turnedPicture{img, turn}
}

type turnedPicture struct {
	image.Image
	turn layout.Orientation
}

func (p turnedPicture) Bounds() image.Rectangle {
	size := p.Image.Bounds().Size()
	if p.turn.Lies() {
		size.X, size.Y = size.Y, size.X
	}
	return image.Rectangle{Max: size}
}

func (p turnedPicture) At(x, y int) color.Color {
	b := p.Image.Bounds()
	if p.turn.Lies() {
		x, y = y, x
	}
	switch p.turn {
	case 2, 3, 7, 8:
		x = b.Dx() - 1 - x
	}
	switch p.turn {
	case 3, 4, 6, 7:
		y = b.Dy() - 1 - y
	}
	return p.Image.At(b.Min.X+x, b.Min.Y+y)
}
