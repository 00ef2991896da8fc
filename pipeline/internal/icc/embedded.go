package icc

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// maxProfile bounds a profile in a picture, in bytes: those of printers have one or
// two million, those of displays some thousand.
const maxProfile = 8 << 20

// errCut is the error about a profile that does not stand in its picture as a whole.
var errCut = errors.New("it is not whole")

// Embedded gives the profile that a PNG (PNG, 11.3.2.3) or a JPEG (ICC.1:2010, B.4)
// holds, nil where it holds none, and an error where it holds one that is not whole.
// A GIF has none.
func Embedded(picture []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(picture, []byte("\x89PNG\r\n\x1a\n")):
		return inPNG(picture[8:])
	case bytes.HasPrefix(picture, []byte("\xff\xd8")):
		return inJPEG(picture[2:])
	}
	return nil, nil
}

// inPNG looks through the chunks up to the picture's data: a length, a type, so many
// bytes and four of a check sum each.
func inPNG(b []byte) ([]byte, error) {
	for len(b) >= 12 {
		size := uint64(binary.BigEndian.Uint32(b))
		if size+12 > uint64(len(b)) {
			return nil, nil
		}
		switch kind, data := string(b[4:8]), b[8:8+size]; kind {
		case "iCCP":
			return inflated(data)
		case "IDAT":
			return nil, nil
		}
		b = b[size+12:]
	}
	return nil, nil
}

// inflated reads a chunk iCCP: a name that ends with 0, the method, which is 0, and
// the profile, compressed.
func inflated(chunk []byte) ([]byte, error) {
	_, rest, ok := bytes.Cut(chunk, []byte{0})
	if !ok || len(rest) == 0 || rest[0] != 0 {
		return nil, errCut
	}
	z, err := zlib.NewReader(bytes.NewReader(rest[1:]))
	if err != nil {
		return nil, errCut
	}
	profile, err := io.ReadAll(io.LimitReader(z, maxProfile+1))
	if err != nil || len(profile) > maxProfile {
		return nil, errCut
	}
	return profile, nil
}

// inJPEG puts the pieces of a profile together that stand in segments APP2 before the
// picture's data, each with its number and how many there are.
func inJPEG(b []byte) ([]byte, error) {
	pieces, want := map[byte][]byte{}, byte(0)
	for len(b) >= 4 && b[0] == 0xff && b[1] != 0xda {
		size := int(binary.BigEndian.Uint16(b[2:]))
		if size < 2 || size+2 > len(b) {
			break
		}
		if data, ok := bytes.CutPrefix(b[4:2+size], []byte("ICC_PROFILE\x00")); ok && b[1] == 0xe2 && len(data) > 2 {
			pieces[data[0]], want = data[2:], data[1]
		}
		b = b[2+size:]
	}
	return joined(pieces, want)
}

// joined puts pieces 1 to n together.
func joined(pieces map[byte][]byte, n byte) (profile []byte, err error) {
	if len(pieces) != int(n) {
		return nil, errCut
	}
	for i := range n {
		if pieces[i+1] == nil {
			return nil, errCut
		}
		profile = append(profile, pieces[i+1]...)
	}
	return profile, nil
}

// SpaceOf is the colour space that a profile's header names, without the spaces behind
// it: RGB, GRAY, CMYK (ICC.1:2010, 7.2.6); "" where there is none.
func SpaceOf(profile []byte) string {
	if len(profile) < 20 {
		return ""
	}
	return strings.TrimSpace(string(profile[16:20]))
}

// IsSRGB reports whether a profile in RGB says the colours of sRGB, as far as it is
// seen. The error says why it cannot be used: it does not lead to colours, or is of a
// version or class that a picture's is not (ISO 32000-1, 8.6.5.5).
func IsSRGB(profile []byte) (same bool, err error) {
	defer recovered(&err)
	p, _, err := sourceOf(profile)
	if err != nil {
		return false, err
	}
	if class := string(profile[12:16]); profile[8] != 2 && profile[8] != 4 || !slices.Contains([]string{"scnr", "mntr", "prtr", "spac"}, class) {
		return false, fmt.Errorf("it is of class %q in version %d", class, profile[8])
	}
	return p.IsSRGB(), nil
}
