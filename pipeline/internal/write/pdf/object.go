package pdf

import (
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"octavo/pipeline/internal/geom"
)

// object is a PDF object (ISO 32000-1, 7.3): null, boolean, integer, real,
// name, str, ref, array, dict or *stream.
type object interface {
	// encode appends the object in PDF syntax.
	encode(b []byte) []byte
}

type (
	null    struct{}
	boolean bool
	integer int64
	// name is without its slash and without escapes.
	name string
	// str is a string of bytes.
	str []byte
	// ref is an indirect reference by object number; generations are 0.
	ref   int
	array []object
	// entry is a key with its value; dict is written with its keys sorted.
	entry struct {
		key   name
		value object
	}
	dict []entry
	// real is a number of thousandths: three decimals are a quarter of a
	// micrometre, finer than any device.
	real int64
	// number keeps a real as it was read.
	number string
	// stream is a dictionary with its data; Length is added on writing.
	stream struct {
		dict dict
		data []byte
	}
)

func (null) encode(b []byte) []byte      { return append(b, "null"...) }
func (v boolean) encode(b []byte) []byte { return strconv.AppendBool(b, bool(v)) }
func (v integer) encode(b []byte) []byte { return strconv.AppendInt(b, int64(v), 10) }
func (v number) encode(b []byte) []byte  { return append(b, v...) }
func (v ref) encode(b []byte) []byte {
	return append(strconv.AppendInt(b, int64(v), 10), " 0 R"...)
}

func (v real) encode(b []byte) []byte {
	n := int64(v)
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	b = strconv.AppendInt(b, n/1000, 10)
	if n%1000 == 0 {
		return b
	}
	frac := [4]byte{'.', byte('0' + n/100%10), byte('0' + n/10%10), byte('0' + n%10)}
	end := 4
	for frac[end-1] == '0' {
		end--
	}
	return append(b, frac[:end]...)
}

// points makes a number of points of l.
func points(l geom.Length) real { return real(l.MulDiv(1000, int64(geom.Pt))) }

const hexDigits = "0123456789ABCDEF"

// encode writes characters that are not regular as #xx (ISO 32000-1, 7.3.5).
func (v name) encode(b []byte) []byte {
	b = append(b, '/')
	for i := 0; i < len(v); i++ {
		c := v[i]
		if c <= ' ' || c > '~' || strings.IndexByte("#%()<>[]{}/", c) >= 0 {
			b = append(b, '#', hexDigits[c>>4], hexDigits[c&15])
		} else {
			b = append(b, c)
		}
	}
	return b
}

// encode writes printable ASCII as a literal string and all else as hex.
func (v str) encode(b []byte) []byte {
	for _, c := range v {
		if c < ' ' || c > '~' {
			b = append(b, '<')
			b = hex.AppendEncode(b, v)
			return append(b, '>')
		}
	}
	b = append(b, '(')
	for _, c := range v {
		if c == '(' || c == ')' || c == '\\' {
			b = append(b, '\\')
		}
		b = append(b, c)
	}
	return append(b, ')')
}

// text makes a text string (ISO 32000-1, 7.9.2.2): ASCII as it is, all else as
// UTF-16 with a byte order mark.
func text(s string) str {
	for i := 0; i < len(s); i++ {
		if s[i] < ' ' || s[i] > '~' {
			return append(str{0xFE, 0xFF}, utf16be(s)...)
		}
	}
	return str(s)
}

func utf16be(s string) []byte {
	out := make([]byte, 0, 2*len(s))
	for _, r := range s {
		if r1, r2 := utf16.EncodeRune(r); r1 != '\uFFFD' {
			out = append(out, byte(r1>>8), byte(r1), byte(r2>>8), byte(r2))
		} else {
			out = append(out, byte(r>>8), byte(r))
		}
	}
	return out
}

func (v array) encode(b []byte) []byte {
	b = append(b, '[')
	for i, o := range v {
		if i > 0 {
			b = append(b, ' ')
		}
		b = o.encode(b)
	}
	return append(b, ']')
}

func (v dict) encode(b []byte) []byte {
	if !slices.IsSortedFunc(v, compareKeys) {
		v = slices.Clone(v)
		slices.SortStableFunc(v, compareKeys)
	}
	b = append(b, "<<"...)
	for _, e := range v {
		b = e.key.encode(b)
		b = append(b, ' ')
		b = e.value.encode(b)
	}
	return append(b, ">>"...)
}

func compareKeys(a, b entry) int { return strings.Compare(string(a.key), string(b.key)) }

// get returns the value of key, or nil.
func (v dict) get(key name) object {
	for _, e := range v {
		if e.key == key {
			return e.value
		}
	}
	return nil
}

// with returns v with key set to value; a nil value removes the key.
func (v dict) with(key name, value object) dict {
	out := slices.DeleteFunc(slices.Clone(v), func(e entry) bool { return e.key == key })
	if value != nil {
		out = append(out, entry{key, value})
	}
	return out
}

func (v *stream) encode(b []byte) []byte {
	b = v.dict.with("Length", integer(len(v.data))).encode(b)
	b = append(b, "\nstream\n"...)
	b = append(b, v.data...)
	return append(b, "\nendstream"...)
}

func refs(list []ref) array {
	out := make(array, len(list))
	for i, r := range list {
		out[i] = r
	}
	return out
}
