package pipeline

import (
	"bytes"
	"encoding/binary"
	"image"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// pictureFiles are small pictures of every kind that is read, and one WebP file
// whose parts claim different sizes.
func pictureFiles(tb testing.TB) map[string][]byte {
	tb.Helper()
	names, err := filepath.Glob("testdata/pictures/*.*")
	if err != nil || len(names) < 10 {
		tb.Fatalf("%d pictures, %v", len(names), err)
	}
	files := map[string][]byte{}
	for _, name := range names {
		if files[filepath.Base(name)], err = os.ReadFile(name); err != nil {
			tb.Fatal(err)
		}
	}
	return files
}

// What browsers do not all show is set as PNG; all else stays as it is.
func TestPictureKinds(t *testing.T) {
	for name, data := range pictureFiles(t) {
		got, err := usablePicture(data)
		if name == "mismatch.webp" {
			if err != errDamaged {
				t.Errorf("%s: %v, want %v", name, err, errDamaged)
			}
			continue
		}
		size, kind, derr := image.DecodeConfig(bytes.NewReader(got))
		if err != nil || derr != nil || size.Width != 20 || size.Height != 12 {
			t.Errorf("%s: %v, %v, %d × %d", name, err, derr, size.Width, size.Height)
		}
		kept := kind == "png" && !strings.HasSuffix(name, "png") || bytes.Equal(got, data)
		if !kept {
			t.Errorf("%s became another %s", name, kind)
		}
	}
}

// tiffHeader is a TIFF file that claims a size, and tiles of another size where
// they are not 0, and has no pixels. Its tiles' size is a list of two, of which
// the first counts, where twice is set.
func tiffHeader(order binary.AppendByteOrder, w, h, tileW, tileH uint32, twice bool) []byte {
	data := []byte("II*\x00")
	if order == binary.BigEndian {
		data = []byte("MM\x00*")
	}
	data = order.AppendUint32(data, 16)
	data = order.AppendUint32(order.AppendUint32(data, tileW), tileW)
	entries := [][3]uint32{{0x100, 1, w}, {0x101, 1, h}, {0x102, 1, 8}, {0x103, 1, 8}, {0x106, 1, 1}}
	if tileW > 0 && twice {
		entries = append(entries, [3]uint32{0x142, 2, 8}, [3]uint32{0x143, 1, tileH})
	} else if tileW > 0 {
		entries = append(entries, [3]uint32{0x142, 1, tileW}, [3]uint32{0x143, 1, tileH})
	}
	data = order.AppendUint16(data, uint16(len(entries)))
	for _, e := range entries {
		data = order.AppendUint16(order.AppendUint16(data, uint16(e[0])), 4) // LONG
		data = order.AppendUint32(order.AppendUint32(data, e[1]), e[2])
	}
	return order.AppendUint32(data, 0)
}

// A file that claims more than memory should hold is refused by its header, and
// costs no more than it is long.
func TestPictureMemory(t *testing.T) {
	bmp := append([]byte(nil), pictureFiles(t)["plain.bmp"]...)
	binary.LittleEndian.PutUint32(bmp[18:], 10_000)
	binary.LittleEndian.PutUint32(bmp[22:], 10_000)
	webp := append([]byte(nil), pictureFiles(t)["lossless.webp"]...)
	copy(webp[21:], "\xff\xff\xff\x0f") // 16384 × 16384 (WebP Lossless, 3)
	cases := []struct {
		name, want string
		data       []byte
	}{
		{"BMP", "10000 × 10000 pixels", bmp},
		{"WebP", "16384 × 16384 pixels", webp},
		{"TIFF", "6000 × 6000 pixels", tiffHeader(binary.LittleEndian, 6000, 6000, 0, 0, false)},
		{"TIFF with a large tile", "1024 × 50000 pixels", tiffHeader(binary.BigEndian, 1, 50_000, 1024, 50_000, false)},
		{"TIFF with its tile's size elsewhere", "1024 × 50000 pixels", tiffHeader(binary.LittleEndian, 1, 50_000, 1024, 50_000, true)},
		{"TIFF of one pixel in a tile of a billion", "32768 × 32768 pixels", tiffHeader(binary.LittleEndian, 1, 1, 1<<15, 1<<15, false)},
	}
	for _, c := range cases {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := usablePicture(c.data)
		runtime.ReadMemStats(&after)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", c.name, err, c.want)
		}
		if took := after.TotalAlloc - before.TotalAlloc; took > 1<<20 {
			t.Errorf("%s: took %d bytes", c.name, took)
		}
	}
}

// FuzzPicture holds the pictures that pass to what the editions' writers ask
// of them: no panic, a size, and pixels that can be read.
func FuzzPicture(f *testing.F) {
	for _, data := range pictureFiles(f) {
		f.Add(data)
	}
	f.Add(tiffHeader(binary.BigEndian, 20, 12, 32, 16, true))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := usablePicture(data)
		if err != nil {
			if got != nil {
				t.Fatalf("a picture is refused and given: %v", err)
			}
			return
		}
		size, kind, err := image.DecodeConfig(bytes.NewReader(got))
		if err != nil || size.Width <= 0 || size.Height <= 0 {
			t.Fatalf("%s of %d × %d: %v", kind, size.Width, size.Height, err)
		}
		if _, _, err := image.Decode(bytes.NewReader(got)); err != nil && kind != "jpeg" {
			t.Fatalf("a %s that cannot be decoded: %v", kind, err)
		}
	})
}
