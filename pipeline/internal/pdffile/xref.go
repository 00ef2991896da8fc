package pdffile

import (
	"bytes"
	"errors"
	"strconv"
)

// tailWithin is how far from the end startxref is looked for, in bytes.
const tailWithin = 2048

// readXref follows the cross-reference sections from the last to the first (ISO
// 32000-1, 7.5.4 to 7.5.8); of an object in several the last counts.
func (f *File) readXref() error {
	tail := f.data[max(0, len(f.data)-tailWithin):]
	i := bytes.LastIndex(tail, []byte("startxref"))
	if i < 0 {
		return errors.New("there is no startxref at the end")
	}
	p := &parser{data: tail, pos: i + len("startxref")}
	at, err := strconv.Atoi(p.token())
	if err != nil {
		return errors.New("no number follows startxref")
	}
	seen := map[int]bool{}
	for next := []int{at}; len(next) > 0; {
		at, next = next[0], next[1:]
		if seen[at] {
			continue
		}
		seen[at] = true
		d, err := f.section(at)
		if err != nil {
			return err
		}
		if f.Trailer == nil {
			f.Trailer = d
		}
		for _, key := range []Name{"XRefStm", "Prev"} {
			if n, ok := d[key].(int64); ok {
				next = append(next, int(n))
			}
		}
	}
	return f.proveXref()
}

// section reads one section and gives its trailer.
func (f *File) section(at int) (Dict, error) {
	if at < 0 || at >= len(f.data) {
		return nil, errors.New("startxref, or a Prev, leads outside the file")
	}
	p := &parser{data: f.data, pos: at, refs: true}
	if p.accept("xref") {
		return f.table(p)
	}
	o, err := f.indirect(at, 0)
	s, ok := o.(*Stream)
	if err != nil || !ok || s.Dict["Type"] != Name("XRef") {
		return nil, errors.New("no cross-reference table stands where startxref, or a Prev, leads")
	}
	return s.Dict, f.xrefStream(s)
}

func (f *File) table(p *parser) (Dict, error) {
	for !p.accept("trailer") {
		first, err := strconv.Atoi(p.token())
		count, err2 := strconv.Atoi(p.token())
		if err != nil || err2 != nil || first < 0 || count < 0 || count > maxNumber {
			return nil, errors.New("the cross-reference table cannot be read")
		}
		for i := range count {
			at, err := strconv.Atoi(p.token())
			p.token() // the generation
			kind := p.token()
			if err != nil || kind != "n" && kind != "f" {
				return nil, errors.New("a line of the cross-reference table cannot be read")
			}
			f.put(first+i, kind == "n", place{at: at})
		}
	}
	d, err := p.object(0)
	trailer, ok := d.(Dict)
	if err != nil || !ok {
		return nil, errors.New("the trailer cannot be read")
	}
	return trailer, nil
}

// put notes where an object stands, unless a later section has said it. A free one
// is nowhere.
func (f *File) put(n int, used bool, at place) {
	if _, has := f.places[n]; has || n <= 0 || n > maxNumber {
		return
	}
	if !used {
		at = place{at: -1}
	}
	f.places[n] = at
}

func (f *File) xrefStream(s *Stream) error {
	bad := errors.New("the cross-reference stream cannot be read")
	data, err := f.Decode(s)
	var w [3]int
	width := 0
	for i, o := range f.Array(s.Dict["W"]) {
		if n := f.Int(o, -1); i < 3 && n >= 0 && n <= 8 {
			w[i] = n
			width += n
		}
	}
	if err != nil || width == 0 {
		return bad
	}
	index := f.Array(s.Dict["Index"])
	if index == nil {
		index = Array{int64(0), s.Dict["Size"]}
	}
	for i := 0; i+1 < len(index); i += 2 {
		first, count := f.Int(index[i], -1), f.Int(index[i+1], -1)
		if first < 0 || count < 0 || count > len(data)/width {
			return bad
		}
		for k := range count {
			f.putRow(first+k, data[:width], w)
			data = data[width:]
		}
	}
	return nil
}

// putRow notes what a row of a cross-reference stream says (ISO 32000-1, table 18).
func (f *File) putRow(n int, row []byte, w [3]int) {
	kind, second, third := 1, number(row[w[0]:w[0]+w[1]]), number(row[w[0]+w[1]:])
	if w[0] > 0 {
		kind = number(row[:w[0]])
	}
	switch kind {
	case 1:
		f.put(n, true, place{at: second})
	case 2:
		f.put(n, true, place{at: second, index: third, packed: true})
	default:
		f.put(n, false, place{})
	}
}

func number(b []byte) int {
	n := 0
	for _, c := range b {
		n = n<<8 | int(c)
	}
	return n
}

// proveXref drops free objects and wants every other where the table says it is.
func (f *File) proveXref() error {
	for n, at := range f.places {
		if at.at < 0 && !at.packed {
			delete(f.places, n)
			continue
		}
		if at.packed {
			continue
		}
		p := &parser{data: f.data, pos: min(at.at, len(f.data))}
		if got, err := strconv.Atoi(p.token()); err != nil || got != n {
			return errors.New("the cross-reference table leads to places where the objects are not")
		}
	}
	return nil
}
