package epub

import (
	"bytes"
	"encoding/binary"
)

// ground stands behind a picture that lets the page through, or dark lines are lost
// on the ground of a night mode, which takes a sheet's grounds away.
const ground = "background-color: #fff !important"

// isTransparent reports whether a picture's file says that the page may show
// through it: by its kind and the marks of its format, no pixels are looked at.
func isTransparent(p *picture) bool {
	data := p.data
	switch p.kind.ext {
	case ".svg":
		return true
	case ".png": // colour types with alpha (PNG 3rd edition, 11.2.1), or tRNS (11.3.1.1)
		return len(data) > 25 && data[25]&4 != 0 || hasPNGChunk(data, "tRNS")
	case ".gif":
		return gifIsTransparent(data)
	case ".webp":
		return webpIsTransparent(data)
	}
	return false
}

// gifIsTransparent looks for a graphic control extension with a transparent colour
// (GIF89a, 23): its mark, its size of 4, and the lowest bit of its flags.
func gifIsTransparent(data []byte) bool {
	for {
		i := bytes.Index(data, []byte{0x21, 0xF9, 0x04})
		if i < 0 || i+3 >= len(data) {
			return false
		}
		if data[i+3]&1 != 0 {
			return true
		}
		data = data[i+3:]
	}
}

// webpIsTransparent looks at the flag of an extended file and at that of lossless
// data (WebP container, "Extended File Format"; lossless, "Image Header").
func webpIsTransparent(data []byte) bool {
	switch {
	case len(data) < 25:
		return false
	case string(data[12:16]) == "VP8X":
		return data[20]&0x10 != 0
	case string(data[12:16]) == "VP8L":
		return binary.LittleEndian.Uint32(data[21:])&(1<<28) != 0
	}
	return false
}
