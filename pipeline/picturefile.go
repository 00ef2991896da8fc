package pipeline

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	_ "image/gif" // decoders for image.Decode
	_ "image/jpeg"
	"image/png"

	_ "golang.org/x/image/bmp" // and for those that are set as PNG
	_ "golang.org/x/image/tiff"
	_ "golang.org/x/image/webp"

	"octavo/pipeline/internal/layout"
	"octavo/pipeline/internal/vector"
)

// maxPixels bounds the size of a picture: four times what fills a page of A4 at
// the 600 dots an inch of a good printer.
const maxPixels = 140_000_000

// maxDecoded bounds what decoding a picture may hold in memory, in bytes: a page
// of A4 at 600 dots an inch (4,960 × 7,016) in four channels of 16 bits, or of
// A3 in four of 8 bits. A file of some hundred bytes can claim any size, and a
// decoder takes the memory before it meets the end of the data.
const maxDecoded = 280_000_000

// usable checks a picture's file and returns it in a form that every edition
// holds: a drawing as nothing but what is painted, other kinds as usablePicture
// has them. What a drawing loses is named.
func usable(data []byte) (picture []byte, lost []string, err error) {
	if !vector.Is(data) {
		picture, err = usablePicture(data)
		return picture, nil, err
	}
	d, err := vector.Read(data)
	if err != nil {
		return nil, nil, err
	}
	return d.SVG(), d.Lost, nil
}

// usablePicture checks a picture's file and returns it: PNG, JPEG and GIF as
// they are, other kinds as PNG. A decoder that panics has met a damaged file.
func usablePicture(data []byte) (usable []byte, err error) {
	defer func() {
		if recover() != nil {
			usable, err = nil, errDamaged
		}
	}()
	size, kind, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case len(data) == 0:
		return nil, errors.New("the file is empty")
	case errors.Is(err, image.ErrFormat):
		return nil, errors.New("it is no picture of a known kind")
	case err != nil:
		return nil, errDamaged
	}
	if err := fits(data, kind, size); err != nil {
		return nil, err
	}
	switch kind {
	case "jpeg":
		err = wholeJPEG(data)
	case "png":
		err = wholePNG(data)
	}
	switch {
	case err != nil:
		return nil, err
	case keptAsItIs(kind, size):
		return data, nil
	}
	return decoded(data, kind)
}

// keptAsItIs reports a JPEG in grey or RGB, which no edition decodes.
func keptAsItIs(kind string, size image.Config) bool {
	return kind == "jpeg" && size.ColorModel != color.CMYKModel
}

// decoded gives a file whose pixels can all be read, in a form that every
// edition holds.
func decoded(data []byte, kind string) ([]byte, error) {
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, errDamaged
	}
	switch kind {
	case "jpeg", "png", "gif":
		return data, nil
	}
	var out bytes.Buffer
	if err := png.Encode(&out, upright(img, layout.OrientationOf(data))); err != nil {
		return nil, errDamaged
	}
	return out.Bytes(), nil
}

var (
	errCutOff  = errors.New("the file is cut off before its end")
	errDamaged = errors.New("the file is damaged, or holds its picture in a way that cannot be read")
)

// fits reports a picture that is too large to be decoded, from what its header
// says.
func fits(data []byte, kind string, size image.Config) error {
	w, h := size.Width, size.Height
	if w <= 0 || h <= 0 {
		return errors.New("it has no size")
	}
	if w > maxPixels/h {
		return fmt.Errorf("it has %d × %d pixels; make it smaller", w, h)
	}
	if kind == "tiff" {
		tw, th := tiffTile(data)
		w, h = max(w, tw), max(h, th)
	}
	limit := maxDecoded / bytesAPixel(data, kind, size)
	if keptAsItIs(kind, size) || w <= limit/h {
		return nil
	}
	return fmt.Errorf("its %d × %d pixels take more than %d MB of memory; make it smaller", w, h, maxDecoded/1_000_000)
}

// bytesAPixel is what decoding holds at most for a pixel: the picture, and what
// leads to it.
func bytesAPixel(data []byte, kind string, size image.Config) int {
	switch {
	case kind == "tiff" || kind == "webp":
		return 8 // TIFF reads so much for any pixel; WebP has luma, chroma and alpha, which is read as RGBA
	case kind == "jpeg" && bytes.Contains(data, []byte("\xff\xc2")):
		return 20 // progressive (ISO/IEC 10918-1, B.1.1.3): 4 bytes for each coefficient too
	case size.ColorModel == color.RGBA64Model || size.ColorModel == color.NRGBA64Model:
		return 8
	}
	return 4
}

// tiffTile reads the size of a TIFF file's tiles from its first directory (TIFF
// 6.0, sections 2 and 15): a decoder takes memory for a whole tile, which may be
// far larger than the picture. Without tiles it is 0 × 0.
func tiffTile(data []byte) (w, h int) {
	var order binary.ByteOrder = binary.LittleEndian
	if bytes.HasPrefix(data, []byte("MM")) {
		order = binary.BigEndian
	}
	at := uint64(order.Uint32(data[4:]))
	if at+2 > uint64(len(data)) {
		return 0, 0
	}
	n := order.Uint16(data[at:])
	for entries := data[at+2:]; n > 0 && len(entries) >= 12; n, entries = n-1, entries[12:] {
		switch order.Uint16(entries) {
		case 0x142: // TileWidth
			w = tiffValue(data, order, entries)
		case 0x143: // TileLength
			h = tiffValue(data, order, entries)
		}
	}
	return w, h
}

// tiffValue is the first value of a directory entry: tag, type, count, and the
// values themselves, or where they are when they take more than four bytes. It
// is at most maxPixels.
func tiffValue(data []byte, order binary.ByteOrder, entry []byte) int {
	size := map[uint16]uint64{1: 1, 3: 2, 4: 4}[order.Uint16(entry[2:])] // BYTE, SHORT, LONG
	value := entry[8:12]
	if at := uint64(order.Uint32(value)); size*uint64(order.Uint32(entry[4:])) > 4 {
		value = data[min(at, uint64(len(data))):]
	}
	switch {
	case uint64(len(value)) < size || size == 0:
		return 0 // no number: the decoder refuses it
	case size == 1:
		return int(value[0])
	case size == 2:
		return int(order.Uint16(value))
	}
	return int(min(order.Uint32(value), maxPixels))
}

// wholeJPEG finds a file without its end-of-image marker (ISO/IEC 10918-1,
// B.1.1.3); some programs write a little behind it.
func wholeJPEG(data []byte) error {
	if !bytes.Contains(data[max(0, len(data)-4096):], []byte("\xff\xd9")) {
		return errCutOff
	}
	return nil
}

// wholePNG adds up the checksums of a file's chunks (PNG, 5.3): length, type,
// data, CRC.
func wholePNG(data []byte) error {
	for rest := data[8:]; len(rest) >= 12; {
		n := binary.BigEndian.Uint32(rest)
		if uint64(n)+12 > uint64(len(rest)) {
			return errCutOff
		}
		if crc32.ChecksumIEEE(rest[4:8+n]) != binary.BigEndian.Uint32(rest[8+n:]) {
			return errors.New("the file is damaged: a checksum is wrong")
		}
		if string(rest[4:8]) == "IEND" {
			return nil
		}
		rest = rest[12+n:]
	}
	return errCutOff
}
