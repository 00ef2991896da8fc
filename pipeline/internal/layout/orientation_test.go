package layout

import (
	"encoding/binary"
	"testing"
)

// exifBlock is a TIFF block with one entry before the orientation.
func exifBlock(order binary.AppendByteOrder, mark string, o uint16) []byte {
	b := append([]byte(mark), order.AppendUint16(nil, 42)...)
	b = order.AppendUint32(b, 8)
	b = order.AppendUint16(b, 2)
	for _, e := range [][2]uint16{{271, 7}, {274, o}} {
		b = order.AppendUint16(b, e[0])
		b = order.AppendUint16(b, 3)
		b = order.AppendUint32(b, 1)
		b = order.AppendUint16(b, e[1])
		b = order.AppendUint16(b, 0)
	}
	return b
}

func jpegWith(block []byte) []byte {
	out := []byte{0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xe1}
	out = binary.BigEndian.AppendUint16(out, uint16(len(block)+8))
	return append(append(out, "Exif\x00\x00"...), block...)
}

func pngWith(block []byte) []byte {
	out := append([]byte("\x89PNG\r\n\x1a\n"), 0, 0, 0, 1, 't', 'E', 'X', 't', 'x', 0, 0, 0, 0)
	out = binary.BigEndian.AppendUint32(out, uint32(len(block)))
	out = append(append(out, "eXIf"...), block...)
	return append(out, 0, 0, 0, 0)
}

// webpWith has a chunk of odd length before the one that is looked for.
func webpWith(block []byte) []byte {
	out := append([]byte("RIFF\x00\x00\x00\x00WEBPVP8X"), 1, 0, 0, 0, 8, 0)
	out = binary.LittleEndian.AppendUint32(append(out, "EXIF"...), uint32(len(block)))
	return append(out, block...)
}

func TestOrientation(t *testing.T) {
	for o := uint16(0); o <= 9; o++ {
		want := Orientation(o)
		if o < 1 || o > 8 {
			want = 1
		}
		for kind, data := range map[string][]byte{
			"JPEG, big-endian":    jpegWith(exifBlock(binary.BigEndian, "MM", o)),
			"JPEG, little-endian": jpegWith(exifBlock(binary.LittleEndian, "II", o)),
			"TIFF":                exifBlock(binary.LittleEndian, "II", o),
			"WebP":                webpWith(exifBlock(binary.LittleEndian, "II", o)),
			"PNG":                 pngWith(exifBlock(binary.BigEndian, "MM", o)),
		} {
			if got := OrientationOf(data); got != want {
				t.Errorf("%s with orientation %d gives %d", kind, o, got)
			}
			for n := range data { // cut off anywhere: no panic
				OrientationOf(data[:n])
			}
		}
	}
}
