package pdf

import (
	"image"
	"image/color"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

var subsampled = []image.YCbCrSubsampleRatio{image.YCbCrSubsampleRatio444, image.YCbCrSubsampleRatio422, image.YCbCrSubsampleRatio420,
	image.YCbCrSubsampleRatio440, image.YCbCrSubsampleRatio411, image.YCbCrSubsampleRatio410}

// Colours lie between those of the nearest samples, by their distance.
func TestColoursAreSmooth(t *testing.T) {
	im := image.NewYCbCr(image.Rect(0, 0, 7, 1), image.YCbCrSubsampleRatio420)
	copy(im.Cb, []uint8{0, 100, 200, 0})
	var got []uint8
	for x := range 7 {
		got = append(got, smooth(im).At(x, 0).(color.YCbCr).Cb)
	}
	if want := []uint8{0, 25, 75, 125, 175, 150, 50}; !slices.Equal(got, want) {
		t.Errorf("the colours are %v, want %v", got, want)
	}
	high := image.NewYCbCr(image.Rect(0, 0, 1, 4), image.YCbCrSubsampleRatio440)
	high.Cr[0], high.Cr[high.CStride] = 10, 90
	if got := smooth(high).At(0, 1).(color.YCbCr).Cr; got != 30 {
		t.Errorf("downwards the second colour is %d, want 30", got)
	}
}

// In a picture of any size, light is what it was, and no colour lies outside those that
// the picture holds.
func TestSmoothColoursStayWithinThePictures(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, h := rapid.IntRange(1, 19).Draw(t, "w"), rapid.IntRange(1, 19).Draw(t, "h")
		im := image.NewYCbCr(image.Rect(0, 0, w, h), rapid.SampledFrom(subsampled).Draw(t, "ratio"))
		for _, plane := range [][]uint8{im.Y, im.Cb, im.Cr} {
			copy(plane, rapid.SliceOfN(rapid.Uint8(), len(plane), len(plane)).Draw(t, "plane"))
		}
		got := smooth(im)
		for y := range h {
			for x := range w {
				c, was := got.At(x, y).(color.YCbCr), im.YCbCrAt(x, y)
				if c.Y != was.Y || c.Cb < slices.Min(im.Cb) || c.Cb > slices.Max(im.Cb) || c.Cr < slices.Min(im.Cr) || c.Cr > slices.Max(im.Cr) {
					t.Fatalf("at %d, %d: %v, was %v", x, y, c, was)
				}
				if im.SubsampleRatio == image.YCbCrSubsampleRatio444 && c != was {
					t.Fatalf("at %d, %d: a whole colour became %v, was %v", x, y, c, was)
				}
			}
		}
	})
}
