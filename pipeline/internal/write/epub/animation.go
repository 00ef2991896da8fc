package epub

import (
	"bytes"
	"encoding/binary"
)

// isAnimated reports whether a picture's file holds a picture that moves. Only
// the marks that each format has for it are looked at, no pixels.
func isAnimated(data []byte) bool {
	switch {
	case bytes.HasPrefix(data, []byte("GIF8")):
		return gifFrames(data) > 1
	case bytes.HasPrefix(data, []byte(imageKinds[0].magic)):
		return hasPNGChunk(data, "acTL")
	case len(data) > 20 && string(data[8:16]) == "WEBPVP8X":
		return data[20]&0x02 != 0 // the flag ANIM (WebP container, "Extended File Format")
	}
	return false
}

// hasPNGChunk looks for a chunk before the picture itself (PNG 3rd edition, 5.6:
// acTL stands before IDAT).
func hasPNGChunk(data []byte, name string) bool {
	for rest := data[8:]; len(rest) >= 12; {
		n := uint64(binary.BigEndian.Uint32(rest)) + 12
		switch kind := string(rest[4:8]); {
		case kind == name:
			return true
		case kind == "IDAT" || n > uint64(len(rest)):
			return false
		}
		rest = rest[n:]
	}
	return false
}

// gifFrames counts the images of a GIF, up to 2 (GIF89a, 18 to 27): a header of
// 13 bytes, a table of colours, then extensions and images, each with blocks of
// data behind it.
func gifFrames(data []byte) int {
	frames := 0
	at := 13
	if len(data) > 10 {
		at += colourTable(data[10])
	}
	for at < len(data) && frames < 2 {
		switch data[at] {
		case 0x21: // extension: its label, then blocks
			at += 2
		case 0x2C: // image: place, size and flags, a table of colours, the code size, then blocks
			if at+9 >= len(data) {
				return frames
			}
			frames++
			at += 10 + colourTable(data[at+9]) + 1
		default:
			return frames
		}
		for at < len(data) && data[at] != 0 {
			at += 1 + int(data[at])
		}
		at++
	}
	return frames
}

// colourTable is the size in bytes of the table that flags announce.
func colourTable(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&0x07 + 1)
}
