package pdffile

import (
	"bytes"
	"errors"
	"slices"
	"strconv"

	"octavo/pipeline/internal/pattern"
)

// File is an open PDF.
type File struct {
	// Version is that of the header, such as "1.7".
	Version string
	// HeaderAt is the byte at which the header stands, 0 in a sound file.
	HeaderAt int
	// Trailer is the last trailer, or the dictionary of the last cross-reference
	// stream.
	Trailer Dict
	// Rebuilt is why the cross-reference table could not be used; the objects were
	// then found by their own words. It is "" in a sound file.
	Rebuilt string

	data    []byte
	places  map[int]place
	objects map[int]Object
	reading map[int]bool
	packed  map[int][]Object // objects of object streams that were unpacked
	numbers map[int][]int    // their numbers

	unpacked int64 // bytes, of all streams so far
}

// place is where an object stands: at a byte, or in an object stream.
type place struct {
	at     int // byte, or the number of the object stream
	index  int // in the stream
	packed bool
}

// ErrNoPDF is the error about data without the header of a PDF.
var ErrNoPDF = errors.New("it does not begin with %PDF-")

var header = pattern.Of(`%PDF-(\d\.\d)`)

// headerWithin is how far into a file readers look for its header, in bytes.
const headerWithin = 1024

// Open reads a file's structure. Objects are read when they are asked for.
func Open(data []byte) (*File, error) {
	at := header.FindSubmatchIndex(data[:min(len(data), headerWithin)])
	if at == nil {
		return nil, ErrNoPDF
	}
	f := &File{Version: string(data[at[2]:at[3]]), HeaderAt: at[0], data: data[at[0]:]}
	f.forget()
	if err := f.readXref(); err != nil {
		f.Rebuilt = err.Error()
		f.rebuild()
	} else if f.Catalog() == nil {
		f.Rebuilt = "the cross-reference table leads to no catalogue"
		f.rebuild()
	}
	if f.Catalog() == nil {
		return nil, errors.New("it has no catalogue, so nothing in it can be found")
	}
	return f, nil
}

func (f *File) forget() {
	f.Trailer = nil
	f.places, f.objects, f.reading = map[int]place{}, map[int]Object{}, map[int]bool{}
	f.packed, f.numbers = map[int][]Object{}, map[int][]int{}
}

var objectHead = pattern.Of(`(?:^|[\r\n\t \x00\f])(\d{1,7})[ \t\r\n]+(\d{1,5})[ \t\r\n]+obj\b`)

// rebuild finds the objects by the words "N G obj", the last of each number, and the
// trailer by its word.
func (f *File) rebuild() {
	f.forget()
	for _, m := range objectHead.FindAllSubmatchIndex(f.data, -1) {
		if n, err := strconv.Atoi(string(f.data[m[2]:m[3]])); err == nil && n > 0 {
			f.places[n] = place{at: m[2]}
		}
	}
	f.Trailer = Dict{}
	for rest, at := f.data, 0; ; {
		i := bytes.Index(rest, []byte("trailer"))
		if i < 0 {
			break
		}
		at += i + len("trailer")
		rest = f.data[at:]
		p := &parser{data: f.data, pos: at, refs: true}
		if d, err := p.object(0); err == nil {
			if d, ok := d.(Dict); ok {
				f.Trailer = d
			}
		}
	}
	f.rebuildPacked()
}

// rebuildPacked finds what lies in object streams, and the catalogue where no
// trailer names it.
func (f *File) rebuildPacked() {
	for _, n := range f.Numbers() {
		s, ok := f.object(n).(*Stream)
		if !ok {
			continue
		}
		switch f.Name(s.Dict["Type"]) {
		case "XRef":
			if f.Trailer["Root"] == nil {
				f.Trailer = s.Dict
			}
		case "ObjStm":
			f.unpackObjects(n)
			for i, num := range f.numbers[n] {
				if _, has := f.places[num]; !has && num > 0 && num <= maxNumber {
					f.places[num] = place{at: n, index: i, packed: true}
				}
			}
		}
	}
	if f.Catalog() != nil {
		return
	}
	for _, n := range f.Numbers() {
		if f.Name(f.Dict(Ref{Num: n})["Type"]) == "Catalog" {
			f.Trailer["Root"] = Ref{Num: n}
		}
	}
}

// Numbers lists the object numbers in use, sorted.
func (f *File) Numbers() []int {
	out := make([]int, 0, len(f.places))
	for n := range f.places {
		out = append(out, n)
	}
	slices.Sort(out)
	return out
}

// Catalog is the document catalogue; nil where there is none.
func (f *File) Catalog() Dict { return f.Dict(f.Trailer["Root"]) }

// Encrypted reports whether the file is encrypted: its strings and streams cannot
// be read then.
func (f *File) Encrypted() bool { return f.Trailer["Encrypt"] != nil }

// maxChain bounds references to references.
const maxChain = 32

// Get gives the object that o is or leads to; nil where it leads nowhere.
func (f *File) Get(o Object) Object {
	for range maxChain {
		r, ok := o.(Ref)
		if !ok {
			return o
		}
		o = f.object(r.Num)
	}
	return nil
}

// Dict gives the dictionary that o is, leads to, or has as a stream; nil for
// anything else.
func (f *File) Dict(o Object) Dict {
	switch o := f.Get(o).(type) {
	case Dict:
		return o
	case *Stream:
		return o.Dict
	}
	return nil
}

// Array gives the array that o is or leads to; nil for anything else.
func (f *File) Array(o Object) Array {
	a, _ := f.Get(o).(Array)
	return a
}

// List gives the array that o is or leads to; another object is a list of one.
func (f *File) List(o Object) Array { return f.list(o) }

// Stream gives the stream that o leads to; nil for anything else.
func (f *File) Stream(o Object) *Stream {
	s, _ := f.Get(o).(*Stream)
	return s
}

// Name gives the name that o is or leads to; "" for anything else.
func (f *File) Name(o Object) Name {
	n, _ := f.Get(o).(Name)
	return n
}

// Text gives the text of the string that o is or leads to; "" for anything else.
func (f *File) Text(o Object) string {
	s, _ := f.Get(o).(String)
	return s.Text()
}

// Int gives the whole number that o is or leads to, or other.
func (f *File) Int(o Object, other int) int {
	switch n := f.Get(o).(type) {
	case int64:
		return int(n)
	case float64:
		return int(n)
	}
	return other
}

// Bool gives the truth value that o is or leads to; false for anything else.
func (f *File) Bool(o Object) bool {
	b, _ := f.Get(o).(bool)
	return b
}

// object reads an object by its number; nil where it cannot be read.
func (f *File) object(n int) Object {
	if o, read := f.objects[n]; read {
		return o
	}
	at, has := f.places[n]
	if !has || f.reading[n] {
		return nil
	}
	f.reading[n] = true
	defer delete(f.reading, n)
	var o Object
	if at.packed {
		o = f.fromStream(n, at)
	} else {
		o, _ = f.indirect(at.at, n)
	}
	f.objects[n] = o
	return o
}

func (f *File) fromStream(n int, at place) Object {
	f.unpackObjects(at.at)
	list, numbers := f.packed[at.at], f.numbers[at.at]
	if at.index < len(numbers) && numbers[at.index] == n {
		return list[at.index]
	}
	if i := slices.Index(numbers, n); i >= 0 {
		return list[i]
	}
	return nil
}

// maxPacked bounds the objects of one object stream.
const maxPacked = 1 << 20

// unpackObjects reads the object stream of a number (ISO 32000-1, 7.5.7).
func (f *File) unpackObjects(n int) {
	if _, done := f.packed[n]; done {
		return
	}
	f.packed[n] = nil
	s, ok := f.object(n).(*Stream)
	if !ok {
		return
	}
	data, err := f.Decode(s)
	first, count := f.Int(s.Dict["First"], 0), f.Int(s.Dict["N"], 0)
	if err != nil || first < 0 || first > len(data) || count < 0 || count > maxPacked {
		return
	}
	head := &parser{data: data[:first]}
	for range count {
		num, err := strconv.Atoi(head.token())
		at, err2 := strconv.Atoi(head.token())
		if err != nil || err2 != nil || at < 0 || first+at > len(data) {
			return
		}
		p := &parser{data: data, pos: first + at, refs: true}
		o, _ := p.object(0)
		f.packed[n] = append(f.packed[n], o)
		f.numbers[n] = append(f.numbers[n], num)
	}
}

// indirect reads "N G obj …" at a byte.
func (f *File) indirect(at, n int) (Object, error) {
	if at < 0 || at >= len(f.data) {
		return nil, errors.New("an object lies outside the file")
	}
	p := &parser{data: f.data, pos: at, refs: true}
	num, err := strconv.Atoi(p.token())
	if err != nil || num != n && n != 0 {
		return nil, p.errorf("no object %d", n)
	}
	if p.token(); !p.accept("obj") { // the generation
		return nil, p.errorf("no object %d", n)
	}
	o, err := p.object(0)
	if err != nil {
		return nil, err
	}
	if d, ok := o.(Dict); ok && p.accept("stream") {
		return f.stream(p, d), nil
	}
	return o, nil
}

// stream takes the data after the keyword stream; where Length is wrong they end at
// the word endstream.
func (f *File) stream(p *parser, d Dict) *Stream {
	if p.pos < len(p.data) && p.data[p.pos] == '\r' {
		p.pos++
	}
	if p.pos < len(p.data) && p.data[p.pos] == '\n' {
		p.pos++
	}
	start, length := p.pos, f.Int(d["Length"], -1)
	if length >= 0 && length <= len(p.data)-start {
		p.pos = start + length
		if p.accept("endstream") {
			return &Stream{d, p.data[start : start+length]}
		}
	}
	end := bytes.Index(p.data[start:], []byte("endstream"))
	if end < 0 {
		return &Stream{d, p.data[start:]}
	}
	return &Stream{d, bytes.TrimRight(p.data[start:start+end], "\r\n")}
}
