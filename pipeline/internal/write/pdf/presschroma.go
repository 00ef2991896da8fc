package pdf

import (
	"image"
	"image/color"
)

// smoothed is a JPEG that holds fewer samples of its colours than of its light, with
// colours between the nearest samples, as viewers draw it (libjpeg's fancy upsampling).
// Go's picture takes the one sample whose square a pixel lies in: steps at coloured edges.
type smoothed struct {
	*image.YCbCr
	across, down int // pixels to a sample of colour, whose middle is theirs (JFIF 1.02, page 5)
}

// smooth gives a picture with its colours smoothed, and any other as it is.
func smooth(src image.Image) image.Image {
	im, ok := src.(*image.YCbCr)
	if !ok || im.Rect.Min != (image.Point{}) {
		return src
	}
	ratio, ok := map[image.YCbCrSubsampleRatio][2]int{
		image.YCbCrSubsampleRatio422: {2, 1}, image.YCbCrSubsampleRatio420: {2, 2}, image.YCbCrSubsampleRatio440: {1, 2},
		image.YCbCrSubsampleRatio411: {4, 1}, image.YCbCrSubsampleRatio410: {4, 2},
	}[im.SubsampleRatio]
	if !ok {
		return src
	}
	return smoothed{im, ratio[0], ratio[1]}
}

func (s smoothed) At(x, y int) color.Color {
	if !image.Pt(x, y).In(s.Rect) {
		return color.YCbCr{}
	}
	h, v := between(x, s.across, s.Rect.Dx()), between(y, s.down, s.Rect.Dy())
	return color.YCbCr{Y: s.Y[s.YOffset(x, y)], Cb: s.mix(s.Cb, h, v), Cr: s.mix(s.Cr, h, v)}
}

// neighbours are the two samples that a pixel lies between, with the weight of the
// second in parts of whole.
type neighbours struct{ near, far, weight, whole int }

// between finds the samples of pixel x of n along a line with so many pixels to a sample.
func between(x, pixels, n int) neighbours {
	k := neighbours{near: x / pixels, whole: 2 * pixels}
	off := 2*x + 1 - (2*k.near+1)*pixels // from the middle of the near one, in half pixels
	if k.far = k.near + 1; off < 0 {
		k.far, off = k.near-1, -off
	}
	k.far, k.weight = max(min(k.far, (n-1)/pixels), 0), off
	return k
}

// mix gives the colour between four samples of a plane.
func (s smoothed) mix(plane []uint8, h, v neighbours) uint8 {
	row := func(k int) int {
		line := plane[k*s.CStride:]
		return (h.whole-h.weight)*int(line[h.near]) + h.weight*int(line[h.far])
	}
	whole := h.whole * v.whole
	return uint8(((v.whole-v.weight)*row(v.near) + v.weight*row(v.far) + whole/2) / whole)
}
