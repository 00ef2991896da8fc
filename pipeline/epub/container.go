package epub

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"hash/crc32"
	"io"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// level is the deflate level: 6 makes these files hardly larger than 9 does,
// in a third of the time.
const level = 6

// entryTime is the time of every file in the container; the publication's own
// date is dcterms:modified. It is the first that ZIP can hold.
var entryTime = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// compress deflates the entries in parallel. Which worker does which entry
// does not show in the result.
func compress(entries []entry) []entry {
	parallel(len(entries), func(i int) {
		e := &entries[i]
		switch {
		case e.store:
		case packedFace(e.data) != nil:
			e.packed = packedFace(e.data)
		default:
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

var deflaters = sync.Pool{New: func() any {
	w, err := flate.NewWriter(nil, level)
	if err != nil {
		return nil // only for a level that does not exist
	}
	return w
}}

func deflate(data []byte) []byte {
	var buf bytes.Buffer
	w := deflaters.Get().(*flate.Writer)
	defer deflaters.Put(w)
	w.Reset(&buf)
	_, _ = w.Write(data) // a buffer takes every write
	_ = w.Close()
	if buf.Len() >= len(data) {
		return nil
	}
	return buf.Bytes()
}

// writeContainer writes the ZIP file. Sizes stand in the local headers, so
// that a reading system need not look for a data descriptor (EPUB 3.3, 4.3).
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
		Name: e.name, Method: method, Modified: time.Time{},
		CRC32:              crc32.ChecksumIEEE(e.data),
		UncompressedSize64: uint64(len(e.data)),
		CompressedSize64:   uint64(len(data)),
	}
	setTime(h, entryTime)
	f, err := z.CreateRaw(h)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return err
}

// setTime sets the MS-DOS time alone: a time stamp in the extra field is
// forbidden for mimetype (EPUB 3.3, 4.3.3).
func setTime(h *zip.FileHeader, t time.Time) {
	h.ModifiedDate = uint16((t.Year()-1980)<<9 | int(t.Month())<<5 | t.Day())
	h.ModifiedTime = uint16(t.Hour()<<11 | t.Minute()<<5 | t.Second()/2)
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
