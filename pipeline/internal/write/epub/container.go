package epub

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"io"
	"path"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/klauspost/compress/flate"
)

// level is the deflate level: 6 makes these files hardly larger than 9 does,
// in a fifth of the time.
const level = 6

// entryDate is the MS-DOS date of every file in the container, 1 January 1980,
// the first that ZIP can hold; the publication's own is dcterms:modified. The
// time stamp of the extra field is not used: mimetype may have no extra field
// (EPUB 3.3, 4.3.3).
const entryDate = 1<<5 | 1

// compress deflates the entries in parallel. Which worker does which entry
// does not show in the result.
func compress(entries []entry) []entry {
	parallel(len(entries), func(i int) {
		e := &entries[i]
		e.crc = crc32.ChecksumIEEE(e.data)
		if e.store {
			return
		}
		if e.packed = packedFace(path.Base(e.name), e.crc, len(e.data)); e.packed == nil {
			e.packed = deflate(e.data)
		}
	})
	return entries
}

// parallel calls f for 0 to n-1, on every processor.
func parallel(n int, f func(i int)) {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	wg.Wait()
}

// deflaters are kept, as each has tables of half a megabyte.
var deflaters = sync.Pool{New: func() any {
	w, _ := flate.NewWriter(nil, level) // fails for an unknown level only
	return w
}}

// deflate returns data deflated, or nil where that is no gain.
func deflate(data []byte) []byte {
	w := deflaters.Get().(*flate.Writer)
	defer deflaters.Put(w)
	return deflateBy(w, data)
}

func deflateBy(w *flate.Writer, data []byte) []byte {
	var buf bytes.Buffer
	w.Reset(&buf)
	_, _ = w.Write(data) // a buffer takes every write
	_ = w.Close()
	if buf.Len() >= len(data) {
		return nil
	}
	return buf.Bytes()
}

// writeContainer writes the ZIP file. Sizes stand in the local headers, so
// that a reading system need not look for a data descriptor (EPUB 3.3, 4.3.2).
func writeContainer(w io.Writer, entries []entry) (int64, error) {
	counter := &countingWriter{w: w}
	z := zip.NewWriter(counter)
	for _, e := range entries {
		if err := writeEntry(z, e); err != nil {
			return counter.n, err
		}
	}
	err := z.Close()
	return counter.n, err
}

func writeEntry(z *zip.Writer, e entry) error {
	data, method := e.data, zip.Store
	if e.packed != nil {
		data, method = e.packed, zip.Deflate
	}
	h := &zip.FileHeader{
		Name: e.name, Method: method,
		CRC32:              e.crc,
		UncompressedSize64: uint64(len(e.data)),
		CompressedSize64:   uint64(len(data)),
		//lint:ignore SA1019 CreateRaw takes the date from this field alone
		ModifiedDate: entryDate,
	}
	f, err := z.CreateRaw(h)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return err
}

type countingWriter struct {
	w io.Writer
	n int64
}

func (c *countingWriter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}
