// Package pdffile reads the objects of any PDF, its own or another program's: in
// come the bytes, out come the trailer, objects by number, unpacked streams, pages
// with what they inherit and the operators of a content stream (ISO 32000-1, 7). It
// bounds depth, size and number, and never panics on what it is given; a file whose
// cross-reference table leads nowhere is read object by object, which Rebuilt tells.
package pdffile

import (
	"bytes"
	"unicode/utf16"
)

// Object is a PDF object (ISO 32000-1, 7.3): nil for null, bool, int64, float64,
// Name, String, Ref, Array, Dict or *Stream.
type Object any

type (
	// Name is a name without its slash and without escapes.
	Name string
	// String is a string of bytes.
	String []byte
	// Ref is an indirect reference.
	Ref struct{ Num, Gen int }
	// Array is a list of objects.
	Array []Object
	// Dict is a dictionary; of a key that stands twice the last value counts.
	Dict map[Name]Object
	// Stream is a dictionary with its data as they are packed.
	Stream struct {
		Dict Dict
		Raw  []byte
	}
)

// Text reads a text string (ISO 32000-1, 7.9.2.2; ISO 32000-2 adds UTF-8). Codes of
// PDFDocEncoding above ASCII are read as Latin-1.
func (s String) Text() string {
	switch {
	case bytes.HasPrefix(s, []byte{0xFE, 0xFF}):
		return UTF16(s[2:])
	case bytes.HasPrefix(s, []byte{0xEF, 0xBB, 0xBF}):
		return string(bytes.ToValidUTF8(s[3:], []byte("\uFFFD")))
	}
	out := make([]rune, len(s))
	for i, c := range s {
		out[i] = rune(c)
	}
	return string(out)
}

// UTF16 decodes UTF-16 with the high byte first; an odd last byte is left out.
func UTF16(b []byte) string {
	units := make([]uint16, 0, len(b)/2)
	for i := 0; i+1 < len(b); i += 2 {
		units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
	}
	return string(utf16.Decode(units))
}
