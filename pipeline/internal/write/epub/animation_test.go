package epub

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"testing"
)

// movingGIF is a GIF of so many frames, with an extension before each.
func movingGIF(frames int) []byte {
	g := &gif.GIF{}
	for range frames {
		g.Image = append(g.Image, image.NewPaletted(image.Rect(0, 0, 3, 3), color.Palette{color.Black, color.White}))
		g.Delay = append(g.Delay, 6)
	}
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, g); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// TestAnimationIsSeen pairs each format's still picture with one that moves.
func TestAnimationIsSeen(t *testing.T) {
	apng := bytes.Replace(onePixel, []byte("IDAT"), []byte("acTL"), 1)
	webp := func(flags byte) []byte {
		return append([]byte("RIFF\x1e\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00"), flags, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	}
	for _, c := range []struct {
		name string
		data []byte
		want bool
	}{
		{"GIF of one frame", movingGIF(1), false}, {"GIF of two", movingGIF(2), true}, {"GIF cut off", movingGIF(2)[:40], false},
		{"PNG", onePixel, false}, {"APNG", apng, true}, {"acTL behind IDAT", append(bytes.Clone(onePixel), apng...), false},
		{"WebP", webp(0x10), false}, {"animated WebP", webp(0x12), true}, {"WebP cut off", webp(0x12)[:20], false},
		{"JPEG", []byte("\xff\xd8\xff\xe0"), false}, {"nothing", nil, false},
	} {
		if got := isAnimated(c.data); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	for _, whole := range [][]byte{movingGIF(3), onePixel, apng, webp(2)} {
		for n := range whole {
			isAnimated(whole[:n]) // must not panic
		}
	}
}
