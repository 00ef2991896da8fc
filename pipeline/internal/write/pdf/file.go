package pdf

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/klauspost/compress/zlib"
)

// file collects the objects of the file to be written. Object numbers are
// given in the order of asking, so they do not depend on concurrency.
type file struct {
	objects []object // by number; 0 is not used
	root    ref
	info    ref
	version string // of PDF, 1.4 or later
}

func newFile(version string) *file { return &file{objects: make([]object, 1), version: version} }

// alloc gives a number to an object that is set later.
func (f *file) alloc() ref {
	f.objects = append(f.objects, nil)
	return ref(len(f.objects) - 1)
}

func (f *file) set(r ref, o object) { f.objects[r] = o }

func (f *file) add(o object) ref {
	r := f.alloc()
	f.set(r, o)
	return r
}

// perObjectStream is a compromise: larger streams compress better, smaller
// ones let a reader fetch one object without unpacking many.
const perObjectStream = 200

// plainVersion is the version of PDF that has no object streams.
const plainVersion = "1.4"

// writeTo writes the file with object streams and a cross-reference stream
// (ISO 32000-1, 7.5.7 and 7.5.8), or, in the version that has none, plainly.
func (f *file) writeTo(w io.Writer) error {
	if f.version == plainVersion {
		return f.writePlain(w)
	}
	packed, plain := f.split()
	streams := make([]*stream, len(packed))
	each(len(packed), func(i int) { streams[i] = f.pack(packed[i]) })
	out := f.begin(w)
	x := newXref(len(f.objects) + len(packed) + 1)
	for _, r := range plain {
		x.at(r, out.n)
		out.indirect(r, f.objects[r])
	}
	for i, s := range streams {
		r := ref(len(f.objects) + i)
		x.at(r, out.n)
		out.indirect(r, s)
		for k, inside := range packed[i] {
			x.within(inside, r, k)
		}
	}
	return f.end(out, x)
}

// begin writes the header.
func (f *file) begin(w io.Writer) *counter {
	out := &counter{w: bufio.NewWriterSize(w, 1<<16), hash: sha256.New()}
	out.write([]byte("%PDF-" + f.version + "\n%\xE2\xE3\xCF\xD3\n"))
	return out
}

// writePlain writes the file with a cross-reference table and a trailer (ISO
// 32000-1, 7.5.4 and 7.5.5).
func (f *file) writePlain(w io.Writer) error {
	out := f.begin(w)
	table := fmt.Appendf(nil, "xref\n0 %d\n0000000000 65535 f \n", len(f.objects))
	for i, o := range f.objects[1:] {
		if o == nil {
			table = append(table, "0000000000 00000 f \n"...)
			continue
		}
		table = fmt.Appendf(table, "%010d 00000 n \n", out.n)
		out.indirect(ref(i+1), o)
	}
	start := out.n
	id := str(out.hash.Sum(nil)[:16])
	out.write(table)
	trailer := dict{{"ID", array{id, id}}, {"Info", f.info}, {"Root", f.root}, {"Size", integer(len(f.objects))}}
	out.write(fmt.Appendf(trailer.encode([]byte("trailer\n")), "\nstartxref\n%d\n%%%%EOF\n", start))
	return out.flush()
}

// end writes the cross-reference stream, which is the trailer too. ID is a
// hash of all bytes before it.
func (f *file) end(out *counter, x *xref) error {
	start, self := out.n, ref(len(x.rows)-1)
	x.at(self, start)
	id := str(out.hash.Sum(nil)[:16])
	d := dict{
		{"Filter", name("FlateDecode")},
		{"ID", array{id, id}},
		{"Root", f.root},
		{"Size", integer(len(x.rows))},
		{"Type", name("XRef")},
		{"W", array{integer(1), integer(4), integer(2)}},
	}
	if f.info != 0 { // ISO 19005-4, 6.1.3 has none
		d = append(d, entry{"Info", f.info})
	}
	out.indirect(self, &stream{d, deflate(x.encode())})
	out.write([]byte("startxref\n" + strconv.FormatInt(start, 10) + "\n%%EOF\n"))
	return out.flush()
}

// split divides the objects into those that go into object streams and those
// that are streams themselves.
func (f *file) split() (packed [][]ref, plain []ref) {
	var group []ref
	for i, o := range f.objects[1:] {
		r := ref(i + 1)
		switch o.(type) {
		case nil:
		case *stream:
			plain = append(plain, r)
		default:
			if group = append(group, r); len(group) == perObjectStream {
				packed, group = append(packed, group), nil
			}
		}
	}
	if len(group) > 0 {
		packed = append(packed, group)
	}
	return packed, plain
}

// pack makes an object stream.
func (f *file) pack(group []ref) *stream {
	var index, body []byte
	for _, r := range group {
		index = strconv.AppendInt(index, int64(r), 10)
		index = append(index, ' ')
		index = strconv.AppendInt(index, int64(len(body)), 10)
		index = append(index, ' ')
		body = append(f.objects[r].encode(body), '\n')
	}
	return &stream{dict{
		{"Filter", name("FlateDecode")},
		{"First", integer(len(index))},
		{"N", integer(len(group))},
		{"Type", name("ObjStm")},
	}, deflate(append(index, body...))}
}

// xref is the rows of the cross-reference stream (ISO 32000-1, table 18).
type xref struct{ rows [][3]int64 }

func newXref(size int) *xref {
	x := &xref{rows: make([][3]int64, size)}
	x.rows[0] = [3]int64{0, 0, 0xFFFF}
	return x
}

func (x *xref) at(r ref, offset int64) { x.rows[r] = [3]int64{1, offset, 0} }
func (x *xref) within(r, stream ref, position int) {
	x.rows[r] = [3]int64{2, int64(stream), int64(position)}
}

func (x *xref) encode() []byte {
	b := make([]byte, 0, 7*len(x.rows))
	for _, row := range x.rows {
		b = append(b, byte(row[0]))
		b = be.AppendUint32(b, uint32(row[1]))
		b = be.AppendUint16(b, uint16(row[2]))
	}
	return b
}

// counter writes, counts and hashes; the first error stays.
type counter struct {
	w    *bufio.Writer
	hash hash.Hash
	n    int64
	buf  []byte
	err  error
}

func (c *counter) write(b []byte) {
	if c.err != nil {
		return
	}
	c.hash.Write(b) // never fails
	_, c.err = c.w.Write(b)
	c.n += int64(len(b))
}

func (c *counter) indirect(r ref, o object) {
	c.buf = strconv.AppendInt(c.buf[:0], int64(r), 10)
	c.buf = append(c.buf, " 0 obj\n"...)
	c.buf = o.encode(c.buf)
	c.write(append(c.buf, "\nendobj\n"...))
}

func (c *counter) flush() error {
	if c.err == nil {
		c.err = c.w.Flush()
	}
	return c.err
}

// deflater keeps a compressor, which is large, and its output's room.
type deflater struct {
	z   *zlib.Writer
	out bytes.Buffer
}

// deflaters are by level of compression.
var deflaters [zlib.BestCompression + 1]sync.Pool

// usual is the level for all that is not said to need another: 4 takes as long, 9 five
// times as long and makes a report four hundredths smaller.
const usual = 6

// deflate compresses for FlateDecode.
func deflate(data []byte) []byte { return deflateAt(usual, data) }

// deflateAt compresses at a level from 1 to 9.
func deflateAt(level int, data []byte) []byte {
	d, _ := deflaters[level].Get().(*deflater)
	if d == nil {
		z, _ := zlib.NewWriterLevel(nil, level) // fails for an unknown level only
		d = &deflater{z: z}
	}
	defer deflaters[level].Put(d)
	d.out.Reset()
	d.z.Reset(&d.out)
	// A bytes.Buffer takes everything, so neither call can fail.
	_, _ = d.z.Write(data)
	_ = d.z.Close()
	return bytes.Clone(d.out.Bytes())
}

// each calls f for 0 to n-1 on as many goroutines as there are processors.
func each(n int, f func(i int)) {
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
