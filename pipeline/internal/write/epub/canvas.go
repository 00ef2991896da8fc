package epub

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"

	"github.com/klauspost/compress/zlib"
)

// shades are the steps between ground and ink; 16 of them put two pixels in a
// byte, so that a large cover is drawn and packed in a few milliseconds.
const shades = 16

// canvas is a picture in shades, from 0 for the ground to 15 for the ink, as
// PNG packs it: two pixels a byte, the left one in the high bits, and before
// each row the byte that names its filter, 0 for none (PNG 3rd edition, 7.2).
type canvas struct {
	width, height int
	stride        int
	pix           []byte
}

// newCanvas returns a blank canvas; width must be even.
func newCanvas(width, height int) *canvas {
	stride := 1 + width/2
	return &canvas{width: width, height: height, stride: stride, pix: make([]byte, stride*height)}
}

// draw lays a mask on the canvas with its top left corner at x, y. What falls
// outside is cut off.
func (c *canvas) draw(mask *image.Alpha, x, y int) {
	for row := range mask.Rect.Dy() {
		if y+row < 0 || y+row >= c.height {
			continue
		}
		line := mask.Pix[row*mask.Stride : row*mask.Stride+mask.Rect.Dx()]
		for col, a := range line {
			if a >= 1<<4 {
				c.ink(x+col, y+row, a>>4)
			}
		}
	}
}

// ink adds a shade to a pixel.
func (c *canvas) ink(x, y int, shade uint8) {
	if x < 0 || x >= c.width {
		return
	}
	p := &c.pix[y*c.stride+1+x/2]
	if x%2 == 0 {
		*p = max(*p>>4, shade)<<4 | *p&0x0F
	} else {
		*p = *p&0xF0 | max(*p&0x0F, shade)
	}
}

// rule draws a filled rectangle, which must lie on the canvas.
func (c *canvas) rule(x, y, width, height int) {
	for row := y; row < min(y+height, c.height); row++ {
		for col := x; col < x+width; col++ {
			c.ink(col, row, shades-1)
		}
	}
}

// invert exchanges ground and ink from row top on.
func (c *canvas) invert(top int) {
	for y := top; y < c.height; y++ {
		row := c.pix[y*c.stride+1 : (y+1)*c.stride]
		for i := range row {
			row[i] = ^row[i]
		}
	}
}

type rgb [3]uint8

// png packs the canvas as a PNG file with a palette (PNG 3rd edition, 5 and
// 11.2): image/png would look up and filter every pixel, which takes longer
// than to draw them.
func (c *canvas) png(ground, ink rgb) []byte {
	out := bytes.NewBufferString(imageKinds[0].magic)
	head := binary.BigEndian.AppendUint32(nil, uint32(c.width))
	head = binary.BigEndian.AppendUint32(head, uint32(c.height))
	chunk(out, "IHDR", append(head, 4, 3, 0, 0, 0)) // depth 4, indexed colour
	chunk(out, "PLTE", palette(ground, ink))
	chunk(out, "IDAT", c.pack())
	chunk(out, "IEND", nil)
	return out.Bytes()
}

func (c *canvas) pack() []byte {
	var buf bytes.Buffer
	w, _ := zlib.NewWriterLevel(&buf, zlib.BestSpeed) // fails for an unknown level only
	_, _ = w.Write(c.pix)                             // a buffer takes every write
	_ = w.Close()
	return buf.Bytes()
}

// palette runs from ground to ink in even steps.
func palette(ground, ink rgb) []byte {
	out := make([]byte, 0, 3*shades)
	for i := range shades {
		for ch := range ground {
			from, to := int(ground[ch]), int(ink[ch])
			out = append(out, uint8(from+(to-from)*i/(shades-1)))
		}
	}
	return out
}

// chunk writes one chunk: length, type, data, and the CRC-32 of type and data.
func chunk(out *bytes.Buffer, kind string, data []byte) {
	out.Write(binary.BigEndian.AppendUint32(nil, uint32(len(data))))
	sum := crc32.NewIEEE()
	for _, part := range [][]byte{[]byte(kind), data} {
		out.Write(part)
		_, _ = sum.Write(part) // a hash takes every write
	}
	out.Write(binary.BigEndian.AppendUint32(nil, sum.Sum32()))
}
