package main

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// The objects of a PDF (ISO 32000-1, 7.3): float64, name, string, array, dict,
// ref, *stream; anything else is a keyword.
type (
	name    string
	keyword string
	array   []any
	dict    map[name]any
	ref     int
	stream  struct {
		dict
		raw []byte
	}
)

// file holds all objects of a PDF by number.
type file struct{ objects map[ref]any }

// parseFile reads the objects one after another, as they stand; a PDF that was
// written in one go needs no cross-reference table for that.
func parseFile(data []byte) (*file, error) {
	if !bytes.HasPrefix(data, []byte("%PDF-")) {
		return nil, errors.New("not a PDF file")
	}
	f := &file{objects: map[ref]any{}}
	s := &scanner{data: data}
	for {
		num, ok := s.object().(float64)
		if !ok {
			break
		}
		s.object() // generation
		s.object() // obj
		f.objects[ref(num)] = s.body()
	}
	for _, o := range f.objects {
		if st, ok := o.(*stream); ok && st.dict["Type"] == name("ObjStm") {
			if err := f.unpack(st); err != nil {
				return nil, err
			}
		}
	}
	if len(f.objects) == 0 {
		return nil, errors.New("no objects found")
	}
	return f, nil
}

// unpack adds the objects of an object stream (ISO 32000-1, 7.5.7).
func (f *file) unpack(st *stream) error {
	data, err := st.data()
	if err != nil {
		return err
	}
	n, _ := st.dict["N"].(float64)
	first, _ := st.dict["First"].(float64)
	head := &scanner{data: data}
	for range int(n) {
		num, ok1 := head.object().(float64)
		at, ok2 := head.object().(float64)
		from := int(first + at)
		if !ok1 || !ok2 || from < 0 || from > len(data) {
			return errors.New("an object stream is damaged")
		}
		f.objects[ref(num)] = (&scanner{data: data, at: from}).object()
	}
	return nil
}

// get follows references.
func (f *file) get(o any) any {
	for range 32 {
		r, ok := o.(ref)
		if !ok {
			return o
		}
		o = f.objects[r]
	}
	return nil
}

func (f *file) dict(o any) dict {
	switch o := f.get(o).(type) {
	case dict:
		return o
	case *stream:
		return o.dict
	}
	return nil
}

func (f *file) array(o any) array {
	a, _ := f.get(o).(array)
	return a
}

func (f *file) num(o any) float64 {
	n, _ := f.get(o).(float64)
	return n
}

// data decodes a stream, which is plain or deflated.
func (st *stream) data() ([]byte, error) {
	if st.dict["Filter"] == nil {
		return st.raw, nil
	}
	if st.dict["Filter"] != name("FlateDecode") {
		return nil, fmt.Errorf("a stream is coded as %v; only FlateDecode is read", st.dict["Filter"])
	}
	r, err := zlib.NewReader(bytes.NewReader(st.raw))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// scanner reads objects from bytes.
type scanner struct {
	data []byte
	at   int
}

const (
	white  = " \t\r\n\f\x00"
	delims = "()<>[]{}/%"
)

func (s *scanner) skip() {
	for s.at < len(s.data) {
		switch c := s.data[s.at]; {
		case c == '%':
			for s.at < len(s.data) && s.data[s.at] != '\n' && s.data[s.at] != '\r' {
				s.at++
			}
		case strings.IndexByte(white, c) >= 0:
			s.at++
		default:
			return
		}
	}
}

// body reads an indirect object up to endobj.
func (s *scanner) body() any {
	o := s.object()
	d, isDict := o.(dict)
	if kw := s.object(); kw != keyword("stream") || !isDict {
		return o
	}
	if bytes.HasPrefix(s.data[s.at:], []byte("\r")) {
		s.at++
	}
	s.at = min(s.at+1, len(s.data))
	n, _ := d["Length"].(float64)
	end := min(s.at+max(0, int(n)), len(s.data))
	st := &stream{d, s.data[s.at:end]}
	s.at = end
	s.object() // endstream
	s.object() // endobj
	return st
}

// object reads one object or keyword; nil at the end.
func (s *scanner) object() any {
	s.skip()
	if s.at >= len(s.data) {
		return nil
	}
	rest := s.data[s.at:]
	switch c := rest[0]; {
	case bytes.HasPrefix(rest, []byte("<<")):
		s.at += 2
		return s.dict()
	case c == '[':
		s.at++
		return s.array()
	case c == '(':
		return s.literal()
	case c == '<':
		return s.hex()
	case c == '/':
		s.at++
		return name(s.word())
	case strings.IndexByte(delims, c) >= 0:
		s.at++
		return keyword(rest[:1])
	}
	return s.numberOrWord()
}

func (s *scanner) word() string {
	from := s.at
	for s.at < len(s.data) && strings.IndexByte(white+delims, s.data[s.at]) < 0 {
		s.at++
	}
	return string(s.data[from:s.at])
}

// numberOrWord reads a number, a reference ("5 0 R") or a keyword.
func (s *scanner) numberOrWord() any {
	w := s.word()
	n, err := strconv.ParseFloat(w, 64)
	if err != nil {
		return keyword(w)
	}
	after := s.at
	if s.skip(); s.word() == "0" {
		if s.skip(); s.word() == "R" {
			return ref(n)
		}
	}
	s.at = after
	return n
}

func (s *scanner) dict() dict {
	d := dict{}
	for {
		key, ok := s.object().(name)
		if !ok {
			s.skip()
			if s.at < len(s.data) && s.data[s.at] == '>' {
				s.at++
			}
			return d
		}
		d[key] = s.object()
	}
}

func (s *scanner) array() array {
	a := array{}
	for {
		o := s.object()
		if o == nil || o == keyword("]") {
			return a
		}
		a = append(a, o)
	}
}

func (s *scanner) hex() string {
	s.at++
	var digits []byte
	for ; s.at < len(s.data) && s.data[s.at] != '>'; s.at++ {
		if strings.IndexByte(white, s.data[s.at]) < 0 {
			digits = append(digits, s.data[s.at])
		}
	}
	s.at++
	var b []byte
	for i := 0; i+1 < len(digits); i += 2 {
		n, _ := strconv.ParseUint(string(digits[i:i+2]), 16, 8)
		b = append(b, byte(n))
	}
	return string(b)
}

// escapes are those of literal strings (ISO 32000-1, 7.3.4.2).
var escapes = map[byte]byte{'n': '\n', 'r': '\r', 't': '\t', 'b': '\b', 'f': '\f'}

func (s *scanner) literal() string {
	var b []byte
	depth := 0
	for ; s.at < len(s.data); s.at++ {
		c := s.data[s.at]
		switch {
		case c == '(':
			if depth++; depth == 1 {
				continue
			}
		case c == ')':
			if depth--; depth == 0 {
				s.at++
				return string(b)
			}
		case c == '\\' && s.at+1 < len(s.data):
			b = s.escape(b)
			continue
		}
		b = append(b, c)
	}
	return string(b)
}

// escape reads what follows a backslash and stays on its last byte.
func (s *scanner) escape(b []byte) []byte {
	s.at++
	c := s.data[s.at]
	switch {
	case c == '\n':
		return b
	case c >= '0' && c <= '7':
		n := 0
		from := s.at
		for s.at < len(s.data) && s.at < from+3 && s.data[s.at] >= '0' && s.data[s.at] <= '7' {
			n = n*8 + int(s.data[s.at]-'0')
			s.at++
		}
		s.at--
		return append(b, byte(n))
	}
	if e, ok := escapes[c]; ok {
		c = e
	}
	return append(b, c)
}
