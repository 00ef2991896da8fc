package hostile

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
)

// around is a sound text around one picture.
func around(name, pic string, data func() []byte) Case {
	return Case{Name: name, Sound: true, Files: []File{
		file("x.md", "# Verslag\n\nEen.\n\n![Een prent]("+pic+")\n\n"+SoundText+"\n"), {Name: pic, Data: data}}}
}

// pictures lie about their size, their kind or their end.
func pictures() []Case {
	all := []Case{
		around("PNG of 100,000 pixels square", "a.png", func() []byte { return pngOf(100_000, 100_000, make([]byte, 1000)) }),
		around("PNG of two thousand million pixels", "a.png", func() []byte { return pngOf(1<<31-1, 1, nil) }),
		around("PNG of no pixel", "a.png", func() []byte { return pngOf(0, 0, nil) }),
		around("PNG of one line of 100,000 pixels", "a.png", func() []byte { return pngOf(100_000, 1, make([]byte, 100_001)) }),
		around("PNG of 20,000 pixels square that is there", "a.png", func() []byte { return pngOf(20_000, 20_000, make([]byte, 20_001*20_000)) }),
		around("PNG with too many lines", "a.png", func() []byte { return pngOf(10, 10, make([]byte, 100*mega)) }),
		around("PNG with a profile that swells", "a.png", func() []byte {
			return pngWith("iCCP", append([]byte("a\x00\x00"), deflated(make([]byte, 200*mega))...))
		}),
		around("PNG with a text that swells", "a.png", func() []byte {
			return pngWith("zTXt", append([]byte("a\x00\x00"), deflated(make([]byte, 200*mega))...))
		}),
		around("PNG with a part of four thousand million bytes", "a.png", func() []byte { return lengthened(small("a.png")) }),
		around("PNG whose sums are wrong", "a.png", func() []byte { return changed(small("a.png"), 29, 0xff) }),
		around("PNG with 100,000 empty parts", "a.png", func() []byte {
			return append(small("a.png")[:33:33], bytes.Repeat(part("tEXt", []byte("a\x00b")), 50_000)...)
		}),
		around("JPEG of 65,535 pixels square", "a.jpg", func() []byte { return jpegOf(0xffff, 0xffff) }),
		around("JPEG of no line", "a.jpg", func() []byte { return jpegOf(16, 0) }),
		around("JPEG with 10,000 scans", "a.jpg", scans),
		around("GIF of 65,535 pixels square", "a.gif", func() []byte { return gifOf(0xffff, 0xffff) }),
		around("GIF with 20,000 frames", "a.gif", frames),
		around("BMP of two thousand million pixels", "a.bmp", func() []byte { return bmpOf(1<<31-1, 1<<31-1) }),
		around("BMP of a negative height", "a.bmp", func() []byte { return bmpOf(100_000, -100_000) }),
		around("TIFF with a tile of 30,000 pixels square", "a.tif", func() []byte { return tiffOf(256, 256, 30_000, make([]byte, 30_000*30_000)) }),
		around("TIFF of 100,000 pixels square", "a.tif", func() []byte { return tiffOf(100_000, 100_000, 16, nil) }),
		around("TIFF of two thousand million pixels", "a.tif", func() []byte { return tiffOf(1<<31-1, 1<<31-1, 1<<30, nil) }),
		around("TIFF with tiles of no pixel", "a.tif", func() []byte { return tiffOf(256, 256, 0, nil) }),
		around("TIFF that leads to itself", "a.tif", func() []byte { return []byte("II*\x00\x08\x00\x00\x00\x00\x00\x08\x00\x00\x00") }),
		around("TIFF with 65,535 entries", "a.tif", func() []byte {
			return append([]byte("II*\x00\x08\x00\x00\x00\xff\xff"), bytes.Repeat([]byte("\x01\x01\x04\x00\xff\xff\xff\x7f\x08\x00\x00\x00"), 0xffff)...)
		}),
		around("WebP whose parts differ in size", "a.webp", func() []byte { return webpOf(16383, 16383, 1, 1) }),
		around("WebP of 16,777,216 pixels square", "a.webp", func() []byte { return webpOf(1<<24, 1<<24, 16384, 16384) }),
		around("WebP of 16,384 pixels square", "a.webp", func() []byte { return webpOf(16384, 16384, 16384, 16384) }),
		around("a picture that is a text", "a.png", func() []byte { return []byte("geen plaat") }),
		around("a picture that is empty", "a.png", func() []byte { return nil }),
		around("a picture that is noise", "a.jpg", func() []byte { return noise(most) }),
		around("a picture that is a zip of zeroes", "a.png", func() []byte { return deflated(make([]byte, 100*mega)) }),
	}
	for _, n := range []string{"a.png", "a.jpg", "a.gif"} {
		for _, m := range []string{"b.png", "b.jpg", "b.gif", "b.webp", "b.tif", "b.svg", "b.bmp"} {
			all = append(all, around(n[2:]+" called "+m[2:], m, func() []byte { return small(n) }))
		}
		for _, share := range []int{1, 5, 9} {
			all = append(all, around(n[2:]+" cut off after "+string(rune('0'+share))+" tenths", n, func() []byte { d := small(n); return d[:len(d)*share/10] }))
		}
		all = append(all, around(n[2:]+" with a hole", n, func() []byte { d := small(n); return changed(d, len(d)/2, 0x55) }))
	}
	return all
}

// small is a sound picture of the kind that the name's ending tells.
func small(name string) []byte {
	m := image.NewPaletted(image.Rect(0, 0, 40, 30), color.Palette{color.White, color.Black, color.Gray{128}})
	for i := range m.Pix {
		m.Pix[i] = uint8(i * i / 7 % 3)
	}
	var b bytes.Buffer
	switch name[2:] {
	case "jpg":
		_ = jpeg.Encode(&b, m, nil) // into memory
	case "gif":
		_ = gif.Encode(&b, m, nil)
	default:
		_ = png.Encode(&b, m)
	}
	return b.Bytes()
}

func changed(data []byte, at int, by byte) []byte { data[at] ^= by; return data }

func deflated(data []byte) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write(data) // into memory
	_ = w.Close()
	return b.Bytes()
}

// part is a chunk of PNG (ISO/IEC 15948, 5.3).
func part(kind string, data []byte) []byte {
	out := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	out = append(append(out, kind...), data...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[4:]))
}

const pngMark = "\x89PNG\r\n\x1a\n"

// pngOf says w by h pixels of 8-bit grey and holds lines, which are deflated.
func pngOf(w, h uint32, lines []byte) []byte {
	head := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)
	out := append([]byte(pngMark), part("IHDR", append(head, 8, 0, 0, 0, 0))...)
	return append(append(out, part("IDAT", deflated(lines))...), part("IEND", nil)...)
}

// pngWith is sound but for one more part behind its head.
func pngWith(kind string, data []byte) []byte {
	sound := small("a.png")
	return append(append(bytes.Clone(sound[:33]), part(kind, data)...), sound[33:]...)
}

// lengthened says that the second part of a PNG has four thousand million bytes.
func lengthened(data []byte) []byte {
	binary.BigEndian.PutUint32(data[33:], 0xffffffff)
	return data
}

// jpegOf changes the size in the frame header of a sound JPEG (ITU-T T.81, B.2.2).
func jpegOf(w, h uint16) []byte {
	data := small("a.jpg")
	at := bytes.Index(data, []byte{0xff, 0xc0})
	binary.BigEndian.PutUint16(data[at+5:], h)
	binary.BigEndian.PutUint16(data[at+7:], w)
	return data
}

// scans is a progressive JPEG of 4,096 pixels square that refines the same coefficients
// again and again.
func scans() []byte {
	data := jpegOf(4096, 4096)
	data[bytes.Index(data, []byte{0xff, 0xc0})+1] = 0xc2
	scan := data[bytes.Index(data, []byte{0xff, 0xda}):]
	scan = scan[:len(scan)-2]
	return append(append(bytes.Clone(data[:len(data)-len(scan)-2]), bytes.Repeat([]byte("\xff\xda\x00\x08\x01\x01\x00\x01\x3f\x00\x00"), 10_000)...), 0xff, 0xd9)
}

// gifOf changes the size of a sound GIF and of its frame.
func gifOf(w, h uint16) []byte {
	data := small("a.gif")
	at := bytes.IndexByte(data[13+3*4:], ',') + 13 + 3*4 // behind the colour table of four
	for _, i := range []int{6, at + 5} {
		binary.LittleEndian.PutUint16(data[i:], w)
		binary.LittleEndian.PutUint16(data[i+2:], h)
	}
	return data
}

// frames is a GIF with one frame 20,000 times.
func frames() []byte {
	data := small("a.gif")
	at := bytes.IndexByte(data[13+3*4:], ',') + 13 + 3*4
	frame := data[at : len(data)-1]
	return append(append(bytes.Clone(data[:at]), bytes.Repeat(frame, 20_000)...), ';')
}

func bmpOf(w, h int32) []byte {
	out := append([]byte("BM"), make([]byte, 52)...)
	le := binary.LittleEndian
	le.PutUint32(out[10:], 54)
	le.PutUint32(out[14:], 40)
	le.PutUint32(out[18:], uint32(w))
	le.PutUint32(out[22:], uint32(h))
	le.PutUint16(out[26:], 1)
	le.PutUint16(out[28:], 24)
	return out
}

// tiffOf is a grey TIFF (TIFF 6.0, section 15) of one tile.
func tiffOf(w, h, tile uint32, pixels []byte) []byte {
	data := deflated(pixels)
	entries := [][2]uint32{{256, w}, {257, h}, {258, 8}, {259, 8}, {262, 1}, {277, 1}, {322, tile}, {323, tile}, {324, 134}, {325, uint32(len(data))}}
	out := append([]byte("II*\x00\x08\x00\x00\x00"), byte(len(entries)), 0)
	for _, e := range entries {
		out = binary.LittleEndian.AppendUint16(out, uint16(e[0]))
		out = binary.LittleEndian.AppendUint16(out, 4)
		out = binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(out, 1), e[1])
	}
	return append(append(out, 0, 0, 0, 0), data...)
}

// webpOf says one size in its VP8X part and another in its VP8L part.
func webpOf(w, h, lw, lh uint32) []byte {
	le := binary.LittleEndian
	vp8x := append([]byte{0x10, 0, 0, 0}, byte(w-1), byte((w-1)>>8), byte((w-1)>>16), byte(h-1), byte((h-1)>>8), byte((h-1)>>16))
	vp8l := le.AppendUint32([]byte{0x2f}, (lw-1)|(lh-1)<<14)
	vp8l = append(vp8l, make([]byte, 15)...)
	chunks := append(le.AppendUint32([]byte("WEBPVP8X"), 10), vp8x...)
	chunks = append(le.AppendUint32(append(chunks, "VP8L"...), uint32(len(vp8l))), vp8l...)
	return append(le.AppendUint32([]byte("RIFF"), uint32(len(chunks))), chunks...)
}
