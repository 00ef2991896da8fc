package layout

import (
	"bytes"
	"encoding/binary"
)

// Orientation says how a picture's stored rows and columns are to be shown, by
// EXIF's numbers (CIPA DC-008, 4.6.4, tag 274): 1 is upright, 2 to 4 are mirrored
// or upside down, 5 to 8 lie on their side. 0 counts as 1.
type Orientation uint8

// Lies reports whether the stored rows are the columns of what is shown.
func (o Orientation) Lies() bool { return o >= 5 && o <= 8 }

// OrientationOf reads how the file of a picture is to be shown; 1 where it does not say.
func OrientationOf(data []byte) Orientation {
	if o := tiffOrientation(exif(data)); o >= 1 && o <= 8 {
		return Orientation(o)
	}
	return 1
}

// exif is the EXIF block of a picture: in JPEG the segment APP1 that begins with
// its name (CIPA DC-008, 4.5.4), in PNG the chunk eXIf (PNG, 11.3.4.6), in WebP the chunk
// EXIF (RFC 9649, 2.7.1.5). A TIFF file is such a block itself.
func exif(data []byte) []byte {
	switch {
	case bytes.HasPrefix(data, []byte("II*\x00")), bytes.HasPrefix(data, []byte("MM\x00*")):
		return data
	case len(data) > 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return bytes.TrimPrefix(riffChunk(data[12:], "EXIF"), []byte("Exif\x00\x00"))
	}
	if bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")) {
		return pngChunk(data[8:], "eXIf")
	}
	if !bytes.HasPrefix(data, []byte{0xff, 0xd8}) {
		return nil
	}
	for rest := data[2:]; len(rest) >= 4 && rest[0] == 0xff && rest[1] != 0xda; {
		size := int(binary.BigEndian.Uint16(rest[2:])) + 2
		if size < 4 || size > len(rest) {
			return nil
		}
		if block, ok := bytes.CutPrefix(rest[4:size], []byte("Exif\x00\x00")); ok && rest[1] == 0xe1 {
			return block
		}
		rest = rest[size:]
	}
	return nil
}

// riffChunk is the content of the first chunk of a kind; one of odd length has a byte
// behind it (RFC 9649, 2.3).
func riffChunk(rest []byte, kind string) []byte {
	const frame = 8 // kind and length
	for len(rest) >= frame {
		size := uint64(binary.LittleEndian.Uint32(rest[4:]))
		if size+frame > uint64(len(rest)) {
			return nil
		}
		if string(rest[:4]) == kind {
			return rest[frame : frame+size]
		}
		rest = rest[min(frame+size+size%2, uint64(len(rest))):]
	}
	return nil
}

// pngChunk is the content of the first chunk of a kind.
func pngChunk(rest []byte, kind string) []byte {
	const frame = 12 // length, kind and checksum
	for len(rest) >= frame {
		size := uint64(binary.BigEndian.Uint32(rest))
		if size+frame > uint64(len(rest)) {
			return nil
		}
		if string(rest[4:8]) == kind {
			return rest[8 : 8+size]
		}
		rest = rest[size+frame:]
	}
	return nil
}

// tiffOrientation reads the tag from the first directory of a TIFF block (TIFF
// 6.0, section 2); 0 where it has none.
func tiffOrientation(block []byte) uint16 {
	const tag, entry = 274, 12
	if len(block) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.LittleEndian
	if bytes.HasPrefix(block, []byte("MM")) {
		order = binary.BigEndian
	}
	at := uint64(order.Uint32(block[4:]))
	if at+2 > uint64(len(block)) {
		return 0
	}
	count := int(order.Uint16(block[at:]))
	for rest := block[at+2:]; count > 0 && len(rest) >= entry; rest, count = rest[entry:], count-1 {
		if order.Uint16(rest) == tag {
			return order.Uint16(rest[8:])
		}
	}
	return 0
}
